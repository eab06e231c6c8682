import { commandsIn, type Machine, missingFiles, whyNotHere } from '../../../lib/run/rehearse/not-here';
import type { BuildTask } from '../../../lib/run/works';

function machine(has: readonly string[] = [], more: Partial<Machine> = {}): Machine {
  return { platform: 'linux', arch: 'x64', isRoot: false, has: (command) => has.includes(command), ...more };
}

function build(project: Partial<BuildTask['project']> = {}, more: Partial<BuildTask> = {}): { task: BuildTask } {
  const known = { path: 'P', type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', role: 'R', env: {} };
  return {
    task: {
      ...{ kind: 'build', spec: { buildspec: '' }, others: [], outputs: [], env: [] },
      project: { ...known, computeType: 'BUILD_GENERAL1_SMALL', privileged: false, ...project },
      ...more,
    },
  };
}

test('what is only commands of this machine runs', () => {
  expect(whyNotHere(build(), ['npm ci', 'npx cdk synth'], machine())).toBeUndefined();
  expect(whyNotHere({ task: { kind: 'ask', text: '' } }, [], machine())).toBeUndefined();
});

test.each<[string, Parameters<typeof whyNotHere>]>([
  ['it needs Windows (win)', [build({ type: 'WINDOWS_SERVER_2022_CONTAINER', image: 'win' }), [], machine()]],
  ['it needs macOS (mac)', [build({ type: 'MAC_ARM', image: 'mac' }), [], machine()]],
  ['it needs Linux (aws/codebuild/standard:7.0)', [build(), [], machine([], { platform: 'win32' })]],
  ['it is privileged, which is for Docker, and Docker is not here', [build({ privileged: true }), [], machine()]],
  ['it is a batch of several builds', [build({}, { batch: true }), [], machine()]],
  ['it runs docker, which is not here', [build(), ['docker build -t x .'], machine()]],
  ['it runs sudo, yum, which are not here', [build(), ['sudo yum install -y jq'], machine()]],
  ['it runs apt-get as root, and you are not', [build(), ['apt-get update'], machine(['apt-get'])]],
  ['an action of S3 runs on AWS only', [{ task: { kind: 'other', provider: 'S3', outputs: [] } }, [], machine()]],
])('%s', (reason, given) => {
  expect(whyNotHere(...given)).toEqual({ reason, fix: expect.stringMatching(/./) });
});

test('what is there is used', () => {
  expect(whyNotHere(build({ privileged: true }), ['docker ps'], machine(['docker']))).toBeUndefined();
  expect(whyNotHere(build({ type: 'MAC_ARM' }), [], machine([], { platform: 'darwin' }))).toBeUndefined();
  expect(whyNotHere(build(), ['apt-get update'], machine(['apt-get'], { isRoot: true }))).toBeUndefined();
});

test.each<[string, string[]]>([
  ['npm ci && npx cdk synth', ['npm', 'npx']],
  ['FOO=1 BAR=2 make -j2 | tee log; sudo -E /usr/bin/apt-get update', ['make', 'tee', 'sudo', 'apt-get']],
  ['if [ -f x ]; then yum install y; fi', ['[', 'yum', 'fi']],
  ['V=$(docker inspect x) || exit 1', ['docker', 'exit']],
  ['echo \'first; sudo reboot\' "and | yum" # ; docker', ['echo']],
  ['cat <<EOF >f\nsudo x\nEOF\nls', ['cat', 'ls']],
  ['command -v yum && yum install jq', ['command']],
  ['npm run \\\n  docker', ['npm']],
])('the programs of %j', (command, programs) => {
  expect(commandsIn(command)).toEqual(programs);
});

test('what is missing is named, with who would have made it', () => {
  const synth = { maker: 'Build/Synth', reason: 'it needs Windows' };
  expect(
    missingFiles([
      { kind: 'files', name: 'Synth_Output', ...synth },
      { kind: 'variable', name: 'V', ...synth },
      { kind: 'variable', name: 'V', ...synth },
    ]).reason,
  ).toBe(
    "it needs artifact 'Synth_Output' of 'Build/Synth', which did not run: it needs Windows; " +
      "variable 'V' of 'Build/Synth', which did not run: it needs Windows",
  );
});
