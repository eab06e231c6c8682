import type { Layout } from './layout';
import { ArtifactMap } from '../../artifact-map';
import { StackOutputsMap } from '../../stack-outputs-map';
import { importBootstrapRole } from '../access/bootstrap-roles';
import { limitsFor, LIMITS } from '../limits/limit-table';
import { layOut } from './default-stages';
import { selfUpdateProjectName } from '../naming';
import { renderPublish } from '../emit/publish';

/** What `aws-cdk-lib/pipelines` makes. */
export const DEFAULT_LAYOUT: Layout = {
  name: 'default',
  usesPipelineRole: false,
  changeSets: true,
  handsOnAssembly: true,
  bringsLoginHelper: false,
  publishers: {
    isOne: (props) => props.publishAssetsInParallel === false,
    change: 'changed',
    fix: 'set publishAssetsInParallel: false',
  },

  check: (where, { maxPublishers }) =>
    maxPublishers === undefined
      ? []
      : [
          {
            where,
            given: `'maxPublishers' (${maxPublishers}) without the compact layout`,
            expected: "'maxPublishers' together with layout: PipelineLayout.COMPACT only",
            fix: 'set layout: PipelineLayout.COMPACT, or remove maxPublishers',
          },
        ],
  planOptions: ({ useChangeSets = true, publishAssetsInParallel }, selfMutation) => ({
    selfMutation,
    changeSets: useChangeSets,
    singlePublisherPerAssetType: publishAssetsInParallel === false,
  }),
  lay: (plan, { limits }) => layOut(plan, limits?.actionsPerStage),
  limits: (props) => limitsFor(LIMITS, props.limits),
  newRole: () => undefined,
  cliVersion: () => undefined,
  cdkAssetsVersion: ({ cdkAssetsCliVersion }) => cdkAssetsCliVersion ?? 'latest',

  emission: ({ host, props, codePipeline, cloudAssembly }) => ({
    artifacts: new ArtifactMap(),
    stackOutputs: new StackOutputsMap(host),
    templates: cloudAssembly,
    deployRole: (stack, target) => importBootstrapRole(codePipeline, stack.assumeRoleArn, target),
    mayHaveRunCli: false,
    installCli: () =>
      props.cliVersion === '' ? 'npm install -g aws-cdk' : `npm install -g aws-cdk@${props.cliVersion ?? '2'}`,
    selfUpdateProject: selfUpdateProjectName,
    adapt: (job) => job,
    publish: renderPublish,
    finish: () => undefined,
  }),
};
