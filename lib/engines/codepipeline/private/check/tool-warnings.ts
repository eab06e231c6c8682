import { cdkAssetsTooOld, cliTooOld, type Needs } from '../../../../assembly/tool-warnings';
import type { Concern } from '../../../../private/diagnostics';
import type { Settings } from '../settings';

const UPDATE = ', let the pipeline update itself, and only then raise aws-cdk-lib';

/** Tools that are known not to read the cloud assembly. Others are believed to. */
export function toolWarnings(settings: Settings, publishes: boolean, needs: Needs): Concern[] {
  const { selfMutation, cliVersion, cdkAssetsVersion } = settings;
  const usesCli = selfMutation || cdkAssetsVersion === undefined;
  return [
    ...(usesCli ? cliTooOld(cliVersion, needs, 'cliVersion', UPDATE) : []),
    ...(publishes && cdkAssetsVersion !== undefined ? cdkAssetsTooOld(cdkAssetsVersion, needs) : []),
  ];
}
