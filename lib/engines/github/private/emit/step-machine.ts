import type { JobSite } from './context';
import { type Access, accessWith, NO_ACCESS } from './credentials';
import { textOf } from './outputs';
import { MACHINE, type MachineWishes } from '../../../../blueprint/machine-trait';

/** Minutes that a build takes at most in CodeBuild, if nobody says otherwise. */
const TIMEOUT = 60;

/** What a step asks of its machine, as far as that is for a workflow to give. */
function wishesOf(step: number, { context }: JobSite): Partial<MachineWishes> {
  return MACHINE.of(context.declared[step])?.() ?? {};
}

export function timeoutOf(step: number, site: JobSite): number {
  const minutes = site.context.stepOf(step)?.timeoutMinutes ?? wishesOf(step, site).timeoutMinutes ?? TIMEOUT;
  return Math.ceil(minutes);
}

/** Variables of the machine, which those of the script go before. Of others than plain ones it is reported that they are not there. */
export function machineVariables(step: number, site: JobSite): Record<string, string> {
  const { variables = [] } = wishesOf(step, site);
  return Object.fromEntries(
    variables
      .filter(({ kind }) => kind === 'PLAINTEXT')
      .map(({ name, value }) => {
        const reader = { step, what: `the variable '${name}'`, readsCommit: true };
        return [name, textOf(value, reader, site.context)];
      }),
  );
}

/** Who a step is in AWS: as `configureStep()` says, else with the role that the step has. */
export function accessOf(step: number, site: JobSite): Access {
  const { settings, stepOf, regionOf } = site.context;
  const data = stepOf(step);
  const { roleArn } = wishesOf(step, site);
  const credentials = data?.credentials ?? (roleArn === undefined ? undefined : { kind: 'oidc' as const, roleArn });
  return credentials ? accessWith(credentials, data?.region ?? regionOf(step), settings.pins) : NO_ACCESS;
}
