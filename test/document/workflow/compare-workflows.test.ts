import { jobPattern, replaced, SHOP } from './workflow-text';
import { compareWorkflows } from '../../../lib/document/workflow/compare-workflows';

type Parts = readonly (readonly [string | RegExp, string])[];

/** Changes, a line each: severity, text, details. */
function changes(before: string, after: string): string[] {
  return compareWorkflows(before, after).map(({ severity, text, details }) =>
    [`${severity}: ${text}`, ...(details ?? [])].join(' | '),
  );
}

const changed = (...parts: Parts) => changes(SHOP, replaced(SHOP, ...parts));

const SAME = 'info: It means the same, written in another way';
const NEEDS_REVIEW = ['needs: [Build-Synth, Prod-Review]', 'needs: Build-Synth'] as const;
const NO_REVIEW = [jobPattern('Prod-Review'), ''] as const;

describe('gates', () => {
  test('one that is gone is lost, for all that it stopped', () => {
    expect(changed(NO_REVIEW, NEEDS_REVIEW)[0]).toBe(
      "lost: Gate 'deploy-review' is gone: it stopped | 'Prod-Data' | 'Prod-Web'",
    );
  });

  test('one that nobody waits for stops nothing', () => {
    expect(changed(NEEDS_REVIEW)[0]).toBe("lost: Gate 'deploy-review' no longer stops | 'Prod-Data' | 'Prod-Web'");
  });

  test('of two deployments, one still waits', () => {
    expect(changed(['needs: Prod-Data', 'needs: Build-Synth'])).toEqual([
      "lost: Gate 'deploy-review' no longer stops | 'Prod-Web'",
      "danger: 'Prod-Web' no longer waits for 'Prod-Data', 'Prod-Review', 'preflight'",
    ]);
  });

  test('a gate is its environment, whatever its job is called', () => {
    expect(changed([/Prod-Review/g, 'Prod-Ask'])).toEqual([
      "notice: Jobs have other names, and required status checks go by these | 'Prod-Review' is now 'Prod-Ask'",
    ]);
    expect(changed(['name: deploy-review', 'name: everybody'])).toEqual([
      "notice: Gate 'deploy-review' is now 'everybody': it stops the same; who approves is set in GitHub",
    ]);
  });

  test('each new gate stands for one that is gone', () => {
    const second = replaced(
      SHOP,
      [jobPattern('Prod-Review'), '$&  Second:\n    environment: second\n    needs: Prod-Review\n'],
      ['needs: [Build-Synth, Prod-Review]', 'needs: [Build-Synth, Second]'],
    );
    const one = replaced(SHOP, ['name: deploy-review', 'name: third']);
    expect(changes(second, one).filter((change) => /gate/i.test(change))).toEqual([
      "lost: Gate 'deploy-review' is gone: it stopped | 'Prod-Data' | 'Prod-Web'",
      "notice: Gate 'second' is now 'third': it stops the same; who approves is set in GitHub",
    ]);
  });

  test('a condition that lets a job run after a rejection, wherever the job is in the file', () => {
    const of = (condition: string) =>
      `jobs:\n  Data:\n    needs: Review\n    if: ${JSON.stringify(condition)}\n    steps: [{run: deploy}]\n` +
      '  Review:\n    environment: review\n    permissions: {}\n    steps: [{run: echo}]\n';
    const before = of("always() && needs.Review.result == 'success'");
    expect(changes(before, of('always()'))[0]).toBe("lost: Gate 'review' no longer stops | 'Data'");
    expect(changes(before, of("!cancelled() && needs.Review.result != 'failure'"))[0]).toBe(
      "lost: Gate 'review' no longer stops | 'Data'",
    );
    expect(changes(before, of('success()')).map((change) => change.split(':')[0])).toEqual(['danger']);
  });

  test('one that is asked only if something is broadened may be skipped', () => {
    const of = (condition: string) =>
      'jobs:\n  Check:\n    steps: [{run: look}]\n' +
      "  Confirm:\n    needs: Check\n    if: needs.Check.outputs.broadened != 'false'\n" +
      '    environment: confirm\n    permissions: {}\n    steps: [{run: echo}]\n' +
      `  Data:\n    needs: [Check, Confirm]\n    if: ${JSON.stringify(condition)}\n    steps: [{run: deploy}]\n`;
    const before = of(
      "!cancelled() && !failure() && (needs.Confirm.result == 'success' || (needs.Confirm.result == 'skipped' && needs.Check.outputs.broadened == 'false'))",
    );
    expect(changes(before, of('!cancelled() && !failure()')).filter((change) => /^lost/.test(change))).toEqual([]);
    expect(changes(before, of('!cancelled()'))[0]).toBe("lost: Gate 'confirm' no longer stops | 'Data'");
  });

  test('a job that does more than ask is none, unless it says that it deploys nothing', () => {
    const asks = [
      'environment:\n      name: deploy-review\n',
      'environment:\n      name: deploy-review\n      deployment: false\n',
    ] as const;
    const uses = ['- run: echo Look at it', '- uses: some/action@v1'] as const;
    const lost = (...parts: Parts) => {
      const before = replaced(SHOP, ...parts);
      return changes(before, replaced(before, NEEDS_REVIEW)).some((change) => change.startsWith('lost'));
    };
    expect([lost(), lost(uses), lost(uses, asks)]).toEqual([true, false, true]);
  });

  test('gone with all that it stopped', () => {
    expect(changed(NO_REVIEW, [jobPattern('Prod-Data'), ''], [jobPattern('Prod-Web'), ''])).toEqual([
      "danger: Jobs are gone | 'Prod-Data' | 'Prod-Web'",
      "notice: Gate 'deploy-review' is gone, and so is all that it stopped",
    ]);
  });

  test('a deployment that is renamed is still known by what it runs', () => {
    expect(
      changed(
        [jobPattern('Prod-Web'), ''],
        [/$/, '  Live-Web:\n    needs: Build-Synth\n    steps: [{run: cdk deploy Prod/Web}]\n'],
      )[0],
    ).toBe("lost: Gate 'deploy-review' no longer stops | 'Live-Web'");
  });

  test('what runs the same as another job may be either', () => {
    const twins = replaced(
      SHOP,
      [jobPattern('Prod-Web'), ''],
      [/$/, ['A', 'B'].map((id) => `  ${id}:\n    steps: [{run: same}]\n`).join('')],
    );
    expect(changes(twins, replaced(twins, ['  A:', '  C:'], [jobPattern('B'), '']))).toEqual([
      "danger: Jobs are gone | 'A' | 'B'",
      "info: New jobs | 'C'",
    ]);
  });

  test('who may write does more than ask', () => {
    const before = replaced(SHOP, ['permissions: {}\n    steps', 'permissions: {id-token: write}\n    steps']);
    expect(changes(before, replaced(before, NEEDS_REVIEW)).some((change) => change.startsWith('lost'))).toBe(false);
  });

  test('a job that is in the environment itself is still stopped', () => {
    expect(changed(NO_REVIEW, NEEDS_REVIEW, [/name: Prod$/gm, 'name: deploy-review'])).not.toContainEqual(
      expect.stringContaining('lost'),
    );
  });

  test('a new one', () => {
    const before = replaced(SHOP, NO_REVIEW, NEEDS_REVIEW);
    expect(changes(before, SHOP)).toContain("notice: Gate 'deploy-review' is new: it stops | 'Prod-Data' | 'Prod-Web'");
  });
});

describe('jobs', () => {
  test.each<[string, Parts, string[]]>([
    ['gone', [[jobPattern('Prod-Web'), '']], ["danger: Jobs are gone | 'Prod-Web'"]],
    [
      'new, with rights or without',
      [
        [
          /$/,
          '  Lint:\n    permissions: {}\n  Other:\n    environment: Beta\n    permissions: {}\n    steps: [{uses: ./x}]\n',
        ],
      ],
      [
        "notice: New jobs with an environment or a role | 'Other'",
        'notice: Action ./x is new',
        "info: New jobs | 'Lint'",
      ],
    ],
    [
      'another environment',
      [[/name: Prod$/gm, 'name: Live']],
      [
        "danger: In environment 'Live' in place of 'Prod', with other reviewers, secrets and roles: 'Prod-Data', 'Prod-Web'",
      ],
    ],
    [
      'no environment',
      [['    environment:\n      name: Prod\n', '']],
      ["danger: No longer in environment 'Prod', with other reviewers, secrets and roles: 'Prod-Data'"],
    ],
    [
      'another role, another account',
      [
        ['role/deploy', 'role/admin'],
        ["'111111111111'", "'222222222222'"],
      ],
      [
        "danger: Other access to AWS: 'Prod-Data' | no more: role-to-assume: arn:aws:iam::111111111111:role/deploy | " +
          'no more: allowed-account-ids: 111111111111 | new: role-to-assume: arn:aws:iam::111111111111:role/admin | ' +
          'new: allowed-account-ids: 222222222222',
      ],
    ],
    ['other commands', [['cdk deploy Prod/Web', 'cdk deploy --all']], ["notice: Runs other commands: 'Prod-Web'"]],
    [
      'other settings',
      [
        ['timeout-minutes: 60', 'timeout-minutes: 90'],
        ['aws-region: eu-west-1', 'aws-region: eu-west-2'],
        ['persist-credentials: false', 'persist-credentials: true'],
      ],
      [
        'notice: Has other settings: \'Build-Synth\' | step \'actions/checkout\': with: {"persist-credentials":false} → {"persist-credentials":true}',
        'notice: Has other settings: \'Prod-Data\' | timeout-minutes: 60 → 90 | step \'aws-actions/configure-aws-credentials\': with: {"aws-region":"eu-west-1"} → {"aws-region":"eu-west-2"}',
      ],
    ],
    [
      'a gate that counts as passed when it is rejected',
      [
        [
          'environment:\n      name: deploy-review',
          'continue-on-error: true\n    environment:\n      name: deploy-review',
        ],
      ],
      [
        "lost: Gate 'deploy-review' no longer stops | 'Prod-Data' | 'Prod-Web'",
        "danger: Failures are handled in another way: 'Prod-Review' | continue-on-error: nothing → true",
      ],
    ],
    [
      'a step that may fail',
      [['      - run: cdk deploy Prod/Web', '      - continue-on-error: true\n        run: cdk deploy Prod/Web']],
      ["danger: Failures are handled in another way: 'Prod-Web' | step 'run': continue-on-error: nothing → true"],
    ],
    [
      'another condition',
      [['needs: Prod-Data', 'needs: Prod-Data\n    if: always()']],
      [
        "lost: Gate 'deploy-review' no longer stops | 'Prod-Web'",
        "danger: Runs on another condition: 'Prod-Web' | no more: if all that it needs has succeeded | new: always()",
      ],
    ],
  ])('%s', (_, parts, expected) => {
    expect(changed(...parts)).toEqual(expected);
  });
});

describe('permissions', () => {
  /** Those of Prod-Web, as YAML of one line; nothing, if it has none. */
  const of = (permissions: string) =>
    [/( {4}permissions:)\n {6}id-token: write\n(?= {4}steps)/, permissions && `$1 ${permissions}\n`] as const;
  test.each([
    ['more', '{ id-token: write, contents: write }', 'danger: The token may do more', 'contents: none → write'],
    ['less', '{ id-token: read }', 'notice: The token may do less', 'id-token: write → read'],
    ['all', 'write-all', 'danger: The token may do more', 'everything: none → write'],
    ['what the workflow has', '', 'notice: The token may do less', 'id-token: write → none'],
    ['a level that is not known', '{ id-token: admin }', 'danger: The token may do more', 'id-token: write → admin'],
  ])('%s', (_, permissions, text, detail) => {
    expect(changed(of(permissions))).toEqual([`${text}: 'Prod-Web' | ${detail}`]);
  });

  test('nothing said, anywhere, may be everything', () => {
    const silent = replaced(SHOP, of(''), ['permissions: {}\nconcurrency', 'concurrency']);
    expect(changes(replaced(SHOP, of('')), silent)).toEqual([
      "danger: The token may do more: 'Prod-Web' | everything: none → write",
    ]);
  });
});

describe('actions', () => {
  const CHECKOUT = /actions\/checkout@(\w+) # v7.0.1/;
  test.each([
    [
      'another version',
      'actions/checkout@0000000000000000000000000000000000000000 # v8',
      'notice: Another version of actions/checkout: f548e57 (v7.0.1) → 0000000 (v8)',
    ],
    ['no more pinned', 'actions/checkout@v8', 'danger: Another version of actions/checkout: f548e57 (v7.0.1) → v8'],
  ])('%s', (_, by, expected) => {
    expect(changed([CHECKOUT, by])).toEqual([expected]);
  });

  test('one that never was pinned', () => {
    const before = replaced(SHOP, [CHECKOUT, 'actions/checkout@v7']);
    expect(changes(before, replaced(before, ['@v7', '@v8']))).toEqual([
      'notice: Another version of actions/checkout: v7 → v8',
    ]);
  });

  test('a new one, pinned or not', () => {
    const step = (uses: string) =>
      ['      - run: cdk deploy Prod/Web\n', `      - uses: ${uses}\n      - run: cdk deploy Prod/Web\n`] as const;
    expect(changed(step('evil/action@main'))).toEqual([
      'danger: Action evil/action is new, and is not pinned to a commit: main',
      "notice: Has other steps: 'Prod-Web' | new: step 'evil/action'",
    ]);
    expect(changed(step(`good/action@${'1'.repeat(40)}`))).toContain('notice: Action good/action is new: 1111111');
    expect(changed(step('./.github/actions/own'))).toContain('notice: Action ./.github/actions/own is new');
  });
});

describe('who waits for whom', () => {
  test('the same waits, written with other needs', () => {
    expect(changed(['needs: Prod-Data', 'needs: [Prod-Data, Build-Synth, preflight]'])).toEqual([SAME]);
    expect(
      changed(
        ['needs: [Build-Synth, Prod-Review]', 'needs: [tie]'],
        [jobPattern('Prod-Data'), '$&  tie:\n    permissions: {}\n    needs: [Prod-Review, Build-Synth]\n'],
      ),
    ).toEqual(["info: New jobs | 'tie'"]);
  });

  test('what is lost is said where it is lost', () => {
    expect(changed(['needs: [Build-Synth, Prod-Review]', 'needs: [Prod-Review]'])).toEqual([
      "danger: 'Prod-Data' no longer waits for 'Build-Synth'",
    ]);
  });

  test('what is gained is for the record', () => {
    expect(changed([/needs: preflight/, 'needs: [preflight, Build-Synth]'])).toEqual([
      "info: 'Prod-Review' now waits for 'Build-Synth'",
    ]);
  });

  test('a circle ends', () => {
    expect(changed(['needs: preflight', 'needs: Prod-Web'])[0]).toMatch(/^danger: 'Prod-Review' no longer waits|^info/);
  });
});

test('the workflow as a whole', () => {
  expect(changed(['branches: [main]', 'branches: [main, dev]'], ['group: deploy', 'group: other'])).toEqual([
    'danger: What starts it is different | push: {"branches":["main"]} → {"branches":["main","dev"]}',
    'notice: The workflow has other settings | concurrency: {"group":"deploy"} → {"group":"other"}',
  ]);
  const short = replaced(SHOP, [/on:\n  push:\n    branches: \[main\]/, 'on: [push]']);
  expect(changes(short, replaced(short, ['on: [push]', 'on: push']))).toEqual([
    'info: It means the same, written in another way',
  ]);
});

test('the order of properties says nothing', () => {
  expect(changed(['          role-to-assume', '          z: 1\n          role-to-assume'])[0]).toContain(
    '{"aws-region":"eu-west-1","z":1}',
  );
});

test('of two steps that run the same action, the second is named', () => {
  const two = replaced(SHOP, [
    '      - run: cdk deploy Prod/Web',
    '      - uses: actions/download-artifact@v1\n        with: {name: x}\n      - run: cdk deploy Prod/Web',
  ]);
  expect(changes(two, replaced(two, ['{name: x}', '{name: y}']))).toEqual([
    'notice: Has other settings: \'Prod-Web\' | step \'actions/download-artifact 2\': with: {"name":"x"} → {"name":"y"}',
  ]);
});

describe('steps', () => {
  const of = (...steps: readonly object[]) => `jobs:\n  A:\n    steps: ${JSON.stringify(steps)}\n`;
  const [get, set] = ['a/get@v1', 'a/set@v1'].map((uses) => ({ name: uses.slice(2, 5), uses }));

  test.each<[string, string, string, string]>([
    [
      'another action, which is used elsewhere, too',
      of(get, set, { name: 'third', uses: get.uses }),
      of(get, set, { name: 'third', uses: set.uses }),
      `notice: Has other settings: 'A' | step 'third': uses: "a/get" → "a/set"`,
    ],
    [
      'another order',
      of(get, set),
      of(set, get),
      "notice: Runs its steps in another order: 'A' | step 'set' | step 'get'",
    ],
    [
      'an id that is lost',
      of({ ...get, id: 'got' }),
      of(get),
      `notice: Has other settings: 'A' | step 'get': id: "got" → nothing`,
    ],
    [
      'another version, which is used elsewhere, too',
      of(get, { ...set, uses: 'a/get@v2' }),
      of({ ...get, uses: 'a/get@v2' }, { ...set, uses: 'a/get@v1' }),
      "notice: Runs actions in versions that other steps had: 'A'",
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual([expected]);
  });
});

test('what else an environment has', () => {
  const of = (environment: object) =>
    `jobs:\n  A:\n    environment: ${JSON.stringify(environment)}\n    permissions: {}\n    steps: [{run: echo}]\n`;
  expect(changes(of({ name: 'Prod', url: 'a' }), of({ name: 'Prod', url: 'b', deployment: false }))).toEqual([
    `notice: Has other settings: 'A' | environment url: "a" → "b" | environment deployment: nothing → false`,
  ]);
  expect(changes(of({ name: 'Prod' }), of({ name: 'Prod' }).replace('{"name":"Prod"}', 'Prod'))).toEqual([SAME]);
});

test('equal texts', () => {
  expect(compareWorkflows(SHOP, SHOP)).toEqual([]);
});

test('the worst comes first', () => {
  const all = compareWorkflows(
    SHOP,
    replaced(SHOP, NO_REVIEW, NEEDS_REVIEW, ['cdk deploy Prod/Web', 'x'], ['timeout-minutes: 60', 'if: always()']),
  );
  const rank = ['lost', 'danger', 'notice', 'info'];
  const ranks = all.map(({ severity }) => rank.indexOf(severity));
  expect(ranks).toEqual([...ranks].sort());
  expect(new Set(ranks).size).toBe(3);
});

test.each([
  ['no YAML', 'a: [', 'danger: The file is no workflow that can be read'],
  ['a text', 'hello', 'danger: The file is no workflow that can be read'],
  ['two jobs of one name', `${SHOP}  Prod-Web: {}\n`, 'danger: The file is no workflow that can be read'],
  [
    'aliases without end',
    `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((c, i) => `${c}: &${c} [${Array(10).fill(`*${'abcdefgh'[i]}`)}]`).join('\n')}\njobs: {}\n`,
    'danger: The file is no workflow that can be read',
  ],
])('%s', (_, text, expected) => {
  expect(changes(text, SHOP)).toEqual([expected]);
});

test('names that objects of JavaScript have by themselves', () => {
  const strange =
    'jobs:\n  __proto__:\n    needs: [constructor]\n  constructor:\n    permissions: {__proto__: write}\n';
  expect(changes(strange, replaced(strange, ['needs: [constructor]', 'needs: []']))).toEqual([
    "danger: '__proto__' no longer waits for 'constructor'",
  ]);
});
