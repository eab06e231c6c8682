import type { GateRuleInfo } from '../../document/plan-document';

/**
 * What a gate of a rule may be.
 */
export interface GateRuleOptions {
  /**
   * Take `ConfirmPermissionsBroadening` for a gate. It asks a person only when permissions are broadened: all else is
   * deployed without a decision.
   *
   * @default false
   */
  readonly permissionsCheckIsEnough?: boolean;
}

/**
 * A rule of a `gatePolicy`: which deployments must wait for the decision of a person.
 *
 * A deployment is a stack that the pipeline deploys, and every action of category Deploy or of CloudFormation that a custom step
 * makes or that was added to the CodePipeline by hand. What scripts deploy is not seen, nor is the update of the pipeline itself.
 *
 * A gate is an action of the CodePipeline that waits for a person (category Approval), and that the deployment waits for.
 * `ConfirmPermissionsBroadening` asks a person only when something is broadened, so it does not count unless the rule says
 * so. A change set may be created before the decision: it changes nothing until it is executed.
 *
 * In a pattern `*` stands for any characters, capital letters are the same as small ones, and nothing else is special.
 * What is known at deployment only, such as the account of a stack without `env`, may be what the rule is about: so the
 * rule holds.
 *
 * @example
 * new pipelines.CodePipeline(stack, 'Pipeline', {
 *   synth,
 *   gatePolicy: [pipelines.GateRule.account('333333333333'), pipelines.GateRule.stage('Prod*')],
 * });
 */
export class GateRule {
  /**
   * All deployments into an account. No rename gets around this rule.
   *
   * @param account 12 digits, known at synthesis; another one is an error
   * @param options what the gate may be
   */
  public static account(account: string, options: GateRuleOptions = {}): GateRule {
    return new GateRule('account', account, options);
  }

  /**
   * All deployments into a region.
   *
   * @param pattern such as `eu-*`; an empty one is an error
   * @param options what the gate may be
   */
  public static region(pattern: string, options: GateRuleOptions = {}): GateRule {
    return new GateRule('region', pattern, options);
  }

  /**
   * All deployments of a Stage, or of all Stages in a wave.
   *
   * @param pattern id, name or construct path of the Stage, or id of the wave; of an action that was added by hand, the name
   *   of the CodePipeline stage; an empty one is an error
   * @param options what the gate may be
   */
  public static stage(pattern: string, options: GateRuleOptions = {}): GateRule {
    return new GateRule('stage', pattern, options);
  }

  /**
   * All deployments of stacks of a name.
   *
   * @param pattern name of the stack, as CloudFormation knows it; an empty one is an error
   * @param options what the gate may be
   */
  public static stackName(pattern: string, options: GateRuleOptions = {}): GateRule {
    return new GateRule('stack-name', pattern, options);
  }

  /**
   * All that the pipeline deploys.
   *
   * @param options what the gate may be
   */
  public static everyDeployment(options: GateRuleOptions = {}): GateRule {
    return new GateRule('every-deployment', undefined, options);
  }

  /** @internal */
  public readonly _rule: GateRuleInfo;

  private constructor(kind: GateRuleInfo['kind'], pattern: string | undefined, options: GateRuleOptions | null) {
    this._rule = Object.freeze({
      kind,
      ...(kind === 'every-deployment' ? {} : { pattern }),
      ...(options?.permissionsCheckIsEnough ? { permissionsCheckIsEnough: true } : {}),
    });
  }
}
