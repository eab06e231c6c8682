import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { actionsIn, ENV, ofType, stageOf, type Synthesized, synthCompact } from '../../../kit/app';
import * as pipelines from '../../../../lib';
import { PINNED_CLI } from '../../../../lib/private/toolchain';

const account = (i: number) => `${200_000_000_000 + i}`;
const REGIONS = ['us-east-1', 'eu-west-1'];

function targets(accounts: number): Synthesized {
  return synthCompact((pipeline, app) => {
    for (let i = 0; i < accounts; i++) {
      const stacks = REGIONS.map((region) => ({ id: region, env: { account: account(i), region }, files: [`f${i}`] }));
      pipeline.addWave(`W${i}`).addStage(stageOf(app, `S${i}`, ...stacks));
    }
  });
}

const statements = (resources: { Properties: any }[]) =>
  resources.flatMap((r) => r.Properties.PolicyDocument.Statement);

/** What IAM counts, near enough: references are about as long as what they stand for. */
const size = (policy: unknown) => JSON.stringify(policy).length;

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

test.each<[string, cdk.Environment, unknown]>([
  ['of a region', { region: 'eu-west-1' }, 'arn:aws:iam::222222222222:role/deploy'],
  ['of a region in China', { region: 'cn-north-1' }, 'arn:aws-cn:iam::222222222222:role/deploy'],
  [
    'of a region that nobody knows',
    { region: 'moon-base-1' },
    join('arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:role/deploy'),
  ],
  ['of no certain region', {}, join('arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:role/deploy')],
])('a pipeline %s names the partition of roles if it is known', (_of, here, expected) => {
  const env = { account: '222222222222', region: here.region };
  const result = synthCompact(
    (pipeline, app) => {
      const stage = new cdk.Stage(app, 'Prod');
      const synthesizer = new cdk.DefaultStackSynthesizer({
        deployRoleArn: 'arn:${AWS::Partition}:iam::222222222222:role/deploy',
      });
      new cdk.CfnResource(new cdk.Stack(stage, 'App', { env, synthesizer }), 'Thing', { type: 'Test::Thing::Thing' });
      pipeline.addStage(stage);
    },
    () => ({ crossAccountKeys: false }),
    { account: '222222222222', ...here },
  );
  expect(actionsIn(result.template).find((a) => a.Name === 'Prod.App.Deploy')!.RoleArn).toEqual(expected);
});

describe('roles and policies', () => {
  const [few, many] = [targets(2), targets(40)];

  test('their number does not grow with accounts', () => {
    const count = (r: Synthesized) =>
      ['Role', 'Policy', 'ManagedPolicy'].map((t) => ofType(r.template, `AWS::IAM::${t}`).length);
    // Pipeline, synth, self-update, publishing of files.
    expect(count(few)).toEqual([4, 4, 0]);
    expect(count(many)).toEqual([4, 4, 0]);
  });

  test('one more account is one more entry in each policy', () => {
    const sizes = (r: Synthesized) =>
      Math.max(...ofType(r.template, 'AWS::IAM::Policy').map((p) => size(p.Properties.PolicyDocument)));
    expect((sizes(many) - sizes(few)) / 38).toBeLessThan(20);
  });

  test('bucket and key policies have room for 200 accounts', () => {
    const policies = (r: Synthesized) => {
      const [bucket] = ofType(r.template, 'AWS::S3::BucketPolicy').map((p) => p.Properties.PolicyDocument);
      const [key] = ofType(r.template, 'AWS::KMS::Key').map((k) => k.Properties.KeyPolicy);
      return [bucket, key].map((p) => size(p).valueOf());
    };
    const [bucket, key] = policies(many).map((s, i) => s + (160 * (s - policies(few)[i])) / 38);
    expect(bucket).toBeLessThan(20_480);
    expect(key).toBeLessThan(32_768);
  });

  test('roles of targets are named by kind, and bounded by the accounts they are in', () => {
    const assumed = statements(ofType(few.template, 'AWS::IAM::Policy')).filter((s) => s.Condition?.StringEquals);
    const sub = (s: string) => ({ 'Fn::Sub': s });
    const kind = (name: string) =>
      REGIONS.map((r) =>
        sub(`arn:\${AWS::Partition}:iam::*:role/cdk-hnb659fds-${name}-role-\${!aws:ResourceAccount}-${r}`),
      ).reverse();
    const Condition = { StringEquals: { 'aws:ResourceAccount': [account(0), account(1)] } };
    expect(assumed).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Condition, Resource: kind('deploy') },
      { Action: 'sts:AssumeRole', Effect: 'Allow', Condition, Resource: kind('file-publishing') },
    ]);
  });

  test('no statement but those of CDK itself names a single target', () => {
    expect(JSON.stringify(ofType(many.template, 'AWS::IAM::Policy'))).not.toContain(`:iam::${account(0)}:role`);
  });

  test('artifacts are read by deploy roles of the accounts, whether these are there yet or not', () => {
    const [policy] = ofType(few.template, 'AWS::S3::BucketPolicy');
    const read = statements([policy]).filter((s) => s.Effect === 'Allow');
    expect(read).toHaveLength(1);
    expect(read[0].Principal).toEqual({ AWS: [account(0), account(1)] });
    expect(read[0].Condition).toEqual({
      ArnLike: {
        'aws:PrincipalArn': [
          {
            'Fn::Sub': 'arn:${AWS::Partition}:iam::*:role/cdk-hnb659fds-deploy-role-${!aws:PrincipalAccount}-us-east-1',
          },
        ],
      },
    });
    const support = JSON.parse(
      fs.readFileSync(path.join(few.assembly, 'cross-region-stack-111111111111_eu-west-1.template.json'), 'utf-8'),
    );
    expect(JSON.stringify(ofType(support, 'AWS::S3::BucketPolicy'))).toContain(
      'deploy-role-${!aws:PrincipalAccount}-eu-west-1',
    );
    expect(JSON.stringify(ofType(support, 'AWS::KMS::Key'))).toContain(
      'deploy-role-${!aws:PrincipalAccount}-eu-west-1',
    );
  });

  test('a deploy role of the pipeline’s own account is named: an account as principal would not reach it', () => {
    const { template } = synthCompact((pipeline, app) =>
      pipeline.addStage(stageOf(app, 'Prod', { id: 'App', env: ENV })),
    );
    const read = statements(ofType(template, 'AWS::S3::BucketPolicy')).filter((s) => s.Effect === 'Allow');
    expect(JSON.stringify(read)).toContain('role/cdk-hnb659fds-deploy-role-111111111111-us-east-1');
  });

  test('where the pipeline’s account is not known, deploy roles are named, too: one may be in it', () => {
    const app = new cdk.App({ treeMetadata: false });
    const stack = new cdk.Stack(app, 'Anywhere', { env: { region: 'us-east-1' } });
    const key = new kms.Key(stack, 'Key');
    const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', {
      layout: pipelines.PipelineLayout.COMPACT,
      artifactBucket: new s3.Bucket(stack, 'Artifacts', { encryptionKey: key }),
      synth: new pipelines.ShellStep('Synth', {
        input: pipelines.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' }),
        commands: ['x'],
      }),
    });
    pipeline.addStage(stageOf(app, 'Prod', { id: 'App', env: { account: account(1), region: 'us-east-1' } }));
    const [{ template }] = app.synth().stacks.filter((s) => s.id === 'Anywhere');
    const read = statements(ofType(template, 'AWS::S3::BucketPolicy'));
    expect(JSON.stringify(read)).toContain(`role/cdk-hnb659fds-deploy-role-${account(1)}`);
  });

  test('approvals have no role', () => {
    const result = synthCompact((pipeline, app) => {
      pipeline.addStage(stageOf(app, 'Prod', { id: 'App' }), { pre: [new pipelines.ManualApprovalStep('Ask')] });
    });
    const [ask] = actionsIn(result.template).filter((a) => a.Name === 'Prod.Ask');
    expect(ask.ActionTypeId.Category).toBe('Approval');
    expect(ask.RoleArn).toBeUndefined();
    expect(ofType(result.template, 'AWS::IAM::Role')).toHaveLength(3);
  });

  test('actions have a role of their own if one asks for it', () => {
    const { template } = synthCompact(
      (pipeline, app) => pipeline.addStage(stageOf(app, 'Prod', { id: 'App' })),
      () => ({ usePipelineRoleForActions: false }),
    );
    expect(Object.keys(template.Resources).join()).toContain('CodeBuildActionRole');
  });
});

describe('the deploy artifact', () => {
  const deploying = (r: Synthesized) => actionsIn(r.template).filter((a) => a.Configuration?.TemplatePath);

  test('has templates and their configuration only', () => {
    const result = targets(1);
    expect(new Set(deploying(result).map((a) => a.InputArtifacts![0].Name))).toEqual(new Set(['Synth_Templates']));
    const [project] = ofType(result.template, 'AWS::CodeBuild::Project').filter((p) =>
      /Synth$/.test(p.Properties.Description),
    );
    expect(JSON.parse(project.Properties.Source.BuildSpec).artifacts).toEqual({
      'secondary-artifacts': {
        Synth_Output: { 'base-directory': 'cdk.out', files: '**/*' },
        Synth_Templates: {
          'base-directory': 'cdk.out',
          files: ['**/*.template.json', '**/*.template.json.config.json'],
        },
      },
    });
    expect(deploying(result)[0].Configuration.TemplatePath).toMatch(
      /^Synth_Templates::assembly-S0\/.*\.template\.json$/,
    );
  });

  test('is the whole assembly where the synth has as many outputs as CodeBuild takes', () => {
    const result = synthCompact(
      (pipeline, app) => pipeline.addStage(stageOf(app, 'Prod', { id: 'App' })),
      () => {
        const input = pipelines.CodePipelineSource.connection('owner/repo', 'main', {
          connectionArn: 'arn:connection',
        });
        const step = new pipelines.ShellStep('Synth', { input, commands: ['x'], primaryOutputDirectory: 'cdk.out' });
        ['a', 'b', 'c', 'd'].forEach((dir) => step.addOutputDirectory(dir));
        return { synth: step };
      },
    );
    expect(deploying(result)[0].InputArtifacts).toEqual([{ Name: 'Synth_Output' }]);
  });

  test('is the whole assembly where the synth is not a script of ours', () => {
    const result = synthCompact(
      (pipeline, app) => pipeline.addStage(stageOf(app, 'Prod', { id: 'App' })),
      () => {
        const source = pipelines.CodePipelineSource.connection('owner/built', 'main', {
          connectionArn: 'arn:connection',
        });
        return { synth: source, selfMutation: false };
      },
    );
    expect(deploying(result)[0].InputArtifacts).toEqual([{ Name: 'owner_built_Source' }]);
  });
});

describe('the toolchain', () => {
  const installs = (r: Synthesized) =>
    ofType(r.template, 'AWS::CodeBuild::Project').flatMap(
      (p) => JSON.stringify(p.Properties.Source.BuildSpec).match(/aws-cdk[^"\\]*/g) ?? [],
    );

  const app = (props: Partial<pipelines.CodePipelineProps>) =>
    synthCompact(
      (pipeline, scope) => {
        const stage = stageOf(scope, 'Prod', { id: 'App', files: ['f'], images: ['i'] });
        pipeline.addStage(stage, { pre: [new pipelines.ConfirmPermissionsBroadening('Check', { stage })] });
      },
      () => props,
    );

  test('is one version everywhere, never the latest', () => {
    expect(new Set(installs(app({})))).toEqual(new Set([`aws-cdk@${PINNED_CLI}`]));
    expect(installs(app({}))).toHaveLength(4);
  });

  test('can be set', () => {
    expect(new Set(installs(app({ cliVersion: '2.1200.0' })))).toEqual(new Set(['aws-cdk@2.1200.0']));
  });
});

describe('together with what else a pipeline may have', () => {
  test('outputs and exported variables reach the steps that read them', () => {
    const result = synthCompact((pipeline, app) => {
      const stage = stageOf(app, 'Prod', { id: 'App' });
      const url = stage.node.findChild('App').node.findChild('Url') as cdk.CfnOutput;
      const first = new pipelines.CodeBuildStep('First', { commands: ['x'] });
      const VERSION = first.exportedVariable('VERSION');
      const smoke = new pipelines.ShellStep('Smoke', {
        commands: ['x'],
        env: { VERSION },
        envFromCfnOutputs: { URL: url },
      });
      pipeline.addStage(stage, { post: [first, smoke] });
    });
    const named = (name: string) => actionsIn(result.template).find((a) => a.Name === name)!;
    const variables = named('Prod.Smoke').Configuration.EnvironmentVariables;
    expect(variables).toContain(`#{${named('Prod.First').Namespace}.VERSION}`);
    expect(variables).toContain(`#{${named('Prod.App.Deploy').Namespace}.Url}`);
  });

  test('an existing CodePipeline keeps its role', () => {
    const result = synthCompact(
      (pipeline, app) =>
        pipeline.addStage(stageOf(app, 'Prod', { id: 'App', env: { account: account(1), region: 'us-east-1' } })),
      (stack) => ({
        crossAccountKeys: undefined,
        codePipeline: new cp.Pipeline(stack, 'Mine', { crossAccountKeys: true, restartExecutionOnUpdate: true }),
      }),
    );
    expect(JSON.stringify(ofType(result.template, 'AWS::IAM::Policy'))).toContain(
      `${account(1)}:role/cdk-hnb659fds-deploy-role`,
    );
    expect([...new Set(actionsIn(result.template).map((a) => a.stage))]).toEqual([
      'Source',
      'Build',
      'UpdatePipeline',
      'Prod',
    ]);
  });

  test('steps with outputs of the same name in two Stages', () => {
    const result = synthCompact((pipeline, app) => {
      for (const id of ['Beta', 'Prod']) {
        const build = new pipelines.ShellStep('Build', { commands: ['x'], primaryOutputDirectory: 'dist' });
        const use = new pipelines.ShellStep('Use', { commands: ['x'], input: build });
        pipeline.addStage(stageOf(app, id, { id: 'App' }), { post: [build, use] });
      }
    });
    const names = ['Beta.Build', 'Prod.Build'].map(
      (n) => actionsIn(result.template).find((a) => a.Name === n)!.OutputArtifacts![0].Name,
    );
    expect(names[0]).toMatch(/^Application_Beta_Build_[0-9a-f]{8}_Output$/);
    expect(names[1]).toMatch(/^Application_Prod_Build_[0-9a-f]{8}_Output$/);
  });
});

describe('bad settings', () => {
  const build = (props: Partial<pipelines.CodePipelineProps>) => () =>
    synthCompact(
      () => undefined,
      () => props,
    );

  test.each([0, 51, 1.5, NaN])('%s publishers', (maxPublishers) => {
    expect(build({ maxPublishers })).toThrow(/as 'maxPublishers'. Expected: a whole number from 1 to 50/);
  });

  test('all at once', () => {
    const props = { maxPublishers: 0, publishAssetsInParallel: false, cdkAssetsCliVersion: '4' };
    expect(build(props)).toThrow(
      /3 problems:[^]*maxPublishers[^]*'publishAssetsInParallel'[^]*maxPublishers: 1[^]*'cdkAssetsCliVersion'/,
    );
  });

  test('a number of publishers without the layout that has them', () => {
    expect(build({ layout: undefined, maxPublishers: 4 })).toThrow(/'maxPublishers' \(4\) without the compact layout/);
  });
});

test('publishers run in any shell: Windows images are somebody’s default', () => {
  const result = synthCompact(
    (pipeline, app) => pipeline.addStage(stageOf(app, 'Prod', { id: 'App', files: ['a'] })),
    () => ({
      codeBuildDefaults: {
        buildEnvironment: {
          buildImage: cb.WindowsBuildImage.WIN_SERVER_CORE_2022_BASE_3_0,
          computeType: cb.ComputeType.MEDIUM,
        },
      },
    }),
  );
  const [publisher] = ofType(result.template, 'AWS::CodeBuild::Project').filter((p) =>
    /^Publishes files/.test(p.Properties.Description),
  );
  expect(publisher.Properties.Environment.Type).toMatch(/^WINDOWS/);
  const { install, build } = JSON.parse(publisher.Properties.Source.BuildSpec).phases;
  expect([...install.commands, ...build.commands].join()).not.toMatch(/[$%"']/);
});
