'use strict';

/*
 * Approves the manual approval that a security check has found to be unnecessary.
 *
 * The check runs just before the approval, so the approval may not be waiting yet: it is asked for again until
 * it is, or until the time of this function is nearly over. An approval that nobody gives is the safe outcome.
 *
 * The check has looked at one execution. If that one leaves the stage, the next one asks for the same approval,
 * and may broaden permissions: it is not approved here. Events come late sometimes, and twice: what tells is the build that
 * calls, or, where the event does not name it, how long ago the check has ended.
 */

const POLL_SECONDS = 5;
const SECONDS_TO_SPARE = 10;

/** The check calls as the last thing it does, and this function runs for five minutes. */
const MAX_SECONDS_SINCE_CHECK = 300;

function findStage(state, stageName) {
  return (state.stageStates ?? []).find((s) => s.stageName === stageName);
}

/** Token of the approval, if the action is waiting for a decision now. */
function pendingToken(state, stageName, actionName) {
  const action = findStage(state, stageName)?.actionStates?.find((a) => a.actionName === actionName);
  const execution = action?.latestExecution;
  return execution?.status === 'InProgress' ? execution.token : undefined;
}

/** Why the execution in the stage is not the one that was checked; nothing if it may be. */
function notChecked(stage, { ActionName, BuildId }, now) {
  const actions = stage?.actionStates ?? [];
  if (BuildId !== undefined) {
    const isHere = actions.some((a) => a.latestExecution?.externalExecutionId === BuildId);
    return isHere ? undefined : `build '${BuildId}' is not the check of the execution that is there now`;
  }
  const check = actions.find((a) => a.actionName === ActionName.replace(/\.Confirm$/, '.Check'))?.latestExecution;
  const seconds = check?.status === 'Succeeded' ? (now - new Date(check.lastStatusChange)) / 1000 : 0;
  return seconds > MAX_SECONDS_SINCE_CHECK ? `its check ended ${Math.round(seconds)} seconds ago` : undefined;
}

/** `pipeline` talks to CodePipeline, `clock` tells and passes time. */
async function approve(event, pipeline, clock) {
  const { PipelineName, StageName, ActionName } = event;
  const action = `${PipelineName}/${StageName}/${ActionName}`;
  let checked;
  while (clock.secondsLeft() > SECONDS_TO_SPARE) {
    const state = await pipeline.state({ name: PipelineName });
    const current = findStage(state, StageName)?.latestExecution?.pipelineExecutionId;
    const refusal = notChecked(findStage(state, StageName), event, clock.now?.() ?? Date.now());
    if (refusal) {
      throw new Error(`${action}: ${refusal}`);
    }
    // The check is still running when it calls this function, so the first execution met is its own.
    checked ??= current;
    if (current !== checked) {
      throw new Error(
        `${action}: execution '${checked}' has left stage '${StageName}' without an approval; '${current}' is there now`,
      );
    }
    const token = pendingToken(state, StageName, ActionName);
    if (token) {
      await pipeline.putResult({
        pipelineName: PipelineName,
        stageName: StageName,
        actionName: ActionName,
        token,
        result: { status: 'Approved', summary: 'Security check found no broadening of permissions' },
      });
      return `approved ${action}`;
    }
    await clock.sleep(POLL_SECONDS);
  }
  throw new Error(`${action} did not ask for an approval in time; it must be approved by hand`);
}

async function handler(event, context) {
  // Comes with the Lambda runtime.
  const sdk = require('@aws-sdk/client-codepipeline');
  const client = new sdk.CodePipelineClient({});
  const pipeline = {
    state: (input) => client.send(new sdk.GetPipelineStateCommand(input)),
    putResult: (input) => client.send(new sdk.PutApprovalResultCommand(input)),
  };
  const clock = {
    secondsLeft: () => context.getRemainingTimeInMillis() / 1000,
    sleep: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  };
  try {
    console.log(await approve(event, pipeline, clock));
  } catch (error) {
    // Not thrown: Lambda would call again minutes later, and take a later execution for the one that was checked.
    console.error(`not approved: ${error.message}`);
  }
}

module.exports = { approve, handler, pendingToken };
