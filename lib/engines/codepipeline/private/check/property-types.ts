import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fail } from '../../../../private/errors';
import { demand, type Inputs, inputsOf, isList, isObject, refuse } from '../../../../private/inputs';

/** What is recognised by a member that nothing else has, and how to make one. */
const KINDS = {
  rolePolicy: [
    'toStatementJson',
    'a PolicyStatement',
    'write new PolicyStatement({ … }), or PolicyStatement.fromJson(…)',
  ],
  rolePolicyStatements: [
    'toStatementJson',
    'a PolicyStatement',
    'write new PolicyStatement({ … }), or PolicyStatement.fromJson(…)',
  ],
  securityGroups: ['securityGroupId', 'a security group', 'import it with SecurityGroup.fromSecurityGroupId()'],
  partialBuildSpec: ['toBuildSpec', 'a BuildSpec', 'write BuildSpec.fromObject({ … })'],
  timeout: ['toMinutes', 'a Duration', 'write Duration.minutes(60)'],
  role: ['roleArn', 'a role', 'import it with Role.fromRoleArn()'],
  actionRole: ['roleArn', 'a role', 'import it with Role.fromRoleArn()'],
  vpc: ['vpcId', 'a VPC', 'import it with Vpc.fromLookup()'],
  cache: ['_bind', 'a Cache', 'write Cache.local(…) or Cache.bucket(bucket)'],
  codePipeline: ['addStage', 'a Pipeline of this app', 'make it with new Pipeline(…): an imported one takes no stages'],
  artifactBucket: ['bucketArn', 'a bucket', 'import it with Bucket.fromBucketName()'],
} as const;

/** What CloudFormation takes as text and as nothing else. */
const NAMES = ['projectName', 'pipelineName', 'pipelineType', 'executionMode'];

const LISTS = ['rolePolicy', 'rolePolicyStatements', 'securityGroups', 'fileSystemLocations'];

/** Settings of a CodeBuild project, of a step or for all. `prefix` comes before the names of the properties. */
export function demandCodeBuild(inputs: Inputs, prefix: string, options: object): void {
  for (const [property, value] of Object.entries(options)) {
    const name = `${prefix}${property}`;
    if (value === undefined || value === null) {
      continue;
    }
    const isMany = LISTS.includes(property);
    demand(inputs, !isMany || isList(value), name, value, 'a list', `write ${property}: […]`);
    const items: unknown[] = isMany ? (isList(value) ? [...value] : []) : [value];
    items.forEach((item, i) => demandKind(inputs, property, isMany ? `${name}[${i}]` : name, item));
    demandName(inputs, property, name, value);
  }
  demandEnvironment(inputs, prefix, (options as { buildEnvironment?: unknown }).buildEnvironment);
}

function demandKind(inputs: Inputs, property: string, name: string, value: unknown): void {
  const kind = Object.hasOwn(KINDS, property) ? KINDS[property as keyof typeof KINDS] : undefined;
  if (kind) {
    demand(inputs, isObject(value) && kind[0] in value, name, value, kind[1], kind[2]);
  }
}

function demandName(inputs: Inputs, property: string, name: string, value: unknown): void {
  const isRight = !NAMES.includes(property) || typeof value === 'string' || (isObject(value) && 'resolve' in value);
  demand(inputs, isRight, name, value, 'a string', `write ${property}: '…'`);
}

function demandEnvironment(inputs: Inputs, prefix: string, environment: unknown): void {
  const { buildImage, environmentVariables } = (environment ?? {}) as Record<string, unknown>;
  const isImage = !buildImage || (isObject(buildImage) && 'imageId' in buildImage);
  const image = 'a build image';
  demand(
    inputs,
    isImage,
    `${prefix}buildEnvironment.buildImage`,
    buildImage,
    image,
    'write LinuxBuildImage.STANDARD_7_0, or LinuxBuildImage.fromDockerRegistry(…)',
  );
  for (const [name, variable] of Object.entries(environmentVariables ?? {})) {
    const property = `${prefix}buildEnvironment.environmentVariables['${name}']`;
    demand(
      inputs,
      isObject(variable) && 'value' in variable,
      property,
      variable,
      'an object with a value',
      `write ${name}: { value: … }`,
    );
  }
}

export function checkCodeBuildStep(id: string, props: object): void {
  const inputs = inputsOf(`Step '${id}'`);
  demandCodeBuild(inputs, '', props);
  refuse(inputs);
}

function demandBuckets(inputs: Inputs, buckets: unknown): void {
  const name = 'crossRegionReplicationBuckets';
  const fix = `write ${name}: { 'eu-west-1': bucket }`;
  demand(inputs, buckets === undefined || buckets === null || isObject(buckets), name, buckets, 'an object', fix);
  for (const [region, bucket] of Object.entries(isObject(buckets) ? buckets : {})) {
    const isBucket = isObject(bucket) && 'bucketArn' in bucket;
    demand(inputs, isBucket, `${name}['${region}']`, bucket, 'a bucket', KINDS.artifactBucket[2]);
  }
}

/**
 * Settings of a pipeline; `defaults` are those of its projects. Refused at once, in the constructor: with a value of a
 * wrong type neither we nor the CDK could go on to find what else is wrong.
 */
export function checkPipelineInputs(pipeline: IConstruct, props: object): void {
  const inputs = inputsOf(pipeline.node.path);
  const {
    dockerCredentials: logins,
    codePipeline,
    crossRegionReplicationBuckets,
    gatePolicy,
  } = props as Record<string, unknown>;
  const given = Object.entries(props).filter(([, value]) => value !== undefined && value !== null);
  for (const [property, value] of given) {
    demandKind(inputs, property, property, value);
    demandName(inputs, property, property, value);
    if (/codeBuildDefaults$/i.test(property)) {
      demand(inputs, isObject(value), property, value, 'an object', `write ${property}: { … }`);
      demandCodeBuild(inputs, `${property}.`, value);
    }
  }
  demandBuckets(inputs, crossRegionReplicationBuckets);
  const fix = 'write dockerCredentials: [DockerCredential.ecr([repository])]';
  demand(
    inputs,
    logins === undefined || logins === null || Array.isArray(logins),
    'dockerCredentials',
    logins,
    'a list',
    fix,
  );
  [...(isList(logins) ? logins : [])].forEach((login, i) =>
    demand(inputs, isObject(login), `dockerCredentials[${i}]`, login, 'a DockerCredential', fix),
  );
  const isPolicy = gatePolicy === undefined || gatePolicy === null || Array.isArray(gatePolicy);
  demand(inputs, isPolicy, 'gatePolicy', gatePolicy, 'a list', 'write gatePolicy: [GateRule.everyDeployment()]');
  refuse(inputs);
  if (!codePipeline && !pipeline.node.scopes.some((s) => Stack.isStack(s))) {
    fail({
      where: pipeline.node.path,
      given: 'a pipeline that is in no Stack',
      expected: 'a pipeline in a Stack, which it updates itself',
      fix: "make it there: new CodePipeline(new Stack(app, 'Delivery', { env: … }), …)",
    });
  }
}

/** What a login that is kept in a secret is made of. */
export function checkLogin(method: string, domain: unknown, secret: unknown, opts: object): void {
  const inputs = inputsOf(`DockerCredential.${method}()`);
  demand(
    inputs,
    typeof domain === 'string',
    'registryDomain',
    domain,
    'a string',
    "write the host name: 'registry.example.com'",
  );
  const isSecret = isObject(secret) && 'secretArn' in secret;
  demand(inputs, isSecret, 'secret', secret, 'a secret', 'import it with Secret.fromSecretNameV2()');
  demandUsages(inputs, opts);
  refuse(inputs);
}

function demandUsages(inputs: Inputs, opts: object | null): void {
  const usages: unknown = (opts as { usages?: unknown } | null)?.usages;
  const isRight = usages === undefined || usages === null || typeof usages === 'string' || Array.isArray(usages);
  demand(inputs, isRight, 'usages', usages, 'a list', 'write usages: [DockerCredentialUsage.SYNTH]');
}

/** What a login to Amazon ECR is made of. */
export function checkRepositories(repositories: unknown, opts: object): void {
  const inputs = inputsOf('DockerCredential.ecr()');
  const fix = 'write DockerCredential.ecr([repository])';
  demand(inputs, isList(repositories), 'repositories', repositories, 'a list of repositories', fix);
  [...(isList(repositories) ? repositories : [])].forEach((repository, i) =>
    demand(
      inputs,
      isObject(repository) && 'repositoryArn' in repository,
      `repositories[${i}]`,
      repository,
      'a repository',
      fix,
    ),
  );
  demandUsages(inputs, opts);
  refuse(inputs);
}
