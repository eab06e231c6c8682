import type { JobPermissions } from './permissions';
import { ACTIONS } from './private/action-data';
import { jobStepsOf } from './private/job-steps';
import { demandVariables } from './private/containers';
import { isGiven } from './private/inputs';
import { demandPermissions, renderPermissions } from './private/permission-scopes';
import type { JobStep } from './job-step';
import { Step } from '../../blueprint';
import { STEP } from '../../blueprint/traits';
import { demand, inputsOf, isObject, refuse } from '../../private/inputs';

/**
 * Properties of a `GitHubActionStep`.
 */
export interface GitHubActionStepProps {
  /** What its job does, one after the other; an empty list is an error. The code of the repository is not there unless one of them checks it out. */
  readonly jobSteps: JobStep[];

  /**
   * Environment variables of all of them, by name: text, `GitHubExpression`, or what other steps make known.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * What the token of the job may do.
   *
   * @default - it may read the repository
   */
  readonly permissions?: JobPermissions;
}

/**
 * A job of actions of GitHub. On other engines it is an error, as custom steps are.
 *
 * Its machine, environment and credentials for AWS: `GitHubWorkflow.configureStep()`.
 *
 * @example
 * declare const delivery: pipelines.github.GitHubWorkflow;
 *
 * delivery.addStage(beta, {
 *   post: [
 *     new pipelines.github.GitHubActionStep('Scan', {
 *       jobSteps: [{ uses: 'my-org/scan@0123456789012345678901234567890123456789', inputs: { level: 'high' } }],
 *     }),
 *   ],
 * });
 */
export class GitHubActionStep extends Step {
  /** What its job does. */
  public readonly jobSteps: JobStep[];

  /** Environment variables of all of them, by name. */
  public readonly env: { [name: string]: string };

  /**
   * @param id name of the step, unique beside its siblings
   * @param props what its job does
   */
  constructor(id: string, props: GitHubActionStepProps) {
    super(id);
    STEP.implement(this, { kind: 'custom', gate: false, actions: 1, engine: 'GitHub Actions' });
    const inputs = inputsOf(`Step '${id}'`);
    demand(inputs, isObject(props), 'its properties', props, 'an object', "write { jobSteps: [{ uses: '…' }] }");
    refuse(inputs);
    const { jobSteps, env, permissions } = props;
    const steps = jobStepsOf(inputs, 'jobSteps', jobSteps, { isRequired: true });
    demandVariables(inputs, 'env', env, true);
    if (isGiven(permissions)) demandPermissions(inputs, 'permissions', permissions);
    refuse(inputs);
    this.jobSteps = [...jobSteps];
    this.env = { ...env };
    ACTIONS.implement(this, {
      steps,
      env: this.env,
      permissions: isGiven(permissions) ? renderPermissions(permissions) : { contents: 'read' },
    });
    this.discoverReferencedOutputs({ steps, env: this.env });
  }
}
