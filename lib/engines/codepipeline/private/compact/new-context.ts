import { Names, PhysicalName } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CompactContext } from './context';
import { DeployAccess } from './deploy-access';
import { GroupingRole } from './grouping-role';
import { PINNED_CLI } from './toolchain';
import { FileSet, type Step } from '../../../../blueprint';
import { scriptOf } from '../../../../blueprint/scripts';
import { makesOwnAction, type PipelineHost } from '../host';
import type { CodePipelineProps } from '../../props';
import type { LaidOutStage } from '../layout';
import { artifactName, ids } from '../naming';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html: output artifacts of a CodeBuild action. */
const MAX_OUTPUTS = 5;

export function cliVersionOf(props: CodePipelineProps): string {
  return props.cliVersion ?? PINNED_CLI;
}

export function newCompactContext(
  pipeline: PipelineHost,
  props: CodePipelineProps,
  codePipeline: cp.Pipeline,
): CompactContext {
  const publishDir = `${Names.uniqueId(pipeline)}.publish`;
  return new CompactContext(cliVersionOf(props), publishDir, new DeployAccess(codePipeline), templatesOf(props));
}

/** The service role of the CodePipeline. */
export function newCompactRole(pipeline: PipelineHost): iam.IRole {
  return new GroupingRole(pipeline, ids.compactRole, {
    assumedBy: new iam.ServicePrincipal('codepipeline.amazonaws.com'),
    roleName: PhysicalName.GENERATE_IF_NEEDED,
  });
}

/** The synth can hand on the templates apart from the assets if it is a script that we run, with room for an output. */
function templatesOf({ synth }: CodePipelineProps): FileSet | undefined {
  const script = makesOwnAction(synth) ? undefined : scriptOf(synth);
  return script && script.outputs.length < MAX_OUTPUTS ? new FileSet('Templates', script) : undefined;
}

/** Names of artifacts that hang on the step that makes them, and on no other. */
export function artifactNamer(layout: readonly LaidOutStage[], steps: readonly Step[]): (x: FileSet) => string {
  const actions = layout.flatMap((stage) => stage.tranches.flat());
  const placed = new Map(
    actions.flatMap(({ work, producer }) =>
      work.kind === 'step' && work.role !== 'synth'
        ? [[steps[work.step.key], work.role === 'source' ? work.step.id : producer] as const]
        : [],
    ),
  );
  return (x) => artifactName(placed.get(x.producer) ?? x.producer.id, x.id);
}
