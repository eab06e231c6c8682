import type { EnvName, StackSpec, StageSpec, WaveSpec } from '../spec';
import { list, literal, maybe, object, str, type Code } from './code';
import { earlyGates, printAspect, stepList } from './extensions';
import { pick, type Program } from './program';
import { printStep } from './steps';

const ENVS: Record<EnvName, Code> = {
  home: "{ account: '111111111111', region: 'us-east-1' }",
  account: "{ account: '222222222222', region: 'us-east-1' }",
  region: "{ account: '111111111111', region: 'eu-west-1' }",
  both: "{ account: '333333333333', region: 'ap-southeast-2' }",
  none: '{}',
};

export const env = (name: EnvName): Code => ENVS[name];

const ROLE = (name: string) => `'arn:aws:iam::222222222222:role/${name}'`;
const SYNTHESIZERS = {
  qualifier: "new cdk.DefaultStackSynthesizer({ qualifier: 'custom' })",
  cli: 'new cdk.CliCredentialsStackSynthesizer()',
  legacy: 'new cdk.LegacyStackSynthesizer()',
  roles:
    `new cdk.DefaultStackSynthesizer({ deployRoleArn: ${ROLE('deploy')}, fileAssetPublishingRoleArn: ${ROLE('files')}, ` +
    `imageAssetPublishingRoleArn: ${ROLE('images')}, cloudFormationExecutionRole: ${ROLE('cfn')} })`,
  bootstrapless: `new cdk.BootstraplessSynthesizer({ deployRoleArn: ${ROLE('deploy')}, cloudFormationExecutionRoleArn: ${ROLE('cfn')} })`,
};

const STACK_NAMES: Record<NonNullable<StackSpec['stackName']>, (stage: Code, index: number) => Code> = {
  own: (stage, index) => str(`Own-${stage}-${index}`),
  shared: () => str('Shared'),
  'shared-prefixed': (stage) => `${stage}.stageName + '-Shared'`,
};

/** The engine's own nodes of a stack, beside which stack steps stand. */
const RESERVED = ['Prepare', 'Deploy'];

/** Declares what a wave deploys, then its steps in the order in which they run, then the wave. */
export function printWave(p: Program, stageScope: Code, spec: WaveSpec): void {
  const waveName = p.unique('waves', spec.name);
  const scope = `wave ${waveName}`;
  const pre = spec.single ? [] : spec.pre.map((step) => printStep(p, scope, step));
  const stages = (spec.single ? spec.stages.slice(0, 1) : spec.stages).map((stage) => {
    // A wave of one stage takes the stage's name, so stages are named as waves are.
    const name = p.unique('waves', stage.name);
    return printStage(p, stageScope, p.unique(scope, name), stage);
  });
  const deployed = stages.flatMap((stage) => stage.outputs);
  p.outputs.push(...deployed);
  const post = spec.single ? [] : spec.post.map((step) => printStep(p, scope, step));
  if (spec.single) {
    stages.forEach(({ name, options }) => p.add(`pipeline.addStage(${name}, ${options})${earlyGates(p)};`));
  } else {
    const wave = p.declare(
      'wave',
      `pipeline.addWave(${str(waveName)}, ${object({ pre: stepList(p, pre), post: stepList(p, post) })})`,
    );
    stages.forEach(({ name, options }) => p.add(`${wave}.addStage(${name}, ${options})${earlyGates(p)};`));
  }
}

const steps = (all: Code[]): Code | undefined => (all.length > 0 ? list(all) : undefined);

function printStage(p: Program, stageScope: Code, id: string, spec: StageSpec) {
  const name = p.declare(
    'stage',
    `new cdk.Stage(${stageScope}, ${str(id)}, ${object({
      env:
        spec.account === undefined
          ? env(spec.env)
          : `{ account: '${200000000000 + spec.account}', region: 'us-east-1' }`,
      stageName: maybe(spec.stageName, (own) => str(p.unique('stage names', own))),
    })})`,
  );
  const scope = `stage ${name}`;
  RESERVED.forEach((taken) => p.unique(scope, taken));
  const earlier = [...p.steps]; // A step of this very stage could not come again: it would wait for itself.
  const stacks = spec.stacks.map((stack, i) => printStack(p, name, i, stack));
  printTags(p, name, spec.tags);
  printAspect(p, name);
  spec.stacks.forEach((stack, i) =>
    stack.dependsOn
      .filter(() => i > 0)
      .forEach((n) => p.add(`${stacks[i].name}.addDependency(${stacks[n % i].name});`)),
  );
  const check =
    spec.check &&
    p.declare(
      'check',
      `new lib.ConfirmPermissionsBroadening(${str(p.unique(scope, 'Check'))}, ${object({
        stage: name,
        notificationTopic:
          spec.check === 'topic' ? p.once('topic', "new cdk.aws_sns.Topic(stack, 'Approvals')") : undefined,
      })})`,
    );
  const pre = [...(check ? [check] : []), ...spec.pre.map((step) => printStep(p, scope, step))];
  const stackSteps = spec.stacks
    .map((stack, i) => printStackSteps(p, scope, stacks[i], stack))
    .filter((code) => code !== undefined);
  const own = stacks.map((stack) => stack.output);
  const before = p.outputs.length;
  p.outputs.push(...own);
  const post = spec.post.map((step) => printStep(p, scope, step));
  p.outputs.length = before; // Stages of one wave do not wait for each other.
  const again = spec.again === undefined ? undefined : pick(earlier, spec.again);
  return {
    name,
    outputs: own,
    options: object({
      // Before, never after: a step that ran already cannot wait for this stage.
      pre: stepList(p, again !== undefined ? [...pre, again] : pre),
      post: spec.sequence && post.length > 0 ? `lib.Step.sequence(${list(post)})` : stepList(p, post),
      stackSteps: stackSteps.length > 0 ? list(stackSteps) : undefined,
    }),
  };
}

function printStack(p: Program, stage: Code, index: number, spec: StackSpec) {
  const id = p.unique(`stacks ${stage}`, spec.name);
  const name = p.declare(
    'stack',
    `new cdk.Stack(${stage}, ${str(id)}, ${object({
      env: maybe(spec.env, env),
      stackName: maybe(spec.stackName, (kind) => STACK_NAMES[kind](stage, index)),
      synthesizer: maybe(spec.synthesizer, (kind) => SYNTHESIZERS[kind]),
    })})`,
  );
  p.add(`new cdk.aws_sns.Topic(${name}, 'Topic');`);
  // The old and the bootstrapless synthesizer publish nothing, or by parameters that a pipeline cannot fill.
  if (spec.synthesizer !== 'legacy' && spec.synthesizer !== 'bootstrapless') {
    printAssets(p, name, spec);
  }
  printTags(p, name, spec.tags);
  return { name, output: p.declare('output', `new cdk.CfnOutput(${name}, 'Out', { value: 'value' })`) };
}

function printAssets(p: Program, stack: Code, spec: StackSpec): void {
  spec.files.forEach((n, i) =>
    p.add(
      `new cdk.aws_s3_assets.Asset(${stack}, 'File${i}', { path: fixture('files'), assetHash: 'file${n}', assetHashType: cdk.AssetHashType.CUSTOM });`,
    ),
  );
  spec.images.forEach((n, i) =>
    p.add(
      `new cdk.aws_ecr_assets.DockerImageAsset(${stack}, 'Image${i}', { directory: fixture('image'), buildArgs: { N: '${n}' } });`,
    ),
  );
  if (spec.nested) {
    p.add(`new cdk.aws_sns.Topic(new cdk.NestedStack(${stack}, 'Nested'), 'Topic');`);
  }
}

function printTags(p: Program, construct: Code, tags: Record<string, string> = {}): void {
  Object.entries(tags).forEach(([key, value]) =>
    p.add(`cdk.Tags.of(${construct}).add(${literal(key)}, ${literal(value)});`),
  );
}

function printStackSteps(
  p: Program,
  scope: string,
  stack: { name: Code; output: Code },
  spec: StackSpec,
): Code | undefined {
  const pre = spec.pre.map((step) => printStep(p, scope, step));
  const changeSet = spec.changeSet.map((step) => printStep(p, scope, step));
  const before = p.outputs.length;
  p.outputs.push(stack.output);
  const post = spec.post.map((step) => printStep(p, scope, step));
  p.outputs.length = before;
  return pre.length + changeSet.length + post.length > 0
    ? object({ stack: stack.name, pre: steps(pre), changeSet: steps(changeSet), post: steps(post) })
    : undefined;
}
