import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { Emulator, Environment } from './emulator';
import { type Finished, run } from './processes';

const ROOT = path.resolve(__dirname, '../..');

/** What the application finds in its `node_modules`. */
const PACKAGES = ['aws-cdk', 'aws-cdk-lib', 'cdk-assets', 'constructs'];

/** The git repository of the shop: what people have who use this library. */
export class Repository {
  static async create(): Promise<Repository> {
    const directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'repository-')), 'shop');
    fs.cpSync(path.join(__dirname, 'shop'), directory, { recursive: true });
    fs.writeFileSync(path.join(directory, '.gitignore'), 'node_modules\ncdk.out\n.cdk-pipelines\n');
    installInto(directory);
    const repository = new Repository(directory);
    await repository.git('init', '--quiet', '--initial-branch=main');
    await repository.commit();
    return repository;
  }

  private assembly?: Promise<string>;

  private constructor(readonly directory: string) {}

  /** Replace a text of a file, everywhere in it, and commit that. */
  async edit(file: string, from: string, to: string): Promise<void> {
    const before = fs.readFileSync(path.join(this.directory, file), 'utf-8');
    if (!before.includes(from)) throw new Error(`${file} has no '${from}'.`);
    fs.writeFileSync(path.join(this.directory, file), before.replaceAll(from, to));
    await this.commit();
  }

  /** A clean checkout of the last commit, with its dependencies: what `npm ci` gives. */
  async checkOut(): Promise<string> {
    const directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'checkout-')), 'src');
    await this.git('clone', '--quiet', this.directory, directory);
    installInto(directory);
    return directory;
  }

  /** The cloud assembly of a clean checkout; the one that there is, if nothing has changed. */
  synth(): Promise<string> {
    return (this.assembly ??= this.synthNow());
  }

  private async synthNow(): Promise<string> {
    const directory = await this.checkOut();
    const { code, output } = await run('npx', ['cdk', 'synth', '--quiet'], { cwd: directory });
    if (code !== 0) throw new Error(output);
    return path.join(directory, 'cdk.out');
  }

  private async commit(): Promise<void> {
    this.assembly = undefined;
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', 'A change');
  }

  private async git(...args: string[]): Promise<void> {
    const who = ['-c', 'user.name=Shop', '-c', 'user.email=shop@example.com', '-c', 'commit.gpgsign=false'];
    const { code, output } = await run('git', [...who, ...args], { cwd: this.directory });
    if (code !== 0) throw new Error(output);
  }
}

/** Links, so that nothing is copied or fetched. */
function installInto(directory: string): void {
  const modules = path.join(directory, 'node_modules');
  fs.mkdirSync(path.join(modules, '.bin'), { recursive: true });
  fs.symlinkSync(ROOT, path.join(modules, 'cdk-pipelines'), 'dir');
  for (const name of PACKAGES) fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name), 'dir');
  for (const name of ['cdk', 'cdk-assets']) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', '.bin', name), path.join(modules, '.bin', name));
  }
}

/** The real CDK CLI, with credentials of an administrator of an account. */
export async function cdk(emulator: Emulator, at: Environment, args: string[], cwd: string = ROOT): Promise<Finished> {
  const file = path.join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  return run(process.execPath, [file, '--no-notices', '--ci', ...args], { cwd, env: emulator.environmentOf(at) });
}

/** Where commands of builds find tools that their install commands would have fetched. */
export const TOOLS = path.join(ROOT, 'node_modules', '.bin');

/** `cdk bootstrap`, as the README says. */
export async function bootstrap(emulator: Emulator, at: Environment, trusts?: string): Promise<void> {
  const policy = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const trust = trusts ? ['--trust', trusts, '--cloudformation-execution-policies', policy] : [];
  const { code, output } = await cdk(emulator, at, ['bootstrap', `aws://${at.account}/${at.region}`, ...trust]);
  if (code !== 0) throw new Error(output);
  // The bucket refuses whoever speaks HTTP, and that is what the emulator speaks.
  const Bucket = `cdk-hnb659fds-assets-${at.account}-${at.region}`;
  await emulator.call({ ...at, service: 's3', operation: 'delete_bucket_policy', input: { Bucket } });
}
