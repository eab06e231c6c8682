import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { stageOf, synthCompact } from '../../../kit/app';
import { FakeAws } from './fake-aws';
import { runBuild } from './run-build';
import * as pipelines from '../../../../lib';

/*
 * What a publisher runs, run: the real CDK CLI on the real cloud assembly, against a server on this machine that
 * answers as AWS does, and a script in place of Docker.
 */

const env = (account: string, region: string) => ({ account, region });
const APP = synthCompact(
  (pipeline, scope) => {
    const beta = { id: 'App', env: env('222222222222', 'us-east-1'), files: ['shared', 'own'] };
    const prod = { id: 'App', env: env('333333333333', 'eu-west-1'), files: ['shared', 'other'] };
    // One asset, one manifest directory, two destinations.
    const twin = { id: 'Twin', env: env('444444444444', 'us-east-1'), files: ['shared'] };
    pipeline.addStage(stageOf(scope, 'Beta', beta, twin));
    pipeline.addStage(stageOf(scope, 'Prod', prod));
  },
  () => ({ maxPublishers: 1 }),
);

/** Name of the object, which CDK makes from the content, of the asset that people know by this name. */
function objectOf(stage: string, name: string): string {
  const dir = path.join(APP.assembly, `assembly-${stage}`);
  const file = fs.readdirSync(dir).find((f) => f.startsWith(`${stage}App`) && f.endsWith('.assets.json'))!;
  const { files } = JSON.parse(fs.readFileSync(path.join(dir, file), 'utf-8'));
  const [id] = Object.entries<any>(files).find(([, f]) => f.displayName === name)!;
  return `${id}.ts`;
}

const BETA = 'cdk-hnb659fds-assets-222222222222-us-east-1';
const PROD = 'cdk-hnb659fds-assets-333333333333-eu-west-1';
const TWIN = 'cdk-hnb659fds-assets-444444444444-us-east-1';
const SHARED = [BETA, PROD, TWIN].map((bucket) => `/${bucket}/${objectOf('Beta', 'shared')}`);
const OTHERS = [`/${BETA}/${objectOf('Beta', 'own')}`, `/${PROD}/${objectOf('Prod', 'other')}`];

test('every asset goes to every destination, with the roles of the targets', async () => {
  const aws = new FakeAws();
  const { code, output } = await runBuild(APP, 'Files1', aws);
  expect({ code, uploads: aws.uploads }).toEqual({ code: 0, uploads: [...SHARED, ...OTHERS].sort() });
  const roles = aws.requests.flatMap(({ body }) => /RoleArn=([^&]*)/.exec(body)?.[1] ?? []).map(decodeURIComponent);
  expect(new Set(roles)).toEqual(
    new Set([
      'arn:aws:iam::222222222222:role/cdk-hnb659fds-file-publishing-role-222222222222-us-east-1',
      'arn:aws:iam::333333333333:role/cdk-hnb659fds-file-publishing-role-333333333333-eu-west-1',
      'arn:aws:iam::444444444444:role/cdk-hnb659fds-file-publishing-role-444444444444-us-east-1',
    ]),
  );
  expect(output).toContain('Published shared');
});

test('what is published already is passed over: an action can be started again', async () => {
  const aws = new FakeAws({ published: objectOf('Beta', 'shared') });
  const { code } = await runBuild(APP, 'Files1', aws);
  expect({ code, uploads: aws.uploads }).toEqual({ code: 0, uploads: [...OTHERS].sort() });
});

test('the first failure stops the action, with the name of the asset', async () => {
  const aws = new FakeAws({ failing: objectOf('Beta', 'own') });
  const { code, output } = await runBuild(APP, 'Files1', aws);
  expect(code).not.toBe(0);
  expect(output.match(/Failed to publish asset \w+/g)).toEqual(['Failed to publish asset own']);
  // Four at a time: the fifth was not begun.
  expect(aws.uploads).toEqual([...SHARED, OTHERS[0]].sort());
});

const LOGIN = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:login-AbCdEf';

describe('images', () => {
  const images = (dockerCredentials: (stack: cdk.Stack) => pipelines.DockerCredential[]) =>
    synthCompact(
      (pipeline, scope) =>
        pipeline.addStage(
          stageOf(scope, 'Beta', { id: 'App', env: env('222222222222', 'us-east-1'), images: ['one', 'two'] }),
        ),
      (stack) => ({ maxPublishers: 1, dockerCredentials: dockerCredentials(stack) }),
    );

  test('are built and pushed', async () => {
    const { code, docker } = await runBuild(
      images(() => []),
      'Images1',
      new FakeAws(),
    );
    expect(code).toBe(0);
    expect(docker.filter((line) => line.startsWith('build'))).toHaveLength(2);
    expect(docker.filter((line) => line.startsWith('push registry.aws/'))).toHaveLength(2);
  });

  test('are built with the logins of registries', async () => {
    const result = images((stack) => [
      pipelines.DockerCredential.customRegistry(
        'registry.example.com',
        Secret.fromSecretCompleteArn(stack, 'Login', LOGIN),
      ),
    ]);
    const { code, docker, output } = await runBuild(result, 'Images1', new FakeAws());
    expect({ code, output }).toEqual({ code: 0, output: expect.any(String) });
    expect(docker.filter((line) => line.startsWith('login'))).toContain('login reader at registry.example.com');
  });
});
