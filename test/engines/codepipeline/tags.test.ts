import * as fs from 'fs';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { actionNamed, setUp, stageOf, warningsOf } from '../../kit/app';

function configuration(app: cdk.App): unknown {
  const dir = path.join(app.synth().directory, 'assembly-Prod');
  const files = fs.readdirSync(dir).filter((f) => f.endsWith('.config.json'));
  return files.map((f) => JSON.parse(fs.readFileSync(path.join(dir, f), 'utf8')));
}

function tagged(...tags: [string, string][]) {
  const { pipeline, app, stack } = setUp();
  const stage = stageOf(app, 'Prod');
  tags.forEach(([key, value]) => cdk.Tags.of(stage).add(key, value));
  pipeline.addStage(stage);
  return { app, stack };
}

test('a stack tag with a token is left out of the configuration, with a warning that names it and the fix', () => {
  const { app } = tagged(['owner', cdk.Aws.STACK_NAME], ['team', 'web']);
  expect(configuration(app)).toEqual([{ Tags: { team: 'web' } }]);
  expect(warningsOf(app).join('\n')).toMatch(/'owner' of 'Prod\/App'.*excludeResourceTypes: \['aws:cdk:stack'\]/);
});

test('where no tag is left, the template is the same, and the file it names is there', () => {
  const { app, stack } = tagged(['owner', `of ${cdk.Aws.ACCOUNT_ID}`]);
  expect(configuration(app)).toEqual([{ Tags: {} }]);
  expect(actionNamed(stack, 'Prepare').Configuration.TemplateConfiguration).toMatch(/config\.json$/);
});

test('tags without tokens are written without a warning', () => {
  const { app } = tagged(['team', 'web']);
  expect(configuration(app)).toEqual([{ Tags: { team: 'web' } }]);
  expect(warningsOf(app).join('\n')).not.toMatch(/tag/);
});
