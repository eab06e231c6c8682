import { Construct } from 'constructs';
import { describeAction, join } from '../../../../lib/engines/codepipeline/private/report/actions';
import { describeProjects } from '../../../../lib/engines/codepipeline/private/report/projects';
import { describeResourcePolicies, describeRoles } from '../../../../lib/engines/codepipeline/private/report/roles';
import { readTemplate } from '../../../../lib/engines/codepipeline/private/report/real-pipeline';
import { definedOnly } from '../../../../lib/private/lang';
import { nodeIds } from '../../../../lib/report/node-ids';
import { Blueprint, stack, stage } from '../../../plan/blueprint';
import { built } from '../../../report/emitted';

describe('actions', () => {
  const b = new Blueprint();
  b.wave('W', [stage('A', [stack('A-S')], { pre: [b.gate('Ok')] })]);
  const { plan } = built(b);
  const ids = nodeIds(plan.nodes);
  const indexOf = (id: string) => ids.indexOf(id);
  const action = (name: string, runOrder = 1) => ({ name, runOrder, category: 'Build', provider: 'CodeBuild' });
  const approval = (name: string, runOrder = 1) => ({ name, runOrder, category: 'Approval', provider: 'Manual' });
  const made = (id: string, ...names: string[]) => ({
    ...{ node: indexOf(id), stage: 'S', project: `Project of ${id}`, end: 2 },
    made: names.map((name) => ({ name, runOrder: 1, gate: false })),
  });
  const joined = (...args: Parameters<typeof join>) =>
    join(...args).flatMap(({ name, actions }) =>
      actions.map((a) => ({ stage: name, ...definedOnly(describeAction(a, plan, ids)) })),
    );

  test('are those of the CodePipeline, by run order, then by name, whoever made them', () => {
    const stages = [
      { name: 'S', actions: [action('Late', 2), approval('Mine'), action('One')] },
      { name: 'Added', actions: [approval('Ok')] },
    ];
    expect(joined(stages, [made('Build/synth', 'One', 'Mine'), made('A/Ok', 'Removed')])).toEqual([
      { stage: 'S', ...approval('Mine'), node: 'Build/synth', gate: true },
      { stage: 'S', ...action('One'), node: 'Build/synth', gate: false, project: 'Project of Build/synth' },
      { stage: 'S', ...action('Late', 2), gate: false },
      { stage: 'Added', ...approval('Ok'), gate: true },
    ]);
  });

  test('are known by their place where their names are known at deployment only', () => {
    const emitted = { ...made('A/Ok'), made: [{ name: '${Token[TOKEN.7]}', runOrder: 1, gate: false, index: 1 }] };
    const actions = [action('First'), action('{"Ref":"Name"}')];
    expect(joined([{ name: 'S', actions }], [emitted]).map(({ node }) => node)).toEqual([undefined, 'A/Ok']);
  });

  test('of a project that is in another stack', () => {
    const actions = [{ ...action('A'), project: 'Own' }, action('B')];
    const emitted = [made('Build/synth', 'A'), made('UpdatePipeline/SelfMutate', 'B')];
    expect(joined([{ name: 'S', actions }], emitted).map(({ project }) => project)).toEqual([
      'Own',
      'Project of UpdatePipeline/SelfMutate',
    ]);
  });

  test('say how they are configured, and which role they have, but for what target, job and project say', () => {
    const configuration = { Text: 'x', Bucket: { Ref: 'Bucket' }, Count: 7, OAuthToken: 'secret', ProjectName: 'P' };
    const usual = { ActionMode: 'CHANGE_SET_EXECUTE', StackName: 'A-S', Capabilities: 'CAPABILITY_ADMIN' };
    const actions = [
      { ...action('Synth'), role: 'Role', configuration, project: 'P' },
      { ...action('Deploy'), role: 'Role', configuration: usual, settings: { InputArtifacts: 'x' } },
      { ...action('Mine'), role: 'Role', configuration },
    ];
    const emitted = [made('Build/synth', 'Synth'), made('A/S/Deploy', 'Deploy')];
    const all = joined([{ name: 'S', actions }], emitted);
    const settings = { Text: 'x', Bucket: '{"Ref":"Bucket"}', Count: '7', OAuthToken: '<hidden>' };
    expect(all.map((a) => [a.name, a.role, a.configuration, a.settings])).toEqual([
      ['Deploy', undefined, { Capabilities: 'CAPABILITY_ADMIN' }, { InputArtifacts: 'x' }],
      ['Mine', 'Role', { ...settings, ProjectName: 'P' }, undefined],
      ['Synth', 'Role', settings, undefined],
    ]);
    const [other] = joined(
      [{ name: 'S', actions: [{ ...actions[1], roleArn: 'arn:other', configuration: { StackName: 'Prod' } }] }],
      emitted,
    );
    expect(other).toMatchObject({ role: 'Role', configuration: { StackName: 'Prod' } });
  });
});

test('projects: machines, roles and variables, of those that are run', () => {
  const role = new Construct(undefined as never, '');
  const [scope, other] = ['Build', 'Other'].map((id) => new Construct(role, id));
  const constructs = new Map([
    ['P', new Construct(scope, 'Resource')],
    ['Q', new Construct(other, 'Resource')],
    ['R', new Construct(new Construct(role, 'Role'), 'Resource')],
  ]);
  const variables = [
    { Name: 'A', Type: 'PLAINTEXT', Value: { Ref: 'X' } },
    { Name: 'B', Type: 'PARAMETER_STORE', Value: '/b' },
    { Name: 'C', Type: 'SECRETS_MANAGER', Value: 'c' },
  ];
  const Environment = {
    ...{ Type: 'LINUX_CONTAINER', Image: 'i', ComputeType: 'c', PrivilegedMode: true },
    EnvironmentVariables: variables,
    ImagePullCredentialsType: 'SERVICE_ROLE',
  };
  const BuildSpec = { 'Fn::Join': ['', ['{"a":"', { Ref: 'X' }, { 'Fn::GetAtt': ['R', 'Arn'] }, '"}']] };
  const Properties = {
    ...{ Environment, TimeoutInMinutes: 5, ServiceRole: { 'Fn::GetAtt': ['R', 'Arn'] } },
    ...{ Name: 'n', Description: 'd', Artifacts: { Type: 'CODEPIPELINE' }, Cache: { Type: 'NO_CACHE' } },
    Source: { Type: 'CODEPIPELINE', BuildSpec, InsecureSsl: true },
    VpcConfig: { VpcId: 'v' },
    EncryptionKey: { Ref: 'Q' },
  };
  const Resources = {
    P: { Type: 'AWS::CodeBuild::Project', Properties },
    Q: { Type: 'AWS::CodeBuild::Project', Properties },
  };
  const stackOf = { template: { Resources }, constructs: () => constructs };
  expect([...describeProjects(stackOf, new Set(['Build', 'Role']))]).toEqual([
    {
      ...{ path: 'Build', logicalId: 'P', name: 'n', type: 'LINUX_CONTAINER', image: 'i', computeType: 'c' },
      ...{ privileged: true, timeoutMinutes: 5 },
      role: 'Role',
      env: { A: { literal: '{"Ref":"X"}' }, B: { parameter: '/b' }, C: { secret: 'c' } },
      buildspec: '{"a":"${X}${R.Arn}"}',
      settings: {
        ...{ VpcConfig: '{"VpcId":"v"}', EncryptionKey: 'Other' },
        ...{ 'Environment.ImagePullCredentialsType': 'SERVICE_ROLE', 'Source.InsecureSsl': 'true' },
      },
    },
  ]);
});

describe('roles', () => {
  const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Resource, Action });
  const document = (...Statement: unknown[]) => ({ Statement, Version: '2012-10-17' });
  const template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: document(allow('sts:AssumeRole', 'x')),
          Policies: [{ PolicyDocument: document(allow(['b', 'a'], '*')) }],
          ManagedPolicyArns: ['arn:Admin'],
        },
      },
      Other: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Role' }, 'elsewhere'],
          PolicyDocument: document(allow('c', { 'Fn::Join': ['', ['z', 'a']] })),
        },
      },
    },
  };

  test('have all their statements, in a form that can be compared', () => {
    expect([...describeRoles({ template, constructs: () => new Map() })]).toEqual([
      {
        logicalId: 'Role',
        path: 'Role',
        trust: ['{"Action":"sts:AssumeRole","Effect":"Allow","Resource":"x"}'],
        statements: [
          '{"Action":"c","Effect":"Allow","Resource":{"Fn::Join":["",["z","a"]]}}',
          '{"Action":["a","b"],"Effect":"Allow","Resource":"*"}',
          '{"ManagedPolicyArn":"arn:Admin"}',
        ],
      },
    ]);
  });
});

test('who may do what with resources', () => {
  const policy = { Statement: [{ Effect: 'Allow', Action: ['b', 'a'], Principal: '*' }] };
  const Resources = {
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy } },
    Bucket: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument: policy } },
    Role: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: policy } },
    Plain: { Type: 'AWS::S3::Bucket' },
    Invoke: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', Principal: 'p' } },
  };
  const statements = ['{"Action":["a","b"],"Effect":"Allow","Principal":"*"}'];
  expect(describeResourcePolicies({ template: { Resources }, constructs: () => new Map() })).toEqual([
    { path: 'Bucket', type: 'AWS::S3::BucketPolicy', statements },
    {
      path: 'Invoke',
      type: 'AWS::Lambda::Permission',
      statements: ['{"Action":"lambda:InvokeFunction","Effect":"Allow","Principal":"p"}'],
    },
    { path: 'Key', type: 'AWS::KMS::Key', statements },
  ]);
});

test('a CodePipeline: what is set of it, of its stages and of its actions', () => {
  const Properties = {
    ...{ PipelineType: 'V2', Name: 'n', Tags: [], RoleArn: 'arn:r', Triggers: [{ ProviderType: 'x' }] },
    Stages: [
      {
        Name: 'S',
        OnFailure: { Result: 'RETRY' },
        Actions: [
          {
            Name: 'A',
            ActionTypeId: { Category: 'Build', Owner: 'Custom', Provider: 'P', Version: '1' },
            ...{ TimeoutInMinutes: 5, Namespace: 'n', RoleArn: 'arn:a' },
            InputArtifacts: [{ Name: 'a' }, { Name: 'b' }],
          },
        ],
      },
    ],
  };
  const template = { Resources: { P: { Type: 'AWS::CodePipeline::Pipeline', Properties } } };
  expect(readTemplate({ template, constructs: () => new Map() }, 'P')).toMatchObject({
    type: 'V2',
    settings: { RoleArn: 'arn:r', Triggers: '[{"ProviderType":"x"}]' },
    stages: [
      {
        settings: { OnFailure: '{"Result":"RETRY"}' },
        actions: [{ role: 'arn:a', settings: { TimeoutInMinutes: '5', Owner: 'Custom', InputArtifacts: 'a, b' } }],
      },
    ],
  });
});
