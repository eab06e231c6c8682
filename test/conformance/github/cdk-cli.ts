import * as fs from 'node:fs';
import * as path from 'node:path';
import { allAssets, byCdkCli, type Selected } from '../cloud/assets';
import { CloudFormation } from '../cloud/cloudformation';
import type { Principal } from '../cloud/iam';
import { type StackInAssembly, stacksIn } from '../read-assembly';
import type { Running } from './model';
import type { CliCall } from './tools';

/* What the CDK CLI does with a cloud assembly, as far as jobs ask for it. */

class Refused extends Error {}

interface Options {
  readonly command: string;
  readonly patterns: readonly string[];
  readonly given: Readonly<Record<string, string>>;
}

const FLAGS = ['all', 'exclusively', 'ci', 'no-notices'];
const VALUES = [
  ...['app', 'method', 'change-set-name', 'outputs-file', 'require-approval', 'progress', 'fail-on', 'unstable'],
];

/** @returns how it ends, and what it prints */
export function runCdkCli(running: Running, call: CliCall): { readonly code: number; readonly text: string } {
  try {
    const options = optionsIn(call.args);
    const command = COMMANDS[options.command];
    if (!command) throw new Refused(`there is no command '${options.command}'`);
    return { code: command(running, call, options) ?? 0, text: '' };
  } catch (error) {
    return { code: 1, text: `${(error as Error).message}\n` };
  }
}

function optionsIn(args: readonly string[]): Options {
  const words = args.filter((arg) => !arg.startsWith('--'));
  const given = args.filter((arg) => arg.startsWith('--')).map((arg) => /^--([^=]+)(?:=(.*))?$/s.exec(arg)!);
  for (const [, name, value] of given) {
    if (!(value === undefined ? FLAGS : VALUES).includes(name)) throw new Refused(`Unknown argument: ${name}`);
  }
  const [command, ...patterns] = words;
  return { command, patterns, given: Object.fromEntries(given.map(([, name, value]) => [name, value ?? 'yes'])) };
}

type Command = (running: Running, call: CliCall, options: Options) => number | void;

const COMMANDS: Readonly<Record<string, Command>> = {
  deploy: (running, call, options) => {
    const stacks = stacksOf(appOf(call, options));
    const chosen = stacks.filter((stack) => options.patterns.some((pattern) => matches(pattern, stack.path)));
    if (chosen.length === 0) throw new Refused(`No stacks match the name(s) ${options.patterns.join(', ')}`);
    const all = 'exclusively' in options.given ? chosen : withDependencies(chosen, stacks);
    all.forEach((stack) => deploy(running, call, options, stack));
  },
  'publish-assets': (running, call, options) => {
    if (options.given.unstable !== 'publish-assets') throw new Refused('publish-assets is not stable');
    publish(running, callerOf(running, call), byCdkCli({ ...call, build: '', tool: 'cdk', app: options.given.app }));
  },
  diff: ({ run, id }, call, options) => {
    const stacks = stacksOf(appOf(call, options)).filter(({ path: p }) => options.patterns.some((x) => matches(x, p)));
    if (stacks.length === 0) throw new Refused(`No stacks match the name(s) ${options.patterns.join(', ')}`);
    const who = callerOf({ run }, call);
    stacks.forEach(({ lookupRole }) => run.access.assume(who, lookupRole));
    // Asked again, it is the same comparison.
    if (options.given['fail-on'] === 'never') return 0;
    const compared = options.patterns[0].replace(/\/\*+$/, '');
    run.seen.push({ what: `compare permissions of ${compared}`, details: [], job: id });
    return run.world.broadened && options.given['fail-on'] === 'broadening' ? 1 : 0;
  },
};

const appOf = ({ cwd }: CliCall, { given }: Options) => path.resolve(cwd, given.app ?? 'cdk.out');

function callerOf({ run }: Pick<Running, 'run'>, { keyId }: CliCall): Principal {
  const who = run.keys.get(keyId);
  if (!who) throw new Refused('Unable to resolve AWS account to use: no credentials have been configured');
  return who;
}

interface Stack extends StackInAssembly {
  readonly environment: string;
  readonly deployRole: string;
  readonly lookupRole: string;
  readonly dependencies: readonly string[];
  readonly assets: readonly Selected[];
}

function stacksOf(directory: string): Stack[] {
  const isThere = fs.existsSync(path.join(directory, 'manifest.json'));
  if (!isThere) throw new Refused(`--app points to a cloud assembly that is not there: ${directory}`);
  return stacksIn(directory).map(deployable);
}

function deployable(stack: StackInAssembly): Stack {
  const { directory, artifact, artifacts } = stack;
  const { properties, environment, dependencies = [] } = artifact;
  const manifests = dependencies.filter((other: string) => artifacts[other]?.type === 'cdk:asset-manifest');
  const filled = (arn: string) => arn.replace('${AWS::Partition}', 'aws');
  return {
    ...stack,
    environment: environment.replace('aws://', ''),
    deployRole: filled(properties.assumeRoleArn),
    lookupRole: filled(properties.lookupRole.arn),
    dependencies,
    assets: manifests.flatMap((m: string) => allAssets(path.join(directory, artifacts[m].properties.file))),
  };
}

/** Without `--exclusively`, what a stack depends on is deployed as well. */
function withDependencies(chosen: readonly Stack[], all: readonly Stack[]): Stack[] {
  const found = new Set<Stack>();
  const visit = (stack: Stack) => {
    stack.dependencies.forEach((id) => all.filter((other) => other.id === id).forEach(visit));
    found.add(stack);
  };
  chosen.forEach(visit);
  return [...found];
}

function deploy(running: Running, call: CliCall, { given }: Options, stack: Stack): void {
  const { run, id } = running;
  const who = callerOf(running, call);
  run.access.assume(who, stack.deployRole);
  const { method = 'change-set', 'change-set-name': changeSet = 'cdk-deploy-change-set' } = given;
  const mine = run.effects.filter(({ job }) => running.before.has(job));
  const isPublished = (hash: string) =>
    mine.some(({ published: p }) => p?.hash === hash && p.environment === stack.environment);
  if (method !== 'execute-change-set') {
    // Whoever deploys publishes what is missing.
    const missing = stack.assets.filter((asset) => asset.environment === stack.environment && !isPublished(asset.hash));
    publish(running, who, missing, ', only when it is deployed');
  }
  const cloudFormation = new CloudFormation(() => true);
  mine.forEach(({ stack: change }) => change?.(cloudFormation));
  if (run.world.brokenStacks.includes(stack.name)) throw new Refused(`${stack.name} failed`);
  const done = METHODS[method];
  if (!done) throw new Refused(`there is no method '${method}'`);
  const change = (c: CloudFormation) => done(c, stack, changeSet);
  const outputs = change(cloudFormation);
  run.effects.push({ job: id, stack: change });
  const verb = method === 'prepare-change-set' ? 'prepare' : 'deploy';
  const tags = Object.entries(stack.tags).map(([key, value]) => `tag ${key}=${value}`);
  const details = [`template: ${stack.template.Description}`, ...tags];
  run.seen.push({ what: `${verb} ${stack.name} in ${stack.environment}`, details, job: id });
  if (given['outputs-file'] && outputs) {
    fs.writeFileSync(path.resolve(call.cwd, given['outputs-file']), JSON.stringify({ [stack.name]: outputs }));
  }
}

type Method = (c: CloudFormation, stack: Stack, changeSet: string) => Record<string, string> | void;

const METHODS: Readonly<Record<string, Method>> = {
  'change-set': (c, { name, environment, template }) => c.createOrUpdate(name, environment, template),
  direct: (c, { name, environment, template }) => c.createOrUpdate(name, environment, template),
  'prepare-change-set': (c, { name, environment, template }, changeSet) =>
    c.prepare(name, environment, changeSet, template),
  'execute-change-set': (c, { name, environment }, changeSet) => c.execute(name, environment, changeSet).outputs,
};

/** Templates are no assets of the blueprint. */
function publish({ run, id }: Running, who: Principal, assets: readonly Selected[], when = ''): void {
  for (const { role, destination: _, ...asset } of assets) {
    if (role) run.access.assume(who, role);
    run.effects.push({ job: id, published: asset });
    if (!asset.content.startsWith('{')) {
      const what = `publish ${asset.kind} '${asset.content}' to ${asset.environment}${when}`;
      run.seen.push({ what, details: [], job: id });
    }
  }
}

/** Patterns of the CLI: `*` in a name, `**` through names, and a backslash before what is meant as it is. */
function matches(pattern: string, text: string): boolean {
  const source = pattern.replace(/\\(.)|(\*\*)|(\*)|([.+^${}()|[\]?])/g, (_, plain, deep, star, sign) =>
    deep ? '.*' : star ? '[^/]*' : `\\${plain ?? sign}`,
  );
  return new RegExp(`^${source}$`).test(text);
}
