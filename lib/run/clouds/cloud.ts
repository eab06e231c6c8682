import type { AssembledStack } from './assembly';
import { type Access, bootstrapArguments, qualifierOf } from './cli-arguments';
import { type MovedStack, placesOf } from './small-assembly';
import { type Environment, Targets, type Wanted } from './targets';
import type { PlanDocument } from '../../document/plan-document';
import type { CloudOptions } from '../options';
import type { Work } from '../works';

/** How an environment is bootstrapped, and by whom. */
export interface Bootstrap {
  readonly args: readonly string[];
  readonly access: Access;
}

/** Where a run deploys to: the plan's environments, each in its place, and whose credentials are used. Pure. */
export class Cloud {
  public readonly targets: Targets;

  /** @param works those that run */
  constructor(
    private readonly document: PlanDocument,
    private readonly options: CloudOptions,
    private readonly works: readonly Work[],
  ) {
    this.targets = Targets.of(document, options);
  }

  /** Where stacks go that a cloud assembly has. What must not be deployed is refused. */
  public move(stacks: readonly AssembledStack[]): MovedStack[] {
    const wanted = stacks.map((stack) => this.wanted(stack));
    this.targets.check(wanted);
    return stacks.map((stack, i) => {
      const from = { account: wanted[i].account, region: wanted[i].region };
      return {
        stack,
        moves: { from: stack.environment, to: this.targets.targetOf(wanted[i]), others: this.others(from) },
      };
    });
  }

  /** Refuse what the run must not deploy, before anything runs. */
  public check(stacks: readonly AssembledStack[]): void {
    const all = new Set(this.works.flatMap((work) => this.stacksOf(work, stacks)));
    this.targets.check(stacks.filter((stack) => all.has(stack)).map((stack) => this.wanted(stack)));
  }

  /** The stacks that a work is about: those that it deploys or compares, and those whose assets it publishes. */
  public stacksOf({ target, task }: Work, stacks: readonly AssembledStack[]): AssembledStack[] {
    if (task.kind === 'permissions-check') {
      return stacks.filter(({ path }) => task.stage !== undefined && path.startsWith(`${task.stage}/`));
    }
    if (task.kind === 'build') {
      return placesOf(task.assets ?? [], stacks.filter((stack) => this.publishesFor(stack)).map(unmoved)).map(
        ({ stack }) => stack,
      );
    }
    return stacks.filter(({ path }) => path === target?.stack);
  }

  /** Who runs a part of the pipeline publishes for the Stages of that part. */
  private publishesFor({ path }: AssembledStack): boolean {
    const applications = new Set(this.works.flatMap(({ target, application }) => (target ? [application] : [])));
    return applications.size === 0 || applications.has(this.applicationOf(path));
  }

  /** What must not be used of the accounts that are: a synthesizer may name roles of any. */
  public strangersIn(accounts: ReadonlySet<string>, moved: readonly MovedStack[]): string[] {
    const allowed = new Set([...moved.map(({ moves }) => moves.to.account), ...(this.options.yesDeployTo ?? [])]);
    return this.isEmulator ? [] : [...accounts].filter((account) => !allowed.has(account)).sort();
  }

  /** What the CDK CLI needs to deploy there. It assumes the roles of the target as the pipeline does: from the pipeline's account. */
  public accessTo({ region }: Environment): Access {
    const { endpoint, credentials: profile } = this.options;
    return { endpoint, profile, account: this.document.pipeline.account, region };
  }

  /** What has to be there first: on an emulator we make it, as that forgets. */
  public bootstrapOf({ stack, moves: { to } }: MovedStack): Bootstrap | undefined {
    const qualifier = qualifierOf(stack.properties.assumeRoleArn);
    return qualifier === undefined || to.account === undefined || to.region === undefined
      ? undefined
      : {
          args: bootstrapArguments(to, qualifier, this.document.pipeline.account),
          access: { ...this.accessTo(to), account: to.account },
        };
  }

  public get isEmulator(): boolean {
    return this.options.endpoint !== undefined;
  }

  /** A stack whose environment is not known is deployed where the pipeline is. */
  private wanted({ path, id, properties, environment }: AssembledStack): Wanted {
    const { account = this.document.pipeline.account, region = this.document.pipeline.region } = environment;
    const application = this.applicationOf(path);
    return { stack: path, stackName: properties.stackName ?? id, application, account, region };
  }

  private applicationOf(stack: string): string | undefined {
    const around = this.document.applications.filter(({ id }) => stack.startsWith(`${id}/`));
    return around.sort((a, b) => b.id.length - a.id.length)[0]?.id;
  }

  /** Accounts of the plan that all go to one place: other Stages may name them. */
  private others({ account }: Environment): ReadonlyMap<string, string> {
    const places = new Map<string, Set<string>>();
    for (const { application, target } of this.document.actions) {
      if (target?.account !== undefined && target.account !== account) {
        const to = this.targets.targetOf({
          stack: target.stack,
          application,
          account: target.account,
          region: target.region,
        });
        places.set(target.account, (places.get(target.account) ?? new Set()).add(to.account ?? target.account));
      }
    }
    return new Map([...places].flatMap(([from, to]) => (to.size === 1 ? [[from, [...to][0]] as const] : [])));
  }
}

function unmoved(stack: AssembledStack): MovedStack {
  return { stack, moves: { from: stack.environment, to: stack.environment, others: new Map() } };
}
