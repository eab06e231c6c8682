import { Names, PhysicalName, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { EmissionInput, Layout } from './layout';
import { FileSet, type Step } from '../../../../blueprint';
import { scriptOf } from '../../../../blueprint/scripts';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { fromSmallAssemblies } from '../../../../jobs/publishing';
import type { JobOptions } from '../../../../jobs/make-jobs';
import { inShellWords } from '../../../../jobs/self-update';
import { shellWord } from '../../../../jobs/shell-words';
import { installCli } from '../../../../private/toolchain';
import type { ScriptSnapshot } from '../../../../plan/snapshot-data';
import { ArtifactMap } from '../../artifact-map';
import type { CodePipelineProps } from '../../props';
import { compactPlan, layOutCompact } from './compact-stages';
import { DeployAccess } from '../access/deploy-access';
import { GroupingRole } from '../access/grouping-role';
import { PackedPublishing } from '../emit/packed-publish';
import type { Emission } from '../context';
import { makesOwnAction, type PipelineHost } from '../host';
import type { LaidOutStage } from './default-stages';
import { isCount, MAX_OUTPUTS, MAX_PUBLISHERS } from '../limits/limit-table';
import { artifactName, ids, selfUpdateProjectName, shortNamespace, stableSelfUpdateProjectName } from '../naming';
import { StackOutputsMap } from '../../stack-outputs-map';
import { labelOf, loginsFor } from '../codebuild/project-defaults';
import { selfUpdateOf } from '../emit/self-update';
import { DockerCredentialUsage } from '../../docker-credentials';

/** What CloudFormation actions read: templates, and the tags beside them. */
const TEMPLATE_FILES = ['**/*.template.json', '**/*.template.json.config.json'];

/** Few projects and roles, names that hang on nothing but what a thing is, one version of the CDK CLI for all. */
export const COMPACT_LAYOUT: Layout = {
  handsOnAssembly: false,
  assetsChangePipeline: false,
  bringsLoginHelper: true,
  publishers: {
    isOne: ({ maxPublishers }) => maxPublishers === 1,
    change: 'added or removed',
    fix: 'remove maxPublishers',
  },

  check,
  planOptions: compactPlan,
  rootName: (root) => root.id,
  lay: (plan, { limits, codePipeline }) =>
    layOutCompact(plan, limits['actions-in-stage'].limit, limits.stages.limit - (codePipeline?.stageCount ?? 0)),
  newRole: (host) =>
    new GroupingRole(host, ids.compactRole, {
      assumedBy: new iam.ServicePrincipal('codepipeline.amazonaws.com'),
      roleName: PhysicalName.GENERATE_IF_NEEDED,
    }),
  emission: (input) => new CompactEmission(input),
};

function check(where: string, props: CodePipelineProps): Diagnostic[] {
  const { maxPublishers, publishAssetsInParallel, cdkAssetsCliVersion } = props;
  const problems: Diagnostic[] = [];
  if (maxPublishers !== undefined && !isCount(maxPublishers, MAX_PUBLISHERS)) {
    problems.push(
      problem({
        where,
        given: `${maxPublishers} as 'maxPublishers'`,
        expected: `a whole number from 1 to ${MAX_PUBLISHERS}, known at synthesis`,
        fix: 'leave it out',
      }),
    );
  }
  if (publishAssetsInParallel !== undefined) {
    problems.push(
      problem({
        where,
        given: "'publishAssetsInParallel' together with the compact layout",
        expected: 'a number of publishers there',
        fix: `remove it${publishAssetsInParallel ? '' : ' and set maxPublishers: 1'}`,
      }),
    );
  }
  if (cdkAssetsCliVersion !== undefined) {
    problems.push(
      problem({
        where,
        given: "'cdkAssetsCliVersion' together with the compact layout",
        expected: 'one version of the CDK CLI for all, as the compact layout publishes with it',
        fix: 'remove it, or set cliVersion instead',
      }),
    );
  }
  return problems;
}

class CompactOutputsMap extends StackOutputsMap {
  /** @internal */
  public _namespaceOf(stackArtifactId: string): string {
    return shortNamespace(stackArtifactId);
  }
}

class CompactEmission implements Emission {
  public readonly artifacts: ArtifactMap;
  public readonly jobs: JobOptions;
  public readonly stackOutputs: CompactOutputsMap;
  public readonly templates: FileSet;
  public readonly partition: string | undefined;
  public readonly carefulLogins = true;
  private readonly publishing: PackedPublishing;
  private readonly access: DeployAccess;

  constructor(private readonly input: EmissionInput) {
    const { host, codePipeline, stages, steps, cloudAssembly } = input;
    this.artifacts = ArtifactMap._naming(artifactNamer(stages, steps));
    this.stackOutputs = new CompactOutputsMap(host);
    this.templates = templatesOf(host) ?? cloudAssembly;
    const directory = `${Names.uniqueId(host)}.publish`;
    this.publishing = new PackedPublishing(directory);
    this.jobs = this.jobOptions(directory);
    this.access = new DeployAccess(codePipeline);
    this.partition = this.access.partition;
  }

  public deployRole(...args: Parameters<Emission['deployRole']>) {
    return this.access.deployRole(...args);
  }

  public selfUpdateProject(pipelineName: string): string {
    const name = Token.isUnresolved(pipelineName) ? selfUpdateProjectName : stableSelfUpdateProjectName;
    return name(pipelineName);
  }

  /** It hangs on nothing but the step. */
  public scriptDescription(actionName: string): string {
    return `Pipeline step ${labelOf(this.input.codePipeline)}/${actionName}`;
  }

  public publish(...args: Parameters<Emission['publish']>) {
    return this.publishing.publish(...args);
  }

  public finish(): void {
    this.publishing.finish();
    this.access.finish();
  }

  private jobOptions(directory: string): JobOptions {
    const { host, settings, assemblyDir, cloudAssembly, fileSetKey } = this.input;
    const { dockerCredentials } = settings;
    const cliVersion = shellWord(settings.cliVersion);
    const cli = (usage: DockerCredentialUsage) =>
      installCli(cliVersion, loginsFor(usage, dockerCredentials).length > 0);
    return {
      cloudAssembly: fileSetKey(cloudAssembly),
      // Files need no logins.
      publishing: fromSmallAssemblies(directory, (images) =>
        images ? cli(DockerCredentialUsage.ASSET_PUBLISHING) : installCli(cliVersion),
      ),
      selfUpdate: inShellWords(selfUpdateOf(host, assemblyDir, cli(DockerCredentialUsage.SELF_UPDATE))),
      adaptSynth: (script) => this.handOnTemplates(script),
    };
  }

  /** The synth hands on the templates apart from the assets. */
  private handOnTemplates(script: ScriptSnapshot): ScriptSnapshot {
    const { cloudAssembly, fileSetKey } = this.input;
    const assembly = script.outputs.find((o) => o.fileSet === fileSetKey(cloudAssembly));
    if (!assembly || this.templates === cloudAssembly) {
      return script;
    }
    const { directory } = assembly;
    const templates = { directory, fileSet: fileSetKey(this.templates), files: TEMPLATE_FILES };
    return { ...script, outputs: [...script.outputs, templates] };
  }
}

/** The synth can hand on the templates apart from the assets if it is a script that we run, with room for an output. */
function templatesOf({ synth }: PipelineHost): FileSet | undefined {
  const script = makesOwnAction(synth) ? undefined : scriptOf(synth);
  return script && script.outputs.length < MAX_OUTPUTS ? new FileSet('Templates', script) : undefined;
}

/** Names of artifacts that hang on the step that makes them, and on no other. */
function artifactNamer(
  stages: readonly LaidOutStage[],
  steps: readonly Step[],
): (producer: Step, name: string) => string {
  const actions = stages.flatMap((stage) => stage.tranches.flat());
  const placed = new Map(
    actions.flatMap(({ work, producer }) =>
      work.kind === 'step' && work.role !== 'synth'
        ? [[steps[work.step.key], work.role === 'source' ? work.step.id : producer] as const]
        : [],
    ),
  );
  return (producer, name) => artifactName(placed.get(producer) ?? producer.id, name);
}
