import type * as cb from 'aws-cdk-lib/aws-codebuild';

/** What a buildspec was made of, if that is known: what is in a file or an asset is not. */
export function dataOfBuildSpec(buildSpec: cb.BuildSpec): Record<string, any> | undefined {
  const { spec } = buildSpec as unknown as { readonly spec?: Record<string, any> };
  return buildSpec.isImmediate && typeof spec === 'object' ? spec : undefined;
}
