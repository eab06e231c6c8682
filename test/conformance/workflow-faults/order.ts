import { BROADENED, MISSING, OF_CHECK, OPEN, REJECTED } from './cases';
import {
  type EditedWorkflow,
  jobOf,
  removeEnvironment,
  removeJob,
  removeNeed,
  replaceRun,
  stepOf,
  type WorkflowFault,
} from './plant';

/* What comes after what, and who is asked. */

export const WAITS: readonly WorkflowFault[] = [
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

export const GATES: readonly WorkflowFault[] = [
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

export const CHECKS: readonly WorkflowFault[] = [
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
