import * as fs from 'fs';
import * as path from 'path';
import { goTool, pythonTool, workflowParser } from './tools';
import { run } from '../emulator/processes';
import { schemaFindings } from '../kit/github/schema-findings';

/** What our workflows may have, though a tool has something against it: a text of the finding, and why. */
const ACCEPTED = [
  // A key of GitHub since 2026 that actionlint 1.7.12 does not know; the schema does.
  'unexpected key "queue" for "concurrency" section',
  // Machines of one's own have labels that nobody else knows.
  'label ".+" is unknown',
];

/**
 * What all tools have against workflow files: the shapes of keys, the expressions in them, the scripts, and what is dangerous.
 *
 * @param files paths
 * @returns a line for each finding, with the name of the tool
 */
export async function findings(files: readonly string[]): Promise<string[]> {
  const each = await Promise.all([actionlint(files), zizmor(files), parser(files), schema(files)]);
  return each.flat();
}

async function actionlint(files: readonly string[]): Promise<string[]> {
  const shellcheck = pythonTool('shellcheck');
  const options = [
    '-no-color',
    '-oneline',
    '-shellcheck',
    shellcheck,
    '-pyflakes=',
    ...ACCEPTED.flatMap((text) => ['-ignore', text]),
  ];
  return linesOf('actionlint', await run(goTool('actionlint'), [...options, ...files]), [0, 1]);
}

async function zizmor(files: readonly string[]): Promise<string[]> {
  const options = ['--offline', '--no-progress', '--no-config', '--persona=regular', '--format=json'];
  const { code, stdout, output } = await run(pythonTool('zizmor'), [...options, ...files]);
  // From 11 on it is the highest severity that was found.
  if (code !== 0 && !(code !== null && code >= 11 && code <= 14)) return [`zizmor: ${output}`];
  return (JSON.parse(stdout) as ZizmorFinding[]).map(
    ({ ident, desc, locations }) => `zizmor: ${ident}: ${desc}: ${locations.map(({ symbolic }) => routeOf(symbolic))}`,
  );
}

interface ZizmorFinding {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly { readonly symbolic: ZizmorPlace }[];
}

interface ZizmorPlace {
  readonly route?: { readonly route?: readonly Record<string, unknown>[] };
}

function routeOf(place: ZizmorPlace): string {
  const parts = place.route?.route ?? [];
  return parts.flatMap((part) => Object.values(part)).join('.');
}

function linesOf(tool: string, { code, output }: { code: number | null; output: string }, codes: number[]): string[] {
  const lines = output.split('\n').filter(Boolean);
  // It did not work at all, and says so.
  if (!codes.includes(code ?? -1)) return [`${tool}: ended with ${code}: ${output}`];
  return lines.map((line) => `${tool}: ${line}`);
}

async function parser(files: readonly string[]): Promise<string[]> {
  const script = path.join(__dirname, 'parse-workflows.js');
  return linesOf('parser', await run(process.execPath, [script, workflowParser(), ...files]), [0]);
}

function schema(files: readonly string[]): string[] {
  return files.flatMap((file) =>
    schemaFindings(fs.readFileSync(file, 'utf-8')).map((finding) => `schema: ${path.basename(file)}: ${finding}`),
  );
}
