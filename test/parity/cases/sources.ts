import * as cdk from 'aws-cdk-lib';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import { connection, PIPE_ENV, pipelineIn, stageWith, type CaseTable } from '../kit';

/** A pipeline around one source, which may need constructs of the pipeline's stack. */
function from(source: (lib: Lib, stack: cdk.Stack) => IFileSetProducer): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    pipelineIn(lib, stack, {
      synth: new lib.ShellStep('Synth', { input: source(lib, stack), commands: ['npx cdk synth'] }),
    });
  };
}

const repo = (stack: cdk.Stack) => new codecommit.Repository(stack, 'Repo', { repositoryName: 'app' });

export const sources: CaseTable = {
  'connection: defaults': from((lib) => connection(lib)),
  'connection: cloned output': from((lib) => connection(lib, 'org/app', { codeBuildCloneOutput: true })),
  'connection: triggerOnPush false': from((lib) => connection(lib, 'org/app', { triggerOnPush: false })),
  'connection: triggerOnPush true': from((lib) => connection(lib, 'org/app', { triggerOnPush: true })),
  'connection: actionName': from((lib) => connection(lib, 'org/app', { actionName: 'TheSource' })),
  'connection: a group between owner and repository': from((lib) => connection(lib, 'org/group/sub/app')),
  'connection: as many groups as there may be': from((lib) => connection(lib, `owner/${'group/'.repeat(21)}app`)),
  'connection: dots and dashes in the name': from((lib) => connection(lib, 'my.org-x/app_1.2')),
  'connection: tokens for branch and connection': from((lib, stack) => {
    const param = new cdk.CfnParameter(stack, 'Branch');
    return lib.CodePipelineSource.connection('org/app', param.valueAsString, {
      connectionArn: cdk.Fn.importValue('connection'),
    });
  }),
  'gitHub: defaults': from((lib) => lib.CodePipelineSource.gitHub('org/app', 'main')),
  'gitHub: authentication': from((lib) =>
    lib.CodePipelineSource.gitHub('org/app', 'main', {
      authentication: cdk.SecretValue.secretsManager('other', { jsonField: 'token' }),
    }),
  ),
  'gitHub: poll': from((lib) =>
    lib.CodePipelineSource.gitHub('org/app', 'main', { trigger: actions.GitHubTrigger.POLL }),
  ),
  'gitHub: no trigger': from((lib) =>
    lib.CodePipelineSource.gitHub('org/app', 'main', { trigger: actions.GitHubTrigger.NONE }),
  ),
  'gitHub: actionName': from((lib) => lib.CodePipelineSource.gitHub('org/app', 'release/1', { actionName: 'Fetch' })),
  'codeCommit: defaults': from((lib, stack) => lib.CodePipelineSource.codeCommit(repo(stack), 'main')),
  'codeCommit: imported repository': from((lib, stack) =>
    lib.CodePipelineSource.codeCommit(codecommit.Repository.fromRepositoryName(stack, 'R', 'theirs'), 'main'),
  ),
  'codeCommit: poll': from((lib, stack) =>
    lib.CodePipelineSource.codeCommit(repo(stack), 'main', { trigger: actions.CodeCommitTrigger.POLL }),
  ),
  'codeCommit: no trigger': from((lib, stack) =>
    lib.CodePipelineSource.codeCommit(repo(stack), 'main', { trigger: actions.CodeCommitTrigger.NONE }),
  ),
  'codeCommit: event role': from((lib, stack) =>
    lib.CodePipelineSource.codeCommit(repo(stack), 'main', {
      eventRole: new iam.Role(stack, 'EventRole', { assumedBy: new iam.ServicePrincipal('events.amazonaws.com') }),
    }),
  ),
  'codeCommit: cloned output': from((lib, stack) =>
    lib.CodePipelineSource.codeCommit(repo(stack), 'main', { codeBuildCloneOutput: true }),
  ),
  'codeCommit: actionName': from((lib, stack) =>
    lib.CodePipelineSource.codeCommit(repo(stack), 'main', { actionName: 'Fetch' }),
  ),
  's3: defaults': from((lib, stack) => lib.CodePipelineSource.s3(new s3.Bucket(stack, 'In'), 'dir/app.zip')),
  's3: imported bucket': from((lib, stack) =>
    lib.CodePipelineSource.s3(s3.Bucket.fromBucketName(stack, 'In', 'theirs'), 'app.zip'),
  ),
  's3: events': from((lib, stack) =>
    lib.CodePipelineSource.s3(new s3.Bucket(stack, 'In'), 'app.zip', { trigger: actions.S3Trigger.EVENTS }),
  ),
  's3: no trigger': from((lib, stack) =>
    lib.CodePipelineSource.s3(new s3.Bucket(stack, 'In'), 'app.zip', { trigger: actions.S3Trigger.NONE }),
  ),
  's3: actionName and role': from((lib, stack) =>
    lib.CodePipelineSource.s3(new s3.Bucket(stack, 'In'), 'a/b/app.zip', {
      actionName: 'Fetch',
      role: iam.Role.fromRoleArn(stack, 'R', 'arn:aws:iam::111111111111:role/reader'),
    }),
  ),
  'ecr: defaults': from((lib, stack) => lib.CodePipelineSource.ecr(new ecr.Repository(stack, 'Images'))),
  'ecr: imageTag and actionName': from((lib, stack) =>
    lib.CodePipelineSource.ecr(ecr.Repository.fromRepositoryName(stack, 'Images', 'ns/images'), {
      imageTag: 'v1',
      actionName: 'Pull',
    }),
  ),
  'several sources of one kind': from(
    (lib) =>
      new lib.ShellStep('Merge', {
        input: connection(lib, 'org/one'),
        additionalInputs: {
          two: connection(lib, 'org/two'),
          three: connection(lib, 'other/one', { actionName: 'Again' }),
        },
        commands: ['true'],
        primaryOutputDirectory: '.',
      }),
  ),
  'sources of all kinds': from(
    (lib, stack) =>
      new lib.ShellStep('Merge', {
        input: connection(lib),
        additionalInputs: {
          a: lib.CodePipelineSource.gitHub('a/b', 'main'),
          b: lib.CodePipelineSource.codeCommit(repo(stack), 'main'),
          c: lib.CodePipelineSource.s3(new s3.Bucket(stack, 'In'), 'c.zip'),
          d: lib.CodePipelineSource.ecr(new ecr.Repository(stack, 'Images')),
        },
        commands: ['true'],
        primaryOutputDirectory: 'out',
      }),
  ),
  'a source of a later wave goes to the source stage': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const pipeline = pipelineIn(lib, stack);
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      post: [new lib.ShellStep('Test', { input: connection(lib, 'org/tests'), commands: ['npm test'] })],
    });
  },
  'sourceAttribute in env, before and after self-mutation': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const input = connection(lib);
    const pipeline = pipelineIn(lib, stack, {
      synth: new lib.ShellStep('Synth', { input, commands: ['x'], env: { COMMIT: input.sourceAttribute('CommitId') } }),
    });
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      post: [
        new lib.ShellStep('T', {
          commands: ['x'],
          env: { B: `branch ${input.sourceAttribute('BranchName')}`, A: 'a' },
        }),
      ],
    });
  },
  'sourceAttribute of two sources, one attribute twice': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const a = connection(lib, 'org/a');
    const b = lib.CodePipelineSource.codeCommit(repo(stack), 'main');
    pipelineIn(lib, stack, {
      synth: new lib.ShellStep('Synth', {
        input: a,
        additionalInputs: { b },
        commands: ['x'],
        env: {
          A: a.sourceAttribute('CommitId'),
          A2: a.sourceAttribute('CommitId'),
          B: b.sourceAttribute('RepositoryName'),
        },
      }),
    });
  },
  'a subclass of CodePipelineSource': from((lib) => {
    class Custom extends lib.CodePipelineSource {
      constructor() {
        super('custom-source');
        this.configurePrimaryOutput(new lib.FileSet('Files', this));
      }
      protected getAction(
        output: import('aws-cdk-lib/aws-codepipeline').Artifact,
        actionName: string,
        runOrder: number,
        variablesNamespace?: string,
      ) {
        return new actions.GitHubSourceAction({
          output,
          actionName,
          runOrder,
          variablesNamespace,
          owner: 'o',
          repo: 'r',
          oauthToken: cdk.SecretValue.unsafePlainText('t'),
        });
      }
    }
    return new Custom();
  }),
};
