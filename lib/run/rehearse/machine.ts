import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import type { Machine } from './not-here';

/** This machine, as far as it decides what can run on it. */
export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  const directories = (env.PATH ?? '').split(path.delimiter).filter((one) => one !== '');
  return {
    platform: process.platform,
    arch: process.arch,
    isRoot: process.getuid?.() === 0,
    has: (command) => directories.some((directory) => isProgram(path.join(directory, command))),
  };
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/** Programs that images have, and what they call themselves. */
const PROGRAMS = [
  ['node', 'Node.js'],
  ['python3', 'Python'],
  ['java', 'Java'],
  ['go', 'Go'],
  ['dotnet', '.NET'],
] as const;

/** What is here in place of an image: `Linux x64`, `Node.js 22.1.0`. `used`: programs that somebody has started. */
export function versionsOf(machine: Machine, env: NodeJS.ProcessEnv, used: ReadonlySet<string>): string[] {
  const there = PROGRAMS.filter(
    ([command]) => STARTED_BY[command].some((one) => used.has(one)) && machine.has(command),
  );
  const versions = there.flatMap(([command, name]) => {
    const version = versionOf(command, env);
    return version === undefined ? [] : [`${name} ${version}`];
  });
  return [`${SYSTEMS[machine.platform] ?? machine.platform} ${machine.arch}`, ...versions];
}

/** Programs that start them. */
const STARTED_BY: Readonly<Record<(typeof PROGRAMS)[number][0], readonly string[]>> = {
  node: ['node', 'npm', 'npx', 'yarn', 'pnpm', 'cdk'],
  python3: ['python', 'python3', 'pip', 'pip3', 'pytest', 'uv', 'poetry'],
  java: ['java', 'mvn', 'gradle', './gradlew', './mvnw', 'gradlew', 'mvnw'],
  go: ['go'],
  dotnet: ['dotnet'],
};

/** A JVM takes a while to say it. */
const PATIENCE_MS = 2000;

function versionOf(command: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    const args = command === 'go' ? ['version'] : ['--version'];
    const said = execFileSync(command, args, {
      ...{ env, timeout: PATIENCE_MS, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    });
    return /\d+(\.\d+)+/.exec(said)?.[0];
  } catch {
    return undefined;
  }
}
