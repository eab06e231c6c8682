import * as cdk from 'aws-cdk-lib';
import { annotate, warn } from '../../lib/cdk/warn';
import { problem, warning } from '../../lib/private/diagnostics';

const ID = 'cdk-pipelines:gateUsedTwice:Ok';

function construct() {
  const stack = new cdk.Stack(new cdk.App({ analyticsReporting: false }), 'Stack');
  return { stack, resource: new cdk.CfnResource(stack, 'Resource', { type: 'Test::Thing::Thing' }) };
}

const annotationsOf = (resource: cdk.CfnResource) =>
  resource.node.metadata
    .filter(({ type }) => /^aws:cdk:(warning|error)$/.test(type))
    .map(({ type, data }) => `${type} ${data}`);

test('an error is not acknowledged, a warning is by its id', () => {
  const { stack, resource } = construct();
  const parts = { id: ID, where: 'Stack', given: 'odd', expected: 'even', fix: 'add one' };
  annotate(resource, problem(parts), 'wrong');
  annotate(resource, warning(parts), 'odd');
  expect(annotationsOf(resource)).toEqual(['aws:cdk:error wrong', `aws:cdk:warning odd [ack: ${ID}]`]);
  cdk.Annotations.of(stack).acknowledgeWarning(ID);
  expect(annotationsOf(resource)).toEqual(['aws:cdk:error wrong']);
});

test.each(['before', 'after'])('acknowledged %s it is given', (when) => {
  const { stack, resource } = construct();
  const acknowledge = () => cdk.Annotations.of(stack).acknowledgeWarning(ID);
  if (when === 'before') {
    acknowledge();
  }
  warn(resource, ID, 'odd');
  if (when === 'after') {
    acknowledge();
  }
  expect(annotationsOf(resource)).toEqual([]);
});

test('why they do not go through Validations: the ids that people have acknowledged would not count', () => {
  const { stack, resource } = construct();
  cdk.Validations.of(resource).addWarning(ID, 'odd');
  cdk.Annotations.of(stack).acknowledgeWarning(ID);
  expect(annotationsOf(resource)).toEqual([`aws:cdk:warning odd [ack: Annotation::${ID}]`]);
});
