import { planOf } from './plans';
import type { AssembledStack } from '../../../lib/run/clouds/assembly';
import { Cloud } from '../../../lib/run/clouds/cloud';
import type { CloudOptions } from '../../../lib/run/options';
import { worksOf } from '../../../lib/run/read-works';
import { PlanGraph } from '../../../lib/document/plan-graph';

const PLAN = planOf('Beta/Data 222222222222 eu-west-1', 'Prod/Data 333333333333 us-east-1');
const WORKS = worksOf(new PlanGraph(PLAN));

const STACKS: AssembledStack[] = PLAN.actions.map(({ target }) => {
  const { stack, stackName, account, region } = target!;
  const properties = {
    templateFile: 't.json',
    stackName,
    assumeRoleArn: `arn:aws:iam::${account}:role/cdk-mine-deploy-role-${account}-${region}`,
  };
  return {
    path: stack,
    id: stackName,
    version: '54.0.0',
    directory: '/a',
    environment: { account, region },
    properties,
    assets: [],
  };
});

function cloudOf(options: CloudOptions, works = WORKS) {
  return new Cloud(PLAN, options, works);
}

test('a stack may name the accounts of other Stages: they are mapped in it, too', () => {
  const map = ['Beta=aws://888888888888', 'Prod=aws://999999999999/eu-north-1'];
  const [, { moves }] = cloudOf({ map }).move(STACKS);
  expect(moves).toEqual({
    from: { account: '333333333333', region: 'us-east-1' },
    to: { account: '999999999999', region: 'eu-north-1' },
    others: new Map([['222222222222', '888888888888']]),
  });
});

test('what does not run need not be mapped', () => {
  const cloud = cloudOf({ map: ['Prod=aws://999999999999'] }, WORKS.slice(1));
  expect(() => cloud.check(STACKS)).not.toThrow();
  expect(() => cloudOf({ map: ['Prod=aws://999999999999'] }).check(STACKS)).toThrow('aws://222222222222/eu-west-1');
});

test('what the synth of this run has made is refused like what the plan has', () => {
  const moved = { ...STACKS[0], environment: { account: '777777777777', region: 'eu-west-1' } };
  const cloud = cloudOf({ yesDeployTo: ['222222222222', '333333333333'] });
  expect(() => cloud.check(STACKS)).not.toThrow();
  expect(() => cloud.move([moved])).toThrow('aws://777777777777/eu-west-1');
});

test('a stack without an environment is deployed where the pipeline is', () => {
  const [{ moves }] = cloudOf({ endpoint: 'http://127.0.0.1:4566' }).move([{ ...STACKS[0], environment: {} }]);
  expect(moves.to).toEqual({ account: '111111111111', region: 'us-east-1' });
});

test('the pipeline assumes roles from its account; an emulator is bootstrapped by the target itself', () => {
  const cloud = cloudOf({ endpoint: 'http://127.0.0.1:4566' });
  const [moved] = cloud.move(STACKS);
  expect(cloud.accessTo(moved.moves.to)).toEqual({
    endpoint: 'http://127.0.0.1:4566',
    account: '111111111111',
    region: 'eu-west-1',
  });
  const { args, access } = cloud.bootstrapOf(moved)!;
  expect(args).toEqual(
    expect.arrayContaining(['aws://222222222222/eu-west-1', '--qualifier=mine', '--trust=111111111111']),
  );
  expect(access.account).toBe('222222222222');
});

test('roles of accounts that nobody has allowed are not used', () => {
  const cloud = cloudOf({ map: ['*=aws://999999999999'], yesDeployTo: ['444444444444'] });
  const used = new Set(['999999999999', '444444444444', '555555555555']);
  expect(cloud.strangersIn(used, cloud.move(STACKS))).toEqual(['555555555555']);
});
