import { createHash } from 'crypto';
import { LIMITS_OF_CODEBUILD } from './limits/limits-of-codebuild';
import { LIMITS_OF_CODEPIPELINE } from './limits/limits-of-codepipeline';
import { hashOf } from '../../../private/hash';
import { inWords } from '../../../report/budget/limit';

/*
 * Every name that the engine gives: construct ids, CodePipeline stages, actions, artifacts, namespaces.
 * Logical ids are made from construct ids, and people's pipelines hang on them: a change here is a change
 * of the contract.
 */

const MAX_NAME = LIMITS_OF_CODEPIPELINE['action-name'].limit;
const MAX_NAMESPACE = LIMITS_OF_CODEPIPELINE.namespace.limit;
const MAX_ARTIFACT = LIMITS_OF_CODEPIPELINE['artifact-name'].limit;

/** Characters that a name must not have. */
const NO_NAME = new RegExp(`[^${LIMITS_OF_CODEPIPELINE['action-name-characters'].alphabet}]+`, 'g');
const NO_NAMESPACE = new RegExp(`[^${LIMITS_OF_CODEPIPELINE['namespace-characters'].alphabet}]`, 'g');
const NO_PROJECT = new RegExp(`[^${LIMITS_OF_CODEBUILD['project-name-characters'].alphabet}]+`, 'g');

/** Construct ids. They are part of what "no difference" means. */
export const ids = {
  pipeline: 'Pipeline',
  synthProject: 'CdkBuildProject',
  selfMutationScope: 'UpdatePipeline',
  selfMutationProject: 'SelfMutation',
  assetsScope: 'Assets',
  fileAssetRole: 'FileRole',
  imageAssetRole: 'DockerRole',
  codeBuildActionRole: 'CodeBuildActionRole',
  securityCheck: 'PipelinesSecurityCheck',
  strictSecurityCheck: 'PipelinesStrictSecurityCheck',
  compactSteps: 'Steps',
  compactRole: 'Role',
  publishFiles: 'PublishFiles',
  publishImages: 'PublishImages',
  notifications: 'Notifications',
} as const;

/** What the name of a stage may be, in words. */
export const VALID_NAMES = `up to ${MAX_NAME} of the characters ${inWords(LIMITS_OF_CODEPIPELINE['stage-name-characters'].alphabet)}`;

export function isValidName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME && sanitize(name) === name;
}

/** Name of a CodePipeline stage; `part` counts from 1 where a stage had to be split. */
export function stageName(name: string, part?: number): string {
  return part === undefined ? name : `${name}.${part}`;
}

/**
 * Name of an action from the ids of the groups it is in, and its own.
 *
 * Where that is too long every part is shortened, so that the telling end (`.Prepare`, `.Deploy`) stays.
 */
export function actionName(path: readonly string[]): string {
  const parts = path.map(sanitize);
  if (parts.join('.').length <= MAX_NAME) {
    return parts.join('.');
  }
  const partMax = Math.floor((MAX_NAME - (parts.length - 1)) / parts.length);
  return shorten(parts.map((part) => shorten(part, partMax)).join('.'), MAX_NAME - 1);
}

/** The first of `name`, `name2`, `name3`, … that is not taken yet; it is taken by this call. */
export function takeUnique(name: string, taken: Set<string>): string {
  let unique = name;
  for (let i = 2; taken.has(unique); i++) {
    unique = `${shorten(name, MAX_NAME - String(i).length)}${i}`;
  }
  taken.add(unique);
  return unique;
}

function sanitize(name: string): string {
  return name.replace(NO_NAME, '_');
}

/** Name of the project that updates a pipeline whose name is given. */
export function selfUpdateProjectName(pipelineName: string): string {
  return `${pipelineName}-selfupdate`;
}

/** The same in the compact layout: pipelines may have `.` and `@` in their names, which CodeBuild does not take. */
export function stableSelfUpdateProjectName(pipelineName: string): string {
  const name = `${pipelineName}-selfupdate`;
  const valid = name.replace(NO_PROJECT, '-');
  return valid === name ? name : withHash(valid, [name]);
}

/** Namespace of the variables that an action exports. */
export function stepNamespace(stage: string, action: string): string {
  return shorten(`${stage}/${action}`.replace(NO_NAMESPACE, '@'), MAX_NAMESPACE);
}

/** Namespace of the outputs of a stack. */
export function stackNamespace(stackArtifactId: string): string {
  return shorten(stackArtifactId, MAX_NAMESPACE);
}

/**
 * A namespace in the compact layout: of a step by what it is, of a stack by its id. Short, because all variables of an action
 * must fit into 1,000 characters, and the namespace is in each of them.
 */
export function shortNamespace(identity: readonly string[] | string): string {
  return hashOf(identity).slice(0, 10);
}

/** Name of the artifact that carries a file set. Becomes part of the name of a shell variable, so no `-`. */
export function artifactName(producerId: string, fileSetId: string): string {
  const name = `${producerId}_${fileSetId}`.replace(/[^A-Za-z0-9_]/g, '_');
  if (name.length <= MAX_ARTIFACT) {
    return name;
  }
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return name.slice(0, MAX_ARTIFACT - digest.length) + digest;
}

/**
 * Name of an action in the compact layout: from what the thing is, whatever else is there. `room`: what somebody
 * will add to it.
 */
export function stableActionName(ids: readonly string[], room: number = 0): string {
  const name = ids.map(sanitize).join('.');
  return name.length <= MAX_NAME - room ? name : withHash(name, ids, room);
}

/** A name that ends in a hash of what it stands for. */
export function withHash(name: string, identity: readonly string[], room: number = 0): string {
  const digest = hashOf(identity).slice(0, 8);
  const [valid, max] = [sanitize(name), MAX_NAME - room - digest.length - 1];
  const half = Math.floor(max / 2);
  const cut = valid.length <= max ? valid : valid.slice(0, max - half) + valid.slice(-half);
  return `${cut}-${digest}`;
}

/** What files are of, in names of artifacts of the compact layout. */
export function stableProducer(identity: readonly string[]): string {
  return withHash(identity.join('@'), identity);
}

/** Name of a CodePipeline stage that is several in one. */
export function fusedStageName(first: string, last: string): string {
  return shorten(`${first}..${last}`, MAX_NAME);
}

/** Cut a name to a length by putting a hash in place of its middle. */
export function shorten(name: string, max: number): string {
  if (name.length <= max) {
    return name;
  }
  const digest = hashOf(name).slice(0, 8);
  const half = Math.floor((max - digest.length) / 2);
  return name.slice(0, half) + digest + name.slice(name.length - half);
}
