import * as fs from 'fs';
import * as path from 'path';
import { type CdkCli, type CliResult, runCli } from './cdk-cli';
import { type Access, cliEnvironment } from './cli-arguments';
import { fixFor, reasonIn } from './cli-reason';
import type { Bootstrap } from './cloud';
import type { Context } from '../executor';
import type { Outcome } from '../progress';

/** Calls of the CDK CLI, each with the environment that it needs, and logged. */
export class CdkCalls {
  private readonly bootstrapped = new Map<string, Promise<Outcome | undefined>>();

  /** @param directory where runs of the pipeline are kept */
  constructor(
    private readonly cli: CdkCli,
    private readonly directory: string,
    private readonly host: NodeJS.ProcessEnv,
  ) {}

  public call(args: readonly string[], cwd: string, access: Access, { report, signal }: Context): Promise<CliResult> {
    const log = (line: string) => report({ type: 'action.logged', line });
    log(`$ cdk ${args.join(' ')}   (${this.cli.from})`);
    return runCli(this.cli, { args, cwd, env: cliEnvironment(this.host, access), log, signal });
  }

  /** Once for each environment, whoever needs it first. Nothing comes of it if it succeeds. */
  public bootstrap(wanted: Bootstrap | undefined, context: Context): Promise<Outcome | undefined> {
    if (!wanted) {
      return Promise.resolve(undefined);
    }
    const key = wanted.args.join(' ');
    const known = this.bootstrapped.get(key) ?? this.bootstrapNow(wanted, context);
    this.bootstrapped.set(key, known);
    return known;
  }

  private async bootstrapNow({ args, access }: Bootstrap, context: Context): Promise<Outcome | undefined> {
    const home = path.join(this.directory, 'cdk', 'bootstrap');
    fs.mkdirSync(home, { recursive: true });
    const { code, lines } = await this.call(args, home, access, context);
    const reason = code === 0 ? undefined : reasonIn(lines);
    return reason === undefined
      ? undefined
      : { result: 'failed', reason, fix: fixFor(reason, `npx cdk ${args.join(' ')}`) };
  }
}
