import type { PlanDocument } from '../../document/plan-document';
import { type Diagnostic, problem } from '../../private/diagnostics';
import { failIfAny } from '../../private/errors';
import { asArray } from '../../private/lang';

/** Variables of the pipeline that have the value which they have in every execution. */
export interface PipelineVariables {
  readonly values: Readonly<Record<string, string>>;
  /** Names of those for which nobody gave a value. */
  readonly defaulted: readonly string[];
}

interface Declared {
  readonly Name: string;
  readonly DefaultValue?: string;
}

/** `#{variables.NAME}`: what was given as NAME=VALUE, else the default. One without a value is an error. Pure. */
export function pipelineVariables(
  { codePipeline, pipeline }: PlanDocument,
  given: readonly string[],
): PipelineVariables {
  const declared = declaredIn(codePipeline?.settings?.Variables);
  const names = declared.map(({ Name }) => Name);
  const problems: Diagnostic[] = [];
  const values = new Map<string, string>();
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || !names.includes(name)) {
      problems.push(
        problem({
          ...{ where: pipeline.path, given: `--variable '${text}'` },
          expected:
            names.length > 0
              ? `NAME=VALUE, where NAME is one of ${names.join(', ')}`
              : 'none: the pipeline has no variables',
          fix: names.length > 0 ? `write --variable ${names[0]}=value` : 'leave it out',
        }),
      );
    } else {
      values.set(name, value);
    }
  }
  const defaulted = declared.filter(({ Name }) => !values.has(Name));
  for (const { Name, DefaultValue } of defaulted) {
    if (DefaultValue === undefined) {
      problems.push(
        problem({
          ...{ where: pipeline.path, given: `the variable '${Name}' has no value`, expected: 'one: it has no default' },
          fix: `give --variable ${Name}=value`,
        }),
      );
    } else {
      values.set(Name, DefaultValue);
    }
  }
  failIfAny(problems);
  return { values: Object.fromEntries(values), defaulted: defaulted.map(({ Name }) => Name) };
}

/** What is made at deployment is not known here. */
function declaredIn(text = '[]'): readonly Declared[] {
  try {
    const given = asArray(JSON.parse(text)) as readonly Partial<Declared>[];
    return given.filter((one): one is Declared => typeof one?.Name === 'string');
  } catch {
    return [];
  }
}
