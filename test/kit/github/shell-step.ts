/** Why a step failed. */
export class StepFailed extends Error {}

/** How GitHub starts a shell for `shell: bash`. The file with the script comes after that, or `-c` and the script. */
export const BASH = ['--noprofile', '--norc', '-eo', 'pipefail'];

/** What a step has written for GitHub: `name=value`, or `name<<end` with the value in the lines up to `end`. */
export function settingsIn(text: string): Record<string, string> {
  const lines = text.split('\n');
  const found: Record<string, string> = {};
  while (lines.length > 0) {
    const line = lines.shift()!;
    const [, name, sign, rest] = /^([^=<]+)(=|<<)(.*)$/.exec(line) ?? [];
    if (sign === '=') {
      found[name] = rest;
    } else if (sign === '<<') {
      const end = lines.indexOf(rest);
      if (end === -1) throw new StepFailed(`Invalid value. Matching delimiter not found '${rest}'`);
      found[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    } else if (line !== '') {
      throw new StepFailed(`Invalid format '${line}'`);
    }
  }
  return found;
}
