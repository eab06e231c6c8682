import {
  atLeast,
  DOCS,
  FEWER_TARGETS,
  PLAIN,
  SHORTER,
  SMALLER,
  fixed,
  growing,
  forbidden,
  settable,
  type Limit,
} from './limit-kinds';

const BUILD = `${DOCS}/codebuild/latest/userguide/limits.html`;
const PROJECT = `${DOCS}/codebuild/latest/APIReference/API_CreateProject.html`;
const IAM = `${DOCS}/IAM/latest/UserGuide/reference_iam-quotas.html`;
const KMS = `${DOCS}/kms/latest/developerguide/resource-limits.html`;
const S3 = `${DOCS}/AmazonS3/latest/userguide/add-bucket-policy.html`;
const CLOUDFORMATION = `${DOCS}/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html`;

/** What CodeBuild, IAM, KMS, S3 and CloudFormation take. */
export const LIMITS_OF_RESOURCES = {
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
  'project-name-characters': forbidden(
    'characters other than A-Z a-z 0-9 - _ in the name of a project',
    PROJECT,
    PLAIN,
  ),
  'secondary-sources': fixed('secondary sources of a project', 12, BUILD, 'put sources together in an earlier step'),
  'secondary-artifacts': fixed('secondary artifacts of a project', 12, BUILD, 'put files together in one artifact'),
  'secondary-identifier-characters': forbidden(
    'characters other than letters, digits and _ in the identifier of a secondary source or artifact',
    PROJECT,
    PLAIN,
  ),
  'vpc-security-groups': fixed('security groups of a project', 5, BUILD, 'put rules together in fewer groups'),
  'vpc-subnets': fixed('subnets of a project', 16, BUILD, 'select fewer subnets'),
  'build-timeout': fixed('minutes until a build times out', 2160, BUILD, 'use a shorter timeout'),
  'build-timeout-missing': atLeast(5, 'minutes until a build times out', BUILD, 'use a longer timeout'),
  'role-policies': growing(
    'characters in all inline policies of a role',
    10_240,
    IAM,
    `${FEWER_TARGETS}; or give steps roles of their own`,
  ),
  'managed-policy': growing('characters in a managed policy', 6144, IAM, 'split the policy, or use wildcards in it'),
  'managed-policies': settable(
    'managed policies on a role',
    10,
    Infinity,
    IAM,
    'put policies together; if AWS has raised the quota for you, set limits.managedPoliciesPerRole',
  ),
  'trust-policy': settable(
    'characters in the trust policy of a role',
    2048,
    Infinity,
    IAM,
    'trust fewer principals, or whole accounts; if AWS has raised the quota for you, set limits.trustPolicyLength',
  ),
  'role-name': fixed('characters in the name of a role', 64, IAM, SHORTER),
  'policy-name': fixed('characters in the name of a policy', 128, IAM, SHORTER),
  'key-policy': growing('bytes of the policy of a key', 32_768, KMS, FEWER_TARGETS),
  'bucket-policy': growing('bytes of the policy of a bucket', 20_480, S3, FEWER_TARGETS),
  'template-resources': growing('resources in a template', 500, CLOUDFORMATION, SMALLER),
  'template-outputs': growing(
    'outputs in a template',
    200,
    CLOUDFORMATION,
    'remove outputs, or move resources to another stack',
  ),
  'template-parameters': growing(
    'parameters in a template',
    200,
    CLOUDFORMATION,
    'remove parameters, or resolve them at synthesis',
  ),
  'template-size': growing(
    'bytes of a template, as it is written',
    1_000_000,
    CLOUDFORMATION,
    `${SMALLER}; suppressTemplateIndentation: true on the stack makes the same template smaller`,
  ),
  'inline-template-size': growing(
    'bytes of a template that goes to CloudFormation without a bucket',
    51_200,
    CLOUDFORMATION,
    'give the stack of the pipeline a synthesizer that publishes templates, and bootstrap that region',
  ),
  'logical-id': fixed(
    'characters in a logical id, or in the name of an output or parameter',
    255,
    CLOUDFORMATION,
    SHORTER,
  ),
  'stack-name': fixed('characters in the name of a stack', 128, CLOUDFORMATION, SHORTER),
  'stack-description': fixed(
    'bytes in the description of a stack',
    1024,
    CLOUDFORMATION,
    'write a shorter description',
  ),
  'stack-tags': fixed(
    'tags of a stack',
    50,
    CLOUDFORMATION,
    'remove tags from the stack, or from the Stage or App around it',
  ),
} as const satisfies Record<string, Limit>;
