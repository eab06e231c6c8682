import { emit, type Emitted } from './emit/emit';
import { type Configured, prepare } from './prepare';
import type { Prepared } from './prepared';
import { yamlOf } from './yaml';
import { reportWarnings } from './report/report-warnings';
import type { GitHubWorkflowProps } from '../props';
import type { PipelineBase } from '../../../blueprint';
import type { WarningInfo } from '../../../document/plan-document';
import { pullRequestFileOf, pullRequestHead, workflowHead } from '../../../document/workflow/workflow-file';
import { Jobs } from '../../../jobs/make-jobs';
import { failIfAny } from '../../../private/errors';
import { cdk, inAssembly } from './emit/cdk';

/** A workflow that was made, and what it was made from. */
export interface Built extends Emitted {
  readonly prepared: Prepared;
  readonly text: string;
  /** Of the workflow that checks pull requests. */
  readonly pullRequestText?: string;
  /** As they were reported. */
  readonly warnings: readonly WarningInfo[];
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

/** Read, plan, arrange and make a workflow. What is wrong is one error, and nothing is made then. */
export function buildWorkflow(
  pipeline: PipelineBase,
  { props, configured }: { readonly props: GitHubWorkflowProps; readonly configured: Configured },
  publishDirectory: string,
): Built {
  const prepared = prepare(pipeline, props, configured);
  const { plan, snapshot, settings } = prepared;
  const cloudAssembly = snapshot.scripts.keyOf(pipeline.cloudAssemblyFileSet);
  const jobs = new Jobs(plan, snapshot.scripts, {
    cloudAssembly,
    publishing: (publisher) => ({
      installCommands: [],
      commands: [
        cdk(
          settings.cliVersion,
          'publish-assets',
          '--all',
          '--unstable=publish-assets',
          `--app=${inAssembly(`${publishDirectory}/${publisher}`)}`,
        ),
      ],
      env: [],
    }),
    adaptSynth: (script) => script,
  });
  const emitted = emit(prepared, jobs, publishDirectory, cloudAssembly);
  failIfAny(emitted.problems);
  pipeline._closeScripts(snapshot.steps);
  const warnings = reportWarnings(pipeline, prepared.warnings);
  const { workflow, pullRequests } = emitted;
  const text = yamlOf(workflow, workflowHead(prepared.path));
  const pullRequestText = pullRequests && yamlOf(pullRequests, pullRequestHead(prepared.path));
  return { ...emitted, prepared, warnings, publishDirectory, text, pullRequestText };
}
