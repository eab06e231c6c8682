import * as fs from 'fs';
import { Stack, Token } from 'aws-cdk-lib';
import type { DeployJob } from '../../../../jobs/job';
import type { StackSnapshot } from '../../../../plan/snapshot-data';
import type { ActionRequest, ActionResult } from '../host';
import { importBootstrapRole, type RoleTarget } from '../access/bootstrap-roles';
import type { ActionSite, EmitContext } from '../context';
import { relativePosix } from '../../../../private/paths';
import { createChangeSet, createOrUpdateStack, executeChangeSet } from './cloudformation-actions';

/** Make the change set of a stack, execute it, or update the stack without one. */
export function renderDeploy({ mode, stack, captureOutputs }: DeployJob, site: ActionSite): ActionResult {
  const { request, context } = site;
  const common = {
    ...commonProps(stack, request, context),
    variablesNamespace: captureOutputs ? context.emission.stackOutputs._namespaceOf(stack.id) : undefined,
  };
  const template = () => templateProps(stack, context);
  switch (mode) {
    case 'prepare':
      site.stage.addAction(createChangeSet(common, template()));
      break;
    case 'execute':
      site.stage.addAction(executeChangeSet(common));
      break;
    case 'update':
      site.stage.addAction(createOrUpdateStack(common, template()));
  }
  return { runOrdersConsumed: 1 };
}

function commonProps(stack: StackSnapshot, { actionName, runOrder }: ActionRequest, context: EmitContext) {
  const target = elsewhere(stack, context);
  return {
    actionName,
    runOrder,
    stackName: stack.name,
    role: context.emission.deployRole(stack, target),
    region: target.region,
  };
}

function templateProps(stack: StackSnapshot, context: EmitContext) {
  const { artifacts, templates } = context.emission;
  const artifact = artifacts.toCodePipeline(templates);
  const configuration = writeConfiguration(stack);
  return {
    templatePath: artifact.atPath(relativePosix(context.assemblyDir, stack.templatePath)),
    templateConfiguration: configuration
      ? artifact.atPath(relativePosix(context.assemblyDir, configuration))
      : undefined,
    deploymentRole: importBootstrapRole(context.codePipeline, stack.executionRoleArn, elsewhere(stack, context)),
  };
}

/** Account and region of the stack, as far as they are known to differ from the pipeline's. */
function elsewhere(stack: StackSnapshot, context: EmitContext): RoleTarget {
  const here = Stack.of(context.codePipeline);
  return {
    account: stack.account !== here.account ? stack.account : undefined,
    region: stack.region !== here.region ? stack.region : undefined,
    partition: context.emission.partition,
  };
}

/**
 * Tags reach a stack through a file beside its template. A tag with a token is left out, as CDK itself does: in a file
 * it would be the text of the token. The file is there even if no tag is left, because the template names it.
 */
function writeConfiguration(stack: StackSnapshot): string | undefined {
  if (Object.keys(stack.tags).length === 0) {
    return undefined;
  }
  const file = `${stack.templatePath}.config.json`;
  fs.writeFileSync(file, JSON.stringify({ Tags: literalTags(stack.tags) }, undefined, 2), { encoding: 'utf-8' });
  return file;
}

function literalTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter((tag) => !tag.some((text) => Token.isUnresolved(text))));
}
