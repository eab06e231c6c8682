import { spawn } from 'child_process';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  /** Standard output and standard error. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Run a program to its end, with an environment that has no AWS in it but for what `env` says. */
export function run(file: string, args: string[], { cwd, env, input }: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...withoutAws(process.env), ...env }, stdio: 'pipe' });
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, output }));
    // Who does not read it may have ended.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

/** Credentials and profiles of whoever runs the tests must never be used. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = Object.entries(env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  // Validation takes most of a synthesis, and looks at templates only.
  const quick = {
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_VALIDATION: 'false',
    NO_COLOR: '1',
  };
  return { ...Object.fromEntries(rest), ...quick };
}
