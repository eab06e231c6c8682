import { once } from 'events';
import { PassThrough } from 'stream';
import { shop } from '../../cli/fixtures';
import { PlanGraph } from '../../../lib/document/plan-graph';
import type { Report } from '../../../lib/run/executor';
import { Handover } from '../../../lib/run/handover';
import { GateExecutor, type Person } from '../../../lib/run/rehearse/ask';
import { type Decision, decisionsOf, type GateFlags } from '../../../lib/run/rehearse/gates';
import { emptyRecord, type RunRecord } from '../../../lib/run/record';
import { skippedGates } from '../../../lib/run/rehearse/part';
import { personAt } from '../../../lib/run/rehearse/person';
import { selected } from '../../../lib/run/select';
import { worksOf } from '../../../lib/run/read-works';
import { type AskTask, type Work } from '../../../lib/run/works';

const plan = new PlanGraph(shop());
const works = worksOf(plan);
const decide = (flags: GateFlags) => Object.fromEntries(decisionsOf(plan, works, flags));

test('decisions before the run; `all` are those that are not named otherwise', () => {
  expect(decide({})).toEqual({});
  expect(decide({ approve: ['Review'] })).toEqual({ 'Prod/Europe.Review': 'approve' });
  expect(decide({ approve: ['all'], reject: ['Promote'] })).toEqual({
    'Prod/Promote': 'reject',
    'Prod/Europe.Review': 'approve',
  });
  expect(decide({ reject: ['all'] })).toEqual({ 'Prod/Promote': 'reject', 'Prod/Europe.Review': 'reject' });
});

test('all that contradicts itself or is no gate is one error', () => {
  expect(() =>
    decide({ approve: ['Promote', 'Smoke', 'all'], reject: ['all', 'Prod/Promote', 'Europe.Reviw'] }),
  ).toThrow(
    /^4 problems:\n.*'Smoke' is no gate.*\n.*nothing is called 'Europe.Reviw'.*\n.*gate 'Prod\/Promote' is approved and rejected.*\n.*every gate is approved and rejected/,
  );
});

const gate: Work & { readonly task: AskTask } = {
  ...{ id: 'Prod/Review', node: 0, kind: 'approval', label: 'Review', gate: true, runOrder: 1, place: 0 },
  task: {
    kind: 'ask',
    text: 'Version #{Build@Version.V} of #{codepipeline.PipelineExecutionId}, #{variables.Depth}?\n#{No.SUCH}',
    url: 'https://example.com/#{Build@Version.V}',
  },
};
const second = { ...gate, id: 'Prod/Second', task: { kind: 'ask' as const, text: 'And this?' } };

/** Answers in turn; of none left, has gone. */
class Fake implements Person {
  public asked = 0;

  constructor(
    private readonly answers: (string | undefined)[],
    private readonly heard: () => void = () => undefined,
  ) {}

  public answer(): Promise<string | undefined> {
    this.asked++;
    this.heard();
    return Promise.resolve(this.answers.shift());
  }
}

function executor(person?: Person, decisions: Record<string, Decision> = {}) {
  const handover = new Handover();
  handover.variables.set('Build@Version', { V: '1.2' });
  handover.variables.set('codepipeline', { PipelineExecutionId: 'run-1' });
  handover.variables.set('variables', { Depth: 'full' });
  return new GateExecutor(handover, new Map(Object.entries(decisions)), person);
}

function context() {
  const reports: Report[] = [];
  const controller = new AbortController();
  return { reports, controller, context: { report: (one: Report) => reports.push(one), signal: controller.signal } };
}

test('the person sees what the approver will see, and only yes or no count', async () => {
  const person = new Fake(['', 'maybe', ' YES ']);
  const { reports, context: given } = context();
  expect(await executor(person).execute(gate, given)).toEqual({ result: 'succeeded' });
  expect(person.asked).toBe(3);
  expect(reports).toEqual([
    {
      type: 'warning',
      message: "The text of gate 'Prod/Review' has variables that nobody has set here: #{No.SUCH}",
    },
    {
      type: 'gate.asked',
      text: 'Version 1.2 of run-1, full?\n#{No.SUCH}',
      url: 'https://example.com/1.2',
    },
  ]);
});

test('no is no, and nobody is nobody', async () => {
  const { context: given } = context();
  expect(await executor(new Fake(['n'])).execute(gate, given)).toMatchObject({ result: 'rejected' });
  const stopped = { result: 'stopped', fix: expect.stringContaining('--approve') };
  expect(await executor(new Fake([undefined])).execute(gate, given)).toMatchObject(stopped);
  expect(await executor().execute(gate, given)).toMatchObject(stopped);
});

test('who has decided before is not asked, but the text is shown', async () => {
  const person = new Fake(['n']);
  const { reports, context: given } = context();
  const decided = { 'Prod/Review': 'approve', 'Prod/Second': 'reject' } as const;
  expect(await executor(person, decided).execute(gate, given)).toMatchObject({ result: 'succeeded' });
  expect(await executor(person, decided).execute(second, given)).toMatchObject({ result: 'rejected' });
  expect(person.asked).toBe(0);
  expect(reports.filter(({ type }) => type === 'gate.asked')).toHaveLength(2);
});

test('several gates are asked one after the other; the end of the run ends all', async () => {
  const { reports, controller, context: given } = context();
  const person = new Fake(['y', 'y'], () => person.asked === 2 && controller.abort());
  const one = executor(person);
  const all = [gate, second, gate].map((work) => one.execute(work, given).then(({ result }) => result));
  expect(await Promise.all(all)).toEqual(['succeeded', 'canceled', 'canceled']);
  expect(reports.filter(({ type }) => type === 'gate.asked')).toHaveLength(2);
});

/** A terminal, at which somebody types. */
function terminal(isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  let interrupted = 0;
  const controller = new AbortController();
  const person = personAt({ stdin, stderr }, () => {
    interrupted++;
    controller.abort();
  });
  return { stdin, stderr, person, controller, interrupted: () => interrupted };
}

/** Asks, waits for the question, and types. */
async function answered({ stdin, stderr, person, controller }: ReturnType<typeof terminal>, text: string) {
  stderr.read();
  const answer = person!.answer('Approve? ', controller.signal);
  await once(stderr, 'readable');
  stdin.write(text);
  return answer;
}

test('at a terminal a line is read', async () => {
  const one = terminal();
  expect(await answered(one, 'yes\r')).toBe('yes');
  expect(await answered(one, 'no\r')).toBe('no');
  const asked = terminal();
  await answered(asked, 'yes\r');
  expect(String(asked.stderr.read())).toContain('yes');
});

test('what was typed before the question is no answer', async () => {
  const one = terminal();
  one.stdin.write('yes\r');
  expect(await answered(one, 'no\r')).toBe('no');
  one.stdin.write('ye');
  expect(await answered(one, 's\r')).toBe('s');
});

test('Ctrl-C cancels the run, Ctrl-D and the end of the run end the question', async () => {
  const one = terminal();
  expect(await answered(one, '\x03')).toBeUndefined();
  expect(one.interrupted()).toBe(1);
  const two = terminal();
  expect(await answered(two, '\x04')).toBeUndefined();
  const three = terminal();
  const ended = three.person!.answer('? ', three.controller.signal);
  three.controller.abort();
  expect(await ended).toBeUndefined();
  expect([two.interrupted(), three.interrupted()]).toEqual([0, 0]);
});

test('without a terminal there is nobody', () => {
  expect(terminal(false).person).toBeUndefined();
});

test('what is deployed for real does not leave out its gate', () => {
  const chosen = selected(plan, works, { only: ['Prod/Europe'] });
  const withoutGates = new Set([...chosen].filter((work) => works[work].kind === 'deploy'));
  const problems = (
    part: ReadonlySet<number>,
    decisions: [string, Decision][],
    options = {},
    last: RunRecord['last'] = {},
  ) =>
    skippedGates(plan, works, part, new Map(decisions), { ...emptyRecord(''), last }, options).map(
      ({ where }) => where,
    );
  const real = { yesDeployTo: ['111111111111'] };
  expect(withoutGates.size).toBeGreaterThan(0);
  expect(problems(withoutGates, [])).toEqual([]);
  expect(problems(withoutGates, [], real)).toEqual(['Prod/Promote', 'Prod/Europe.Review']);
  expect(problems(chosen, [], real)).toEqual(['Prod/Promote']);
  expect(problems(withoutGates, [['Prod/Europe.Review', 'approve']], real)).toEqual(['Prod/Promote']);
  expect(problems(withoutGates, [['Prod/Europe.Review', 'reject']], real)).toEqual([
    'Prod/Promote',
    'Prod/Europe.Review',
  ]);
  const before: RunRecord['last'] = { 'Prod/Europe.Review': { result: 'succeeded' } };
  expect(problems(withoutGates, [], real, before)).toEqual(['Prod/Promote', 'Prod/Europe.Review']);
  expect(problems(withoutGates, [], { ...real, retry: true }, before)).toEqual(['Prod/Promote']);
});
