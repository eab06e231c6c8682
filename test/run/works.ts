import type { BuildTask, Task, Work } from '../../lib/run/works';

/** A work, from as little as a test is about. */
export function work(id: string, task: Task, more: Partial<Work> = {}): Work {
  const kind =
    task.kind === 'deploy' || task.kind === 'source' ? task.kind : task.kind === 'ask' ? 'approval' : 'script';
  return {
    ...{ id, node: 0, kind, label: id, gate: task.kind === 'ask', runOrder: 1, place: 0 },
    ...{ task, ...more },
  };
}

export function source(id: string, output: string, namespace?: string): Work {
  return work(id, { kind: 'source', provider: 'github', repository: id, outputs: [output], namespace });
}

export function build(id: string, more: Partial<BuildTask> = {}): Work & { readonly task: BuildTask } {
  const task: BuildTask = { kind: 'build', spec: { buildspec: '{}' }, others: [], outputs: [], env: [], ...more };
  return { ...work(id, task), task };
}

/** A stack that is deployed in one go. */
export function deployment(id: string, stack: string, artifact: string, namespace?: string): Work {
  const template = { artifact, path: 't.json' };
  const target = { stack, stackName: stack.replace(/\//g, '-') };
  return work(id, { kind: 'deploy', mode: 'update', template, namespace }, { target });
}
