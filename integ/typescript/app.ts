/**
 * A small shop, delivered to two environments: Beta, in one account and region, then Prod, in another, from a
 * pipeline in a third. Beside this folder are the same application in other languages, with the same templates.
 */
import { App, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  CodePipeline,
  CodePipelineSource,
  ConfirmPermissionsBroadening,
  DockerCredential,
  ManualApprovalStep,
  ShellStep,
} from 'cdk-pipelines';
import type { Construct } from 'constructs';
import { Shop } from './shop';

/** The pipeline that delivers the application, and itself. */
class DeliveryStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const source = CodePipelineSource.connection('example/shop', 'main', {
      connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555',
    });

    const pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineName: 'Shop',
      pipelineType: PipelineType.V2,
      synth: new ShellStep('Synth', {
        input: source,
        commands: ['npm ci', 'npm run build', 'npx cdk synth'],
      }),
      // Beta and Prod are other accounts: they read artifacts that are encrypted with a key they may use.
      crossAccountKeys: true,
      enableKeyRotation: true,
      // The base image of the shop comes from a registry that limits anonymous downloads.
      dockerCredentials: [
        DockerCredential.dockerHub(Secret.fromSecretNameV2(this, 'DockerHub', 'docker-hub-credentials')),
      ],
    });

    const beta = new Shop(this, 'Beta', { env: { account: '222222222222', region: 'eu-west-1' } });
    pipeline.addStage(beta, {
      pre: [new ShellStep('UnitTest', { input: source, commands: ['npm ci', 'npm test'] })],
      post: [
        new ShellStep('SmokeTest', {
          input: source,
          envFromCfnOutputs: { SHOP_URL: beta.url },
          commands: ['npm ci', 'npm run smoke-test -- "$SHOP_URL"'],
        }),
      ],
    });

    const prod = new Shop(this, 'Prod', { env: { account: '333333333333', region: 'us-east-1' } });
    const release = pipeline.addWave('Release', {
      pre: [new ManualApprovalStep('Promote', { comment: 'Has Beta been well for a day?' })],
      post: [new ShellStep('Announce', { input: source, commands: ['./announce-release.sh'] })],
    });
    release.addStage(prod, {
      pre: [new ConfirmPermissionsBroadening('Permissions', { stage: prod })],
    });
  }
}

const app = new App();
new DeliveryStack(app, 'Delivery', { env: { account: '111111111111', region: 'us-east-1' } });
