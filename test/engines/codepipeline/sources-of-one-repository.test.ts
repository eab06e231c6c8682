import * as cdk from 'aws-cdk-lib';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ENV } from '../../kit/app';
import { CodePipeline, CodePipelineSource, PipelineLayout, ShellStep } from '../../../lib';
import { actionsOf } from '../../kit/app';

const ARN = 'arn:aws:codestar-connections:us-east-1:111111111111:connection/x';

type Source = (stack: cdk.Stack, which: 'main' | 'config', actionName?: string) => CodePipelineSource;

const once = <T extends cdk.Resource>(stack: cdk.Stack, make: (id: string) => T) =>
  (stack.node.tryFindChild('Here') as T | undefined) ?? make('Here');

const KINDS: Record<string, Source> = {
  connection: (_, branch, actionName) =>
    CodePipelineSource.connection('o/r', branch, { connectionArn: ARN, actionName }),
  gitHub: (_, branch, actionName) => CodePipelineSource.gitHub('o/r', branch, { actionName }),
  codeCommit: (stack, branch, actionName) => {
    const repository = once(stack, (id) => new codecommit.Repository(stack, id, { repositoryName: 'r' }));
    return CodePipelineSource.codeCommit(repository, branch, { actionName });
  },
  s3: (stack, key, actionName) => {
    const bucket = once(stack, (id) => new s3.Bucket(stack, id, { versioned: true, bucketName: 'bucket-of-mine' }));
    return CodePipelineSource.s3(bucket, `${key}.zip`, { actionName });
  },
  ecr: (stack, imageTag, actionName) => {
    const repository = once(stack, (id) => new ecr.Repository(stack, id, { repositoryName: 'images' }));
    return CodePipelineSource.ecr(repository, { imageTag, actionName });
  },
};

function build(source: Source, names: (string | undefined)[], layout?: PipelineLayout) {
  const app = new cdk.App({ treeMetadata: false });
  const stack = new cdk.Stack(app, 'PipelineStack', { env: ENV });
  const [input, config] = [source(stack, 'main', names[0]), source(stack, 'config', names[1])];
  new CodePipeline(stack, 'Pipeline', {
    layout,
    synth: new ShellStep('Synth', {
      input,
      additionalInputs: { config },
      env: { FROM: config.sourceAttribute('CommitId'), MAIN: input.sourceAttribute('CommitId') },
      commands: ['npx cdk synth'],
    }),
  });
  app.synth();
  return actionsOf(stack);
}

describe.each(Object.entries(KINDS))('%s', (_, source) => {
  test.each([
    ['default', undefined],
    ['compact', PipelineLayout.COMPACT],
  ])('two that differ in actionName are two actions with their own files and variables: %s layout', (_name, layout) => {
    const actions = build(source, ['Main', 'Config'], layout);
    const sources = actions.filter((a) => a.stage === 'Source') as any[];
    const unique = (of: (a: any) => string) => new Set(sources.map(of)).size;
    expect(sources.map((a) => a.Name).sort()).toEqual(['Config', 'Main']);
    expect(unique((a) => a.OutputArtifacts[0].Name)).toBe(2);
    expect(unique((a) => a.Namespace)).toBe(2);
    const synth = actions.find((a) => a.stage === 'Build') as any;
    const variables = JSON.parse(synth.Configuration.EnvironmentVariables);
    const namespaceOf = (name: string) => sources.find((a) => a.Name === name).Namespace;
    expect(variables.find((v: any) => v.name === 'FROM').value).toBe(`#{${namespaceOf('Config')}.CommitId}`);
    expect(variables.find((v: any) => v.name === 'MAIN').value).toBe(`#{${namespaceOf('Main')}.CommitId}`);
    expect(synth.InputArtifacts[0].Name).toBe(sources.find((a) => a.Name === 'Main').OutputArtifacts[0].Name);
  });

  test('one that has an actionName and one that has none', () => {
    const names = build(source, [undefined, 'Config']).flatMap((a) => (a.stage === 'Source' ? [a.Name] : []));
    expect(names).toHaveLength(2);
    expect(names).toContain('Config');
  });

  test.each([
    ['without', [undefined, undefined]],
    ['with the same', ['Same', 'Same']],
  ])('two %s actionName: the message says how to tell them apart', (_name, names) => {
    expect(() => build(source, names)).toThrow(/2 things with the name.*give each an actionName of its own/s);
  });
});

test('alone, a source with an actionName is named in the pipeline as ever', () => {
  const app = new cdk.App({ treeMetadata: false });
  const stack = new cdk.Stack(app, 'PipelineStack', { env: ENV });
  const input = KINDS.connection(stack, 'main', 'Main');
  new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['x'] }) });
  app.synth();
  const [source] = actionsOf(stack) as any[];
  expect(source.OutputArtifacts[0].Name).toBe('o_r_Source');
});
