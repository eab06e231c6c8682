import type { Layout } from './layout';
import { ArtifactMap } from '../../artifact-map';
import { StackOutputsMap } from '../../stack-outputs-map';
import { importBootstrapRole } from '../access/bootstrap-roles';
import { layOut } from './default-stages';
import { selfUpdateProjectName } from '../naming';
import { problem } from '../../../../private/diagnostics';
import { renderPublish } from '../emit/publish';

/** What `aws-cdk-lib/pipelines` makes. */
export const DEFAULT_LAYOUT: Layout = {
  handsOnAssembly: true,
  bringsLoginHelper: false,
  publishers: {
    isOne: ({ publishAssetsInParallel }) => !publishAssetsInParallel,
    change: 'changed',
    fix: 'set publishAssetsInParallel: false',
  },

  check: (where, { maxPublishers }) =>
    maxPublishers === undefined
      ? []
      : [
          problem({
            where,
            given: `'maxPublishers' (${maxPublishers}) without the compact layout`,
            expected: "'maxPublishers' together with layout: PipelineLayout.COMPACT only",
            fix: 'set layout: PipelineLayout.COMPACT, or remove maxPublishers',
          }),
        ],
  planOptions: ({ selfMutation, changeSets, publishAssetsInParallel }) => ({
    selfMutation,
    changeSets,
    singlePublisherPerAssetType: !publishAssetsInParallel,
  }),
  lay: (plan, { limits }) => layOut(plan, limits['actions-in-stage'].limit),
  newRole: () => undefined,

  emission: ({ host, settings, codePipeline, cloudAssembly }) => ({
    artifacts: new ArtifactMap(),
    stackOutputs: new StackOutputsMap(host),
    templates: cloudAssembly,
    deployRole: (stack, target) => importBootstrapRole(codePipeline, stack.assumeRoleArn, target),
    mayHaveRunCli: false,
    installCli: () => `npm install -g aws-cdk${settings.cliVersion && `@${settings.cliVersion}`}`,
    selfUpdateProject: selfUpdateProjectName,
    adapt: (job) => job,
    publish: renderPublish,
    finish: () => undefined,
  }),
};
