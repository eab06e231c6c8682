import { fetchAssembly, inAssembly, publishCommand } from './cdk';
import type { JobSite } from './context';
import { accessWith, NO_ACCESS } from './credentials';
import { loginsOf } from './logins';
import type { JobBody, JsonObject } from '../model';
import type { PublishJob } from '../../../../jobs/job';

const TIMEOUT = 120;

/**
 * Publishes what the cloud assembly lists for it. The list is data: an asset more, or another content, changes nothing of the workflow.
 * With several slots the job runs once for each; a slot may be empty.
 */
export function publishJob(nodes: readonly number[], site: JobSite): JobBody {
  const { context, job } = site;
  const { settings } = context;
  const { publisher, stage } = context.publishing(nodes);
  const publishers = nodes.map((node) => context.jobOf(node) as PublishJob);
  const credentials = stage ? stage.credentials : settings.credentials;
  const region = publishers.flatMap(({ assets }) => assets.flatMap((asset) => asset.region ?? []))[0];
  const access = credentials ? accessWith(credentials, region, settings.pins) : NO_ACCESS;
  const logins = loginsOf('ASSET_PUBLISHING', settings, { credentials, inEnvironment: true });
  return {
    runsOn: context.runsOn(job.unit),
    environment: stage?.environment,
    permissions: { ...logins.permissions, ...access.permissions },
    timeoutMinutes: TIMEOUT,
    strategy: settings.slots > 1 ? slots(settings.slots) : undefined,
    steps: [
      ...fetchAssembly(context),
      ...access.steps,
      ...logins.steps,
      {
        name: 'Publish',
        run: publishScript(`${context.publishDirectory}/${publisher}`, settings),
        shell: 'bash',
        env: settings.slots > 1 ? { SLOT: '${{ matrix.slot }}' } : {},
      },
    ],
  };
}

function slots(count: number): JsonObject {
  return { 'fail-fast': false, matrix: { slot: Array.from({ length: count }, (_, i) => i + 1) } };
}

function publishScript(directory: string, { cliVersion, slots: count }: JobSite['context']['settings']): string {
  const own = `${directory}${count > 1 ? '$SLOT' : ''}`;
  return `if [ -d ${inAssembly(own)} ]; then ${publishCommand(cliVersion, own)}; fi`;
}
