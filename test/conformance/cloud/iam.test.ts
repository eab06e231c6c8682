import { type Principal, refusal, type Statement, type Target } from './iam';

const [HERE, THERE] = ['111111111111', '222222222222'];

const allow = (Action: string | string[], more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const role = (account: string, ...statements: Statement[]): Principal => ({
  arn: `arn:aws:iam::${account}:role/r`,
  account,
  statements,
});
const object = (...policy: Statement[]): Target => ({ arn: 'arn:aws:s3:::bucket/key', account: HERE, policy });
const READ = 's3:GetObject';
const may = (who: Principal, target: Target, action = READ) => refusal(who, action, target) === undefined;

describe('in one account', () => {
  test('a policy of its own is enough, and so is one of the resource that names it', () => {
    expect(may(role(HERE), object())).toBe(false);
    expect(may(role(HERE, allow('s3:Get*')), object())).toBe(true);
    expect(may(role(HERE), object(allow(READ, { Principal: { AWS: role(HERE).arn } })))).toBe(true);
  });

  test('the account as principal hands the decision to policies of its own', () => {
    const policy = allow(READ, { Principal: { AWS: `arn:aws:iam::${HERE}:root` } });
    expect(may(role(HERE), object(policy))).toBe(false);
    expect(may(role(HERE, allow(READ)), { ...object(policy), closed: true })).toBe(true);
  });

  test('what is closed needs its own policy', () => {
    expect(may(role(HERE, allow(READ)), { ...object(), closed: true })).toBe(false);
  });

  test('what is denied is denied', () => {
    const deny: Statement = { ...allow('s3:*'), Effect: 'Deny', Principal: '*' };
    expect(may(role(HERE, allow(READ)), object(deny))).toBe(false);
    const insecure = { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(may(role(HERE, allow(READ)), object(insecure))).toBe(true);
  });
});

test('in another account, both must allow', () => {
  const policy = allow(READ, { Principal: { AWS: THERE } });
  expect(may(role(THERE, allow(READ)), object())).toBe(false);
  expect(may(role(THERE), object(policy))).toBe(false);
  expect(may(role(THERE, allow(READ)), object(policy))).toBe(true);
});

test.each<[string, Statement, boolean]>([
  ['another action', allow('s3:PutObject'), false],
  ['another resource', allow(READ, { Resource: 'arn:aws:s3:::other/*' }), false],
  ['a pattern of resources', allow(READ, { Resource: ['arn:aws:s3:::bucket/*'] }), true],
  ['a pattern at the end of a name', allow(READ, { Resource: 'arn:aws:s3:::bucket/k*' }), true],
  [
    'a condition that holds',
    allow(READ, { Condition: { StringEquals: { 'aws:ResourceAccount': [THERE, HERE] } } }),
    true,
  ],
  ['one that does not', allow(READ, { Condition: { StringEquals: { 'aws:ResourceAccount': THERE } } }), false],
  ['one of several', allow(READ, { Condition: { StringEquals: { 'aws:ResourceAccount': HERE, x: 'y' } } }), false],
  ['not equal', allow(READ, { Condition: { StringNotEquals: { 's3:ResourceAccount': HERE } } }), false],
  [
    'a variable in a condition',
    allow(READ, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/*' } } }),
    true,
  ],
])('a statement for %s', (_, statement, expected) => {
  expect(may(role(HERE, statement), object())).toBe(expected);
});

test('an operator that is not known is no grant', () => {
  const statement = allow(READ, { Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } } });
  expect(() => may(role(HERE, statement), object())).toThrow("'DateLessThan' is not known");
});
