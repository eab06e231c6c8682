import { Names, textOf } from './template-names';
import type { RenderedStack } from '../../../../cdk/rendered';
import type { ProjectInfo, ValueInfo } from '../../../../document/plan-document';
import { lazyMap } from '../../../../private/lang';

/** As far as we need it of `AWS::CodeBuild::Project`. */
interface ProjectProperties {
  readonly Environment?: {
    readonly Type?: unknown;
    readonly Image?: unknown;
    readonly ComputeType?: unknown;
    readonly PrivilegedMode?: boolean;
    readonly EnvironmentVariables?: readonly Variable[];
  };
  readonly TimeoutInMinutes?: number;
  readonly ServiceRole?: unknown;
}

interface Variable {
  readonly Name: string;
  readonly Type?: string;
  readonly Value: unknown;
}

/** The CodeBuild projects of a stack, by logical id, of those with these construct paths. */
export function describeProjects(
  stack: Pick<RenderedStack, 'template' | 'constructs'>,
  paths: ReadonlySet<string>,
): Iterable<ProjectInfo> {
  const names = new Names(stack);
  const resources = Object.entries(stack.template.Resources ?? {});
  const projects = resources.flatMap(([logicalId, { Type, Properties = {} }]) => {
    const path = Type === 'AWS::CodeBuild::Project' ? names.pathOf({ Ref: logicalId }) : undefined;
    return path !== undefined && paths.has(path) ? [{ path, Properties }] : [];
  });
  return lazyMap(projects, ({ path, Properties }) => describeProject(path, Properties, names));
}

function describeProject(path: string, properties: ProjectProperties, names: Names): ProjectInfo {
  const { Environment: environment = {}, TimeoutInMinutes, ServiceRole } = properties;
  return {
    path,
    type: textOf(environment.Type),
    image: textOf(environment.Image),
    computeType: textOf(environment.ComputeType),
    privileged: environment.PrivilegedMode === true,
    timeoutMinutes: TimeoutInMinutes,
    role: names.nameOf(ServiceRole),
    env: Object.fromEntries((environment.EnvironmentVariables ?? []).map((v) => [v.Name, valueOf(v)])),
  };
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
