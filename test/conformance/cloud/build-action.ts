import * as fs from 'node:fs';
import * as path from 'node:path';
import { readArtifact, writeArtifact } from './artifact-store';
import { ActionFailed } from './cloudformation';
import { describeCalls } from './build-calls';
import { runBuild } from './codebuild';
import type { Files } from './files';
import type { Principal } from './iam';
import type { Running } from './model';
import { type Found, resourcesOf } from './stacks';

/** An action that runs a CodeBuild project. */
export async function build(running: Running): Promise<void> {
  const { cloud, effects, namespace, outputs } = running;
  const project = projectOf(running);
  const who = cloud.access.assumeAs('codebuild.amazonaws.com', project.Properties.ServiceRole);
  const id = `${project.name}:${cloud.builds.size + 1}`;
  cloud.builds.set(`${running.stage}/${running.name}`, id);
  checkLogs(running, who, project);
  const inputs = inputsOf(running, who);
  const [{ files: primary }] = inputs;
  const result = await runBuild({
    directory: path.join(cloud.directory, 'builds', id.replace(/\W/g, '-')),
    spec: readSpec(project.Properties.Source.BuildSpec, primary),
    env: { ...variablesOf(running, who, project), ...codeBuildVariables(running, project, id) },
    bin: cloud.standIns.bin,
    inputs,
    outputs,
  });
  // What was seen and done counts for people, also if the build fails in the end.
  describeCalls(running, who, id);
  result.artifacts.forEach((files, name) => writeArtifact(running, who, name, files));
  if (result.failure !== undefined) {
    throw new ActionFailed(result.failure);
  }
  if (namespace !== undefined) {
    effects.variables.set(namespace, result.exported);
  }
}

/** With which the build can be started. */
function projectOf({ cloud, configuration, role }: Running): Found {
  const found = resourcesOf(cloud.stacks, 'AWS::CodeBuild::Project').find((p) => p.name === configuration.ProjectName);
  if (!found) {
    throw new ActionFailed(`there is no project '${configuration.ProjectName}'`);
  }
  ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'].forEach((action) => cloud.access.call(role, action, found.arn));
  return found;
}

function checkLogs({ cloud }: Running, who: Principal, { name, stack }: Found): void {
  const group = `arn:aws:logs:${stack.region}:${stack.account}:log-group:/aws/codebuild/${name}`;
  cloud.access.call(who, 'logs:CreateLogStream', group);
  cloud.access.call(who, 'logs:PutLogEvents', `${group}:x`);
}

/** The primary one first. */
function inputsOf(running: Running, who: Principal) {
  const { inputs, configuration } = running;
  const { PrimarySource } = configuration;
  if (inputs.length > 1 && !inputs.includes(PrimarySource)) {
    throw new ActionFailed(`PrimarySource must be one of the inputs ${inputs}: '${PrimarySource}'`);
  }
  const sorted = inputs.length > 1 ? [PrimarySource, ...inputs.filter((i) => i !== PrimarySource)] : inputs;
  return sorted.map((artifact: string) => ({ artifact, files: readArtifact(running, who, artifact) }));
}

/** In the project, or a file of the primary source. */
function readSpec(given: string, { directory, files }: Files): any {
  const inline = given.trimStart().startsWith('{');
  if (!inline && !files.includes(given)) {
    throw new ActionFailed(`YAML_FILE_ERROR: there is no buildspec '${given}' in the primary source`);
  }
  return JSON.parse(inline ? given : fs.readFileSync(path.join(directory, given), 'utf-8'));
}

/** Those of the action win over those of the project. */
function variablesOf({ cloud, configuration }: Running, who: Principal, project: Found): Record<string, string> {
  const ofProject = (project.Properties.Environment.EnvironmentVariables ?? []).map((v: any) => ({
    name: v.Name,
    type: v.Type,
    value: v.Value,
  }));
  const values: Record<string, string> = {};
  for (const { name, type, value } of [...ofProject, ...actionVariables(configuration.EnvironmentVariables)]) {
    const secret = type === 'SECRETS_MANAGER' || type === 'PARAMETER_STORE';
    if (type === 'SECRETS_MANAGER') {
      const { region, account } = project.stack;
      const arn = value.startsWith('arn:')
        ? value
        : `arn:aws:secretsmanager:${region}:${account}:secret:${value}-AbCdEf`;
      cloud.access.call(who, 'secretsmanager:GetSecretValue', arn.split(':').slice(0, 7).join(':'));
    }
    values[name] = secret ? `secret value of ${value}` : value;
  }
  return values;
}

function actionVariables(text: string | undefined): any[] {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    throw new ActionFailed('EnvironmentVariables is no valid JSON, once the variables in it are replaced');
  }
}

function codeBuildVariables({ cloud }: Running, { name, stack, arn }: Found, id: string): Record<string, string> {
  return {
    AWS_REGION: stack.region,
    AWS_DEFAULT_REGION: stack.region,
    CODEBUILD_BUILD_ID: id,
    CODEBUILD_BUILD_ARN: `${arn.replace(`project/${name}`, `build/${name}`)}:${id.split(':')[1]}`,
    CODEBUILD_INITIATOR: `codepipeline/${cloud.pipeline.name}`,
  };
}
