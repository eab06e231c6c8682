import { type DocumentOptions, DocumentBuilder } from './builder';
import { large, shop, shopBuilder } from './fixtures';
import { assemblyOf, command } from './run';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { Severity } from '../../lib/cli/diff/change';
import type { PlanDocument } from '../../lib/document/plan-document';

/** What is told of some severities. */
function reported(before: PlanDocument, after: PlanDocument, ...severities: Severity[]): string[] {
  const { changes } = comparePlans(before, after);
  return changes.filter(({ severity }) => severities.includes(severity)).map(({ text }) => text);
}

const detailsOf = (before: PlanDocument, after: PlanDocument, text: RegExp) =>
  comparePlans(before, after).changes.find((change) => text.test(change.text))?.details;

const EUROPE_AND_AMERICA = [
  'App/Prod/Europe/Data',
  'App/Prod/America/Data',
  'App/Prod/Europe/Service',
  'App/Prod/America/Service',
];

/** Gates before one stack; nothing else. */
function gated(
  gates: readonly string[],
  waits: readonly string[] = gates,
  more: (b: DocumentBuilder) => void = () => {},
) {
  const b = new DocumentBuilder();
  gates.forEach((gate) => b.action(gate, { kind: 'approval' }));
  b.stack('Prod/App', 2, { waits });
  more(b);
  return b.done();
}

test('the same plan: nothing changes', () => {
  expect(comparePlans(shop(), shop())).toEqual({ path: 'Delivery/Pipeline', changes: [], measures: [] });
});

describe('a gate is lost', () => {
  test('dropped', () => {
    const after = shopBuilder({ promote: false }).done();
    expect(reported(shopBuilder().done(), after, 'lost')).toEqual([
      '3 deployments had a gate before, and now none',
      "Gate 'Prod/Promote' is gone: it stopped 4 deployments",
    ]);
    expect(detailsOf(shopBuilder().done(), after, /is gone: it stopped/)).toEqual(EUROPE_AND_AMERICA);
  });

  test('there, but it stops nothing any more', () => {
    const after = shopBuilder({ dataWaits: [] }).done();
    expect(reported(shopBuilder().done(), after, 'lost')).toEqual([
      '3 deployments had a gate before, and now none',
      "Gate 'Prod/Promote' no longer stops 4 deployments",
    ]);
  });

  test('moved behind what it stopped', () => {
    const after = new DocumentBuilder()
      .stack('Prod/App', 1)
      .action('Prod/Ok', { kind: 'approval', runOrder: 3, waits: ['Prod/App'] })
      .done();
    expect(reported(gated(['Prod/Ok']), after, 'lost')).toEqual([
      '1 deployment had a gate before, and now none',
      "Gate 'Prod/Ok' has moved behind what it stopped: 1 deployment",
    ]);
  });

  test('no gate any more', () => {
    const after = new DocumentBuilder()
      .action('Prod/Ok')
      .stack('Prod/App', 2, { waits: ['Prod/Ok'] })
      .done();
    expect(reported(gated(['Prod/Ok']), after, 'lost')).toContain(
      "'Prod/Ok' is no gate any more: it stopped 1 deployment",
    );
  });

  test('one of two: also if the other one still stops all', () => {
    expect(reported(gated(['Prod/A', 'Prod/B']), gated(['Prod/A']), 'lost')).toEqual([
      "Gate 'Prod/B' is gone: it stopped 1 deployment",
    ]);
  });

  test('one of another kind is no replacement', () => {
    const after = new DocumentBuilder()
      .action('Prod/Check', { kind: 'permissions-check', gate: true })
      .stack('Prod/App', 2, { waits: ['Prod/Check'] })
      .done();
    expect(reported(gated(['Prod/Ok']), after, 'lost')).toEqual(["Gate 'Prod/Ok' is gone: it stopped 1 deployment"]);
  });

  test('it stopped a script', () => {
    const plan = (waits: string[]) =>
      new DocumentBuilder().action('A/Ok', { kind: 'approval' }).action('A/Run', { waits, runOrder: 2 }).done();
    expect(reported(plan(['A/Ok']), plan([]), 'lost')).toEqual(["Gate 'A/Ok' no longer stops 1 action"]);
  });
});

describe('no gate is lost', () => {
  test('renamed: the new one stops the same', () => {
    const changes = [gated(['Prod/Ok']), gated(['Prod/Fine'])] as const;
    expect(reported(...changes, 'lost', 'danger')).toEqual([]);
    expect(reported(...changes, 'notice')).toContain("Gate 'Prod/Ok' is now 'Prod/Fine': it stops the same");
  });

  test('gone with all that it stopped, or with nothing behind it', () => {
    const before = gated(['Prod/Ok', 'Prod/Idle'], ['Prod/Ok']);
    const after = new DocumentBuilder().action('Other/A').done();
    expect(reported(before, after, 'lost')).toEqual([]);
    expect(reported(before, after, 'notice').slice(0, 2)).toEqual([
      "Gate 'Prod/Ok' is gone: so is all that it stopped",
      "Gate 'Prod/Idle' is gone: nothing was behind it",
    ]);
  });

  test('added', () => {
    expect(reported(gated([]), gated(['Prod/Ok']), 'lost', 'danger')).toEqual([]);
    expect(reported(gated([]), gated(['Prod/Ok']), 'info')).toEqual(['1 new gate']);
  });

  test('the stack has moved to another wave, with its gate', () => {
    const target = { stack: 'App/S', stackName: 'S', account: '1', region: 'r' };
    const wave = (name: string) =>
      new DocumentBuilder()
        .action(`${name}/Ok`, { kind: 'approval' })
        .action(`${name}/S/Deploy`, { kind: 'deploy', target, waits: [`${name}/Ok`], runOrder: 2 })
        .done();
    expect(reported(wave('One'), wave('Two'), 'lost', 'danger')).toEqual([]);
    expect(reported(wave('One'), wave('Two'), 'notice')).toEqual(["'One' is now 'Two': 2 actions"]);
  });
});

test('a new deployment without a gate, where others have one', () => {
  const after = gated(['Prod/Ok'], ['Prod/Ok'], (b) => b.stack('Prod/Open', 1).stack('Prod/Far', 1, { env: '9/r' }));
  expect(reported(gated(['Prod/Ok']), after, 'lost')).toEqual([
    "1 new deployment without a gate to '111111111111', where all others have one",
  ]);
});

describe('order', () => {
  test('lost between applications: told once', () => {
    const after = shopBuilder({ prodWaits: [] }).done();
    expect(reported(shopBuilder().done(), after, 'lost', 'danger')).toEqual([
      "Order lost: 'Europe', 'America' no longer after 'Beta'",
    ]);
    expect(detailsOf(shopBuilder().done(), after, /Order lost/)).toEqual([
      '12 pairs, such as App/Prod/Europe/Data after App/Test/Beta/Data',
    ]);
    expect(reported(after, shopBuilder().done(), 'info')).toEqual(["New order: 'Europe', 'America' now after 'Beta'"]);
  });

  test('lost and reversed in an application: told by stack', () => {
    const stacks = (a: string[], b: string[]) => {
      const builder = new DocumentBuilder().application('App/P', 'P');
      return builder
        .stack('P/A', 1, { application: 'App/P', waits: a })
        .stack('P/B', 3, { application: 'App/P', waits: b })
        .done();
    };
    expect(reported(stacks([], ['P/A']), stacks([], []), 'danger')).toEqual([
      "Order lost: 'App/P/B' no longer after 'App/P/A'",
    ]);
    expect(reported(stacks([], ['P/A']), stacks(['P/B'], []), 'danger', 'info')).toEqual([
      "Order reversed: 'App/P/B' now before 'App/P/A'",
    ]);
  });

  test('between waves of 25 applications: one sentence', () => {
    const before = large(50);
    const nodes = before.nodes.map((node) => (node.id === 'Wave1' ? { ...node, waitsFor: [] } : node));
    const [text, ...more] = reported(before, { ...before, nodes }, 'danger');
    expect(text).toMatch(/^Order lost: 'Cell25', .* and 19 more no longer after 'Cell0', .* and 19 more$/);
    expect(more).toEqual([]);
  });
});

test('targets: told once for all that go the same way', () => {
  const after = shopBuilder({ europe: '444444444444/eu-west-1' }).done();
  expect(reported(shopBuilder().done(), after, 'danger')).toEqual([
    "2 deployments with another target: 333333333333 eu-west-1 → 444444444444 eu-west-1; the old stacks stay: 'Prod-Europe-Data', 'Prod-Europe-Service'",
  ]);
});

test('roles of deployments, and the pipeline itself', () => {
  const plan = (role: string, selfMutation = true, codePipeline: DocumentOptions['codePipeline'] = {}) => {
    const target = { stack: 'App/S', stackName: 'S', account: '1', region: 'r', deployRole: role };
    const { pipeline, ...rest } = new DocumentBuilder()
      .action('P/S', { kind: 'deploy', target })
      .done({ codePipeline });
    return { ...rest, pipeline: { ...pipeline, selfMutation } };
  };
  const other = { type: 'V1', executionMode: 'QUEUED', layout: 'compact' } as const;
  expect(reported(plan('a'), plan('b', false, other), 'danger', 'notice')).toEqual([
    '1 deployment with another deployment role: a → b',
    'The pipeline has another execution mode: the default → QUEUED',
    'The pipeline has another type: V2 → V1',
    'The pipeline has another layout: default → compact',
    'The pipeline updates itself: yes → no',
  ]);
});

describe('roles', () => {
  const allow = (Action: string | string[], Resource: unknown = '*', more: object = {}) =>
    JSON.stringify({ Action, Effect: 'Allow', Resource, ...more });
  const role = (statements: string[], trust: string[] = []): PlanDocument => ({
    ...new DocumentBuilder().done(),
    roles: [{ logicalId: 'R', path: 'P/Role', trust, statements }],
  });
  const details = (before: string[], after: string[]) => detailsOf(role(before), role(after), /may do more/);

  test.each<[string, string[], string[], string[] | undefined]>([
    ['an action', [allow('s3:Get')], [allow(['s3:Get', 's3:Put'])], ['s3:Put on *']],
    ['a resource', [allow('a', ['x'])], [allow('a', ['x', 'y'])], ['a on y']],
    ['the same in other statements', [allow(['a', 'b'], 'x')], [allow('a', 'x'), allow('b', 'x')], undefined],
    ['less', [allow(['a', 'b'])], [allow('a')], undefined],
    ['what a wildcard has allowed', [allow('s3:*')], [allow('s3:Get', 'arn:x')], undefined],
    ['what a wildcard has not allowed', [allow('s3:Get*', 'x')], [allow('s3:Put', 'x')], ['s3:Put on x']],
    [
      'what a wildcard has allowed on a condition',
      [allow('s3:*', '*', { Condition: { Bool: { k: 'true' } } })],
      [allow('s3:Get', 'x')],
      ['s3:Get on x'],
    ],
    ['a wildcard', [allow('s3:Get')], [allow('s3:*')], ['s3:* on *']],
    ['a condition less', [allow('a', 'x', { Condition: { Bool: { k: 'true' } } })], [allow('a', 'x')], ['a on x']],
    [
      'a denial less',
      [JSON.stringify({ Action: 'a', Effect: 'Deny', Resource: 'x' })],
      [],
      ['no longer: a on x (denied)'],
    ],
    [
      'all but something',
      [],
      [JSON.stringify({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })],
      ['on * {"NotAction":"iam:*"}'],
    ],
    ['a managed policy', [], ['{"ManagedPolicyArn":"arn:p"}'], ['{"ManagedPolicyArn":"arn:p"}']],
    [
      'functions of CloudFormation',
      [],
      [allow('a', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, { 'Fn::GetAtt': ['B', 'Arn'] }]] })],
      ['a on arn:<AWS::Partition><B.Arn>'],
    ],
  ])('more: %s', (_, before, after, expected) => {
    expect(details(before, after)).toEqual(expected);
  });

  test('who may use it', () => {
    const trust = (service: string) =>
      JSON.stringify({ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: service } });
    expect(reported(role([], [trust('a')]), role([], [trust('a'), trust('b')]), 'danger')).toEqual([
      "Role 'P/Role' can be assumed by more principals",
    ]);
    expect(reported(role([], [trust('a'), trust('b')]), role([], [trust('a')]), 'danger', 'info')).toEqual([
      "Role 'P/Role' can be assumed by fewer principals",
    ]);
  });

  test('new, gone, and less', () => {
    const none = new DocumentBuilder().done();
    expect(reported(none, role([allow('a')]), 'notice')).toEqual(["New role 'P/Role' with 1 statement"]);
    expect(reported(role([]), none, 'info')).toEqual(["Role 'P/Role' is gone"]);
    expect(reported(role([allow('a')]), role([]), 'danger', 'info')).toEqual(["Role 'P/Role' may do less"]);
  });
});

test('actions, and what they cost', () => {
  const before = shopBuilder().done();
  const after = shopBuilder()
    .action('Test/Beta/Load', { project: 'Delivery/Load', waits: ['Test/Beta/Smoke'] })
    .done();
  expect(reported(before, after, 'notice')).toEqual(['1 new action']);
  expect(reported(after, before, 'notice')).toEqual(['1 action is gone']);
  expect(comparePlans(before, after).measures).toEqual([
    { what: 'actions', before: 19, after: 20 },
    { what: 'builds per execution', before: 3, after: 4 },
    { what: 'build projects', before: 3, after: 4 },
    { what: 'actions on the longest chain', before: 13, after: 14 },
  ]);
});

test('assets: by name, as their hashes are new each time', () => {
  const asset = (id: string, name: string, destination = 'd') => ({
    id,
    name,
    image: false,
    destinations: [destination],
  });
  const plan = (...assets: object[]) =>
    new DocumentBuilder().action('Assets/A', { kind: 'publish', assets: assets as ReturnType<typeof asset>[] }).done();
  const before = plan(asset('1', 'Code'), asset('2', 'Site'), asset('3', 'Old'), asset('h', 'h'));
  const after = plan(asset('9', 'Code'), asset('2', 'Site', 'e'), asset('4', 'New'), asset('i', 'i'));
  expect(reported(before, after, 'notice', 'info')).toEqual([
    '1 asset is published elsewhere',
    '1 new asset',
    '1 asset is gone',
    '1 asset changed content',
    'Assets without a name: 1 with new content, 1 gone',
  ]);
});

test('warnings, budgets, and unrequested waits', () => {
  const [calm, careful] = [shop({ budgets: [], warnings: [], codePipeline: { siblingWaits: [] } }), shop()];
  expect(reported(calm, careful, 'danger', 'notice')).toEqual([
    'Budget over: 10300 of 10240 characters in a role policy (AWS never raises this limit), in Delivery',
    'Budget near: 450 of 500 resources in a template (AWS never raises this limit), in Delivery',
    '1 new wait for a decision about another application, because run orders are barriers',
    '1 new warning',
  ]);
  expect(reported(careful, calm, 'danger', 'notice', 'info')).toEqual([
    '1 warning is gone',
    '1 unrequested wait is gone',
  ]);
});

describe('the command', () => {
  const assembly = assemblyOf({ 'a.plan.json': shopBuilder().done() });
  const ungated = assemblyOf({ 'a.plan.json': shopBuilder({ promote: false }).done() });
  const env = { COLUMNS: '80' };

  test('0: no gate is lost', () => {
    expect(command(['diff', assembly, assembly])).toEqual({
      code: 0,
      out: expect.stringMatching(/^Delivery\/Pipeline\nNothing changes for delivery\.\n\nNot compared: /),
      err: '',
    });
    expect(command(['diff', ungated, assembly]).code).toBe(0);
  });

  test('1: a gate is lost', () => {
    const { code, out, err } = command(['diff', assembly, ungated], { env });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out.replace(/\nNot compared:[^]*$/, '')).toBe(`Delivery/Pipeline

A gate is lost
- 3 deployments had a gate before, and now none
    App/Prod/Europe/Data
    App/Prod/America/Data
    App/Prod/America/Service
- Gate 'Prod/Promote' is gone: it stopped 4 deployments
    App/Prod/Europe/Data
    App/Prod/America/Data
    App/Prod/Europe/Service
    App/Prod/America/Service

Worth knowing
- 1 action is gone
    Prod/Promote (approval)

actions: 19 → 18 (−1)
gates: 2 → 1 (−1)
actions on the longest chain: 13 → 12 (−1)
`);
    expect(command(['diff', assembly, ungated, '--markdown']).code).toBe(1);
  });

  test('2: bad input', () => {
    expect(command(['diff', assembly, 'nowhere']).code).toBe(2);
    expect(command(['diff', assembly]).code).toBe(2);
  });

  test('--markdown: lists and a table; names are text', () => {
    const odd = new DocumentBuilder().action('S/A', { name: '<b>*a*|`@me`_[x](y)', kind: 'approval' }).done();
    const { out } = command(['diff', assembly, assemblyOf({ 'a.plan.json': odd }), '--markdown']);
    expect(out).toMatch(/^### Delivery: Delivery\/Pipeline\n\n/);
    expect(out).toContain('  - S/&lt;b&gt;\\*a\\*\\|\\`&#64;&#8203;me\\`\\_\\[x\\](y) (approval)\n');
    expect(out).toContain('| | before | after | |\n|---|---:|---:|---:|\n| actions | 19 | 1 | −18 |\n');
    expect(out).toMatch(/<details>\n<summary>For the record \(\d+\)<\/summary>\n\n- /);
  });

  test('many details are counted', () => {
    const none = assemblyOf({ 'a.plan.json': new DocumentBuilder().done() });
    const { out } = command(['diff', none, assemblyOf({ 'a.plan.json': large(25) })]);
    expect(out).toContain('- 203 new actions\n');
    expect(out).toContain('    and 193 more\n');
  });

  test('several pipelines: told one by one; new and gone ones, too', () => {
    const named = (path: string, document: PlanDocument) => ({ ...document, pipeline: { ...document.pipeline, path } });
    const two = assemblyOf({ 'a.plan.json': named('A', shop()), 'b.plan.json': named('B', shop()) });
    const three = assemblyOf({
      'a.plan.json': named('A', shop()),
      'b.plan.json': named('B', shopBuilder({ promote: false }).done()),
      'c.plan.json': named('C', shop()),
    });
    const { code, out } = command(['diff', two, three]);
    expect(code).toBe(1);
    expect(out.match(/^[A-C]$/gm)).toEqual(['A', 'B', 'C']);
    expect(out).toContain('- A new pipeline: 6 deployments, 2 gates');
    expect(command(['diff', three, two]).out).toContain('- The pipeline is gone: 6 deployments, 2 gates');
    expect(command(['diff', two, three, '--pipeline', 'A']).code).toBe(0);
  });

  test('thousands of actions', () => {
    const before = assemblyOf({ 'a.plan.json': large(250) });
    const document = large(250);
    const nodes = document.nodes.map((n) => (n.id === 'Wave3/joint' ? { ...n, waitsFor: [] } : n));
    const { code, out } = command(['diff', before, assemblyOf({ 'a.plan.json': { ...document, nodes } })]);
    expect(code).toBe(1);
    expect(out).toContain("- Gate 'Wave3/Approve' no longer stops 100 deployments\n");
  });
});

test('thousands of deployments in another order: said in a few lines', () => {
  const chain = (names: readonly string[]) => {
    const b = new DocumentBuilder();
    names.forEach((name, i) => {
      const target = { stack: name, stackName: name, account: '1', region: 'r' };
      b.action(`W/${name}`, { kind: 'deploy', target, waits: i === 0 ? [] : [`W/${names[i - 1]}`], runOrder: i + 1 });
    });
    return b.done();
  };
  const of = (n: number) => Array.from({ length: n }, (_, i) => `S${i}`);
  expect(reported(chain(of(2_000)), chain(of(2_000).reverse()), 'danger')).toEqual([
    'Order lost: 1999000 pairs of 1999 deployments and steps',
  ]);
  const few = reported(chain(of(40)), chain(of(40).reverse()), 'danger');
  expect(few).toHaveLength(11);
  expect(few[10]).toBe('Order lost for 29 more');
});

test('a node that is not called after its group is the same, too', () => {
  const { nodes, ...rest } = gated(['Prod/Ok']);
  const renamed = nodes.map((node) => ({
    ...node,
    ...(node.id === 'Prod' ? { id: 'wave Prod' } : {}),
    ...(node.parent === 'Prod' ? { parent: 'wave Prod' } : {}),
  }));
  const plan = { ...rest, nodes: renamed };
  expect(comparePlans(plan, plan).changes).toEqual([]);
});
