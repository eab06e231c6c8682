/** Which jobs log in. */
export type LoginUsage = 'SYNTH' | 'ASSET_PUBLISHING';

/** How jobs log in to a registry, and which. Strings are literals; ARNs may hold expressions of GitHub. */
export type DockerLogin = { readonly registry: string; readonly usages: readonly LoginUsage[] } & (
  | {
      readonly kind: 'secrets';
      /** Names of secrets. */
      readonly usernameSecret: string;
      readonly passwordSecret: string;
    }
  /** The token that GitHub makes for the job: it takes `packages: read`. */
  | { readonly kind: 'token' }
  | {
      readonly kind: 'ecr';
      /** Of a private registry. */
      readonly account?: string;
      readonly region?: string;
      readonly roleArn?: string;
    }
);
