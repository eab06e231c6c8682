import * as readline from 'readline';
import type { Person } from './ask';

/** As far as we need it of `process`. */
export interface Console {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/**
 * Whoever sits at the terminal; nobody, if there is none. The question goes to standard error, as standard output may be
 * read by a program.
 *
 * @param interrupt is called for Ctrl-C, which ends no process while a line is read
 */
export function personAt({ stdin, stderr }: Console, interrupt: () => void): Person | undefined {
  if (!stdin.isTTY || !stderr.isTTY) {
    return undefined;
  }
  return {
    answer: async (question, signal) => {
      await forgetTyped(stdin, interrupt);
      return new Promise((done) => {
        if (signal.aborted) {
          return done(undefined);
        }
        const lines = readline.createInterface({ input: stdin, output: stderr, terminal: true, historySize: 0 });
        const close = () => lines.close();
        // Also of Ctrl-D, and when the input ends.
        lines.once('close', () => {
          signal.removeEventListener('abort', close);
          done(undefined);
        });
        lines.once('SIGINT', () => {
          lines.close();
          interrupt();
        });
        signal.addEventListener('abort', close, { once: true });
        lines.question(question, (answer) => {
          done(answer);
          lines.close();
        });
      });
    },
  };
}

/** What was typed before a question was asked is no answer to it: nothing passes by accident. */
async function forgetTyped(stdin: Console['stdin'], interrupt: () => void): Promise<void> {
  const forget = (typed: unknown) => String(typed).includes(CTRL_C) && interrupt();
  // So that the terminal hands out half a line, too.
  stdin.setRawMode?.(true);
  stdin.on('data', forget).resume();
  await new Promise((later) => setTimeout(later, FORGET_MS));
  stdin.removeListener('data', forget);
  stdin.pause();
  stdin.setRawMode?.(false);
}

const CTRL_C = '\x03';

/** Nobody has read a question so soon. */
const FORGET_MS = 50;
