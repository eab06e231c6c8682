import type { GitHubJobInfo, GitHubStepInfo, PlanDocument, WorkInfo } from '../../lib/document/plan-document';
import { DocumentBuilder } from './builder';

// A plan as the engine for GitHub writes it: `Beta`, and then `Prod` behind a review, and a permissions check that asks only if
// something is broadened. `preflight` looks whether gates are protected, `Prod-ready` ties waits into one, `Assets` is a matrix.

const CHECKOUT: GitHubStepInfo = {
  uses: 'actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0',
  settings: { with: '{"persist-credentials":false}' },
};

const ASSUME: GitHubStepInfo = {
  uses: 'aws-actions/configure-aws-credentials@bcd4089a8c4b9eb8d2ae0b3b0de9bd5d7ab1e1f4',
  settings: { with: '{"allowed-account-ids":"333333333333","aws-region":"eu-west-1"}' },
};

export function jobOf(id: string, more: Partial<GitHubJobInfo> = {}): GitHubJobInfo {
  return {
    ...{ id, name: id, nodes: [], needs: [], gate: false, runsOn: 'ubuntu-latest', permissions: { contents: 'read' } },
    steps: [{ name: 'run', run: 'echo' }],
    ...more,
  };
}

const ROLE = 'arn:aws:iam::333333333333:role/deploy';

function deployment(id: string, node: string, environment: string, more: Partial<GitHubJobInfo> = {}): GitHubJobInfo {
  const run = `npx --yes aws-cdk@2.1148.1 deploy --app cdk.out '${node}' --exclusively --require-approval never`;
  return jobOf(id, {
    ...{ nodes: [`${node}/Deploy`], environment, role: ROLE, permissions: { contents: 'read', 'id-token': 'write' } },
    steps: [
      { uses: 'actions/download-artifact@484a0b528fb4d7bd804637ccb632e47a0e638317' },
      ASSUME,
      { name: 'deploy', run },
    ],
    settings: { 'timeout-minutes': '60', concurrency: '{"group":"aws-333333333333-eu-west-1"}' },
    ...more,
  });
}

const succeeded = (...jobs: string[]) => jobs.map((job) => `needs.${job}.result == 'success'`).join(' && ');

/** The condition of all that comes behind the check. */
export const BEHIND_CHECK =
  `!cancelled() && !failure() && ${succeeded('Prod-Check', 'Prod-Review')} && ` +
  "(needs.Prod-Confirm.result == 'success' || needs.Prod-Confirm.result == 'skipped')";

export const GATED = `!cancelled() && !failure() && ${succeeded('Prod-ready')}`;

/** In the order of the file. */
export function jobs(): GitHubJobInfo[] {
  return [
    jobOf('preflight', { permissions: { contents: 'read', actions: 'read' } }),
    jobOf('Build-Synth', {
      nodes: ['Source/shop', 'Build/Synth'],
      steps: [CHECKOUT, { name: 'Synth', run: 'npm ci\nnpx cdk synth', settings: { shell: 'bash' } }],
    }),
    jobOf('Assets', {
      ...{ nodes: ['Assets/FileAsset1', 'Assets/FileAsset2'], needs: ['Build-Synth'], role: ROLE },
      ...{
        permissions: { contents: 'read', 'id-token': 'write' },
        settings: { strategy: '{"matrix":{"slot":[1,2]}}' },
      },
    }),
    deployment('Beta-Data', 'Beta/Data', 'Beta', { needs: ['Assets'] }),
    jobOf('Beta-Smoke', { nodes: ['Beta/Smoke'], needs: ['Beta-Data'], steps: [{ run: 'curl "$URL"' }] }),
    jobOf('Prod-Review', {
      ...{ nodes: ['Prod/Review'], needs: ['preflight', 'Beta-Smoke'], gate: true, environment: 'Prod-Review' },
      permissions: {},
    }),
    jobOf('Prod-Check', { nodes: ['Prod/Check'], needs: ['preflight', 'Beta-Smoke'], role: ROLE }),
    jobOf('Prod-Confirm', {
      ...{ nodes: ['Prod/Check'], needs: ['Prod-Check'], gate: true, environment: 'Prod-Check' },
      ...{ condition: "needs.Prod-Check.outputs.broadened == 'true'", permissions: {} },
    }),
    jobOf('Prod-ready', {
      ...{ needs: ['Prod-Review', 'Prod-Check', 'Prod-Confirm'], condition: BEHIND_CHECK, permissions: {} },
    }),
    deployment('Prod-Data', 'Prod/Data', 'Prod', { needs: ['Prod-ready'], condition: GATED }),
    deployment('Prod-Web', 'Prod/Web', 'Prod', {
      needs: ['Prod-Data'],
      condition: `!cancelled() && !failure() && ${succeeded('Prod-Data')}`,
    }),
  ];
}

export interface WorkflowOptions {
  readonly jobs?: readonly GitHubJobInfo[];
  readonly document?: Partial<PlanDocument>;
  /** Changes the plan itself. */
  readonly plan?: (plan: DocumentBuilder) => DocumentBuilder;
}

/** The document. */
export function workflow({
  jobs: given = jobs(),
  document = {},
  plan = (same) => same,
}: WorkflowOptions = {}): PlanDocument {
  const gates = new Set(given.filter(({ gate }) => gate).flatMap(({ nodes }) => nodes));
  const { codePipeline: _, pipeline, actions, ...rest } = plan(planOf()).done();
  return {
    ...rest,
    pipeline: { ...{ path: 'Delivery', name: 'Delivery', selfMutation: false, changeSets: false } },
    actions: actions.map((work): WorkInfo => ({ ...work, gate: gates.has(work.node) })),
    gitHub: {
      ...{ file: '.github/workflows/deploy.yml', name: 'deploy' },
      triggers: { push: '{"branches":["main"]}', workflow_dispatch: '{}' },
      settings: { permissions: '{}', concurrency: '{"group":"deploy","cancel-in-progress":false}' },
      jobs: given,
    },
    ...document,
  };
}

const script = (...commands: string[]) =>
  ({ kind: 'script', installCommands: [], commands, env: {}, inputs: [], outputs: [] }) as const;

function planOf(): DocumentBuilder {
  const prod = { application: 'App/Prod', wave: 'Prod', env: '333333333333/eu-west-1' };
  const beta = { application: 'App/Beta', wave: 'Beta', env: '222222222222/eu-west-1' };
  return new DocumentBuilder()
    .application('App/Beta', 'Beta')
    .application('App/Prod', 'Prod')
    .action('Source/shop', {
      ...{ kind: 'source', label: 'GitHubSource(shop)' },
      job: { kind: 'source', provider: 'github', repository: 'acme/shop', branch: 'main', trigger: 'change' },
    })
    .action('Build/Synth', {
      ...{ kind: 'synth', label: 'ShellStep(Synth)', waits: ['Source/shop'] },
      job: {
        ...script('npx cdk synth'),
        installCommands: ['npm ci'],
        inputs: [{ directory: '.', fileSet: 'shop', from: 'Source/shop' }],
        outputs: [{ directory: 'cdk.out', fileSet: 'cdk.out' }],
      },
    })
    .action('Assets/FileAsset1', { ...publisher('Code', 'a1b2'), waits: ['Build/Synth'] })
    .action('Assets/FileAsset2', { ...publisher('Site', 'c3d4'), waits: ['Build/Synth'] })
    .group('Beta', ['Build/Synth'])
    .stackOfOne('Beta/Data', { ...beta, waits: ['Assets/FileAsset1'] })
    .action('Beta/Smoke', {
      ...{ application: 'App/Beta', wave: 'Beta', waits: ['Beta/Data'] },
      job: { ...script('curl "$URL"'), env: { URL: { stackOutput: { stack: 'App/Beta/Data', name: 'Url' } } } },
    })
    .group('Prod', ['Beta'])
    .action('Prod/Review', {
      ...{ kind: 'approval', label: 'ManualApprovalStep(Review)', application: 'App/Prod', wave: 'Prod' },
      job: { kind: 'ask', comment: 'Is Beta fine?' },
    })
    .action('Prod/Check', {
      ...{ kind: 'permissions-check', label: 'ConfirmPermissionsBroadening(Check)', gate: true },
      ...{ application: 'App/Prod', wave: 'Prod', job: { kind: 'permissions-check', stage: 'App/Prod' } },
    })
    .joint('Prod/joint', ['Prod/Review', 'Prod/Check'])
    .stackOfOne('Prod/Data', { ...prod, waits: ['Prod/joint', 'Assets/FileAsset1'] })
    .stackOfOne('Prod/Web', { ...prod, waits: ['Prod/joint', 'Prod/Data', 'Assets/FileAsset2'] });
}

function publisher(name: string, id: string) {
  const destinations = ['333333333333-eu-west-1'];
  return { kind: 'publish' as const, label: `Publish(${name})`, assets: [{ id, name, image: false, destinations }] };
}
