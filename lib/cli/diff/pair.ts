import type { Guards } from './guards';
import { match, type Matched } from './match';
import { matchRoles } from './names';
import { Side } from './side';
import type { RoleInfo } from '../../document/plan-document';
import type { Action } from '../../document/stages';

/** Two plans, and what is the same in both. */
export class Pair {
  public readonly before: Side;
  public readonly after: Side;
  public readonly matched: Matched;
  /** New path of a role, and what it was. */
  public readonly roles: ReadonlyMap<string, RoleInfo>;
  /** Actions that are in both plans. */
  public readonly both: readonly (readonly [Action, Action])[];

  constructor(was: Guards, is: Guards) {
    this.matched = match(was, is);
    const { before, after } = this.matched;
    this.before = new Side(was, before);
    this.after = new Side(is, after);
    this.both = [...this.after.actions].flatMap(([key, action]) => {
      const other = this.before.actions.get(key);
      return other ? [[other, action] as const] : [];
    });
    this.roles = matchRoles(this.before, this.after);
  }

  /** Whether an action is where it is because its group is called otherwise now. */
  public isExpected(old: Action, now: Action): boolean {
    const [from, to] = [this.before.plan, this.after.plan].map((plan, i) => {
      const action = i === 0 ? old : now;
      return plan.nodes[plan.indexOf(action.node)!].parent;
    });
    return from !== to && from !== undefined && this.matched.groups.get(from) === to && old.name === now.name;
  }

  /** Whether the pipeline is called otherwise, or elsewhere in the app. */
  public get isRenamed(): boolean {
    return this.before.plan.document.pipeline.path !== this.after.plan.document.pipeline.path;
  }
}
