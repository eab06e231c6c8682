/* Stacks of the application, as far as the actions of a pipeline change them. */

export class ActionFailed extends Error {}

interface DeployedApplicationStack {
  status: 'review' | 'complete';
  readonly changeSets: Map<string, any>;
}

export class CloudFormation {
  private readonly stacks = new Map<string, DeployedApplicationStack>();

  /** @param isPublished whether the file or image of this hash is where stacks of an environment look for it */
  constructor(private readonly isPublished: (hash: string, environment: string) => boolean) {}

  /** @returns outputs */
  public createOrUpdate(name: string, environment: string, template: any): Record<string, string> {
    const stack = this.stacks.get(`${name}@${environment}`);
    if (stack?.status === 'review') {
      throw new ActionFailed(`stack '${name}' is in REVIEW_IN_PROGRESS: its change set was never executed`);
    }
    return this.deploy(name, environment, template);
  }

  public prepare(name: string, environment: string, changeSet: string, template: any): void {
    const key = `${name}@${environment}`;
    const stack = this.stacks.get(key) ?? { status: 'review' as const, changeSets: new Map() };
    stack.changeSets.set(changeSet, template);
    this.stacks.set(key, stack);
  }

  /** @returns outputs, and the template that was prepared */
  public execute(name: string, environment: string, changeSet: string) {
    const changeSets = this.stacks.get(`${name}@${environment}`)?.changeSets;
    const template = changeSets?.get(changeSet);
    if (template === undefined) {
      throw new ActionFailed(`stack '${name}' has no change set '${changeSet}'`);
    }
    changeSets!.delete(changeSet);
    return { template, outputs: this.deploy(name, environment, template) };
  }

  private deploy(name: string, environment: string, template: any): Record<string, string> {
    const hashes = new Set(JSON.stringify(template.Resources ?? {}).match(/\b[0-9a-f]{64}\b/g));
    const missing = [...hashes].filter((hash) => !this.isPublished(hash, environment));
    if (missing.length > 0) {
      throw new ActionFailed(`stack '${name}' needs assets that are not published in ${environment}: ${missing}`);
    }
    const key = `${name}@${environment}`;
    this.stacks.set(key, { status: 'complete', changeSets: this.stacks.get(key)?.changeSets ?? new Map() });
    const outputs = Object.entries<any>(template.Outputs ?? {});
    return Object.fromEntries(outputs.map(([id, { Value }]) => [id, valueOf(Value, `${name}.${id}`)]));
  }
}

/** What only a deployment knows is made up. */
function valueOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : `value of ${otherwise}`;
}
