import * as cdk from 'aws-cdk-lib';
import { compare, incumbent, type AppFunction, type Lib } from './harness';
import { fixture, setUp, stageWith } from './kit';

/** The harness must see differences: the incumbent against itself, with one class perturbed. */
function perturbed(change: Partial<Lib>): Lib {
  return { ...incumbent, ...change };
}

const app: AppFunction = (lib, scope) => {
  const { pipeline } = setUp(lib, scope);
  const { stage } = stageWith(scope, 'Prod');
  pipeline.addStage(stage, {
    pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })],
    post: [new lib.ManualApprovalStep('Ok')],
  });
};

class LouderApproval extends incumbent.ManualApprovalStep {
  constructor(id: string) {
    super(id, { comment: 'louder' });
  }
}

/** Stands for another library: the same check, with another body for the approval Lambda. */
class OtherLambda extends incumbent.CodePipeline {
  protected doBuildPipeline() {
    super.doBuildPipeline();
    const isLambda = (c: unknown): c is cdk.CfnResource =>
      cdk.CfnResource.isCfnResource(c) && c.cfnResourceType === 'AWS::Lambda::Function';
    const asset = new cdk.aws_s3_assets.Asset(this, 'Other', { path: fixture('files') });
    this.node
      .findAll()
      .filter(isLambda)
      .forEach((fn) => fn.addPropertyOverride('Code.S3Key', `${asset.assetHash}.zip`));
  }
}

test('an app equals itself', () => {
  expect(compare(app, incumbent, incumbent)).toMatchObject({
    result: 'equal',
    files: expect.arrayContaining([
      'PipelineStack.template.json',
      'PipelineStack.assets.json',
      'manifest.json',
      'asset.<approval-lambda>',
    ]),
  });
});

test('one changed property is found, with its file and path', () => {
  const comparison = compare(app, incumbent, perturbed({ ManualApprovalStep: LouderApproval }));
  expect(comparison).toMatchObject({
    result: 'different',
    diff: expect.stringMatching(
      /PipelineStack\.template\.json:\n {2}@ \$\.Resources\.\w+\.Properties\.Stages\.\d\.Actions\.\d\.Configuration/,
    ),
  });
});

test('a library that refuses alone is a difference', () => {
  const refuses = perturbed({
    CodePipeline: class {
      constructor() {
        throw new Error('no');
      }
    } as never,
  });
  expect(compare(app, incumbent, refuses)).toMatchObject({
    result: 'different',
    diff: expect.stringContaining('only ours refuses'),
  });
  expect(compare(app, refuses, incumbent)).toMatchObject({
    result: 'different',
    diff: expect.stringContaining('only the incumbent refuses'),
  });
  expect(compare(app, refuses, refuses)).toEqual({ result: 'refused', incumbent: 'no', ours: 'no' });
});

test('another approval Lambda leaves template, template asset and manifest equal; its own entry differs', () => {
  const comparison = compare(app, incumbent, perturbed({ CodePipeline: OtherLambda }));
  expect(comparison).toMatchObject({
    result: 'different',
    diff: expect.stringContaining('PipelineStack.assets.json:'),
  });
  expect(comparison).toMatchObject({ diff: expect.not.stringMatching(/manifest\.json|template\.json:|<template/) });
});
