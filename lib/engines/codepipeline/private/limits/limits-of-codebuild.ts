import {
  atLeast,
  DOCS,
  SHORTER,
  fixed,
  growing,
  otherThan,
  settable,
  type Limit,
} from '../../../../report/budget/limit';

const BUILD = `${DOCS}/codebuild/latest/userguide/limits.html`;
const PROJECT = `${DOCS}/codebuild/latest/APIReference/API_CreateProject.html`;

/** What CodeBuild takes. */
export const LIMITS_OF_CODEBUILD = {
  'concurrent-builds': settable(
    'builds that start at the same time',
    Infinity,
    Infinity,
    BUILD,
    'have the quota raised, or put steps one after the other',
  ),
  buildspec: growing(
    'characters in an inline buildspec',
    25_600,
    BUILD,
    'move commands into a script that is in the input',
  ),
  'project-name': fixed('characters in the name of a project', 150, PROJECT, SHORTER),
  'project-name-missing': atLeast(2, 'characters in the name of a project', PROJECT, 'choose a longer name'),
  'project-name-characters': otherThan('A-Za-z0-9_-', 'in the name of a project', PROJECT),
  'secondary-sources': fixed('secondary sources of a project', 12, BUILD, 'put sources together in an earlier step'),
  'secondary-artifacts': fixed('secondary artifacts of a project', 12, BUILD, 'put files together in one artifact'),
  'secondary-identifier-characters': otherThan(
    'A-Za-z0-9_',
    'in the identifier of a secondary source or artifact',
    PROJECT,
  ),
  'vpc-security-groups': fixed('security groups of a project', 5, BUILD, 'put rules together in fewer groups'),
  'vpc-subnets': fixed('subnets of a project', 16, BUILD, 'select fewer subnets'),
  'build-timeout': fixed('minutes until a build times out', 2160, BUILD, 'use a shorter timeout'),
  'build-timeout-missing': atLeast(5, 'minutes until a build times out', BUILD, 'use a longer timeout'),
} as const satisfies Record<string, Limit>;
