import { spawnSync } from 'node:child_process';
import { jobs } from './render';
import { loginCommands } from '../../lib/jobs/docker-logins';
import { permissionsCheckCommands } from '../../lib/jobs/permissions-check';
import { fromSmallAssemblies } from '../../lib/jobs/publishing';
import { asPattern, shellWord } from '../../lib/jobs/shell-words';
import { installCli } from '../../lib/private/toolchain';
import { asset, Blueprint, stack, stage } from '../plan/blueprint';
import { plan } from '../plan/render';
import { packed } from '../../lib/plan/publisher-policy';

describe('scripts', () => {
  test('the synth starts in its source and hands on the cloud assembly', () => {
    const b = new Blueprint();
    const script = {
      installCommands: ['npm i -g yarn'],
      commands: ['npm ci', 'npx cdk synth'],
      inputs: [{ directory: '.', fileSet: 1 }],
      outputs: [{ directory: 'cdk.out', fileSet: 0 }],
    };
    expect(jobs(plan(b), { [b.synth]: script })['build/synth']).toEqual([
      'script of 1, makes the cloud assembly',
      'in .: files 1',
      '> npm i -g yarn',
      '$ npm ci',
      '$ npx cdk synth',
      'out cdk.out: files 0',
    ]);
  });

  test('only the synth is adapted', () => {
    const b = new Blueprint();
    const other = b.step('other');
    b.wave('W', [stage('S', [stack('A')], { post: [other] })]);
    const adaptSynth = (script: any) => ({ ...script, commands: ['adapted'] });
    const found = jobs(plan(b), { [other]: { commands: ['own'] } }, { adaptSynth });
    expect(found['build/synth']).toContain('$ adapted');
    expect(found['S/other']).toEqual([`script of ${other}`, '$ own']);
  });

  test('variables say where their values come from', () => {
    const b = new Blueprint();
    const env = [
      { name: 'PLAIN', value: { literal: 'x' } },
      { name: 'IMAGE', value: { output: { step: b.synth, variable: 'TAG' } } },
      { name: 'URL', value: { stackOutput: { stackId: 'A', stackPath: 'App/A', outputName: 'Url' } } },
    ];
    const test = b.step('test');
    b.wave('W', [stage('S', [stack('A')], { post: [test] })]);
    expect(jobs(plan(b), { [test]: { env } })['S/test']).toEqual([
      `script of ${test}`,
      "PLAIN='x'",
      `IMAGE = TAG of step ${b.synth}`,
      'URL = Url of stack App/A',
    ]);
  });

  test('are read when they are asked for, and once', () => {
    const b = new Blueprint();
    const commands = ['first'];
    const scripts = { [b.synth]: { commands } };
    const before = jobs(plan(b), scripts);
    commands.push('second');
    expect(before['build/synth']).not.toContain('$ second');
    expect(jobs(plan(b), scripts)['build/synth']).toContain('$ second');
  });
});

describe('steps that are no scripts', () => {
  test('ask a person, compare permissions, or make their own action', () => {
    const b = new Blueprint();
    const pre = [
      b.step('approve', { kind: 'approval', isGate: true }),
      b.step('check', { kind: 'permissions-check', checks: { stage: 'App/S', strict: false } }),
      b.step('own', { kind: 'custom' }),
    ];
    b.wave('W', [stage('S', [stack('A')], { pre })]);
    const found = jobs(plan(b), { [pre[0]]: { question: { comment: 'Well?', url: 'https://example.com' } } });
    expect([found['S/approve'], found['S/check'], found['S/own']]).toEqual([
      ['asks in step 2: Well? (https://example.com)'],
      ['compares App/S in step 3'],
      ['step 4 itself'],
    ]);
  });
});

describe('publishing', () => {
  const file = asset('abc', { manifestPath: '/out/assembly-Prod/A.assets.json', displayName: 'Fn/Code' });
  const image = asset('def', { isImage: true });
  const blueprint = () => new Blueprint().wave('W', [stage('S', [stack('A', { assets: [file, image] })])]);

  test('with cdk-assets: a command for each asset, from the manifest that it is in', () => {
    const found = jobs(plan(blueprint()));
    expect(found['publishing/FileAsset1']).toEqual([
      'publishes files as FileAsset1',
      'in .: files 0',
      '> npm install -g cdk-assets@latest',
      '$ cdk-assets --path "assembly-Prod/A.assets.json" --verbose publish "abc:dest"',
    ]);
    expect(found['publishing/DockerAsset1'][0]).toBe('publishes images as DockerAsset1');
  });

  test('packed: the same commands for all, and a variable that says what', () => {
    const publishing = fromSmallAssemblies('P.publish', (images) => installCli('2.1.0', images));
    const found = jobs(plan(blueprint(), { publishers: packed(1) }), {}, { publishing });
    const command = '$ cdk publish-assets --all --unstable=publish-assets --no-notices';
    expect(found['publishing/Files1'].slice(1)).toEqual([
      'in .: files 0',
      "CDK_APP='P.publish/Files1'",
      '> npm install -g aws-cdk@2.1.0',
      command,
    ]);
    expect(found['publishing/Images1'].slice(1)).toEqual([
      'in .: files 0',
      "CDK_APP='P.publish/Images1'",
      expect.stringMatching(/^> npm install -g aws-cdk@2.1.0 cdk-assets@/),
      command,
    ]);
  });
});

describe('the pipeline itself', () => {
  test('is updated from the cloud assembly', () => {
    expect(jobs(plan(new Blueprint()))['self-update/SelfMutate']).toEqual([
      'updates the pipeline',
      'in .: files 0',
      '> npm install -g aws-cdk@2',
      '$ cdk -a . deploy Delivery --require-approval=never --verbose',
    ]);
  });

  test('may sit in a Stage', () => {
    const selfUpdate = { installCli: installCli(''), stackPath: 'Ci/Delivery', assembly: 'assembly-Ci' };
    expect(jobs(plan(new Blueprint()), {}, { selfUpdate })['self-update/SelfMutate'].slice(2)).toEqual([
      '> npm install -g aws-cdk',
      '$ cdk -a assembly-Ci deploy Ci/Delivery --require-approval=never --verbose',
    ]);
  });
});

describe('deployments', () => {
  const found = (options: object, props: object = {}) => {
    const b = new Blueprint();
    const consumes = [{ stackId: 'A', stackPath: 'App/A', outputName: 'Url' }];
    const post = 'reads' in props ? [b.step('reader', { consumes })] : [];
    return jobs(plan(b.wave('W', [stage('S', [stack('A')], { post })]), options));
  };

  test('in two steps through a change set, or in one', () => {
    expect([found({})['S/A/Prepare'], found({})['S/A/Deploy']]).toEqual([['prepare App/A'], ['execute App/A']]);
    expect(found({ changeSets: false })['S/A/Deploy']).toEqual(['update App/A']);
  });

  test('capture outputs where somebody reads them', () => {
    expect(found({}, { reads: true })['S/A/Deploy']).toEqual(['execute App/A, captures outputs']);
  });
});

describe('logins', () => {
  test('of all registries are one configuration; none are no command', () => {
    expect(loginCommands([], 'linux', true)).toEqual([]);
    expect(
      loginCommands(
        [{ 'a.example.com': { ecrRepository: true } }, { 'b.example.com': { secretsManagerSecretId: 's' } }],
        'linux',
        true,
      ),
    ).toEqual([
      'mkdir -p "$HOME/.cdk"',
      `echo '{"version":"1.0","domainCredentials":{"a.example.com":{"ecrRepository":true},"b.example.com":{"secretsManagerSecretId":"s"}}}' > "$HOME/.cdk/cdk-docker-creds.json"`,
    ]);
  });
});

describe('the permissions check', () => {
  test('compares the Stage with what is deployed, and calls who approves only if that finds nothing', () => {
    const commands = permissionsCheckCommands('approver', false, '2.9.0');
    expect(commands[0]).toBe('npm install -g aws-cdk@2.9.0');
    expect(commands[commands.length - 1]).toMatch(
      /^if cdk diff -a \. --security-only --fail \$STAGE_PATH\/\\\*; then aws lambda invoke --function-name approver .* else \[ -z "\$\{NOTIFICATION_ARN\}" \]/s,
    );
  });
});

describe('words of a shell', () => {
  const words = ['plain/Path-1.x', "it's", 'a b', '$(id)', '`id`', '*', '>=2', ';', '', '\n', '~', '#x', '"', '\\'];

  test.each(words)('%j is one word, and that very word', (text) => {
    const { stdout } = spawnSync('sh', ['-c', `printf '<%s>' ${shellWord(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(`<${text}>`);
  });

  test('what needs no quotes has none', () => {
    expect(words.filter((word) => shellWord(word) === word)).toEqual(['plain/Path-1.x']);
  });

  test('a path as a pattern has no special characters left', () => {
    expect(asPattern('A[1]/{b}*?(c)!')).toBe('A\\[1\\]/\\{b\\}\\*\\?\\(c\\)\\!');
    expect(asPattern('Team A/Prod')).toBe('Team A/Prod');
    expect(asPattern('-a|b-/"S"')).toBe('\\-a\\|b-/\\"S\\"');
  });
});
