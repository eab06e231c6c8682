import * as fc from 'fast-check';
import type { BuildSpec, EnvVarSpec, FileRef, StepSpec } from '../spec';
import { few, index, sometimes } from './common';

const NAMES = [
  'Test',
  'test',
  'Tests',
  'T',
  'Approve',
  'Integ-Test',
  'Run tests!',
  'a/b',
  'x.y_z',
  '10',
  '9',
  '2',
  'Build',
  'Synth',
  'Deploy',
  'Prepare',
  'ünï cödé',
  'Zeta',
  'alpha',
  '_',
  'FileAsset1',
  'A step with a rather long name that goes on for more than sixty characters',
  'Hello@World',
];

const COMMANDS = [
  'npm test',
  'echo "quoted" \'single\'',
  'cd x && ls | wc -l',
  'export A=$B',
  '',
  'echo \\ ${VAR} %VAR%',
  'make -C ä',
];

const DIRECTORIES = ['out', 'dist/html', './x', '../sibling', '../../up', 'deep/er/still', '.', 'with space', 'x.y'];

const variableName = fc.constantFrom('URL', 'A', 'B', 'Z_9', 'lower', 'COMMIT');

export const buildSpec: fc.Arbitrary<BuildSpec> = fc.record({
  compute: sometimes(fc.constantFrom('SMALL', 'MEDIUM', 'LARGE')),
  image: sometimes(fc.constantFrom('standard', 'amazon', 'registry'), 5),
  privileged: sometimes(fc.boolean(), 5),
  variables: sometimes(
    fc.uniqueArray(fc.record({ name: variableName, type: fc.constantFrom('plain', 'parameter', 'secret') }), {
      selector: (v) => v.name,
      minLength: 1,
      maxLength: 3,
    }),
    5,
  ),
  timeout: sometimes(fc.integer({ min: 5, max: 480 }), 5),
  vpc: sometimes(fc.constantFrom('vpc', 'subnets', 'groups'), 8),
  policy: sometimes(
    fc.uniqueArray(fc.constantFrom('s3:Get*', 'sts:AssumeRole', 'ec2:Describe*'), { minLength: 1, maxLength: 2 }),
    5,
  ),
  partial: sometimes(fc.constantFrom('install', 'phases', 'report', 'env', 'token'), 5),
  cache: sometimes(fc.constantFrom('local', 'bucket'), 8),
  logging: sometimes(fc.boolean(), 8),
});

const fileRef: fc.Arbitrary<FileRef> = fc.record({ from: fc.constantFrom('source', 'synth', 'step'), index });

const envVar: fc.Arbitrary<EnvVarSpec> = fc.oneof(
  fc.record({
    name: variableName,
    kind: fc.constant('plain' as const),
    value: fc.constantFrom('x', '', 'a b', '${X}', '\'"'),
  }),
  fc.record({ name: variableName, kind: fc.constant('token' as const) }),
  fc.record({
    name: variableName,
    kind: fc.constant('attribute' as const),
    source: index,
    attribute: fc.constantFrom('CommitId', 'BranchName'),
  }),
  fc.record({
    name: variableName,
    kind: fc.constant('exported' as const),
    step: index,
    variable: fc.constantFrom('ID', 'VERSION'),
  }),
);

export const step: fc.Arbitrary<StepSpec> = fc.record({
  kind: fc.constantFrom('shell', 'codebuild', 'approval', 'shell', 'codebuild', 'approval', 'factory'),
  name: fc.constantFrom(...NAMES),
  commands: fc.array(fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 3 }),
  installCommands: sometimes(fc.array(fc.constantFrom(...COMMANDS), { maxLength: 2 })),
  env: few(envVar, 3),
  outputsAsEnv: few(fc.record({ name: variableName, output: index }), 2, 3),
  input: sometimes(fileRef),
  additional: few(
    fc.record({ directory: fc.constantFrom(...DIRECTORIES.filter((d) => d !== '.')), files: fileRef }),
    3,
    4,
  ),
  primaryOutput: sometimes(fc.constantFrom(...DIRECTORIES), 3),
  outputs: few(fc.constantFrom(...DIRECTORIES), 3, 5),
  after: few(index, 2, 3),
  comment: sometimes(fc.constantFrom('Ready?', 'a "quoted" comment')),
  topic: sometimes(fc.boolean(), 5),
  actions: fc.integer({ min: 1, max: 3 }),
  sequential: fc.boolean(),
  build: buildSpec,
  projectName: sometimes(fc.constantFrom('project', 'Other-Project'), 8),
  roles: sometimes(fc.boolean(), 8),
});

/** The synth step needs files and nothing that it could wait for. */
export const synthStep: fc.Arbitrary<StepSpec> = fc
  .tuple(step, fc.constantFrom('shell', 'codebuild'))
  .map(([s, kind]) => ({
    ...s,
    kind,
    after: [],
    outputsAsEnv: [],
    env: s.env.filter((v) => v.kind !== 'exported'),
  }));
