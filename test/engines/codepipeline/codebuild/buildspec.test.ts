import { combineArtifacts, renderSpec } from '../../../../lib/engines/codepipeline/private/codebuild/buildspec';
import { isPipelineVariable, splitVariables } from '../../../../lib/engines/codepipeline/private/codebuild/environment';

const EMPTY = { installCommands: [], commands: [], extraInputs: [], outputs: [] };

describe('renderSpec', () => {
  test('nothing to do: no phases', () => {
    expect(renderSpec(EMPTY)).toEqual({ version: '0.2', phases: {} });
  });

  test('one output is the artifact, several are secondary ones', () => {
    const a = { artifact: 'A', directory: 'a' };
    const b = { artifact: 'B', directory: 'b' };
    expect(renderSpec({ ...EMPTY, outputs: [a] }).artifacts).toEqual({ 'base-directory': 'a', files: '**/*' });
    expect(Object.keys(renderSpec({ ...EMPTY, outputs: [a, b] }).artifacts['secondary-artifacts'])).toEqual(['A', 'B']);
  });

  test.each([
    ['sub', false],
    ['../sibling', false],
    ['deep/er', true],
    ['../../up/there', true],
  ])('an additional input in %s: parent made first: %s', (directory, parent) => {
    const [link] = renderSpec({ ...EMPTY, extraInputs: [{ variable: 'CODEBUILD_SRC_DIR_A', directory }] }).phases
      .install.commands;
    expect(link).toContain(`ln -s -- "$CODEBUILD_SRC_DIR_A" "${directory}"`);
    expect(link.includes('mkdir')).toBe(parent);
  });

  test('inputs are linked before anything is installed', () => {
    const { commands } = renderSpec({
      ...EMPTY,
      extraInputs: [{ variable: 'CODEBUILD_SRC_DIR_A', directory: 'a' }],
      installCommands: ['install'],
    }).phases.install;
    expect(commands[1]).toBe('install');
  });
});

describe('combineArtifacts', () => {
  const ours = { 'base-directory': 'out', files: '**/*' };

  test('settings of the user win, but the directory is ours', () => {
    expect(combineArtifacts({ files: ['*.js'], name: 'x' }, ours, '')).toEqual({
      'base-directory': 'out',
      files: ['*.js'],
      name: 'x',
    });
  });

  test('settings of the user go to each output', () => {
    const combined = combineArtifacts({ 'discard-paths': 'yes' }, { 'secondary-artifacts': { A: ours, B: ours } }, '');
    expect(combined['secondary-artifacts']).toEqual({
      A: { ...ours, 'discard-paths': 'yes' },
      B: { ...ours, 'discard-paths': 'yes' },
    });
  });

  test('secondary artifacts of the user stay', () => {
    const user = { 'secondary-artifacts': { Mine: { files: 'm' }, A: { 'enable-symlinks': 'yes' } } };
    expect(combineArtifacts(user, { 'secondary-artifacts': { A: ours } }, '')['secondary-artifacts']).toEqual({
      Mine: { files: 'm' },
      A: { ...ours, 'enable-symlinks': 'yes' },
    });
  });

  test('another directory is refused', () => {
    expect(() => combineArtifacts({ 'base-directory': 'b' }, ours, 'here')).toThrow(/\[here\].*base-directory 'b'/);
  });
});

describe('variables', () => {
  test.each([
    ['plain', false],
    ['#{Source.CommitId}', true],
    ['a-#{ns.x}-b', true],
    ['#{}', false],
    ['${x}', false],
  ])('%s is filled in by CodePipeline: %s', (value, expected) => {
    expect(isPipelineVariable(value)).toBe(expected);
  });

  test('go where CodePipeline fills them in, others to the project', () => {
    expect(splitVariables({ A: '#{n.x}', B: 'b' }, { C: { value: '#{n.y}' } })).toEqual({
      onAction: { A: { value: '#{n.x}' } },
      onProject: { B: { value: 'b' }, C: { value: '#{n.y}' } },
    });
  });
});
