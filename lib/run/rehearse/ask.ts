import type { Context, Executor } from '../executor';
import type { Decision } from './gates';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import { fillReferences, referencesIn } from '../references';
import type { AskTask, Work } from '../works';
import { listed } from '../../private/text';

/** A person at a terminal. */
export interface Person {
  /**
   * What they answer; nothing if they have gone (Ctrl-D).
   *
   * @param signal ends the question
   */
  answer(question: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Answers that count; all else is asked again. Nothing passes by accident. */
const ANSWERS: Readonly<Record<string, Decision>> = {
  ...{ y: 'approve', yes: 'approve', approve: 'approve' },
  ...{ n: 'reject', no: 'reject', reject: 'reject' },
};

const QUESTION = 'Approve? [yes/no] ';

/** Decides gates: as was said before the run, or by asking, one after the other. */
export class GateExecutor implements Executor {
  private turn: Promise<unknown> = Promise.resolve();

  /**
   * @param decisions by the name of the gate
   * @param person missing if there is no terminal
   */
  constructor(
    private readonly handover: Handover,
    private readonly decisions: ReadonlyMap<string, Decision>,
    private readonly person?: Person,
  ) {}

  public execute(work: Work & { readonly task: AskTask }, context: Context): Promise<Outcome> {
    const decided = this.decisions.get(work.id);
    if (decided || !this.person) {
      this.show(work, context);
      return Promise.resolve(decided ? DECIDED[decided] : UNATTENDED);
    }
    const { person } = this;
    const outcome = this.turn.then(() => this.ask(person, work, context));
    // What goes wrong with one question is no reason not to ask the next.
    this.turn = outcome.catch(() => undefined);
    return outcome;
  }

  private async ask(person: Person, work: Work & { readonly task: AskTask }, context: Context): Promise<Outcome> {
    if (context.signal.aborted) {
      return CANCELED;
    }
    this.show(work, context);
    for (;;) {
      const answer = await person.answer(QUESTION, context.signal);
      if (context.signal.aborted) {
        return CANCELED;
      }
      if (answer === undefined) {
        return UNATTENDED;
      }
      const decision = ANSWERS[answer.trim().toLowerCase()];
      if (decision) {
        return decision === 'approve' ? { result: 'succeeded' } : { result: 'rejected', reason: 'you rejected it' };
      }
    }
  }

  /** The text that the approver will see. */
  private show({ id, task }: Work & { readonly task: AskTask }, { report }: Context): void {
    const valueOf = ({ namespace, name }: { namespace: string; name: string }) =>
      this.handover.variables.get(namespace)?.[name];
    const all = `${task.text}\n${task.url ?? ''}`;
    const unknown = referencesIn(all).filter((reference) => valueOf(reference) === undefined);
    if (unknown.length > 0) {
      const names = listed(unknown.map(({ namespace, name }) => `#{${namespace}.${name}}`));
      report({ type: 'warning', message: `The text of gate '${id}' has variables that nobody has set here: ${names}` });
    }
    const url = task.url === undefined ? {} : { url: fillReferences(task.url, valueOf) };
    report({ type: 'gate.asked', text: fillReferences(task.text, valueOf), ...url });
  }
}

const CANCELED: Outcome = { result: 'canceled', reason: 'the run was ended while it waited for a decision' };

const DECIDED: Readonly<Record<Decision, Outcome>> = {
  approve: { result: 'succeeded', reason: 'approved with --approve' },
  reject: { result: 'rejected', reason: 'rejected with --reject' },
};

const UNATTENDED: Outcome = {
  result: 'stopped',
  reason: 'it waits for a decision, and nobody is there to ask',
  fix: 'run it on a terminal, which asks you, or decide with --approve or --reject',
};
