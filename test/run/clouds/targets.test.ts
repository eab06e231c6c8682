import { planOf } from './plans';
import { textWithPlace } from '../../../lib/private/diagnostics';
import type { PipelineError } from '../../../lib/private/errors';
import { Targets, type Wanted } from '../../../lib/run/clouds/targets';
import type { CloudOptions } from '../../../lib/run/options';

const PLAN = planOf(
  'Beta/Data 222222222222 eu-west-1',
  'Prod/Data 333333333333 us-east-1',
  'Asia/Data 444444444444 us-east-1',
);

const WANTED: Wanted[] = PLAN.actions.map(({ target, application }) => ({ ...target!, application }));

/** Where the stacks go, or why they do not. */
function decide(options: CloudOptions, wanted = WANTED): string[] {
  try {
    const targets = Targets.of(PLAN, options);
    targets.check(wanted);
    return wanted.map((one) => {
      const { account, region } = targets.targetOf(one);
      return `${one.stack} → ${account}/${region}`;
    });
  } catch (error) {
    return (error as PipelineError).problems.map(textWithPlace);
  }
}

test('without an emulator, a mapping or a word, every environment of the plan is refused, in one error', () => {
  expect(decide({})).toEqual([
    "[aws://222222222222/eu-west-1] it is where 'Pipe/Beta/Data' would be deployed, and that is not mapped. Expected: an emulator, or another account for each. To fix it: add --endpoint URL of an emulator, or --map 'Beta=aws://SANDBOX/eu-west-1', or deploy there for real with --yes-deploy-to 222222222222.",
    expect.stringContaining('[aws://333333333333/us-east-1] '),
    expect.stringContaining('[aws://444444444444/us-east-1] '),
  ]);
});

test('an emulator has every account', () => {
  expect(decide({ endpoint: 'http://127.0.0.1:4566' })).toEqual([
    'Pipe/Beta/Data → 222222222222/eu-west-1',
    'Pipe/Prod/Data → 333333333333/us-east-1',
    'Pipe/Asia/Data → 444444444444/us-east-1',
  ]);
});

test.each([
  ['*=aws://999999999999', ['999999999999/eu-west-1', '999999999999/us-east-1', '999999999999/us-east-1']],
  [
    '*=aws://999999999999/eu-north-1',
    ['999999999999/eu-north-1', '999999999999/eu-north-1', '999999999999/eu-north-1'],
  ],
])('%s', (mapping, places) => {
  expect(decide({ map: [mapping] })).toEqual(places.map((place, i) => `${WANTED[i].stack} → ${place}`));
});

test('the Stage counts before its wave, and that before all', () => {
  const map = ['*=aws://900000000001', 'Release=aws://900000000002', 'Pipe/Asia=aws://900000000003/ap-south-1'];
  expect(decide({ map })).toEqual([
    'Pipe/Beta/Data → 900000000001/eu-west-1',
    'Pipe/Prod/Data → 900000000002/us-east-1',
    'Pipe/Asia/Data → 900000000003/ap-south-1',
  ]);
});

test('what is not mapped is refused, also on an emulator, unless it is said by its number', () => {
  const map = ['Beta=aws://999999999999', 'Prod=aws://999999999999'];
  expect(decide({ map, endpoint: 'http://127.0.0.1:4566' })[0]).toMatch(
    /^\[aws:\/\/444444444444\/us-east-1\] it is where 'Pipe\/Asia\/Data'/,
  );
  expect(decide({ map, yesDeployTo: ['444444444444'] })[2]).toBe('Pipe/Asia/Data → 444444444444/us-east-1');
});

test.each(['111111111111', '222222222222'])(
  '%s is an account of the pipeline: to map to it is to deploy there',
  (account) => {
    const map = [`*=aws://${account}/eu-north-1`];
    expect(decide({ map }, WANTED.slice(0, 2)).join(' ')).toContain(
      `[aws://${account}/eu-north-1] it is where 'Pipe/Beta/Data', 'Pipe/Prod/Data' would be deployed, and that is mapped to an account of the pipeline itself`,
    );
    expect(decide({ map, yesDeployTo: [account] }, WANTED.slice(0, 2))).toHaveLength(2);
    // On an emulator it is no account of anybody.
    expect(decide({ map, endpoint: 'http://127.0.0.1:4566' }, WANTED.slice(0, 2))[0]).toContain('→');
  },
);

test('stacks that would become one are refused', () => {
  const twins = WANTED.slice(1).map((one) => ({ ...one, stackName: 'Data' }));
  expect(decide({ map: ['*=aws://999999999999'] }, twins)[0]).toMatch(
    /^\[aws:\/\/999999999999\/us-east-1 Data\] 'Pipe\/Prod\/Data', 'Pipe\/Asia\/Data' would be one stack there/,
  );
  expect(decide({ map: ['Prod=aws://999999999998', 'Asia=aws://999999999999'] }, twins)).toHaveLength(2);
});

test('a region that is not known has to be said', () => {
  const [{ stack, stackName, application, account }] = WANTED;
  const wanted = [{ stack, stackName, application, account }];
  expect(decide({ map: ['Beta=aws://999999999999'] }, wanted)[0]).toContain('write Beta=aws://999999999999/REGION');
});

test('all that is wrong with the options is one error', () => {
  const options = {
    endpoint: 'https://cloudformation.us-east-1.amazonaws.com',
    map: ['Prod=333', 'Nobody=aws://999999999999', 'Beta=aws://999999999998', 'Beta=aws://999999999999'],
    yesDeployTo: ['all'],
  };
  expect(decide(options).map((line) => line.replace(/\. Expected: .*/, ''))).toEqual([
    "[run] --map 'Prod=333'",
    "[run] --endpoint 'https://cloudformation.us-east-1.amazonaws.com' is AWS itself",
    "[run] --yes-deploy-to 'all'",
    "[run] --map 'Nobody=aws://999999999999': there is no Stage or wave 'Nobody'",
    "[run] --map says more than once where 'Beta' goes",
  ]);
  expect(decide({ endpoint: 'localhost' })[0]).toContain("--endpoint 'localhost'");
});
