import type { CodePipelineInfo } from '../document/plan-document';
import { type Diagnostic, problem } from '../private/diagnostics';
import { failIfAny } from '../private/errors';
import { quoted } from '../private/text';

/** What an execution of a pipeline is started with. */
export interface PipelineVariables {
  readonly values: Readonly<Record<string, string>>;
  /** Names of those that nobody has given a value. */
  readonly defaulted: readonly string[];
}

interface Declared {
  readonly Name: string;
  readonly DefaultValue?: string;
}

/**
 * Variables of a CodePipeline, of which each has a value: what was given, or its default.
 *
 * @param given `NAME=value`
 */
export function pipelineVariablesOf(
  codePipeline: Pick<CodePipelineInfo, 'settings'> | undefined,
  given: readonly string[] = [],
): PipelineVariables {
  const declared = declaredIn(codePipeline?.settings?.Variables);
  const names = declared.map(({ Name }) => Name);
  const values = new Map(declared.map(({ Name, DefaultValue }) => [Name, DefaultValue]));
  const set = new Set<string>();
  const problems: Diagnostic[] = [];
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || !values.has(name) || set.has(name)) {
      problems.push(wrong(text, name !== undefined && set.has(name), names));
    } else {
      values.set(name, value);
      set.add(name);
    }
  }
  for (const name of names.filter((one) => values.get(one) === undefined)) {
    const given = `pipeline variable '${name}' has no default value`;
    problems.push(problem({ where: 'run', given, expected: 'a value', fix: `give --variable '${name}=value'` }));
  }
  failIfAny(problems);
  return {
    values: Object.fromEntries(values) as Record<string, string>,
    defaulted: names.filter((name) => !set.has(name)),
  };
}

function wrong(text: string, isTwice: boolean, names: readonly string[]): Diagnostic {
  return problem({
    where: 'run',
    given: `--variable '${text}'${isTwice ? ', and another value before' : ''}`,
    expected:
      names.length > 0 ? `NAME=value, each name once, of ${quoted(names)}` : 'nothing: this pipeline has no variables',
    fix: names.length > 0 ? `write --variable '${names[0]}=value'` : 'leave it out',
  });
}

function declaredIn(text = '[]'): Declared[] {
  try {
    const all: unknown = JSON.parse(text);
    return Array.isArray(all) ? (all as Declared[]).filter(({ Name }) => typeof Name === 'string') : [];
  } catch {
    return [];
  }
}
