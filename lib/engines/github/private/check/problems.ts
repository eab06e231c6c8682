import { checkLogins } from './login-problems';
import type { Planned } from '../prepared';
import type { PipelineBase } from '../../../../blueprint';
import { checkCommands } from '../../../../blueprint/check-commands';
import { checkInputs } from '../../../../blueprint/check-inputs';
import { fileProblems } from '../../../../document/workflow/file-problems';
import { type StackSnapshot, stacksOf } from '../../../../plan/snapshot-data';
import { type Diagnostic, isError, problem } from '../../../../private/diagnostics';

/** What makes a workflow impossible; all of it, so that it is reported at once. */
export function findProblems(pipeline: PipelineBase, planned: Planned): Diagnostic[] {
  const { snapshot, plan } = planned;
  const { steps } = snapshot;
  return [
    ...snapshot.problems,
    ...plan.diagnostics.filter(isError).map((p) => ({ ...p, declared: p.steps?.map((key) => steps[key]) })),
    ...steps.flatMap((step) => [...checkCommands(step, pipeline), ...checkInputs(step, pipeline)]),
    ...fileProblems(planned.path, planned.settings.file),
    ...checkEnvironments(planned),
    ...checkCredentials(planned),
    ...checkLogins(planned),
  ];
}

/** A workflow is a file: what it deploys to must be known. */
function checkEnvironments({ path, blueprint }: Planned): Diagnostic[] {
  return stacksOf(blueprint)
    .filter(({ account, region }) => account === undefined || region === undefined)
    .map((stack) =>
      problem({
        where: path,
        given: `stack '${stack.path}' without ${missing(stack)}`,
        expected: 'stacks with an account and a region: a job of GitHub is in none',
        fix: "give the Stage env: { account: '111111111111', region: 'eu-west-1' }",
      }),
    );
}

function missing({ account, region }: StackSnapshot): string {
  return [...(account === undefined ? ['an account'] : []), ...(region === undefined ? ['a region'] : [])].join(
    ' and ',
  );
}

function checkCredentials({ path, blueprint, settings }: Planned): Diagnostic[] {
  const names = blueprint.waves.flatMap(({ stages }) => stages.map(({ name }) => name));
  const without = [...new Set(names)].filter((name) => settings.stage(name).credentials === undefined);
  if (without.length === 0) {
    return [];
  }
  return [
    problem({
      where: path,
      given: `no credentials for ${without.map((name) => `Stage '${name}'`).join(', ')}`,
      expected: 'a way for jobs to be somebody in AWS',
      fix: "set awsCreds: github.AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/GitHub' }) on the workflow, or in stageOptions",
    }),
  ];
}
