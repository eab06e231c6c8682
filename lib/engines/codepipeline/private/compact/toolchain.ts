import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';

/** A version that was tried with this library; it reads cloud assemblies up to schema 55. */
const TRIED = '2.1148.1';

/**
 * The version of the CDK CLI for a pipeline that pins it: the one that was tried, or, for an `aws-cdk-lib` that is
 * newer than this library, the first that can read its cloud assemblies.
 */
export function pinnedCliVersion(needed: string | undefined = neededCliVersion()): string {
  return needed !== undefined && isNewer(needed, TRIED) ? needed : TRIED;
}

function neededCliVersion(): string | undefined {
  // Not in every version of aws-cdk-lib, whatever the types say.
  return (Manifest as Partial<typeof Manifest>).cliVersion?.();
}

function isNewer(a: string, b: string): boolean {
  const [as, bs] = [a, b].map((v) => v.split('.').map((part) => parseInt(part, 10)));
  const differs = as.findIndex((part, i) => part !== bs[i]);
  return differs >= 0 && as[differs] > (bs[differs] ?? -1);
}
