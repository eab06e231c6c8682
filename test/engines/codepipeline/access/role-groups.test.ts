import { groupRoles } from '../../../../lib/engines/codepipeline/private/access/role-groups';

const deploy = (account: string, region: string, qualifier = 'hnb659fds') => ({
  arn: `arn:\${AWS::Partition}:iam::${account}:role/cdk-${qualifier}-deploy-role-${account}-${region}`,
  account,
  region,
});

test('roles of one kind are one group: patterns by region, accounts apart', () => {
  expect(
    groupRoles(
      [deploy('222', 'eu-west-1'), deploy('111', 'us-east-1'), deploy('222', 'us-east-1')],
      'aws:ResourceAccount',
    ),
  ).toEqual([
    {
      patterns: [
        'arn:${AWS::Partition}:iam::*:role/cdk-hnb659fds-deploy-role-${!aws:ResourceAccount}-eu-west-1',
        'arn:${AWS::Partition}:iam::*:role/cdk-hnb659fds-deploy-role-${!aws:ResourceAccount}-us-east-1',
      ],
      accounts: ['111', '222'],
    },
  ]);
});

test('another qualifier is another group: it opens no role of the first in its accounts', () => {
  const groups = groupRoles([deploy('111', 'us-east-1'), deploy('222', 'us-east-1', 'other')], 'aws:ResourceAccount');
  expect(groups.map((g) => g.accounts)).toEqual([['111'], ['222']]);
});

test("an account that is known at deployment only is the pipeline's own", () => {
  const arn = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/deploy-${AWS::AccountId}-${AWS::Region}';
  expect(groupRoles([{ arn }], 'aws:ResourceAccount')).toEqual([
    {
      patterns: ['arn:${AWS::Partition}:iam::*:role/deploy-${!aws:ResourceAccount}-${AWS::Region}'],
      accounts: [undefined],
    },
  ]);
});

test('a role in another account than its stack keeps that account', () => {
  const arn = 'arn:aws:iam::999999999999:role/Deployer';
  expect(groupRoles([{ arn, account: '111111111111', region: 'us-east-1' }], 'aws:ResourceAccount')).toEqual([
    { patterns: ['arn:aws:iam::*:role/Deployer'], accounts: ['999999999999'] },
  ]);
});

test('what is no ARN of a role stays as it is', () => {
  expect(groupRoles([{ arn: 'arn:aws:iam:broken', account: '1' }], 'aws:ResourceAccount')).toEqual([
    { patterns: ['arn:aws:iam:broken'], accounts: ['1'] },
  ]);
});

test('the order of roles does not matter', () => {
  const roles = [deploy('1', 'a'), deploy('2', 'b', 'x'), deploy('3', 'c')];
  expect(groupRoles([...roles].reverse(), 'aws:ResourceAccount')).toEqual(groupRoles(roles, 'aws:ResourceAccount'));
});

test('who reads a resource is known by another variable than who is assumed', () => {
  const [{ patterns }] = groupRoles([deploy('111', 'us-east-1')], 'aws:PrincipalAccount');
  expect(patterns).toEqual([
    'arn:${AWS::Partition}:iam::*:role/cdk-hnb659fds-deploy-role-${!aws:PrincipalAccount}-us-east-1',
  ]);
});
