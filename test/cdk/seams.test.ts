import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Template } from 'aws-cdk-lib/assertions';
import * as cx from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { dataOfBuildSpec } from '../../lib/cdk/build-spec';
import { FixedRoleAction } from '../../lib/cdk/fixed-role-action';
import { grantAssumeRoleOnce, isFixed, markFixed, withoutGrants } from '../../lib/cdk/fixed-roles';
import { earlyReferencesIn, makesDependency, referencesIn } from '../../lib/cdk/references';
import { readableTokens } from '../../lib/cdk/readable-tokens';
import { renderElement, renderStack, resourcesOf, whenRendered } from '../../lib/cdk/rendered';
import { onRefusedDependency } from '../../lib/cdk/stack-dependencies';
import { writeMetadata } from '../../lib/cdk/metadata';
import { aroundSynthesis, isSynthesized } from '../../lib/cdk/synthesis';
import { VisitOnce } from '../../lib/cdk/visit-once';

// Template validation is CDK's own and takes most of the time; the example apps run with it.
process.env.CDK_VALIDATION = 'false';

/*
 * Each of these hangs on something inside the CDK. When a new version of it moves that, a test here says so.
 */

const ENV = { account: '111111111111', region: 'us-east-1' };

function thing(scope: cdk.Stack, id = 'Thing', properties?: Record<string, unknown>): cdk.CfnResource {
  return new cdk.CfnResource(scope, id, { type: 'Test::Thing::Thing', properties });
}

describe('metadata of a construct that is in no stack', () => {
  function noted(scope: Construct): Construct {
    const construct = new Construct(scope, 'Noted');
    construct.node.addMetadata('mine', 'data');
    cdk.attachCustomSynthesis(construct, {
      onSynthesize: (session) => writeMetadata(session, construct, { id: 'Note', type: 'mine', data: 'data' }),
    });
    return construct;
  }

  test('CDK writes it of a stack only, and reads the artifact that we write of others', () => {
    const app = new cdk.App();
    const stage = new cdk.Stage(app, 'Prod', { env: ENV });
    const stack = new cdk.Stack(app, 'S', { env: ENV });
    [app, stage, stack].forEach(noted);
    const assembly = app.synth();
    const note = (at: string) => ({
      type: 'none',
      metadata: { [at]: [expect.objectContaining({ type: 'mine', data: 'data' })] },
    });
    expect(assembly.manifest.artifacts).toMatchObject({ Note: note('/Noted') });
    expect(assembly.getNestedAssembly('assembly-Prod').manifest.artifacts).toMatchObject({ Note: note('/Prod/Noted') });
    expect(assembly.getStackByName('S').findMetadataByType('mine')).toMatchObject([{ path: '/S/Noted', data: 'data' }]);
    expect(Object.values(assembly.manifest.artifacts!).filter(({ type }) => type === 'none')).toHaveLength(1);
    // Whoever reads the assembly has all stacks, and passes over the artifact.
    const read = new cx.CloudAssembly(assembly.directory);
    expect(read.stacksRecursively.map(({ displayName }) => displayName)).toEqual(['S']);
    expect(read.tryGetArtifact('Note')).toBeUndefined();
  });
});

test('tokens become what the template of their stack has, and outside of stacks what one without an account has', () => {
  const app = new cdk.App();
  const stack = new cdk.Stack(app, 'S', { env: ENV });
  const text = `${cdk.Aws.REGION} ${cdk.Lazy.string({ produce: () => 'later' })} ${stack.resolve(thing(stack).ref).Ref}`;
  expect(readableTokens(text, new Construct(stack, 'In'))).toBe('{"Ref":"AWS::Region"} later Thing');
  expect(readableTokens(text, new Construct(app, 'Out'))).toBe('{"Ref":"AWS::Region"} later Thing');
});

describe('rendering', () => {
  test('a stack is looked at when CDK writes it, once, and nothing is left on it', () => {
    const app = new cdk.App();
    const stack = new cdk.Stack(app, 'S', { env: ENV });
    const { logicalId } = thing(stack);
    const seen: string[][] = [];
    whenRendered(stack, ({ template }) => seen.push(Object.keys(template.Resources ?? {})));
    const written = app.synth().getStackByName('S').template;
    expect(seen).toEqual([[stack.resolve(logicalId)]]);
    expect(Object.keys(written.Resources)).toEqual(seen[0]);
    expect(Object.hasOwn(stack, '_toCloudFormation')).toBe(false);
    expect(Object.keys(renderStack(stack).template.Resources ?? {})).toEqual(seen[0]);
  });

  test('an element is what CDK writes of it', () => {
    const stack = new cdk.Stack(new cdk.App(), 'S');
    const element = thing(stack, 'Thing', { Size: 1 });
    expect(stack.resolve(renderElement(element))).toMatchObject({ Resources: { Thing: { Properties: { Size: 1 } } } });
  });

  test('how many resources a stack may have', () => {
    const stack = new cdk.Stack(new cdk.App(), 'S');
    thing(stack);
    expect(resourcesOf(stack)).toEqual({ used: 1, allowed: 500 });
    const app = new cdk.App({ context: { '@aws-cdk/core:stackResourceLimit': 0 } });
    expect(resourcesOf(new cdk.Stack(app, 'S'))).toBeUndefined();
  });
});

describe('synthesis of a Stage', () => {
  test('is done through us, whoever asks for it, and is kept', () => {
    const app = new cdk.App();
    const stage = new cdk.Stage(app, 'Prod');
    thing(new cdk.Stack(stage, 'S'));
    const asked: (cdk.StageSynthesisOptions | undefined)[] = [];
    aroundSynthesis(stage, (synth, options) => {
      asked.push(options);
      return synth(options);
    });
    expect(isSynthesized(stage)).toBe(false);
    app.synth();
    expect(asked).toHaveLength(1);
    expect(isSynthesized(stage)).toBe(true);
  });

  test('lets an Aspect visit a construct once, and a new one too', () => {
    const stage = new cdk.Stage(new cdk.App(), 'Prod');
    const stack = new cdk.Stack(stage, 'S');
    const visited: string[] = [];
    cdk.Aspects.of(stage).add({ visit: (node) => void visited.push(node.node.path) });
    const once = new VisitOnce();
    once.during(stage, () => stage.synth());
    thing(stack, 'Late');
    once.during(stage, () => stage.synth({ force: true }));
    expect(new Set(visited).size).toBe(visited.length);
    expect(visited).toEqual(expect.arrayContaining(['Prod', 'Prod/S', 'Prod/S/Late']));
  });
});

describe('references', () => {
  const app = new cdk.App();
  const stack = new cdk.Stack(app, 'S', { env: ENV });
  const bucket = new s3.Bucket(stack, 'Bucket');

  test('are found in what CDK writes, also behind a Lazy', () => {
    const lazy = cdk.Lazy.string({ produce: () => bucket.bucketArn });
    const found = referencesIn({ a: [`x-${lazy}`] }, stack);
    expect([...new Set(found.map((r) => r.target.node.path))]).toEqual(['S/Bucket/Resource']);
    // Beside the one that makes stacks depend on each other there are some that stand in for it.
    expect(new Set(found.map(makesDependency))).toEqual(new Set([false, true]));
  });

  test('a Lazy is not asked before it is time', () => {
    let asked = 0;
    const lazy = cdk.Lazy.string({ produce: () => `${++asked}` });
    const { found } = earlyReferencesIn(`${lazy}${bucket.bucketName}`, stack, () => false);
    expect(found.map((r) => r.target.node.path)).toContain('S/Bucket/Resource');
    expect(asked).toBe(0);
  });

  test('what CDK would refuse is said to be refused', () => {
    const elsewhere = new cdk.Stack(app, 'Elsewhere', { env: { account: '222222222222', region: 'us-east-1' } });
    const { isRefused, found } = earlyReferencesIn(bucket.bucketArn, elsewhere, () => false);
    expect([isRefused, found.length > 0]).toEqual([true, true]);
    const refuses = {
      resolve: () => {
        throw new Error('mine');
      },
      creationStack: [],
    };
    expect(earlyReferencesIn(refuses, stack, () => false)).toEqual({ found: [], isRefused: false });
  });

  test("a refused dependency is explained, and is CDK's own error where there is nothing to say", () => {
    const inStage = (id: string) => new cdk.Stack(new cdk.Stage(new cdk.App(), id), 'S');
    const [one, other] = [inStage('A'), inStage('B')];
    const targets: cdk.Stack[] = [];
    onRefusedDependency(one, (target) => void targets.push(target));
    expect(() => one.addStackDependency(other)).toThrow(/stage/i);
    expect(targets[0]).toBe(other);
    onRefusedDependency(one, () => {
      throw new Error('said better');
    });
    expect(() => one.addStackDependency(other)).toThrow('said better');
  });
});

test('a buildspec that was made from an object gives it back; others do not', () => {
  expect(dataOfBuildSpec(cb.BuildSpec.fromObject({ version: '0.2' }))).toEqual({ version: '0.2' });
  expect(dataOfBuildSpec(cb.BuildSpec.fromSourceFilename('buildspec.yml'))).toBeUndefined();
});

describe('roles of bootstrap stacks', () => {
  function pipelineWith(role: (stack: cdk.Stack) => iam.IRole) {
    const stack = new cdk.Stack(new cdk.App(), 'S', { env: ENV });
    const bucket = new s3.Bucket(stack, 'Bucket');
    const source = new cp.Artifact('Source');
    const fixed = role(stack);
    const action = (actionName: string, inputs = [source]) =>
      new FixedRoleAction({ actionName, runOrder: 1, role: fixed, inputs, configuration: { StackName: actionName } });
    return { stack, bucket, fixed, action };
  }
  const imported = (stack: cdk.Stack, account = ENV.account) =>
    iam.Role.fromRoleArn(stack, 'Deploy', `arn:aws:iam::${account}:role/deploy`, { mutable: false });

  test('are granted to be assumed once, whoever asks how often', () => {
    const { stack, fixed } = pipelineWith(imported);
    grantAssumeRoleOnce(fixed);
    const user = new iam.Role(stack, 'User', { assumedBy: new iam.ServicePrincipal('codepipeline.amazonaws.com') });
    expect(fixed.grantAssumeRole(user)).toBe(fixed.grantAssumeRole(user));
  });

  test('may pass for roles that have been granted all', () => {
    const { stack, bucket, fixed } = pipelineWith((s) => imported(s, '222222222222'));
    markFixed(fixed);
    const believed = withoutGrants(fixed, ENV.account);
    bucket.grantRead(believed);
    expect([isFixed(believed), believed.roleArn]).toEqual([true, fixed.roleArn]);
    Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
  });

  test('an action with one reads the artifacts, and reports its state to rules', () => {
    const { stack, action } = pipelineWith(imported);
    const pipeline = new cp.Pipeline(stack, 'P', { pipelineType: cp.PipelineType.V2 });
    const source = { actionName: 'Source', category: cp.ActionCategory.SOURCE, provider: 'X', owner: 'AWS' };
    const bounds = { minInputs: 0, maxInputs: 0, minOutputs: 1, maxOutputs: 1 };
    const fetch: cp.IAction = {
      actionProperties: { ...source, artifactBounds: bounds, outputs: [new cp.Artifact('Source')] },
      bind: () => ({}),
      onStateChange: () => undefined as never,
    };
    pipeline.addStage({ stageName: 'Source', actions: [fetch] });
    const deploy = action('Deploy');
    pipeline.addStage({ stageName: 'Deploy', actions: [deploy] });
    const target: events.IRuleTarget = { bind: () => ({ arn: 'arn:aws:sns:us-east-1:111111111111:topic' }) };
    deploy.onStateChange('OnDeploy', target, { description: 'tells the team' });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Events::Rule', {
      Description: 'tells the team',
      EventPattern: {
        source: ['aws.codepipeline'],
        'detail-type': ['CodePipeline Action Execution State Change'],
        detail: { stage: ['Deploy'], action: ['Deploy'] },
      },
      Targets: [{ Arn: 'arn:aws:sns:us-east-1:111111111111:topic' }],
    });
  });
});
