import { deployed, type Facts } from '../../../../report/budget/deployed';
import { charactersOf, type LimitId } from './limit-table';
import { nameUses, type Place, literalName, type Usage, within } from '../../../../report/budget/usage';
import { asArray, asObject } from '../../../../private/lang';

type Properties = Readonly<Record<string, unknown>>;

const NAME = charactersOf('action-name-characters');
const NAMESPACE = charactersOf('namespace-characters');
const ARTIFACT = charactersOf('artifact-name-characters');

/** What CodePipeline counts of one action. */
export function* measureAction(action: Properties, stage: Place, facts: Facts): Iterable<Usage<LimitId>> {
  const at = within(stage, `action ${literalName(action.Name)}`);
  yield* nameUses(action.Name, 'action-name', at, NAME);
  yield* nameUses(action.Namespace, 'namespace', at, NAMESPACE);
  yield* measureArtifacts(action, at);
  yield* measureConfiguration(asObject(action.Configuration), at, facts);
  yield* measureTimeout(action, at);
}

/** How many artifacts providers take: ids of limits. */
const ARTIFACTS: Readonly<Record<string, { readonly inputs: LimitId; readonly outputs: LimitId }>> = {
  CodeBuild: { inputs: 'codebuild-inputs', outputs: 'codebuild-outputs' },
  CloudFormation: { inputs: 'cloudformation-inputs', outputs: 'cloudformation-outputs' },
  Lambda: { inputs: 'lambda-inputs', outputs: 'lambda-outputs' },
  Manual: { inputs: 'approval-artifacts', outputs: 'approval-artifacts' },
};

function* measureArtifacts(action: Properties, at: Place): Iterable<Usage<LimitId>> {
  const provider = String(asObject(action.ActionTypeId).Provider);
  const [inputs, outputs] = [asArray(action.InputArtifacts), asArray(action.OutputArtifacts)];
  const limits = ARTIFACTS[provider];
  if (limits) {
    yield { limit: limits.inputs, used: inputs.length, ...at };
    yield { limit: limits.outputs, used: outputs.length, ...at };
  }
  if (provider === 'CodeBuild') {
    yield { limit: 'codebuild-inputs-missing', used: inputs.length, ...at };
  }
  // Each artifact has one producer; inputs are outputs of somebody else.
  for (const artifact of outputs) {
    yield* nameUses(asObject(artifact).Name, 'artifact-name', at, ARTIFACT);
  }
}

function* measureConfiguration(configuration: Properties, action: Place, facts: Facts): Iterable<Usage<LimitId>> {
  for (const [key, value] of Object.entries(configuration)) {
    const text = deployed(value, facts);
    const at = within(action, key);
    if (key === 'ParameterOverrides') {
      yield { limit: 'parameter-overrides', used: Buffer.byteLength(String(text)), ...at };
    } else {
      yield { limit: 'action-configuration', used: typeof text === 'string' ? text.length : 0, ...at };
      yield { limit: 'action-configuration-empty', used: text === '' ? 1 : 0, ...at };
    }
  }
}

function* measureTimeout({ ActionTypeId, TimeoutInMinutes }: Properties, at: Place): Iterable<Usage<LimitId>> {
  if (asObject(ActionTypeId).Category === 'Approval' && typeof TimeoutInMinutes === 'number') {
    yield { limit: 'approval-timeout', used: TimeoutInMinutes, ...at };
    yield { limit: 'approval-timeout-missing', used: TimeoutInMinutes, ...at };
  }
}
