/** How jobs come by their credentials for AWS. Strings are literals, or tokens of `GitHubExpression`. */
export type CredentialsData =
  | {
      readonly kind: 'oidc';
      readonly roleArn: string;
      readonly sessionName?: string;
      readonly durationSeconds?: number;
    }
  | {
      readonly kind: 'secrets';
      /** Names of secrets. */
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
      readonly roleArn?: string;
    }
  | { readonly kind: 'runner' };
