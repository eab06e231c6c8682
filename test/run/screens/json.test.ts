import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ALL } from './events';
import { ROOT, run } from '../../../scripts/lib';
import { shop } from '../../cli/fixtures';
import { workflow } from '../../cli/workflow';
import { DocumentBuilder } from '../../cli/builder';
import { assemblyOf } from '../../cli/run';
import { eventSchemaErrors } from '../../plan-schema';
import type { RunEvent } from '../../../lib/run/events';

const rehearsed = new DocumentBuilder()
  .action('Source/shop', {
    ...{ kind: 'source', category: 'Source', settings: { OutputArtifacts: 'Shop' } },
    job: { kind: 'source', provider: 'github', repository: 'example/shop', trigger: 'change' },
  })
  .action('Build/Fine', { waits: ['Source/shop'], project: 'Fine', settings: { InputArtifacts: 'Shop' } })
  .action('Build/Broken', { waits: ['Source/shop'], project: 'Broken', settings: { InputArtifacts: 'Shop' } })
  .action('Prod/Ask', { kind: 'approval', waits: ['Build/Fine'], configuration: { CustomData: 'Is it well?' } })
  .action('Prod/Never', { waits: ['Build/Broken', 'Prod/Ask'], project: 'Fine' })
  .done({ codePipeline: { projects: [project('Fine', 'cat hello.txt'), project('Broken', 'exit 3')] } });

function project(name: string, command: string) {
  return {
    ...{
      path: name,
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    ...{ privileged: false, role: 'Role', env: { GREETING: { literal: 'hello' } } },
    buildspec: JSON.stringify({ version: '0.2', phases: { build: { commands: [command] } } }),
  };
}

/** What a run prints, line by line. In a process of its own: it writes below where it is started. */
async function eventsOf(document: object, ...args: readonly string[]): Promise<RunEvent[]> {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-'));
  fs.writeFileSync(path.join(cwd, 'hello.txt'), 'hello\n');
  const assembly = assemblyOf({ 'shop.plan.json': JSON.stringify(document) });
  const command = [path.join(ROOT, 'lib', 'cli', 'main.js'), 'run', '-a', assembly, '--json', ...args];
  const { stdout, output } = await run(process.execPath, command, { cwd });
  expect(output).toBe(stdout);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

test.each([
  ['a simulation', shop(), ['--simulate', '--concurrency', '2', '--fail', 'Beta/Data']],
  ['a simulation in the order of CodePipeline', shop(), ['--simulate', '--as', 'codepipeline', '--reject', 'Promote']],
  ['a simulation in the order of GitHub', workflow(), ['--simulate', '--as', 'github', '--reject', 'Review']],
  ['a rehearsal', rehearsed, ['--source', 'Source/shop=.', '--approve', 'Ask']],
])('every event of %s is as the schema says', async (_, document, args) => {
  const events = await eventsOf(document, ...args);
  expect(events.flatMap(eventSchemaErrors)).toEqual([]);
  expect(events[0].type).toBe('run.started');
  expect(events.at(-1)!.type).toBe('run.finished');
});

test('a rehearsal says what ran, and with what', async () => {
  const events = await eventsOf(rehearsed, '--source', 'Source/shop=.', '--approve', 'Ask');
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'action.logged', action: 'Build/Fine', line: 'hello' }),
  );
  expect(events).toContainEqual(expect.objectContaining({ type: 'action.variable', name: 'GREETING', value: 'hello' }));
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'action.finished', action: 'Build/Broken', result: 'failed' }),
  );
  expect(events).toContainEqual(expect.objectContaining({ type: 'action.never-started', action: 'Prod/Never' }));
});

test('the schema knows each kind of event, and takes no other', () => {
  const written = JSON.parse(JSON.stringify(ALL)) as RunEvent[];
  expect(written.flatMap(eventSchemaErrors)).toEqual([]);
  expect(new Set(written.map(({ type }) => type)).size).toBe(10);
  for (const event of written) {
    expect(eventSchemaErrors({ ...event, type: 'other' })).not.toEqual([]);
    expect(eventSchemaErrors({ ...event, more: 1 })).not.toEqual([]);
  }
});
