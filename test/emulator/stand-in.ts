import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const PIPELINE = 'AWS::CodePipeline::Pipeline';

interface Template {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown>; DependsOn?: string[] }>;
}

/** The parameter that stands for the pipeline: its value changes when the pipeline does. */
export const MARKER = '/stand-in/pipeline';

/**
 * A copy of a cloud assembly that the emulator can deploy: it does not know CodePipeline, so a parameter takes the place of the
 * pipeline. All around it, buckets, keys, roles, projects, stays as it is.
 */
export function withStandIn(assembly: string): string {
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'stand-in-')), 'cdk.out');
  fs.cpSync(assembly, copy, { recursive: true });
  for (const file of fs.readdirSync(copy).filter((name) => name.endsWith('.template.json'))) {
    const template = readTemplate(path.join(copy, file));
    for (const resource of Object.values(template.Resources ?? {}).filter(({ Type }) => Type === PIPELINE)) {
      const Value = createHash('sha256').update(JSON.stringify(resource.Properties)).digest('hex');
      Object.assign(resource, { Type: 'AWS::SSM::Parameter', Properties: { Name: MARKER, Type: 'String', Value } });
    }
    fs.writeFileSync(path.join(copy, file), JSON.stringify(template, undefined, 1));
  }
  return copy;
}

export function readTemplate(file: string): Template {
  return JSON.parse(fs.readFileSync(file, 'utf-8'));
}

export interface Action {
  readonly Name: string;
  readonly ActionTypeId: { readonly Provider: string };
  readonly Configuration?: Record<string, string>;
  readonly InputArtifacts?: { readonly Name: string }[];
  readonly OutputArtifacts?: { readonly Name: string }[];
  readonly Namespace?: string;
  readonly Region?: string;
  readonly RoleArn?: string;
  readonly RunOrder: number;
}

export interface Definition {
  readonly stages: readonly { readonly Name: string; readonly Actions: readonly Action[] }[];
  /** Whether an execution begins anew when the pipeline has changed. */
  readonly restarts: boolean;
  /** Buildspecs by the name of the project. */
  readonly projects: ReadonlyMap<string, BuildSpec>;
}

export interface BuildSpec {
  readonly phases: Record<string, { readonly commands: readonly string[] }>;
  readonly env?: { readonly variables?: Record<string, string> };
  readonly artifacts?: Files & { readonly 'secondary-artifacts'?: Record<string, Files> };
}

interface Files {
  readonly 'base-directory'?: string;
}

/** The pipeline that a template defines. Resources are called what their logical ids are. */
export function definitionOf(template: Template): Definition {
  const resources = Object.entries(template.Resources);
  const pipeline = resources.find(([, { Type }]) => Type === PIPELINE)?.[1];
  const projects = resources.filter(([, { Type }]) => Type === 'AWS::CodeBuild::Project');
  return {
    stages: resolve(pipeline?.Properties.Stages) as Definition['stages'],
    restarts: pipeline?.Properties.RestartExecutionOnUpdate === true,
    projects: new Map(
      projects.map(([id, { Properties }]) => [
        id,
        JSON.parse((resolve(Properties.Source) as { BuildSpec: string }).BuildSpec),
      ]),
    ),
  };
}

const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '111111111111',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

function resolve(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, argument], ...more] = Object.entries(value);
  if (more.length === 0 && key === 'Ref') return PSEUDO[argument as string] ?? argument;
  if (more.length === 0 && key === 'Fn::GetAtt') return (argument as string[]).join('.');
  if (more.length === 0 && key === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(resolve).join(separator);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner)]));
}
