import { spawn, type ChildProcess, type ChildProcessByStdio } from 'child_process';
import * as fs from 'fs';
import { createServer, type AddressInfo } from 'net';
import * as os from 'os';
import * as path from 'path';
import { createInterface } from 'readline';
import type { Readable, Writable } from 'stream';

/** Where something is. */
export interface Environment {
  readonly account: string;
  readonly region: string;
}

export interface Call extends Environment {
  readonly service: string;
  /** As Python writes it: `describe_stacks`. */
  readonly operation: string;
  readonly input: object;
  /** The role that is assumed for it, by an administrator of `account`. */
  readonly role?: string;
}

/** `npm run test:emulator` says which Python has it. */
function python(): string {
  const { EMULATOR_PYTHON } = process.env;
  if (!EMULATOR_PYTHON) throw new Error('Run these tests with `npm run test:emulator`: it fetches the emulator.');
  return EMULATOR_PYTHON;
}

/** An AWS that forgets everything when it is stopped. It takes the access key for the account, and evaluates policies of IAM. */
export class Emulator {
  /** @param evaluatesPolicies whether it refuses what policies of IAM refuse */
  static async start({ evaluatesPolicies = true } = {}): Promise<Emulator> {
    const port = await freePort();
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'emulator-'));
    const log = fs.openSync(path.join(directory, 'log'), 'w');
    const child = spawn(python(), ['-m', 'ministack'], {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        HOME: directory,
        TMPDIR: directory,
        AUTH: `${evaluatesPolicies}`,
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: `${port}`,
      },
      stdio: ['ignore', log, log],
    });
    const sdk = spawn(python(), [path.join(__dirname, 'aws.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const emulator = new Emulator(child, sdk, `http://127.0.0.1:${port}`, path.join(directory, 'log'));
    process.once('exit', () => emulator.stop());
    await emulator.ready();
    return emulator;
  }

  private readonly answers: AsyncIterator<string>;
  /** The call before: one is made at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly child: ChildProcess,
    private readonly sdk: ChildProcessByStdio<Writable, Readable, null>,
    readonly endpoint: string,
    private readonly log: string,
  ) {
    this.answers = createInterface({ input: sdk.stdout })[Symbol.asyncIterator]();
  }

  stop(): void {
    this.child.kill();
    this.sdk.kill();
  }

  /** What the AWS SDK and the CDK CLI read. */
  environmentOf({ account, region }: Environment): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'unused',
      AWS_REGION: region,
    };
  }

  /** What an API gives; what it refuses is an error. */
  call(call: Call): Promise<any> {
    const answer = this.turn.then(() => this.ask(call));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async ask(call: Call): Promise<unknown> {
    this.sdk.stdin.write(`${JSON.stringify({ ...call, endpoint: this.endpoint })}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error('The SDK has ended.');
    const { error, result } = JSON.parse(value);
    if (error) throw new Error(error);
    return result;
  }

  /** Outputs of a stack, by their names. */
  async outputs(at: Environment, stack: string): Promise<Record<string, string>> {
    const { Outputs } = await this.stack(at, stack);
    return Object.fromEntries((Outputs ?? []).map((output: Output) => [output.OutputKey, output.OutputValue]));
  }

  async stack(at: Environment, name: string): Promise<any> {
    const { Stacks } = await this.call({
      ...at,
      service: 'cloudformation',
      operation: 'describe_stacks',
      input: { StackName: name },
    });
    return Stacks[0];
  }

  private async ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null)
        throw new Error(`The emulator has ended:\n${fs.readFileSync(this.log, 'utf-8')}`);
      const answer = await fetch(`${this.endpoint}/_ministack/health`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

interface Output {
  readonly OutputKey: string;
  readonly OutputValue: string;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
