import { readFileSync } from 'fs';
import * as path from 'path';
import { App, Aws, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { CodePipeline, CodePipelineSource, github, ShellStep } from '../../../lib';
import { piecesOf, renderExpressions } from '../../../lib/engines/github/private/expressions';
import { stageOf } from '../../kit/app';
import { built, setUp } from './kit';
import type { PlanDocument } from '../../../lib/document/plan-document';

const { GitHubExpression } = github;

test.each([
  [GitHubExpression.secret('CHAT_TOKEN'), '${{ secrets.CHAT_TOKEN }}'],
  [GitHubExpression.secret('GITHUB_TOKEN'), '${{ secrets.GITHUB_TOKEN }}'],
  [GitHubExpression.variable('Region'), '${{ vars.Region }}'],
  [GitHubExpression.raw(" github.ref == 'refs/heads/main' "), "${{ github.ref == 'refs/heads/main' }}"],
  [`run ${GitHubExpression.raw('github.run_id')}!`, 'run ${{ github.run_id }}!'],
])('in a workflow file, %s is %s', (text, written) => {
  expect(renderExpressions(text)).toBe(written);
});

test('the same expression is the same text', () => {
  expect(GitHubExpression.secret('A')).toBe(GitHubExpression.secret('A'));
  expect(GitHubExpression.secret('A')).not.toBe(GitHubExpression.variable('A'));
});

test('parts of a text are told apart', () => {
  const text = `a${GitHubExpression.secret('B')}${Aws.REGION}c`;
  expect(piecesOf(text)).toEqual([
    { literal: 'a' },
    { expression: 'secrets.B' },
    { token: expect.anything() },
    { literal: 'c' },
  ]);
  expect(piecesOf('')).toEqual([]);
  expect(piecesOf('plain ${{ x }}')).toEqual([{ literal: 'plain ${{ x }}' }]);
});

test('what is not an expression of ours stays as it is', () => {
  const text = `${Aws.REGION}/${GitHubExpression.secret('B')}`;
  expect(renderExpressions(text)).toBe(`${Aws.REGION}/\${{ secrets.B }}`);
});

test('in JSON it can be read', () => {
  const stack = new Stack(new App(), 'Stack');
  const [piece] = piecesOf(Fn.join('-', [GitHubExpression.secret('A'), Aws.REGION]));
  expect(piece).toHaveProperty('token');
  expect(() => stack.resolve((piece as { token: unknown }).token)).toThrow(/\$\{\{ secrets\.A \}\}/);
});

test('the plan and the workflow file have it, quotes and all', () => {
  const { app, workflow } = setUp();
  const json = String.raw`fromJSON('{"a": "\\"}').a`;
  const env = { A: GitHubExpression.raw(json), B: `-${GitHubExpression.secret('B')}-` };
  workflow.addStage(stageOf(app, 'Prod'), { post: [new ShellStep('Test', { env, commands: ['true'] })] });

  const written = { A: `\${{ ${json} }}`, B: '-${{ secrets.B }}-' };
  const { jobs } = built(workflow);
  expect(jobs['Prod-Test'].steps.map((step) => step.env)).toContainEqual(written);

  const plan = JSON.parse(readFileSync(path.join(app.synth().directory, 'Delivery.plan.json'), 'utf8')) as PlanDocument;
  const envs = plan.actions.flatMap(({ job }) => (job.kind === 'script' ? [job.env] : []));
  expect(envs).toContainEqual({ A: { literal: written.A }, B: { literal: written.B } });
});

describe('anywhere else it is an error that says so', () => {
  const isRefused =
    /the expression \$\{\{ secrets\.TOKEN \}\} is used where nothing is written into a workflow file\. Expected: .*GitHubWorkflow/;

  test('in a template', () => {
    const app = new App();
    new CfnOutput(new Stack(app, 'Stack'), 'Token', { value: GitHubExpression.secret('TOKEN') });
    expect(() => app.synth()).toThrow(isRefused);
  });

  test('in a pipeline of CodePipeline', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    new CodePipeline(stack, 'Pipeline', {
      synth: new ShellStep('Synth', {
        input: CodePipelineSource.gitHub('my-org/my-app', 'main'),
        env: { TOKEN: GitHubExpression.secret('TOKEN') },
        commands: ['npx cdk synth'],
      }),
    });
    expect(() => app.synth()).toThrow(isRefused);
  });
});

describe('bad input', () => {
  test.each(['', '1A', 'MY-TOKEN', 'GITHUB_SHA', 'github_token', 'A B', undefined as unknown as string, Aws.REGION])(
    'no secret or variable is called %s',
    (name) => {
      expect(() => GitHubExpression.secret(name)).toThrow(/^\[GitHubExpression\.secret\(\)\] .*the name of a secret/);
      expect(() => GitHubExpression.variable(name)).toThrow(/^\[GitHubExpression\.variable\(\)\] .*name of a variable/);
    },
  );

  test('GITHUB_TOKEN is no variable', () => {
    expect(() => GitHubExpression.variable('GITHUB_TOKEN')).toThrow(/the name of a variable/);
  });

  test.each([
    ['nothing', ' '],
    ['the marks of an expression', '${{ github.sha }}'],
    ['its end', 'github.sha }} $(rm -rf .)'],
    ['two lines', 'github.sha\n&& true'],
    ['too much', 'x'.repeat(21_001)],
    ['a token', `'${Aws.REGION}'`],
    ['no text', 1 as unknown as string],
  ])('%s is no expression', (_, expression) => {
    expect(() => GitHubExpression.raw(expression)).toThrow(/as expression\.?\s+Expected: an expression in one line/);
  });
});
