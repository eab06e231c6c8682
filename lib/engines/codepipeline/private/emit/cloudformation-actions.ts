import { CfnCapabilities } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { isFixed } from '../../../../cdk/fixed-roles';
import { FixedRoleAction } from '../../../../cdk/fixed-role-action';

export interface StackActionOptions {
  readonly actionName: string;
  readonly runOrder: number;
  readonly stackName: string;
  readonly region?: string;
  readonly role?: iam.IRole;
  readonly variablesNamespace?: string;
}

export interface TemplateOptions {
  readonly templatePath: cp.ArtifactPath;
  readonly templateConfiguration?: cp.ArtifactPath;
  readonly deploymentRole?: iam.IRole;
}

const CHANGE_SET = 'PipelineChange';
const CAPABILITIES = [CfnCapabilities.NAMED_IAM, CfnCapabilities.AUTO_EXPAND];

/*
 * Actions of CloudFormation: ours where roles cannot be changed, CDK's own where it makes roles or adds to them.
 * Both emit the same; the order of the keys is that of CDK.
 */

export function createChangeSet(options: StackActionOptions, template: TemplateOptions): cp.IAction {
  const { role, stackName } = options;
  const { deploymentRole } = template;
  if (!isFixed(role) || !deploymentRole) {
    const l2 = { ...options, ...forL2(template), changeSetName: CHANGE_SET };
    return new cpa.CloudFormationCreateReplaceChangeSetAction(l2);
  }
  const mode = { ActionMode: 'CHANGE_SET_REPLACE', ChangeSetName: CHANGE_SET };
  return withTemplate({ ...options, role }, stackName, template, deploymentRole, mode);
}

export function executeChangeSet(options: StackActionOptions): cp.IAction {
  const { role, stackName } = options;
  if (!isFixed(role)) {
    return new cpa.CloudFormationExecuteChangeSetAction({ ...options, changeSetName: CHANGE_SET });
  }
  const configuration = { StackName: stackName, ActionMode: 'CHANGE_SET_EXECUTE', ChangeSetName: CHANGE_SET };
  return new FixedRoleAction({ ...options, role, inputs: [], configuration });
}

export function createOrUpdateStack(options: StackActionOptions, template: TemplateOptions): cp.IAction {
  const { role, stackName } = options;
  const { deploymentRole } = template;
  if (!isFixed(role) || !deploymentRole) {
    return new cpa.CloudFormationCreateUpdateStackAction({ ...options, ...forL2(template) });
  }
  return withTemplate({ ...options, role }, stackName, template, deploymentRole, { ActionMode: 'CREATE_UPDATE' });
}

function forL2(template: TemplateOptions) {
  return { ...template, adminPermissions: true, cfnCapabilities: CAPABILITIES };
}

function withTemplate(
  options: StackActionOptions & { readonly role: iam.IRole },
  stackName: string,
  { templatePath, templateConfiguration }: TemplateOptions,
  deploymentRole: iam.IRole,
  mode: Readonly<Record<string, string>>,
): cp.IAction {
  return new FixedRoleAction({
    ...options,
    inputs: [templatePath.artifact],
    configuration: {
      StackName: stackName,
      Capabilities: CAPABILITIES.join(','),
      RoleArn: deploymentRole.roleArn,
      TemplateConfiguration: templateConfiguration?.location,
      ...mode,
      TemplatePath: templatePath.location,
    },
  });
}
