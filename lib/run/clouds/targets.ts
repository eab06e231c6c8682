import type { ApplicationInfo, PlanDocument } from '../../document/plan-document';
import { type Diagnostic, problem } from '../../private/diagnostics';
import { failIfAny } from '../../private/errors';
import { quoted } from '../../private/text';
import type { CloudOptions } from '../options';

/** Where a stack is deployed. Unknown is what is known at deployment only. */
export interface Environment {
  readonly account?: string;
  readonly region?: string;
}

/** A stack that the run would deploy. */
export interface Wanted extends Environment {
  /** Construct path. */
  readonly stack: string;
  readonly stackName: string;
  /** Id of the application that it is of. */
  readonly application?: string;
}

/** `--map`, read. Without a region, regions stay. */
interface Mapping {
  readonly given: string;
  readonly name: string;
  readonly account: string;
  readonly region?: string;
}

/** Stands for every Stage. */
const EVERY = '*';

const MAPPING = /^(.+)=aws:\/\/([0-9]{12})(?:\/([a-z]{2}(?:-[a-z]+)+-[0-9]+))?$/;

/** Hosts of AWS itself: nobody deploys there by a wrong endpoint. */
const AWS_ITSELF = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|aws\.dev)$/i;

/** Where stacks go instead of where the plan says, and what is refused. Pure: it decides on what it is given. */
export class Targets {
  /** What is wrong with what was asked for is one error. */
  public static of(document: PlanDocument, options: CloudOptions): Targets {
    const read = (options.map ?? []).map(mappingOf);
    const mappings = read.filter((one): one is Mapping => !('severity' in one));
    failIfAny([
      ...read.filter((one): one is Diagnostic => 'severity' in one),
      ...endpointProblems(options.endpoint),
      ...accountProblems(options.yesDeployTo ?? []),
      ...mappings.flatMap((mapping) => nameProblems(document, mapping)),
      ...contradictions(mappings),
    ]);
    return new Targets(document, options, mappings);
  }

  private readonly byName: ReadonlyMap<string, Mapping>;

  private constructor(
    private readonly document: PlanDocument,
    private readonly options: CloudOptions,
    mappings: readonly Mapping[],
  ) {
    this.byName = new Map(mappings.map((mapping) => [mapping.name, mapping]));
  }

  /** Where a stack goes: the Stage counts before its wave, and that before all. The same place, if it is not mapped. */
  public targetOf(wanted: Omit<Wanted, 'stackName'>): Environment {
    const mapping = this.mappingOf(wanted);
    return mapping
      ? { account: mapping.account, region: mapping.region ?? wanted.region }
      : { account: wanted.account, region: wanted.region };
  }

  /** Whether something goes elsewhere than the plan says. */
  public isMapped(wanted: Omit<Wanted, 'stackName'>): boolean {
    return this.mappingOf(wanted) !== undefined;
  }

  /** Refuse, before anything runs, whatever must not be deployed: all in one error. */
  public check(wanted: readonly Wanted[]): void {
    failIfAny([...this.refusals(wanted), ...this.withoutRegion(wanted), ...this.collisions(wanted)]);
  }

  private mappingOf({ application }: Omit<Wanted, 'stackName'>): Mapping | undefined {
    const { id, name, wave } = this.document.applications.find((one) => one.id === application) ?? NOBODY;
    return [id, name, wave, EVERY].map((key) => this.byName.get(key)).find((mapping) => mapping !== undefined);
  }

  private refusals(wanted: readonly Wanted[]): Diagnostic[] {
    const { endpoint, map = [], yesDeployTo = [] } = this.options;
    // An emulator has every account, and none of them is real.
    if (endpoint !== undefined && map.length === 0) {
      return [];
    }
    const own = new Set([this.document.pipeline.account, ...wanted.map(({ account }) => account)]);
    const refused = wanted.filter((stack) => {
      const { account } = this.targetOf(stack);
      const isOwn = !this.isMapped(stack) || (endpoint === undefined && own.has(account));
      return isOwn && !(account !== undefined && yesDeployTo.includes(account));
    });
    const places = new Map<string, Wanted[]>();
    for (const stack of refused) {
      const key = placeOf(this.targetOf(stack));
      places.set(key, [...(places.get(key) ?? []), stack]);
    }
    return [...places].map(([place, stacks]) => this.refusal(place, stacks));
  }

  private refusal(place: string, stacks: readonly Wanted[]): Diagnostic {
    const [first] = stacks;
    const { account } = this.targetOf(first);
    const name = this.document.applications.find(({ id }) => id === first.application)?.name ?? EVERY;
    const map = `--map '${name}=aws://SANDBOX/${first.region ?? 'REGION'}'`;
    const real = account === undefined ? '' : `, or deploy there for real with --yes-deploy-to ${account}`;
    const mapped = this.isMapped(first) ? ' is mapped to an account of the pipeline itself' : ' is not mapped';
    return problem({
      where: place,
      given: `it is where ${quoted(
        stacks.map(({ stack }) => stack),
        MOST,
      )} would be deployed, and that${mapped}`,
      expected: 'an emulator, or another account for each',
      fix: `add --endpoint URL of an emulator, or ${map}${real}`,
    });
  }

  /** What has no region in the plan needs one. */
  private withoutRegion(wanted: readonly Wanted[]): Diagnostic[] {
    const lost = wanted.filter((stack) => this.isMapped(stack) && this.targetOf(stack).region === undefined);
    return lost.map((stack) =>
      problem({
        where: stack.stack,
        given: 'its region is known at deployment only, and --map says none',
        expected: 'a region',
        fix: `write ${this.mappingOf(stack)!.given}/REGION`,
      }),
    );
  }

  /** Two stacks that would become one. */
  private collisions(wanted: readonly Wanted[]): Diagnostic[] {
    const places = new Map<string, Set<string>>();
    for (const stack of wanted) {
      const key = `${placeOf(this.targetOf(stack))} ${stack.stackName}`;
      places.set(key, (places.get(key) ?? new Set()).add(stack.stack));
    }
    return [...places].flatMap(([where, stacks]) =>
      stacks.size < 2 || !wanted.some((one) => stacks.has(one.stack) && this.isMapped(one))
        ? []
        : [
            problem({
              where,
              given: `${quoted([...stacks], MOST)} would be one stack there`,
              expected: 'a place for each',
              fix: 'map them to different accounts or regions',
            }),
          ],
    );
  }
}

const NOBODY: ApplicationInfo = { id: '', name: '', wave: '' };

/** Stacks that an error names. */
const MOST = 4;

function placeOf({ account = 'unknown-account', region = 'unknown-region' }: Environment): string {
  return `aws://${account}/${region}`;
}

function mappingOf(given: string): Mapping | Diagnostic {
  const [, name, account, region] = MAPPING.exec(given) ?? [];
  return account === undefined
    ? problem({
        where: 'run',
        given: `--map '${given}'`,
        expected: `a Stage, a wave or '${EVERY}', and where it goes`,
        fix: `write --map Prod=aws://123456789012/eu-west-1; without a region, regions stay as they are`,
      })
    : { given, name, account, region };
}

function endpointProblems(endpoint: string | undefined): Diagnostic[] {
  if (endpoint === undefined) {
    return [];
  }
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isRight = url !== undefined && /^https?:$/.test(url.protocol) && !AWS_ITSELF.test(url.hostname);
  return isRight
    ? []
    : [
        problem({
          where: 'run',
          given: `--endpoint '${endpoint}'${url && AWS_ITSELF.test(url.hostname) ? ' is AWS itself' : ''}`,
          expected: 'the URL of an emulator',
          fix: 'write --endpoint http://127.0.0.1:4566, or --map to deploy to an account of AWS',
        }),
      ];
}

function accountProblems(accounts: readonly string[]): Diagnostic[] {
  return accounts
    .filter((account) => !/^[0-9]{12}$/.test(account))
    .map((account) =>
      problem({
        where: 'run',
        given: `--yes-deploy-to '${account}'`,
        expected: 'the number of an account, 12 digits',
        fix: 'write it once for each account',
      }),
    );
}

function nameProblems({ applications }: PlanDocument, { given, name }: Mapping): Diagnostic[] {
  const known = applications.some((one) => [one.id, one.name, one.wave].includes(name));
  return known || name === EVERY
    ? []
    : [
        problem({
          where: 'run',
          given: `--map '${given}': there is no Stage or wave '${name}'`,
          expected: `one of ${quoted([...new Set(applications.flatMap((one) => [one.name, one.wave]))])}, or '${EVERY}'`,
          fix: 'write one of these names',
        }),
      ];
}

function contradictions(mappings: readonly Mapping[]): Diagnostic[] {
  const names = mappings.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
  return twice.map((name) =>
    problem({
      where: 'run',
      given: `--map says more than once where '${name}' goes`,
      expected: 'one place',
      fix: 'leave out all but one',
    }),
  );
}
