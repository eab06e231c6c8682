import * as fs from 'node:fs';
import * as path from 'node:path';
import type { PlanDocument } from '../../lib/document/plan-document';
import { DocumentBuilder } from './builder';
import { large, shop } from './fixtures';
import { assemblyOf, command } from './run';

const assembly = assemblyOf({ 'Delivery.plan.json': shop() });
const write = () => undefined;

test('the tree: stages, run orders, targets; then what needs care, the worst first', () => {
  const { code, out } = command(['show', assembly], { env: { COLUMNS: '100' } });
  expect(code).toBe(0);
  expect(`\n${out}`).toBe(`
Delivery/Pipeline  V2 · 111111111111 eu-west-1 · 19 actions · 2 gates
◆ a gate: it waits for a decision · ⇄ it starts only after another Stage, unasked: see below
│
├─ Source
│  └─ 1   shop                     source       ConnectionSource
│
├─ Build
│  └─ 1   Synth                    synth        ShellStep
│
├─ UpdatePipeline
│  └─ 1   SelfMutate               self-update
│
├─ Assets
│  └─ 1   FileAsset1               publish      Code
│
├─ Test
│  ├─ 1   Beta.Data.Prepare        prepare      Test-Beta-Data        222222222222 eu-west-1
│  ├─ 2   Beta.Data.Deploy         deploy       Test-Beta-Data        222222222222 eu-west-1
│  ├─ 3   Beta.Service.Prepare     prepare      Test-Beta-Service     222222222222 eu-west-1
│  ├─ 4   Beta.Service.Deploy      deploy       Test-Beta-Service     222222222222 eu-west-1
│  └─ 5   Beta.Smoke               script       ShellStep
│
└─ Prod
   ├─ 1 ◆ Promote                  approval     ManualApprovalStep
   ├─ 2   Europe.Data.Prepare      prepare      Prod-Europe-Data      333333333333 eu-west-1
   ├─ 2   America.Data.Prepare     prepare      Prod-America-Data     333333333333 us-east-1
   ├─ 3   Europe.Data.Deploy       deploy       Prod-Europe-Data      333333333333 eu-west-1
   ├─ 3   America.Data.Deploy      deploy       Prod-America-Data     333333333333 us-east-1
   ├─ 4 ◆ Europe.Review            approval     ManualApprovalStep
   ├─ 5   Europe.Service.Prepare   prepare      Prod-Europe-Service   333333333333 eu-west-1
   ├─ 5 ⇄ America.Service.Prepare  prepare      Prod-America-Service  333333333333 us-east-1
   ├─ 6   Europe.Service.Deploy    deploy       Prod-Europe-Service   333333333333 eu-west-1
   └─ 6   America.Service.Deploy   deploy       Prod-America-Service  333333333333 us-east-1

Budgets
- over: 10300 of 10240 characters in a role policy (AWS never raises this limit), in Delivery. Have
  fewer characters in a role policy.
- near: 450 of 500 resources in a template (AWS never raises this limit), in Delivery. Have fewer
  resources in a template.

Warnings
- Approval 'Review' does not stop America.

⇄ Unrequested waits: run orders are barriers in a stage
- Prod, run order 5: America starts only after Europe.Review: ◆ a decision

Cost: about $0.10 an execution for CodePipeline, at 3 minutes for each of 17 paid actions ($0.002 a
  minute; builds are extra, approvals are free)

Advice: while somebody decides, only the newest of the executions that wait is kept; in mode QUEUED
  every push gets its turn
`);
});

test.each([40, 60, 80, 120])('stays within %d columns', (columns) => {
  const { out } = command(['show', assembly], { stdout: { write, isTTY: true, columns }, env: { NO_COLOR: '1' } });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(out.includes('…')).toBe(columns === 40);
});

test('at 80 columns names keep both ends, and what has no target may be as long as one', () => {
  const target = { stack: 'S', stackName: 'a-stack-with-a-name', account: '111111111111', region: 'ap-northeast-1' };
  const document = new DocumentBuilder()
    .action('Wave/Stage-in-eu-west-1.DatabaseWithALongName.Prepare', { kind: 'prepare', target })
    .action('Wave/Stage-in-eu-west-1.DatabaseWithALongName.Deploy', { kind: 'deploy', target })
    .action('Wave/Ask', { kind: 'approval', label: 'ApprovalOfSomebody(Ask)' })
    .done();
  const { out } = command(['show', assemblyOf({ 'a.plan.json': document })], { env: { COLUMNS: '80' } });
  expect(out.slice(out.indexOf('└─ Wave'))).toBe(`└─ Wave
   ├─ 1   Stage-in-eu-…hALongName.Prepare  prepare   111111111111 ap-northeast-1
   ├─ 1   Stage-in-eu-…thALongName.Deploy  deploy    111111111111 ap-northeast-1
   └─ 1 ◆ Ask                              approval  ApprovalOfSomebody

Cost: about $0.01 an execution for CodePipeline, at 3 minutes for each of 2 paid
  actions ($0.002 a minute; builds are extra, approvals are free)

Advice: while somebody decides, only the newest of the executions that wait is
  kept; in mode QUEUED every push gets its turn
`);
});

test.each([
  [
    'V1',
    undefined,
    'script',
    ['Advice: type V2 has triggers, variables, conditions and rollback, and in mode QUEUED every push gets its turn'],
  ],
  ['V2', undefined, 'script', []],
  ['V2', 'SUPERSEDED', 'approval', [expect.stringContaining('Advice: while somebody decides, only the newest')]],
  ['V2', 'QUEUED', 'approval', []],
  ['V2', 'PARALLEL', 'approval', []],
] as const)('advice for type %s, mode %s, with an action of kind %s', (type, executionMode, kind, advice) => {
  const document = new DocumentBuilder().action('Wave/One', { kind }).done({ codePipeline: { type, executionMode } });
  const { out } = command(['show', assemblyOf({ 'a.plan.json': document })], { env: { COLUMNS: '200' } });
  expect(out.match(/^Advice: .*$/gm) ?? []).toEqual(advice);
});

test('letters that take two columns, or none', () => {
  const names = ['配送パイプライン', 'e\u0301te\u0301', '🚀', 'a\u001b[31mb'];
  const b = new DocumentBuilder();
  names.forEach((name) => b.action(`S/${name}`, { label: 'Kind(x)' }));
  const { out } = command(['show', assemblyOf({ 'a.plan.json': b.done() })], { env: { COLUMNS: '80' } });
  expect(out.match(/─ 1 .*/g)).toEqual([
    '─ 1   配送パイプライン  script  Kind',
    '─ 1   e\u0301te\u0301               script  Kind',
    '─ 1   🚀                script  Kind',
    '─ 1   a\\u001b[31mb      script  Kind',
  ]);
  const narrow = command(['show', assemblyOf({ 'a.plan.json': b.done() })], { env: { COLUMNS: '40' } }).out;
  expect(narrow).toContain('─ 1   配送パイプライン');
});

test('signs are explained if they are there', () => {
  expect(command(['show', assemblyOf({ 'a.plan.json': new DocumentBuilder().action('S/A').done() })]).out).toMatch(
    /1 action · 0 gates\n│\n/,
  );
  const gate = new DocumentBuilder().action('S/A', { kind: 'approval' }).done();
  expect(command(['show', assemblyOf({ 'a.plan.json': gate })]).out).toMatch(
    /1 gate\n◆ a gate: it waits for a decision\n│\n/,
  );
});

test('the hash of the plan, whole, for whoever compares it with the text of an approval', () => {
  const plan = new DocumentBuilder().action('S/A').done({ planHash: '1f0c2ab94d7e' });
  const { out } = command(['show', assemblyOf({ 'a.plan.json': plan })], { env: { COLUMNS: '40' } });
  expect(out).toContain('\nplan 1f0c2ab94d7e, as approvals show it\n');
  expect(command(['show', assembly]).out).not.toContain('as approvals show it');
});

test('what is piped is not cut', () => {
  const name = 'VeryLongNameOfAStep'.repeat(10);
  const long = assemblyOf({ 'a.plan.json': new DocumentBuilder().action(`S/${name}`).done() });
  expect(command(['show', long]).out).toContain(name);
});

describe('colour', () => {
  const isColored = (isTTY: boolean, env: Record<string, string>) =>
    command(['show', assembly], { stdout: { write, isTTY }, env }).out.includes('\u001b[');

  test.each<[boolean, boolean, Record<string, string>]>([
    [true, true, {}],
    [false, false, {}],
    [false, true, { NO_COLOR: '1' }],
    [true, true, { NO_COLOR: '' }],
    [true, false, { FORCE_COLOR: '1' }],
    [false, true, { FORCE_COLOR: '0' }],
    [false, true, { FORCE_COLOR: '1', NO_COLOR: '1' }],
    [false, true, { TERM: 'dumb' }],
  ])('%p: terminal %p, %p', (colored, isTTY, env) => {
    expect(isColored(isTTY, env)).toBe(colored);
  });

  test('gates stand out', () => {
    const { out } = command(['show', assembly], { env: { FORCE_COLOR: '1' } });
    expect(out).toMatch(/\u001b\[33m◆/);
    expect(out).toMatch(/\u001b\[31m- over/);
  });
});

test('several pipelines: all of them as trees, by path', () => {
  const other = new DocumentBuilder().action('S/A').done();
  const documents = {
    'b.plan.json': shop(),
    'a.plan.json': { ...other, pipeline: { ...other.pipeline, path: 'Another/Pipeline', name: 'A' } },
    'elsewhere/c.plan.json': 'not looked at',
  };
  const both = assemblyOf(documents);
  const titles = (args: string[]) => command(args).out.match(/^\S+\/Pipeline/gm);
  expect(titles(['show', both])).toEqual(['Another/Pipeline', 'Delivery/Pipeline']);
  expect(titles(['show', both, '--pipeline', 'Another/Pipeline'])).toEqual(['Another/Pipeline']);
  expect(titles(['show', both, '-p', 'DeliveryPipeline'])).toEqual(['Delivery/Pipeline']);
  expect(command(['show', both, '--json'])).toEqual({
    code: 2,
    out: '',
    err:
      `cdk-pipelines: [${both}] there are 2 pipelines. Expected: one of 'Another/Pipeline', 'Delivery/Pipeline'. ` +
      'To fix it: say which one with --pipeline.\n',
  });
  expect(command(['show', both, '-p', 'No']).err).toContain("no pipeline is called 'No'");
});

describe('what an earlier synthesis left behind is passed over', () => {
  const noted = { '/Delivery/Pipeline': [{ type: 'cdk-pipelines:plan', data: 'new.plan.json' }] };
  const stack = { type: 'aws:cloudformation:stack', displayName: 'Delivery' };
  const manifestOf = (artifact: object) => JSON.stringify({ artifacts: { Tree: { type: 'cdk:tree' }, artifact } });
  const plans = { 'new.plan.json': shop(), 'old.plan.json': shop() };

  test.each<[string, Record<string, PlanDocument | string>]>([
    ['metadata in the manifest', { 'manifest.json': manifestOf({ ...stack, metadata: noted }) }],
    [
      'metadata in a file of its own',
      {
        'manifest.json': manifestOf({ ...stack, additionalMetadataFile: 'more.json' }),
        'more.json': JSON.stringify(noted),
      },
    ],
  ])('%s', (_, files) => {
    expect(command(['show', assemblyOf({ ...plans, ...files }), '--json']).code).toBe(0);
  });

  test('a stack in a Stage', () => {
    const inStage = (name: string) => {
      const { pipeline, ...rest } = shop();
      return { ...rest, pipeline: { ...pipeline, path: `Tools/S/${name}`, stack: 'Tools/S' } };
    };
    const properties = { directoryName: 'assembly-Tools', displayName: 'Tools' };
    const metadata = { '/Tools/S/New': [{ type: 'cdk-pipelines:plan', data: 'new.plan.json' }] };
    const directory = assemblyOf({
      'manifest.json': manifestOf({ type: 'cdk:cloud-assembly', properties }),
      'assembly-Tools/manifest.json': manifestOf({ ...stack, displayName: 'Tools/S', metadata }),
      'new.plan.json': inStage('New'),
      'old.plan.json': inStage('Old'),
    });
    expect(command(['show', directory]).out).toMatch(/^Tools\/S\/New /);
    expect(command(['show', directory]).out).not.toContain('Tools/S/Old');
  });

  describe('a pipeline in no stack', () => {
    const inNone = (path: string): PlanDocument => {
      const { pipeline, ...rest } = shop();
      return { ...rest, pipeline: { ...pipeline, path, stack: undefined } };
    };
    const note = (path: string) => ({
      type: 'none',
      metadata: { [`/${path}`]: [{ type: 'cdk-pipelines:plan', data: 'new.plan.json' }] },
    });

    test('is noted of an artifact of its own', () => {
      const directory = assemblyOf({
        'manifest.json': manifestOf(note('New')),
        'new.plan.json': inNone('New'),
        'old.plan.json': inNone('Old'),
      });
      expect(command(['show', directory]).out).toMatch(/^New /);
      expect(command(['show', directory]).out).not.toContain('Old');
    });

    test('in a Stage', () => {
      const properties = { directoryName: 'assembly-Tools', displayName: 'Tools' };
      const directory = assemblyOf({
        'manifest.json': manifestOf({ type: 'cdk:cloud-assembly', properties }),
        'assembly-Tools/manifest.json': manifestOf(note('Tools/New')),
        'new.plan.json': inNone('Tools/New'),
        'old.plan.json': inNone('Tools/Old'),
      });
      expect(command(['show', directory]).out).toMatch(/^Tools\/New /);
      expect(command(['show', directory]).out).not.toContain('Tools/Old');
    });

    test('is not there any more', () => {
      const directory = assemblyOf({ 'manifest.json': manifestOf(stack), 'old.plan.json': inNone('Old') });
      expect(command(['show', directory]).err).toContain('earlier synthesis');
    });
  });

  test('a pipeline in a nested stack, which is noted of the stack around it', () => {
    const { pipeline, ...rest } = shop();
    const nested = { ...rest, pipeline: { ...pipeline, path: 'Delivery/N/New', stack: 'Delivery/N' } };
    const metadata = { '/Delivery/N/New': [{ type: 'cdk-pipelines:plan', data: 'new.plan.json' }] };
    const directory = assemblyOf({ 'manifest.json': manifestOf({ ...stack, metadata }), 'new.plan.json': nested });
    expect(command(['show', directory]).out).toMatch(/^Delivery\/N\/New /);
  });

  test('an assembly that says to be in itself', () => {
    const document = shop();
    const inStage = { ...document, pipeline: { ...document.pipeline, stack: 'Tools/S' } };
    for (const directoryName of ['.', '..', '../..', 'a/..']) {
      const manifest = manifestOf({ properties: { directoryName, displayName: 'Tools' } });
      expect(command(['show', assemblyOf({ 'manifest.json': manifest, 'old.plan.json': inStage })]).code).toBe(2);
    }
  });

  test.each(['{', '', '{"artifacts":', 'null x'])('a manifest that is no JSON: %j', (manifest) => {
    const directory = assemblyOf({ 'manifest.json': manifest, 'old.plan.json': shop() });
    for (const args of [
      ['show', directory],
      ['diff', directory, directory],
    ]) {
      const { code, err } = command(args);
      expect(err).toMatch(/manifest\.json\] this is not JSON/);
      expect({ code, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, lines: 1 });
    }
  });

  test.each(['{"artifacts":null}', '{"artifacts":{"x":null}}', '{"artifacts":[5]}', '[]', '5', 'null'])(
    'a manifest that says nothing: %s',
    (manifest) => {
      const directory = assemblyOf({ 'manifest.json': manifest, 'old.plan.json': shop() });
      expect(command(['show', directory])).toMatchObject({
        code: 2,
        err: expect.stringContaining('earlier synthesis'),
      });
    },
  );

  test('nothing else is there', () => {
    const { code, err } = command(['show', assemblyOf({ 'manifest.json': '{}', 'old.plan.json': shop() })]);
    expect(code).toBe(2);
    expect(err).toContain('all files *.plan.json in the directory are of an earlier synthesis');
  });
});

test('of many waits that nothing asks for: all for a decision, a few others', () => {
  const [gate] = shop().codePipeline!.siblingWaits;
  const others = [2, 3, 4, 6, 7].map((runOrder) => ({ ...gate, runOrder, gate: false }));
  const { out } = command([
    'show',
    assemblyOf({ 'a.plan.json': shop({ codePipeline: { siblingWaits: [...others, gate] } }) }),
  ]);
  expect(out.slice(out.indexOf('⇄ Unrequested waits')).match(/^- .*/gm)).toEqual([
    '- Prod, run order 5: America starts only after Europe.Review: ◆ a decision',
    ...[2, 3, 4].map((n) => `- Prod, run order ${n}: America starts only after Europe.Review`),
    '- and 2 more, without a decision',
  ]);
});

test('--json prints the plan document; a plan file can be named directly', () => {
  const { code, out } = command(['show', `${assembly}/Delivery.plan.json`, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(shop());
});

test('--mermaid: groups as boxes, gates as hexagons, the longest chain', () => {
  const { out } = command(['show', assembly, '--mermaid']);
  expect(out).toMatch(/^flowchart LR\n/);
  expect(out.match(/^ *subgraph /gm)).toHaveLength(15);
  expect(out.match(/^ *end$/gm)).toHaveLength(15);
  expect(out.match(/\{\{"◆ .*"\}\}/g)).toEqual(['{{"◆ Promote"}}', '{{"◆ Europe.Review"}}']);
  expect(out).toContain('["America.Data.Deploy<br/>333333333333 us-east-1"]');
  expect(out).toMatch(/class n\d+,n\d+ gate\n {2}class (n\d+,){12}n\d+ critical\n$/);
});

test.each([
  ['quotes and tags', 'say "hi" <b>', 'say #34;hi#34; #60;b#62;'],
  ['entities', '#1; &lt;', '#35;1#59; #38;lt#59;'],
  ['Markdown', '`**a**`', '#96;#42;#42;a#42;#42;#96;'],
  ['a formula', '$$x$$', '#36;#36;x#36;#36;'],
  ['an icon', 'fa:fa-car', 'fa#58;fa-car'],
  ['a directive', '%%{init: {}}%%', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;'],
  ['a line end', 'a\\nb\nc', 'a#92;nb#92;nc'],
  ['other controls', 'a\u0000\u202e', 'a#92;u0000#92;u202e'],
  ['letters of all languages', 'Prüfung 配送 שלום', 'Prüfung 配送 שלום'],
  ['emoji', '🚀', '#128640;'],
])('--mermaid escapes what has a meaning in Mermaid: %s', (_, name, label) => {
  const odd = assemblyOf({ 'a.plan.json': new DocumentBuilder().action('S/A', { name }).done() });
  expect(command(['show', odd, '--mermaid']).out).toContain(`["${label}"]\n`);
});

test('--mermaid: a step has all its actions, and a wave of one Stage is no second Stage', () => {
  const document = new DocumentBuilder().group('wave Prod').action('wave Prod/Check', { gate: false });
  const { out } = command([
    'show',
    assemblyOf({
      'a.plan.json': document
        .inPipeline({ stage: 'Prod', name: 'Confirm', node: 'wave Prod/Check', gate: true, runOrder: 2 })
        .done(),
    }),
    '--mermaid',
  ]);
  expect(out).toContain('["wave Prod"]');
  expect(out).toContain('{{"Check<br/>◆ Confirm"}}');
});

test('--mermaid: arrows that others imply are left out', () => {
  const arrows = (document: PlanDocument) =>
    command(['show', assemblyOf({ 'a.plan.json': document }), '--mermaid']).out.match(/^ {2}n\d+ --> n\d+$/gm);
  const chain = new DocumentBuilder()
    .action('a')
    .action('b', { waits: ['a'] })
    .action('c', { waits: ['a', 'b'] });
  expect(arrows(chain.done())).toEqual(['  n0 --> n1', '  n1 --> n2']);
  // The group waits for all that what is in it waits for, too.
  const group = new DocumentBuilder()
    .action('a')
    .action('b', { waits: ['a'] })
    .group('G', ['b']);
  expect(arrows(group.action('G/c', { waits: ['a'] }).done())).toEqual(['  n0 --> n1', '  n1 --> n2']);
});

describe('--mermaid: what Mermaid refuses is said in the chart and on standard error', () => {
  const chartOf = (arrows: number) => {
    const b = new DocumentBuilder().action('a');
    for (let i = 0; i < arrows; i++) {
      b.action(`b${i}`, { waits: ['a'] });
    }
    return command(['show', assemblyOf({ 'a.plan.json': b.done() }), '--mermaid']);
  };

  test('more than 500 arrows', () => {
    expect(chartOf(500)).toMatchObject({ err: '', out: expect.not.stringContaining('%%') });
    const { code, out, err } = chartOf(501);
    const text = '501 arrows: Mermaid draws 500 unless its option maxEdges is higher';
    expect({ code, err }).toEqual({ code: 0, err: `cdk-pipelines: ${text}\n` });
    expect(out).toMatch(`flowchart LR\n  %% ${text}\n`);
  });

  test('more than 50,000 characters', () => {
    const document = new DocumentBuilder().action(`S/${'x'.repeat(1_000_000)}`).done();
    const { code, err } = command(['show', assemblyOf({ 'a.plan.json': document }), '--mermaid']);
    expect(code).toBe(0);
    expect(err).toMatch(
      /^cdk-pipelines: 1000\d+ characters: Mermaid draws 50000 unless its option maxTextSize is higher\n$/,
    );
  });
});

test('a thousand actions have a line each', () => {
  const { out } = command(['show', assemblyOf({ 'a.plan.json': large(125) })]);
  expect(out.match(/─ +\d+ /g)!.length).toBeGreaterThan(1000);
});

describe('bad input: one line, and 2', () => {
  test.each<[string, string[], RegExp]>([
    ['no directory', ['show', 'nowhere'], /\[nowhere\] there is no such file or directory.*`cdk synth`/],
    ['no plan', ['show', assemblyOf({ 'manifest.json': '{}' })], /no file \*\.plan\.json in the directory/],
    ['no JSON', ['show', assemblyOf({ 'a.plan.json': '{' })], /this is not JSON/],
    ['something else', ['show', assemblyOf({ 'a.plan.json': '[]' })], /this is no plan document/],
    ['an alien', ['show', assemblyOf({ 'a.plan.json': 'null' })], /this is no plan document/],
    [
      'another version',
      ['show', assemblyOf({ 'a.plan.json': { ...shop(), schemaVersion: '1.0' } })],
      /the schema version is 1\.0\. Expected: version 2\.x/,
    ],
    [
      'half a document',
      ['show', assemblyOf({ 'a.plan.json': '{"schemaVersion":"2.0","pipeline":{},"nodes":[],"codePipeline":{}}' })],
      /this is no plan document: it must have required property 'applications'/,
    ],
    [
      'loose ends',
      ['show', assemblyOf({ 'a.plan.json': new DocumentBuilder().action('A', { waits: ['B'] }).done() })],
      /names a node 'B' that it does not have/,
    ],
    [
      'a group in itself',
      ['show', assemblyOf({ 'a.plan.json': { ...shop(), nodes: [...shop().nodes].reverse() } })],
      /the group 'Prod\/America\/Service' of node 'Prod\/America\/Service\/Deploy' is not there, or comes after it/,
    ],
    ['two pictures', ['show', assembly, '--json', '--mermaid'], /--mermaid and --json were given/],
  ])('%s', (_, args, message) => {
    const { code, out, err } = command(args);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test.each<[string, (document: any) => void]>([
    ['no pipeline', (d) => (d.pipeline = null)],
    ['an empty pipeline', (d) => (d.pipeline = {})],
    ['a node that is none', (d) => (d.nodes = [null])],
    ['nodes that wait for nothing', (d) => d.nodes.forEach((n: any) => delete n.waitsFor)],
    ['an action that is none', (d) => (d.actions = [null])],
    ['an action of no node', (d) => (d.actions[0].node = 'nowhere')],
    ['a name that is a number', (d) => (d.actions[0].name = 5)],
    ['a target of nothing', (d) => (d.actions[0].target = {})],
    ['a stage that is none', (d) => (d.codePipeline.stages = [null])],
    ['a budget that is none', (d) => (d.budgets = [null])],
    ['a wait that is none', (d) => (d.codePipeline.siblingWaits = [{}])],
    ['a role that is none', (d) => (d.roles = [{}])],
    ['a statement that is no JSON', (d) => (d.roles = [{ logicalId: 'x', path: 'x', trust: ['{'], statements: [] }])],
    [
      'a statement that is no object',
      (d) => (d.roles = [{ logicalId: 'x', path: 'x', trust: [], statements: ['[]'] }]),
    ],
  ])('a document with %s', (_, spoil) => {
    const document = structuredClone(shop());
    spoil(document);
    const spoiled = assemblyOf({ 'a.plan.json': document });
    for (const args of [
      ['show', spoiled],
      ['explain', 'Prod', spoiled],
      ['diff', spoiled, spoiled],
    ]) {
      const { code, out, err } = command(args);
      expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
    }
  });

  test('a file that is too large is not read', () => {
    const directory = assemblyOf({ 'a.plan.json': '{}' });
    fs.truncateSync(path.join(directory, 'a.plan.json'), 300 * 1024 * 1024);
    expect(command(['show', directory])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/this file has 314572800 bytes/),
    });
  });

  test('a byte order mark is fine', () => {
    expect(command(['show', assemblyOf({ 'a.plan.json': `\uFEFF${JSON.stringify(shop())}` })]).code).toBe(0);
  });

  test('minor versions are read', () => {
    expect(command(['show', assemblyOf({ 'a.plan.json': { ...shop(), schemaVersion: '2.7' } })]).code).toBe(0);
  });
});
