import type { EnvVarSpec, FileRef, StepSpec } from '../spec';
import { buildOptions } from './build';
import { maybe, object, str, strings, type Code } from './code';
import { pick, type Program } from './program';

const FACTORY = `class extends lib.Step {
  constructor(id, count, orders) { super(id); Object.assign(this, { count, orders }); }
  produceAction(stage, { actionName, runOrder }) {
    for (let i = 0; i < this.count; i++) {
      stage.addAction(new cdk.aws_codepipeline_actions.ManualApprovalAction({
        actionName: i ? actionName + i : actionName, runOrder: runOrder + i % this.orders,
      }));
    }
    return { runOrdersConsumed: this.orders };
  }
}`;

/** Declares a step and what it offers to later ones. `scope` is where its name must be unique. */
export function printStep(p: Program, scope: string, spec: StepSpec): Code {
  const name = p.declare('step', creation(p, p.unique(scope, spec.name), spec));
  const shell = spec.kind === 'shell' || spec.kind === 'codebuild';
  spec.after
    .map((i) => pick(p.steps, i))
    .filter((other) => other !== undefined)
    .forEach((other) => p.add(`${name}.addStepDependency(${other});`));
  p.steps.push(name);
  if (shell && spec.primaryOutput !== undefined) {
    p.files.push(name);
  }
  if (shell) {
    p.files.push(
      ...spec.outputs.map((directory) => p.declare('files', `${name}.addOutputDirectory(${str(directory)})`)),
    );
  }
  if (spec.kind === 'codebuild') {
    p.exporters.push(name);
  }
  return name;
}

function creation(p: Program, id: string, spec: StepSpec): Code {
  switch (spec.kind) {
    case 'approval':
      return `new lib.ManualApprovalStep(${str(id)}, ${object({
        comment: maybe(spec.comment, str),
        notificationTopic: spec.topic ? p.once('topic', "new cdk.aws_sns.Topic(stack, 'Approvals')") : undefined,
      })})`;
    case 'factory':
      return `new ${p.once('Approvals', FACTORY)}(${str(id)}, ${spec.actions}, ${spec.sequential ? spec.actions : 1})`;
    case 'shell':
      return `new lib.ShellStep(${str(id)}, ${object(shellProps(p, spec))})`;
    case 'codebuild':
      return `new lib.CodeBuildStep(${str(id)}, ${object({
        ...shellProps(p, spec),
        ...buildOptions(p, spec.build, 'rolePolicyStatements'),
        projectName: maybe(spec.projectName, (name) => str(p.unique('projects', name))),
        role: spec.roles
          ? p.once('projectRole', roleFor('ProjectRole', "new cdk.aws_iam.ServicePrincipal('codebuild.amazonaws.com')"))
          : undefined,
        actionRole: spec.roles
          ? p.once('actionRole', roleFor('ActionRole', 'new cdk.aws_iam.AccountRootPrincipal()'))
          : undefined,
      })})`;
  }
}

const roleFor = (id: string, principal: Code) => `new cdk.aws_iam.Role(stack, '${id}', { assumedBy: ${principal} })`;

function shellProps(p: Program, spec: StepSpec): Record<string, Code | undefined> {
  const input = spec.input && fileSet(p, spec.input);
  const additional = spec.additional
    .map(({ directory, files }) => [directory, fileSet(p, files)] as const)
    .filter(([, code]) => code !== undefined && !isInput(p, code, input));
  const env = spec.env
    .map((variable) => [variable.name, envValue(p, variable)])
    .filter(([, code]) => code !== undefined);
  const outputs = spec.outputsAsEnv
    .map(({ name, output }) => [name, pick(p.outputs, output)])
    .filter(([, code]) => code !== undefined);
  return {
    input,
    additionalInputs: additional.length > 0 ? object(Object.fromEntries(additional)) : undefined,
    commands: strings(spec.commands),
    installCommands: maybe(spec.installCommands, strings),
    env: env.length > 0 ? object(Object.fromEntries(env)) : undefined,
    envFromCfnOutputs: outputs.length > 0 ? object(Object.fromEntries(outputs)) : undefined,
    primaryOutputDirectory: maybe(spec.primaryOutput, str),
  };
}

/** The incumbent cannot link the files that a step has as its input, or gets because it has none; ours has tests of its own. */
function isInput(p: Program, code: Code, input: Code | undefined): boolean {
  const same = (a: Code, b: Code) => a === b || [a, b].every((x) => x === p.synth || x === p.synthStep);
  return input === undefined ? [...p.sources, p.synth ?? ''].some((x) => same(x, code)) : same(input, code);
}

function fileSet(p: Program, { from, index }: FileRef): Code | undefined {
  if (from === 'synth') {
    return p.synth ?? pick(p.sources, index);
  }
  return pick(from === 'source' ? p.sources : p.files, index) ?? pick(p.sources, index);
}

function envValue(p: Program, variable: EnvVarSpec): Code | undefined {
  switch (variable.kind) {
    case 'plain':
      return str(variable.value);
    case 'token':
      return "cdk.Fn.importValue('imported')";
    case 'attribute':
      return maybe(
        pick(p.sources, variable.source),
        (source) => `${source}.sourceAttribute(${str(variable.attribute)})`,
      );
    case 'exported':
      return maybe(pick(p.exporters, variable.step), (step) => `${step}.exportedVariable(${str(variable.variable)})`);
  }
}
