import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';
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

describe('outside of stacks, where CDK shows no annotation', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(console, 'warn').mockImplementation((text: string) => written.push(text));
  });
  afterEach(() => jest.restoreAllMocks());

  test.each([
    ['a warning is written to standard error, once', undefined, ['[Warning at /Workflow/Job] odd']],
    ['not if it was acknowledged', ID, []],
  ])('%s', (_, acknowledged, expected) => {
    const workflow = new Construct(new cdk.App({ analyticsReporting: false }), 'Workflow');
    if (acknowledged !== undefined) {
      cdk.Annotations.of(workflow).acknowledgeWarning(acknowledged);
    }
    // CDK does not find an acknowledgement on the construct itself, nor one on the App.
    const job = new Construct(workflow, 'Job');
    warn(job, ID, 'odd');
    warn(job, ID, 'odd');
    expect(written).toEqual(expected);
  });

  test('in a stack nothing is', () => {
    warn(construct().resource, ID, 'odd');
    expect(written).toEqual([]);
  });
});
