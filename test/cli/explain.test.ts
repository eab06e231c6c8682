import { DocumentBuilder } from './builder';
import { large, shop } from './fixtures';
import { assemblyOf, command } from './run';

const assembly = assemblyOf({ 'Delivery.plan.json': shop() });
const explain = (name: string, columns = '100') => command(['explain', name, assembly], { env: { COLUMNS: columns } });

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
  install commands: npm ci
  commands: npm test
    npm run lint
  variable URL: output Url of App/S
  files in .: Source/shop
  image: standard:7
  machine: LINUX_CONTAINER SMALL
waits for nothing.
`);
});

test('what a deployment waits for, as chains of reasons', () => {
  const { code, out } = explain('Prod-Europe-Data');
  expect(code).toBe(0);
  expect(`\n${out}`).toBe(`
Deploy(App/Prod/Europe/Data)
Prod-Europe-Data, 333333333333 eu-west-1
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
`);
});

test('a group, and what waits for nothing', () => {
  expect(explain('Test/Beta').out).toContain('waits for 3 actions, none of them a gate:');
  expect(explain('Source/shop').out).toBe('ConnectionSource(shop)\nwaits for nothing.\n');
});

test('a group tells the gates in it, and how many of its deployments they stop', () => {
  expect(explain('Prod').out.split('\n').slice(0, 6)).toEqual([
    'Prod',
    'waits for 9 actions, none of them a gate:',
    '2 gates in it:',
    '  ◆ Prod/Promote stops all 4 of its deployments',
    '  ◆ Prod/Europe.Review stops 1 of its 4 deployments',
    '',
  ]);
  expect(explain('Test/Beta').out).not.toContain('in it');
  const document = new DocumentBuilder().group('Wave').action('Wave/Ask', { kind: 'approval' }).done();
  expect(command(['explain', 'Wave', assemblyOf({ 'a.plan.json': document })]).out).toContain(
    '◆ Wave/Ask stops none of its deployments',
  );
});

test('stays within its columns', () => {
  const { out } = explain('Prod-Europe-Service', '50');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
});

test('each of a thousand actions is named once', () => {
  const thousand = assemblyOf({ 'a.plan.json': large(125) });
  const { out } = command(['explain', 'Wave4/Cell124/Alarms/Deploy', thousand]);
  expect(out.match(/Wave0\/Cell0\.Data\.Deploy/g)).toHaveLength(1);
  expect(out.split('\n').length).toBeLessThan(4000);
});

test('a name of nothing, or of several things, is bad input', () => {
  const { code, err } = explain('Reviw');
  expect({ code, err }).toEqual({
    code: 2,
    err:
      "cdk-pipelines: [Delivery/Pipeline] there is no step or deployment 'Reviw'. Expected: the name of one: id of a " +
      "node or an action, name, label, or stack. To fix it: take one of 'Review'.\n",
  });
  const several = explain('Deploy');
  expect(several.code).toBe(2);
  expect(several.err).toContain("'Deploy' may be 6 things");
  expect(several.err).toContain("'Test/Beta/Data/Deploy', 'Test/Beta/Service/Deploy'");
  expect(several.err).toContain(' and 1 more.');
});

test('an action without a stack of its own is explained, too', () => {
  const document = new DocumentBuilder().action('A/Long step', { label: 'MyStep(Long step)' }).done();
  expect(command(['explain', 'long step', assemblyOf({ 'a.plan.json': document })]).out).toMatch(/^MyStep/);
});
