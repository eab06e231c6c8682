import * as path from 'path';

/** Where `npm run test:github` has put the tools. */
function directory(): string {
  const { GITHUB_TOOLS } = process.env;
  if (!GITHUB_TOOLS) throw new Error('Run these tests with `npm run test:github`: it fetches the tools.');
  return GITHUB_TOOLS;
}

const EXE = process.platform === 'win32' ? '.exe' : '';

/** A program that was written in Go. */
export function goTool(name: 'act' | 'actionlint'): string {
  return path.join(directory(), 'go', `${name}${EXE}`);
}

/** A program that came with a package of PyPI. */
export function pythonTool(name: 'shellcheck' | 'zizmor'): string {
  return path.join(directory(), 'python', process.platform === 'win32' ? 'Scripts' : 'bin', `${name}${EXE}`);
}

/** GitHub's own parser of workflows, as one file that every Node.js can load. */
export function workflowParser(): string {
  return path.join(directory(), 'node', 'workflow-parser.cjs');
}
