import { deployed, type Facts } from './deployed';
import type { LimitId } from './limits';
import { asArray, asObject, missing, nameUses, quoted, type Use } from './use';

type Properties = Readonly<Record<string, unknown>>;

/** What CodePipeline counts of one action. */
export function measureAction(action: Properties, stage: string, facts: Facts): Use[] {
  const detail = `${stage}, action ${quoted(action.Name)}`;
  return [
    ...nameUses(action.Name, 'action-name', 'action-name-characters', /[A-Za-z0-9.@_-]/g, { detail }),
    ...nameUses(action.Namespace, 'namespace', 'namespace-characters', /[A-Za-z0-9@_-]/g, { detail }),
    ...measureArtifacts(action, detail),
    ...measureConfiguration(asObject(action.Configuration), detail, facts),
    ...measureTimeout(action, detail),
  ];
}

/** How many artifacts providers take: ids of limits. */
const ARTIFACTS: Readonly<Record<string, { readonly inputs: LimitId; readonly outputs: LimitId }>> = {
  CodeBuild: { inputs: 'codebuild-inputs', outputs: 'codebuild-outputs' },
  CloudFormation: { inputs: 'cloudformation-inputs', outputs: 'cloudformation-outputs' },
  Lambda: { inputs: 'lambda-inputs', outputs: 'lambda-outputs' },
  Manual: { inputs: 'approval-artifacts', outputs: 'approval-artifacts' },
};

function measureArtifacts(action: Properties, detail: string): Use[] {
  const provider = String(asObject(action.ActionTypeId).Provider);
  const [inputs, outputs] = [asArray(action.InputArtifacts), asArray(action.OutputArtifacts)];
  const limits = ARTIFACTS[provider];
  return [
    ...(limits
      ? ([
          { limit: limits.inputs, used: inputs.length, detail },
          { limit: limits.outputs, used: outputs.length, detail },
        ] as const)
      : []),
    ...(provider === 'CodeBuild' ? [missing('codebuild-inputs-missing', 1, inputs.length, { detail })] : []),
    // Each artifact has one producer; inputs are outputs of somebody else.
    ...outputs.flatMap((artifact) =>
      nameUses(asObject(artifact).Name, 'artifact-name', 'artifact-name-characters', /[A-Za-z0-9_-]/g, { detail }),
    ),
  ];
}

function measureConfiguration(configuration: Properties, detail: string, facts: Facts): Use[] {
  return Object.entries(configuration).flatMap(([key, value]): Use[] => {
    const text = deployed(value, facts);
    const at = { detail: `${detail}, ${key}` };
    if (key === 'ParameterOverrides') {
      return [{ limit: 'parameter-overrides', used: Buffer.byteLength(String(text)), ...at }];
    }
    return [
      { limit: 'action-configuration', used: typeof text === 'string' ? text.length : 0, ...at },
      { limit: 'action-configuration-empty', used: text === '' ? 1 : 0, ...at },
    ];
  });
}

function measureTimeout({ ActionTypeId, TimeoutInMinutes }: Properties, detail: string): Use[] {
  return asObject(ActionTypeId).Category === 'Approval' && typeof TimeoutInMinutes === 'number'
    ? [
        { limit: 'approval-timeout', used: TimeoutInMinutes, detail },
        missing('approval-timeout-missing', 5, TimeoutInMinutes, { detail }),
      ]
    : [];
}
