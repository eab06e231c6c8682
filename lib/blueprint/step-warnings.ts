import { Token } from 'aws-cdk-lib';
import { scriptOf } from './scripts';
import type { Step } from './step';
import { STEP } from './traits';
import type { Concern } from '../private/diagnostics';

/** What people who are asked would not find. */
export function approvalWarnings(steps: readonly Step[]): Concern[] {
  return steps.flatMap((step) => addresses(step, STEP.of(step)?.question?.().url));
}

/** As they have always been taken, they are no error. What is filled in when the pipeline runs may be anything. */
function addresses(step: Step, url: unknown): Concern[] {
  const isKnown = typeof url === 'string' && url !== '' && !Token.isUnresolved(url) && !url.startsWith('#{');
  const wrong = {
    id: `cdk-pipelines:reviewUrl:${step.id}`,
    given: `${step}: reviewUrl is '${url as string}', which is no address that a browser can open`,
    fix: "write an address with its scheme: 'https://…'",
  };
  return isKnown && !/^https?:\/\/\S+$/i.test(url) ? [wrong] : [];
}

/** A script that hands on what is not where it starts. */
export function absoluteOutputs(step: Step): Concern[] {
  return (scriptOf(step)?.outputs ?? [])
    .filter(({ directory }) => `${directory ?? ''}`.startsWith('/'))
    .map(({ directory }) => ({
      id: `cdk-pipelines:absoluteOutputDirectory:${step.id}`,
      given:
        `${step}: the output directory '${directory}' is absolute. It is looked for on the machine that runs the script, which has ` +
        'other directories than yours',
      fix: 'give it relative to the directory in which the commands start',
    }));
}
