import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { ENV, ofType, stageOf, type WrittenTemplate } from '../../../kit/app';
import * as pipelines from '../../../../lib';
import { filtersOf, takesOtherBranches } from '../../../../lib/engines/codepipeline/private/triggers';

const { Trigger } = pipelines;

interface Given {
  readonly triggers?: pipelines.Trigger[];
  readonly source?: Partial<pipelines.ConnectionSourceOptions>;
  readonly props?: Partial<pipelines.CodePipelineProps>;
  readonly env?: (source: pipelines.CodePipelineSource) => Record<string, string>;
  readonly others?: Record<string, Partial<pipelines.ConnectionSourceOptions>>;
}

function connection(repository: string, options: Partial<pipelines.ConnectionSourceOptions> = {}) {
  return pipelines.CodePipelineSource.connection(repository, 'main', { connectionArn: 'arn:connection', ...options });
}

function pipelineWith({ triggers, source: options, props, env, others = {} }: Given) {
  const app = new App();
  const stack = new Stack(app, 'PipelineStack', { env: ENV });
  const source = connection('owner/repo', { triggers, ...options });
  const additionalInputs = Object.fromEntries(
    Object.entries(others).map(([name, o]) => [name, connection(`owner/${name}`, o)]),
  );
  const synth = new pipelines.ShellStep('Synth', {
    input: source,
    additionalInputs,
    env: env?.(source),
    commands: ['synth'],
  });
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', { pipelineType: cp.PipelineType.V2, synth, ...props });
  pipeline.addStage(stageOf(app, 'Prod'));
  return { app, stack, pipeline };
}

function triggersOf(given: Given) {
  const { stack, pipeline } = pipelineWith(given);
  pipeline.buildPipeline();
  const [resource] = ofType(Template.fromStack(stack).toJSON() as WrittenTemplate, 'AWS::CodePipeline::Pipeline');
  return { triggers: resource.Properties.Triggers, source: resource.Properties.Stages[0].Actions[0].Configuration };
}

describe('what CodePipeline is given', () => {
  test('a push to the branch of the source, if no branch is named', () => {
    expect(filtersOf([{ on: 'push', paths: ['src/**', '!src/docs/**'] }], 'main')).toEqual({
      push: [{ branchesIncludes: ['main'], filePathsIncludes: ['src/**'], filePathsExcludes: ['src/docs/**'] }],
      pullRequest: [],
    });
  });

  test('tags have a filter of their own, never together with branches', () => {
    expect(filtersOf([{ on: 'push' }, { on: 'tag', tags: ['v*', '!v0.*'] }], 'main').push).toEqual([
      { branchesIncludes: ['main'] },
      { tagsIncludes: ['v*'], tagsExcludes: ['v0.*'] },
    ]);
  });

  test('nothing twice: CloudFormation refuses that', () => {
    const push = { on: 'push', branches: ['a', '!b', 'a', '!b'] } as const;
    expect(filtersOf([push, push], 'main').push).toEqual([{ branchesIncludes: ['a'], branchesExcludes: ['b'] }]);
  });

  test('each event of a pull request once', () => {
    const { OPEN, UPDATED } = cp.GitPullRequestEvent;
    expect(filtersOf([{ on: 'pull-request', events: [OPEN, UPDATED, OPEN] }], 'main').pullRequest).toEqual([
      { branchesIncludes: ['main'], events: [OPEN, UPDATED] },
    ]);
  });

  test.each<[boolean, Parameters<typeof takesOtherBranches>[0]]>([
    [false, { on: 'push' }],
    [false, { on: 'push', branches: ['main', '!main-old'] }],
    [true, { on: 'push', branches: ['main', 'release/**'] }],
    [true, { on: 'push', branches: ['ma*'] }],
    [true, { on: 'push', branches: ['!feature'] }],
    [true, { on: 'push', branches: [] }],
    [true, { on: 'pull-request', branches: ['main'] }],
    [false, { on: 'tag', tags: ['v*'] }],
    [false, { on: 'nothing' }],
  ])('takes other branches: %p, with %p', (expected, trigger) => {
    expect(takesOtherBranches(trigger, 'main')).toBe(expected);
  });

  test('one trigger for a source, with all filters', () => {
    expect(triggersOf({ triggers: [Trigger.push({ paths: ['src/**'] }), Trigger.tags(['v*'])] }).triggers).toEqual([
      {
        ProviderType: 'CodeStarSourceConnection',
        GitConfiguration: {
          SourceActionName: 'owner_repo',
          Push: [
            { Branches: { Includes: ['main'] }, FilePaths: { Includes: ['src/**'] } },
            { Tags: { Includes: ['v*'] } },
          ],
        },
      },
    ]);
  });

  test('none: no trigger, and no detection of changes', () => {
    const { triggers, source } = triggersOf({ triggers: [Trigger.none()] });
    expect(triggers).toBeUndefined();
    expect(source.DetectChanges).toBe(false);
  });

  test('in the compact layout, and on a CodePipeline that was there before', () => {
    const layout = pipelines.PipelineLayout.COMPACT;
    expect(triggersOf({ triggers: [Trigger.push()], props: { layout } }).triggers).toHaveLength(1);
    const { stack, pipeline } = (() => {
      const app = new App();
      const inner = new Stack(app, 'PipelineStack', { env: ENV });
      const codePipeline = new cp.Pipeline(inner, 'Mine', { pipelineType: cp.PipelineType.V2 });
      const input = connection('owner/repo', { triggers: [Trigger.push()] });
      const synth = new pipelines.ShellStep('Synth', { input, commands: ['synth'] });
      return { stack: inner, pipeline: new pipelines.CodePipeline(inner, 'Pipeline', { synth, codePipeline }) };
    })();
    pipeline.buildPipeline();
    Template.fromStack(stack).hasResourceProperties('AWS::CodePipeline::Pipeline', { Triggers: [Match.anyValue()] });
  });

  test('pull requests, where the pipeline is made for them', () => {
    const triggers = [Trigger.pullRequest({ paths: ['!docs/**'] })];
    const props = { selfMutation: false, allowUnreviewedBranches: true };
    expect(triggersOf({ triggers, props }).triggers[0].GitConfiguration.PullRequest).toEqual([
      { Branches: { Includes: ['main'] }, FilePaths: { Excludes: ['docs/**'] }, Events: ['OPEN', 'UPDATED', 'CLOSED'] },
    ]);
  });
});

const many = (n: number) => Array.from({ length: n }, (_, i) => `b${i}`);
const forAll = { selfMutation: false, allowUnreviewedBranches: true };

describe('what is wrong', () => {
  test.each<[string, Given, RegExp]>([
    ['an empty list', { triggers: [] }, /an empty list of triggers.*Trigger\.none\(\)/],
    ['none and something', { triggers: [Trigger.none(), Trigger.push()] }, /Trigger\.none\(\) together with other/],
    ['none and pushes', { triggers: [Trigger.none()], source: { triggerOnPush: true } }, /triggerOnPush: true/],
    [
      'triggers and no pushes',
      { triggers: [Trigger.push()], source: { triggerOnPush: false } },
      /triggerOnPush: false/,
    ],
    [
      'four for pushes',
      { triggers: [...many(3).map(() => Trigger.push()), Trigger.tags(['v'])] },
      /4 triggers for pushes and tags.*at most 3/,
    ],
    [
      'four for pull requests',
      { triggers: many(4).map(() => Trigger.pullRequest()), props: forAll },
      /4 triggers for pull requests/,
    ],
    [
      'nine branches',
      { triggers: [Trigger.push({ branches: many(9) })], props: forAll },
      /9 branches to include.*at most 8/,
    ],
    ['nine files not', { triggers: [Trigger.push({ paths: many(9).map((p) => `!${p}`) })] }, /9 paths to exclude/],
    ['no tag', { triggers: [Trigger.tags([])] }, /Trigger\.tags\(\[\]\)/],
    ['an empty pattern', { triggers: [Trigger.tags(['!'])] }, /a pattern of 0 characters in tags/],
    ['a long pattern', { triggers: [Trigger.push({ paths: ['x'.repeat(256)] })] }, /256 characters in paths.*1 to 255/],
    [
      'type V1',
      { triggers: [Trigger.push()], props: { pipelineType: cp.PipelineType.V1 } },
      /type V1.*PipelineType\.V2/,
    ],
    ['no type', { triggers: [Trigger.push()], props: { pipelineType: undefined } }, /type V1/],
    [
      'pull requests',
      { triggers: [Trigger.pullRequest()] },
      /pull requests start the pipeline, and the pipeline would rewrite itself/,
    ],
    [
      'pull requests, opted in',
      { triggers: [Trigger.pullRequest()], props: { allowUnreviewedBranches: true } },
      /rewrite itself/,
    ],
    [
      'pull requests, without self-update',
      { triggers: [Trigger.pullRequest()], props: { selfMutation: false } },
      /code that nobody has reviewed would be deployed/,
    ],
    [
      'other branches',
      { triggers: [Trigger.push({ branches: ['main', 'f/**'] })] },
      /pushes to other branches than 'main'/,
    ],
  ])('%s', (_, given, message) => {
    const { app } = pipelineWith(given);
    expect(() => app.synth()).toThrow(message);
  });

  test.each<[string, unknown, RegExp]>([
    ['push', 'main', /Trigger\.push\(\)\] the string 'main' as its options\. Expected: an object/],
    ['push', { branches: 'main' }, /the string 'main' as branches\. Expected: a list of patterns/],
    ['push', { branches: [1], paths: ['a', {}] }, /the number 1 as branches\[0\][^]*an object as paths\[1\]/],
    ['tags', 'v*', /Trigger\.tags\(\)\] the string 'v\*' as patterns\. Expected: a list of patterns/],
    ['tags', undefined, /nothing as patterns/],
    ['pullRequest', { events: 'OPEN' }, /Trigger\.pullRequest\(\)\] the string 'OPEN' as events/],
  ])('Trigger.%s(%j)', (method, given, message) => {
    const make = (Trigger as unknown as Record<string, (given: unknown) => unknown>)[method].bind(Trigger);
    expect(() => make(given)).toThrow(message);
  });

  test('a Set is as good as a list', () => {
    const branches = new Set(['main']) as unknown as string[];
    expect(triggersOf({ triggers: [Trigger.push({ branches })] })).toEqual(triggersOf({ triggers: [Trigger.push()] }));
  });

  test('an event that there is not', () => {
    const events = ['OPEN', 'MERGED'] as any;
    expect(() => Trigger.pullRequest({ events })).toThrow(
      /the string 'MERGED' as events\[1\]\. Expected: one of OPEN, UPDATED, CLOSED/,
    );
  });

  test('something that is no list, or no trigger', () => {
    const wrong = (triggers: any) => () => connection('owner/repo', { triggers });
    expect(wrong('push')).toThrow(/the string 'push' as triggers\. Expected: a list/);
    expect(wrong([pipelines.StageRule.variableEquals('#{variables.X}', 'y')])).toThrow(/StageRule as triggers\[0\]/);
    expect(wrong([{}, Trigger.push(), undefined])).toThrow(/2 problems:[^]*triggers\[0\][^]*nothing as triggers\[2\]/);
  });

  test('all of it at once', () => {
    const { app } = pipelineWith({ triggers: [Trigger.none(), Trigger.tags([])], source: { triggerOnPush: true } });
    expect(() => app.synth()).toThrow(/3 problems/);
  });
});

describe('what is not as one thinks', () => {
  const warned = (given: Given, pattern: RegExp) => {
    const { stack, app } = pipelineWith(given);
    app.synth();
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(pattern.source)).length;
  };

  test('tags on a pipeline that updates itself', () => {
    const triggers = [Trigger.tags(['v*'])];
    expect(warned({ triggers }, /whoever may push a tag decides/)).toBe(1);
    expect(warned({ triggers, props: { selfMutation: false } }, /whoever may push a tag decides/)).toBe(0);
  });

  test('the branch of a tag', () => {
    const env = (source: pipelines.CodePipelineSource) => ({ B: source.sourceAttribute('BranchName') });
    expect(warned({ triggers: [Trigger.tags(['v*'])], env }, /'BranchName'.*is empty/)).toBe(1);
    expect(warned({ triggers: [Trigger.push()], env }, /'BranchName'/)).toBe(0);
  });

  test('a second connection without triggers', () => {
    const about = /'owner\/other'.*may start nothing/;
    expect(warned({ triggers: [Trigger.push()], others: { other: {} } }, about)).toBe(1);
    expect(warned({ triggers: [Trigger.push()], others: { other: { triggers: [Trigger.none()] } } }, about)).toBe(0);
    expect(warned({ triggers: [Trigger.push()], others: { other: { triggerOnPush: false } } }, about)).toBe(0);
    expect(warned({ triggers: [Trigger.none()], others: { other: {} } }, about)).toBe(0);
  });
});
