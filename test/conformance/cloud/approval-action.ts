import * as fs from 'node:fs';
import * as path from 'node:path';
import { ActionFailed } from './cloudformation';
import type { Running } from './model';
import { resourcesOf } from './stacks';

/** Somebody is asked, unless a function of the pipeline answers first. */
export async function approve(running: Running): Promise<void> {
  const { cloud, configuration, effects, name, role } = running;
  const { NotificationArn, CustomData, ExternalEntityLink } = configuration;
  if (NotificationArn !== undefined) {
    cloud.access.call(role, 'sns:Publish', NotificationArn);
  }
  const gate = `gate ${/[^.]+(\.Confirm)?$/.exec(name)![0]}`;
  const details = [
    ...(CustomData === undefined ? [] : [`comment: ${CustomData}`]),
    ...(ExternalEntityLink === undefined
      ? []
      : [`link: ${/\/projects\/[^/]+\/build\//.test(ExternalEntityLink) ? 'of a build' : ExternalEntityLink}`]),
  ];
  const approved = await answerOfFunctions(running);
  const by = approved ? 'a function' : 'a person';
  effects.events.push({ what: gate, details: [...details, `answered by ${by}`] });
  if (!approved && cloud.world.rejected?.some((rejected) => gate === `gate ${rejected}`)) {
    throw new ActionFailed('rejected');
  }
}

/** Functions that were called before, and may approve this action. */
async function answerOfFunctions(running: Running): Promise<boolean> {
  const { cloud, stage, name } = running;
  const calls = cloud.approvers.map((call) => ({ ...call, event: JSON.parse(call.payload) }));
  for (const { functionName, event, build } of calls) {
    const { PipelineName, StageName, ActionName } = event;
    const isMine = PipelineName === cloud.pipeline.name && StageName === stage && ActionName === name;
    if (isMine && (await runFunction(running, functionName, event, build))) {
      return true;
    }
  }
  return false;
}

/** The code that is in the cloud assembly, with an SDK that knows this execution. */
async function runFunction(running: Running, functionName: string, event: any, build: string): Promise<boolean> {
  const { cloud } = running;
  const [fn] = resourcesOf(cloud.stacks, 'AWS::Lambda::Function').filter((f) => f.name === functionName);
  const who = cloud.access.assumeAs('lambda.amazonaws.com', fn.Properties.Role);
  const hash = String(fn.Properties.Code.S3Key).replace(/\.zip$/, '');
  const code = fs.readFileSync(path.join(cloud.assembly, `asset.${hash}`, 'index.js'), 'utf-8');
  const tags = Object.fromEntries(
    (cloud.pipeline.Properties.Tags ?? []).map(({ Key, Value }: any) => [`aws:ResourceTag/${Key}`, Value]),
  );
  const allow = (action: string) => cloud.access.call(who, `codepipeline:${action}`, cloud.pipeline.arn, tags);
  const results: any[] = [];
  const send = ({ operation, input }: { operation: string; input: any }) => {
    allow(operation);
    if (operation === 'PutApprovalResult') results.push(input);
    return operation === 'GetPipelineState' ? stateOf(running, build) : {};
  };
  const command = (operation: string) =>
    class {
      public readonly operation = operation;
      constructor(public readonly input: any) {}
    };
  const sdk = {
    CodePipelineClient: class {
      public send = async (given: any) => send(given);
    },
    GetPipelineStateCommand: command('GetPipelineState'),
    PutApprovalResultCommand: command('PutApprovalResult'),
  };
  const module = { exports: {} as any };
  const quiet = { log: () => undefined, error: () => undefined };
  new Function('module', 'exports', 'require', 'console', code)(module, module.exports, () => sdk, quiet);
  await module.exports.handler(event, { getRemainingTimeInMillis: () => 60_000 });
  return results.some((r) => r.token === TOKEN && r.result.status === 'Approved' && r.actionName === running.name);
}

const TOKEN = 'token of the waiting approval';

/** The approval waits, the build that has checked is done. */
function stateOf({ cloud, stage, name }: Running, build: string) {
  const [check] = [...cloud.builds].find(([, id]) => id === build) ?? [''];
  const actionStates = [
    {
      actionName: check.slice(check.indexOf('/') + 1),
      latestExecution: { status: 'Succeeded', externalExecutionId: build, lastStatusChange: new Date() },
    },
    { actionName: name, latestExecution: { status: 'InProgress', token: TOKEN } },
  ];
  const latestExecution = { pipelineExecutionId: 'execution-1', status: 'InProgress' };
  return { stageStates: [{ stageName: stage, latestExecution, actionStates }] };
}
