import type { BlueprintSpec, ScriptSpec, SourceSpec, StackSpec, StageSpec, StepSpec } from './blueprint/spec';

/* Small blueprints, each for one thing that the documentation says. */

export interface Probe {
  readonly spec: BlueprintSpec;
  /** What must fail, and why: it is known, and documented. Nothing if all goes through. */
  readonly fails?: RegExp;
}

const APP: SourceSpec = { name: 'org/app', files: { 'a.txt': 'a', 'src/b.txt': 'b' } };
const TOOLS: SourceSpec = { name: 'org/tools', files: { 'tool.sh': 'tool', 'lib/x.sh': 'x' } };
const [app, tools] = [{ source: 'org/app' }, { source: 'org/tools' }];

const synth = (more: Partial<ScriptSpec> = {}): ScriptSpec => ({ kind: 'script', id: 'Synth', input: app, ...more });
const script = (id: string, more: Partial<ScriptSpec> = {}): ScriptSpec => ({ kind: 'script', id, ...more });
const stage = (id: string, more: Partial<StageSpec> = {}): StageSpec => ({ id, stacks: [{ id: 'App' }], ...more });
const alone = (s: StageSpec) => ({ id: `${s.id}Wave`, single: true, stages: [s] });

/** One Stage with these steps after it. */
function after(post: readonly StepSpec[], more: Partial<BlueprintSpec> = {}, around: Partial<StageSpec> = {}): Probe {
  return {
    spec: { sources: [APP, TOOLS], synth: synth(), waves: [alone(stage('Prod', { post, ...around }))], ...more },
  };
}

const exported = (value: string, fails?: RegExp): Probe => ({
  ...after([script('Say', { exports: { V: value } }), script('Hear', { env: { V: { step: 'Say', variable: 'V' } } })]),
  fails,
});

/** What is known to break: the value becomes part of a JSON text. */
const NO_JSON = /Hear: .*\bJSON\b/;

const INPUTS: Record<string, Probe> = {
  'a step without input gets the first source': after([script('Bare')]),
  'a primary input': after([script('Tools', { input: tools })]),
  'the cloud assembly as primary input': after([script('Assembly', { input: 'assembly' })]),
  'the cloud assembly beside it': after([script('Assembly', { input: app, additional: { out: 'assembly' } })]),
  'an additional input below': after([script('Both', { input: app, additional: { 'deep/er/tools': tools } })]),
  'an additional input with ./ and a slash at the end': after([script('Both', { additional: { './tools/': tools } })]),
  'an additional input beside the source': after([script('Both', { additional: { '../tools': tools } })]),
  'an additional input further away': after([script('Both', { additional: { '../a/b/tools': tools } })]),
  'an additional input in an additional input': after([
    script('Many', { additional: { 'one/in': 'assembly', two: tools } }),
  ]),
  'a directory with blanks and quotes': after([script('Both', { additional: { "it's a (b) & c": tools } })]),
  'one file set in two directories': after([script('Both', { additional: { one: tools, two: tools } })]),
  'an additional input of the synth': {
    spec: { sources: [APP, TOOLS], synth: synth({ additional: { '../tools': tools } }), waves: [alone(stage('Prod'))] },
  },
  'a directory of the source where an input should go': {
    ...after([script('Both', { additional: { src: tools } })]),
    fails: /Both: .*additionalInputs: "src" must not exist yet/,
  },
  'a directory of an input where a source should go': {
    ...after([
      script('Make', { outputs: [{ directory: 'out', files: { 'lib/x.sh': 'mine' } }] }),
      script('Both', { input: { step: 'Make' }, additional: { lib: tools } }),
    ]),
    fails: /Both: .*additionalInputs: "lib" must not exist yet/,
  },
  'a link to the input itself': after([
    script('Self', { first: ['mkdir -p x'], last: ['test -f ../other/a.txt'], additional: { '../other': app } }),
  ]),
};

const OUTPUTS: Record<string, Probe> = {
  'one output': after([
    script('Make', { outputs: [{ directory: 'out', files: { 'x.txt': 'x', 'sub/y.txt': 'y' } }] }),
    script('Use', { input: { step: 'Make' } }),
  ]),
  'several outputs': after([
    script('Make', {
      outputs: [
        { directory: 'one', files: { 'x.txt': '1' } },
        { directory: 'two', files: { 'x.txt': '2' } },
        { directory: '../three', files: { 'x.txt': '3' } },
      ],
    }),
    script('Use', {
      input: { step: 'Make', directory: 'two' },
      additional: { one: { step: 'Make', directory: 'one' }, '../third': { step: 'Make', directory: '../three' } },
    }),
  ]),
  'outputs of the synth': {
    spec: {
      sources: [APP],
      synth: synth({ outputs: [{ directory: 'reports', files: { 'r.html': 'r' } }] }),
      waves: [alone(stage('Prod', { pre: [script('Read', { input: { step: 'Synth', directory: 'reports' } })] }))],
    },
  },
  'hidden files are handed on': after([
    script('Make', { outputs: [{ directory: 'out', files: { '.hidden': 'h', '.d/x': 'x' } }] }),
    script('Use', { input: { step: 'Make' } }),
  ]),
  'links to directories are not handed on': after([
    script('Make', {
      last: ['mkdir -p real && echo x > real/x && ln -s ../real out/linked'],
      outputs: [{ directory: 'out', files: { 'x.txt': 'x' } }],
    }),
    script('Use', { input: { step: 'Make' } }),
  ]),
  'a directory that is not there': {
    ...after([
      script('Make', { last: ['rm -r out'], outputs: [{ directory: 'out', files: { x: 'x' } }] }),
      script('Use', { input: { step: 'Make' } }),
    ]),
    fails: /Make: .*: no matching base directory path found for out/,
  },
};

const VARIABLES: Record<string, Probe> = {
  'a value with blanks and signs': after([script('Env', { env: { A: 'two words', B: '$HOME', C: `'"\\`, D: '' } })]),
  'a value in several lines': after([script('Env', { env: { A: 'one\ntwo' } })]),
  'attributes of sources': after([
    script('Env', {
      env: { A: { source: 'org/app', attribute: 'CommitId' }, B: { source: 'org/tools', attribute: 'BranchName' } },
    }),
  ]),
  'an exported variable': exported('1.2.3'),
  'an exported variable that is empty': exported(''),
  'an exported variable with blanks and signs': exported("it's a=b & $HOME {c} #{d}"),
  'an exported variable with quotes': exported('a "b" c', NO_JSON),
  'an exported variable in two lines': exported('one\ntwo', NO_JSON),
  'an exported variable with a backslash': exported('C:\\x', NO_JSON),
  'several exported variables': after([
    script('Say', { exports: { V: '1', W: '2' } }),
    script('Hear', { env: { X: { step: 'Say', variable: 'W' }, Y: { step: 'Say', variable: 'V' } } }),
  ]),
  'a variable that crosses waves': {
    spec: {
      sources: [APP],
      synth: synth(),
      waves: [
        alone(stage('Beta', { post: [script('Say', { exports: { V: '1' } })] })),
        alone(stage('Prod', { pre: [script('Hear', { env: { V: { step: 'Say', variable: 'V' } } })] })),
      ],
    },
  },
  'variables of the build environment': after([script('Env', { variables: { A: 'a' }, env: { B: 'b' } })]),
  'outputs of stacks': after([
    script('Env', { env: { URL: { stack: 'Prod/App' }, AGAIN: { stack: 'Prod/App' }, A: 'a' } }),
  ]),
  'an output of a stack of another wave': {
    spec: {
      sources: [APP],
      synth: synth(),
      waves: [
        alone(stage('Beta')),
        alone(stage('Prod', { pre: [script('Env', { env: { URL: { stack: 'Beta/App' } } })] })),
      ],
    },
  },
};

const COMMANDS: Record<string, Probe> = {
  'install commands come first': after([
    script('Install', { installCommands: ['export A=set', 'cd src && cd ..'], alsoSees: { A: 'set' } }),
  ]),
  'a variable that is set without export': after([script('Set', { first: ['A=set'], alsoSees: { A: 'set' } })]),
  'a failure in the middle of a command does not count': after([
    script('Fail', { first: ['false; true', 'export A=$(false)'], alsoSees: { A: '' } }),
  ]),
  'a command that fails': {
    ...after([script('Fail', { last: ['sh -c "exit 3"'] }), script('Then', { after: ['Fail'] })]),
    fails: /Fail: .*(ended with|exit status|exit code) 3/,
  },
  'a partial buildspec': after([
    script('Partial', {
      partialBuildSpec: {
        env: { variables: { A: 'a' } },
        phases: { pre_build: { commands: ['B=b'] }, install: { commands: ['D=d'] } },
      },
      installCommands: ['C=c'],
      alsoSees: { A: 'a', B: 'b', C: 'c', D: 'd' },
    }),
  ]),
  'a variable of the step beats that of the buildspec': after([
    script('Partial', { env: { A: 'mine' }, partialBuildSpec: { env: { variables: { A: 'theirs' } } } }),
  ]),
};

const gate = (id: string, comment?: string): StepSpec => ({ kind: 'gate', id, comment });
const stack = (id: string, more: Partial<StackSpec> = {}): StackSpec => ({ id, ...more });

const ORDER: Record<string, Probe> = {
  'waves, with steps around everything': {
    spec: {
      sources: [APP],
      synth: synth(),
      waves: [
        {
          id: 'First',
          pre: [gate('Before')],
          stages: [
            stage('One', {
              pre: [script('PreOne')],
              stacks: [
                stack('A', { pre: [script('PreA')], changeSet: [gate('SeeA')], post: [script('PostA')] }),
                stack('B', { dependsOn: ['A'] }),
                stack('C'),
              ],
              post: [script('PostOne')],
            }),
            stage('Two', { stacks: [stack('A'), stack('B', { changeSet: [script('SeeB'), gate('AgreeB')] })] }),
          ],
          post: [script('After')],
        },
        { id: 'Second', stages: [stage('Three'), stage('Four')], pre: [gate('Between', 'All well?')] },
      ],
    },
  },
  'steps that depend on each other': after([
    script('C', { after: [] }),
    script('B', { after: ['C'] }),
    script('A', { after: ['B', 'C'] }),
    { kind: 'gate', id: 'Last', after: ['A'] },
  ]),
  'with change sets for all': after([], { options: { useChangeSets: true } }),
  'without change sets': after([], { options: { useChangeSets: false } }),
  'stacks in a row': after(
    [],
    {},
    {
      stacks: [stack('A'), stack('B', { dependsOn: ['A'] }), stack('C', { dependsOn: ['A', 'B'] })],
    },
  ),
  'a step that nobody placed': after([script('Use', { after: ['Hidden'], input: { step: 'Hidden' } })], {
    hidden: [script('Hidden', { outputs: [{ directory: 'out', files: { x: 'x' } }] }), script('Unused')],
  }),
  'Stages apart': {
    spec: {
      sources: [APP],
      synth: synth(),
      waves: [
        {
          id: 'Wave',
          apart: true,
          pre: [gate('First')],
          stages: [stage('One', { pre: [gate('Ask')] }), stage('Two', { post: [script('After')] })],
          post: [script('Last')],
        },
      ],
    },
  },
  'waves in a row, with Stages apart': {
    spec: {
      sources: [APP],
      synth: synth(),
      waves: ['V', 'W', 'X'].map((id) => ({
        id,
        apart: true,
        pre: [gate(`Gate${id}`), script(`Pre${id}`)],
        stages: [stage(`One${id}`), stage(`Two${id}`)],
        post: [script(`Post${id}`)],
      })),
    },
  },
  'tags of stacks': after([], {}, { stacks: [stack('App', { tags: { team: 'a', 'cost center': 'b c' } })] }),
  'without self-update': after([script('S')], { options: { selfMutation: false } }),
  'with the role of the pipeline for all actions': after([script('S')], {
    options: { usePipelineRoleForActions: true },
  }),
  'a permissions check': after([script('S')], {}, { pre: [{ kind: 'check', id: 'Check' }] }),
};

const TARGETS: Record<string, Probe> = Object.fromEntries(
  (['account', 'region', 'both'] as const).flatMap((env) =>
    [true, undefined].map((useChangeSets): [string, Probe] => [
      `another ${env}${useChangeSets ? ', with change sets' : ''}`,
      after(
        [script('S', { env: { URL: { stack: 'Prod/App' } } })],
        { options: { crossAccountKeys: true, useChangeSets } },
        { env, stacks: [stack('App', { files: [1], images: [1] }), stack('Home', { env: 'home', files: [1, 2] })] },
      ),
    ]),
  ),
);

const ASSETS: Record<string, Probe> = Object.fromEntries(
  Object.entries({
    'one publisher each': {},
    'one publisher for all': { publishAssetsInParallel: false, maxPublishers: 1 },
    'a few publishers': { maxPublishers: 2 },
    'logins to a registry': { dockerLogins: true },
    'a few publishers with logins': { dockerLogins: true, maxPublishers: 2 },
  }).map(([name, options]): [string, Probe] => [
    `assets: ${name}`,
    {
      spec: {
        sources: [APP],
        synth: synth(),
        options,
        waves: [
          alone(stage('Beta', { stacks: [stack('A', { files: [1, 2, 3] }), stack('B', { files: [1], images: [1] })] })),
          alone(stage('Prod', { stacks: [stack('A', { files: [1, 4], images: [0, 1] })] })),
        ],
      },
    },
  ]),
);

export const PROBES: Readonly<Record<string, Probe>> = {
  ...INPUTS,
  ...OUTPUTS,
  ...VARIABLES,
  ...COMMANDS,
  ...ORDER,
  ...TARGETS,
  ...ASSETS,
};
