import * as fs from 'fs';
import { Command } from 'commander';
import { ASSEMBLY, HOW_TO_CHOOSE } from './show';
import { PLAN_FILE_SUFFIX } from '../document/plan-document';
import { choosePlan, type PlanFile, readPlans } from '../document/read-plans';
import { fileProblems } from '../document/workflow/file-problems';
import { codeOf, lookAt, type Place, repositoryOf, verdictOf, writeTo } from '../document/workflow/place';
import {
  commandsFor,
  diffOf,
  placeProblem,
  quotedForShell,
  type Stale,
  staleMarkdown,
  staleOf,
  wordsOf,
  writeProblem,
} from '../document/workflow/stale';
import {
  MADE_BY,
  PULL_REQUEST_FILE_SUFFIX,
  pullRequestFileOf,
  WORKFLOW_FILE_SUFFIX,
} from '../document/workflow/workflow-file';
import type { Diagnostic } from '../private/diagnostics';
import { fail, failIfAny } from '../private/errors';
import type { Terminal } from '../private/terminal';

interface GitHubOptions {
  readonly pipeline?: string;
  readonly repository?: string;
  readonly markdown?: true;
}

/** A workflow of the assembly, and where it belongs. */
interface Workflow {
  /** Construct path of the pipeline. */
  readonly where: string;
  readonly place: Place;
  readonly text: string;
}

const STALE = 1;

/** `exit` gets 1 if a workflow file is stale. */
export function githubCommand(terminal: Terminal, exit: (code: number) => void): Command {
  const diff = withOptions(new Command('diff'))
    .description(
      'How workflow files of the repository differ from what the pipelines make now: in words, and line by line.',
    )
    .option('--markdown', 'for a comment on a pull request, or $GITHUB_STEP_SUMMARY')
    .addHelpText(
      'after',
      '\nExit codes: 0 if all files are what the pipelines make, 1 if one is stale, 2 for bad input.',
    )
    .action((assembly: string, options: GitHubOptions) => exit(compare(assembly, options, terminal)));
  const update = withOptions(new Command('update'))
    .description(
      'Write the workflow files as `cdk synth` has made them. A file that somebody else wrote is not overwritten.',
    )
    .addHelpText('after', '\nExit codes: 0, or 2 for bad input.')
    .action((assembly: string, options: GitHubOptions) => write(assembly, options, terminal));
  return new Command('github')
    .description('Workflow files of pipelines on GitHub Actions: are they fresh?')
    .helpCommand(false)
    .addCommand(diff)
    .addCommand(update);
}

function withOptions(command: Command): Command {
  return command
    .argument('[assembly]', ASSEMBLY, 'cdk.out')
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name, or the name of its stack')
    .option('-r, --repository <directory>', 'root of the repository, if it is not the nearest directory with .git');
}

function compare(assembly: string, options: GitHubOptions, terminal: Terminal): number {
  const all = workflowsIn(assembly, options).map((workflow) => ({ workflow, stale: staleIn(workflow) }));
  const stale = all.flatMap((one) => one.stale ?? []);
  const commands = (one: Stale) =>
    commandsFor(one, process.cwd(), `npx cdk-pipelines github update ${argumentsOf(assembly, options)}`);
  const lines = all.map(({ workflow, stale: one }) => {
    const title = terminal.styles.bold(workflow.where);
    return one ? [title, ...staleLines(one, commands(one))] : [title, `  ${workflow.place.file} is fresh`];
  });
  const parts = options.markdown ? stale.map((one) => staleMarkdown(one, commands(one))) : lines;
  terminal.out(parts.flatMap((part, i) => (i > 0 ? ['', ...part] : part)));
  return stale.length > 0 ? STALE : 0;
}

function argumentsOf(assembly: string, { repository, pipeline }: GitHubOptions): string {
  const options = [
    ...(repository === undefined ? [] : ['--repository', repository]),
    ...(pipeline === undefined ? [] : ['--pipeline', pipeline]),
  ];
  return [assembly, ...options].map(quotedForShell).join(' ');
}

function staleLines(stale: Stale, commands: readonly string[]): string[] {
  const what = stale.before === undefined ? 'is not there' : 'is stale: what the pipeline makes differs';
  const lines = [
    `${stale.place.file} ${what}`,
    ...wordsOf(stale),
    ...diffOf(stale),
    `To fix it: ${commands.join(' && ')}`,
  ];
  return lines.map((line) => `  ${line}`);
}

/** Nothing, if the file is what it should be. */
function staleIn({ where, place, text }: Workflow): Stale | undefined {
  const found = lookAt(place);
  const verdict = verdictOf(found, text);
  failIfAny(placeProblem(where, place, found, verdict));
  return verdict === 'same' ? undefined : staleOf(where, place, found, text);
}

/** All or none: what is wrong with one of the places is found before the first file is written. */
function write(assembly: string, options: GitHubOptions, terminal: Terminal): void {
  const workflows = workflowsIn(assembly, options);
  const found = workflows.map((workflow) => ({ workflow, now: lookAt(workflow.place) }));
  failIfAny(
    found.flatMap(({ workflow: { where, place, text }, now }) => placeProblem(where, place, now, verdictOf(now, text))),
  );
  for (const { workflow, now } of found) {
    const { where, place, text } = workflow;
    const isFresh = verdictOf(now, text) === 'same';
    if (!isFresh) {
      failIfAny(writeOne(where, place, text));
    }
    terminal.out([isFresh ? `${place.file} is fresh` : `wrote ${place.file}: commit it`]);
  }
}

function writeOne(where: string, place: Place, text: string): Diagnostic[] {
  try {
    writeTo(place, text);
    return [];
  } catch (error) {
    return [writeProblem(where, place, codeOf(error))];
  }
}

function workflowsIn(assembly: string, { pipeline, repository }: GitHubOptions): Workflow[] {
  const root = repository === undefined ? repositoryOf(process.cwd(), process.env) : givenRoot(repository);
  const plans = readPlans(assembly);
  const chosen = pipeline === undefined ? plans : [choosePlan(plans, pipeline, assembly, HOW_TO_CHOOSE)];
  const workflows = chosen.flatMap((plan) =>
    plan.document.gitHub ? workflowsOf(plan, plan.document.gitHub.file, root) : [],
  );
  if (workflows.length === 0) {
    fail({
      where: assembly,
      given:
        pipeline === undefined ? 'no pipeline runs on GitHub Actions' : `'${pipeline}' does not run on GitHub Actions`,
      expected: 'a pipeline that is a GitHubWorkflow',
      fix: 'name the cloud assembly of the app that has one',
    });
  }
  return workflows;
}

/** A directory that is mistyped would be made, and the workflow of the repository would stay as it is. */
function givenRoot(repository: string): string {
  const isThere = fs.statSync(repository, { throwIfNoEntry: false })?.isDirectory();
  return isThere
    ? repository
    : fail({
        where: 'github',
        given: `--repository '${repository}': there is no such directory`,
        expected: 'the root of the repository that the workflow is in',
        fix: 'name a directory that is there, or leave it out',
      });
}

/** Of one pipeline. A document may have been changed by hand: what it names must be where workflows are. */
function workflowsOf({ file, document }: PlanFile, target: string, root: string): Workflow[] {
  const where = document.pipeline.path;
  failIfAny(fileProblems(where, target));
  const start = file.endsWith(PLAN_FILE_SUFFIX) ? file.slice(0, -PLAN_FILE_SUFFIX.length) : undefined;
  if (start === undefined || !fs.existsSync(`${start}${WORKFLOW_FILE_SUFFIX}`)) {
    fail({
      where: file,
      given: `the text of the workflow is not beside the plan`,
      expected: `the plan in the cloud assembly that \`cdk synth\` wrote it to, beside a file *${WORKFLOW_FILE_SUFFIX}`,
      fix: 'synthesize again, and name the directory',
    });
  }
  const all = [
    [target, WORKFLOW_FILE_SUFFIX],
    [pullRequestFileOf(target), PULL_REQUEST_FILE_SUFFIX],
  ].filter(([, suffix]) => fs.existsSync(`${start}${suffix}`));
  return all.map(([path, suffix]) => ({
    where,
    place: { root, file: path },
    text: readText(`${start}${suffix}`),
  }));
}

/** What is in the file goes into the repository. */
function readText(file: string): string {
  const because = (given: string): never =>
    fail({
      where: file,
      given,
      expected: 'the text of a workflow as `cdk synth` writes it',
      fix: 'synthesize again, and name the directory',
    });
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return because(`this cannot be read (${codeOf(error)})`);
  }
  return text.startsWith(MADE_BY) ? text : because('this was not made by cdk-pipelines');
}
