import type { JobSite } from './context';
import { accessOf, timeoutOf } from './step-machine';
import { textOf } from './outputs';
import { ACTIONS, type JobStepData } from '../action-data';
import type { JobBody, WorkflowStep } from '../model';
import { definedOnly, mapValues } from '../../../../private/lang';

/** Text with values in it, as a workflow has it. `what`: for messages. */
type Render = (text: string, what: string) => string;

/** A job of actions of GitHub, as it was given. */
export function actionJob(step: number, site: JobSite): JobBody {
  const { context, job } = site;
  const { steps, env, permissions } = ACTIONS.of(context.declared[step])!;
  const data = context.stepOf(step);
  const access = accessOf(step, site);
  const render: Render = (text, what) => textOf(text, { step, what }, context);
  return {
    runsOn: context.runsOn(job.unit),
    environment: data?.environment,
    permissions: { ...permissions, ...access.permissions, ...data?.permissions },
    timeoutMinutes: timeoutOf(step, site),
    container: data?.container,
    services: data?.services,
    steps: [...access.steps, ...steps.map((one) => jobStep(one, render, env))],
  };
}

/** A step of a job; `env`: what all of them have, where their own does not say otherwise. */
export function jobStep(step: JobStepData, render: Render, env: Readonly<Record<string, string>> = {}): WorkflowStep {
  const texts = (all: Readonly<Record<string, string>> = {}, what: string) =>
    mapValues(definedOnly({ ...all }), (text, name) => render(text, `${what} '${name}'`));
  const text = (given: string | undefined, what: string) => (given === undefined ? undefined : render(given, what));
  const { id, condition, continueOnError, timeoutMinutes } = step;
  const workingDirectory = text(step.workingDirectory, 'the working directory');
  const common = {
    name: text(step.name, 'the name of a step'),
    ...{ id, if: condition, continueOnError, timeoutMinutes },
    env: texts({ ...env, ...step.env }, 'the variable'),
  };
  return step.uses === undefined
    ? { ...common, run: step.run!, shell: step.shell ?? 'bash', workingDirectory }
    : { ...common, uses: step.uses, with: texts(step.with, 'the input') };
}
