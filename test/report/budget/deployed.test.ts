import { deployed, deployedLength, type Facts } from '../../../lib/report/budget/deployed';

describe('the length of what will be deployed', () => {
  const facts: Facts = {
    stack: 'Stack',
    account: '111111111111',
    resources: {
      Role: { Type: 'AWS::IAM::Role' },
      Named: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'me' } },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Key: { Type: 'AWS::KMS::Key' },
      Project: { Type: 'AWS::CodeBuild::Project' },
      Topic: { Type: 'AWS::SNS::Topic' },
      Table: { Type: 'AWS::DynamoDB::Table' },
    },
  };
  const x = (n: number) => 'x'.repeat(n);

  test.each([
    ['text', 'text'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::AccountId' }, '111111111111'],
    [{ Ref: 'AWS::Region' }, x(14)],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'AWS::StackName' }, 'Stack'],
    [{ Ref: 'Role' }, 'Stack-Role-XXXXXXXXXXXX'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111111111111:role/Stack-Role-XXXXXXXXXXXX'],
    [{ 'Fn::GetAtt': 'Named.Arn' }, 'arn:aws:iam::111111111111:role/me'],
    [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::Stack-Bucket-XXXXXXXXXXXX'],
    [{ 'Fn::GetAtt': ['Key', 'Arn'] }, `arn:aws:kms:${x(14)}:111111111111:key/${x(36)}`],
    [{ Ref: 'Project' }, 'Project-XXXXXXXXXXXX'],
    [{ Ref: 'Topic' }, `arn:aws:sns:${x(14)}:111111111111:Stack-Topic-XXXXXXXXXXXX`],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, x(64)],
    [{ 'Fn::ImportValue': 'a' }, x(64)],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Partition' }]] }, 'a-aws'],
    [{ 'Fn::Join': [',', { 'Fn::Split': ['|', 'a|b'] }] }, x(64)],
    [{ 'Fn::Sub': 'a:${AWS::Partition}:${Named.Arn}:${!x}' }, 'a:aws:arn:aws:iam::111111111111:role/me:${x}'],
    [{ 'Fn::Sub': ['${it}', { it: { Ref: 'AWS::Partition' } }] }, 'aws'],
    [{ 'Fn::If': ['C', 'yes', 'no'] }, 'yes'],
    [['a', { Ref: 'AWS::NoValue' }], ['a']],
    [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ])('%j', (value, expected) => {
    expect(deployed(value, facts)).toEqual(expected);
  });

  test('names that CloudFormation makes up are cut to what the service takes', () => {
    const long = { ...facts, stack: x(100) };
    expect(deployed({ Ref: 'Role' }, long)).toHaveLength(64);
  });

  test('no white space counts', () => {
    expect(deployedLength({ a: ['b', 'c'] }, facts)).toBe('{"a":["b","c"]}'.length);
  });
});
