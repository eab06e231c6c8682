import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fail } from '../../../private/errors';
import { demand, type Inputs, inputsOf, isList, isObject, refuse } from '../../../private/inputs';

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
} as const;

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
    const kind = Object.hasOwn(KINDS, property) ? KINDS[property as keyof typeof KINDS] : undefined;
    const items: unknown[] = isMany ? (isList(value) ? [...value] : []) : [value];
    items.forEach((item, i) => {
      const isRight = !kind || (isObject(item) && kind[0] in item);
      demand(inputs, isRight, isMany ? `${name}[${i}]` : name, item, kind?.[1] ?? '', kind?.[2] ?? '');
    });
  }
  demandEnvironment(inputs, prefix, (options as { buildEnvironment?: unknown }).buildEnvironment);
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

/** Settings of a pipeline; `defaults` are those of its projects. */
export function checkPipelineInputs(pipeline: IConstruct, props: object): void {
  const inputs = inputsOf(pipeline.node.path);
  for (const [property, value] of Object.entries(props)) {
    if (/codeBuildDefaults$/i.test(property) && isObject(value)) {
      demandCodeBuild(inputs, `${property}.`, value);
    }
  }
  const { dockerCredentials: logins, codePipeline } = props as { dockerCredentials?: unknown; codePipeline?: unknown };
  const fix = 'write dockerCredentials: [DockerCredential.ecr([repository])]';
  demand(inputs, logins === undefined || logins === null || isList(logins), 'dockerCredentials', logins, 'a list', fix);
  [...(isList(logins) ? logins : [])].forEach((login, i) =>
    demand(inputs, isObject(login), `dockerCredentials[${i}]`, login, 'a DockerCredential', fix),
  );
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
