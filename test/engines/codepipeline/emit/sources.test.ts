import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CodePipelineSource, ShellStep } from '../../../../lib';
import * as kinds from '../../../../lib/engines/codepipeline/private/emit/source-actions';

// Template validation is CDK's own and takes most of the time; the example apps run with it.
process.env.CDK_VALIDATION = 'false';

const CONNECTION = { connectionArn: 'arn:connection' };

let stack: cdk.Stack;
beforeEach(() => {
  stack = new cdk.Stack(new cdk.App(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
});

/** The actions as CodePipeline gets them, each in a pipeline of its own. */
function emitted(...sources: kinds.SourceKind[]) {
  const pipelines = sources.map((source, i) => {
    const pipeline = new cp.Pipeline(stack, `Pipeline${i}`);
    const action = source.action({ output: new cp.Artifact('Out'), actionName: 'Proposed', runOrder: 7 });
    pipeline.addStage({ stageName: 'Source', actions: [action] });
    pipeline.addStage({ stageName: 'Rest', actions: [new cpa.ManualApprovalAction({ actionName: 'Wait' })] });
    return stack.getLogicalId(pipeline.node.defaultChild as cp.CfnPipeline);
  });
  const { Resources } = Template.fromStack(stack).toJSON();
  return pipelines.map((id) => Resources[id].Properties.Stages[0].Actions[0]);
}

const namesOf = (...sources: kinds.SourceKind[]) => emitted(...sources).map((action) => action.Name);

describe('a repository that cannot be one is refused', () => {
  const token = cdk.Lazy.string({ produce: () => 'owner/repo' });
  const message = /as the repository\. Expected: 'owner\/repository'/;

  test.each([
    ['', 'empty'],
    ['owner/', 'no repository'],
    ['/repo', 'no owner'],
    ['owner//repo', 'an empty group'],
    ['https://host/owner/repo', 'an address'],
    [token, 'a token'],
  ])('connection: %p (%s)', (repo) => {
    expect(() => CodePipelineSource.connection(repo, 'main', CONNECTION)).toThrow(message);
  });

  test.each([
    ['', 'empty'],
    ['owner/', 'no repository'],
    ['/repo', 'no owner'],
    ['owner/group/repo', 'a group, which GitHub does not have'],
    [token, 'a token'],
  ])('gitHub: %p (%s)', (repo) => {
    expect(() => CodePipelineSource.gitHub(repo, 'main')).toThrow(message);
  });

  test('the message says what was given, and where', () => {
    expect(() => CodePipelineSource.connection('a//b', 'main', CONNECTION)).toThrow(
      "[CodePipelineSource.connection()] 'a//b' as the repository",
    );
  });
});

test('a connection has the owner first, and everything else is the repository', () => {
  const [{ Configuration }] = emitted(kinds.connection('org/group/sub/app', 'main', CONNECTION));
  expect(Configuration.FullRepositoryId).toBe('org/group/sub/app');
});

test('gitHub takes the usual secret, unless it is given another one', () => {
  const authentication = cdk.SecretValue.secretsManager('other');
  const actions = emitted(kinds.gitHub('o/r', 'main'), kinds.gitHub('o/r', 'main', { authentication }));
  const tokens = actions.map((action) => action.Configuration.OAuthToken);
  expect(tokens).toEqual([expect.stringContaining('github-token'), expect.stringContaining('other')]);
});

describe('the step', () => {
  const bucket = () => new s3.Bucket(stack, 'Bucket');
  const repo = (repositoryName: string) => new codecommit.Repository(stack, 'Repo', { repositoryName });
  const imported = () => codecommit.Repository.fromRepositoryArn(stack, 'Theirs', cdk.Fn.importValue('arn'));

  test('is called as the repository is, where that is known', () => {
    const known = [
      CodePipelineSource.gitHub('o/r', 'main'),
      CodePipelineSource.connection('o/g/r', 'main', CONNECTION),
      CodePipelineSource.codeCommit(codecommit.Repository.fromRepositoryName(stack, 'R', 'name'), 'main'),
    ];
    expect(known.map((source) => source.id)).toEqual(['o/r', 'o/g/r', 'name']);
  });

  test('has the address of its construct for a name that only deployment knows', () => {
    const of = { bucket: bucket(), repo: repo('x'), images: new ecr.Repository(stack, 'Images'), theirs: imported() };
    expect(CodePipelineSource.s3(of.bucket, 'k').id).toBe(of.bucket.node.addr);
    expect(CodePipelineSource.ecr(of.images).id).toBe(of.images.node.addr);
    expect(CodePipelineSource.codeCommit(of.theirs, 'main').id).toBe(of.theirs.node.addr);
  });

  test('is a source, and produces its files', () => {
    const source = CodePipelineSource.s3(bucket(), 'k');
    expect(source.isSource).toBe(true);
    expect(source.primaryOutput?.producer).toBe(source);
  });

  test('tells its kind in messages', () => {
    expect(CodePipelineSource.gitHub('o/r', 'main').toString()).toBe('GitHubSource(o/r)');
  });

  test('is waited for by a step that uses an attribute of it, and only by that', () => {
    const source = CodePipelineSource.gitHub('o/r', 'main');
    const uses = new ShellStep('Uses', { commands: ['x'], env: { COMMIT: source.sourceAttribute('CommitId') } });
    const ignores = new ShellStep('Ignores', { commands: ['x'], env: { COMMIT: 'CommitId' } });
    expect([uses.dependencies, ignores.dependencies]).toEqual([[source], []]);
  });
});

describe('the action', () => {
  test('has the name that the pipeline proposes', () => {
    expect(namesOf(kinds.gitHub('o/r', 'main'), kinds.connection('o/r', 'main', CONNECTION))).toEqual([
      'Proposed',
      'Proposed',
    ]);
  });

  test('is called as the bucket or the repository is, where the id of the step is a hash', () => {
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'my-bucket');
    const repository = codecommit.Repository.fromRepositoryName(stack, 'Repo', 'my-repo');
    expect(namesOf(kinds.s3(bucket, 'k'), kinds.codeCommit(repository, 'main'))).toEqual(['my-bucket', 'my-repo']);
  });

  test('of an ECR repository has no slash, which the name of an action may not have', () => {
    const images = ecr.Repository.fromRepositoryName(stack, 'Images', 'ns/team/app');
    expect(namesOf(kinds.ecr(images))).toEqual(['ns_team_app']);
  });

  test('has the name that it is given', () => {
    const actionName = 'Given';
    const all = [
      kinds.gitHub('o/r', 'main', { actionName }),
      kinds.connection('o/r', 'main', { ...CONNECTION, actionName }),
      kinds.s3(new s3.Bucket(stack, 'Bucket'), 'k', { actionName }),
      kinds.ecr(new ecr.Repository(stack, 'Images'), { actionName }),
      kinds.codeCommit(new codecommit.Repository(stack, 'R', { repositoryName: 'r' }), 'main', { actionName }),
    ];
    expect(namesOf(...all)).toEqual(all.map(() => 'Given'));
  });

  test('runs when the pipeline says', () => {
    const [{ RunOrder }] = emitted(kinds.gitHub('o/r', 'main'));
    expect(RunOrder).toBe(7);
  });

  test('of an ECR repository that is only a CloudFormation resource works as well', () => {
    const repository = new ecr.CfnRepository(stack, 'Images', { repositoryName: 'a/b' });
    const [{ Configuration }] = emitted(kinds.ecr(repository, { imageTag: 'v1' }));
    expect(Configuration.ImageTag).toBe('v1');
  });
});
