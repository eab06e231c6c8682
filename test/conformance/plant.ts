import * as fs from 'node:fs';
import * as path from 'node:path';
import type { LayoutName } from './blueprint/pipelines';

/* How a mistake gets into a finished template. */

export interface Template {
  readonly Resources: Record<string, { readonly Type: string; Properties: any }>;
}

export interface Fault {
  readonly name: string;
  /** @default - both */
  readonly layout?: LayoutName;
  /** In the template of the pipeline, or that of another stack. */
  readonly file?: string;
  readonly plant: (template: Template) => void;
  /** What notices it. */
  readonly noticed: RegExp;
}

export function plant({ file = 'PipelineStack.template.json', plant: change }: Fault, assembly: string): void {
  const place = path.join(assembly, file);
  const before = fs.readFileSync(place, 'utf-8');
  const template = JSON.parse(before);
  change(template);
  const after = JSON.stringify(template);
  if (after === JSON.stringify(JSON.parse(before))) {
    throw new Error('this fault changes nothing');
  }
  fs.writeFileSync(place, after);
}

/** Lines of stages, actions and projects are short this way. */
export const pipelineOf = ({ Resources }: Template) =>
  Object.values(Resources).find((r) => r.Type === 'AWS::CodePipeline::Pipeline')!.Properties;

export const stagesOf = (t: Template): any[] => pipelineOf(t).Stages;

/** The first one of this name: in some layouts the Stage stands before it. */
export function action(t: Template, name: string | RegExp): any {
  const fits = (a: any) =>
    typeof name === 'string' ? a.Name === name || a.Name.endsWith(`.${name}`) : name.test(a.Name);
  return find(
    stagesOf(t).flatMap((s) => s.Actions),
    fits,
    String(name),
  );
}

export function stageOf(t: Template, name: string): any {
  const wanted = action(t, name);
  return stagesOf(t).find((s) => s.Actions.includes(wanted));
}

export function remove(t: Template, name: string): void {
  const stage = stageOf(t, name);
  stage.Actions = stage.Actions.filter((a: any) => a !== action(t, name));
}

export function projectOf(t: Template, name: string | RegExp): any {
  return t.Resources[action(t, name).Configuration.ProjectName.Ref].Properties;
}

export function changeSpec(t: Template, name: string | RegExp, change: (spec: any) => void): void {
  const source = projectOf(t, name).Source;
  const spec = JSON.parse(source.BuildSpec);
  change(spec);
  source.BuildSpec = JSON.stringify(spec);
}

export function find<T>(list: readonly T[], test: (one: T) => boolean, what: string): T {
  const found = list.find(test);
  if (found === undefined) {
    throw new Error(`there is no ${what}`);
  }
  return found;
}

/** Of the policies of roles, whatever else a statement allows. */
export function withoutGrant(t: Template, role: RegExp, grant: string): void {
  for (const [id, { Type, Properties }] of Object.entries(t.Resources)) {
    if (Type === 'AWS::IAM::Policy' && role.test(id)) {
      const statements: any[] = Properties.PolicyDocument.Statement;
      statements.forEach((s) => (s.Action = [s.Action].flat().filter((granted) => granted !== grant)));
    }
  }
}

export function withoutForeigners(t: Template, type: string, policy: (properties: any) => any): void {
  for (const { Type, Properties } of Object.values(t.Resources)) {
    if (Type === type) {
      const document = policy(Properties);
      document.Statement = document.Statement.filter((s: any) => !JSON.stringify(s.Principal).includes('222222222222'));
    }
  }
}

/** One string of `EnvironmentVariables`, as it stands there. */
export function replaceIn(configuration: any, from: string | RegExp, to: string): void {
  configuration.EnvironmentVariables = configuration.EnvironmentVariables.replace(from, to);
}

/** Whatever prepares or deploys a stack in the first application. */
export const deployOf = (t: Template, stack: string, mode: RegExp = /CREATE_UPDATE|CHANGE_SET_REPLACE/): any =>
  find(
    stagesOf(t).flatMap((s) => s.Actions),
    (a) => a.Configuration?.StackName === stack && mode.test(a.Configuration.ActionMode),
    stack,
  );

export function move(t: Template, name: string, runOrder: number): void {
  action(t, name).RunOrder = runOrder;
}
