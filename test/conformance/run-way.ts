import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { PlanGraph } from '../../lib/document/plan-graph';
import { readPlans } from '../../lib/document/read-plans';
import type { RunEvent } from '../../lib/run/events';
import { worksOf } from '../../lib/run/read-works';
import { type Work } from '../../lib/run/works';
import { describeSeen } from './cloud/describe-seen';
import { copyFiles, listFiles } from './cloud/files';
import type { Event, Execution, World } from './cloud/model';
import { readStacks } from './cloud/stacks';
import { quoted, runScript } from './cloud/shells';
import { type Call, StandIns } from './cloud/stand-ins';
import { contentOfAsset, outputsIn, templatesIn } from './read-assembly';

/*
 * The rehearsal of `npx cdk-pipelines run` as a way to execute. It reads the plan, and deploys and publishes nothing: that these
 * actions came, and when, is what is observed of them; what is in a stack is read in the cloud assembly.
 */

export async function rehearseAssembly(assembly: string, world: World, directory: string): Promise<Execution> {
  const [{ document }] = readPlans(assembly);
  const plan = new PlanGraph(document);
  const works = worksOf(plan);
  const standIns = new StandIns(path.join(directory, 'tools'), assembly, world.broadened ?? false);
  const cwd = path.join(directory, 'here');
  fs.mkdirSync(cwd);
  const outputs = path.join(cwd, 'outputs.json');
  fs.writeFileSync(outputs, JSON.stringify(outputsIn(assembly)));
  const repositories = new Map(Object.entries(world.sources).map(([name, files]) => [name, repositoryOf(files)]));
  const used = works.flatMap(({ id, task }) => (task.kind === 'source' ? [{ id, name: task.repository }] : []));
  const args = [
    ...['run', '--json', '--assembly', assembly],
    ...(works.some(({ gate }) => gate) ? ['--approve', 'all'] : []),
    ...(world.rejected ?? []).flatMap((gate) => ['--reject', gate]),
    ...used.flatMap(({ id, name }) => ['--source', `${id}=${repositories.get(name)!.directory}`]),
    ...['--outputs', outputs],
  ];
  const heard = await eventsOfCommand(args, cwd, standIns.bin);
  const told = eventsOf({ assembly, works, heard, calls: standIns.callsOf() });
  const commits = [...repositories].map(([name, { commit }]) => [commit, `commit of ${name}`] as const);
  return { events: told.map((event) => withNames(event, commits)), failures: failuresIn(heard) };
}

const COMMAND = path.resolve(__dirname, '../../lib/cli/main.js');

/** What the command prints, in an environment of its own. */
async function eventsOfCommand(args: readonly string[], cwd: string, bin: string): Promise<RunEvent[]> {
  const [out, err, script] = ['out', 'err', 'script'].map((name) => path.join(cwd, '..', name));
  const where = [bin, path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter);
  const words = ['env', '-i', `PATH=${where}`, `HOME=${cwd}`, process.execPath, COMMAND, ...args];
  fs.writeFileSync(script, `cd ${quoted(cwd)}\n${words.map(quoted).join(' ')} > ${quoted(out)} 2> ${quoted(err)}\n`);
  await runScript(script);
  const lines = fs.readFileSync(out, 'utf-8').split('\n').filter(Boolean);
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  if (events.every(({ type }) => type !== 'run.finished')) {
    throw new Error(`the command has not come to its end: ${fs.readFileSync(err, 'utf-8')}`);
  }
  return events;
}

interface Repository {
  readonly directory: string;
  readonly commit: string;
}

const repositories = new Map<string, Repository>();

/** A rehearsal asks git what a revision is. One for all sources with these files. */
function repositoryOf(directory: string): Repository {
  const files = listFiles(directory);
  const key = files.map((file) => `${file}\0${fs.readFileSync(path.join(directory, file), 'utf-8')}`).join('\0');
  const known = repositories.get(key) ?? newRepository({ directory, files });
  repositories.set(key, known);
  return known;
}

function newRepository(files: Parameters<typeof copyFiles>[0]): Repository {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'repository-'));
  copyFiles(files, directory);
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  const git = (...args: string[]) => execFileSync('git', ['-C', directory, ...args], { encoding: 'utf-8' }).trim();
  git('init', '-q', '-b', 'main');
  git('add', '--all');
  git(...who, 'commit', '-q', '-m', 'x');
  return { directory, commit: git('rev-parse', 'HEAD') };
}

function withNames({ details, ...event }: Event, commits: readonly (readonly [string, string])[]): Event {
  const named = (line: string) => commits.reduce((text, [commit, name]) => text.replaceAll(commit, name), line);
  return { ...event, details: details.map(named) };
}

function failuresIn(heard: readonly RunEvent[]): string[] {
  return heard.flatMap((event) =>
    event.type === 'action.finished' && ['failed', 'rejected', 'stopped'].includes(event.result)
      ? [`${event.action}: ${event.reason}`]
      : [],
  );
}

interface Told {
  readonly assembly: string;
  readonly works: readonly Work[];
  readonly heard: readonly RunEvent[];
  readonly calls: readonly Call[];
}

/** Times are the places of events among all. */
function eventsOf({ assembly, works, heard, calls }: Told): Event[] {
  const timeOf = (action: string, type: RunEvent['type']) =>
    heard.findIndex((event) => event.type === type && 'action' in event && event.action === action);
  const templates = templatesIn(assembly);
  return works.flatMap((work) => {
    const [begin, end] = [timeOf(work.id, 'action.started'), timeOf(work.id, 'action.finished')];
    const described = begin === -1 ? [] : describe(work, assembly, templates, calls);
    return described.map((one) => ({ ...one, begin, end }));
  });
}

type Described = Pick<Event, 'what' | 'details'>;

function describe(
  work: Work,
  assembly: string,
  templates: ReadonlyMap<string, string[]>,
  calls: readonly Call[],
): Described[] {
  const { task, kind, id, target } = work;
  const name = /[^./]+(\.Confirm|\.Check)?$/.exec(id)![0];
  if (kind === 'permissions-check') {
    return work.gate
      ? [{ what: `gate ${name}`, details: [] }]
      : [{ what: `compare permissions of ${(task as { readonly stage?: string }).stage}`, details: [] }];
  }
  if (task.kind === 'source') {
    return [{ what: `source ${task.repository}`, details: [] }];
  }
  if (task.kind === 'ask') {
    const comment = task.text === '' ? [] : [`comment: ${task.text}`];
    return [{ what: `gate ${name}`, details: [...comment, 'answered by a person'] }];
  }
  if (target) {
    const what = `${kind} ${target.stackName} in ${target.account}/${target.region}`;
    return [{ what, details: templates.get(target.stack) ?? [] }];
  }
  if (kind === 'self-update') {
    return [
      {
        what: kind,
        details: readStacks(assembly)
          .slice(0, 1)
          .map((s) => `stack: ${s.name}`),
      },
    ];
  }
  if (task.kind === 'build' && task.assets) {
    return task.assets.flatMap((asset) => contentOfAsset(assembly, asset)).map((what) => ({ what, details: [] }));
  }
  return calls
    .filter(({ tool, args }) => tool === 'probe' && args[0] === name)
    .map(({ seen }) => ({ what: `script ${name}`, details: describeSeen(seen!, assembly) }));
}
