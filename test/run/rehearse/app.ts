import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type {
  FilesInfo,
  NodeInfo,
  PlanDocument,
  ScriptJobInfo,
  ValueInfo,
  WorkInfo,
} from '../../../lib/document/plan-document';
import { type RunEvent } from '../../../lib/run/events';
import { commandToEnd } from '../../cli/run';

// Applications for tests: plans of no engine, in a directory of their own.

export interface Step {
  readonly id: string;
  readonly waits?: readonly string[];
  readonly job: WorkInfo['job'];
  readonly kind?: WorkInfo['kind'];
  readonly target?: WorkInfo['target'];
  /** @default - if somebody is asked */
  readonly gate?: boolean;
}

export function documentOf(steps: readonly Step[]): PlanDocument {
  const gate = (step: Step) => step.gate ?? step.job.kind === 'ask';
  return {
    schemaVersion: '2.0',
    pipeline: { path: 'Delivery/Pipeline', name: 'DeliveryPipeline', selfMutation: false, changeSets: false },
    applications: [],
    nodes: steps.map(({ id, waits = [] }): NodeInfo => ({
      ...{ id, kind: 'action', name: id },
      waitsFor: waits.map((node) => ({ node, reason: 'because' })),
    })),
    actions: steps.map((step): WorkInfo => ({
      ...{ node: step.id, name: step.id, label: step.id, gate: gate(step), job: step.job, target: step.target },
      kind: step.kind ?? (gate(step) ? 'approval' : step.job.kind === 'source' ? 'source' : 'script'),
    })),
    ...{ budgets: [], warnings: [], roles: [] },
  };
}

export const SOURCE: Step = {
  id: 'Source',
  job: { kind: 'source', provider: 'connection', repository: 'example/app', branch: 'main', trigger: 'change' },
};

interface ScriptOptions {
  readonly install?: readonly string[];
  readonly env?: Record<string, ValueInfo>;
  readonly inputs?: readonly FilesInfo[];
  readonly outputs?: readonly FilesInfo[];
}

export const FROM_SOURCE: FilesInfo = { directory: '.', fileSet: 'Source', from: 'Source' };

export function script(commands: readonly string[], options: ScriptOptions = {}): ScriptJobInfo {
  const { install = [], env = {}, inputs = [FROM_SOURCE], outputs = [] } = options;
  return { kind: 'script', installCommands: install, commands, env, inputs, outputs };
}

/** A directory with an application, made anew for each test, which is the current one meanwhile. */
export function inApp(): () => string {
  const here = process.cwd();
  let cwd: string;
  beforeEach(() => {
    cwd = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'app-')));
    fs.writeFileSync(path.join(cwd, 'app.txt'), 'from the tree\n');
    fs.mkdirSync(path.join(cwd, 'node_modules'));
    process.chdir(cwd);
  });
  afterEach(() => process.chdir(here));
  return () => cwd;
}

/** Writes a plan into the current directory. */
export function synthesize(steps: readonly Step[]): void {
  fs.mkdirSync('cdk.out', { recursive: true });
  fs.writeFileSync(path.join('cdk.out', 'p.plan.json'), JSON.stringify(documentOf(steps)));
}

/** Runs it there, and says what has happened. */
export async function run(steps: readonly Step[], ...args: string[]) {
  synthesize(steps);
  const { code, out, err } = await commandToEnd(['run', '--json', ...args]);
  const events = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RunEvent);
  const finished = events.flatMap((event) => (event.type === 'action.finished' ? [event] : []));
  const logged = events.flatMap((event) =>
    event.type === 'action.logged' && !event.line.startsWith('+ ') ? [event.line] : [],
  );
  return {
    code,
    err,
    events,
    finished,
    logged,
    results: Object.fromEntries(finished.map((one) => [one.action, one.result])),
  };
}
