import { DocumentBuilder } from './builder';
import { assemblyOf, command } from './run';
import type { GitHubJobInfo, PlanDocument } from '../../lib/document/plan-document';

// Names come from pull requests of anybody: whoever looks at them must not obey them.

const NASTY = [
  ...['\x1b]0;title\x07', '\x1b[2J', '\x1b[8m', '\x9b2J', '\x7f', '\u202e', '\u2066', '\u2028', '\u2029', '\ufdd0'],
  ...['\n::error::forged', '\r::warning::forged', '\n  ::stop-commands::x', ' ::error::forged', '##[error]forged'],
  ...['##vso[task.setvariable variable=a]b', '\n##teamcity[x]', '\t', '\0', 'x\n\n- Nothing changes for delivery.\n\n'],
].join('a');

/** Nothing but printable text, and the ends of our own lines. */
const CONTROL = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;
/** Runners trim lines, and look for the second kind anywhere. */
const COMMAND = /^\s*::|##\w*\[/m;

function hostile(name: string): PlanDocument {
  const env = { [`V${name}`]: { literal: name } };
  const none = { inputs: [], outputs: [], installCommands: [] };
  const job = { kind: 'script' as const, ...none, commands: [name, `ls${name}`], env };
  const target = { stack: name, stackName: name, account: name, region: name, deployRole: name };
  const document = new DocumentBuilder()
    .application(name, name)
    .action(`P/${name}`, { name, job, label: name, application: name, project: name })
    .action('P/Ok', { kind: 'approval', job: { kind: 'ask', comment: name, url: name } })
    .action('P/Deploy', {
      ...{ kind: 'deploy', target, label: name, application: name },
      waits: [{ node: `P/${name}`, reason: name, where: name }, 'P/Ok'],
    })
    .byHand('P', `by hand ${name}`, { configuration: { [name]: name } })
    .done();
  const { pipeline, codePipeline } = document;
  const statement = JSON.stringify({ Action: name, Effect: 'Allow', Resource: [name, { Ref: name }] });
  const wait = { stage: name, runOrder: 2, applications: [name], gate: true, waitFor: [name] };
  return {
    ...document,
    pipeline: { ...pipeline, path: name, stack: name, account: name, region: name },
    codePipeline: { ...codePipeline!, siblingWaits: [wait] },
    warnings: [{ id: name, message: name }],
    roles: [{ logicalId: name, path: name, trust: [statement], statements: [statement] }],
  };
}

/** The same on GitHub, with a job of which every text is what it should not be. */
function hostileOnGitHub(name: string): PlanDocument {
  const { codePipeline: _, actions, ...rest } = hostile(name);
  const job = (id: string, nodes: string[], more: Partial<GitHubJobInfo> = {}): GitHubJobInfo => ({
    ...{ id, name, nodes, needs: [], gate: nodes.includes('P/Ok'), runsOn: name, permissions: { [name]: name } },
    ...{ condition: name, environment: name, role: name, settings: { [name]: name, concurrency: name } },
    ...{ steps: [{ name, uses: name, settings: { [name]: name } }, { run: name }], ...more },
  });
  const gitHub = {
    ...{ file: name, name, triggers: { [name]: name, push: `{"branches":[${JSON.stringify(name)}]}` } },
    settings: { concurrency: name, [name]: name },
    jobs: [
      ...[job(name, [`P/${name}`]), job('ok', ['P/Ok'], { needs: [name] }), job(`${name}c`, [])],
      job('deploy', ['P/Deploy'], { needs: [name, 'ok'] }),
    ],
  };
  return { ...rest, actions: actions.map((work) => ({ ...work, gate: work.node === 'P/Ok' })), gitHub };
}

const badJobs = assemblyOf({ 'a.plan.json': hostileOnGitHub(NASTY) });
const plainJobs = assemblyOf({ 'a.plan.json': hostileOnGitHub('plain') });

const bad = assemblyOf({ 'a.plan.json': hostile(NASTY) });
const plain = assemblyOf({ 'a.plan.json': hostile('plain') });
const both = assemblyOf({ 'a.plan.json': hostile(NASTY), 'b.plan.json': hostile(`${NASTY}b`) });

test.each([
  ['the tree', ['show', bad]],
  ['several trees', ['show', both]],
  ['Mermaid', ['show', bad, '--mermaid']],
  ['SVG', ['show', bad, '--svg']],
  ['JSON', ['show', bad, '--json']],
  ['a page', ['show', bad, '--html', '-']],
  ['the tree of a workflow', ['show', badJobs]],
  ['a page of a workflow', ['show', badJobs, '--html', '-']],
  ['a picture of a workflow', ['show', badJobs, '--svg']],
  ['an explanation of a job', ['explain', 'ok', badJobs]],
  ['an explanation of a job in no plan', ['explain', `${NASTY}c`, badJobs]],
  ['what changes in a workflow', ['diff', plainJobs, badJobs]],
  ['what changes in a workflow, as Markdown', ['diff', badJobs, plainJobs, '--markdown']],
  ['what changes with the engine', ['diff', plain, badJobs]],
  ['a check of a workflow', ['check', badJobs, '--gate-every-deployment']],
  ['an explanation', ['explain', 'P/Deploy', bad]],
  ['an explanation of a name', ['explain', NASTY, bad]],
  ['an explanation of a stage', ['explain', 'P', bad]],
  ['an explanation of all', ['explain', `${NASTY}/P`, both, '--all']],
  ['an explanation of many things', ['explain', 'script', both]],
  ['differences', ['diff', plain, bad]],
  ['differences, the other way', ['diff', bad, plain]],
  ['Markdown', ['diff', plain, bad, '--markdown']],
  ['a name of nothing', ['explain', `other${NASTY}`, bad]],
  ['a pipeline of no name', ['show', bad, '-p', NASTY + NASTY]],
  ['several pipelines', ['explain', 'x', both]],
  ['no such file', ['show', NASTY.replaceAll('\0', '')]],
  ['a page in no directory', ['show', bad, '--html', NASTY]],
  ['an option', ['show', `--${NASTY}`]],
  ['a command', [NASTY]],
  ['a command that is like another', [`sho\n::error::forged`]],
])('%s: names are shown, not obeyed', (_, args) => {
  for (const COLUMNS of ['', '40', '80']) {
    const { out, err } = command(args, { env: { COLUMNS } });
    expect(out + err).not.toBe('');
    expect(out + err).not.toMatch(CONTROL);
    expect(out + err).not.toMatch(COMMAND);
  }
});

test('newlines in names are seen', () => {
  expect(command(['show', assemblyOf({ 'a.plan.json': hostile('a\nb\rc\u202e') })]).out).toContain('a\\nb\\rc\\u202e');
  expect(command(['show', 'no\nfile']).err).toMatch(/^cdk-pipelines: \[no\\nfile\] .*\n$/);
});

test('colours are ours only', () => {
  const env = { FORCE_COLOR: '1' };
  const { out } = command(['show', bad], { env });
  expect(out).toContain('\x1b[1m');
  expect(out.replace(/\x1b\[(?:1|2|22|3[1-6]|39)m/g, '')).not.toMatch(CONTROL);
});

test('JSON stays what it was', () => {
  expect(JSON.parse(command(['show', bad, '--json']).out)).toEqual(hostile(NASTY));
});

describe('Markdown: names are text', () => {
  /** What is printed of a pipeline that has this name instead of another one. */
  const markdown = (name: string) =>
    command(['diff', plain, assemblyOf({ 'a.plan.json': hostile(name) }), '--markdown']).out;

  test.each(['\r', '\n', '\r\n', '\u2028', '\x0b', '\x0c', '\x85'])('no line ends with %j', (end) => {
    const lines = markdown(`x${end}${end}# Title${end}${end}- item`).split(/[\n\r\x0b\x0c\x85\u2028]/);
    expect(lines.filter((line) => /^\s*#+ Title|^\s*- item/.test(line))).toEqual([]);
  });

  test.each([
    ['- item', '\\- item'],
    ['    code', 'code'],
    ['+ item', '\\+ item'],
    ['1. item', '1\\. item'],
    ['1) item', '1\\) item'],
    ['# title', '\\#&#8203; title'],
    ['> quote', '&gt; quote'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['[ ] task', '\\[ \\] task'],
    ['| a | b |', '\\| a \\| b \\|'],
    ['<!-- hidden', '&lt;!-- hidden'],
    ['</details>', '&lt;/details&gt;'],
    ['`code', '\\`code'],
    ['@team', '&#64;&#8203;team'],
    ['acme/shop#12', 'acme/shop\\#&#8203;12'],
    ['![x](y)', '!\\[x\\](y)'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['$x$', '&#36;x&#36;'],
    ['~~x~~', '\\~\\~x\\~\\~'],
    ['C:\\*', 'C:\\\\\\*'],
  ])('%j is %j', (name, expected) => {
    const out = command([
      ...['diff', assemblyOf({ 'a.plan.json': hostile('plain') })],
      ...[assemblyOf({ 'a.plan.json': { ...hostile('plain'), warnings: [{ id: 'x', message: name }] } }), '--markdown'],
    ]).out;
    expect(out).toContain(`\n  - ${expected}\n`);
  });
});
