import { fillPlaceholders, rewriteFor } from '../../../lib/run/clouds/rewrite';

const MOVES = {
  from: { account: '333333333333', region: 'us-east-1' },
  to: { account: '999999999999', region: 'eu-west-1' },
  others: new Map([['222222222222', '888888888888']]),
};

test.each([
  [
    'arn:aws:iam::333333333333:role/cdk-x-deploy-role-333333333333-us-east-1',
    'arn:aws:iam::999999999999:role/cdk-x-deploy-role-999999999999-eu-west-1',
  ],
  ['us-east-1a', 'eu-west-1a'],
  ['https://sqs.us-east-1.amazonaws.com/333333333333/q', 'https://sqs.eu-west-1.amazonaws.com/999999999999/q'],
  // Other numbers and regions.
  ['us-east-10 1333333333333 3333333333334 bus-east-1', 'us-east-10 1333333333333 3333333333334 bus-east-1'],
  // Another Stage.
  ['arn:aws:s3:::data-222222222222', 'arn:aws:s3:::data-888888888888'],
  ['{"Ref":"AWS::Region"}', '{"Ref":"AWS::Region"}'],
])('%s', (given, expected) => {
  expect(rewriteFor(MOVES)(given)).toBe(expected);
});

test('two environments that change places do not become one', () => {
  const [one, other] = ['111111111111', '222222222222'];
  const moves = { from: { account: one }, to: { account: other }, others: new Map([[other, one]]) };
  expect(rewriteFor(moves)(`${one} ${other}`)).toBe(`${other} ${one}`);
});

test('what stays where it is stays as it is', () => {
  const { from } = MOVES;
  expect(rewriteFor({ from, to: from, others: new Map() })('333333333333')).toBe('333333333333');
});

test('placeholders are filled in as far as that is known', () => {
  expect(fillPlaceholders('b-${AWS::AccountId}-${AWS::Region}', { account: '999999999999' })).toBe(
    'b-999999999999-${AWS::Region}',
  );
});
