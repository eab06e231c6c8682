import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { readTemplate } from '../../../../lib/engines/codepipeline/private/report/real-pipeline';

const IF = { 'Fn::If': ['C', {}, { Ref: 'AWS::NoValue' }] };
const TEXT = '{"Fn::If":["C",{},{"Ref":"AWS::NoValue"}]}';
const type = { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' };
const unknown = { name: TEXT, runOrder: 1, category: TEXT, provider: TEXT };

const stack = new Stack(new App(), 'Delivery');
const custom = new CfnResource(stack, 'Custom', { type: 'Custom::Any' });
const role = new CfnResource(stack, 'Role', { type: 'AWS::IAM::Role' });

function inStack(Properties: object) {
  const template = { Resources: { P: { Type: 'AWS::CodePipeline::Pipeline', Properties } } };
  const constructs = () =>
    new Map([
      ['Custom', custom],
      ['Role', role],
    ]);
  return { template, constructs } as unknown as Parameters<typeof readTemplate>[0];
}

const read = (Stages: unknown) => readTemplate(inStack({ Stages }), 'P')!.stages;
const action = (more: object) =>
  read([{ Name: 'S', Actions: [{ Name: 'A', ActionTypeId: type, ...more }] }])[0].actions[0];

describe('functions of CloudFormation in place of', () => {
  test('all stages', () => expect(read(IF)).toEqual([{ name: TEXT, actions: [unknown] }]));
  test('all properties, or some more', () => {
    const { stages } = readTemplate(inStack({ 'Fn::Transform': { Name: 'X' } }), 'P')!;
    const made = '{"Fn::Transform":{"Name":"X"}}';
    expect(stages).toMatchObject([{ name: made, actions: [{ provider: made }] }]);
  });

  test('a stage', () => expect(read([IF])).toEqual([{ name: TEXT, actions: [unknown] }]));
  test('the actions of a stage', () => expect(read([{ Name: 'S', Actions: IF }])[0].actions).toEqual([unknown]));
  test('an action', () => expect(read([{ Name: 'S', Actions: [IF] }])[0].actions).toEqual([unknown]));

  test('the type of an action', () => {
    expect(action({ ActionTypeId: { Ref: 'AWS::NoValue' } }).category).toContain('AWS::NoValue');
  });

  test('a category', () => {
    expect(action({ ActionTypeId: { ...type, Category: { Ref: 'P' } } }).category).toBe('{"Ref":"P"}');
  });

  test('the run order of a gate, which then guards nothing', () => {
    expect(action({ RunOrder: { Ref: 'P' } })).toMatchObject({ runOrder: 999, settings: { RunOrder: '{"Ref":"P"}' } });
  });

  test('the run order of something else, which nothing guards', () => {
    const deploy = { ...type, Category: 'Deploy', Provider: 'CloudFormation' };
    expect(action({ ActionTypeId: deploy, RunOrder: { Ref: 'P' } }).runOrder).toBe(1);
  });
});

test('a run order may be text', () => {
  expect(action({ RunOrder: '7' })).toMatchObject({ runOrder: 7 });
  expect(action({ RunOrder: '7' }).settings).toBeUndefined();
});

test('a role that is an attribute of something else may be of any account', () => {
  const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  expect(action({ RoleArn: arnOf('Role'), Configuration: { RoleArn: arnOf('Role') } })).toMatchObject({
    ...{ role: 'Delivery/Role', configuration: { RoleArn: arnOf('Role') } },
  });
  expect(action({ RoleArn: arnOf('Custom'), Configuration: { RoleArn: arnOf('Custom') } })).toMatchObject({
    ...{ role: '${Custom.Arn}', configuration: { RoleArn: '${Custom.Arn}' } },
  });
});
