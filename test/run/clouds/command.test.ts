import * as fs from 'fs';
import * as path from 'path';
import { planOf } from './plans';
import { assemblyOf, commandToEnd } from '../../cli/run';

const PLAN = planOf('Beta/Data 222222222222 eu-west-1', 'Prod/Data 333333333333 us-east-1');

/** The manifest of a cloud assembly with the stacks of the plan. */
function manifest(): string {
  const artifacts = PLAN.actions.map(({ target }) => {
    const { stack, stackName, account, region } = target!;
    const properties = { templateFile: 'empty.json', stackName };
    const environment = `aws://${account}/${region}`;
    return [stackName, { type: 'aws:cloudformation:stack', environment, displayName: stack, properties }];
  });
  const { path: pipeline } = PLAN.pipeline;
  const metadata = { [`/${pipeline}`]: [{ type: 'cdk-pipelines:plan', data: 'Pipe.plan.json' }] };
  const note = { type: 'none', metadata };
  return JSON.stringify({ version: '54.0.0', artifacts: { ...Object.fromEntries(artifacts), note } });
}

test('what is refused is a line for each place, nothing runs, and nothing is left behind', async () => {
  const assembly = assemblyOf({ 'Pipe.plan.json': PLAN, 'manifest.json': manifest() });
  const { code, out, err } = await commandToEnd(['run', '--deploy', '--assembly', assembly]);

  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trimEnd().split('\n')).toEqual([
    'cdk-pipelines: 2 problems:',
    expect.stringMatching(
      /^ {2}1\. \[aws:\/\/222222222222\/eu-west-1\] it is where 'Pipe\/Beta\/Data' would be deployed/,
    ),
    expect.stringMatching(/^ {2}2\. \[aws:\/\/333333333333\/us-east-1\]/),
  ]);
});

test('a plan without its cloud assembly cannot be deployed', async () => {
  const assembly = assemblyOf({ 'Pipe.plan.json': PLAN });
  const { code, err } = await commandToEnd(['run', '--deploy', '-a', path.join(assembly, 'Pipe.plan.json')]);

  expect(code).toBe(2);
  expect(err).toContain('there is no manifest.json beside it');
  expect(fs.readdirSync(assembly)).toEqual(['Pipe.plan.json']);
});
