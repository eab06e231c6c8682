import { onlyIn } from './change';
import type { Side } from './side';
import type { PlanDocument, RoleInfo } from '../../document/plan-document';
import type { PlanGraph } from '../../document/plan-graph';

/** Roles that are the same: the new path, and the old role. By path, by what uses them, by what they may do. */
export function matchRoles(before: Side, after: Side): Map<string, RoleInfo> {
  const [was, is] = [before, after].map(({ plan }) => new Map(plan.document.roles.map((role) => [role.path, role])));
  const matched = new Map([...is.keys()].flatMap((path) => (was.has(path) ? [[path, was.get(path)!] as const] : [])));
  const uses = new Map(usesOf(before.plan, (action) => before.keyOf(action)).map(([role, use]) => [use, role]));
  const left = new Map(onlyIn(was, is).map((role) => [role.path, role]));
  const take = (path: string, old: RoleInfo | undefined) => {
    if (old && left.delete(old.path)) {
      matched.set(path, old);
    }
  };
  for (const [path, use] of usesOf(after.plan, (action) => after.keyOf(action))) {
    if (is.has(path) && !matched.has(path)) {
      take(path, left.get(uses.get(use) ?? ''));
    }
  }
  for (const role of onlyIn(is, matched)) {
    take(
      role.path,
      [...left.values()].find((old) => content(old) === content(role)),
    );
  }
  return matched;
}

function content({ trust, statements }: RoleInfo): string {
  return JSON.stringify([trust, statements]);
}

type KeyOf = (action: PlanGraph['actions'][number]) => string;

/** Roles by path, and what uses them: actions, their projects, the pipeline. */
function usesOf(plan: PlanGraph, keyOf: KeyOf): [role: string, use: string][] {
  const { codePipeline } = plan.document;
  const projects = new Map(codePipeline?.projects.map((project) => [project.path, project.role]));
  const all = plan.actions.flatMap((action): [string | undefined, string][] => {
    const key = `${keyOf(action)} ${action.category}`;
    return [
      [action.role, `action ${key}`],
      [projects.get(action.project ?? ''), `project ${key}`],
    ];
  });
  return [...all, [codePipeline?.settings?.RoleArn, 'pipeline'] as const].flatMap(([role, use]): [string, string][] =>
    role === undefined ? [] : [[role, use]],
  );
}

/**
 * What is named after the pipeline is called otherwise if that is. Texts of both plans are made the same by what stands
 * in its place; only where it has another name, so that nothing else is lost.
 */
export function comparable(
  before: PlanDocument,
  after: PlanDocument,
): (text: string, document: PlanDocument) => string {
  if (before.pipeline.path === after.pipeline.path) {
    return (text) => text;
  }
  const inPaths = (text: string) =>
    [before, after].reduce(
      (all, { pipeline: { path, name } }) => all.replaceAll(`${path}/`, '<pipeline>/').replaceAll(name, '<pipeline>'),
      text,
    );
  return (text, { pipeline: { path, stack = '' } }) => {
    const own = path.slice(path.startsWith(`${stack}/`) ? stack.length + 1 : 0).replace(/[^A-Za-z0-9]/g, '');
    const idOf = (logicalId: string) => `<pipeline>${withoutNames(logicalId.replace(/[0-9A-F]{8}$/, ''), own)}`;
    return inPaths(text)
      .replace(/("(?:Ref|Fn::GetAtt)":\[?")([A-Za-z0-9]+)"/g, (_, start: string, id: string) => `${start}${idOf(id)}"`)
      .replace(/\$\{([A-Za-z0-9]+)(\.\w+)?\}/g, (_, id: string, attribute = '') => `\${${idOf(id)}${attribute}}`);
  };
}

/** Logical ids are made of the names in the path, each once if they repeat; the CodePipeline in the pipeline is `Pipeline`. */
function withoutNames(id: string, own: string): string {
  const name = [own, 'Pipeline'].find((one) => one !== '' && id.startsWith(one));
  return name === undefined ? id : withoutNames(id.slice(name.length), own);
}
