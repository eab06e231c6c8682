import { pipelineTree, pipelinesOf, readable } from '../../scripts/pipeline-tree';

// The tree that `npm run demo` prints, from templates as literals.

const action = (name: string, category: string, provider: string, more: object = {}) => ({
  Name: name,
  ActionTypeId: { Category: category, Owner: 'AWS', Provider: provider, Version: '1' },
  ...more,
});

const deployRole = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:role/deploy-eu-west-1']],
};

const template = {
  Resources: {
    Project: {
      Type: 'AWS::CodeBuild::Project',
      Properties: {
        Source: { BuildSpec: JSON.stringify({ phases: { build: { commands: ['npm ci', 'npx cdk synth'] } } }) },
      },
    },
    Pipeline: {
      Type: 'AWS::CodePipeline::Pipeline',
      Properties: {
        Name: 'Shop',
        PipelineType: 'V2',
        Stages: [
          {
            Name: 'Source',
            Actions: [
              action('Code', 'Source', 'CodeStarSourceConnection', {
                Configuration: { FullRepositoryId: 'me/shop', BranchName: 'main' },
              }),
            ],
          },
          {
            Name: 'Build',
            Actions: [action('Synth', 'Build', 'CodeBuild', { Configuration: { ProjectName: { Ref: 'Project' } } })],
          },
          {
            Name: 'Beta',
            Actions: [
              action('Deploy', 'Deploy', 'CloudFormation', {
                RunOrder: 3,
                Region: 'eu-west-1',
                RoleArn: deployRole,
                Configuration: { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'Beta-Data' },
              }),
              action('Prepare', 'Deploy', 'CloudFormation', {
                RunOrder: 2,
                Region: 'eu-west-1',
                RoleArn: deployRole,
                Configuration: { ActionMode: 'CHANGE_SET_REPLACE', StackName: 'Beta-Data' },
              }),
              action('Promote', 'Approval', 'Manual', {
                RunOrder: 1,
                RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
                Configuration: { CustomData: 'Is it well?' },
              }),
              action('Call', 'Invoke', 'Lambda', { RunOrder: 4, Configuration: { FunctionName: { Ref: 'Fn' } } }),
              action('Farm', 'Test', 'DeviceFarm', { RunOrder: 4 }),
            ],
          },
        ],
      },
    },
  },
};

test('draws stages and actions, in the order they run', () => {
  const [pipeline] = pipelinesOf(template, 'Delivery', 'aws://111111111111/us-east-1');
  expect(`\n${pipelineTree(pipeline).join('\n')}\n`).toBe(`
Shop  type V2 · stack Delivery · 111111111111 us-east-1
│
├─ Source
│  └─ 1  Code     Connection      me/shop @ main         111111111111 us-east-1
│
├─ Build
│  └─ 1  Synth    CodeBuild       npm ci; npx cdk synth  111111111111 us-east-1
│
└─ Beta
   ├─ 1  Promote  Approval        Is it well?            111111111111 us-east-1
   ├─ 2  Prepare  CloudFormation  prepare Beta-Data      222222222222 eu-west-1
   ├─ 3  Deploy   CloudFormation  execute Beta-Data      222222222222 eu-west-1
   ├─ 4  Call     Lambda          invoke <Fn>            111111111111 us-east-1
   └─ 4  Farm     DeviceFarm      Test                   111111111111 us-east-1
`);
});

test('stays within its columns, and says where it cut', () => {
  const [pipeline] = pipelinesOf(template, 'Delivery', 'aws://111111111111/us-east-1');
  const lines = pipelineTree(pipeline, { width: 74 });
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(74);
  expect(lines.join('\n')).toContain('npm ci; npx cdk…');
});

test('sets parts off with the styles it is given', () => {
  const [pipeline] = pipelinesOf(template, 'Delivery', 'aws://111111111111/us-east-1');
  const same = (text: string) => text;
  const styles = { bold: (text: string) => `*${text}*`, dim: same, cyan: same, yellow: (text: string) => `_${text}_` };
  const lines = pipelineTree(pipeline, { styles });
  expect(lines[0]).toMatch(/^\*Shop\*/);
  expect(lines.join('\n')).toContain('_Approval      _');
});

test('an environment that is only known later stands in angle brackets', () => {
  const [pipeline] = pipelinesOf(template, 'Delivery', 'aws://unknown-account/unknown-region');
  expect(pipelineTree(pipeline)[0]).toMatch(/<account> <region>$/);
});

test('a template without a pipeline has no tree', () => {
  expect(pipelinesOf({ Resources: {} }, 'Other', 'aws://111111111111/us-east-1')).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['text', 'a', 'a'],
  ['a number', 3, '3'],
  ['a list', ['a', { Ref: 'B' }], 'a, <B>'],
  ['a reference', { Ref: 'Bucket' }, '<Bucket>'],
  ['the account', { Ref: 'AWS::AccountId' }, '<account>'],
  ['the region', { Ref: 'AWS::Region' }, '<region>'],
  ['an attribute', { 'Fn::GetAtt': ['Role', 'Arn'] }, '<Role.Arn>'],
  ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 'b']] }, 'a-<region>-b'],
  ['a substitution', { 'Fn::Sub': 'arn:${AWS::Partition}:${Role.Arn}' }, 'arn:<partition>:<Role.Arn>'],
  ['a substitution with values', { 'Fn::Sub': ['x-${Name}', { Name: 'y' }] }, 'x-<Name>'],
  ['anything else', { 'Fn::ImportValue': 'Export' }, '<Fn::ImportValue>'],
])('reads %s', (_, value, text) => {
  expect(readable(value)).toBe(text);
});
