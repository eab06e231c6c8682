import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { actionsOf, ofType, type Result, stageOf, synth } from './app';

/*
 * What a publisher runs, run: the real CDK CLI on the real cloud assembly, against a server on this machine that
 * answers as STS and S3 do.
 */

const CLI = path.join(path.dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');

interface Request {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

class FakeAws {
  public readonly requests: Request[] = [];
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const seen = { method: request.method!, url: request.url!, body };
      this.requests.push(seen);
      const { status, text } = this.answer(seen);
      const respond = () => {
        response.statusCode = status;
        response.setHeader('content-type', 'text/xml');
        response.end(text);
      };
      if (status === 403 && seen.method === 'PUT') {
        response.on('finish', () => setTimeout(() => this.failed(), 300));
      }
      if (this.state.failing && status === 200 && seen.method === 'PUT') {
        // What is under way ends after the failure: its name must not be taken for the one that failed.
        void this.failure.then(respond);
      } else {
        respond();
      }
    });
  });
  private failed!: () => void;
  private readonly failure = new Promise<void>((done) => (this.failed = done));

  /** `failing`: objects with this in their key are refused; `published`: those with this are there already. */
  constructor(private readonly state: { readonly failing?: string; readonly published?: string } = {}) {}

  public async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  public get uploads(): string[] {
    return this.requests.flatMap(({ method, url }) => (method === 'PUT' ? [url.replace(/\?.*/, '')] : [])).sort();
  }

  private answer({ method, url, body }: Request): { status: number; text: string } {
    const ok = (text: string) => ({ status: 200, text });
    if (body.includes('GetCallerIdentity')) {
      return ok(
        reply(
          'GetCallerIdentity',
          '<Arn>arn:aws:iam::111111111111:user/x</Arn><UserId>X</UserId><Account>111111111111</Account>',
        ),
      );
    }
    if (body.includes('Action=AssumeRole')) {
      const credentials =
        '<AccessKeyId>A</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>';
      return ok(reply('AssumeRole', `<Credentials>${credentials}</Credentials>`));
    }
    if (body.includes('DescribeStacks') || (method === 'PUT' && this.has(url, this.state.failing))) {
      return { status: 403, text: '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>' };
    }
    if (url.includes('list-type=2')) {
      const key = /prefix=([^&]*)/.exec(url)![1];
      const found = this.has(key, this.state.published)
        ? `<Contents><Key>${decodeURIComponent(key)}</Key></Contents>`
        : '';
      return ok(`<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>${found}</ListBucketResult>`);
    }
    return ok(url.includes('location') ? '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>' : '');
  }

  private has(text: string, part: string | undefined): boolean {
    return part !== undefined && text.includes(part);
  }
}

function reply(action: string, content: string): string {
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${content}</${action}Result></${action}Response>`;
}

/** Run the build command of the project in the cloud assembly, as the action would. */
async function publish(result: Result, action: string, aws: FakeAws): Promise<{ code: number; output: string }> {
  const { Configuration } = actionsOf(result).find((a) => a.Name === action)!;
  const [variable] = JSON.parse(Configuration.EnvironmentVariables);
  const [project] = ofType(result.template, 'AWS::CodeBuild::Project').filter((p) =>
    /^Publishes files/.test(p.Properties.Description),
  );
  const [command] = JSON.parse(project.Properties.Source.BuildSpec).phases.build.commands as string[];
  const env = {
    PATH: process.env.PATH,
    HOME: result.assembly,
    AWS_ENDPOINT_URL: await aws.start(),
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_REGION: 'us-east-1',
    CI: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    [variable.name]: variable.value,
  };
  const script = command.replace(/^cdk /, `"${process.execPath}" "${CLI}" `);
  const run = await new Promise<{ code: number; output: string }>((done) =>
    execFile('sh', ['-c', script], { cwd: result.assembly, env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  );
  await aws.stop();
  return run;
}

const env = (account: string, region: string) => ({ account, region });
const APP = synth(
  (pipeline, scope) => {
    const beta = { id: 'App', env: env('222222222222', 'us-east-1'), files: ['shared', 'own'] };
    const prod = { id: 'App', env: env('333333333333', 'eu-west-1'), files: ['shared', 'other'] };
    // One asset, one manifest directory, two destinations.
    const twin = { id: 'Twin', env: env('444444444444', 'us-east-1'), files: ['shared'] };
    pipeline.addStage(stageOf(scope, 'Beta', beta, twin));
    pipeline.addStage(stageOf(scope, 'Prod', prod));
  },
  () => ({ maxPublishers: 1 }),
);

/** Name of the object, which CDK makes from the content, of the asset that people know by this name. */
function objectOf(stage: string, name: string): string {
  const dir = path.join(APP.assembly, `assembly-${stage}`);
  const file = fs.readdirSync(dir).find((f) => f.startsWith(`${stage}App`) && f.endsWith('.assets.json'))!;
  const { files } = JSON.parse(fs.readFileSync(path.join(dir, file), 'utf-8'));
  const [id] = Object.entries<any>(files).find(([, f]) => f.displayName === name)!;
  return `${id}.ts`;
}

const BETA = 'cdk-hnb659fds-assets-222222222222-us-east-1';
const PROD = 'cdk-hnb659fds-assets-333333333333-eu-west-1';
const TWIN = 'cdk-hnb659fds-assets-444444444444-us-east-1';
const SHARED = [BETA, PROD, TWIN].map((bucket) => `/${bucket}/${objectOf('Beta', 'shared')}`);
const OTHERS = [`/${BETA}/${objectOf('Beta', 'own')}`, `/${PROD}/${objectOf('Prod', 'other')}`];

test('every asset goes to every destination, with the roles of the targets', async () => {
  const aws = new FakeAws();
  const { code, output } = await publish(APP, 'Files1', aws);
  expect({ code, uploads: aws.uploads }).toEqual({ code: 0, uploads: [...SHARED, ...OTHERS].sort() });
  const roles = aws.requests.flatMap(({ body }) => /RoleArn=([^&]*)/.exec(body)?.[1] ?? []).map(decodeURIComponent);
  expect(new Set(roles)).toEqual(
    new Set([
      'arn:aws:iam::222222222222:role/cdk-hnb659fds-file-publishing-role-222222222222-us-east-1',
      'arn:aws:iam::333333333333:role/cdk-hnb659fds-file-publishing-role-333333333333-eu-west-1',
      'arn:aws:iam::444444444444:role/cdk-hnb659fds-file-publishing-role-444444444444-us-east-1',
    ]),
  );
  expect(output).toContain('Published shared');
});

test('what is published already is passed over: an action can be started again', async () => {
  const aws = new FakeAws({ published: objectOf('Beta', 'shared') });
  const { code } = await publish(APP, 'Files1', aws);
  expect({ code, uploads: aws.uploads }).toEqual({ code: 0, uploads: [...OTHERS].sort() });
});

test('the first failure stops the action, with the name of the asset', async () => {
  const aws = new FakeAws({ failing: objectOf('Beta', 'own') });
  const { code, output } = await publish(APP, 'Files1', aws);
  expect(code).not.toBe(0);
  expect(output.match(/Failed to publish asset \w+/g)).toEqual(['Failed to publish asset own']);
  // Four at a time: the fifth was not begun.
  expect(aws.uploads).toEqual([...SHARED, OTHERS[0]].sort());
});
