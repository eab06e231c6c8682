import * as fs from 'node:fs';
import * as path from 'node:path';
import { Access } from './access';
import { runAction } from './actions';
import type { Published } from './assets';
import { CloudFormation } from './cloudformation';
import type { Cloud, Effects, Event, Execution, World } from './model';
import { readStacks, resourcesOf } from './stacks';
import { StandIns } from './stand-ins';

/* One execution of the pipeline in a cloud assembly, by nothing but its templates. */

export async function execute(assembly: string, world: World, directory: string): Promise<Execution> {
  const cloud = cloudOf(assembly, world, directory);
  const events: Event[] = [];
  const failures: string[] = [];
  let tick = 0;
  for (const stage of cloud.pipeline.Properties.Stages) {
    for (const actions of runOrders(stage.Actions)) {
      const done = await Promise.all(actions.map((action) => attempt(cloud, stage.Name, action)));
      done.forEach(({ effects, failure }) => {
        events.push(...effects.events.map((event) => ({ ...event, begin: tick, end: tick + 1 })));
        failures.push(...(failure === undefined ? [] : [failure]));
      });
      if (failures.length > 0) {
        return { events, failures };
      }
      commit(
        cloud,
        done.map(({ effects }) => effects),
      );
      tick += 1;
    }
  }
  return { events, failures };
}

/** From low to high; 1 if it is left out. */
function runOrders(actions: readonly any[]): any[][] {
  const orders = [...new Set(actions.map((a) => a.RunOrder ?? 1))].sort((a, b) => a - b);
  return orders.map((order) => actions.filter((a) => (a.RunOrder ?? 1) === order));
}

async function attempt(cloud: Cloud, stage: string, action: any) {
  const effects: Effects = { events: [], artifacts: new Map(), variables: new Map(), published: [], stacks: [] };
  try {
    await runAction(cloud, stage, action, effects);
    return { effects };
  } catch (error) {
    return { effects, failure: `${stage}/${action.Name}: ${(error as Error).message}` };
  }
}

/** Assets before stacks: whether both were in one run order is what the order of events tells. */
function commit(cloud: Cloud, all: readonly Effects[]): void {
  all.forEach((effects) => {
    effects.artifacts.forEach((artifact, name) => cloud.artifacts.set(name, artifact));
    effects.variables.forEach((values, namespace) => cloud.variables.set(namespace, values));
    effects.stacks.forEach((change) => change(cloud.cloudFormation));
  });
  all.forEach((effects) => cloud.published.push(...effects.published));
}

function cloudOf(assembly: string, world: World, directory: string): Cloud {
  const stacks = readStacks(assembly);
  const [pipeline] = resourcesOf(stacks, 'AWS::CodePipeline::Pipeline');
  const access = new Access(stacks, pipeline.stack.account);
  const published: Published[] = [];
  const hashes = new Set(fs.readdirSync(assembly).flatMap((f) => /^asset\.([0-9a-f]{64})/.exec(f)?.[1] ?? []));
  const defaults = (pipeline.Properties.Variables ?? []).map((v: any) => [v.Name, v.DefaultValue ?? '']);
  return {
    directory,
    world,
    stacks,
    pipeline,
    role: access.assumeAs('codepipeline.amazonaws.com', pipeline.Properties.RoleArn),
    access,
    standIns: new StandIns(path.join(directory, 'tools'), assembly, world.broadened ?? false),
    artifacts: new Map(),
    variables: new Map([
      ['variables', Object.fromEntries(defaults)],
      ['codepipeline', { PipelineExecutionId: 'execution-1' }],
    ]),
    published,
    cloudFormation: new CloudFormation(
      (hash, environment) =>
        !hashes.has(hash) || published.some((p) => p.hash === hash && p.environment === environment),
    ),
    approvers: [],
    builds: new Map(),
    assembly,
  };
}
