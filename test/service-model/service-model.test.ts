import * as fs from 'node:fs';
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { violations } from './check';
import { releaseApp } from './release-apps';
import { ofType, type WrittenTemplate } from '../kit/app';

const INTEG = path.resolve(__dirname, '../../integ');
const PIPELINE = 'AWS::CodePipeline::Pipeline';

const found = (template: WrittenTemplate) =>
  ofType(template, PIPELINE).flatMap(({ Properties }) => violations(Properties));

describe('the check finds what is wrong', () => {
  const rule = (more: object = {}) => ({
    Name: 'R',
    RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'VariableCheck', Version: '1' },
    ...more,
  });
  const action = { Name: 'A', ActionTypeId: { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' } };
  const withStage = (stage: object, more: object = {}) => ({
    RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Stages: [{ Name: 'S', Actions: [action], ...stage }],
    ...more,
  });
  const condition = (...rules: object[]) => ({ BeforeEntry: { Conditions: [{ Result: 'FAIL', Rules: rules }] } });

  test('nothing, where nothing is', () => {
    expect(violations(withStage(condition(rule())))).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['a rule without a name', withStage(condition(rule({ Name: undefined }))), /is no text|lacks name/],
    [
      'six rules',
      withStage(condition(...'abcdef'.split('').map((Name) => rule({ Name })))),
      /items: 6, and not 1 to 5/,
    ],
    [
      'two conditions',
      withStage({ BeforeEntry: { Conditions: [{ Rules: [rule()] }, { Rules: [rule({ Name: 'T' })] }] } }),
      /items: 2, and not 1 to 1/,
    ],
    ['one name twice', withStage(condition(rule(), rule())), /name of a rule used twice: R/],
    [
      'an unknown result',
      withStage({ BeforeEntry: { Conditions: [{ Result: 'WAIT', Rules: [rule()] }] } }),
      /'WAIT' is none of/,
    ],
    ['a stage with a blank', withStage({ Name: 'a b' }), /'a b' does not match/],
    [
      'an approval of a minute',
      withStage({ Actions: [{ ...action, TimeoutInMinutes: 1 }] }),
      /timeoutInMinutes: 1, and not 5 to 86400/,
    ],
    [
      'a reason with a comma',
      withStage({}, { DisableInboundStageTransitions: [{ Reason: 'a,b', StageName: 'S' }] }),
      /'a,b' does not match/,
    ],
    ['a property that nobody knows', withStage({ Mood: 'good' }), /knows no mood/],
    [
      'a pattern twice',
      withStage(
        {},
        {
          Triggers: [
            {
              ProviderType: 'CodeStarSourceConnection',
              GitConfiguration: { SourceActionName: 'A', Push: [{ Tags: { Includes: ['v', 'v'] } }] },
            },
          ],
        },
      ),
      /used twice/,
    ],
    [
      'four filters',
      withStage(
        {},
        {
          Triggers: [
            {
              ProviderType: 'CodeStarSourceConnection',
              GitConfiguration: { SourceActionName: 'A', Push: [{}, {}, {}, {}] },
            },
          ],
        },
      ),
      /push: items: 4, and not 1 to 3/,
    ],
  ])('%s', (_, properties, message) => {
    expect(violations(properties).join('\n')).toMatch(message);
  });
});

const snapshots = fs.readdirSync(INTEG).filter((name) => name.endsWith('.snapshot'));
test.each(snapshots)('%s', (snapshot) => {
  const folder = path.join(INTEG, snapshot);
  const templates = fs.readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  const all = templates.map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as WrittenTemplate);
  const isWorkflow = fs.readdirSync(folder).some((name) => name.endsWith('.github.yml'));
  expect(all.flatMap((template) => ofType(template, PIPELINE))).toHaveLength(isWorkflow ? 0 : 1);
  expect(all.flatMap(found)).toEqual([]);
});

test('whatever we accept, CodePipeline does too: 200 generated releases', () => {
  const outcomes = Array.from({ length: 200 }, (_, seed) => outcomeOf(seed));
  expect(outcomes.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  // Neither all nor none: what is refused proves nothing here.
  const accepted = outcomes.filter((o) => o.accepted).length;
  expect(accepted).toBeGreaterThan(60);
  expect(accepted).toBeLessThan(180);
});

function outcomeOf(seed: number): {
  readonly seed: number;
  readonly accepted: boolean;
  readonly wrong: readonly string[];
} {
  try {
    const { stack, build } = releaseApp(seed);
    build();
    return { seed, accepted: true, wrong: found(Template.fromStack(stack).toJSON() as WrittenTemplate) };
  } catch (e) {
    const { name, message } = e as Error;
    return { seed, accepted: false, wrong: name === 'PipelineError' ? [] : [`${name}: ${message}`] };
  }
}
