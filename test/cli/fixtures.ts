import { type DocumentOptions, DocumentBuilder } from './builder';
import type { PlanDocument } from '../../lib/document/plan-document';

/**
 * Two waves and three applications: `Test` holds `Beta`; `Prod` holds `Europe` and `America`, behind an approval for
 * both. `Europe` has a gate of its own, which `America` waits for only because run orders are barriers.
 */
export function shop({ codePipeline, ...more }: DocumentOptions = {}): PlanDocument {
  return shopBuilder().done({ ...CARE, ...more, codePipeline: { ...CARE.codePipeline, ...codePipeline } });
}

export interface ShopOptions {
  /** What the applications of `Prod` wait for. */
  readonly prodWaits?: readonly string[];
  /** What the stacks `Data` of `Prod` wait for. */
  readonly dataWaits?: readonly string[];
  readonly promote?: boolean;
  readonly europe?: string;
}

export function shopBuilder(options: ShopOptions = {}): DocumentBuilder {
  const { promote = true, prodWaits = ['Test'], dataWaits = promote ? ['Prod/joint'] : [] } = options;
  const beta = { application: 'App/Beta', wave: 'Test', env: '222222222222/eu-west-1' };
  const europe = { application: 'App/Europe', wave: 'Prod', env: options.europe ?? '333333333333/eu-west-1' };
  const america = { application: 'App/America', wave: 'Prod', env: '333333333333/us-east-1' };
  const b = new DocumentBuilder()
    .application('App/Beta', 'Test')
    .application('App/Europe', 'Prod')
    .application('App/America', 'Prod')
    .action('Source/shop', { kind: 'source', label: 'ConnectionSource(shop)' })
    .action('Build/Synth', { kind: 'synth', waits: ['Source/shop'], project: 'Delivery/Synth' })
    .action('UpdatePipeline/SelfMutate', { kind: 'self-update', label: 'SelfUpdate', waits: ['Build/Synth'] })
    .action('Assets/FileAsset1', {
      ...{ kind: 'publish', label: 'Publish(Code)', waits: ['UpdatePipeline/SelfMutate'], project: 'Delivery/Assets' },
      assets: [{ id: 'a1b2', name: 'Code', image: false, destinations: ['222222222222-eu-west-1'] }],
    });
  b.group('Test', ['UpdatePipeline/SelfMutate'])
    .stack('Test/Beta/Data', 1, beta)
    .stack('Test/Beta/Service', 3, { ...beta, waits: ['Test/Beta/Data', 'Assets/FileAsset1'] })
    .action('Test/Beta/Smoke', { ...beta, runOrder: 5, waits: ['Test/Beta/Service'], project: 'Delivery/Smoke' });
  b.group('Prod', prodWaits);
  if (promote) {
    b.action('Prod/Promote', { kind: 'approval', label: 'ManualApprovalStep(Promote)', wave: 'Prod' });
    b.joint('Prod/joint', [{ node: 'Prod/Promote', reason: "pre of wave 'Prod'", where: 'app.ts:12' }]);
  }
  return b
    .stack('Prod/Europe/Data', 2, { ...europe, waits: dataWaits })
    .action('Prod/Europe/Review', { ...europe, kind: 'approval', label: 'ManualApprovalStep(Review)', runOrder: 4 })
    .stack('Prod/Europe/Service', 5, { ...europe, waits: ['Prod/Europe/Data', 'Prod/Europe/Review'] })
    .stack('Prod/America/Data', 2, { ...america, waits: dataWaits })
    .stack('Prod/America/Service', 5, { ...america, waits: ['Prod/America/Data'] });
}

const CARE: DocumentOptions = {
  codePipeline: {
    siblingWaits: [
      {
        ...{ stage: 'Prod', runOrder: 5, applications: ['App/America'], gate: true },
        waitFor: ['Prod/Europe.Review'],
      },
    ],
  },
  budgets: [
    budget('actions-in-stage', 'actions in a CodePipeline stage', 9, 50),
    budget('template-resources', 'resources in a template', 450, 500),
    budget('policy-size', 'characters in a role policy', 10_300, 10_240),
  ],
  warnings: [{ id: 'cdk-pipelines:approvalCovers', message: "Approval 'Review' does not stop America." }],
};

function budget(id: string, what: string, used: number, limit: number) {
  const status = used > limit ? ('over' as const) : used > limit * 0.8 ? ('near' as const) : ('ok' as const);
  const source = 'https://docs.aws.amazon.com/';
  return { id, what, used, limit, hard: true, where: 'Delivery', remedy: `Have fewer ${what}.`, source, status };
}

/** So many applications in waves of 25, each of four stacks of two actions, with a gate before each wave. */
export function large(applications: number): PlanDocument {
  const b = new DocumentBuilder()
    .action('Source/repo', { kind: 'source' })
    .action('Build/Synth', { kind: 'synth', waits: ['Source/repo'] });
  for (let i = 0; i < applications; i++) {
    const wave = `Wave${Math.floor(i / 25)}`;
    if (i % 25 === 0) {
      b.group(wave, [i === 0 ? 'Build/Synth' : `Wave${i / 25 - 1}`]);
      b.action(`${wave}/Approve`, { kind: 'approval', wave });
      b.joint(`${wave}/joint`, [`${wave}/Approve`]);
    }
    const application = `App/Cell${i}`;
    b.application(application, wave).group(`${wave}/Cell${i}`, [`${wave}/joint`]);
    ['Network', 'Data', 'Service', 'Alarms'].forEach((stack, s) => {
      const waits = s === 0 ? [] : [`${wave}/Cell${i}/${['Network', 'Data', 'Service'][s - 1]}`];
      b.stack(`${wave}/Cell${i}/${stack}`, 2 + s * 2, { application, wave, waits });
    });
  }
  return b.done();
}
