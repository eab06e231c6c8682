/*
 * A workflow as data: what GitHub's file format has, by its names. Strings are literal: where an expression stands, it was put there
 * by us, or by somebody who said so.
 */

/** What a file of a workflow holds at any place. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

export interface Workflow {
  readonly name: string;
  readonly on: JsonObject;
  readonly concurrency?: Concurrency;
  readonly jobs: readonly WorkflowJob[];
}

/** `false` is the default of GitHub: of those that wait, the newest is next, and the others are dropped. */
export type Concurrency = {
  readonly group: string;
  readonly 'cancel-in-progress': boolean;
  readonly queue?: 'max';
};

export type Environment = { readonly name: string; readonly url?: string };

/** By scope: `contents: read`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface WorkflowJob {
  readonly id: string;
  /** What people read, and what a required status check is called. */
  readonly name: string;
  readonly needs: readonly string[];
  readonly if?: string;
  readonly runsOn: string | readonly string[] | JsonObject;
  readonly environment?: Environment;
  readonly permissions: Permissions;
  readonly concurrency?: Concurrency;
  readonly timeoutMinutes: number;
  /** Whether the workflow may succeed without it. */
  readonly continueOnError?: boolean;
  readonly strategy?: JsonObject;
  readonly container?: JsonObject;
  readonly services?: JsonObject;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly WorkflowStep[];
}

export type WorkflowStep = (ActionStep | RunStep) & StepSettings;

interface StepSettings {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly continueOnError?: boolean;
  readonly timeoutMinutes?: number;
}

/** Runs an action. */
export interface ActionStep {
  /** `owner/name@` and what it is pinned to. */
  readonly uses: string;
  /** The version that this is, for people and for whoever renews it. */
  readonly version?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

/** Runs commands. */
export interface RunStep {
  readonly run: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
}

/** A job but for its place among the others. */
export type JobBody = Omit<WorkflowJob, 'id' | 'name' | 'needs' | 'if'>;
