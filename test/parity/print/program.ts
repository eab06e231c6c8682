import type { Code } from './code';
import type { ExtensionSpec } from '../spec';

/** A program under construction: its lines, and the names that later lines may use. */
export class Program {
  readonly lines: string[] = [];
  /** Expressions for sources, in order. */
  readonly sources: Code[] = [];
  /** Expressions for file sets that steps produced so far. */
  readonly files: Code[] = [];
  /** Steps so far, by variable; those that export variables are also in `exporters`. */
  readonly steps: Code[] = [];
  readonly exporters: Code[] = [];
  /** The pipeline's cloud assembly, once there is a pipeline. */
  synth?: Code;
  /** The step that makes it, which is another name for it. */
  synthStep?: Code;
  /** Stack outputs that are deployed by now. */
  readonly outputs: Code[] = [];
  /** What the program does with the classes. */
  extension?: ExtensionSpec;
  /** Lines that come when all is declared. */
  readonly atEnd: string[] = [];
  private readonly counters = new Map<string, number>();
  private readonly taken = new Map<string, Set<string>>();

  /** `const <prefix><n> = <code>;`, and the name. */
  declare(prefix: string, code: Code): Code {
    const n = this.counters.get(prefix) ?? 0;
    this.counters.set(prefix, n + 1);
    this.lines.push(`const ${prefix}${n} = ${code};`);
    return `${prefix}${n}`;
  }

  add(line: string): void {
    this.lines.push(line);
  }

  /** Declares something that many may share, at its first use. */
  once(name: string, code: Code): Code {
    if (!this.taken.has(`const ${name}`)) {
      this.taken.set(`const ${name}`, new Set());
      this.lines.push(`const ${name} = ${code};`);
    }
    return name;
  }

  /** The libraries refuse two equal ids in one place, so the second gets a number. */
  unique(scope: string, name: string): string {
    const names = this.taken.get(scope) ?? new Set();
    this.taken.set(scope, names);
    let candidate = name;
    for (let i = 2; names.has(candidate); i++) {
      candidate = `${name}${i}`;
    }
    names.add(candidate);
    return candidate;
  }
}

/** A reference by number, into what is there. */
export function pick(from: readonly Code[], index: number): Code | undefined {
  return from.length === 0 ? undefined : from[index % from.length];
}
