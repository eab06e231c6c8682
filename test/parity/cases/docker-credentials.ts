import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type * as pipelines from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import { fileAsset, imageAsset, PIPE_ENV, pipelineIn, stageWith, type CaseTable } from '../kit';

type Make = (lib: Lib, stack: cdk.Stack) => pipelines.DockerCredential[];

function using(make: Make, props: Partial<pipelines.CodePipelineProps> = {}): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const pipeline = pipelineIn(lib, stack, { dockerCredentials: make(lib, stack), ...props });
    const { stage, stacks } = stageWith(app, 'Prod');
    imageAsset(stacks[0]);
    fileAsset(stacks[0]);
    pipeline.addStage(stage);
  };
}

const own = (stack: cdk.Stack, id = 'Secret') => new secrets.Secret(stack, id);
const theirs = (stack: cdk.Stack, id = 'Theirs') => secrets.Secret.fromSecretNameV2(stack, id, 'name/of/secret');
/** Known in full, so that nothing in a buildspec is left for deployment. */
const full = (stack: cdk.Stack, id: string) =>
  secrets.Secret.fromSecretCompleteArn(stack, id, `arn:aws:secretsmanager:us-east-1:111111111111:secret:${id}-abcdef`);
const roleOf = (stack: cdk.Stack, id = 'Role') =>
  iam.Role.fromRoleArn(stack, id, 'arn:aws:iam::222222222222:role/reader');
const windows = { buildImage: cb.WindowsBuildImage.WIN_SERVER_CORE_2019_BASE_3_0, computeType: cb.ComputeType.MEDIUM };

export const credentials: CaseTable = {
  'an empty list': using(() => []),
  'Docker Hub': using((lib, stack) => [lib.DockerCredential.dockerHub(own(stack))]),
  'Docker Hub, fields and role': using((lib, stack) => [
    lib.DockerCredential.dockerHub(theirs(stack), {
      secretUsernameField: 'u',
      secretPasswordField: 'p',
      assumeRole: roleOf(stack),
    }),
  ]),
  'a registry': using((lib, stack) => [lib.DockerCredential.customRegistry('registry.example.com:5000', own(stack))]),
  'a registry, fields and role': using((lib, stack) => [
    lib.DockerCredential.customRegistry('r.example.com', own(stack), {
      secretUsernameField: 'u',
      secretPasswordField: 'p',
      assumeRole: new iam.Role(stack, 'R', { assumedBy: new iam.AccountRootPrincipal() }),
    }),
  ]),
  ECR: using((lib, stack) => [lib.DockerCredential.ecr([new ecr.Repository(stack, 'Repo')])]),
  'ECR, several repositories and a role': using((lib, stack) => [
    lib.DockerCredential.ecr(
      [
        ecr.Repository.fromRepositoryArn(stack, 'A', 'arn:aws:ecr:eu-west-1:222222222222:repository/a'),
        ecr.Repository.fromRepositoryArn(stack, 'B', 'arn:aws:ecr:eu-west-1:222222222222:repository/b'),
      ],
      { assumeRole: roleOf(stack) },
    ),
  ]),
  'one per usage': using((lib, stack) =>
    Object.values(lib.DockerCredentialUsage).map((usage, i) =>
      lib.DockerCredential.customRegistry(`r${i}.example.com`, own(stack, `S${i}`), { usages: [usage] }),
    ),
  ),
  'ECR per usage': using((lib, stack) =>
    Object.values(lib.DockerCredentialUsage).map((usage, i) =>
      lib.DockerCredential.ecr([new ecr.Repository(stack, `R${i}`)], { usages: [usage] }),
    ),
  ),
  'two usages, and none': using((lib, stack) => [
    lib.DockerCredential.customRegistry('a.example.com', own(stack, 'A'), {
      usages: [lib.DockerCredentialUsage.SYNTH, lib.DockerCredentialUsage.ASSET_PUBLISHING],
    }),
    lib.DockerCredential.customRegistry('b.example.com', own(stack, 'B'), { usages: [] }),
  ]),
  'registries, one publisher': using(
    (lib, stack) => [
      lib.DockerCredential.dockerHub(full(stack, 'Hub')),
      lib.DockerCredential.customRegistry('z.example.com', full(stack, 'Z')),
      lib.DockerCredential.customRegistry('a.example.com', full(stack, 'A'), { assumeRole: roleOf(stack) }),
    ],
    { publishAssetsInParallel: false },
  ),
  'one domain twice': using((lib, stack) => [
    lib.DockerCredential.customRegistry('a.example.com', own(stack, 'A')),
    lib.DockerCredential.customRegistry('a.example.com', own(stack, 'B')),
  ]),
  'on Windows': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const dockerCredentials = [
      lib.DockerCredential.dockerHub(own(stack)),
      lib.DockerCredential.ecr([new ecr.Repository(stack, 'R')]),
    ];
    const pipeline = pipelineIn(lib, stack, { dockerCredentials, codeBuildDefaults: { buildEnvironment: windows } });
    const { stage, stacks } = stageWith(app, 'Prod');
    fileAsset(stacks[0]);
    pipeline.addStage(stage);
  },
  'on Windows for synth only': using((lib, stack) => [lib.DockerCredential.dockerHub(own(stack))], {
    synthCodeBuildDefaults: { buildEnvironment: windows },
  }),
  'with Docker for synth and install commands in defaults': using(
    (lib, stack) => [lib.DockerCredential.dockerHub(own(stack))],
    {
      dockerEnabledForSynth: true,
      dockerEnabledForSelfMutation: true,
      codeBuildDefaults: {
        partialBuildSpec: cb.BuildSpec.fromObject({
          phases: { install: { commands: ['mine'] }, pre_build: { commands: ['pre'] } },
        }),
      },
    },
  ),
  'logins of a subclass': using((lib, stack) => {
    class Own extends lib.DockerCredential {
      public grantRead(grantee: iam.IGrantable, usage: pipelines.DockerCredentialUsage): void {
        if (this._applicableForUsage(usage)) {
          iam.Grant.addToPrincipal({ grantee, actions: ['own:GetLogin'], resourceArns: ['*'] });
        }
      }

      public _renderCdkAssetsConfig(): any {
        return { 'a.example.com': { assumeRoleArn: 'arn' }, 'b.example.com': { ecrRepository: true } };
      }
    }
    class Publishing extends Own {
      public _applicableForUsage(usage: pipelines.DockerCredentialUsage): boolean {
        return usage === lib.DockerCredentialUsage.ASSET_PUBLISHING;
      }
    }
    return [new Own([lib.DockerCredentialUsage.SYNTH]), new Publishing(), lib.DockerCredential.dockerHub(own(stack))];
  }),
};
