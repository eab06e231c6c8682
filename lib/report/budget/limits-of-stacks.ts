import { DOCS, FEWER_TARGETS, fixed, growing, type Limit, settable, SHORTER, SMALLER } from './limit';

const IAM = `${DOCS}/IAM/latest/UserGuide/reference_iam-quotas.html`;
const KMS = `${DOCS}/kms/latest/developerguide/resource-limits.html`;
const S3 = `${DOCS}/AmazonS3/latest/userguide/add-bucket-policy.html`;
const CLOUDFORMATION = `${DOCS}/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html`;

/** What IAM, KMS and S3 take of policies. */
export const LIMITS_OF_POLICIES = {
  'role-policies': growing(
    'characters in all inline policies of a role',
    10_240,
    IAM,
    `${FEWER_TARGETS}, or give steps roles of their own`,
  ),
  'managed-policy': growing('characters in a managed policy', 6144, IAM, 'split the policy, or use wildcards in it'),
  'managed-policies': settable('managed policies on a role', 10, Infinity, IAM, 'put policies together'),
  'trust-policy': settable(
    'characters in the trust policy of a role',
    2048,
    Infinity,
    IAM,
    'trust fewer principals, or whole accounts',
  ),
  'role-name': fixed('characters in the name of a role', 64, IAM, SHORTER),
  'policy-name': fixed('characters in the name of a policy', 128, IAM, SHORTER),
  'key-policy': growing('bytes of the policy of a key', 32_768, KMS, FEWER_TARGETS),
  'bucket-policy': growing('bytes of the policy of a bucket', 20_480, S3, FEWER_TARGETS),
} as const satisfies Record<string, Limit>;

/** What CloudFormation takes of a template, and of its stack. */
export const LIMITS_OF_TEMPLATES = {
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
  'template-size': growing('bytes of a template, as it is written', 1_000_000, CLOUDFORMATION, SMALLER),
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

export type PolicyLimit = keyof typeof LIMITS_OF_POLICIES;

export type TemplateLimit = keyof typeof LIMITS_OF_TEMPLATES;
