import * as fs from 'node:fs';
import * as path from 'node:path';

/* The stack that holds the pipeline and those beside it, as CloudFormation has made them: with names and ARNs that are made up. */

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
}

export interface DeployedStack {
  readonly name: string;
  /** Id of the artifact in the cloud assembly. */
  readonly artifact: string;
  readonly account: string;
  readonly region: string;
  /** Their properties have no references any more. */
  readonly resources: Record<string, Resource>;
}

/** Where an environment is left open. */
export const HOME = { account: '111111111111', region: 'us-east-1' };

type Place = Pick<DeployedStack, 'name' | 'account' | 'region'>;

const ARNS: Record<string, (name: string, place: Place) => string> = {
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::IAM::Role': (name, { account }) => `arn:aws:iam::${account}:role/${name}`,
  'AWS::KMS::Key': (name, place) => regional('kms', `key/${name}`, place),
  'AWS::CodeBuild::Project': (name, place) => regional('codebuild', `project/${name}`, place),
  'AWS::CodePipeline::Pipeline': (name, place) => regional('codepipeline', name, place),
  'AWS::Lambda::Function': (name, place) => regional('lambda', `function:${name}`, place),
  'AWS::ECR::Repository': (name, place) => regional('ecr', `repository/${name}`, place),
  'AWS::SecretsManager::Secret': (name, place) => regional('secretsmanager', `secret:${name}`, place),
};

const NAMES: Record<string, string> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::CodeBuild::Project': 'Name',
  'AWS::CodePipeline::Pipeline': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::CodeCommit::Repository': 'RepositoryName',
};

/** Of these, `Ref` is the ARN. */
const REF_IS_ARN = ['AWS::SNS::Topic', 'AWS::SecretsManager::Secret'];

function regional(service: string, rest: string, { region, account }: Place): string {
  return `arn:aws:${service}:${region}:${account}:${rest}`;
}

/** Stacks of the (nested) cloud assembly that holds the pipeline. */
export function readStacks(directory: string): DeployedStack[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, 'manifest.json'), 'utf-8'));
  const artifacts = Object.entries<any>(manifest.artifacts ?? {});
  const stacks = artifacts
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, artifact]) => readStack(directory, id, artifact));
  if (stacks.some((s) => Object.values(s.resources).some((r) => r.Type === 'AWS::CodePipeline::Pipeline'))) {
    return stacks;
  }
  return artifacts
    .filter(([, artifact]) => artifact.type === 'cdk:cloud-assembly')
    .flatMap(([, artifact]) => readStacks(path.join(directory, artifact.properties.directoryName)));
}

function readStack(directory: string, artifact: string, { environment, properties }: any): DeployedStack {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  const place = {
    name: properties.stackName ?? artifact,
    account: account === 'unknown-account' ? HOME.account : account,
    region: region === 'unknown-region' ? HOME.region : region,
  };
  const template = JSON.parse(fs.readFileSync(path.join(directory, properties.templateFile), 'utf-8'));
  const known = template.Resources ?? {};
  const resources = Object.entries<any>(known).map(([id, { Type, Properties }]) => [
    id,
    { Type, Properties: resolve(Properties ?? {}, known, place) },
  ]);
  return { ...place, artifact, resources: Object.fromEntries(resources) };
}

/** Without references. */
function resolve(value: any, known: Record<string, any>, place: Place): any {
  if (Array.isArray(value)) {
    return value.map((each) => resolve(each, known, place)).filter((each) => each !== undefined);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[name, given] = []] = Object.entries<any>(value);
  const intrinsic = Object.keys(value).length === 1 ? INTRINSICS[name!] : undefined;
  if (intrinsic) {
    return intrinsic(given, (inner) => resolve(inner, known, place), known, place);
  }
  if (name?.startsWith('Fn::')) {
    // Known in the cloud only, and of no importance here.
    return `(${name} of ${JSON.stringify(given)})`;
  }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(v, known, place)]));
}

type Intrinsic = (given: any, inner: (value: any) => any, known: Record<string, any>, place: Place) => any;

const INTRINSICS: Record<string, Intrinsic> = {
  Ref: (id, inner, known, place) => reference(id, inner, known, place),
  'Fn::GetAtt': ([id, attribute], inner, known, place) =>
    attribute === 'Arn'
      ? arnOf(id, inner, known, place)
      : `${physicalName(id, inner, known, place)}${attribute === 'Name' ? '' : `.${attribute}`}`,
  'Fn::Join': ([separator, parts], inner) => inner(parts).join(separator),
  'Fn::Select': ([index, list], inner) => inner(list)[Number(index)],
  'Fn::Split': ([separator, text], inner) => inner(text).split(separator),
  'Fn::Sub': (text: string, _, known, place) =>
    text
      .replace(/\$\{([^!}][^}]*)\}/g, (__, id) => reference(id, (value) => value, known, place))
      .replace(/\$\{!/g, '${'),
};

function reference(id: string, inner: (value: any) => any, known: Record<string, any>, place: Place): any {
  const pseudo: Record<string, string | undefined> = {
    'AWS::Partition': 'aws',
    'AWS::Region': place.region,
    'AWS::AccountId': place.account,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': place.name,
  };
  if (id === 'AWS::NoValue') {
    return undefined;
  }
  const isArn = REF_IS_ARN.includes(known[id]?.Type);
  return pseudo[id] ?? (isArn ? arnOf(id, inner, known, place) : physicalName(id, inner, known, place));
}

function physicalName(id: string, inner: (value: any) => any, known: Record<string, any>, { name }: Place): string {
  const { Type, Properties } = known[id] ?? {};
  const chosen = inner(Properties?.[NAMES[Type] ?? '']);
  const made = `${name}-${id}`;
  return chosen ?? (Type === 'AWS::S3::Bucket' ? made.toLowerCase() : made);
}

function arnOf(id: string, inner: (value: any) => any, known: Record<string, any>, place: Place): string {
  const { Type } = known[id] ?? {};
  const name = physicalName(id, inner, known, place);
  const service = String(Type).split('::')[1]?.toLowerCase();
  return (ARNS[Type] ?? ((n, p) => regional(service, n, p)))(name, place);
}

export interface Found extends Resource {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly stack: DeployedStack;
}

/** Resources of a type, with their names and ARNs. */
export function resourcesOf(stacks: readonly DeployedStack[], type: string): Found[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, resource]) => ({
        ...resource,
        id,
        stack,
        name: physicalName(id, (value) => value, stack.resources, stack),
        arn: arnOf(id, (value) => value, stack.resources, stack),
      })),
  );
}
