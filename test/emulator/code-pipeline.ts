import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { Emulator, Environment } from './emulator';
import { run } from './processes';
import { type Repository, TOOLS, cdk } from './repository';
import {
  type Action,
  type BuildSpec,
  type Definition,
  MARKER,
  definitionOf,
  readTemplate,
  withStandIn,
} from './stand-in';

/** Where the pipeline is. */
export const HOME: Environment = { account: '111111111111', region: 'us-east-1' };

const TEMPLATE = 'Delivery.template.json';

/** What an execution did. */
export interface Execution {
  /** Actions that succeeded, in this order, as `Stage/Action`. */
  readonly done: readonly string[];
  /** How often the pipeline was changed by the execution, and began anew. */
  readonly restarts: number;
  /** What the templates changed: `Prod-Service/Report`, by logical id. */
  readonly changed: readonly string[];
  readonly failure: { readonly action: string; readonly reason: string } | undefined;
  /** What the synth has made. */
  readonly assembly: string;
}

/**
 * What CodePipeline does with the definition that is deployed: one action after the other. Builds run in a shell, with the tools of the
 * repository; deployments are calls of CloudFormation, with the roles that the definition names. Approvals are approved.
 */
export class CodePipeline {
  private definition!: Definition;

  constructor(
    private readonly emulator: Emulator,
    private readonly repository: Repository,
  ) {}

  /** What one does once by hand: `cdk deploy` of the stack that holds the pipeline. */
  async deploy(): Promise<void> {
    const assembly = await this.repository.synth();
    const { code, output } = await cdk(this.emulator, HOME, [
      '-a',
      withStandIn(assembly),
      'deploy',
      'Delivery',
      '--require-approval=never',
    ]);
    if (code !== 0) throw new Error(output);
    this.definition = definitionOf(readTemplate(path.join(assembly, TEMPLATE)));
  }

  /** A push. */
  async execute(): Promise<Execution> {
    const revision = await this.repository.checkOut();
    for (let restarts = 0; ; restarts += 1) {
      const { updated, restart, ...result } = await new Run(this.emulator, this.definition, revision).finish();
      this.definition = updated ?? this.definition;
      if (!restart) return { ...result, restarts };
    }
  }
}

interface Finish extends Omit<Execution, 'restarts'> {
  readonly updated?: Definition;
  readonly restart?: boolean;
}

class Run {
  readonly done: string[] = [];
  readonly changed: string[] = [];
  private readonly artifacts = new Map<string, string>();
  private readonly variables = new Map<string, string>();
  private assembly = '';
  private updated?: Definition;
  private restart = false;

  constructor(
    private readonly emulator: Emulator,
    private readonly definition: Definition,
    private readonly revision: string,
  ) {}

  async finish(): Promise<Finish> {
    for (const { Name, Actions } of this.definition.stages) {
      for (const action of [...Actions].sort((a, b) => a.RunOrder - b.RunOrder)) {
        const name = `${Name}/${action.Name}`;
        try {
          await this.act(action);
        } catch (error) {
          return this.ended({ failure: { action: name, reason: (error as Error).message } });
        }
        this.done.push(name);
        if (this.restart) return this.ended({ restart: true });
      }
    }
    return this.ended({});
  }

  private ended({ failure, restart }: Partial<Finish>): Finish {
    const { done, changed, updated, assembly } = this;
    return { done, changed, assembly, updated, failure, restart };
  }

  private async act(action: Action): Promise<void> {
    const { Provider } = action.ActionTypeId;
    if (Provider === 'CodeBuild') return this.build(action);
    if (Provider === 'CloudFormation') return this.deploy(action);
    if (Provider === 'Manual') return undefined;
    this.artifacts.set(action.OutputArtifacts![0].Name, this.revision);
  }

  private async build(action: Action): Promise<void> {
    const { ProjectName, EnvironmentVariables } = action.Configuration!;
    // A build takes its project as it is at that moment; stages and actions are those that the execution began with.
    const spec = (this.updated ?? this.definition).projects.get(ProjectName)!;
    const cwd = this.workspace(action);
    const given = JSON.parse(EnvironmentVariables ?? '[]') as { name: string; value: string }[];
    const env = Object.fromEntries(given.map(({ name, value }) => [name, this.replaceVariables(value)]));
    const before = await this.marker();
    for (const command of commandsOf(spec)) {
      const { code, output } = await run('bash', ['-c', command], {
        cwd,
        env: { PATH: `${TOOLS}${path.delimiter}${process.env.PATH}`, ...this.emulator.environmentOf(HOME), ...env },
      });
      if (code !== 0) throw new Error(`${command}\n${output}`);
    }
    this.keepArtifacts(action, spec, cwd);
    if (action.Name === 'SelfMutate') await this.noticeUpdate(action, before);
  }

  /** A copy of the first input. What updates the pipeline finds the stand-in there. */
  private workspace(action: Action): string {
    const input = this.artifacts.get(action.InputArtifacts![0].Name)!;
    if (action.Name === 'SelfMutate') return withStandIn(input);
    const directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'build-')), 'src');
    fs.cpSync(input, directory, { recursive: true, verbatimSymlinks: true });
    return directory;
  }

  private keepArtifacts(action: Action, { artifacts }: BuildSpec, cwd: string): void {
    for (const { Name } of action.OutputArtifacts ?? []) {
      const files = artifacts?.['secondary-artifacts']?.[Name] ?? artifacts;
      this.artifacts.set(Name, path.join(cwd, files?.['base-directory'] ?? '.'));
    }
  }

  private async noticeUpdate(action: Action, before: string): Promise<void> {
    const assembly = this.artifacts.get(action.InputArtifacts![0].Name)!;
    this.assembly = assembly;
    this.updated = definitionOf(readTemplate(path.join(assembly, TEMPLATE)));
    this.restart = this.updated.restarts && (await this.marker()) !== before;
  }

  /** What stands for the pipeline at the moment. */
  private async marker(): Promise<string> {
    const call = { ...HOME, service: 'ssm', operation: 'get_parameter', input: { Name: MARKER } };
    return (await this.emulator.call(call)).Parameter.Value;
  }

  private async deploy(action: Action): Promise<void> {
    const { StackName, ChangeSetName, ActionMode } = action.Configuration!;
    const account = /^arn:aws:iam::(\d+):/.exec(action.RoleArn!)![1];
    const at = { account, region: action.Region ?? HOME.region };
    const call = (operation: string, input: object) =>
      this.emulator.call({
        ...HOME,
        region: at.region,
        role: action.RoleArn,
        service: 'cloudformation',
        operation,
        input,
      });
    const name = ChangeSetName ?? 'PipelineChange';
    if (ActionMode !== 'CHANGE_SET_EXECUTE') await this.prepare(call, action, name);
    if (ActionMode !== 'CHANGE_SET_REPLACE') await this.carryOut(call, StackName, name);
    if (ActionMode === 'CHANGE_SET_REPLACE' || !action.Namespace) return;
    for (const [output, value] of Object.entries(await this.emulator.outputs(at, StackName))) {
      this.variables.set(`${action.Namespace}.${output}`, value);
    }
  }

  private async prepare(call: CloudFormation, action: Action, ChangeSetName: string): Promise<void> {
    const { StackName, RoleArn, Capabilities, TemplatePath, TemplateConfiguration } = action.Configuration!;
    const stack = await call('describe_stacks', { StackName }).then(
      ({ Stacks }) => Stacks[0],
      () => undefined,
    );
    const isNew = !stack || stack.StackStatus === 'REVIEW_IN_PROGRESS';
    const tags = TemplateConfiguration ? JSON.parse(this.read(TemplateConfiguration)).Tags : {};
    await call('delete_change_set', { StackName, ChangeSetName }).catch(() => undefined);
    await call('create_change_set', {
      StackName,
      ChangeSetName,
      ChangeSetType: isNew ? 'CREATE' : 'UPDATE',
      TemplateBody: this.read(TemplatePath),
      RoleARN: RoleArn,
      Capabilities: (Capabilities ?? '').split(','),
      Tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    });
  }

  /** An empty change set is no failure of the actions. */
  private async carryOut(call: CloudFormation, StackName: string, ChangeSetName: string): Promise<void> {
    const set = await call('describe_change_set', { StackName, ChangeSetName });
    if (set.Status === 'FAILED' && /no updates|didn't contain changes/i.test(set.StatusReason)) return;
    const ids = set.Changes.map((change: Change) => `${StackName}/${change.ResourceChange.LogicalResourceId}`);
    await call('execute_change_set', { StackName, ChangeSetName });
    for (;;) {
      const { StackStatus } = (await call('describe_stacks', { StackName })).Stacks[0];
      if (/ROLLBACK_COMPLETE|FAILED/.test(StackStatus)) throw new Error(await reasonOf(call, StackName));
      if (StackStatus.endsWith('_COMPLETE')) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    this.changed.push(...ids);
  }

  /** A file of an artifact: `Artifact::path`. */
  private read(place: string): string {
    const [artifact, file] = place.split('::');
    return fs.readFileSync(path.join(this.artifacts.get(artifact)!, file), 'utf-8');
  }

  private replaceVariables(text: string): string {
    return text.replace(/#\{([^}]+)\}/g, (_, name) => this.variables.get(name) ?? '');
  }
}

type CloudFormation = (operation: string, input: object) => Promise<any>;

interface Change {
  readonly ResourceChange: { readonly LogicalResourceId: string };
}

/** What CloudFormation says about the resource that failed last. */
async function reasonOf(call: CloudFormation, StackName: string): Promise<string> {
  const { StackEvents } = await call('describe_stack_events', { StackName });
  const failed = (StackEvents as StackEvent[]).find(({ ResourceStatus }) => /_FAILED$/.test(ResourceStatus));
  return `${StackName}/${failed?.LogicalResourceId}: ${failed?.ResourceStatusReason}`;
}

interface StackEvent {
  readonly LogicalResourceId: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

/** The tools are there already. */
function commandsOf({ phases }: BuildSpec): string[] {
  const commands = ['install', 'pre_build', 'build'].flatMap((name) => phases[name]?.commands ?? []);
  return commands.filter((command) => !command.startsWith('npm install -g'));
}
