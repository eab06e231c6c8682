import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'http';
import type { AddressInfo } from 'net';

/** A right of a token, as `permissions` of a job has it. */
export type Permissions = Record<string, string>;

/** What reviewers of an environment say. */
export type Decision = 'approved' | 'rejected';

export interface EnvironmentOptions {
  /** Whether somebody must approve jobs of the environment. */
  readonly reviewed: boolean;
  readonly decision?: Decision;
}

const REPOSITORY = 'acme/shop';

/** The token of a job, which tells what it may do: `tokenOf()` of the rights that the job has. */
const TOKEN = 'rights-';

export function tokenOf(permissions: Permissions): string {
  return `${TOKEN}${Buffer.from(JSON.stringify(permissions)).toString('base64url')}`;
}

/** The part of GitHub that a workflow talks to: environments with their protection rules, and the people who review. */
export class GitHubApi {
  static async start(): Promise<GitHubApi> {
    const api = new GitHubApi();
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  /** `job: decision`, of each job that has waited for reviewers, in the order they were asked. */
  readonly reviews: string[] = [];
  private readonly environments = new Map<string, EnvironmentOptions>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  stop(): void {
    this.server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forget all environments, and what was reviewed; then there are these. */
  reset(environments: Record<string, EnvironmentOptions>): void {
    this.environments.clear();
    this.reviews.length = 0;
    for (const [name, options] of Object.entries(environments)) this.environments.set(name, options);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const environment = new RegExp(`^/repos/${REPOSITORY}/environments/([^/]+)$`).exec(url.pathname);
    const review = new RegExp(`^/stand-in/${REPOSITORY}/reviews/([^/]+)$`).exec(url.pathname);
    const [status, body] = environment
      ? this.environment(decodeURIComponent(environment[1]), request.headers.authorization)
      : review
        ? this.review(decodeURIComponent(review[1]), url.searchParams.get('job') ?? '')
        : [404, { message: 'Not Found' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  /** What GitHub says of an environment: only a token that may read actions gets to know. */
  private environment(name: string, authorization: string | undefined): [number, object] {
    const token = /^(?:Bearer|token) (.+)$/.exec(authorization ?? '')?.[1];
    if (!token?.startsWith(TOKEN)) return [401, { message: 'Bad credentials' }];
    const rights = JSON.parse(Buffer.from(token.slice(TOKEN.length), 'base64url').toString()) as Permissions;
    if (!rights.actions) return [403, { message: 'Resource not accessible by integration' }];
    const options = this.environments.get(name);
    if (!options) return [404, { message: 'Not Found' }];
    const reviewer = { type: 'User', reviewer: { login: 'octocat', id: 1 } };
    const rules = options.reviewed
      ? [{ id: 2, node_id: 'R', type: 'required_reviewers', prevent_self_review: false, reviewers: [reviewer] }]
      : [];
    return [
      200,
      { id: 1, node_id: 'E', name, can_admins_bypass: true, protection_rules: rules, deployment_branch_policy: null },
    ];
  }

  /** An environment that is missing is made, without any protection, when a job names it: so GitHub has it. */
  private review(name: string, job: string): [number, string] {
    const options = this.environments.get(name) ?? { reviewed: false };
    this.environments.set(name, options);
    if (!options.reviewed) return [200, 'nobody is asked'];
    const decision = options.decision ?? 'approved';
    this.reviews.push(`${job}: ${decision}`);
    return [decision === 'approved' ? 200 : 403, decision];
  }
}
