import { type ActionOptions, DocumentBuilder, type DocumentOptions } from './builder';
import { assemblyOf, command } from './run';
import { compareAll, comparePlans } from '../../lib/cli/diff/compare';
import type { ActionInfo, PlanDocument, RoleInfo } from '../../lib/document/plan-document';

// Ways to get past a gate, or to hide that somebody may do more.

const TARGET = { stack: 'App/Prod/Data', stackName: 'Prod-Data', account: '333333333333', region: 'r' };

interface Options extends ActionOptions {
  readonly gate?: ActionOptions['gate'];
  readonly gateOptions?: ActionOptions & { readonly autoApproved?: boolean };
  readonly path?: string;
  readonly document?: DocumentOptions;
}

/** A gate before one deployment. */
function gated({ gateOptions, path = 'P', document, ...more }: Options = {}): PlanDocument {
  const { codePipeline, ...done } = new DocumentBuilder()
    .application('App/Prod', 'Prod')
    .action('Prod/Ok', { kind: 'approval', ...gateOptions })
    .action('Prod/Data/Deploy', {
      ...{ kind: 'deploy', target: TARGET, application: 'App/Prod', waits: ['Prod/Ok'], runOrder: 2 },
      ...more,
    })
    .done(document);
  const stages = codePipeline!.stages.map((stage) => ({
    ...stage,
    actions: stage.actions.map((action) => ({ ...action, ...overridden(action, gateOptions, more) })),
  }));
  return { ...done, pipeline: { ...done.pipeline, path }, codePipeline: { ...codePipeline!, stages } };
}

/** What the builder does not take. */
function overridden({ gate }: ActionInfo, gateOptions: Options['gateOptions'] = {}, more: ActionOptions = {}) {
  const { settings, role } = more;
  return gate ? { autoApproved: gateOptions.autoApproved } : { settings, role };
}

function lostIn(before: PlanDocument[], after: PlanDocument[]): string[] {
  return compareAll(before, after).flatMap(({ changes }) =>
    changes.filter(({ severity }) => severity === 'lost').map(({ text }) => text),
  );
}

test.each<[string, PlanDocument, string]>([
  ['it runs at the same time', gated({ runOrder: 1 }), "Gate 'Prod/Ok' no longer stops 1 deployment"],
  [
    'a function may approve',
    gated({ gateOptions: { autoApproved: true } }),
    "Gate 'Prod/Ok' may now be approved by a function, and not only by a person: it stopped 1 deployment",
  ],
])('the gate is still there, but %s', (_, after, expected) => {
  expect(lostIn([gated()], [gated()])).toEqual([]);
  expect(lostIn([gated()], [after])).toContain(expected);
});

test('a condition may skip the stage of the gate', () => {
  const plan = (settings?: Record<string, string>) => {
    const b = new DocumentBuilder().action('Ask/Ok', { kind: 'approval' });
    const { codePipeline, ...rest } = b.action('Prod/D', { kind: 'deploy', target: TARGET, waits: ['Ask/Ok'] }).done();
    const [ask, ...others] = codePipeline!.stages;
    return { ...rest, codePipeline: { ...codePipeline!, stages: [{ ...ask, settings }, ...others] } };
  };
  expect(lostIn([plan()], [plan({ BeforeEntry: '{"Conditions":[{"Result":"SKIP"}]}' })])).toHaveLength(2);
});

test('another deployment is overridden in the template, so that it deploys the stack', () => {
  const plan = (more: ActionOptions = {}) => {
    const target = { stack: 'App/Test/Data', stackName: 'Test-Data', account: '222222222222', region: 'r' };
    const before = gated();
    const test = new DocumentBuilder().action('Test/D', { kind: 'deploy', target, ...more }).done();
    const stages = test.codePipeline!.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) => ({ ...action, role: more.role })),
    }));
    return {
      ...before,
      nodes: [...test.nodes, ...before.nodes],
      actions: [...test.actions, ...before.actions],
      codePipeline: { ...before.codePipeline!, stages: [...stages, ...before.codePipeline!.stages] },
    };
  };
  const role = 'arn:aws:iam::333333333333:role/deploy';
  expect(lostIn([plan()], [plan()])).toEqual([]);
  expect(lostIn([plan()], [plan({ configuration: { StackName: 'Prod-Data' }, role })])).not.toEqual([]);
});

describe('several pipelines', () => {
  const check = gated({ path: 'Q', gateOptions: { kind: 'permissions-check', gate: true } });
  const none = (path: string, target = TARGET) => gated({ path, target, waits: [] });

  test('another one deploys it, behind a check only', () => {
    expect(lostIn([gated()], [{ ...new DocumentBuilder().done() }, check])).not.toEqual([]);
    expect(lostIn([gated()], [gated(), check])).not.toEqual([]);
    expect(lostIn([gated()], [gated(), gated({ path: 'Q' })])).toEqual([]);
  });

  test('new ones are no excuse for each other', () => {
    const other = (name: string) => ({ ...TARGET, stack: name, stackName: name });
    const after = [gated(), none('Q', other('a')), none('R', other('b'))];
    expect(lostIn([gated()], after)).toHaveLength(2);
  });

  test('two plans of one pipeline are bad input', () => {
    const twice = assemblyOf({ 'a.plan.json': gated(), 'b.plan.json': gated({ waits: [] }) });
    const { code, err } = command(['diff', assemblyOf({ 'a.plan.json': gated() }), twice]);
    expect(code).toBe(2);
    expect(err).toContain('2 plan documents are of this pipeline');
  });
});

test.each<[string, (document: PlanDocument) => unknown, string]>([
  [
    'a gate that no action is',
    ({ actions: [ok, ...more], ...rest }) => ({ ...rest, actions: [{ ...ok, gate: false }, ...more] }),
    "node 'Prod/Ok' is no gate, and an action of it is",
  ],
  [
    'a gate that is no approval',
    (document) =>
      JSON.parse(JSON.stringify(document).replace('"category":"Approval"', '"category":"Build"')) as unknown,
    "action 'Ok' has the category Build, and is a gate",
  ],
  ['a node twice', ({ nodes, ...rest }) => ({ ...rest, nodes: [...nodes, nodes[1]] }), "there are two nodes 'Prod/Ok'"],
  [
    'two things at a node',
    ({ actions, ...rest }) => ({ ...rest, actions: [...actions, actions[0]] }),
    "node 'Prod/Ok' does two things",
  ],
])('a document that contradicts itself is bad input: %s', (_, change, expected) => {
  const [before, after] = [gated(), change(gated())].map((document) =>
    assemblyOf({ 'a.plan.json': JSON.stringify(document) }),
  );
  expect(command(['diff', before, before]).code).toBe(0);
  const { code, err } = command(['diff', before, after]);
  expect({ code, says: err.includes(expected) }).toEqual({ code: 2, says: true });
});

test('a Stage that is renamed is one line, with the stacks that stay', () => {
  const renamed = (name: string) => {
    const target = { ...TARGET, stack: `App/${name}/Data`, stackName: `${name}-Data` };
    return new DocumentBuilder()
      .application(`App/${name}`, name)
      .action(`${name}/Ok`, { kind: 'approval' })
      .action(`${name}/Data/Deploy`, {
        ...{ kind: 'deploy', target, application: `App/${name}`, waits: [`${name}/Ok`], runOrder: 2 },
      })
      .done();
  };
  expect(comparePlans(renamed('Prod'), renamed('Live')).changes).toEqual([
    {
      severity: 'danger',
      text: "'Prod' is now 'Live': 2 actions; 1 stack with other names, and the old stack stays: 'Prod-Data'",
      details: ['Live/Ok', 'Live/Data/Deploy'],
    },
  ]);
});

test('stacks that are no longer deployed stay', () => {
  const { changes } = comparePlans(gated(), new DocumentBuilder().action('Prod/Ok', { kind: 'approval' }).done());
  expect(changes).toContainEqual({
    severity: 'notice',
    text: '1 stack is no longer deployed by this pipeline; the old stack stays',
    details: ['Prod-Data (333333333333 r)'],
  });
});

describe('who may do more', () => {
  const allow = (Action: string, more: object = {}) =>
    JSON.stringify({ Action, Effect: 'Allow', Resource: '*', ...more });
  const role = (path: string, ...statements: string[]): RoleInfo => ({ logicalId: path, path, trust: [], statements });
  const plan = (document: Partial<PlanDocument>, uses = 'A') => {
    const { codePipeline, ...rest } = new DocumentBuilder().action('S/Run').done(document);
    const stages = codePipeline!.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) => ({ ...action, role: uses })),
    }));
    return { ...rest, codePipeline: { ...codePipeline!, stages } };
  };
  const dangers = (before: PlanDocument, after: PlanDocument) =>
    comparePlans(before, after)
      .changes.filter(({ severity }) => severity === 'danger')
      .map(({ text }) => text);

  test('a role with another path: it is that of the same action', () => {
    const before = plan({ roles: [role('A', allow('s3:Get'))] });
    expect(dangers(before, plan({ roles: [role('B', allow('s3:Get'))] }, 'B'))).toEqual([]);
    expect(dangers(before, plan({ roles: [role('B', allow('s3:*'))] }, 'B'))).toEqual(["Role 'B' may do more"]);
  });

  test('a new role may do what no role could', () => {
    const before = plan({ roles: [role('A', allow('s3:Get'))] });
    const after = (statement: string) => plan({ roles: [role('A', allow('s3:Get')), role('B', statement)] });
    expect(dangers(before, after(allow('s3:Get')))).toEqual([]);
    expect(dangers(before, after(allow('codepipeline:PutApprovalResult')))).toEqual([
      "New role 'B' with 1 statement: it may do what no role could do before",
    ]);
  });

  test('what is allowed under a condition that speaks of denying is no denial', () => {
    const more = { Condition: { StringEquals: { Effect: 'Deny' } } };
    const before = plan({ roles: [role('A')] });
    expect(dangers(before, plan({ roles: [role('A', allow('s3:*', more))] }))).toEqual(["Role 'A' may do more"]);
  });

  test('policies of resources: one principal more, one denial less, another resource', () => {
    const policy = (path: string, ...statements: object[]) => ({
      ...{ path, type: 'AWS::S3::BucketPolicy', statements: statements.map((s) => JSON.stringify(s)) },
    });
    const read = (...AWS: string[]) => ({ Action: 's3:Get', Effect: 'Allow', Principal: { AWS }, Resource: 'b' });
    const deny = { Action: 's3:*', Effect: 'Deny', Principal: '*', Resource: 'b' };
    const of = (...resourcePolicies: ReturnType<typeof policy>[]) => plan({ resourcePolicies });
    const more = ["The policy of 'B' allows more"];
    expect(dangers(of(policy('B', read('1'))), of(policy('B', read('1', '2'))))).toEqual(more);
    expect(dangers(of(policy('B', read('1', '2'))), of(policy('B', read('2'))))).toEqual([]);
    expect(dangers(of(policy('B', read('1'), deny)), of(policy('B', read('1'))))).toEqual(more);
    expect(dangers(of(), of(policy('B', read('1'))))).toEqual(more);
    expect(dangers(of(policy('A', read('1'))), of(policy('B', read('1'))))).toEqual([]);
  });

  test('many stars are matched at once', () => {
    const stars = allow(`${'*a'.repeat(60)}*b`);
    const long = allow('a'.repeat(20_000));
    expect(dangers(plan({ roles: [role('A', stars)] }), plan({ roles: [role('A', long)] }))).toHaveLength(1);
  });
});

test('what is not compared is said', () => {
  const [same] = [assemblyOf({ 'a.plan.json': gated({ document: { resourcePolicies: [] } }) })];
  const { out } = command(['diff', same, same]);
  expect(out).toMatch(
    /\nNot compared: what the stacks of the application contain \(npx cdk diff shows it\); [^\n]*\.\n$/,
  );
  expect(out).not.toContain('older version');
  expect(command(['diff', same, same, '--pipeline', 'P', '--markdown']).out).toContain('; other pipelines.');
});

describe('what really deploys, whatever the plan says', () => {
  const role = 'arn:aws:iam::333333333333:role/deploy';
  const configuration = { StackName: 'Prod-Data', ActionMode: 'CREATE_UPDATE' };
  /** Added to the stage before that of the gate. */
  const withFirst = (more: Partial<ActionInfo>): PlanDocument => {
    const { codePipeline, ...rest } = gated();
    const first = { name: 'First', runOrder: 1, category: 'Deploy', provider: 'CloudFormation', gate: false, ...more };
    const stages = [{ name: 'Early', actions: [first] }, ...codePipeline!.stages];
    return { ...rest, codePipeline: { ...codePipeline!, stages } };
  };

  test('an action that was added by hand', () => {
    const after = withFirst({ configuration, role, settings: { Region: 'r' } });
    expect(lostIn([gated()], [after])).toContain("Gate 'Prod/Ok' has moved behind what it stopped: 1 deployment");
    const other = withFirst({ configuration: { ...configuration, StackName: 'Prod-New' }, role });
    expect(lostIn([gated()], [other])).toEqual([
      "1 new deployment without a gate to '333333333333', where all others have one",
    ]);
    const prepares = { configuration: { ...configuration, ActionMode: 'CHANGE_SET_REPLACE' }, role };
    expect(lostIn([gated()], [withFirst(prepares)])).toEqual([]);
  });

  test('what was to be prepared only', () => {
    const plan = (more: Partial<ActionInfo>) => {
      const target = { stack: 'App/Test/Data', stackName: 'Test-Data', account: '222222222222', region: 'r' };
      const { nodes, actions, ...rest } = withFirst({ node: 'Early', ...more });
      const node = { id: 'Early', kind: 'action' as const, name: 'Early', waitsFor: [] };
      const job = { kind: 'deploy', mode: 'prepare' } as const;
      const work = { node: 'Early', name: 'Early', kind: 'prepare' as const, label: 'x', gate: false, target, job };
      return { ...rest, nodes: [...nodes, node], actions: [...actions, work] };
    };
    expect(lostIn([plan({})], [plan({})])).toEqual([]);
    expect(lostIn([plan({})], [plan({ configuration, role })])).toContain(
      "Gate 'Prod/Ok' no longer stops 1 deployment",
    );
  });
});
