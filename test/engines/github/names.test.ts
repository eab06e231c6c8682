import { ManualApprovalStep, ShellStep } from '../../../lib';
import { stageOf } from '../../kit/app';
import { schemaFindings } from '../../kit/github/schema-findings';
import { built, type FileWorkflow, setUp, type Setup } from './kit';

const LONG = 'Long'.repeat(29);

/** Names that are hard to tell apart, or that GitHub does not take, or that we use ourselves. */
function hard(): FileWorkflow & { readonly text: string } {
  const { app, workflow }: Setup = setUp();
  const stages = ['Prod', 'prod', 'a-b-c', 'a-b', 'Build', 'Assets', LONG, `${LONG}2`];
  for (const name of stages) {
    const [preflight, assets] = ['Preflight', 'Assets'].map((id) => new ShellStep(id, { commands: ['true'] }));
    const odd = new ShellStep('Größe: "€ | *" 日本語?', { commands: ['true'], primaryOutputDirectory: 'out' });
    odd.addOutputDirectory('a/b:c');
    odd.addOutputDirectory('A/b c');
    odd.addOutputDirectory('x'.repeat(300));
    const gates = ['日本', '本日'].map((id) => new ManualApprovalStep(id));
    const post = new ShellStep('1st'.repeat(70), { commands: ['true'], input: odd });
    workflow.addStage(stageOf(app, name, name === 'a-b' ? 'c-App' : 'App'), {
      pre: [preflight, assets, ...gates],
      post: [odd, post],
    });
  }
  return { ...built(workflow), text: workflow.workflowText };
}

const workflow = hard();
const { jobs } = workflow;

test('ids of jobs are what GitHub takes, and unique without case', () => {
  const ids = Object.keys(jobs);
  expect(ids.filter((id) => !/^[A-Za-z_][A-Za-z0-9_-]{0,79}$/.test(id))).toEqual([]);
  expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(3 + 8 * 7);
  expect(schemaFindings(workflow.text)).toEqual([]);
});

test('names of jobs are those that people gave', () => {
  const names = Object.values(jobs).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['Preflight', 'Assets', 'prod/Preflight', 'Build/日本', `a-b-c/${'1st'.repeat(70)}`]),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('every gate has an environment of its own, also without case', () => {
  const gates = Object.values(jobs).filter((job) => /[日本]{2}$/.test(job.name));
  const environments = gates.map(({ environment }) => String(environment).toLowerCase());
  expect(environments).toHaveLength(16);
  expect(new Set(environments).size).toBe(16);
});

test('artifacts have names that GitHub takes, each once, and files that a file system takes', () => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const uploads = steps.filter((step) => step.uses?.includes('/upload-artifact@'));
  const names = uploads.map((step) => String(step.with!.name));
  expect(names).toHaveLength(1 + 8 * 4);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  expect(names.filter((name) => /[":<>|*?\r\n\\/]/.test(name) || name.length > 200)).toEqual([]);
});

test('the one name stays what it is when another one comes', () => {
  const ids = (...stages: string[]) => {
    const { app, workflow: other } = setUp();
    stages.forEach((name) => other.addStage(stageOf(app, name)));
    return Object.entries(built(other).jobs).flatMap(([id, { name }]) => (name.startsWith('Prod/') ? [id] : []));
  };
  expect(ids('Prod', 'Other')).toEqual(ids('Other', 'Prod'));
  expect(ids('Prod', 'prod')).toEqual(ids('prod', 'Prod'));
});
