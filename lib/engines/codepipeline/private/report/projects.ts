import { ANY, Names, settingsOf, textOf } from './template-names';
import type { RenderedStack } from '../../../../cdk/rendered';
import type { ProjectInfo, ValueInfo } from '../../../../document/plan-document';
import { lazyMap } from '../../../../private/lang';

/** As far as we need it of `AWS::CodeBuild::Project`. */
interface ProjectProperties extends Readonly<Record<string, unknown>> {
  readonly Name?: unknown;
  readonly Environment?: {
    readonly Type?: unknown;
    readonly Image?: unknown;
    readonly ComputeType?: unknown;
    readonly PrivilegedMode?: boolean;
    readonly EnvironmentVariables?: readonly Variable[];
  };
  readonly Source?: { readonly BuildSpec?: unknown };
  readonly TimeoutInMinutes?: number;
  readonly ServiceRole?: unknown;
}

interface Variable {
  readonly Name: string;
  readonly Type?: string;
  readonly Value: unknown;
}

/** What is said elsewhere or nobody sees, and what all projects have. */
const USUAL = {
  ...{ Name: ANY, Description: ANY, Tags: ANY, Environment: ANY, Source: ANY, ServiceRole: ANY, TimeoutInMinutes: ANY },
  Cache: { Type: 'NO_CACHE' },
};

const USUAL_ARTIFACTS: readonly unknown[] = ['CODEPIPELINE', 'NO_ARTIFACTS'];

const USUAL_SOURCE = { BuildSpec: ANY, Type: ANY };

const USUAL_ENVIRONMENT = {
  ...{ Type: ANY, Image: ANY, ComputeType: ANY, PrivilegedMode: ANY, EnvironmentVariables: ANY },
  ImagePullCredentialsType: 'CODEBUILD',
};

/** The CodeBuild projects of a stack, by logical id, of those with these construct paths. */
export function describeProjects(
  stack: Pick<RenderedStack, 'template' | 'constructs'>,
  paths: ReadonlySet<string>,
): Iterable<ProjectInfo> {
  const names = new Names(stack);
  const resources = Object.entries(stack.template.Resources ?? {});
  const projects = resources.flatMap(([logicalId, { Type, Properties = {} }]) => {
    const path = Type === 'AWS::CodeBuild::Project' ? names.pathOf({ Ref: logicalId }) : undefined;
    return path !== undefined && paths.has(path) ? [{ path, logicalId, Properties }] : [];
  });
  return lazyMap(projects, ({ Properties, ...rest }) => ({ ...rest, ...describeProject(Properties, names) }));
}

function describeProject(properties: ProjectProperties, names: Names): Omit<ProjectInfo, 'path' | 'logicalId'> {
  const { Name, Environment: environment = {}, TimeoutInMinutes, ServiceRole, Source: source = {} } = properties;
  return {
    name: Name === undefined ? undefined : textOf(Name),
    type: textOf(environment.Type),
    image: textOf(environment.Image),
    computeType: textOf(environment.ComputeType),
    privileged: environment.PrivilegedMode === true,
    timeoutMinutes: TimeoutInMinutes,
    role: names.nameOf(ServiceRole),
    env: Object.fromEntries((environment.EnvironmentVariables ?? []).map((v) => [v.Name, valueOf(v)])),
    buildspec: source.BuildSpec === undefined ? undefined : textOf(source.BuildSpec),
    settings: settingsOf(
      {
        ...properties,
        Artifacts: isUsual(properties.Artifacts) ? undefined : properties.Artifacts,
        EncryptionKey: properties.EncryptionKey && names.nameOf(properties.EncryptionKey),
        ...prefixed('Environment', settingsOf(environment, USUAL_ENVIRONMENT)),
        ...prefixed('Source', settingsOf(source, USUAL_SOURCE)),
      },
      USUAL,
    ),
  };
}

function isUsual(artifacts: unknown): boolean {
  const { Type, ...more } = (artifacts ?? {}) as Readonly<Record<string, unknown>>;
  return USUAL_ARTIFACTS.includes(Type) && Object.keys(more).length === 0;
}

function prefixed(property: string, settings: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`${property}.${name}`, value]));
}

function valueOf({ Type, Value }: Variable): ValueInfo {
  const text = textOf(Value);
  switch (Type) {
    case 'PARAMETER_STORE':
      return { parameter: text };
    case 'SECRETS_MANAGER':
      return { secret: text };
    default:
      return { literal: text };
  }
}
