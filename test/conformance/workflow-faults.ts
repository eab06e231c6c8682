import type { BlueprintSpec, SourceSpec } from './blueprint/spec';
import type { World } from './cloud/model';
import {
  type EditedWorkflow,
  jobOf,
  removeEnvironment,
  removeJob,
  removeNeed,
  removeStep,
  replaceRun,
  stepOf,
} from './plant-workflow';

/* Mistakes that the engine of GitHub could make, each with what must notice it. */

const SOURCES: readonly SourceSpec[] = [
  { name: 'org/app', files: { 'a.txt': 'a', 'src/b.txt': 'b' } },
  { name: 'org/tools', files: { 'tool.sh': 'tool' } },
];

/** A bit of everything that can go wrong. */
export const EVERYTHING: BlueprintSpec = {
  sources: SOURCES,
  synth: {
    kind: 'script',
    id: 'Synth',
    input: { source: 'org/app' },
    outputs: [{ directory: 'reports', files: { 'r.sh': 'report', '.hidden': 'hidden' } }],
    last: ['chmod +x reports/r.sh'],
  },
  options: { maxPublishers: 2 },
  waves: [
    {
      id: 'One',
      single: true,
      stages: [
        {
          id: 'Beta',
          env: 'account',
          stacks: [
            { id: 'App', files: [1, 2], images: [1] },
            { id: 'Api', dependsOn: ['App'], changeSet: [{ kind: 'gate', id: 'Review' }] },
          ],
          post: [
            {
              kind: 'script',
              id: 'Test',
              input: { step: 'Synth', directory: 'reports' },
              first: ['test -x r.sh'],
              exports: { V: '1.2' },
            },
          ],
        },
      ],
    },
    {
      id: 'Two',
      single: true,
      stages: [
        {
          id: 'Prod',
          env: 'region',
          pre: [{ kind: 'gate', id: 'Promote', comment: 'Is Beta well?' }],
          stacks: [{ id: 'App', files: [1] }],
          post: [
            {
              kind: 'script',
              id: 'Both',
              input: { source: 'org/app' },
              additional: { tools: { source: 'org/tools' } },
              installCommands: ['export INSTALLED=yes'],
              alsoSees: { INSTALLED: 'yes' },
            },
            {
              kind: 'script',
              id: 'Last',
              env: { V: { step: 'Test', variable: 'V' }, URL: { stack: 'Beta/App' } },
            },
          ],
        },
      ],
    },
  ],
};

/** A gate that is passed by, and who comes after it: right away, and further on. */
export const CHECKED: BlueprintSpec = {
  sources: SOURCES.slice(0, 1),
  synth: { kind: 'script', id: 'Synth', input: { source: 'org/app' } },
  waves: [
    {
      id: 'One',
      single: true,
      stages: [
        {
          id: 'Prod',
          pre: [{ kind: 'check', id: 'Check' }],
          stacks: [{ id: 'App' }, { id: 'Api', dependsOn: ['App'] }],
          post: [{ kind: 'script', id: 'Smoke' }],
        },
      ],
    },
  ],
};

/** What is around a workflow, and shows what is wrong with it. */
export interface Case {
  readonly spec: BlueprintSpec;
  readonly world?: Omit<World, 'sources'>;
  /** Gates that are answered with no, or protect nothing: what waits for them must not happen. */
  readonly stops?: string;
}

const OF_EVERYTHING: Case = { spec: EVERYTHING };
const REJECTED: Case = { spec: EVERYTHING, world: { rejected: ['Promote'] }, stops: 'gate Promote' };
const OPEN: Case = {
  spec: EVERYTHING,
  world: { environments: { 'deploy-Prod-Promote': false } },
  stops: 'script Synth',
};
const MISSING: Case = { ...OPEN, world: { environments: { Prod: undefined } } };
const OF_CHECK: Case = { spec: CHECKED, world: { rejected: ['Check.Confirm'] } };
const BROADENED: Case = {
  spec: CHECKED,
  world: { rejected: ['Check.Confirm'], broadened: true },
  stops: 'gate Check.Confirm',
};

/** With what they are called. */
export const CASES: readonly (Case & { readonly name: string })[] = [
  { name: 'everything', ...OF_EVERYTHING },
  { name: 'a gate that is rejected', ...REJECTED },
  { name: 'a gate that protects nothing', ...OPEN },
  { name: 'an environment that is missing', ...MISSING },
  { name: 'a check that finds nothing', ...OF_CHECK },
  { name: 'a check that finds something', ...BROADENED },
];

export interface WorkflowFault {
  readonly name: string;
  /** @default - everything, and nobody says no */
  readonly when?: Case;
  readonly plant: (workflow: EditedWorkflow) => void;
  /** What notices it. */
  readonly noticed: RegExp;
}

const WAITS: readonly WorkflowFault[] = [
  {
    name: 'a deployment does not wait for its gate',
    plant: (w) => (removeNeed(w, 'Prod-App-Deploy', 'Prod-Promote'), jobOf(w, 'Prod-App-Deploy').needs.push('Assets')),
    noticed: /order: 'gate Promote' must be over before 'deploy Prod-App/,
  },
  {
    name: 'a change set is executed beside its gate',
    plant: (w) => removeNeed(w, 'Beta-Api-Deploy', 'Beta-Api-Review'),
    noticed: /order: 'gate Review' must be over before 'deploy Beta-Api/,
  },
  {
    name: 'a change set is executed beside its preparation',
    plant: (w) => {
      removeNeed(w, 'Beta-Api-Deploy', 'Beta-Api-Prepare');
      jobOf(w, 'Beta-Api-Review').needs = [...jobOf(w, 'Beta-Api-Prepare').needs];
    },
    noticed: /Beta\/Api\/Deploy: .*has no change set/,
  },
  {
    name: 'a stack does not wait for its assets',
    plant: (w) => (jobOf(w, 'Beta-App-Deploy').needs = ['Build-Synth']),
    noticed: /missing: publish|order: 'publish file|only when it is deployed/,
  },
  {
    name: 'a stack does not wait for the cloud assembly',
    plant: (w) => (jobOf(w, 'Beta-App-Deploy').needs = []),
    noticed: /Beta\/App\/Deploy: .*Artifact not found for name/,
  },
  {
    name: 'who reads a variable does not say so',
    plant: (w) => removeNeed(w, 'Prod-Last', 'Beta-Test'),
    noticed: /script Last: expected env V="1\.2"/,
  },
  {
    name: 'a step comes before its Stage',
    plant: (w) => (jobOf(w, 'Prod-Both').needs = ['Prod-Promote']),
    noticed: /order: 'deploy Prod-App.*' must be over before 'script Both'/,
  },
];

const GATES: readonly WorkflowFault[] = [
  {
    name: 'a gate has no environment',
    plant: (w) => removeEnvironment(w, 'Prod-Promote'),
    noticed: /missing: gate Promote/,
  },
  {
    name: 'a gate is in the environment of its Stage',
    plant: (w) => (jobOf(w, 'Prod-Promote').environment = 'Prod'),
    noticed: /missing: gate Promote/,
  },
  {
    name: 'a gate is in an environment that nobody has made',
    plant: (w) => (jobOf(w, 'Prod-Promote').environment = 'deploy-Prod-Other'),
    noticed: /missing: gate Promote/,
  },
  {
    name: 'a gate is gone',
    plant: (w) => removeJob(w, 'Prod-Promote'),
    noticed: /missing: gate Promote/,
  },
  {
    name: 'a gate asks another question',
    plant: (w) => (stepOf(w, 'Preflight', /asked/).env.QUESTIONS = '- **Prod/Promote**: Go?'),
    noticed: /gate Promote: expected comment: Is Beta well\?/,
  },
  {
    name: 'a deployment runs whatever its gate says',
    when: REJECTED,
    plant: (w) => (jobOf(w, 'Prod-App-Deploy').if = 'always()'),
    noticed: /not to happen: deploy Prod-App/,
  },
  {
    name: 'a deployment runs unless somebody stops the run',
    when: REJECTED,
    plant: (w) => (jobOf(w, 'Prod-App-Deploy').if = '${{ !cancelled() }}'),
    noticed: /not to happen: deploy Prod-App/,
  },
  {
    name: 'the check of gates is gone',
    when: OPEN,
    plant: (w) => removeJob(w, 'Preflight'),
    noticed: /not to happen: deploy/,
  },
  {
    name: 'the check of gates does not know a gate',
    when: OPEN,
    plant: (w) => (stepOf(w, 'Preflight', /protected/).env.GATES = '[]'),
    noticed: /not to happen: deploy/,
  },
  {
    name: 'the check of gates does not know an environment',
    when: MISSING,
    plant: (w) => (stepOf(w, 'Preflight', /protected/).env.ENVIRONMENTS = '[]'),
    noticed: /not to happen: deploy/,
  },
  {
    name: 'the check of gates is waited for by nobody',
    when: OPEN,
    plant: (w) => Object.keys(w.jobs).forEach((id) => removeNeed(w, id, 'Preflight')),
    noticed: /not to happen: deploy/,
  },
  {
    name: 'the check of gates may not ask',
    plant: (w) => (jobOf(w, 'Preflight').permissions = {}),
    noticed: /failed: Preflight: .*status 403/,
  },
];

const CHECKS: readonly WorkflowFault[] = [
  ...['Prod-App-Deploy', 'Prod-Api-Deploy', 'Prod-Smoke'].map((id) => ({
    name: `the condition of ${id} is lost: it is skipped with the gate`,
    when: OF_CHECK,
    plant: (w: EditedWorkflow) => void delete jobOf(w, id).if,
    noticed: /missing: (deploy|script)/,
  })),
  {
    name: 'a check does not hand on what it has found',
    when: OF_CHECK,
    plant: (w) => (jobOf(w, 'Prod-Check-Check').outputs = {}),
    noticed: /failed: Prod\/Check: rejected/,
  },
  {
    name: 'a check always finds nothing',
    when: BROADENED,
    plant: (w) => replaceRun(stepOf(w, 'Prod-Check-Check', /Compare/), 'broadened=true', 'broadened=false'),
    noticed: /not to happen: deploy Prod-App/,
  },
  {
    name: 'who comes after a check runs whatever somebody says',
    when: BROADENED,
    plant: (w) => (jobOf(w, 'Prod-App-Deploy').if = 'always()'),
    noticed: /not to happen: deploy Prod-App/,
  },
  {
    name: 'a check compares another Stage',
    when: OF_CHECK,
    plant: (w) => replaceRun(stepOf(w, 'Prod-Check-Check', /Compare/), 'Prod/**', 'Beta/**'),
    noticed: /missing: compare permissions of Prod|No stacks match/,
  },
];

const FILES: readonly WorkflowFault[] = [
  {
    name: 'a checkout leaves its credentials behind',
    plant: (w) => void delete stepOf(w, 'Prod-Both', /Check out/).with['persist-credentials'],
    noticed: /script Both: unexpected in \.: \.git\/config/,
  },
  {
    name: 'a checkout is lost',
    plant: (w) => removeStep(w, 'Prod-Both', /Check out/),
    noticed: /script Both: expected in \.: a\.txt/,
  },
  {
    name: 'a checkout of another repository has no token',
    plant: (w) => void delete w.jobs['Prod-Both'].steps.find((s) => s.with?.repository)!.with.token,
    noticed: /Prod\/Both: .*Repository 'org\/tools' not found/,
  },
  {
    name: 'a checkout goes to another directory',
    plant: (w) => (w.jobs['Prod-Both'].steps.find((s) => s.with?.repository)!.with.path = 'tool'),
    noticed: /script Both: expected in \.: tools\/tool\.sh/,
  },
  {
    name: 'a job may not read the repository',
    plant: (w) => (jobOf(w, 'Prod-Both').permissions = {}),
    noticed: /Prod\/Both: .*Repository 'org\/app' not found/,
  },
  {
    name: 'files are handed on without tar: modes are lost',
    plant: (w) => withoutTar(w, { 'include-hidden-files': true }),
    noticed: /Beta\/Test: .*exit code 1/,
  },
  {
    name: 'files are handed on without tar: hidden files are lost',
    plant: (w) => {
      withoutTar(w, {});
      replaceRun(stepOf(w, 'Beta-Test', /Run/), 'test -x r.sh', 'true');
    },
    noticed: /script Test: expected in \.: \.hidden/,
  },
  {
    name: 'files are handed on under another name',
    plant: (w) => (stepOf(w, 'Build-Synth', /^Hand on .*reports/).with.name = 'reports'),
    noticed: /Beta\/Test: .*Artifact not found for name/,
  },
  {
    name: 'another directory is handed on',
    plant: (w) => replaceRun(stepOf(w, 'Build-Synth', /^Pack .*reports/), '--directory=reports', '--directory=src'),
    noticed: /Beta\/Test: |script Test: expected in/,
  },
  {
    name: 'two file sets have one name',
    plant: (w) =>
      (stepOf(w, 'Build-Synth', /^Hand on .*reports/).with.name = stepOf(w, 'Build-Synth', /^Hand on .*cdk/).with.name),
    noticed: /Build\/Synth: .*Conflict: an artifact with this name already exists/,
  },
];

function withoutTar(w: EditedWorkflow, more: Record<string, boolean>): void {
  Object.assign(stepOf(w, 'Build-Synth', /^Hand on .*reports/).with, { path: 'reports', ...more });
  removeStep(w, 'Build-Synth', /^Pack .*reports/);
  stepOf(w, 'Beta-Test', /^Get .*reports/).with.path = '.';
  removeStep(w, 'Beta-Test', /^Unpack/);
}

const VALUES: readonly WorkflowFault[] = [
  {
    name: 'a variable is handed on under another name',
    plant: (w) => (jobOf(w, 'Beta-Test').outputs = { V: '${{ steps.run.outputs.W }}' }),
    noticed: /script Last: expected env V="1\.2"/,
  },
  {
    name: 'a step that hands on variables has another id',
    plant: (w) => (stepOf(w, 'Beta-Test', /Run/).id = 'other'),
    noticed: /script Last: expected env V="1\.2"/,
  },
  {
    name: 'a variable is not written where GitHub reads it',
    plant: (w) => replaceRun(stepOf(w, 'Beta-Test', /Run/), /"\$GITHUB_OUTPUT"/g, '/dev/null'),
    noticed: /script Last: expected env V="1\.2"/,
  },
  {
    name: 'outputs of a stack are not handed on',
    plant: (w) => removeStep(w, 'Beta-App-Deploy', /Hand on outputs/),
    noticed: /script Last: expected env URL=/,
  },
  {
    name: 'outputs are those of another stack',
    plant: (w) => (stepOf(w, 'Beta-App-Deploy', /Hand on outputs/).env.STACK = 'Beta-Api'),
    noticed: /Beta\/App\/Deploy: Hand on outputs/,
  },
  {
    name: 'a variable is lost',
    plant: (w) => void delete stepOf(w, 'Prod-Last', /Run/).env.V,
    noticed: /script Last: expected env V="1\.2"/,
  },
  {
    name: 'values of two variables are swapped',
    plant: (w) => {
      const { env } = stepOf(w, 'Prod-Last', /Run/);
      [env.V, env.URL] = [env.URL, env.V];
    },
    noticed: /script Last: expected env (V|URL)=/,
  },
  {
    name: 'an install command is lost',
    plant: (w) => replaceRun(stepOf(w, 'Prod-Both', /Run/), 'export INSTALLED=yes', 'true'),
    noticed: /script Both: expected env INSTALLED="yes"/,
  },
];

const DEPLOYMENTS: readonly WorkflowFault[] = [
  {
    name: 'another stack is deployed',
    plant: (w) => replaceRun(stepOf(w, 'Beta-App-Deploy', /^Deploy/), 'Beta/App', 'Prod/App'),
    noticed: /AccessDenied|missing: deploy Beta-App|twice: deploy Prod-App/,
  },
  {
    name: 'a stack that is not there is deployed',
    plant: (w) => replaceRun(stepOf(w, 'Beta-App-Deploy', /^Deploy/), 'Beta/App', 'Beta/Other'),
    noticed: /No stacks match/,
  },
  {
    name: 'a stack is deployed with those that it depends on',
    plant: (w) => replaceRun(stepOf(w, 'Beta-Api-Prepare', /change set/), '--exclusively ', ''),
    noticed: /unexpected: prepare Beta-App|twice|order: /,
  },
  {
    name: 'a change set of another name',
    plant: (w) => replaceRun(stepOf(w, 'Beta-Api-Deploy', /change set/), /pipeline-/g, 'other-'),
    noticed: /Beta\/Api\/Deploy: .*has no change set/,
  },
  {
    name: 'a change set counts as empty',
    plant: (w) => replaceRun(stepOf(w, 'Beta-Api-Prepare', /change set/), 'changes=true', 'changes=false'),
    noticed: /missing: deploy Beta-Api/,
  },
  {
    name: 'one publisher is lost',
    plant: (w) => (jobOf(w, 'Assets-Beta').strategy.matrix.slot = [1]),
    noticed: /missing: publish/,
  },
  {
    name: 'publishers do not know which they are',
    plant: (w) => {
      stepOf(w, 'Assets-Beta', /Publish/).env = {};
    },
    noticed: /missing: publish/,
  },
  {
    name: 'a publisher publishes what is for another one',
    plant: (w) => replaceRun(stepOf(w, 'Assets-Beta', /Publish/), /Assets\.Beta/g, 'Assets'),
    noticed: /missing: publish/,
  },
];

const RIGHTS: readonly WorkflowFault[] = [
  {
    name: 'a deployment takes the role of another Stage',
    plant: (w) =>
      (stepOf(w, 'Beta-App-Deploy', /credentials/).with['role-to-assume'] =
        'arn:aws:iam::222222222222:role/GitHub-Prod'),
    noticed: /Beta\/App\/Deploy: .*Not authorized to perform sts:AssumeRoleWithWebIdentity/,
  },
  {
    name: 'a deployment takes the role of another account',
    plant: (w) =>
      (stepOf(w, 'Prod-App-Deploy', /credentials/).with['role-to-assume'] = 'arn:aws:iam::333333333333:role/GitHub'),
    noticed: /Prod\/App\/Deploy: .*333333333333, is not allowed/,
  },
  {
    name: 'a deployment takes a role that may not deploy there',
    plant: (w) => {
      const inputs = stepOf(w, 'Prod-App-Deploy', /credentials/).with;
      inputs['role-to-assume'] = 'arn:aws:iam::333333333333:role/GitHub';
      inputs['allowed-account-ids'] = '333333333333';
    },
    noticed: /Prod\/App\/Deploy: .*AccessDenied/,
  },
  {
    name: 'a deployment is not in the environment of its Stage',
    plant: (w) => removeEnvironment(w, 'Beta-App-Deploy'),
    noticed: /Beta\/App\/Deploy: .*Not authorized to perform sts:AssumeRoleWithWebIdentity/,
  },
  {
    name: 'a deployment gets no identity',
    plant: (w) => (jobOf(w, 'Beta-App-Deploy').permissions = {}),
    noticed: /Beta\/App\/Deploy: .*no identity token/,
  },
  {
    name: 'a deployment gets no credentials',
    plant: (w) => removeStep(w, 'Beta-App-Deploy', /credentials/),
    noticed: /Beta\/App\/Deploy: .*Unable to resolve AWS account/,
  },
  {
    name: 'credentials are for no region',
    plant: (w) => void delete stepOf(w, 'Beta-App-Deploy', /credentials/).with['aws-region'],
    noticed: /Beta\/App\/Deploy: .*Input required and not supplied: aws-region/,
  },
  {
    name: 'a publisher gets no credentials',
    plant: (w) => removeStep(w, 'Assets-Beta', /credentials/),
    noticed: /Assets\.Beta \(\d\): .*Unable to resolve AWS account/,
  },
];

export const WORKFLOW_FAULTS: readonly WorkflowFault[] = [
  ...WAITS,
  ...GATES,
  ...CHECKS,
  ...FILES,
  ...VALUES,
  ...DEPLOYMENTS,
  ...RIGHTS,
];
