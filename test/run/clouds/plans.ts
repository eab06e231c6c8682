import type { PlanDocument, WorkInfo } from '../../../lib/document/plan-document';

/** A stack that a pipeline deploys: `Prod/Data 333333333333 us-east-1`. */
function deployment(text: string): WorkInfo {
  const [name, account, region] = text.split(' ');
  const [application, stack] = name.split('/');
  const target = { stack: `Pipe/${name}`, stackName: `${application}-${stack}`, account, region };
  return {
    ...{ node: `${name}/Deploy`, name: 'Deploy', kind: 'deploy', label: `Deploy(${name})`, gate: false, target },
    ...{ application: `Pipe/${application}`, wave: application === 'Beta' ? 'Beta' : 'Release' },
    job: { kind: 'deploy', mode: 'update' },
  };
}

/** The plan of a pipeline in 111111111111, with Beta in a wave of its own, and the others in the wave Release. */
export function planOf(...stacks: string[]): PlanDocument {
  const actions = stacks.map(deployment);
  const applications = [...new Map(actions.map((one) => [one.application!, one.wave!]))].map(([id, wave]) => {
    return { id, name: id.replace('Pipe/', ''), wave };
  });
  const nodes = actions.map(({ node: id, name }) => ({ id, name, kind: 'action' as const, waitsFor: [] }));
  const [path, account, region] = ['Pipe/Pipeline', '111111111111', 'us-east-1'];
  return {
    ...{ schemaVersion: '2.0', applications, actions, nodes, budgets: [], warnings: [], roles: [] },
    pipeline: { path, name: 'PipePipeline', account, region, selfMutation: true, changeSets: true },
  };
}
