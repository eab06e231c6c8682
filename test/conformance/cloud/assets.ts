import * as fs from 'node:fs';
import * as path from 'node:path';
import { HOME } from './stacks';
import type { Call } from './stand-ins';

/** A file or an image at its destination. */
export interface Published {
  readonly hash: string;
  readonly kind: 'file' | 'image';
  /** What is in the file, or in the Dockerfile. */
  readonly content: string;
  /** Account and region. */
  readonly environment: string;
}

/** What `cdk-assets` gets as path and selector. */
export function byCdkAssets({ cwd, args }: Call): Selected[] {
  const manifest = path.join(cwd, args[args.indexOf('--path') + 1]);
  const [hash, destination] = args[args.indexOf('publish') + 1].split(':');
  return selected(manifest, (h, d) => h === hash && d === destination);
}

/** Whatever is in the cloud assembly that `cdk publish-assets --all` is given. */
export function byCdkCli({ cwd, app }: Call): Selected[] {
  const directory = path.resolve(cwd, app);
  const { artifacts } = JSON.parse(fs.readFileSync(path.join(directory, 'manifest.json'), 'utf-8'));
  return Object.values<any>(artifacts)
    .filter(({ type }) => type === 'cdk:asset-manifest')
    .flatMap(({ properties }) => selected(path.join(directory, properties.file), () => true));
}

export interface Selected extends Published {
  /** As the manifest names it. */
  readonly destination: string;
  readonly role?: string;
}

/** All that a manifest names. */
export const allAssets = (manifestFile: string) => selected(manifestFile, () => true);

function selected(manifestFile: string, wanted: (hash: string, destination: string) => boolean): Selected[] {
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf-8'));
  const directory = path.dirname(manifestFile);
  const found = (kind: 'file' | 'image', [hash, asset]: [string, any]) =>
    Object.entries<any>(asset.destinations)
      .filter(([destination]) => wanted(hash, destination))
      .map(([destination, to]) => ({
        hash,
        destination,
        kind,
        content: contentOf(directory, asset.source),
        environment: environmentOf(atHome(to.bucketName ?? to.repositoryName)),
        role: to.assumeRoleArn && atHome(to.assumeRoleArn),
      }));
  return [
    ...Object.entries(manifest.files ?? {}).flatMap((entry) => found('file', entry)),
    ...Object.entries(manifest.dockerImages ?? {}).flatMap((entry) => found('image', entry)),
  ];
}

function contentOf(directory: string, source: { readonly path?: string; readonly directory?: string }): string {
  const place = path.join(directory, source.path ?? source.directory ?? '.');
  const isDirectory = fs.statSync(place).isDirectory();
  const file = isDirectory
    ? path.join(place, fs.existsSync(path.join(place, 'Dockerfile')) ? 'Dockerfile' : '')
    : place;
  return fs.statSync(file).isDirectory()
    ? fs.readdirSync(file).sort().join(' ')
    : fs.readFileSync(file, 'utf-8').trim();
}

function environmentOf(destination: string): string {
  const [, account, region] = /(\d{12})-([a-z]+-[a-z]+-\d)$/.exec(destination) ?? [];
  return account ? `${account}/${region}` : destination;
}

/** What the tools fill in: where an environment is left open, it is that of the pipeline. */
function atHome(text: string): string {
  return text
    .replace(/\$\{AWS::Partition\}/g, 'aws')
    .replace(/\$\{AWS::AccountId\}/g, HOME.account)
    .replace(/\$\{AWS::Region\}/g, HOME.region);
}
