import { visible } from '../../private/visible';

/** How a line in the head of every file of ours begins: what tells it from a file that somebody wrote. It never changes. */
export const MADE_BY = '# Made by cdk-pipelines';

/** What the name of the workflow's text in the cloud assembly ends in; before it is the name of the pipeline. */
export const WORKFLOW_FILE_SUFFIX = '.github.yml';

/** The same of the workflow that checks its pull requests. */
export const PULL_REQUEST_FILE_SUFFIX = '.pull-request.github.yml';

/** Lines at the start of a file that are looked at: others may have put a licence there. */
const HEAD = 20;

/**
 * The comment that a workflow begins with. There is no version in it: the same pipeline gives the same bytes with every patch release.
 *
 * @param pipeline construct path
 */
export function workflowHead(pipeline: string): string[] {
  return head(`the pipeline ${pipeline}`);
}

/** The same of the workflow that checks its pull requests. */
export function pullRequestHead(pipeline: string): string[] {
  return head(`pull requests of the pipeline ${pipeline}`);
}

/** Its file, beside that of the workflow. */
export function pullRequestFileOf(file: string): string {
  return file.replace(/(?=\.ya?ml$)/, '-pull-request');
}

function head(what: string): string[] {
  return [
    `${MADE_BY} for ${visible(what)}.`,
    '# Do not edit it: change the pipeline, run `npx cdk synth`, and commit what that writes here.',
  ];
}

/** Whether we may write another text in place of this one. A file of nothing but spaces holds nothing that could be lost. */
export function isOurs(text: string): boolean {
  const head = linesOf(text).slice(0, HEAD);
  return text.trim() === '' || head.some((line) => line.startsWith(MADE_BY));
}

/** Byte for byte, but for line ends: Git writes others on Windows. */
export function isSameFile(one: string, other: string): boolean {
  return withUnixEnds(one) === withUnixEnds(other);
}

export function withUnixEnds(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

function linesOf(text: string): string[] {
  return withUnixEnds(text).split('\n');
}
