import { BROKEN } from './cases';
import { jobOf, removeEnvironment, removeStep, replaceRun, stepOf, type WorkflowFault } from './plant';

/* What is deployed and published, and with whose rights. */

export const DEPLOYMENTS: readonly WorkflowFault[] = [
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
    name: 'the shell passes over a failure in a pipe',
    when: BROKEN,
    plant: (w) => void delete w.defaults,
    noticed: /not to happen: gate Review/,
  },
  {
    name: 'one publisher is lost',
    plant: (w) => (jobOf(w, 'Assets-Beta').strategy.matrix.slot = [1]),
    noticed: /missing: publish/,
  },
  {
    name: 'publishers do not know which they are',
    plant: (w) => (stepOf(w, 'Assets-Beta', /Publish/).env = {}),
    noticed: /missing: publish/,
  },
  {
    name: 'a publisher publishes what is for another one',
    plant: (w) => replaceRun(stepOf(w, 'Assets-Beta', /Publish/), /Assets\.Beta/g, 'Assets'),
    noticed: /missing: publish/,
  },
];

export const RIGHTS: readonly WorkflowFault[] = [
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
