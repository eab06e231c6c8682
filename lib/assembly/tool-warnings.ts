import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Concern } from '../private/diagnostics';
import { PINNED_CLI, PINNED_READS } from '../private/toolchain';

/** What the cloud assembly asks of the tools that read it. */
export interface Needs {
  /** Major version of its schema. */
  readonly schema: number;
  /** A CDK CLI that reads it, says the `aws-cdk-lib` that writes it. It need not have been published. */
  readonly cli?: string;
}

export function needsOfAssembly(): Needs {
  // Neither is in every version of aws-cdk-lib, whatever the types say.
  const manifest = Manifest as Partial<typeof Manifest>;
  return { schema: parseInt(manifest.version?.() ?? '0', 10), cli: manifest.cliVersion?.() };
}

/** A CDK CLI that is known not to read the cloud assembly. Others are believed to. `property` says the version; `then`: what follows. */
export function cliTooOld(version: string, { schema, cli }: Needs, property: string, then = ''): Concern[] {
  const newest = newestOf(version);
  if (newest === undefined || readsWithCli(newest, schema, cli)) {
    return [];
  }
  return [
    {
      id: 'cdk-pipelines:cliTooOld',
      given:
        `The pipeline installs aws-cdk@${version}, which is not known to read the cloud assembly of this aws-cdk-lib (schema ${schema}): ` +
        'what it deploys or publishes would fail',
      fix:
        `set ${property} to a version that does (${seen(schema, cli)}; \`npm view aws-cdk dist-tags\` says what there is)` +
        then,
    },
  ];
}

function seen(schema: number, cli: string | undefined): string {
  return schema <= PINNED_READS ? `'${PINNED_CLI}' was tried` : `${cli ?? 'a later one'} or later`;
}

function readsWithCli(version: string, schema: number, cli: string | undefined): boolean {
  // 3.0.0 was published by accident, from old sources.
  if (version === '3.0.0') {
    return schema <= 43;
  }
  const isTried = !isOlder(version, PINNED_CLI) && schema <= PINNED_READS;
  return isTried || (cli !== undefined ? !isOlder(version, cli) : schema <= PINNED_READS);
}

/** More than any minor or patch version will be. */
const ANY = 999_999;

/** 3.2.3 to 3.3.1 take the newest reader that npm has; later ones bring their own. */
const CDK_ASSETS_READS: readonly (readonly [upTo: string, schema: number])[] = [
  [`2.${ANY}.${ANY}`, 39],
  ['3.0.0', 40],
  [`3.${ANY}.${ANY}`, Infinity],
  ['4.4.13', 53],
  ['4.7.3', 54],
];

/** The same of cdk-assets. */
export function cdkAssetsTooOld(version: string, { schema }: Needs): Concern[] {
  const newest = CDK_ASSETS_READS[CDK_ASSETS_READS.length - 1];
  const asked = newestOf(version);
  const isNewest = version === 'latest' || asked === `4.${ANY}.${ANY}`;
  const known = asked === undefined ? undefined : CDK_ASSETS_READS.find(([upTo]) => !isOlder(upTo, asked));
  const [, reads] = isNewest ? newest : (known ?? [, Infinity]);
  if (reads >= schema) {
    return [];
  }
  return [
    {
      id: 'cdk-pipelines:cdkAssetsTooOld',
      given:
        `The pipeline publishes assets with cdk-assets@${version}, which reads cloud assemblies up to schema ${reads}` +
        `${isNewest ? ` (as ${newest[0]}, the newest when this was written)` : ''}; this aws-cdk-lib writes ${schema}: publishing would fail`,
      fix:
        "set cdkAssetsCliVersion: '3.3.1', which reads what is newest on npm when it is installed, or layout: PipelineLayout.COMPACT, which " +
        'publishes with the CDK CLI. `npm view cdk-assets dist-tags` says what there is now',
    },
  ];
}

/** What `2.1.0`, `2.1`, `~2.1.0`, `^2.1.0` or `2.x` can be at most; `undefined` for what only npm knows. */
function newestOf(version: string): string | undefined {
  const [, range, major, minor, patch] = /^([~^]?)(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/.exec(version) ?? [];
  if (major === undefined) {
    return undefined;
  }
  const hasMinor = /^\d/.test(minor ?? '') && range !== '^';
  const isExact = hasMinor && range === '' && /^\d/.test(patch ?? '');
  return [major, hasMinor ? minor : ANY, isExact ? patch : ANY].join('.');
}

function isOlder(a: string, b: string): boolean {
  const [as, bs] = [a, b].map((v) => v.split('.').map(Number));
  const differs = as.findIndex((part, i) => part !== bs[i]);
  return differs >= 0 && as[differs] < bs[differs];
}
