import { quoted } from '../cloud/shells';
import { type BlueprintSpec, directoriesOf, type ScriptSpec, variablesOf } from './spec';

/** A script first says what it sees, then does what it is for. */
export function scriptCommands(spec: BlueprintSpec, script: ScriptSpec): string[] {
  const outputs = script.outputs ?? [];
  return [
    ...(script.first ?? []),
    ['probe', script.id, ...variablesOf(spec), '--', ...directoriesOf(script)].join(' '),
    ...(script === spec.synth ? ['npm ci', 'npx cdk synth'] : []),
    ...outputs.flatMap(({ directory, files }) =>
      Object.entries(files).map(([file, text]) => writeCommand(`${directory}/${file}`, text)),
    ),
    ...Object.entries(script.exports ?? {}).map(([name, value]) => `export ${name}=${quoted(value)}`),
    ...(script.last ?? []),
  ];
}

function writeCommand(file: string, text: string): string {
  return `mkdir -p ${quoted(file.slice(0, file.lastIndexOf('/')))} && echo ${quoted(text)} > ${quoted(file)}`;
}
