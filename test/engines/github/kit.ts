import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { parse } from 'yaml';
import * as pipelines from '../../../lib';

process.env.CDK_VALIDATION = 'false';

const { github } = pipelines;

export const ROLE = 'arn:aws:iam::111111111111:role/GitHub';

export interface Setup {
  readonly app: cdk.App;
  readonly synth: pipelines.ShellStep;
  readonly workflow: pipelines.github.GitHubWorkflow;
}

/** A workflow in an app, with credentials and a synth, to which Stages and steps can be added. */
export function setUp(props: Partial<pipelines.github.GitHubWorkflowProps> = {}): Setup {
  const app = new cdk.App({ treeMetadata: false });
  const synth = new pipelines.ShellStep('Synth', { commands: ['npx cdk synth'] });
  const awsCreds = github.AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: ROLE });
  const workflow = new github.GitHubWorkflow(app, 'Delivery', { synth, awsCreds, ...props });
  return { app, synth, workflow };
}

/** What a file of a workflow has of a job. */
export interface FileJob {
  readonly name: string;
  readonly needs?: string | string[];
  readonly if?: string;
  readonly 'runs-on': unknown;
  readonly environment?: { readonly name: string; readonly url?: string };
  readonly permissions: Record<string, string>;
  readonly concurrency?: { readonly group: string };
  readonly strategy?: { readonly matrix: { readonly slot: number[] } };
  readonly outputs?: Record<string, string>;
  readonly steps: readonly FileStep[];
}

export interface FileStep {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
  readonly env?: Record<string, string>;
}

export interface FileWorkflow {
  readonly name: string;
  readonly on: Record<string, unknown>;
  readonly defaults?: Record<string, unknown>;
  readonly concurrency?: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Readonly<Record<string, FileJob>>;
}

/** The workflow as its file says it. */
export function built(workflow: pipelines.github.GitHubWorkflow): FileWorkflow {
  workflow.buildPipeline();
  return parse(kept(workflow.workflowText)) as FileWorkflow;
}

/** The text of a workflow, at which `npm run test:github` lets tools look: it says where such texts go. */
export function kept(text: string): string {
  const { KEPT_WORKFLOWS } = process.env;
  if (KEPT_WORKFLOWS) {
    const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
    fs.writeFileSync(path.join(KEPT_WORKFLOWS, `${name}.github.yml`), text);
  }
  return text;
}

/** For tests that are not about warnings: those that belong to no stack go to standard error. */
export function withoutWarnings(): void {
  beforeEach(() => jest.spyOn(console, 'warn').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());
}

/** Who waits for whom: `Prod-App-Deploy < Build-Synth, Assets`. */
export function waits({ jobs }: FileWorkflow): string[] {
  return Object.entries(jobs).map(([id, { needs = [] }]) => `${id} < ${[needs].flat().join(', ')}`);
}

/** A step of a job, by its name. */
export function stepOf(job: FileJob, name: string): FileStep {
  const found = job.steps.find((step) => step.name === name);
  if (!found) {
    throw new Error(`there is no step '${name}', but ${job.steps.map((step) => step.name).join(', ')}`);
  }
  return found;
}
