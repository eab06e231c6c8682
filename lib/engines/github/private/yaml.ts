import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Concurrency, Environment, Json, JsonObject, Workflow, WorkflowJob, WorkflowStep } from './model';
import { nonEmpty } from '../../../private/lang';

/**
 * A workflow as the text of its file. The same workflow, the same bytes.
 *
 * @param head lines of a comment before it
 */
export function yamlOf(workflow: Workflow, head: readonly string[]): string {
  // Loaded only where a workflow is written.
  const yaml = require('yaml') as typeof import('yaml');
  const document = new yaml.Document(plainWorkflow(workflow), { aliasDuplicateObjects: false });
  const versions = versionsOf(workflow);
  yaml.visit(document, {
    Map: (_, map) => annotate(map, versions),
    Seq: (_, seq) => inOneLine(seq),
    Scalar: (_, scalar) => quoteOddText(scalar),
  });
  const text = document.toString({
    lineWidth: 0,
    singleQuote: true,
    blockQuote: 'literal',
    flowCollectionPadding: false,
  });
  // All of these are in double quotes.
  const escaped = text.replace(BREAKS, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${head.join('\n')}\n${escaped}`;
}

/** Characters that are no text to YAML, or end a line there: not all who read the file take them as they are. */
const BREAKS = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Text that begins with a tab, or with blanks in several lines, is read in different ways where it stands in a block. */
const ODD = /^\n*\t|^\s[^]*\n|^\s+$|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

function quoteOddText(scalar: Scalar): void {
  if (typeof scalar.value === 'string' && ODD.test(scalar.value)) {
    scalar.type = 'QUOTE_DOUBLE';
  }
}

/** Characters that a short list has at most, so that it fits into a line: the library breaks longer ones. */
const SHORT = 60;

/** Short lists of words: `[main]`. */
function inOneLine(seq: YAMLSeq): void {
  const words = seq.items.map((item) => (item as Scalar).value);
  const length = words.reduce<number>((sum, word) => sum + String(word).length + 4, 0);
  seq.flow = words.every((word) => word !== undefined) && length <= SHORT;
}

/** Versions that actions are pinned to, as comments: for people, and for whoever renews them. */
function annotate(map: YAMLMap, versions: ReadonlyMap<string, string>): void {
  const uses = map.get('uses', true) as Scalar<string> | undefined;
  const version = uses && versions.get(uses.value);
  if (uses && version !== undefined) {
    uses.comment = ` ${version}`;
  }
}

function versionsOf({ jobs }: Workflow): Map<string, string> {
  const steps = jobs.flatMap((job) => job.steps);
  return new Map(
    steps.flatMap((step) => ('uses' in step && step.version !== undefined ? [[step.uses, step.version] as const] : [])),
  );
}

function plainWorkflow({ name, on, concurrency, jobs }: Workflow): JsonObject {
  return clean({
    name,
    on,
    // Each job says what it needs.
    permissions: {},
    // Said once, and like this: where no shell is named, GitHub passes over what fails before a pipe.
    defaults: { run: { shell: SHELL } },
    concurrency,
    jobs: Object.fromEntries(jobs.map((job) => [job.id, plainJob(job)])),
  });
}

/** The shell of all that jobs run: it ends with what fails first, also before a pipe (`-eo pipefail`). */
const SHELL = 'bash';

/** A job as the file has it: what is empty is left out, but for permissions, which are none then. */
export function plainJob(job: WorkflowJob): JsonObject {
  const { needs } = job;
  return clean({
    name: job.name,
    needs: needs.length === 0 ? undefined : needs.length === 1 ? needs[0] : needs,
    if: job.if,
    'runs-on': job.runsOn,
    environment: job.environment && environmentOf(job.environment),
    permissions: job.permissions,
    concurrency: job.concurrency && concurrencyOf(job.concurrency),
    'timeout-minutes': job.timeoutMinutes,
    'continue-on-error': job.continueOnError,
    strategy: job.strategy,
    container: job.container,
    services: job.services,
    outputs: job.outputs && nonEmpty(job.outputs),
    steps: job.steps.map(plainStep),
  });
}

function environmentOf({ name, url }: Environment): Json {
  return url === undefined ? name : { name, url };
}

/** What waits is not cancelled, if only the group is named. */
function concurrencyOf(concurrency: Concurrency): Json {
  const { group, queue } = concurrency;
  return concurrency['cancel-in-progress'] || queue !== undefined ? clean(concurrency) : group;
}

/** A step as the file has it. */
export function plainStep(step: WorkflowStep): JsonObject {
  return clean({
    name: step.name,
    id: step.id,
    if: step.if,
    ...('uses' in step
      ? { uses: step.uses, with: step.with && nonEmpty(step.with) }
      : {
          run: step.run,
          shell: step.shell === SHELL ? undefined : step.shell,
          'working-directory': step.workingDirectory,
        }),
    env: step.env && nonEmpty(step.env),
    'continue-on-error': step.continueOnError || undefined,
    'timeout-minutes': step.timeoutMinutes,
  });
}

function clean(object: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
