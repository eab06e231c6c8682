import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as incumbentLib from 'aws-cdk-lib/pipelines';
import * as ourLib from '../../lib';
import { diffFiles } from './diff';
import { readAnnotations, readAssembly, type Files } from './read-assembly';

export type Lib = typeof incumbentLib;

/** Builds one app. It may use nothing but its arguments, because it runs once per library. */
export type AppFunction = (lib: Lib, app: cdk.App) => void;

export interface Scenario {
  /** CDK context, mostly feature flags. */
  readonly context?: Record<string, unknown>;
  /** Constructor properties of the app beyond those that the harness owns. */
  readonly appProps?: () => Omit<cdk.AppProps, 'outdir' | 'context'>;
  readonly app: AppFunction;
}

export type Comparison =
  | { readonly result: 'equal'; readonly files: string[] }
  | { readonly result: 'refused'; readonly incumbent: string; readonly ours: string }
  | { readonly result: 'only ours accepts'; readonly incumbent: string }
  | { readonly result: 'different'; readonly diff: string };

export const incumbent = incumbentLib;
export const ours = ourLib as unknown as Lib;

export type Outcome = { readonly files: Files; readonly annotations: string[] } | { readonly error: Error };

/** What the incumbent refuses although its meaning is plain, and ours does. Everything else that it refuses, we refuse. */
const ACCEPTED_ON_PURPOSE = [
  // One step before a wave and before its only stage: it runs once, before both.
  /Cannot add dependency on self/,
  // Names that the library makes are made to fit.
  /Namespace name must match regular expression/,
  // What two waves share is placed in the first, also with a wave between them that is empty (and called so in the case).
  /Dependency cycle in graph: .* => Empty => /,
  // A file set as synth: the step that produces it is the synth.
  /first stage may only contain Source actions/,
  // Two sources of one repository whose actions have different names. 'two sources of one name' keeps the rest refused.
  /Node with duplicate id: org\/app/,
];

/** What a developer's or a CI machine's environment could smuggle into an app. */
const AMBIENT = [
  'CDK_DEFAULT_ACCOUNT',
  'CDK_DEFAULT_REGION',
  'CDK_CONTEXT_JSON',
  'CDK_OUTDIR',
  'CDK_DEBUG',
  'AWS_REGION',
];

/** Both libraries run in the same process, so neither sees a newer CDK, another clock or other fixtures than the other. */
export function compare(scenario: Scenario | AppFunction, left: Lib = incumbent, right: Lib = ours): Comparison {
  const s = typeof scenario === 'function' ? { app: scenario } : scenario;
  const a = build(s, left);
  const b = build(s, right);
  if ('error' in a) {
    const { message, stack } = a.error;
    if ('error' in b) {
      return { result: 'refused', incumbent: message, ours: b.error.message };
    }
    return ACCEPTED_ON_PURPOSE.some((reason) => reason.test(message))
      ? { result: 'only ours accepts', incumbent: message }
      : { result: 'different', diff: `only the incumbent refuses: ${stack}` };
  }
  if ('error' in b) {
    return { result: 'different', diff: `only ours refuses: ${b.error.stack}` };
  }
  const diff = diffFiles(a.files, b.files) + lost(a.annotations, b.annotations);
  return diff === '' ? { result: 'equal', files: Object.keys(a.files).sort() } : { result: 'different', diff };
}

/** Ours may say more than the incumbent, and never less. */
function lost(incumbents: string[], ours: string[]): string {
  const said = new Set(ours.map(identity));
  return incumbents
    .filter((annotation) => !said.has(identity(annotation)))
    .map((annotation) => `\nonly the incumbent says: ${annotation}`)
    .join('');
}

/** What has an id may be said in other words. */
function identity(annotation: string): string {
  const [, place, id] = annotation.match(/^(\w+ \S+): .*(\[ack: .*\])$/s) ?? [];
  return id ? `${place} ${id}` : annotation;
}

/** `read`: what is wanted of the cloud assembly, which is gone afterwards. */
export function build(scenario: Scenario, lib: Lib, read: (outdir: string) => Files = readAssembly): Outcome {
  process.env.CDK_VALIDATION = 'false'; // Template validation is most of the time of a synthesis, and is not ours.
  process.env.JSII_DEPRECATED = 'quiet';
  AMBIENT.forEach((name) => delete process.env[name]);
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'parity-'));
  try {
    // Analytics names the classes of a stack, so it names the library: it cannot be equal and is no part of a diff.
    const app = new cdk.App({
      analyticsReporting: false,
      treeMetadata: false,
      ...scenario.appProps?.(),
      outdir,
      context: scenario.context,
    });
    quietly(() => {
      scenario.app(lib, app);
      app.synth();
    });
    return { files: read(outdir), annotations: readAnnotations(outdir) };
  } catch (e) {
    return { error: e instanceof Error ? e : new Error(String(e)) };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** Synthesis prints the warnings of both libraries; a thousand apps would bury what matters. */
function quietly(work: () => void): void {
  const written = process.stderr.write;
  const { error, warn, log } = console;
  process.stderr.write = () => true;
  Object.assign(console, { error: () => undefined, warn: () => undefined, log: () => undefined });
  try {
    work();
  } finally {
    process.stderr.write = written;
    Object.assign(console, { error, warn, log });
  }
}
