import type { CredentialsData } from './credentials-data';
import type { Environment, JsonObject, Permissions, WorkflowJob } from './model';

/** How a step runs, as it was said by `configureStep()`. All of it is checked, and as a workflow file has it. */
export interface StepData {
  readonly runsOn?: WorkflowJob['runsOn'];
  readonly container?: JsonObject;
  readonly services?: JsonObject;
  readonly permissions?: Permissions;
  readonly environment?: Environment;
  readonly credentials?: CredentialsData;
  readonly region?: string;
  readonly timeoutMinutes?: number;
  /** What is between `${{` and `}}`. */
  readonly condition?: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
}
