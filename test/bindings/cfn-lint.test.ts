import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Template } from 'aws-cdk-lib/assertions';
import { hasTool, INTEG, run } from '../../scripts/lib';
import { releaseApp } from '../service-model/release-apps';
import { virtualEnvironment } from './venv';

// All examples, and releases as a generator makes them, held against what CloudFormation takes: cfn-lint knows more of
// that than CDK does. Errors only: its warnings are about how CDK writes templates.

const VERSION = '1.58.0';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cfn-lint-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

let bin: string;

const withPython = hasTool('python3') ? describe : describe.skip;

withPython('cfn-lint', () => {
  beforeAll(async () => {
    bin = await virtualEnvironment('cfn-lint', `cfn-lint==${VERSION}`);
  }, 240_000);

  test('finds what is wrong', async () => {
    const broken = path.join(folder, 'broken.json');
    fs.writeFileSync(
      broken,
      JSON.stringify({ Resources: { A: { Type: 'AWS::SNS::Topic', Properties: { Mood: 'x' } } } }),
    );
    expect(await errorsIn([broken])).toMatch(/E3002/);
  }, 60_000);

  test('finds nothing in the examples', async () => {
    const snapshots = fs.readdirSync(INTEG).filter((name) => name.endsWith('.snapshot'));
    const templates = snapshots.flatMap((name) => templatesIn(path.join(INTEG, name)));
    expect(templates.length).toBeGreaterThanOrEqual(snapshots.length);
    expect(await errorsIn(templates)).toBe('');
  }, 120_000);

  test('finds nothing in generated releases', async () => {
    Array.from({ length: 200 }, (_, seed) => write(seed));
    const templates = templatesIn(folder);
    expect(templates.length).toBeGreaterThan(60);
    expect(await errorsIn(templates)).toBe('');
  }, 240_000);
});

function templatesIn(directory: string): string[] {
  return fs
    .readdirSync(directory)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => path.join(directory, name));
}

/** What is refused at synthesis is none of CloudFormation's business. */
function write(seed: number): void {
  try {
    const { stack, build } = releaseApp(seed);
    build();
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    fs.writeFileSync(path.join(folder, `${seed}.template.json`), template);
  } catch (error) {
    expect((error as Error).name).toBe('PipelineError');
  }
}

/** How a join is written is no error, but inside of the configuration of an action cfn-lint says that it is one. */
const NO_ERROR = 'Prefer using Fn::Sub';

async function errorsIn(templates: readonly string[]): Promise<string> {
  const { output } = await run(path.join(bin, 'cfn-lint'), ['--format', 'parseable', '--', ...templates]);
  return output
    .split('\n')
    .filter((line) => /:E\d{4}:/.test(line) && !line.includes(NO_ERROR))
    .join('\n');
}
