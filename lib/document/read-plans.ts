import * as fs from 'fs';
import * as path from 'path';
import { PLAN_FILE_SUFFIX, PLAN_SCHEMA_VERSION, type PlanDocument } from './plan-document';
import { isOfSynthesis } from './synthesis';
import { fail, PipelineError } from '../private/errors';

/** A plan file, and what is in it. */
export interface PlanFile {
  readonly file: string;
  readonly document: PlanDocument;
}

/**
 * The plan documents of a cloud assembly, by the construct path of the pipeline; or the one document that a file holds.
 * What an earlier synthesis left behind is passed over. Nothing found is an error.
 */
export function readPlans(location: string): PlanFile[] {
  const stat = fs.statSync(location, { throwIfNoEntry: false });
  if (!stat) {
    fail({
      where: location,
      given: 'there is no such file or directory',
      expected: `a cloud assembly, or a file *${PLAN_FILE_SUFFIX}`,
      fix: 'run `cdk synth` first, or name the directory it writes to',
    });
  }
  const plans = stat.isDirectory() ? plansIn(location) : [{ file: location, document: readPlan(location) }];
  return plans.sort((a, b) => (a.document.pipeline.path < b.document.pipeline.path ? -1 : 1));
}

/** One of several plans: the one that a name means, or the only one. */
export function choosePlan(plans: readonly PlanFile[], name: string | undefined, where: string, how: string): PlanFile {
  const named = (of: 'name' | 'path' | 'stack') => plans.filter(({ document }) => document.pipeline[of] === name);
  // A stack may hold several pipelines, and may have the name of another pipeline.
  const exact = [...new Set([...named('name'), ...named('path')])];
  const chosen = name === undefined ? plans : exact.length > 0 ? exact : named('stack');
  if (chosen.length === 1) {
    return chosen[0];
  }
  const paths = plans.map(({ document }) => `'${document.pipeline.path}'`).join(', ');
  return fail({
    where,
    given:
      name === undefined
        ? `there are ${plans.length} pipelines`
        : chosen.length > 1
          ? `${chosen.length} pipelines are called '${name}', or are in a stack of that name`
          : `no pipeline is called '${name}'`,
    expected: `one of ${paths}`,
    fix: how,
  });
}

/** All plans of an app are in the outermost directory. */
function plansIn(directory: string): PlanFile[] {
  const names = fs.readdirSync(directory).filter((name) => name.endsWith(PLAN_FILE_SUFFIX));
  const plans = names.flatMap((name) => {
    const file = path.join(directory, name);
    const document = readPlan(file);
    return isOfSynthesis(directory, name, document) ? [{ file, document }] : [];
  });
  if (plans.length === 0) {
    fail({
      where: directory,
      given:
        names.length > 0
          ? `all files *${PLAN_FILE_SUFFIX} in the directory are of an earlier synthesis`
          : `there is no file *${PLAN_FILE_SUFFIX} in the directory`,
      expected: 'a cloud assembly of an app that has a pipeline of this library',
      fix: 'name the directory that `cdk synth` writes to, and synthesize anew with this version of cdk-pipelines',
    });
  }
  return plans;
}

function readPlan(file: string): PlanDocument {
  let document: unknown;
  try {
    const content = fs.readFileSync(file);
    if (content.includes(0)) {
      refuse(file, 'this is a binary file');
    }
    document = JSON.parse(content.toString('utf8'));
  } catch (error) {
    if (error instanceof PipelineError) {
      throw error;
    }
    refuse(file, `this is not JSON: ${(error as Error).message.split('\n')[0]}`);
  }
  checkDocument(document, file);
  return document;
}

const LISTS = ['applications', 'nodes', 'budgets', 'warnings', 'roles'] as const;
const LISTS_OF_CODE_PIPELINE = ['stages', 'projects', 'siblingWaits'] as const;

/** Refuses what is no plan document, what another major version wrote, and waits for what is not there. */
export function checkDocument(given: unknown, where: string): asserts given is PlanDocument {
  const document = (given ?? {}) as Partial<PlanDocument>;
  const { schemaVersion } = document;
  if (typeof schemaVersion !== 'string' || typeof document.pipeline !== 'object') {
    refuse(where, 'this is no plan document: it has no schemaVersion, or no pipeline');
  }
  const major = PLAN_SCHEMA_VERSION.split('.')[0];
  if (schemaVersion.split('.')[0] !== major) {
    refuse(where, `the schema version is ${schemaVersion}`, `version ${major}.x`);
  }
  const { codePipeline } = document;
  const missing = [
    ...LISTS.filter((name) => !Array.isArray(document[name])),
    ...LISTS_OF_CODE_PIPELINE.filter((name) => codePipeline && !Array.isArray(codePipeline[name])),
  ];
  if (missing.length > 0) {
    refuse(where, `the plan document has no list ${missing.join(', ')}`);
  }
  checkNodes(document as PlanDocument, where);
}

/** Waits and groups lead to nodes that are there, and no group is in itself. */
function checkNodes({ nodes: all, codePipeline }: PlanDocument, where: string): void {
  const nodes = new Set<string>();
  for (const { id, parent } of all) {
    if (parent !== undefined && !nodes.has(parent)) {
      refuse(where, `the group '${parent}' of node '${id}' is not there, or comes after it`);
    }
    nodes.add(id);
  }
  const strange = [
    ...all.flatMap((node) => node.waitsFor.map((wait) => wait.node)),
    ...(codePipeline?.stages ?? []).flatMap((stage) => stage.actions.flatMap((action) => action.node ?? [])),
  ].find((id) => !nodes.has(id));
  if (strange !== undefined) {
    refuse(where, `the plan document names a node '${strange}' that it does not have`);
  }
}

function refuse(where: string, given: string, expected = 'a plan document as `cdk synth` writes it'): never {
  return fail({ where, given, expected, fix: 'synthesize anew, and use the cdk-pipelines of that app to read it' });
}
