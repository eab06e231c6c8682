import type { ProjectInfo, ScriptJobInfo, ValueInfo, WorkInfo } from '../document/plan-document';
import { groupBy } from '../private/lang';
import type { ActionOfRun } from './events';

/** An action of the run. Of a CodePipeline, all that is in it, also what was added by hand. */
export interface Work extends Pick<WorkInfo, 'kind' | 'label' | 'gate' | 'application' | 'wave' | 'target'> {
  /** What all tools call it. */
  readonly id: string;
  /** What it is shown with. Missing if that is the part of its name before the first `/`. */
  readonly stage?: string;
  /** Index of its node in the plan; -1 if it has none. */
  readonly node: number;
  /** Among the works of its node. */
  readonly runOrder: number;
  /** In the order of CodePipeline: works of one place run together. In a workflow: how many come before it at least. */
  readonly place: number;
  readonly task: Task;
}

/** What a work does. Artifacts are known by their names, which are unique in a pipeline. */
export type Task = SourceTask | BuildTask | DeployTask | AskTask | PermissionsCheckTask | OtherTask;

/** Files are fetched. */
export interface SourceTask {
  readonly kind: 'source';
  readonly provider: string;
  /** As the provider knows it. */
  readonly repository: string;
  readonly branch?: string;
  /** Whether builds get a clone, with its history. */
  readonly clone?: boolean;
  readonly outputs: readonly string[];
  /** What its variables are called: `#{namespace.CommitId}`. */
  readonly namespace?: string;
}

/** Commands in a shell: scripts, publishing, self-update, builds of custom steps. */
export interface BuildTask {
  readonly kind: 'build';
  /** A buildspec as text, the name of a file in the primary input, or what the plan says. */
  readonly spec: { readonly buildspec: string } | { readonly job: ScriptJobInfo; readonly exported: readonly string[] };
  /** What it starts in. Missing if it starts in an empty directory. */
  readonly primary?: string;
  /** Further inputs. `directory`: where they are put; missing if a variable says where they are, and commands link them. */
  readonly others: readonly { readonly artifact: string; readonly directory?: string }[];
  readonly outputs: readonly string[];
  readonly env: readonly Variable[];
  readonly namespace?: string;
  /** The machine in the cloud. Missing if nothing is known of it. */
  readonly project?: ProjectInfo;
  /** Whether it is several builds, as a batch build specification says. */
  readonly batch?: true;
  /** What is published, by a publisher. */
  readonly assets?: WorkInfo['assets'];
}

export interface DeployTask {
  readonly kind: 'deploy';
  readonly mode: 'update' | 'prepare' | 'execute';
  /** The file of the template, in an artifact; missing where a change set is executed. */
  readonly template?: { readonly artifact: string; readonly path: string };
  readonly namespace?: string;
}

/** A person decides. The text may have variables. */
export interface AskTask {
  readonly kind: 'ask';
  readonly text: string;
  readonly url?: string;
}

/** What a Stage may do is compared with what it could do before. */
export interface PermissionsCheckTask {
  readonly kind: 'permissions-check';
  readonly stage?: string;
  readonly namespace?: string;
}

/** An action of which nothing more is known. */
export interface OtherTask {
  readonly kind: 'other';
  readonly provider: string;
  readonly outputs: readonly string[];
}

/** A variable of the environment. In a text, `#{namespace.NAME}` stands for what an earlier action has exported. */
export interface Variable {
  readonly name: string;
  readonly value: ValueInfo | { readonly text: string };
}

/** What an event says of a work that runs. */
export function actionOfRun({ id: action, kind, gate, stage }: Work): ActionOfRun {
  return { action, kind, gate, ...(stage === undefined ? {} : { stage }) };
}

/** Which work exports the variables of a namespace. */
export function namespacesOf(works: readonly Work[]): ReadonlyMap<string, Work> {
  const named = works.flatMap((work) => {
    const { namespace } = work.task as { readonly namespace?: string };
    return namespace === undefined ? [] : [[namespace, work] as const];
  });
  return new Map(named);
}

/** What people call the namespaces: the action, or the stack of which the variables are the outputs. */
export function namesOfNamespaces(works: readonly Work[]): ReadonlyMap<string, string> {
  const called = ({ id, task, target }: Work) => (task.kind === 'deploy' && target ? `stack ${target.stackName}` : id);
  return new Map([...namespacesOf(works)].map(([namespace, work]) => [namespace, called(work)]));
}

/** All artifacts that some works make. */
export function artifactsMade(works: readonly Work[]): string[] {
  return works.flatMap(({ task }) => ('outputs' in task ? task.outputs : []));
}

/** Works by the artifact that they make. */
export function makersOf(works: readonly Work[]): ReadonlyMap<string, Work> {
  const made = groupBy(
    works.flatMap((work) => ('outputs' in work.task ? work.task.outputs.map((artifact) => ({ artifact, work })) : [])),
    ({ artifact }) => artifact,
  );
  return new Map([...made].map(([artifact, [{ work }]]) => [artifact, work]));
}
