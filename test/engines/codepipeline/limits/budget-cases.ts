import type { LimitId } from '../../../../lib/engines/codepipeline/private/limits/limit-table';
import type { RenderedResource, RenderedTemplate } from '../../../../lib/private/template';

/** A stack as data, and what of it is not in its template. */
export interface Sample {
  readonly template: RenderedTemplate;
  readonly name?: string;
  readonly tags?: number;
  readonly isInline?: boolean;
}

/** Something that uses `n` of a limit, and the most that is taken. */
export interface Case {
  readonly most: number;
  readonly using: (n: number) => Sample;
}

export const PIPELINE = 'ThePipeline';

const name = (n: number) => 'n'.repeat(n);
const times = <A>(n: number, make: (i: number) => A): A[] => Array.from({ length: n }, (_, i) => make(i));

type Properties = Record<string, unknown>;

export function resource(Type: string, Properties: Properties, others: Record<string, RenderedResource> = {}): Sample {
  return { template: { Resources: { It: { Type, Properties }, ...others } } };
}

const action = (properties: Properties = {}) => ({
  Name: 'A',
  ActionTypeId: { Category: 'Build', Provider: 'CodeBuild' },
  InputArtifacts: [{ Name: 'In' }],
  RunOrder: 1,
  ...properties,
});
const approval = (properties: Properties = {}) =>
  action({ ActionTypeId: { Category: 'Approval', Provider: 'Manual' }, InputArtifacts: undefined, ...properties });
const provided = (Provider: string, properties: Properties) => action({ ActionTypeId: { Provider }, ...properties });

function pipeline(properties: Properties, ...stages: Properties[]): Sample {
  const Stages = [...stages, { Name: 'Source', Actions: [approval()] }, { Name: 'Build', Actions: [approval()] }];
  return {
    template: {
      Resources: { [PIPELINE]: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Stages, ...properties } } },
    },
  };
}

const stage = (properties: Properties) => pipeline({}, { Name: 'S', Actions: [approval()], ...properties });
const withAction = (made: Properties) => stage({ Actions: [made] });
const artifacts = (n: number) => times(n, (i) => ({ Name: `a${i}` }));
const trigger = (GitConfiguration: Properties, ProviderType = 'CodeStarSourceConnection') =>
  pipeline({ Triggers: [{ ProviderType, GitConfiguration: { SourceActionName: 'x', ...GitConfiguration } }] });
const rules = (n: number, Provider: string) => times(n, () => ({ RuleTypeId: { Provider } }));
const project = (properties: Properties) => resource('AWS::CodeBuild::Project', { Name: 'ok', ...properties });

/** A policy document that has so many characters as JSON. */
const document = (n: number) => ({ Statement: 'x'.repeat(n - '{"Statement":""}'.length) });
const policy = (Type: string, n: number) => ({
  Type,
  Properties: { Roles: [{ Ref: 'It' }], PolicyDocument: document(n) },
});

const sized = (n: number): Sample => {
  const template = (text: string) => ({ Resources: { A: { Type: text } } });
  return { template: template('x'.repeat(n - JSON.stringify(template(''), undefined, 1).length)) };
};

/** For each limit something just below it; one more is above it. */
export const CASES: Record<Exclude<LimitId, 'deploy-artifact' | 'concurrent-builds'>, Case> = {
  stages: { most: 50, using: (n) => pipeline({}, ...times(n - 2, (i) => ({ Name: `S${i}`, Actions: [approval()] }))) },
  'stages-missing': { most: 0, using: (n) => pipeline({ Stages: times(2 - n, (i) => ({ Name: `S${i}` })) }) },
  'actions-in-stage': { most: 50, using: (n) => stage({ Actions: times(n, () => approval()) }) },
  'actions-in-pipeline': { most: 500, using: (n) => stage({ Actions: times(n - 2, () => approval()) }) },
  'run-order': { most: 999, using: (n) => withAction(approval({ RunOrder: n })) },
  'pipeline-name': { most: 100, using: (n) => pipeline({ Name: name(n) }) },
  'pipeline-name-characters': { most: 0, using: (n) => pipeline({ Name: `a.@_-${'/'.repeat(n)}` }) },
  'stage-name': { most: 100, using: (n) => stage({ Name: name(n) }) },
  'stage-name-characters': { most: 0, using: (n) => stage({ Name: `a.@_-${' '.repeat(n)}` }) },
  'action-name': { most: 100, using: (n) => withAction(approval({ Name: name(n) })) },
  'action-name-characters': { most: 0, using: (n) => withAction(approval({ Name: `a.@_-${'('.repeat(n)}` })) },
  'artifact-name': { most: 100, using: (n) => withAction(action({ OutputArtifacts: [{ Name: name(n) }] })) },
  'artifact-name-characters': {
    most: 0,
    using: (n) => withAction(action({ OutputArtifacts: [{ Name: `a_-${'.'.repeat(n)}` }] })),
  },
  namespace: { most: 100, using: (n) => withAction(action({ Namespace: name(n) })) },
  'namespace-characters': { most: 0, using: (n) => withAction(action({ Namespace: `a@_-${'.'.repeat(n)}` })) },
  'action-configuration': { most: 1000, using: (n) => withAction(action({ Configuration: { Key: name(n) } })) },
  'action-configuration-empty': {
    most: 0,
    using: (n) => withAction(action({ Configuration: Object.fromEntries(times(n, (i) => [`K${i}`, ''])) })),
  },
  'parameter-overrides': {
    most: 1024,
    using: (n) => withAction(action({ Configuration: { ParameterOverrides: name(n) } })),
  },
  'codebuild-inputs': { most: 5, using: (n) => withAction(action({ InputArtifacts: artifacts(n) })) },
  'codebuild-inputs-missing': { most: 0, using: (n) => withAction(action({ InputArtifacts: artifacts(1 - n) })) },
  'codebuild-outputs': { most: 5, using: (n) => withAction(action({ OutputArtifacts: artifacts(n) })) },
  'cloudformation-inputs': {
    most: 10,
    using: (n) => withAction(provided('CloudFormation', { InputArtifacts: artifacts(n) })),
  },
  'cloudformation-outputs': {
    most: 1,
    using: (n) => withAction(provided('CloudFormation', { OutputArtifacts: artifacts(n) })),
  },
  'lambda-inputs': { most: 5, using: (n) => withAction(provided('Lambda', { InputArtifacts: artifacts(n) })) },
  'lambda-outputs': { most: 5, using: (n) => withAction(provided('Lambda', { OutputArtifacts: artifacts(n) })) },
  'approval-artifacts': { most: 0, using: (n) => withAction(approval({ InputArtifacts: artifacts(n) })) },
  variables: { most: 50, using: (n) => pipeline({ Variables: times(n, (i) => ({ Name: `v${i}` })) }) },
  'variable-name': { most: 128, using: (n) => pipeline({ Variables: [{ Name: name(n) }] }) },
  'variable-default': { most: 1000, using: (n) => pipeline({ Variables: [{ Name: 'v', DefaultValue: name(n) }] }) },
  triggers: {
    most: 50,
    using: (n) => pipeline({ Triggers: times(n, () => ({ ProviderType: 'CodeStarSourceConnection' })) }),
  },
  'trigger-provider': { most: 0, using: (n) => trigger({}, n === 0 ? undefined : 'CodeCommit') },
  'trigger-filters': { most: 3, using: (n) => trigger({ PullRequest: times(n, () => ({})) }) },
  'trigger-patterns': {
    most: 8,
    using: (n) => trigger({ Push: [{ Branches: { Includes: times(8, String), Excludes: times(n, String) } }] }),
  },
  'trigger-pattern': { most: 255, using: (n) => trigger({ Push: [{ FilePaths: { Includes: [name(n)] } }] }) },
  conditions: { most: 1, using: (n) => stage({ OnFailure: { Conditions: times(n, () => ({ Rules: [] })) } }) },
  'condition-rules': {
    most: 5,
    using: (n) => stage({ OnSuccess: { Conditions: [{ Result: 'FAIL', Rules: rules(n, 'CloudWatchAlarm') }] } }),
  },
  'skip-rules': {
    most: 0,
    using: (n) =>
      stage({
        BeforeEntry: {
          Conditions: [
            {
              Result: 'SKIP',
              Rules: [...rules(1, 'LambdaInvoke'), ...rules(1, 'VariableCheck'), ...rules(n, 'CloudWatchAlarm')],
            },
          ],
        },
      }),
  },
  'approval-timeout': { most: 86_400, using: (n) => withAction(approval({ TimeoutInMinutes: n })) },
  'approval-timeout-missing': { most: 0, using: (n) => withAction(approval({ TimeoutInMinutes: 5 - n })) },
  'parallel-rollback': {
    most: 0,
    using: (n) =>
      pipeline(
        { ExecutionMode: 'PARALLEL' },
        ...times(n, () => ({ Name: 'S', Actions: [approval()], OnFailure: { Result: 'ROLLBACK' } })),
        { Name: 'T', Actions: [approval()], OnFailure: { Result: 'FAIL' } },
      ),
  },
  buildspec: { most: 25_600, using: (n) => project({ Source: { BuildSpec: name(n) } }) },
  'project-name': { most: 150, using: (n) => project({ Name: name(n) }) },
  'project-name-missing': { most: 0, using: (n) => project({ Name: name(2 - n) }) },
  'project-name-characters': { most: 0, using: (n) => project({ Name: `a-_${'.'.repeat(n)}` }) },
  'secondary-sources': { most: 12, using: (n) => project({ SecondarySources: times(n, () => ({})) }) },
  'secondary-artifacts': { most: 12, using: (n) => project({ SecondaryArtifacts: times(n, () => ({})) }) },
  'secondary-identifier-characters': {
    most: 0,
    using: (n) => project({ SecondarySources: [{ SourceIdentifier: `a_1${'-'.repeat(n)}` }] }),
  },
  'vpc-security-groups': { most: 5, using: (n) => project({ VpcConfig: { SecurityGroupIds: times(n, String) } }) },
  'vpc-subnets': { most: 16, using: (n) => project({ VpcConfig: { Subnets: times(n, String) } }) },
  'build-timeout': { most: 2160, using: (n) => project({ TimeoutInMinutes: n }) },
  'build-timeout-missing': { most: 0, using: (n) => project({ TimeoutInMinutes: 5 - n }) },
  'role-policies': {
    most: 10_240,
    using: (n) =>
      resource(
        'AWS::IAM::Role',
        { Policies: [{ PolicyDocument: document(5000) }] },
        { P: policy('AWS::IAM::Policy', 3000), Q: policy('AWS::IAM::Policy', n - 8000) },
      ),
  },
  'managed-policy': { most: 6144, using: (n) => resource('AWS::IAM::ManagedPolicy', { PolicyDocument: document(n) }) },
  'managed-policies': {
    most: 10,
    using: (n) =>
      resource(
        'AWS::IAM::Role',
        { ManagedPolicyArns: times(n - 1, String) },
        { P: policy('AWS::IAM::ManagedPolicy', 100) },
      ),
  },
  'trust-policy': { most: 2048, using: (n) => resource('AWS::IAM::Role', { AssumeRolePolicyDocument: document(n) }) },
  'role-name': { most: 64, using: (n) => resource('AWS::IAM::Role', { RoleName: name(n) }) },
  'policy-name': { most: 128, using: (n) => resource('AWS::IAM::Policy', { PolicyName: name(n) }) },
  'key-policy': { most: 32_768, using: (n) => resource('AWS::KMS::Key', { KeyPolicy: document(n) }) },
  'bucket-policy': { most: 20_480, using: (n) => resource('AWS::S3::BucketPolicy', { PolicyDocument: document(n) }) },
  'template-resources': {
    most: 500,
    using: (n) => ({ template: { Resources: Object.fromEntries(times(n, (i) => [`R${i}`, { Type: 'T' }])) } }),
  },
  'template-outputs': {
    most: 200,
    using: (n) => ({ template: { Outputs: Object.fromEntries(times(n, (i) => [`O${i}`, {}])) } }),
  },
  'template-parameters': {
    most: 200,
    using: (n) => ({ template: { Parameters: Object.fromEntries(times(n, (i) => [`P${i}`, {}])) } }),
  },
  'template-size': { most: 1_000_000, using: sized },
  'inline-template-size': { most: 51_200, using: (n) => ({ ...sized(n), isInline: true }) },
  'logical-id': { most: 255, using: (n) => ({ template: { Outputs: { [name(n)]: {} } } }) },
  'stack-name': { most: 128, using: (n) => ({ template: {}, name: name(n) }) },
  'stack-description': { most: 1024, using: (n) => ({ template: { Description: name(n) } }) },
  'stack-tags': { most: 50, using: (n) => ({ template: {}, tags: n }) },
};
