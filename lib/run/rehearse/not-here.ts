import type { BuildTask, OtherTask, Work } from '../works';
import type { Reason } from '../events';
import type { Outcome } from '../progress';
import { GITHUB } from '../read-planned';

/** What is known of this machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** `x64`, `arm64`. */
  readonly arch: string;
  readonly isRoot: boolean;
  /** Whether a command is found. */
  readonly has: (command: string) => boolean;
}

/** What is done with an action that cannot run here. */
export type Unsupported = 'skip' | 'fail';

/** What to do about an action that cannot run here. */
const ELSEWHERE = 'try it where that is there, or leave it to the pipeline (--unsupported skip)';

/** What installs packages into the system, and so changes the machine. */
const SYSTEM = ['yum', 'dnf', 'apt-get', 'apt', 'apk', 'zypper'] as const;

const CONTAINER_TOOLS = ['docker', 'docker-compose', 'podman', 'buildah', 'finch'] as const;

/**
 * Why an action cannot run on this machine; nothing, if it can.
 *
 * @param commands what it runs; none, if that is not known yet
 */
export function whyNotHere(
  { task }: Pick<Work, 'task'>,
  commands: readonly string[],
  machine: Machine,
): Reason | undefined {
  switch (task.kind) {
    case 'other':
      return { reason: onlyThere(task), fix: 'leave it to the pipeline' };
    case 'build':
      return machineReason(task, machine) ?? commandReason(commands, machine);
    default:
      return undefined;
  }
}

/** How an action ends that would build images; nothing, if images can be built. */
export function imagesProblem({ has }: Machine, unsupported: Unsupported): Outcome | undefined {
  return CONTAINER_TOOLS.some(has)
    ? undefined
    : {
        ...{ result: unsupported === 'skip' ? 'skipped' : 'failed', fix: ELSEWHERE },
        reason: 'it builds images, which is for Docker, and Docker is not here',
      };
}

/** Where something runs, if not here. */
export function onlyThere({ provider }: OtherTask): string {
  if (provider === GITHUB) {
    return 'what this job does is for GitHub only';
  }
  return `an action of ${provider === 'custom' ? 'a custom step' : provider} runs on AWS only`;
}

function machineReason({ project, batch }: BuildTask, machine: Machine): Reason | undefined {
  const { type = '', image = '', privileged = false } = project ?? {};
  if (batch) {
    return { reason: 'it is a batch of several builds', fix: 'leave it to the pipeline' };
  }
  if (/^WINDOWS/.test(type) && machine.platform !== 'win32') {
    return { reason: `it needs Windows (${image})`, fix: ELSEWHERE };
  }
  if (/^MAC/.test(type) && machine.platform !== 'darwin') {
    return { reason: `it needs macOS (${image})`, fix: ELSEWHERE };
  }
  if (!/^WINDOWS/.test(type) && machine.platform === 'win32') {
    return { reason: `it needs Linux (${image})`, fix: 'run it in the Windows Subsystem for Linux' };
  }
  if (privileged && !CONTAINER_TOOLS.some(machine.has)) {
    return { reason: 'it is privileged, which is for Docker, and Docker is not here', fix: ELSEWHERE };
  }
  return undefined;
}

function commandReason(commands: readonly string[], { has, isRoot }: Machine): Reason | undefined {
  const used = new Set(commands.flatMap(commandsIn));
  const missing = ['sudo', ...SYSTEM, ...CONTAINER_TOOLS].filter((name) => used.has(name) && !has(name));
  if (missing.length > 0) {
    const are = missing.length === 1 ? 'is' : 'are';
    return { reason: `it runs ${missing.join(', ')}, which ${are} not here`, fix: ELSEWHERE };
  }
  const changing = ['sudo', ...SYSTEM].filter((name) => used.has(name));
  if (changing.length > 0 && !isRoot) {
    return { reason: `it runs ${changing.join(', ')} as root, and you are not`, fix: ELSEWHERE };
  }
  return undefined;
}

/** What goes before a command, and is none itself. */
const BEFORE = /^(?:\w+=\S*|if|then|else|elif|while|until|do|!|\{|\(|time|exec|nohup|env|-\S+)$/;

/** Who asks whether a command is there copes without it. */
const ASKED = /\b(?:command\s+-[vV]|which|type|hash)\s+([\w./-]+)/g;

/** Text that is only printed, passed on or read: here documents, comments, quotes. */
const NO_COMMANDS =
  /<<-?\s*(["']?)(\w+)\1[^\n]*\n[\s\S]*?\n\s*\2(?=\n|$)|(^|\s)#[^\n]*|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g;

/** The programs that a command starts, as far as a glance shows it; without those that it looks for first. */
export function commandsIn(command: string): string[] {
  const plain = command.replace(/\\\r?\n/g, ' ').replace(NO_COMMANDS, ' ""');
  const asked = new Set([...plain.matchAll(ASKED)].map(([, name]) => name));
  return plain
    .split(/\r?\n|\|\|?|&&?|;|\$\(|`|\(/)
    .flatMap(programsIn)
    .filter((name) => !asked.has(name));
}

/** `sudo` starts one more. */
function programsIn(part: string): string[] {
  const found: string[] = [];
  for (const word of part.trim().split(/\s+/)) {
    if (word !== '' && !BEFORE.test(word)) {
      found.push(word.replace(/^.*\//, ''));
      if (word !== 'sudo') {
        break;
      }
    }
  }
  return found;
}

/** What an action lacks: files and variables of others that did not run here. */
export function missingFiles(
  missing: readonly {
    readonly kind: 'files' | 'variable';
    readonly name: string;
    readonly maker: string;
    readonly reason: string;
  }[],
): Reason {
  const parts = missing.map(
    ({ kind, name, maker, reason }) =>
      `${kind === 'files' ? 'artifact' : 'variable'} '${name}' of '${maker}', which did not run: ${reason}`,
  );
  return { reason: `it needs ${[...new Set(parts)].join('; ')}`, fix: ELSEWHERE };
}
