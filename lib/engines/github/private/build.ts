import { roleConcerns } from './check/role-warnings';
import { publishCommand } from './emit/cdk';
import { emit, type Emitted } from './emit/emit';
import { rolesIn } from './known-roles';
import { type Configured, prepare } from './prepare';
import type { Prepared } from './prepared';
import { yamlOf } from './yaml';
import { checkNames, sharedEnvironments } from './check/made-jobs';
import { budgetOf } from './limits/budget';
import { reportWarnings } from './report/report-warnings';
import type { GitHubWorkflowProps } from '../props';
import type { PipelineBase } from '../../../blueprint';
import type { BudgetLine, WarningInfo } from '../../../document/plan-document';
import { pullRequestFileOf, pullRequestHead, workflowHead } from '../../../document/workflow/workflow-file';
import { Jobs } from '../../../jobs/make-jobs';
import { type Diagnostic, isError, warning } from '../../../private/diagnostics';
import { failIfAny } from '../../../private/errors';

/** A workflow that was made, and what it was made from. */
export interface Built extends Emitted {
  readonly prepared: Prepared;
  readonly text: string;
  /** Of the workflow that checks pull requests. */
  readonly pullRequestText?: string;
  /** As they were reported. */
  readonly warnings: readonly WarningInfo[];
  /** What it uses of what GitHub takes. */
  readonly budgets: readonly BudgetLine[];
  /** Directory in the cloud assembly with what publishers publish. */
  readonly publishDirectory: string;
}

/** What is written into the repository. */
export function filesOf({
  prepared,
  text,
  pullRequestText,
}: Built): { readonly file: string; readonly text: string }[] {
  const { file } = prepared.settings;
  return [
    { file, text },
    ...(pullRequestText === undefined ? [] : [{ file: pullRequestFileOf(file), text: pullRequestText }]),
  ];
}

/**
 * Read, plan, arrange and make a workflow. What is wrong is one error, and nothing is made then.
 *
 * @param name of the pipeline, unique in the app
 */
export function buildWorkflow(
  pipeline: PipelineBase,
  { props, configured }: { readonly props: GitHubWorkflowProps; readonly configured: Configured },
  name: string,
): Built {
  const directories = { publish: `${name}.publish`, scripts: `${name}.github` };
  const prepared = prepare(pipeline, props, configured);
  const { snapshot, settings } = prepared;
  const cloudAssembly = snapshot.scripts.keyOf(pipeline.cloudAssemblyFileSet);
  const jobs = jobsOf(prepared, cloudAssembly, directories.publish);
  const emitted = emit(prepared, jobs, directories, cloudAssembly);
  const { workflow, pullRequests } = emitted;
  const text = yamlOf(workflow, workflowHead(prepared.path));
  const { lines: budgets, diagnostics } = budgetOf(
    { workflow, text, uploadArtifact: settings.pins.uploadArtifact.uses },
    prepared.path,
  );
  const names = checkNames(workflow, pullRequests, prepared.path);
  failIfAny([...emitted.problems, ...names, ...diagnostics.filter(isError)]);
  pipeline._closeScripts(snapshot.steps);
  const concerns = [...prepared.warnings, ...madeWarnings(pipeline, prepared, emitted), ...diagnostics];
  const warnings = reportWarnings(pipeline, concerns);
  const pullRequestText = pullRequests && yamlOf(pullRequests, pullRequestHead(prepared.path));
  return { ...emitted, prepared, budgets, warnings, publishDirectory: directories.publish, text, pullRequestText };
}

/** What runs at each node of the plan. `directory`: in the cloud assembly, with what publishers publish. */
function jobsOf({ plan, snapshot, settings }: Prepared, cloudAssembly: number, directory: string): Jobs {
  const publish = (publisher: string) => publishCommand(settings.cliVersion, `${directory}/${publisher}`);
  return new Jobs(plan, snapshot.scripts, {
    cloudAssembly,
    publishing: (publisher) => ({ installCommands: [], commands: [publish(publisher)], env: [] }),
    adaptSynth: (script) => script,
  });
}

/** Of roles that are made before the workflow is built, and of the jobs. */
function madeWarnings({ node }: PipelineBase, prepared: Prepared, emitted: Emitted): Diagnostic[] {
  const workflows = [emitted.workflow, emitted.pullRequests].filter((workflow) => workflow !== undefined);
  const { repository } = prepared.settings;
  const concerns = [
    ...workflows.flatMap((workflow) => roleConcerns(workflow, rolesIn(node.root), repository)),
    ...sharedEnvironments(prepared, emitted.workflow),
  ];
  return concerns.map((concern) => warning({ where: node.path, ...concern }));
}
