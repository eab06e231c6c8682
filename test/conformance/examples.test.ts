import { synthExample } from './synth-example';
import type { Execution } from './cloud/model';
import { type Application, observe, WAYS } from './ways';

/* The example applications run through to their end, in the order that their source says. Each has its own layout. */

const FILES = {
  'version.txt': '1.0',
  'reports/coverage.html': 'all',
  'reports/announce.sh': '',
  'announce.sh': '',
  'announce-release.sh': '',
};

function example(name: string, ...repositories: string[]): Application {
  return {
    synthesize: (_, outdir) => synthExample(`integ.${name}`, outdir),
    sources: Object.fromEntries(repositories.map((repository) => [repository, FILES])),
  };
}

async function run(app: Application): Promise<Execution> {
  return observe(WAYS[0], app);
}

/** Rows of events, each after all of the row before. */
function inOrder({ events, failures }: Execution, ...rows: string[][]): void {
  expect(failures).toEqual([]);
  const found = rows.map((row) =>
    row.map(
      (what) =>
        events.find((e) => e.what === what) ?? {
          what: `no ${what} in: ${events.map((e) => e.what).join(', ')}`,
          begin: NaN,
          end: NaN,
        },
    ),
  );
  expect(found.map((row) => row.map((e) => e.what))).toEqual(rows);
  found.slice(1).forEach((row, i) => {
    const over = Math.max(...found[i].map((e) => e.end));
    expect({ row: rows[i + 1], begins: Math.min(...row.map((e) => e.begin)) >= over }).toEqual({
      row: rows[i + 1],
      begins: true,
    });
  });
}

test('minimal', async () => {
  const execution = await run(example('minimal', 'example/topic'));
  inOrder(
    execution,
    ['source example/topic'],
    ['build Synth'],
    ['self-update'],
    ['deploy Prod-Messaging in 111111111111/eu-west-1'],
  );
});

test('demo', async () => {
  const execution = await run(example('demo', 'example/shop'));
  const [beta, prod] = ['222222222222/eu-west-1', '333333333333/us-east-1'];
  inOrder(
    execution,
    ['build Synth'],
    ['self-update'],
    [`publish file 'index.js' to ${beta}`, `publish file 'index.js' to ${prod}`],
    ['build UnitTest'],
    [`deploy Beta-Data in ${beta}`],
    [`deploy Beta-Service in ${beta}`],
    ['build SmokeTest'],
    ['gate Promote'],
    ['compare permissions of Delivery/Prod'],
    ['gate Permissions.Confirm'],
    [`deploy Prod-Data in ${prod}`],
    [`deploy Prod-Service in ${prod}`],
    ['build Announce'],
  );
  const gate = execution.events.find((e) => e.what === 'gate Permissions.Confirm')!;
  expect(gate.details).toContain('answered by a function');
});

test('demo, with broader permissions: a person is asked, and nothing goes on after a no', async () => {
  const app = example('demo', 'example/shop');
  const rejected = await run({ ...app, world: { broadened: true, rejected: ['Permissions.Confirm'] } });
  expect(rejected.failures).toEqual([expect.stringMatching(/Permissions\.Confirm: rejected$/)]);
  expect(rejected.events.map((e) => e.what).filter((what) => /Prod-|Announce/.test(what))).toEqual([]);
  const gate = rejected.events.find((e) => e.what === 'gate Permissions.Confirm')!;
  expect(gate.details.join()).toMatch(/security-impacting changes\. Click the link.*answered by a person/);
});

test('waves and steps', async () => {
  const execution = await run(example('waves-and-steps', 'example/backend', 'example/tools'));
  const regions = ['us-east-1', 'eu-west-1'];
  const each = (verb: string, stack: string) =>
    regions.map((r) => `${verb} Backend-${r}-${stack} in 222222222222/${r}`);
  inOrder(
    execution,
    ['source example/backend', 'source example/tools'],
    ['build Synth'],
    ['self-update'],
    ['gate Plan'],
    ['gate Promote'],
    each('prepare', 'Storage'),
    ['gate ReviewChanges'],
    each('deploy', 'Storage'),
    each('deploy', 'Messaging'),
    ['build Version'],
    ['build Announce'],
  );
});

test('custom action', async () => {
  const execution = await run(example('custom-action', 'app.zip'));
  const invoked = execution.events.find((e) => e.what.startsWith('invoke '))!.what;
  inOrder(execution, ['build Synth'], ['deploy Prod-Messaging in 111111111111/us-east-1'], [invoked]);
});

test('compact', async () => {
  const execution = await run(example('compact', 'example/reports'));
  const both = (customer: string, account: string) =>
    ['Messaging', 'Service'].map((stack) => `deploy ${customer}-${stack} in ${account}/eu-west-1`);
  inOrder(
    execution,
    ['build Synth'],
    ['self-update'],
    ['222222222222/us-east-1', '333333333333/eu-west-1', '444444444444/eu-west-1', '555555555555/eu-west-1'].map(
      (environment) => `publish file 'index.js' to ${environment}`,
    ),
    ['deploy Beta-Messaging in 222222222222/us-east-1', 'deploy Beta-Service in 222222222222/us-east-1'],
    ['build Beta.Smoke'],
    [...both('Acme', '333333333333'), ...both('Initech', '444444444444')],
  );
  inOrder(execution, ['build Beta.Smoke'], ['gate Call-Umbrella'], both('Umbrella', '555555555555'));
});

test('release', async () => {
  const execution = await run(example('release', 'example/shop'));
  const deploy = (stage: string) => [`deploy ${stage}-Messaging in 111111111111/us-east-1`];
  inOrder(
    execution,
    ['build Synth'],
    ['self-update'],
    deploy('Beta'),
    ['build Beta.Test'],
    deploy('LoadTest'),
    ['build LoadTest.Load'],
    ['gate Release'],
    deploy('Prod'),
    deploy('Archive'),
  );
});
