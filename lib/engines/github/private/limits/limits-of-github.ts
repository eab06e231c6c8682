import { fixed, growing, type Limit } from '../../../../report/budget/limit';

const DOCS = 'https://docs.github.com/en';
const LIMITS = `${DOCS}/actions/reference/limits`;
const ENVIRONMENTS = `${DOCS}/actions/reference/workflows-and-actions/deployments-and-environments`;
const RATES = `${DOCS}/rest/using-the-rest-api/rate-limits-for-the-rest-api`;
const RUNNER = 'https://github.com/actions/runner/blob/main/src/Sdk';

const APART = 'deploy some of the Stages by a workflow of their own: another GitHubWorkflow with another workflowPath';

/** What works on, but not as it should: a warning, however much it is. */
function advised(limit: Limit): Limit {
  return { ...limit, refusedAbove: Infinity };
}

/**
 * What GitHub takes of a workflow. Most of it fails without a message: no job is started, and nobody says why.
 *
 * What no workflow of ours can break is not here: ids of jobs are shorter than 100 characters, a matrix has at most 20 jobs.
 */
export const LIMITS_OF_GITHUB = {
  'workflow-file': growing('bytes in a workflow file', 512_000, LIMITS, APART),

  // Nobody says how many: a run of 160 jobs with 4,700 of them died when it was started.
  'workflow-needs': {
    ...advised(
      fixed(
        'waits of jobs for each other',
        2_000,
        `https://github.com/cdklabs/cdk-pipelines-github/issues/1456`,
        APART,
      ),
    ),
    hard: false,
  },

  'workflow-expression': growing(
    'characters in an expression',
    21_000,
    `${RUNNER}/DTExpressions2/Expressions2/ExpressionConstants.cs`,
    'use shorter ids and values, or put a step between those that wait and what they wait for',
  ),

  // Found by trying: 20,054 were taken, and 20,654 were not.
  'workflow-script': growing(
    'characters in the commands of a step',
    19_000,
    'https://github.com/JiRaska/open-bank-oss/issues/4086',
    'put the commands into a script of the repository, and call that',
  ),

  // Of Linux: of the name, the value, and a character between and after them.
  'workflow-variable': fixed(
    'bytes in a variable of a step',
    131_072,
    'https://man7.org/linux/man-pages/man2/execve.2.html',
    'put the value into a file of the repository, or read it where it is used',
  ),

  'workflow-concurrency': fixed(
    'characters in the name of a concurrency group',
    400,
    `${RUNNER}/WorkflowParser/Conversion/WorkflowTemplateConverter.cs`,
    'choose a shorter file name in workflowPath, or shorter names of stacks',
  ),

  'workflow-environment': fixed(
    'characters in the name of an environment',
    255,
    ENVIRONMENTS,
    'choose a shorter workflowName, or a shorter name of the environment',
  ),

  // The first job asks for each, with a token that may ask so often in an hour.
  'workflow-environments': growing(
    'environments of a workflow',
    1_000,
    RATES,
    `let Stages share an environment (gitHubEnvironment), or set stageEnvironments: false, or ${APART}`,
  ),

  'workflow-artifacts': fixed(
    'artifacts of a job',
    500,
    'https://github.com/actions/upload-artifact#number-of-artifacts',
    'put files together in one output directory',
  ),

  // It is ended then, whatever its timeout says.
  'workflow-minutes': advised(
    fixed(
      'minutes until a job on a machine of GitHub times out',
      360,
      LIMITS,
      'let it run on a self-hosted runner, where it may take five days, or split the step',
    ),
  ),
} as const satisfies Record<string, Limit>;

export type GitHubLimitId = keyof typeof LIMITS_OF_GITHUB;
