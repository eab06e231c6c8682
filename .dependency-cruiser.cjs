// The layers of ARCHITECTURE.md as rules: `npm run lint` fails on an import that breaks one. Arrows point
// downwards: engines → plan → {blueprint, graph}, blueprint → assembly, {engines, cli, testing} → document → graph;
// all may use lib/private.

/** A type disappears when it is compiled: importing one ties nothing at run time. */
const RUNTIME = { dependencyTypesNot: ['type-only'] };

/**
 * What a layer may import of `lib/`. Nothing else of it, not even a type.
 *
 * @param {string} layer
 * @param {string[]} allowed
 * @param {string} comment
 */
function layer(layer, allowed, comment) {
  return {
    name: `layer-${layer}`,
    comment,
    severity: 'error',
    from: { path: `^lib/${layer}/` },
    to: { path: '^(lib/|index\\.ts)', pathNot: [layer, ...allowed].map((name) => `^lib/${name}/`) },
  };
}

/** What only the command loads. Of `run`, the library has what is pure: `Rehearsal` simulates. */
const COMMAND = '^lib/(cli/|run/(rehearse|clouds|screens)/|run/run\\.ts|private/(terminal|area|columns)\\.ts)';

/** What makes and compares workflow files, which are YAML. */
const WORKFLOWS = '^lib/(engines/github/|document/workflow/|private/unified-diff\\.ts)';

module.exports = {
  forbidden: [
    layer('private', [], 'what every layer may use depends on none of them'),
    layer('cdk', ['private'], 'what hangs on internals of the CDK knows nothing of pipelines'),
    layer('assembly', ['cdk', 'private'], 'the reader of a cloud assembly knows no blueprint'),
    layer('document', ['graph', 'private'], 'what is written for others knows nothing of how it came about'),
    layer('run', ['document', 'graph', 'private'], 'what runs a plan reads the document: it needs no CDK'),
    layer('cli', ['run', 'document', 'graph', 'private'], 'the command reads documents: it needs no CDK'),
    layer('testing', ['run', 'document', 'graph', 'private'], 'tests of plans read documents, as people do'),
    layer('blueprint', ['assembly', 'cdk', 'private'], 'what the user declares knows no plan and no engine'),
    layer('plan', ['graph', 'blueprint', 'assembly', 'private'], 'planning knows no engine'),
    layer('jobs', ['plan', 'assembly', 'private'], 'what runs is data: it knows no engine'),
    layer('report', ['jobs', 'plan', 'document', 'graph', 'private'], 'what is reported of every engine knows none'),
    layer(
      'engines',
      ['report', 'jobs', 'plan', 'graph', 'blueprint', 'assembly', 'document', 'cdk', 'private'],
      'an engine does not go through the front door',
    ),
    {
      name: 'graph-is-generic',
      comment: 'the graph imports nothing outside itself: no layer, no package, no module of Node.js',
      severity: 'error',
      from: { path: '^lib/graph/' },
      to: { pathNot: '^lib/graph/' },
    },
    {
      name: 'plan-is-pure-data',
      comment:
        'the plan works on data: of blueprint objects it may know the types, and at run time what they say they are; of a ' +
        'cloud assembly what is read from it, and not how',
      severity: 'error',
      from: { path: '^lib/plan/' },
      to: {
        path: '^lib/(blueprint|assembly)/',
        pathNot: '^lib/(blueprint/(traits|script-trait)|assembly/stack-data)\\.ts$',
        ...RUNTIME,
      },
    },
    {
      name: 'plan-without-cdk',
      comment: 'plans, jobs and reports are made and tested without the CDK',
      severity: 'error',
      from: { path: '^lib/(plan|jobs|report)/' },
      to: { path: '^node_modules/(aws-cdk-lib|constructs)/', ...RUNTIME },
    },
    {
      name: 'plan-is-deterministic',
      comment: 'no files, processes or network in the plan: the same blueprint gives the same bytes',
      severity: 'error',
      from: { path: '^lib/plan/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engines-are-strangers',
      comment: 'engines do not import each other',
      severity: 'error',
      from: { path: '^lib/engines/([^/]+)/' },
      to: { path: '^lib/engines/', pathNot: '^lib/engines/$1/' },
    },
    {
      name: 'engine-rooms-are-private',
      comment: 'only an engine looks into its own private rooms',
      severity: 'error',
      from: { path: '^(lib/|index\\.ts)', pathNot: '^lib/engines/([^/]+)/' },
      to: { path: '^lib/engines/[^/]+/private/' },
    },
    {
      name: 'facade-is-above',
      comment: 'what makes the actions does not reach up to the façade, but for its type',
      severity: 'error',
      from: { path: '^lib/engines/codepipeline/private/' },
      to: { path: '^lib/engines/codepipeline/codepipeline\\.ts$', ...RUNTIME },
    },
    {
      name: 'not-the-incumbent',
      comment: 'aws-cdk-lib/pipelines is the oracle of the tests: the library never imports it, not even a type',
      severity: 'error',
      from: { path: '^(lib/|index\\.ts|integ/)' },
      to: { path: '^node_modules/aws-cdk-lib/pipelines/' },
    },
    {
      name: 'no-cycles',
      comment: 'modules that need each other at run time are one module in two files',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: RUNTIME },
    },
    {
      name: 'no-type-cycles',
      comment:
        'rooms that know each other by type are one room, too. What a step, its files, its outputs and the stacks around ' +
        'it say of each other is in the API that people know',
      severity: 'error',
      from: { pathNot: '^lib/blueprint/(step|file-set|outputs|stack-deployment)\\.ts$' },
      to: { circular: true },
    },
    {
      name: 'no-test-code',
      comment: 'the library does not need its tests, examples or scripts',
      severity: 'error',
      from: { path: '^(lib/|index\\.ts)' },
      to: { path: '^(test|integ|scripts|bench)/' },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'the library imports what package.json promises to its users, and nothing else',
      severity: 'error',
      from: { path: '^(lib/|index\\.ts)', pathNot: [COMMAND, WORKFLOWS] },
      to: { path: '^node_modules/', pathNot: '^node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'no-undeclared-packages-for-workflows',
      comment: 'workflows are made and compared with what is bundled; an application that has none need not load it',
      severity: 'error',
      from: { path: WORKFLOWS },
      to: {
        path: '^node_modules/',
        pathNot: '^node_modules/(aws-cdk-lib|constructs|yaml|@jest/diff-sequences)/',
      },
    },
    {
      name: 'no-undeclared-packages-in-the-command',
      comment: 'the command needs what is bundled with it; the CDK would make it slow to start',
      severity: 'error',
      from: { path: COMMAND },
      to: { path: '^node_modules/', pathNot: '^node_modules/(commander|picocolors|picomatch|signal-exit|yaml)/' },
    },
    {
      name: 'nothing-needs-the-command',
      comment: 'applications do not load what only the command needs',
      severity: 'error',
      from: { path: '^(lib/|index\\.ts)', pathNot: COMMAND },
      to: { path: COMMAND },
    },
    {
      name: 'tests-of-the-graph',
      comment: 'algorithms are tested on literals: with the graph, and nothing above it',
      severity: 'error',
      from: { path: '^test/graph/' },
      to: { path: '^(lib|test|node_modules)/', pathNot: '^(lib/graph|test/graph|node_modules/fast-check)/' },
    },
    {
      name: 'tests-of-pure-floors',
      comment: 'plans and documents are tested as data: without the CDK, an application or a cloud assembly',
      severity: 'error',
      from: { path: '^test/(plan|jobs|report|document|testing|cli|run)/' },
      to: {
        path: '^(node_modules/(aws-cdk-lib|constructs)|lib/(blueprint|assembly)|test/(kit|engines|parity))/',
        ...RUNTIME,
      },
    },
    {
      name: 'tests-of-the-plan',
      comment: 'a plan is of no engine: its tests print the plan, and not what an engine makes of it',
      severity: 'error',
      from: { path: '^test/plan/' },
      to: { path: '^(lib|test)/', pathNot: '^(lib/(plan|graph|private|assembly)|test/plan)/' },
    },
    {
      name: 'no-dead-ends',
      comment: 'an import must lead somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'a module that nothing imports is dead, or forgotten',
      severity: 'error',
      from: { orphan: true, path: '^lib/' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Compiled files lie beside their sources.
    exclude: { path: ['\\.d\\.ts$', '^lib/.*\\.js$', '^index\\.js$'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['require', 'node', 'types'],
    },
  },
};
