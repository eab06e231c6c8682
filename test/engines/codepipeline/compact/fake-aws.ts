import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** `Service.Operation`, of services that speak JSON. */
  readonly target: string;
}

/** A server on this machine that answers as STS, S3, ECR and Secrets Manager do. */
export class FakeAws {
  public readonly requests: Request[] = [];
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const target = String(request.headers['x-amz-target'] ?? '');
      const seen = { method: request.method!, url: request.url!, body, target };
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

  private answer({ method, url, body, target }: Request): { status: number; text: string } {
    if (target) {
      return answerJson(target, body);
    }
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

function answerJson(target: string, body: string): { status: number; text: string } {
  const ok = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });
  switch (target.split('.').pop()) {
    case 'DescribeRepositories': {
      const [name] = JSON.parse(body).repositoryNames;
      return ok({ repositories: [{ repositoryUri: `registry.aws/${name}` }] });
    }
    case 'DescribeImages':
      return { status: 400, text: JSON.stringify({ __type: 'ImageNotFoundException', message: 'not there' }) };
    case 'GetAuthorizationToken': {
      const authorizationToken = Buffer.from('AWS:token').toString('base64');
      return ok({ authorizationData: [{ authorizationToken, proxyEndpoint: 'https://registry.aws' }] });
    }
    case 'GetSecretValue':
      return ok({ SecretString: JSON.stringify({ username: 'reader', secret: 'password' }) });
    default:
      return { status: 400, text: JSON.stringify({ __type: 'AccessDeniedException', message: target }) };
  }
}
