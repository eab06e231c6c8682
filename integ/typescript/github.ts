/**
 * The same shop, delivered by GitHub Actions. `cdk synth` writes the workflow file. In other languages it is the same file, byte for byte.
 */
import { App, Duration, Stack } from 'aws-cdk-lib';
import { ConfirmPermissionsBroadening, ManualApprovalStep, ShellStep, github } from 'cdk-pipelines';
import { Shop } from './shop';

const BETA = { account: '222222222222', region: 'eu-west-1' };
const PROD = { account: '333333333333', region: 'us-east-1' };

const app = new App();

// Deployed once, by hand. Only jobs in the environment of the Stage can assume the role of its account.
for (const [name, env] of Object.entries({ Beta: BETA, Prod: PROD })) {
  new github.GitHubActionRole(new Stack(app, `${name}Access`, { env }), 'Deployer', {
    repos: ['example/shop'],
    environments: [name],
    bootstrapQualifier: 'hnb659fds',
    maxSessionDuration: Duration.hours(2),
  });
}

function deployerIn(account: string): github.AwsCredentials {
  return github.AwsCredentials.fromOpenIdConnect({
    gitHubActionRoleArn: `arn:aws:iam::${account}:role/GitHubActionRole`,
    roleSessionName: `shop-${github.GitHubExpression.raw('github.run_id')}`,
    sessionDuration: Duration.hours(2),
  });
}

const workflow = new github.GitHubWorkflow(app, 'Delivery', {
  workflowName: 'shop',
  repository: 'example/shop',
  workflowTriggers: { push: { branches: ['main'] }, workflowDispatch: {} },
  executionMode: github.WorkflowExecutionMode.QUEUED,
  synth: new ShellStep('Synth', { commands: ['npm ci', 'npm run build', 'npx cdk synth'] }),
  // The base image of the shop comes from a registry that limits anonymous downloads.
  dockerCredentials: [github.GitHubDockerCredential.dockerHub()],
  maxPublishers: 2,
  artifactRetention: Duration.days(30),
  stageOptions: {
    Prod: { awsCreds: deployerIn(PROD.account), runner: github.Runner.selfHosted(['linux', 'x64']) },
  },
});

const beta = new Shop(app, 'Beta', { env: BETA });
workflow.addStageWithGitHubOptions(beta, {
  awsCreds: deployerIn(BETA.account),
  gitHubEnvironment: { name: 'Beta', url: 'https://beta.example.com' },
  pre: [new ShellStep('UnitTest', { commands: ['npm ci', 'npm test'] })],
  post: [
    new ShellStep('SmokeTest', {
      envFromCfnOutputs: { SHOP_URL: beta.url },
      commands: ['npm ci', 'npm run smoke-test -- "$SHOP_URL"'],
    }),
  ],
});

const prod = new Shop(app, 'Prod', { env: PROD });
const release = workflow.addWave('Release', {
  pre: [new ManualApprovalStep('Promote', { comment: 'Has Beta been well for a day?' })],
  post: [
    new ShellStep('Announce', {
      env: { TOKEN: github.GitHubExpression.secret('CHAT_TOKEN') },
      commands: ['./announce-release.sh'],
    }),
  ],
});
release.addStage(prod, {
  pre: [new ConfirmPermissionsBroadening('Permissions', { stage: prod })],
});
