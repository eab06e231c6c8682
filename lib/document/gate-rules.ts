import type { GateRuleInfo, PipelineInfo, TargetInfo } from './plan-document';
import type { Action } from './stages';

/** Something that is deployed, by CloudFormation or by another action of category `Deploy`, whoever put it into the pipeline. */
export interface Change {
  /** Construct path of the stack, or the id of an action that is in no plan. */
  readonly name: string;
  readonly action: Action;
  /** Of these lists, what is `undefined` is known at deployment only. */
  readonly accounts: readonly Known[];
  readonly regions: readonly Known[];
  readonly stackNames: readonly Known[];
  /** What people call what it belongs to. */
  readonly stages: readonly Known[];
}

type Known = string | undefined;

/** Whether a rule is about a change; `open`: it may be, as something is known at deployment only. */
export type Fit = 'yes' | 'open' | 'no';

type Pipeline = Pick<PipelineInfo, 'account' | 'region'>;

const FACTS: Record<Exclude<GateRuleInfo['kind'], 'every-deployment'>, (change: Change) => readonly Known[]> = {
  account: ({ accounts }) => accounts,
  region: ({ regions }) => regions,
  stage: ({ stages }) => stages,
  'stack-name': ({ stackNames }) => stackNames,
};

export function fitOf({ kind, pattern = '' }: GateRuleInfo, change: Change): Fit {
  if (kind === 'every-deployment') {
    return 'yes';
  }
  const facts = FACTS[kind](change);
  if (facts.some((fact) => fact !== undefined && isLike(fact, pattern))) {
    return 'yes';
  }
  return facts.includes(undefined) ? 'open' : 'no';
}

/** What the pattern of a rule should be; nothing, if it is all right. */
export function expectedPattern({ kind, pattern }: GateRuleInfo): string | undefined {
  if (kind === 'account') {
    return /^[0-9]{12}$/.test(String(pattern)) ? undefined : 'an account: 12 digits, known at synthesis';
  }
  const isText = typeof pattern === 'string' && pattern.trim() !== '' && !pattern.includes('${Token[');
  return isText || kind === 'every-deployment'
    ? undefined
    : 'a name, or a pattern with *: not empty, known at synthesis';
}

/** A rule in words: `account 333333333333`, `stage Prod*`, `every deployment`. */
export function ruleText({ kind, pattern = '', permissionsCheckIsEnough }: GateRuleInfo): string {
  const text = `${kind.replace('-', ' ')} ${pattern}`.trimEnd();
  return permissionsCheckIsEnough ? `${text}, where a permissions check is enough` : text;
}

/** Whether a text is like a pattern: `*` stands for any characters, and capital letters are as good as small ones. Linear. */
export function isLike(text: string, pattern: string): boolean {
  const given = text.toLowerCase();
  const [first, ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  if (last === undefined || !given.startsWith(first)) {
    return given === first;
  }
  let done = first.length;
  for (const part of others) {
    const found = given.indexOf(part, done);
    if (found < 0) {
      return false;
    }
    done = found + part.length;
  }
  return given.length - last.length >= done && given.endsWith(last);
}

const HARMLESS = 'CHANGE_SET_REPLACE';

/** What an action changes; nothing, if it is no change. To make a change set changes nothing: it is executed later. */
export function changeOf(action: Action, stages: readonly string[], pipeline: Pipeline): Change | undefined {
  const { kind, category, provider, target, configuration = {} } = action;
  // Of what is planned, the document says what is not as planned.
  const { ActionMode: mode = kind === 'prepare' ? HARMLESS : undefined } = configuration;
  if (target && (kind === 'deploy' || kind === 'prepare')) {
    return mode === HARMLESS ? undefined : plannedChange(action, target, stages, pipeline);
  }
  // Whatever deploys: also to a cluster or a bucket, and by a provider that somebody has made.
  const isChange = provider.startsWith('CloudFormation') || category === 'Deploy' || known(provider) === undefined;
  return isChange && mode !== HARMLESS ? addedChange(action, stages, pipeline) : undefined;
}

function plannedChange(action: Action, target: TargetInfo, stages: readonly string[], pipeline: Pipeline): Change {
  const { stack, stackName, account, region, deployRole } = target;
  const { settings = {}, configuration = {}, workflowJob } = action;
  // A job of GitHub assumes the deployment role with that role, which may be of any account.
  const role = workflowJob ? undefined : action.role;
  const here = account ?? pipeline.account;
  // The role decides where it is deployed, whatever the stack says.
  const roles = [deployRole, role, configuration.RoleArn].flatMap(asList).map((text) => ownerOf(text, here));
  return {
    name: stack,
    action,
    accounts: account === undefined && roles.length > 0 ? roles : [here, ...roles],
    regions: [region ?? pipeline.region, ...asList(settings.Region).map(known)],
    stackNames: [known(stackName), ...asList(configuration.StackName).map(known)],
    stages,
  };
}

/** Of a custom step, or added by hand. */
function addedChange(action: Action, stages: readonly string[], pipeline: Pipeline): Change {
  const { id, provider, stage, role, settings = {}, configuration = {} } = action;
  const roles = [...asList(role), ...asList(configuration.RoleArn)];
  // Stack sets are deployed to several accounts and regions.
  const isOneStack = provider === 'CloudFormation';
  const owners = roles.length === 0 ? [pipeline.account] : roles.map((text) => ownerOf(text, pipeline.account));
  return {
    name: id,
    action,
    accounts: isOneStack ? owners : [undefined],
    regions: [isOneStack ? known(settings.Region ?? pipeline.region) : undefined],
    stackNames: [known(configuration.StackName)],
    stages: [...stages, stage],
  };
}

function asList(text: Known): string[] {
  return text === undefined ? [] : [text];
}

/** As text, as what `Fn::Sub` takes, or with `Fn::Sub` around it. */
const ROLE_ARN = /^(?:\{"Fn::Sub":")?arn:(?:[a-z-]+|\$\{AWS::Partition\}):iam::(?:([0-9]{12})|\$\{AWS::AccountId\}):/;

/** Account of a role: by its ARN, or `here` if that says so, or if it is a role of the pipeline's stack. */
function ownerOf(role: string, here: Known): Known {
  const arn = ROLE_ARN.exec(role);
  const isOwn = !/[{}]|^arn:/.test(role) || /^\{"Fn::GetAtt":\["\w+","Arn"\]\}$/.test(role);
  return arn ? (arn[1] ?? here) : isOwn ? here : undefined;
}

/** A name that holds no token, and no variable of the pipeline. */
function known(name: Known): Known {
  return name === undefined || /[{}]/.test(name) ? undefined : name;
}
