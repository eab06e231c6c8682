import { isMap, isScalar, isSeq, parseDocument, type Pair, type YAMLMap } from 'yaml';
import { tokenOf, type Permissions } from './github-api';

/** What act has to be told of a job, as it does not look at it itself. */
interface JobFacts {
  readonly id: string;
  readonly permissions: Permissions;
  /** Its name, which may be an expression. */
  readonly environment?: string;
}

/** Another text for a part of the workflow. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const TOKEN = '${{ github.token }}';

/**
 * What GitHub does around a job and act does not, put into the workflow. act knows no environments and no rights of tokens, so
 *
 * - a job with an environment gets a first step that asks the reviewers of that environment (`review.js`): rejected, the job fails
 *   before anything else in it runs, as on GitHub. The environment itself goes: act refuses what it does not know of it;
 * - a job is told its rights and its environment in `STAND_IN_JOB`: the stand-in for AWS credentials makes an identity token of
 *   that, and refuses a job without `id-token: write`;
 * - `github.token` is a text that names the rights of the job: the API refuses what these do not allow.
 *
 * All other bytes of the workflow stay as they are.
 *
 * @param yaml the text of a workflow; a job that does not say what it may do is an error
 */
export function asOnGitHub(yaml: string): string {
  const { contents } = parseDocument(yaml);
  const jobs = isMap(contents) && contents.get('jobs');
  if (!isMap(contents) || !isMap(jobs)) throw new Error('The workflow has no jobs.');
  const onTop = rightsOf(contents);
  const concurrency = contents.get('concurrency');
  const edits = isMap(concurrency) ? without(concurrency, 'queue', yaml) : [];
  for (const { key, value } of jobs.items) {
    edits.push(...editsOf(String(isScalar(key) ? key.value : key), value, yaml, onTop));
  }
  // From the end, so that what is before keeps its place.
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), yaml);
}

function editsOf(id: string, job: unknown, yaml: string, onTop: Permissions | undefined): Edit[] {
  if (!isMap(job) || !job.range) throw new Error(`Job ${id} is no map.`);
  const permissions = rightsOf(job) ?? onTop;
  // Without any, the defaults of the repository count: nobody should depend on these.
  if (!permissions) throw new Error(`Job ${id} does not say what it may do.`);
  const [from, , to] = job.range;
  const tokens = [...yaml.slice(from, to).matchAll(/\$\{\{ github\.token \}\}/g)].map(({ index }) => from + index);
  return [
    ...tokens.map((at) => ({ from: at, to: at + TOKEN.length, text: tokenOf(permissions) })),
    ...without(job, 'environment', yaml),
    beforeSteps({ id, permissions, environment: environmentOf(job) }, job, yaml),
  ];
}

function rightsOf(map: YAMLMap): Permissions | undefined {
  const node = map.get('permissions');
  if (node === undefined) return undefined;
  if (!isMap(node)) throw new Error('`permissions` is no map of rights.');
  return node.toJSON() as Permissions;
}

function environmentOf(job: YAMLMap): string | undefined {
  const environment = job.get('environment');
  return isMap(environment) ? String(environment.get('name')) : (environment as string | undefined);
}

/** Remove a key of a map, with all that belongs to it. */
function without(map: YAMLMap, name: string, yaml: string): Edit[] {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === name) as
    Pair<RangedNode, RangedNode> | undefined;
  if (!pair?.key.range || !pair.value?.range) return [];
  // Whole lines, as maps are written on several.
  return [{ from: yaml.lastIndexOf('\n', pair.key.range[0]) + 1, to: pair.value.range[2], text: '' }];
}

interface RangedNode {
  /** Where it begins, where its value ends, and where all that belongs to it ends. */
  readonly range?: [number, number, number] | null;
}

/** A step before all others of the job. */
function beforeSteps({ environment, ...job }: JobFacts, node: YAMLMap, yaml: string): Edit {
  const steps = node.get('steps');
  if (!isSeq(steps) || !steps.range || steps.flow) throw new Error(`Job ${job.id} has no list of steps.`);
  const [at] = steps.range;
  const indent = ' '.repeat(at - yaml.lastIndexOf('\n', at - 1) - 1);
  const lines = [
    '- name: As on GitHub (not in the workflow)',
    '  shell: bash',
    '  env:',
    `    STAND_IN_JOB: ${quoted(JSON.stringify({ ...job, environment }))}`,
    ...(environment === undefined ? [] : [`    STAND_IN_ENVIRONMENT: ${quoted(environment)}`]),
    '  run: |',
    '    echo "STAND_IN_JOB=$STAND_IN_JOB" >> "$GITHUB_ENV"',
    ...(environment === undefined ? [] : ['    node "$STAND_INS/review.js"']),
    '',
  ];
  return { from: at, to: at, text: lines.join(`\n${indent}`) };
}

/** As single-quoted YAML. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
