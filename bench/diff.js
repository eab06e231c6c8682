// Two plans of the same deployments in waves of 25 Stages of four stacks, a gate before each wave: as they are, in reversed order,
// and each under other names. `diff` on documents that are plain data: no CDK, no files.
const { comparePlans } = require('../lib/cli/diff/compare');
const { rounded, save } = require('./results');

const STACKS = ['Network', 'Data', 'Service', 'Alarms'];

function documentOf(stages, { isReversed = false, suffix = '' } = {}) {
  const [nodes, actions, made] = [[], [], []];
  const group = (id, parent, waits = []) =>
    nodes.push({
      id,
      parent,
      kind: 'group',
      name: id.split('/').pop(),
      waitsFor: waits.map((node) => ({ node, reason: '' })),
    });
  const action = (id, waits, work, runOrder = 1) => {
    const name = id.split('/').pop();
    const parent = id.slice(0, id.lastIndexOf('/'));
    nodes.push({ id, parent, kind: 'action', name, waitsFor: waits.map((node) => ({ node, reason: '' })) });
    const gate = work.kind === 'approval';
    actions.push({ node: id, name, label: name, gate, ...work });
    const type = gate
      ? { category: 'Approval', provider: 'Manual' }
      : { category: 'Deploy', provider: 'CloudFormation' };
    made.push({ stage: id.split('/')[0], action: { name: id, node: id, runOrder, gate, ...type } });
  };
  const order = Array.from({ length: stages }, (_, i) => (isReversed ? stages - 1 - i : i));
  order.forEach((cell, i) => {
    const wave = `Wave${Math.floor(i / 25)}${suffix}`;
    if (i % 25 === 0) {
      group(wave, undefined, i === 0 ? [] : [`Wave${i / 25 - 1}${suffix}`]);
      action(`${wave}/Approve`, [], { kind: 'approval', job: { kind: 'ask' } });
    }
    const application = `App/Cell${cell}`;
    const parent = `${wave}/Cell${cell}`;
    group(parent, wave, [`${wave}/Approve`]);
    STACKS.forEach((stack, s) => {
      const id = `${parent}/${stack}`;
      const target = { stack: `${application}/${stack}`, stackName: `Cell${cell}-${stack}`, account: '1', region: 'r' };
      group(id, parent, s === 0 ? [] : [`${parent}/${STACKS[s - 1]}`]);
      const work = { application, wave, target };
      action(`${id}/Prepare`, [], { ...work, kind: 'prepare', job: { kind: 'deploy', mode: 'prepare' } });
      action(
        `${id}/Deploy`,
        [`${id}/Prepare`],
        { ...work, kind: 'deploy', job: { kind: 'deploy', mode: 'execute' } },
        2,
      );
    });
  });
  const names = [...new Set(made.map(({ stage }) => stage))];
  const byStage = new Map(names.map((name) => [name, { name, actions: [] }]));
  made.forEach((one) => byStage.get(one.stage).actions.push(one.action));
  return {
    schemaVersion: '2.0',
    pipeline: { path: 'P', name: 'P', selfMutation: true, changeSets: true },
    applications: order.map((cell, i) => ({
      id: `App/Cell${cell}`,
      name: `Cell${cell}`,
      wave: `Wave${Math.floor(i / 25)}`,
    })),
    nodes,
    actions,
    codePipeline: { type: 'V2', layout: 'default', stages: [...byStage.values()], projects: [], siblingWaits: [] },
    ...{ budgets: [], warnings: [], roles: [] },
  };
}

function measure(before, after) {
  const start = process.cpuUsage();
  comparePlans(before, after);
  const { user, system } = process.cpuUsage(start);
  return rounded((user + system) / 1000, 0);
}

function run(options) {
  console.log('\ndeployments   same ms   reversed ms   renamed ms');
  const rows = [100, 1000, 2500].map((stages) => {
    const [same, reversed, renamed] = [{}, { isReversed: true }, { suffix: 'X' }].map((after) =>
      measure(documentOf(stages), documentOf(stages, after)),
    );
    const deployments = stages * STACKS.length;
    console.log(
      [String(deployments).padEnd(14), String(same).padEnd(10), String(reversed).padEnd(14), renamed].join(''),
    );
    return { deployments, same, reversed, renamed };
  });
  save('diff', { clock: 'cpu', rows }, options);
}

module.exports = { documentOf, run };
