import { DocumentBuilder } from './builder';
import { large, shop, shopBuilder } from './fixtures';
import { printedNames, unknownNames } from './printed-names';
import { assemblyOf, command } from './run';

const assembly = assemblyOf({ 'Delivery.plan.json': shop() });
const explain = (name: string, ...args: string[]) =>
  command(['explain', name, assembly, ...args], { env: { COLUMNS: '100' } });

test('what an action does', () => {
  const document = new DocumentBuilder()
    .action('S/Test', {
      ...{ label: 'ShellStep(Test)', project: 'P' },
      job: {
        ...{ kind: 'script', installCommands: ['npm ci'], commands: ['npm test', 'npm run lint'] },
        env: { URL: { stackOutput: { stack: 'App/S', name: 'Url' } } },
        inputs: [{ directory: '.', fileSet: 'Source', from: 'Source/shop' }],
        outputs: [],
      },
    })
    .done({
      codePipeline: {
        projects: [
          ...[{ path: 'P', type: 'LINUX_CONTAINER', image: 'standard:7', computeType: 'SMALL', privileged: false }].map(
            (project) => ({ ...project, role: 'R', env: {} }),
          ),
        ],
      },
    });
  expect(command(['explain', 'Test', assemblyOf({ 'a.plan.json': document })]).out).toBe(`ShellStep(Test)
S/Test, run order 1
  install commands: npm ci
  commands: npm test
    npm run lint
  variable URL: output Url of App/S
  files in .: Source/shop
  image: standard:7
  machine: LINUX_CONTAINER SMALL
waits for nothing.

nothing waits for it.
if it fails, all else has run.
`);
});

test('what a deployment waits for, as chains of reasons', () => {
  const { code, out } = explain('Prod-Europe-Data');
  expect(code).toBe(0);
  expect(`\n${out}`).toBe(`
Deploy(App/Prod/Europe/Data)
Prod-Europe-Data, 333333333333 eu-west-1
Prod/Europe.Data.Deploy, run order 3
waits for 11 actions, one of them a gate:
  ◆ Prod/Promote

├─ Prod/Europe.Data.Prepare
│     the change set of stack 'Prod/Europe/Data' is executed (app.ts:7)
├─ ◆ Prod/Promote
│     after Prod/joint
│     pre of wave 'Prod' (app.ts:12)
└─ all of Test (5 actions)
   │  after Test
   ├─ Test/Beta.Smoke
   │  ├─ UpdatePipeline/SelfMutate
   │  │  │  after UpdatePipeline/SelfMutate
   │  │  └─ Build/Synth
   │  │     │  after Build/Synth
   │  │     └─ Source/shop
   │  │           after Source/shop
   │  └─ all of Test/Beta/Service (2 actions)
   │        after Test/Beta/Service
   ├─ Test/Beta.Service.Prepare
   │  ├─ Assets/FileAsset1
   │  │     after Assets/FileAsset1
   │  └─ all of Test/Beta/Data (2 actions)
   │        after Test/Beta/Data
   └─ Test/Beta.Data.Prepare, Test/Beta.Data.Deploy, Test/Beta.Service.Deploy

2 actions wait for it, none of them a gate:
└─ all of Prod/Europe/Service (2 actions)
      after Prod/Europe/Data
if it fails, none of them runs, nor do 3 other actions, only because run orders and stages are
  barriers:
  Prod: ◆ Europe.Review, America.Service.Prepare, America.Service.Deploy
`);
});

test('what comes after a gate, and what never runs if it is rejected', () => {
  const { out } = explain('Review');
  expect(out.slice(out.indexOf('\n2 actions wait'))).toBe(`
2 actions wait for it, none of them a gate:
└─ all of Prod/Europe/Service (2 actions)
      after Prod/Europe/Review
if it is rejected, none of them runs, nor do 2 other actions, only because run orders and stages are
  barriers:
  Prod: America.Service.Prepare, America.Service.Deploy
`);
  expect(explain('Promote').out).toMatch(/^if it is rejected, none of them runs, nor does 1 other action, only/m);
});

test('a Stage: its actions in order, the gates before and in it, what it waits for, what comes after it', () => {
  expect(`\n${explain('App/Europe').out}`).toBe(`
Prod/Europe
Stage App/Europe
5 actions in this order:
  2   Prod/Europe.Data.Prepare  prepare Prod-Europe-Data
  3   Prod/Europe.Data.Deploy  deploy Prod-Europe-Data
  4 ◆ Prod/Europe.Review  approval ManualApprovalStep
  5   Prod/Europe.Service.Prepare  prepare Prod-Europe-Service
  6   Prod/Europe.Service.Deploy  deploy Prod-Europe-Service

2 gates before or in it:
  ◆ Prod/Promote, before it, stops all 2 deployments
  ◆ Prod/Europe.Review, in it, stops 1 of 2 deployments
waits for 9 actions, none of them a gate:
└─ all of Test (5 actions)
      after Test
parts of it wait for 1 more:
  Prod: ◆ Promote
nothing waits for it.
`);
});

test('a wave that is a CodePipeline stage, too, is explained once', () => {
  expect(explain('Test').out).toMatch(/^Test\nwave Test, CodePipeline stage Test, Stage App\/Beta\n5 actions/);
  expect(explain('Test').out).toContain('10 actions wait for it, 2 of them gates:\n└─ all of Prod (10 actions)');
  expect(explain('Build').out).toMatch(/^Build\nCodePipeline stage Build\n1 action/);
});

test('a CodePipeline stage with more than the wave, and the wave', () => {
  const document = shopBuilder().byHand('Prod', 'By hand', { runOrder: 9 }).done();
  const { code, out } = command(['explain', 'Prod', assemblyOf({ 'a.plan.json': document })]);
  expect(code).toBe(0);
  expect(out).toMatch(/^'Prod' is the name of 2 things\.\n\nProd\nCodePipeline stage Prod\n11 actions/);
  expect(out).toMatch(/\n\n\nProd\nwave Prod\n10 actions/);
});

test('the whole pipeline', () => {
  expect(explain('Delivery').out).toMatch(
    /^Delivery\/Pipeline\npipeline Delivery\/Pipeline\n19 actions in this order:/,
  );
});

test('what waits for nothing', () => {
  expect(explain('Source/shop').out).toMatch(
    /^ConnectionSource\(shop\)\nSource\/shop, run order 1\nwaits for nothing\.\n\n18 actions wait for it, 2 of them gates:\n/,
  );
});

test('gates in a group that stop nothing', () => {
  const document = new DocumentBuilder().group('Wave').action('Wave/Ask', { kind: 'approval' }).done();
  expect(command(['explain', 'Wave', assemblyOf({ 'a.plan.json': document })]).out).toContain(
    '◆ Wave/Ask, in it, stops no deployment',
  );
  expect(explain('Test/Beta').out).toContain('no gate is before or in it.');
});

test('actions are counted as `show` counts them: a check of two actions is two', () => {
  const document = new DocumentBuilder()
    .action('S/Check', { kind: 'permissions-check', gate: false })
    .inPipeline({ stage: 'S', name: 'Confirm', node: 'S/Check', gate: true, runOrder: 2 })
    .action('S/Last', { waits: ['S/Check'], runOrder: 3 })
    .done();
  const plan = assemblyOf({ 'a.plan.json': document });
  expect(command(['show', plan]).out).toContain('3 actions');
  expect(command(['explain', 'S/Last', plan]).out).toContain('waits for 2 actions, one of them a gate:');
  expect(command(['explain', 'S/Check', plan]).out).toMatch(
    /^ShellStep\(Check\)\nS\/Check, run order 1\n◆ S\/Confirm, run order 2\n/,
  );
  expect(command(['explain', 'S', plan]).out).toMatch(/^3 actions in this order:/m);
});

test('stays within its columns', () => {
  const { out } = command(['explain', 'Prod-Europe-Service', assembly], { env: { COLUMNS: '50' } });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
});

test('each of a thousand actions is named once', () => {
  const thousand = assemblyOf({ 'a.plan.json': large(125) });
  const { out } = command(['explain', 'Wave4/Cell124/Alarms/Deploy', thousand, '--all']);
  expect(out.match(/Wave0\/Cell0\.Data\.Deploy/g)).toHaveLength(1);
  expect(out.split('\n').length).toBeLessThan(4000);
  const cut = command(['explain', 'Wave4/Cell124/Alarms/Deploy', thousand]).out;
  expect(cut).toMatch(/^ {2}… --all shows all \d+ actions$/m);
  expect(cut.split('\n').length).toBeLessThan(60);
  const source = command(['explain', 'Source', thousand], { env: { COLUMNS: '80' } }).out;
  expect(source).toMatch(/^ {2}… --all shows \d+ more$/m);
  expect(source.split('\n').length).toBeLessThan(60);
});

test('a plan that another engine runs', () => {
  const { codePipeline: _, ...document } = shop();
  const plan = assemblyOf({ 'a.plan.json': document });
  expect(command(['explain', 'App/Europe', plan]).out).toMatch(
    /^Prod\/Europe\nStage App\/Europe\n5 actions:\n {2}Prod\/Europe\/Data\/Prepare\n/,
  );
  expect(command(['explain', 'Smoke', plan]).out).toMatch(/^Test\/Beta\/Smoke\nwaits for 8 actions/);
  expect(command(['explain', 'Delivery', plan]).out).toMatch(/^Delivery\/Pipeline\npipeline .*\n19 actions:/);
});

test('a name of a megabyte is not repeated', () => {
  const word = 'x'.repeat(1_000_000);
  const { code, err } = command(['explain', word, assemblyOf({ 'a.plan.json': shop() })]);
  expect({ code, isShort: err.length < 1000 }).toEqual({ code: 2, isShort: true });
  const long = assemblyOf({ 'a.plan.json': new DocumentBuilder().action(`S/${word}`).done() });
  const near = command(['explain', word.slice(1), long]);
  expect({ code: near.code, isShort: near.err.length < 1000 }).toEqual({ code: 2, isShort: true });
  const offered = /take one of '(x+…x+)'/.exec(near.err)![1];
  expect(command(['explain', offered, long]).code).toBe(0);
});

describe('names', () => {
  const titled = (name: string) => explain(name).out.split('\n')[0];

  test.each([
    ['a wave', 'Prod', 'Prod'],
    ['a Stage by its construct path', 'App/Europe', 'Prod/Europe'],
    ['a Stage by its name', 'Europe', 'Prod/Europe'],
    ['a Stage with its pipeline before it', 'Delivery/Europe', 'Prod/Europe'],
    ['… by the path of the pipeline', 'Delivery/Pipeline/Europe', 'Prod/Europe'],
    ['… by its name', 'DeliveryPipeline/Europe', 'Prod/Europe'],
    ['a CodePipeline stage', 'Assets', 'Assets'],
    ['… with the pipeline before it', 'Delivery/Assets', 'Assets'],
    ['a step', 'Smoke', 'ShellStep(Beta.Smoke)'],
    ['the path of a step', 'Beta/Smoke', 'ShellStep(Beta.Smoke)'],
    ['an action', 'Beta.Smoke', 'ShellStep(Beta.Smoke)'],
    ['an action in a lane of the page', 'Service.Prepare', "'Service.Prepare' is the name of 3 things."],
    ['a gate as it is printed', '◆ Promote', 'ManualApprovalStep(Promote)'],
    ['a stack', 'Prod-Europe-Data', 'Deploy(App/Prod/Europe/Data)'],
    ['a stack by its construct path', 'App/Prod/Europe/Data', 'Deploy(App/Prod/Europe/Data)'],
    ['a stack by the end of its path', 'America/Service', "'America/Service' is the name of 2 things."],
    ['an asset', 'Code', 'Publish(Code)'],
    ['an asset by its id', 'a1b2', 'Publish(Code)'],
    ['a project', 'Delivery/Synth', 'ShellStep(Synth)'],
    ['other letters', 'prod-europe-DATA', 'Deploy(App/Prod/Europe/Data)'],
    ['what was put in for a letter', 'Beta_Smoke', 'ShellStep(Beta.Smoke)'],
    ['what was cut on a terminal', 'Prod-E…-Service', 'Deploy(App/Prod/Europe/Service)'],
    ['a kind', 'self-update', 'SelfUpdate'],
    ['an account', '222222222222', "'222222222222' is the name of 4 things."],
  ])('%s: %s', (_, name, title) => {
    expect({ code: explain(name).code, title: titled(name).slice(0, 60) }).toEqual({ code: 0, title });
  });

  test('a project by its logical id and by its name, a source by its repository', () => {
    const project = { path: 'P', logicalId: 'P1234', name: 'the-project', type: '', image: '', computeType: '' };
    const repository = 'acme/shop';
    const document = new DocumentBuilder()
      .action('S/Test', { project: 'P' })
      .action('Source/Code', { job: { kind: 'source', provider: 'github', repository, trigger: 'change' } })
      .done({ codePipeline: { projects: [{ ...project, privileged: false, role: '', env: {} }] } });
    const plan = assemblyOf({ 'a.plan.json': document });
    for (const name of ['P1234', 'the-project', 'P']) {
      expect(command(['explain', name, plan]).out).toMatch(/^ShellStep\(Test\)/);
    }
    expect(command(['explain', 'acme/shop', plan]).out).toMatch(/^ShellStep\(Code\)/);
  });

  test.each([
    ['two waves', shop()],
    ['many Stages', large(30)],
    ['an action by hand', shopBuilder().byHand('Prod', 'By hand', { runOrder: 4 }).byHand('Mine', 'Ask').done()],
  ])('whatever is printed of %s', (_, document) => {
    expect(printedNames(document).length).toBeGreaterThan(30);
    expect(unknownNames(document)).toEqual([]);
  });

  test('with what a terminal shows in place of what it would obey', () => {
    const document = new DocumentBuilder().action('S/a\u001bb\n', { label: 'Odd' }).done();
    expect(command(['explain', 'a\\u001bb\\n', assemblyOf({ 'a.plan.json': document })]).out).toMatch(/^Odd\n/);
  });

  test('of nothing: bad input, with the likely one', () => {
    const { code, err } = explain('Reviw');
    expect({ code, err }).toEqual({
      code: 2,
      err:
        "cdk-pipelines: [Delivery/Pipeline] nothing is called 'Reviw'. Expected: the name of one Stage, wave, stack, " +
        "step, action, asset, source, project or CodePipeline stage. To fix it: take one of 'Review'.\n",
    });
    expect(explain('Biuld').err).toContain("take one of 'Build'.");
    expect(explain('Eurpoe').err).toContain("take one of 'Europe'.");
  });

  test('of a few things: each is explained', () => {
    const document = new DocumentBuilder().action('A/Test').action('B/Test').done();
    const { code, out } = command(['explain', 'Test', assemblyOf({ 'a.plan.json': document })]);
    expect(code).toBe(0);
    expect(out.match(/^[AB]\/Test, run order 1$/gm)).toEqual(['A/Test, run order 1', 'B/Test, run order 1']);
  });

  test('of many things: what to ask for', () => {
    expect(`\n${explain('Deploy').out}`).toBe(`
'Deploy' is the name of 6 things.

Ask for one of them:
  Test/Beta.Data.Deploy  deploy Test-Beta-Data, 222222222222 eu-west-1
  Test/Beta.Service.Deploy  deploy Test-Beta-Service, 222222222222 eu-west-1
  Prod/Europe.Data.Deploy  deploy Prod-Europe-Data, 333333333333 eu-west-1
  Prod/Europe.Service.Deploy  deploy Prod-Europe-Service, 333333333333 eu-west-1
  Prod/America.Data.Deploy  deploy Prod-America-Data, 333333333333 us-east-1
  Prod/America.Service.Deploy  deploy Prod-America-Service, 333333333333 us-east-1
`);
    const many = assemblyOf({ 'a.plan.json': large(25) });
    expect(command(['explain', 'Data', many]).out).toMatch(/\n {2}… --all shows 5 more\n$/);
    expect(command(['explain', 'Data', many, '--all']).out).toMatch(/\n {2}Wave0\/Cell24\/Data {2}stack\n$/);
  });

  test('what has the name as its id is explained, and what is just called so is listed', () => {
    const b = new DocumentBuilder().action('Test/One');
    ['A', 'B', 'C'].forEach((group) => b.action(`${group}/Test`));
    const { out } = command(['explain', 'Test', assemblyOf({ 'a.plan.json': b.done() })]);
    expect(out).toMatch(/^'Test' is the name of 4 things\.\n\nTest\nCodePipeline stage Test\n1 action/);
    expect(out).toMatch(/\nAsk for one of them:\n {2}A\/Test .*\n {2}B\/Test .*\n {2}C\/Test .*\n$/);
  });

  test('in several pipelines', () => {
    const other = shop();
    const second = { ...other, pipeline: { ...other.pipeline, path: 'Else/Pipeline', name: 'Else', stack: 'Else' } };
    const both = assemblyOf({ 'a.plan.json': shop(), 'b.plan.json': second });
    const { out } = command(['explain', 'Europe', both]);
    expect(out).toMatch(/^'Europe' is the name of 2 things\.\n\nDelivery\/Pipeline\/Prod\/Europe\n/);
    expect(out).toContain('\nElse/Pipeline/Prod/Europe\n');
    expect(command(['explain', 'Else/Europe', both]).out).toMatch(/^Else\/Pipeline\/Prod\/Europe\nStage/);
    expect(command(['explain', 'Europe', both, '-p', 'Else']).out).toMatch(/^Prod\/Europe\nStage/);
  });
});

test('an action without a stack of its own is explained, too', () => {
  const document = new DocumentBuilder().action('A/Long step', { label: 'MyStep(Long step)' }).done();
  expect(command(['explain', 'long step', assemblyOf({ 'a.plan.json': document })]).out).toMatch(/^MyStep/);
});
