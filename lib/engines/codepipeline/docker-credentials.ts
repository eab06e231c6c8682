import { Fn } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { checkLogin, checkRepositories } from './private/check/property-types';
import type { CredentialSource } from '../../jobs/docker-logins';
import { fail } from '../../private/errors';

/**
 * Who needs a login to a container registry.
 */
export enum DockerCredentialUsage {
  /** The step that makes the cloud assembly. */
  SYNTH = 'SYNTH',

  /** The update of the pipeline itself. */
  SELF_UPDATE = 'SELF_UPDATE',

  /** The publishing of images. */
  ASSET_PUBLISHING = 'ASSET_PUBLISHING',
}

/**
 * Options of a login that is kept in a secret.
 */
export interface ExternalDockerCredentialOptions {
  /**
   * Field of the secret's JSON that holds the user name.
   *
   * @default 'username'
   */
  readonly secretUsernameField?: string;

  /**
   * Field of the secret's JSON that holds the password.
   *
   * @default 'secret'
   */
  readonly secretPasswordField?: string;

  /**
   * Role to assume before the secret is read.
   *
   * @default - the role of the build reads it
   */
  readonly assumeRole?: iam.IRole;

  /**
   * Who gets the login.
   *
   * @default - everybody who may need it: synth, self-update and publishing
   */
  readonly usages?: DockerCredentialUsage[];
}

/**
 * Options of a login to Amazon ECR.
 */
export interface EcrDockerCredentialOptions {
  /**
   * Role to assume before ECR is asked for a login.
   *
   * @default - the role of the build asks
   */
  readonly assumeRole?: iam.IRole;

  /**
   * Who gets the login.
   *
   * @default - everybody who may need it: synth, self-update and publishing
   */
  readonly usages?: DockerCredentialUsage[];
}

/**
 * A login to a container registry, for builds of the pipeline that pull or push images.
 */
export abstract class DockerCredential {
  /**
   * A login to Docker Hub.
   *
   * @param secret a JSON object with user name and password
   * @param opts names of the fields, and who gets the login
   */
  public static dockerHub(
    secret: secretsmanager.ISecret,
    opts: ExternalDockerCredentialOptions = {},
  ): DockerCredential {
    checkLogin('dockerHub', 'index.docker.io', secret, opts);
    return new SecretCredential('https://index.docker.io/v1/', secret, opts);
  }

  /**
   * A login to any registry.
   *
   * @param registryDomain host name of the registry, such as `registry.example.com`
   * @param secret a JSON object with user name and password
   * @param opts names of the fields, and who gets the login
   */
  public static customRegistry(
    registryDomain: string,
    secret: secretsmanager.ISecret,
    opts: ExternalDockerCredentialOptions = {},
  ): DockerCredential {
    checkLogin('customRegistry', registryDomain, secret, opts);
    return new SecretCredential(registryDomain, secret, opts);
  }

  /**
   * A login to Amazon ECR.
   *
   * One login serves all repositories of an account and region: pass them together. Two logins for the same
   * account and region overwrite each other.
   *
   * @param repositories repositories of one account and region; none is an error
   * @param opts role to assume, and who gets the login
   */
  public static ecr(repositories: ecr.IRepository[], opts: EcrDockerCredentialOptions = {}): DockerCredential {
    checkRepositories(repositories, opts);
    return new EcrCredential(repositories, opts);
  }

  /**
   * Who gets the login.
   *
   * @default - everybody who may need it
   */
  protected readonly usages?: DockerCredentialUsage[];

  /**
   * @param usages who gets the login; everybody who may need it if left out
   */
  constructor(usages?: DockerCredentialUsage[]) {
    this.usages = usages;
  }

  /**
   * Let somebody use the login: read the secret, or pull from the repositories. Does nothing for a usage that
   * does not get the login.
   *
   * @param grantee who is to use it
   * @param usage for what
   */
  public abstract grantRead(grantee: iam.IGrantable, usage: DockerCredentialUsage): void;

  /** @internal */
  public _applicableForUsage(usage: DockerCredentialUsage): boolean {
    return this.usages?.includes(usage) ?? true;
  }

  /**
   * Where `cdk-assets` finds the login, for each registry. Classes that extend this one define it, so its name is a contract.
   *
   * @internal
   */
  public abstract _renderCdkAssetsConfig(): Record<string, CredentialSource>;
}

class SecretCredential extends DockerCredential {
  constructor(
    private readonly domain: string,
    private readonly secret: secretsmanager.ISecret,
    private readonly opts: ExternalDockerCredentialOptions,
  ) {
    super(opts.usages);
  }

  public grantRead(grantee: iam.IGrantable, usage: DockerCredentialUsage): void {
    if (this._applicableForUsage(usage)) {
      if (this.opts.assumeRole) {
        grantee.grantPrincipal.addToPrincipalPolicy(mayAssume(this.opts.assumeRole));
      }
      this.secret.grantRead(this.opts.assumeRole ?? grantee);
    }
  }

  /** @internal */
  public _renderCdkAssetsConfig(): Record<string, CredentialSource> {
    const source = {
      secretsManagerSecretId: this.secret.secretArn,
      secretsUsernameField: this.opts.secretUsernameField,
      secretsPasswordField: this.opts.secretPasswordField,
      assumeRoleArn: this.opts.assumeRole?.roleArn,
    };
    return { [this.domain]: source };
  }
}

class EcrCredential extends DockerCredential {
  constructor(
    private readonly repositories: ecr.IRepository[],
    private readonly opts: EcrDockerCredentialOptions,
  ) {
    super(opts.usages);
    if (repositories.length === 0) {
      fail({
        where: 'DockerCredential.ecr()',
        given: 'no repositories',
        expected: 'at least one repository, which says for what account and region the login is',
        fix: 'pass the repositories that builds pull from, or leave the credential out',
      });
    }
  }

  public grantRead(grantee: iam.IGrantable, usage: DockerCredentialUsage): void {
    if (this._applicableForUsage(usage)) {
      if (this.opts.assumeRole) {
        grantee.grantPrincipal.addToPrincipalPolicy(mayAssume(this.opts.assumeRole));
      }
      this.repositories.forEach((r) => r.grantPull(this.opts.assumeRole ?? grantee));
    }
  }

  /** @internal */
  public _renderCdkAssetsConfig(): Record<string, CredentialSource> {
    // The host is not known in account-agnostic stacks, but the URI is: its first part.
    const registry = Fn.select(0, Fn.split('/', this.repositories[0].repositoryUri));
    return { [registry]: { ecrRepository: true, assumeRoleArn: this.opts.assumeRole?.roleArn } };
  }
}

function mayAssume(role: iam.IRole): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [role.roleArn] });
}
