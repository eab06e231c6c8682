import { spawn } from 'child_process';
import * as fs from 'fs';
import { thisMachine } from './machine';
import { runDirectory } from './places';
import { readRecord } from './record-file';
import type { PlanGraph } from '../../document/plan-graph';
import { fail } from '../../private/errors';
import type { Terminal } from '../../private/terminal';
import { quoted } from '../../private/text';
import { type Ended, isUnfinished, type RunRecord } from '../record';
import { nodesNamed } from '../select';
import { worksToRun } from '../read-works';
import type { Work } from '../works';

/** An action that has left its files. */
export interface Workplace {
  readonly action: string;
  readonly workspace: string;
  readonly envFile?: string;
}

/** Names that an error offers. */
const MOST = 8;

/** The workspace that is meant: of the actions that are named, or of the one that failed. */
export function chooseWorkplace(
  plan: PlanGraph,
  works: readonly Work[],
  { last }: RunRecord,
  names: readonly string[],
  isThere: (directory: string) => boolean,
): Workplace {
  const left = works.flatMap((work): (Workplace & { work: Work; ended: Ended })[] => {
    const ended = Object.hasOwn(last, work.id) ? last[work.id] : undefined;
    return ended?.workspace !== undefined && isThere(ended.workspace)
      ? [{ action: work.id, workspace: ended.workspace, envFile: ended.envFile, work, ended }]
      : [];
  });
  const nodes = new Set(names.flatMap((name) => nodesNamed(plan, name)));
  const meant = left.filter(({ work, ended }) =>
    names.length > 0 ? nodes.has(work.node) : isUnfinished(ended.result),
  );
  if (meant.length === 1) {
    const [{ action, workspace, envFile }] = meant;
    return { action, workspace, envFile };
  }
  const all = (meant.length > 0 ? meant : left).map(({ action }) => action);
  return fail({
    where: 'run',
    given:
      meant.length > 0
        ? `--shell: ${meant.length} actions have left their files`
        : `--shell: no action that ${names.length > 0 ? 'is named' : 'failed'} has left its files here`,
    expected: all.length > 0 ? `one of ${quoted(all, MOST)}` : 'a run in this directory of which files are left',
    fix: all.length > 0 ? `run --shell '${all[0]}'` : 'run the action first, with --keep if it succeeds',
  });
}

/** Opens a shell where an action has run, with its variables. */
export async function openShell(
  plan: PlanGraph,
  names: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  { err }: Terminal,
): Promise<number> {
  const { pipeline } = plan.document;
  const { record, unused } = readRecord(runDirectory(pipeline, cwd), pipeline.path);
  if (unused !== undefined) {
    err([unused]);
  }
  const { action, workspace, envFile } = chooseWorkplace(plan, worksToRun(plan), record, names, fs.existsSync);
  err([`The files and variables of ${action}, in ${workspace}. Leave it with \`exit\`.`]);
  const shell = thisMachine(env).has('bash') ? ['bash', '--noprofile', '--norc'] : ['sh'];
  const start = '[ -z "$1" ] || . "$1"; cd "$2"; PS1="$3"; export PS1; shift 3; exec "$@"';
  const prompt = `(${action.replace(/[^\w./@-]/g, '-')}) $ `;
  const args = ['-c', start, 'sh', envFile ?? '', workspace, prompt, ...shell];
  // Nothing else of the user's environment: it was not there either.
  const child = spawn('/bin/sh', args, { stdio: 'inherit', env: { PATH: env.PATH, TERM: env.TERM } });
  // Ctrl-C is for what runs in the shell.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    await new Promise((done, failed) => child.once('close', done).once('error', failed));
  } finally {
    process.removeListener('SIGINT', ignore);
  }
  return 0;
}
