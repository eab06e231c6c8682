/** What ends each kind of text in a shell command; a substitution may hold any of them. */
const ENDS: Record<string, string> = { "'": "'", '"': '"', '`': '`', '$(': ')', '(': ')', '${': '}' };

/**
 * The operators of a shell command that stand outside of all quotes and substitutions; undefined if one of these does
 * not end. Two commands that differ in nothing but a word have the same.
 */
export function operatorsOf(command: string): string | undefined {
  const open: string[] = [];
  let operators = '';
  for (let i = 0; i < command.length; i++) {
    const inner = open[open.length - 1];
    const here = command[i];
    if (inner === "'" ? here === "'" : inner !== undefined && here === ENDS[inner]) {
      open.pop();
    } else if (inner === "'") {
      continue;
    } else if (here === '\\') {
      i++;
    } else if (command.startsWith('$(', i) || command.startsWith('${', i)) {
      open.push(command.slice(i, i + 2));
      i++;
    } else if (opens(here, inner)) {
      open.push(here);
    } else if (inner === undefined && /[;&|<>()\n]/.test(here)) {
      operators += here;
    }
  }
  return open.length === 0 ? operators : undefined;
}

function opens(here: string, inner: string | undefined): boolean {
  switch (here) {
    case "'":
      return inner !== '"' && inner !== '${';
    case '(':
      return inner === '$(' || inner === '(';
    default:
      return here === '"' || here === '`';
  }
}
