import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { CfnNotificationRule } from 'aws-cdk-lib/aws-codestarnotifications';
import { Names } from './template-names';
import { referencesIn } from '../../../../cdk/references';
import { type RenderedStack, userPath } from '../../../../cdk/rendered';
import type { NotificationInfo } from '../../../../document/plan-document';

/** As far as we need it of `AWS::CodeStarNotifications::NotificationRule`. */
interface RuleProperties {
  readonly EventTypeIds?: readonly string[];
  readonly Targets?: readonly { readonly TargetAddress: unknown }[];
  readonly Status?: string;
}

type Stack = Pick<RenderedStack, 'template' | 'constructs'>;

/** Rules about a CodePipeline, whoever made them, by path. Nothing if there are none. */
export function describeNotifications(
  stacks: readonly Stack[],
  codePipeline: cp.Pipeline,
): NotificationInfo[] | undefined {
  const rules = stacks.flatMap((stack) => rulesIn(stack, codePipeline));
  return rules.length > 0 ? rules.sort((a, b) => (a.path < b.path ? -1 : 1)) : undefined;
}

function rulesIn(stack: Stack, codePipeline: cp.Pipeline): NotificationInfo[] {
  const names = new Names(stack);
  return Object.entries(stack.template.Resources ?? {}).flatMap(([logicalId, { Type, Properties = {} }]) => {
    const rule = stack.constructs().get(logicalId) as CfnNotificationRule | undefined;
    if (Type !== 'AWS::CodeStarNotifications::NotificationRule' || !rule || !isAbout(rule, codePipeline)) {
      return [];
    }
    const { EventTypeIds = [], Targets = [], Status } = Properties as RuleProperties;
    return [
      {
        path: userPath(rule),
        events: [...EventTypeIds].sort(),
        targets: Targets.map(({ TargetAddress }) => names.nameOf(TargetAddress)).sort(),
        enabled: Status !== 'DISABLED',
      },
    ];
  });
}

/** In another stack, the template does not say which resource is meant. */
function isAbout(rule: CfnNotificationRule, codePipeline: cp.Pipeline): boolean {
  return referencesIn(rule.resource, rule).some(({ target }) => target === codePipeline.node.defaultChild);
}
