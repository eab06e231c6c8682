import * as os from 'os';
import * as path from 'path';
import type { Buildspec } from './buildspec';
import type { Workspace } from './workspace';
import type { PipelineInfo } from '../../document/plan-document';
import type { Handover } from '../handover';
import { fillReferences, referencesIn } from '../references';
import type { BuildTask, Variable } from '../works';

/** A variable of a build, and where it comes from. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly source: string;
  readonly secret?: true;
}

/** Values of secrets and parameters, by the name of the secret or parameter. */
export type Given = (name: string) => string | undefined;

/** A variable that cannot be filled in: what CodePipeline or CodeBuild would say, and what to do. */
export class VariableError extends Error {
  constructor(
    message: string,
    public readonly fix: string,
  ) {
    super(message);
  }
}

/** What of the environment of this process a step sees: what its tools need to be found and to reach the network. */
const PASSED_ON =
  /^(PATH|LANG|LC_\w+|TZ|TERM|TMPDIR|(https?|no|all|ftp)_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(REQUESTS|CURL)_CA_BUNDLE|npm_config_.+|PIP_\w+|UV_\w+|GO(PROXY|FLAGS|ROOT|PATH|MODCACHE|CACHE|SUMDB|NOSUMDB)|JAVA_HOME|MAVEN_\w+|GRADLE_\w+|DOTNET_ROOT|NVM_DIR|VOLTA_HOME|PYENV_ROOT|ASDF_\w+|MISE_\w+)$/i;

/**
 * What npx sets for the command that it starts, and where npm puts and finds things of the user: a step has a machine of its own.
 * npm takes names in upper and lower case alike.
 */
const OF_NPM_ITSELF =
  /^npm_config_(prefix|local_prefix|global_prefix|globalconfig|userconfig|init_module|node_gyp|npm_version|user_agent|yes)$/i;

/** Caches of tools are shared with the user: they only make it faster. */
export function baseEnvironment(host: NodeJS.ProcessEnv, passedOn: readonly string[] = []): Record<string, string> {
  const names = new Set(passedOn);
  const kept = Object.entries(host).filter(
    ([name]) => names.has(name) || (PASSED_ON.test(name) && !OF_NPM_ITSELF.test(name)),
  ) as [string, string][];
  const home = host.HOME ?? os.homedir();
  return {
    npm_config_cache: path.join(home, '.npm'),
    PIP_CACHE_DIR: path.join(home, '.cache', 'pip'),
    ...Object.fromEntries(kept),
    ...pathOf(host),
  };
}

/** jsii, which starts the command in packages of other languages, puts its Node.js first: before a virtual environment, too. */
function pathOf({ PATH, JSII_AGENT }: NodeJS.ProcessEnv): Record<string, string> {
  const added = `${path.dirname(process.execPath)}:`;
  return JSII_AGENT && PATH?.startsWith(added) ? { PATH: PATH.slice(added.length) } : {};
}

/** Only the first of these is fixed by AWS; the others are what the service shows a build, with made-up ids. */
export function codeBuildVariables(
  { source, others, home }: Workspace,
  { project }: BuildTask,
  { path: pipeline, account = '000000000000', region = 'us-east-1' }: PipelineInfo,
  revision?: string,
): Record<string, string> {
  const name = project?.name ?? project?.logicalId ?? 'build';
  const id = `${name}:00000000-0000-0000-0000-000000000000`;
  return {
    HOME: home,
    CODEBUILD_SRC_DIR: source,
    ...Object.fromEntries([...others].map(([artifact, directory]) => [`CODEBUILD_SRC_DIR_${artifact}`, directory])),
    CODEBUILD_BUILD_ARN: `arn:aws:codebuild:${region}:${account}:build/${id}`,
    CODEBUILD_BUILD_ID: id,
    CODEBUILD_BUILD_NUMBER: '1',
    CODEBUILD_BUILD_IMAGE: project?.image ?? '',
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_CI: 'true',
    CODEBUILD_INITIATOR: `codepipeline/${pipeline.split('/').pop()}`,
    CODEBUILD_START_TIME: '0',
    ...(revision === undefined ? {} : { CODEBUILD_RESOLVED_SOURCE_VERSION: revision }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

interface JobOfRun {
  readonly workflow: string;
  readonly job: string;
  readonly revision?: string;
}

/**
 * What GitHub shows a step of a job, with made-up ids. Whatever a step writes into the files that it is given is thrown away: what jobs
 * hand on is in the plan.
 */
export function gitHubVariables(
  { source, home, scratch }: Workspace,
  { workflow, job, revision = '0'.repeat(40) }: JobOfRun,
): Record<string, string> {
  const files = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
  const ids = ['GITHUB_RUN_ID', 'GITHUB_RUN_NUMBER', 'GITHUB_RUN_ATTEMPT'];
  return {
    ...{ HOME: home, CI: 'true', GITHUB_ACTIONS: 'true' },
    ...{ GITHUB_WORKSPACE: source, RUNNER_TEMP: scratch, GITHUB_WORKFLOW: workflow, GITHUB_JOB: job },
    GITHUB_SHA: revision,
    ...Object.fromEntries(ids.map((name) => [name, '1'])),
    ...Object.fromEntries(files.map((name) => [name, path.join(scratch, name.toLowerCase())])),
  };
}

/** The variables of a build: those of the action before those of the project before those of the buildspec. */
export function assignmentsOf(task: BuildTask, spec: Buildspec, handover: Handover, given: Given): Assignment[] {
  const secret = (name: string, kind: 'secret' | 'parameter', of: string): Assignment => {
    const value = given(of);
    if (value === undefined) {
      throw new VariableError(
        `variable ${name} has the value of ${kind} '${of}', which nobody has given here`,
        `set ${name} in the environment, or write ${name}=value into the file with secrets`,
      );
    }
    return { name, value, source: `${kind} ${of}`, secret: true };
  };
  const all = [
    ...Object.entries(spec.variables).map(([name, value]): Assignment => ({ name, value, source: 'buildspec' })),
    ...Object.entries(spec.parameters).map(([name, of]) => secret(name, 'parameter', of)),
    ...Object.entries(spec.secrets).map(([name, of]) => secret(name, 'secret', of)),
    ...task.env.map(({ name, value }): Assignment => {
      if ('secret' in value) {
        return secret(name, 'secret', value.secret);
      }
      return 'parameter' in value ? secret(name, 'parameter', value.parameter) : { name, ...resolved(value, handover) };
    }),
  ];
  return [...new Map(all.map((assignment) => [assignment.name, assignment])).values()];
}

function resolved(value: Variable['value'], handover: Handover): Pick<Assignment, 'value' | 'source'> {
  if ('literal' in value) {
    return { value: value.literal, source: 'literal' };
  }
  if ('output' in value) {
    const { node, variable } = value.output;
    const from = handover.nameOf(node);
    return {
      value: wanted(handover.variables.get(node)?.[variable], variable, from),
      source: `output ${variable} of ${from}`,
    };
  }
  if ('stackOutput' in value) {
    const { stack, name } = value.stackOutput;
    return {
      value: wanted(handover.stackOutputs.get(stack)?.[name], name, stack),
      source: `output ${name} of stack ${stack}`,
    };
  }
  const { text } = value as { readonly text: string };
  const names = referencesIn(text).map(({ namespace, name }) => `${name} of ${handover.nameOf(namespace)}`);
  return {
    value: names.length > 0 ? fillIn(text, handover) : text,
    source: names.length > 0 ? `output ${names.join(', ')}` : 'literal',
  };
}

/**
 * A text in which variables of CodePipeline are replaced, as CodePipeline does it: the text is a string of JSON, and values are
 * put into that as they are. A quote in one breaks it.
 */
function fillIn(text: string, handover: Handover): string {
  const filled = fillReferences(JSON.stringify(text), ({ namespace, name }) =>
    wanted(handover.variables.get(namespace)?.[name], name, handover.nameOf(namespace)),
  );
  try {
    return JSON.parse(filled) as string;
  } catch {
    throw new VariableError(
      `CodePipeline cannot fill in '${text}': it puts values into JSON as they are, and that gives ${filled}`,
      'export a value without quotes, backslashes and line breaks, for example in base64',
    );
  }
}

function wanted(value: string | undefined, name: string, from: string): string {
  if (value === undefined) {
    throw new VariableError(
      `there is no variable '${name}' of '${from}'`,
      `let '${from}' export it, or run what exports it before: add --needs`,
    );
  }
  return value;
}
