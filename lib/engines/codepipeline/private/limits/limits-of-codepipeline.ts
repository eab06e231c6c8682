import {
  atLeast,
  DOCS,
  SHORTER,
  SMALLER,
  fixed,
  growing,
  forbidden,
  otherThan,
  settable,
  type Limit,
} from '../../../../report/budget/limit';

const PIPELINE = `${DOCS}/codepipeline/latest/userguide/limits.html`;
const ACTION = `${DOCS}/codepipeline/latest/APIReference/API_ActionDeclaration.html`;
const STRUCTURE = `${DOCS}/codepipeline/latest/userguide/reference-action-artifacts.html`;
const TRIGGERS = `${DOCS}/codepipeline/latest/userguide/pipelines-filter.html`;
const CONDITIONS = `${DOCS}/codepipeline/latest/userguide/concepts-how-it-works-conditions.html`;
const MODES = `${DOCS}/codepipeline/latest/userguide/execution-modes.html`;

/** Providers of rules that may decide to pass over a stage. */
export const SKIPPING_RULES: readonly string[] = ['LambdaInvoke', 'VariableCheck'];

const LONGEST = 100;
const NAMES = 'A-Za-z0-9.@_-';
const NAMESPACES = 'A-Za-z0-9@_-';
const ARTIFACTS = 'A-Za-z0-9_-';

/** What CodePipeline takes. */
export const LIMITS_OF_CODEPIPELINE = {
  stages: growing(
    'stages in a pipeline',
    50,
    PIPELINE,
    `put Stages together in waves without stagePerApplication, or ${SMALLER}`,
  ),
  'stages-missing': atLeast(2, 'stages in a pipeline', PIPELINE, 'add a stage to the CodePipeline'),
  'actions-in-stage': settable(
    'actions in a stage',
    50,
    100,
    PIPELINE,
    'let custom steps make fewer actions, or add fewer by hand',
  ),
  'actions-in-pipeline': settable('actions in a pipeline', 500, 1000, PIPELINE, SMALLER),
  'run-order': fixed('run orders in a stage', 999, ACTION, 'put steps side by side, or into several waves'),
  'pipeline-name': fixed('characters in the name of a pipeline', LONGEST, PIPELINE, 'choose a shorter name'),
  'pipeline-name-characters': otherThan(NAMES, 'in the name of a pipeline', PIPELINE),
  'stage-name': fixed('characters in the name of a stage', LONGEST, PIPELINE, SHORTER),
  'stage-name-characters': otherThan(NAMES, 'in the name of a stage', PIPELINE),
  'action-name': fixed('characters in the name of an action', LONGEST, PIPELINE, SHORTER),
  'action-name-characters': otherThan(NAMES, 'in the name of an action', PIPELINE),
  'artifact-name': fixed('characters in the name of an artifact', LONGEST, PIPELINE, SHORTER),
  'artifact-name-characters': otherThan(ARTIFACTS, 'in the name of an artifact', PIPELINE),
  namespace: fixed('characters in the namespace of variables', LONGEST, PIPELINE, SHORTER),
  'namespace-characters': otherThan(NAMESPACES, 'in the namespace of variables', PIPELINE),
  'action-configuration': settable(
    'characters in a value of the configuration of an action',
    1000,
    50_000,
    ACTION,
    'move variables and scripts into files',
  ),
  'action-configuration-empty': forbidden(
    'values without text in the configuration of an action',
    ACTION,
    'leave the value out, or give it a character',
  ),
  'parameter-overrides': growing(
    'bytes of parameter overrides of a CloudFormation action',
    1024,
    `${DOCS}/codepipeline/latest/userguide/action-reference-CloudFormation.html`,
    'pass parameters through a template configuration file, or resolve them at synthesis',
  ),
  'codebuild-inputs': fixed(
    'input artifacts of a CodeBuild action',
    5,
    STRUCTURE,
    'put files together in an earlier step',
  ),
  'codebuild-inputs-missing': atLeast(
    1,
    'input artifacts of a CodeBuild action',
    STRUCTURE,
    'give the action an input',
  ),
  'codebuild-outputs': fixed(
    'output artifacts of a CodeBuild action',
    5,
    STRUCTURE,
    'put files together in one directory',
  ),
  'cloudformation-inputs': fixed(
    'input artifacts of a CloudFormation action',
    10,
    STRUCTURE,
    'put files together in an earlier step',
  ),
  'cloudformation-outputs': fixed('output artifacts of a CloudFormation action', 1, STRUCTURE, 'remove the others'),
  'lambda-inputs': fixed('input artifacts of a Lambda action', 5, STRUCTURE, 'put files together in an earlier step'),
  'lambda-outputs': fixed('output artifacts of a Lambda action', 5, STRUCTURE, 'put files together in one artifact'),
  'approval-artifacts': forbidden('artifacts of an approval action', STRUCTURE, 'make the action without artifacts'),
  // What is packed is smaller than the files are, by how much nobody knows before: no reason to refuse.
  'deploy-artifact': {
    ...growing(
      'bytes of files, before they are packed, in the artifact that CloudFormation actions receive',
      256_000_000,
      PIPELINE,
      'move large files out of the assets',
    ),
    nearAbove: 256_000_000,
    refusedAbove: Infinity,
  },
  variables: fixed('variables of a pipeline', 50, PIPELINE, 'put several values into one variable'),
  'variable-name': fixed('characters in the name of a pipeline variable', 128, PIPELINE, 'choose a shorter name'),
  'variable-default': fixed(
    'characters in the default of a pipeline variable',
    1000,
    PIPELINE,
    'read long values in a step',
  ),
  triggers: fixed('triggers of a pipeline', 50, TRIGGERS, 'use fewer sources with triggers'),
  'trigger-provider': forbidden(
    'triggers on sources other than connections',
    TRIGGERS,
    'use CodePipelineSource.connection()',
  ),
  'trigger-filters': fixed(
    'push or pull request filters of a trigger',
    3,
    TRIGGERS,
    'put patterns together in one filter',
  ),
  'trigger-patterns': fixed(
    'patterns to include or exclude in a filter',
    8,
    TRIGGERS,
    'use patterns with more wildcards',
  ),
  'trigger-pattern': fixed('characters in the pattern of a filter', 255, TRIGGERS, 'use a shorter pattern'),
  conditions: fixed('conditions of one kind on a stage', 1, CONDITIONS, 'put the rules into one condition'),
  'condition-rules': fixed('rules in a condition', 5, CONDITIONS, 'do several checks in one Lambda function'),
  'skip-rules': forbidden(
    `rules other than ${SKIPPING_RULES.join(' and ')} in a condition that skips a stage`,
    CONDITIONS,
    'use another rule, or another result than Skip',
  ),
  'approval-timeout': fixed('minutes that an approval waits', 86_400, PIPELINE, 'use a shorter timeout'),
  'approval-timeout-missing': atLeast(5, 'minutes that an approval waits', PIPELINE, 'use a longer timeout'),
  'parallel-rollback': forbidden(
    'stages with a rollback in a pipeline in PARALLEL mode',
    MODES,
    'use another execution mode, or another result on failure',
  ),
} as const satisfies Record<string, Limit>;
