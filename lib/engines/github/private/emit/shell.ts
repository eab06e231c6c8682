import { shellWord } from '../../../../jobs/shell-words';

/**
 * Commands as one script for `bash -eo pipefail`, in which each of them fails the step, as it does in CodeBuild. A list with `&&`
 * would not (only what comes last in it counts for `-e`), nor does each part of a command with `;` or of several lines have to succeed.
 */
export function scriptOf(commands: readonly string[]): string {
  return commands.map((command) => (isPlain(command) ? command : `{\n${command.trimEnd()}\n} || exit`)).join('\n');
}

function isPlain(command: string): boolean {
  return !/&&|[;\n]/.test(command.trimEnd());
}

/** Hands on variables of the shell: values may have several lines, so each ends in a line that no value has. */
export function exportVariables(names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : [
        'end_of_value="end-$(date +%s)-$RANDOM$RANDOM$RANDOM"',
        ...names.map(
          (name) =>
            `printf '%s<<%s\\n%s\\n%s\\n' ${name} "$end_of_value" "\${${name}-}" "$end_of_value" >> "$GITHUB_OUTPUT"`,
        ),
      ];
}

/** A directory, where an option could be meant. */
export function directoryWord(directory: string): string {
  return shellWord(directory.startsWith('-') ? `./${directory}` : directory);
}
