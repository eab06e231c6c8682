import * as fs from 'node:fs';
import * as path from 'node:path';
import { byCdkAssets, byCdkCli, type Selected } from './assets';
import { ActionFailed } from './cloudformation';
import type { Principal } from './iam';
import { describeSeen } from './describe-seen';
import type { Running } from './model';
import type { Call } from './stand-ins';

/** What a build has called tools for becomes events, if its role may do that. */
export function describeCalls(running: Running, who: Principal, id: string): void {
  const { cloud, effects } = running;
  const before = effects.events.length;
  for (const call of cloud.standIns.callsOf(id)) {
    const { tool, args, seen } = call;
    if (tool === 'probe') {
      effects.events.push({ what: `script ${args[0]}`, details: describeSeen(seen!, cloud.assembly) });
    } else if (tool === 'cdk-assets') {
      publish(running, who, byCdkAssets(call));
    } else if (tool === 'cdk' && args[0] === 'publish-assets') {
      publish(running, who, byCdkCli(call));
    } else if (tool === 'cdk' && args[2] === 'deploy') {
      updatePipeline(running, who, call);
    } else if (tool === 'cdk' && args[0] === 'diff') {
      const compared = args[args.length - 1].replace(/\/\\?\*+$/, '');
      effects.events.push({ what: `compare permissions of ${compared}`, details: [] });
    } else if (tool === 'aws' && args.slice(0, 2).join(' ') === 'lambda invoke') {
      invokeLater(running, who, call);
    }
  }
  if (effects.events.length === before) {
    effects.events.push({ what: `build ${running.name}`, details: [] });
  }
}

/** Whoever publishes takes the role that the manifest names. Templates are no assets of the blueprint. */
function publish({ cloud, effects }: Running, who: Principal, assets: readonly Selected[]): void {
  for (const { role, destination: _, ...asset } of assets) {
    if (role) {
      cloud.access.assume(who, role);
    }
    effects.published.push(asset);
    if (!asset.content.startsWith('{')) {
      const what = `publish ${asset.kind} '${asset.content}' to ${asset.environment}`;
      effects.events.push({ what, details: [] });
    }
  }
}

/** `cdk -a <assembly> deploy <stack>`: with the deploy role, and that which publishes the template. */
function updatePipeline({ cloud, effects }: Running, who: Principal, { cwd, args }: Call): void {
  const { stack } = cloud.pipeline;
  const manifest = path.join(cwd, args[1], 'manifest.json');
  const { artifacts } = JSON.parse(fs.readFileSync(manifest, 'utf-8'));
  if (!artifacts[stack.artifact]) {
    throw new ActionFailed(`'${args.join(' ')}' finds no stack '${stack.artifact}'`);
  }
  for (const kind of ['deploy', 'file-publishing']) {
    const role = `cdk-hnb659fds-${kind}-role-${stack.account}-${stack.region}`;
    cloud.access.assume(who, `arn:aws:iam::${stack.account}:role/${role}`);
  }
  effects.events.push({ what: 'self-update', details: [`stack: ${args[3]}`] });
}

function invokeLater({ cloud }: Running, who: Principal, { args, build }: Call): void {
  const functionName = args[args.indexOf('--function-name') + 1];
  const { region, account } = cloud.pipeline.stack;
  cloud.access.call(who, 'lambda:InvokeFunction', `arn:aws:lambda:${region}:${account}:function:${functionName}`);
  cloud.approvers.push({ functionName, payload: args[args.indexOf('--payload') + 1], build });
}
