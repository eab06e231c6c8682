import { type EditedWorkflow, jobOf, removeStep, replaceRun, stepOf, type WorkflowFault } from './plant';

/* What jobs hand on: files and values. */

export const FILES: readonly WorkflowFault[] = [
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
      replaceRun(stepOf(w, 'Beta-Test', /Run/), 'test -x r.txt', 'true');
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

export const VALUES: readonly WorkflowFault[] = [
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
