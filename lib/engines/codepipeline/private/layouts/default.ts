import type { Layout } from './layout';
import { commandForEach } from '../../../../jobs/publishing';
import { installCli } from '../../../../private/toolchain';
import { ArtifactMap } from '../../artifact-map';
import { StackOutputsMap } from '../../stack-outputs-map';
import { importBootstrapRole } from '../access/bootstrap-roles';
import { defaultPlan, layOut, rootName } from './default-stages';
import { selfUpdateProjectName } from '../naming';
import { problem } from '../../../../private/diagnostics';
import { renderPublish } from '../emit/publish';
import { selfUpdateOf } from '../emit/self-update';

/** What `aws-cdk-lib/pipelines` makes. */
export const DEFAULT_LAYOUT: Layout = {
  handsOnAssembly: true,
  assetsChangePipeline: true,
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
  planOptions: defaultPlan,
  rootName,
  lay: (plan, { limits }) => layOut(plan, limits['actions-in-stage'].limit),
  newRole: () => undefined,

  emission: ({ host, settings, codePipeline, cloudAssembly, assemblyDir, fileSetKey }) => ({
    jobs: {
      cloudAssembly: fileSetKey(cloudAssembly),
      adaptSynth: (script) => script,
      publishing: commandForEach(assemblyDir, settings.cdkAssetsVersion),
      selfUpdate: selfUpdateOf(host, assemblyDir, installCli(settings.cliVersion)),
    },
    artifacts: new ArtifactMap(),
    stackOutputs: new StackOutputsMap(host),
    templates: cloudAssembly,
    deployRole: (stack, target) => importBootstrapRole(codePipeline, stack.assumeRoleArn, target),
    carefulLogins: false,
    selfUpdateProject: selfUpdateProjectName,
    scriptDescription: () => undefined,
    publish: renderPublish,
    finish: () => undefined,
  }),
};
