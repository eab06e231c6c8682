import { inspect } from 'node:util';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { setUp, stageOf } from '../../kit/app';
import * as pipelines from '../../../lib';

/** What plain JavaScript lets through: types are no help there. */
const js = pipelines as any;
const gate = () => new js.ManualApprovalStep('Gate');
const source = () => js.CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn:connection' });

/** A pipeline, and a Stage that it could deploy. */
function given() {
  const { pipeline, app, stack } = setUp();
  const stage = stageOf(app, 'Prod');
  return { pipeline: pipeline as any, app, stack, stage, first: stage.node.findChild('App') };
}

const script = (props: unknown) => () => new js.ShellStep('S', props);
const build = (props: object) => () => new js.CodeBuildStep('S', { commands: ['x'], ...props });
const pipeline = (props: unknown) => () => new js.CodePipeline(given().stack, 'Other', props);
const added = (options: (g: ReturnType<typeof given>) => unknown) => () => {
  const g = given();
  g.pipeline.addStage(g.stage, options(g));
};

const SOURCE = js.CodePipelineSource;

const WRONG: Record<string, [() => unknown, RegExp]> = {
  'a stack for a Stage': [
    () => given().pipeline.addStage(given().stack),
    /addStage\(\)\] Stack 'PipelineStack' as stage.*make a Stage, and make the stack with it as scope/,
  ],
  'no Stage': [() => given().pipeline.addStage(), /nothing as stage.*extends Stage/],
  'a name for a Stage': [
    () => given().pipeline.addWave('W').addStage('Prod'),
    /Wave 'W', addStage\(\)\] the string 'Prod' as stage/,
  ],
  'a promise of a Stage': [() => given().pipeline.addStage(Promise.resolve()), /a promise \(await it first\) as stage/],
  'the class of a Stage': [() => given().pipeline.addStage(cdk.Stage), /the class Stage as stage.*new MyStage/],
  'no Stage for a deployment': [() => js.StageDeployment.fromStage(), /fromStage\(\)\] nothing as stage/],
  'a step for options': [added(gate), /ManualApprovalStep as options.*name the list/],
  'a list for options': [added(() => [gate()]), /a list as options/],
  'a step for a list of steps': [
    added(() => ({ pre: gate() })),
    /ManualApprovalStep as pre\. Expected: a list of steps.*pre: \[step\]/,
  ],
  'a string for a list of steps': [
    () => given().pipeline.addWave('W', { post: 'x' }),
    /Wave 'W'\] the string 'x' as post/,
  ],
  'nothing in a list of steps': [
    added(() => ({ pre: [undefined], post: [null] })),
    /2 problems:.*nothing as pre\[0\].*null as post\[0\]/s,
  ],
  'a promise in a list of steps': [
    added(() => ({ pre: [Promise.resolve(gate())] })),
    /a promise \(await it first\) as pre\[0\]/,
  ],
  'a list in a list of steps': [added(() => ({ pre: [[gate()]] })), /a list as pre\[0\].*spread/],
  'a list for addPre()': [
    () => given().pipeline.addWave('W').addPre([gate()]),
    /addPre\(\)\] a list as steps\[0\].*spread/,
  ],
  'nothing for addPost()': [
    () => {
      const g = given();
      g.pipeline.addStage(g.stage).addPost(undefined);
    },
    /Stage 'Prod', addPost\(\)\] nothing as steps\[0\]/,
  ],
  'stackSteps without a stack': [
    added(() => ({ stackSteps: [{ pre: [gate()] }] })),
    /nothing as stackSteps\[0\]\.stack/,
  ],
  'stackSteps with a Stage': [
    added((g) => ({ stackSteps: [{ stack: g.stage }] })),
    /Stage 'Prod' as stackSteps\[0\]\.stack/,
  ],
  'stackSteps that are no list': [
    added((g) => ({ stackSteps: { stack: g.first } })),
    /an object as stackSteps\. Expected: a list/,
  ],
  'a step for a list in stackSteps': [
    added((g) => ({ stackSteps: [{ stack: g.first, changeSet: gate() }] })),
    /as stackSteps\[0\]\.changeSet/,
  ],
  'a step for addStackSteps()': [
    () => {
      const g = given();
      g.pipeline.addStage(g.stage).stacks[0].addStackSteps(gate());
    },
    /addStackSteps\(\)\] ManualApprovalStep as pre/,
  ],
  'a stack for addStackDependency()': [
    () => {
      const g = given();
      g.pipeline.addStage(g.stage).stacks[0].addStackDependency(g.first);
    },
    /Stack 'Prod\/App' as the stack/,
  ],
  'nothing to depend on': [
    () => gate().addStepDependency(),
    /ManualApprovalStep\(Gate\), addStepDependency\(\)\] nothing as step/,
  ],
  'no list for a sequence': [
    () => js.Step.sequence(gate()),
    /Step\.sequence\(\)\] ManualApprovalStep as steps.*sequence\(\[first, second\]\)/,
  ],
  'nothing in a sequence': [() => js.Step.sequence([gate(), undefined]), /nothing as steps\[1\]/],

  'a script without properties': [script(undefined), /Step 'S'\] nothing as its properties/],
  'a script without commands': [script({}), /nothing as commands. Expected: a list of commands/],
  'a string for commands': [script({ commands: 'npm test' }), /the string 'npm test' as commands/],
  'a promise of commands': [script({ commands: Promise.resolve([]) }), /a promise \(await it first\) as commands/],
  'null, and a list, among commands': [
    script({ commands: ['x', null, ['y']] }),
    /2 problems:.*null as commands\[1\].*a list as commands\[2\]/s,
  ],
  'a string for installCommands': [
    script({ commands: ['x'], installCommands: 'npm ci' }),
    /the string 'npm ci' as installCommands/,
  ],
  'a string for env': [script({ commands: ['x'], env: 'A=1' }), /the string 'A=1' as env/],
  'objects and null in env': [
    script({ commands: ['x'], env: { A: { value: 'b' }, B: null } }),
    /an object as env\['A'\].*null as env\['B'\]/s,
  ],
  'a Map for env': [script({ commands: ['x'], env: new Map() }), /Map as env\. Expected: an object/],
  'no output in envFromCfnOutputs': [
    script({ commands: ['x'], envFromCfnOutputs: { URL: undefined } }),
    /nothing as envFromCfnOutputs\['URL'\]/,
  ],
  'a resource in envFromCfnOutputs': [
    () => script({ commands: ['x'], envFromCfnOutputs: { URL: given().first.node.findChild('Thing') } })(),
    /CfnResource 'Prod\/App\/Thing' as envFromCfnOutputs\['URL'\]\. Expected: a CfnOutput/,
  ],
  'nothing in additionalInputs': [
    script({ commands: ['x'], additionalInputs: { dir: undefined } }),
    /nothing as additionalInputs\['dir'\]/,
  ],
  'a step for additionalInputs': [
    () => script({ commands: ['x'], additionalInputs: source() })(),
    /as additionalInputs\. Expected: an object/,
  ],
  'a string for input': [
    script({ commands: ['x'], input: 'o/r' }),
    /the string 'o\/r' as input, which produces no files/,
  ],
  'no id of a class without a name': [
    () => new (class extends (js.Step as new (id: unknown) => pipelines.Step) {})(undefined),
    /\[a custom step\] nothing as its id/,
  ],
  'no id': [() => new js.ShellStep(undefined, { commands: ['x'] }), /\[a ShellStep\] nothing as its id/],
  'several at once': [script({ commands: 'x', env: [] }), /2 problems/],

  'a statement for a list of them': [
    build({ rolePolicyStatements: new iam.PolicyStatement() }),
    /PolicyStatement as rolePolicyStatements. Expected: a list/,
  ],
  'a policy as JSON': [
    build({ rolePolicyStatements: [{ Effect: 'Allow' }] }),
    /an object as rolePolicyStatements\[0\].*PolicyStatement\.fromJson/,
  ],
  'a buildspec as an object': [
    build({ partialBuildSpec: { version: '0.2' } }),
    /an object as partialBuildSpec.*BuildSpec\.fromObject/,
  ],
  'minutes as a number': [build({ timeout: 60 }), /the number 60 as timeout.*Duration\.minutes/],
  'an ARN for a role': [build({ role: 'arn:aws:iam::1:role/x' }), /the string 'arn.*' as role\. .*Role\.fromRoleArn/],
  'the name of an image': [
    build({ buildEnvironment: { buildImage: 'standard:7.0' } }),
    /as buildEnvironment\.buildImage.*LinuxBuildImage/,
  ],
  'a variable without an object': [
    build({ buildEnvironment: { environmentVariables: { A: 'b' } } }),
    /the string 'b' as buildEnvironment\.environmentVariables\['A'\].*\{ value: … \}/,
  ],
  'text for the properties of an approval': [
    () => new js.ManualApprovalStep('A', 'please'),
    /the string 'please' as its properties/,
  ],
  'an ARN for a topic': [
    () => new js.ManualApprovalStep('A', { notificationTopic: 'arn:aws:sns:x' }),
    /as notificationTopic.*Topic\.fromTopicArn/,
  ],
  'a check of no Stage': [() => new js.ConfirmPermissionsBroadening('C', {}), /Step 'C'\] nothing as stage/],
  'a check without properties': [() => new js.ConfirmPermissionsBroadening('C'), /Step 'C'\] nothing as stage/],

  'a pipeline without properties': [pipeline(undefined), /PipelineStack\/Other\] nothing as synth.*new ShellStep/],
  'a pipeline without a synth': [pipeline({}), /nothing as synth/],
  'commands for a synth': [pipeline({ synth: 'npx cdk synth' }), /the string 'npx cdk synth' as synth/],
  'a promise of a synth': [pipeline({ synth: Promise.resolve() }), /a promise \(await it first\) as synth/],
  'logins that are no list': [
    () => pipeline({ synth: script({ input: source(), commands: ['x'] })(), dockerCredentials: {} })(),
    /an object as dockerCredentials/,
  ],
  'nothing among logins': [
    () => pipeline({ synth: script({ input: source(), commands: ['x'] })(), dockerCredentials: [undefined] })(),
    /nothing as dockerCredentials\[0\]/,
  ],
  'a policy in the defaults': [
    () =>
      pipeline({ synth: script({ input: source(), commands: ['x'] })(), codeBuildDefaults: { rolePolicy: [{}] } })(),
    /an object as codeBuildDefaults\.rolePolicy\[0\]/,
  ],
  'a pipeline in no Stack': [
    () => new js.CodePipeline(new cdk.App(), 'P', { synth: script({ input: source(), commands: ['x'] })() }),
    /\[P\] a pipeline that is in no Stack.*new Stack\(app/,
  ],

  'a connection without options': [
    () => SOURCE.connection('o/r', 'main'),
    /CodePipelineSource\.connection\(\)\] nothing as options.*connectionArn: 'arn:aws:…'/,
  ],
  'a connection without an ARN': [() => SOURCE.connection('o/r', 'main', {}), /nothing as connectionArn/],
  'a connection with the ARN for options': [
    () => SOURCE.connection('o/r', 'main', 'arn:x'),
    /the string 'arn:x' as options/,
  ],
  'a connection without a repository': [
    () => SOURCE.connection(undefined, 'main', { connectionArn: 'x' }),
    /nothing as the repository/,
  ],
  'a list for a repository': [() => SOURCE.gitHub(['o', 'r'], 'main'), /gitHub\(\)\] a list as the repository/],
  'no bucket': [() => SOURCE.s3(undefined, 'k'), /s3\(\)\] nothing as bucket.*Bucket\.fromBucketName/],
  'the name of a bucket, and no key': [() => SOURCE.s3('b'), /the string 'b' as bucket/],
  'no key': [() => SOURCE.s3(new cdk.aws_s3.Bucket(new cdk.Stack(), 'B')), /nothing as objectKey/],
  'the name of an image repository': [() => SOURCE.ecr('r'), /ecr\(\)\] the string 'r' as repository/],
  'the name of a CodeCommit repository': [
    () => SOURCE.codeCommit('r', 'main'),
    /codeCommit\(\)\] the string 'r' as repository/,
  ],
  'no secret': [
    () => js.DockerCredential.customRegistry(),
    /customRegistry\(\)\] nothing as registryDomain.*nothing as secret/s,
  ],
  'no secret for Docker Hub': [() => js.DockerCredential.dockerHub(), /dockerHub\(\)\] nothing as secret/],
  'no repositories for a login': [() => js.DockerCredential.ecr(), /ecr\(\)\] nothing as repositories/],
  'nothing among repositories': [() => js.DockerCredential.ecr([undefined]), /nothing as repositories\[0\]/],
  'no output': [() => js.StackOutputReference.fromCfnOutput(), /nothing as output\. Expected: a CfnOutput/],
  'no stack for a StackDeployment': [
    () => js.StackDeployment.fromArtifact(),
    /nothing as stackArtifact\. Expected: a stack in/,
  ],
  'a Stage for a wave': [
    () => setUp().pipeline.addWave(new cdk.Stage(new cdk.App(), 'Beta') as any),
    /Stage 'Beta' as the id of the wave\..*call addStage\(\)/,
  ],
  'options for a wave': [() => new js.Wave({ pre: [] }), /an object as the id of the wave/],
  'no artifact': [() => js.CodePipelineFileSet.fromArtifact(), /nothing as artifact/],
};

test.each(Object.entries(WRONG))('%s', (_, [act, message]) => {
  expect(act).toThrow(message);
  expect(act).toThrow(expect.objectContaining({ name: 'PipelineError' }));
});

test('a token that was written as text is not shown', () => {
  expect(() => SOURCE.gitHub('o/r', 'main', { authentication: 'ghp_secret' })).toThrow(
    /a string as authentication.*SecretValue/,
  );
  expect(() => SOURCE.gitHub('o/r', 'main', { authentication: 'ghp_secret' })).not.toThrow(/ghp_secret/);
});

describe('what is as good as right', () => {
  const RIGHT: Record<string, () => unknown> = {
    'null for what may be left out': () => {
      const g = given();
      g.pipeline.addStage(g.stage, { pre: null, post: null, stackSteps: [{ stack: g.first, pre: null }] });
      g.pipeline.buildPipeline();
    },
    'null for options': () => given().pipeline.addWave('W', null).addStage(given().stage, null),
    'a Set of steps': added(() => ({ pre: new Set([gate()]) })),
    'a Set of commands': script({ commands: new Set(['x']), env: null, installCommands: null }),
    'numbers, and tokens': script({ commands: [1, cdk.Lazy.any({ produce: () => 'x' })], env: { A: 1, B: undefined } }),
    'a list that is a token': script({ commands: cdk.Lazy.list({ produce: () => ['x'] }) }),
    'an approval without properties': () => new js.ManualApprovalStep('A', null),
    'a source without a branch': () => SOURCE.connection('o/r', undefined, { connectionArn: 'arn:x' }),
  };
  test.each(Object.entries(RIGHT))('%s', (_, act) => {
    expect(act).not.toThrow();
  });
});

describe('messages', () => {
  const caught = (act: () => void): any => {
    try {
      act();
    } catch (e) {
      return e;
    }
    throw new Error('nothing was thrown');
  };

  test('an error that nobody catches prints its text once', () => {
    const error = caught(script({}));
    expect(inspect(error).split('nothing as commands')).toHaveLength(2);
    expect(inspect(error)).toMatch(/^PipelineError: /);
    expect(error.problems).toHaveLength(1);
  });

  describe('names in Python', () => {
    const agent = process.env.JSII_AGENT;
    afterEach(() => {
      if (agent === undefined) {
        delete process.env.JSII_AGENT;
      } else {
        process.env.JSII_AGENT = agent;
      }
    });
    const withoutKeys = () => {
      const { pipeline: p, app } = setUp();
      const stage = new cdk.Stage(app, 'Prod', { env: { account: '222222222222', region: 'us-east-1' } });
      new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
      p.addStage(stage);
      p.buildPipeline();
    };

    test('are said beside those of TypeScript, when jsii runs this for Python', () => {
      process.env.JSII_AGENT = 'Python/3.12';
      expect(withoutKeys).toThrow(/set crossAccountKeys: true.* In Python: cross_account_keys, artifact_bucket\./);
    });

    test('are not said to others, but for the one that everybody is sent to', () => {
      expect(withoutKeys).not.toThrow(/Python/);
      const g = given();
      const { ref } = g.first.node.findChild('Thing') as cdk.CfnResource;
      g.pipeline.addStage(g.stage, { post: [script({ commands: ['x'], env: { A: ref } })()] });
      expect(() => g.app.synth()).toThrow(/envFromCfnOutputs.*In Python: env_from_cfn_outputs/);
    });
  });

  test('selfMutationProject of a pipeline that does not update itself: the way out is not buildPipeline()', () => {
    const { pipeline: p } = setUp(() => ({ selfMutation: false }));
    p.buildPipeline();
    expect(() => p.selfMutationProject).toThrow(/selfMutation is false.*remove selfMutation: false/);
    expect(() => p.selfMutationProject).not.toThrow(/buildPipeline/);
  });

  test.each(['Source', 'Build', 'UpdatePipeline'])('a Stage called %s: the name is taken', (name) => {
    const { pipeline: p, app } = setUp();
    p.addStage(stageOf(app, name));
    expect(() => p.buildPipeline()).toThrow(
      new RegExp(`the pipeline's own stage '${name}'.*choose another name for the Stage or wave`),
    );
  });

  test('a Stage called Assets is one only if there are assets; UpdatePipeline only with self-mutation', () => {
    const { pipeline: p, app } = setUp(() => ({ selfMutation: false }));
    p.addStage(stageOf(app, 'Assets'));
    p.addStage(stageOf(app, 'UpdatePipeline'));
    expect(() => app.synth()).not.toThrow();
  });

  test('a circle ends in a sentence', () => {
    const { pipeline: p } = setUp();
    const [a, b] = ['A', 'B'].map((id) => new pipelines.ManualApprovalStep(id));
    a.addStepDependency(b);
    b.addStepDependency(a);
    p.addWave('W', { pre: [a, b] });
    const { message } = caught(() => p.buildPipeline());
    expect(message).toMatch(/waits for .* because [^\n]*\n {4}Expected: an order/);
    expect(message).not.toMatch(/\n\s*\./);
  });
});

test('numbers and the like in env become text, as they do in commands', () => {
  const { pipeline, stack, stage } = given();
  const env = { COUNT: 5, FAST: true, LATE: cdk.Lazy.number({ produce: () => 7 }) };
  pipeline.addStage(stage, { post: [new js.ShellStep('S', { commands: ['x'], env })] });
  const [project] = Object.values<any>(Template.fromStack(stack).toJSON().Resources).filter(({ Properties }) =>
    /Prod\/S$/.test(Properties?.Description?.['Fn::Join']?.[1].join('') ?? Properties?.Description),
  );
  expect(project.Properties.Environment.EnvironmentVariables).toEqual([
    { Name: 'COUNT', Type: 'PLAINTEXT', Value: '5' },
    { Name: 'FAST', Type: 'PLAINTEXT', Value: 'true' },
    { Name: 'LATE', Type: 'PLAINTEXT', Value: '7' },
  ]);
});
