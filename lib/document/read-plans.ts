import * as fs from 'fs';
import * as path from 'path';
import { workflowMistake } from './check-workflow';
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
      fix: 'name the directory that `cdk synth` writes to, and synthesize again with this version of cdk-pipelines',
    });
  }
  return plans;
}

/** A document of 100,000 actions has a fifth of it; longer text Node.js cannot hold. */
const MAX_BYTES = 256 * 1024 * 1024;

function readPlan(file: string): PlanDocument {
  let document: unknown;
  try {
    const { size } = fs.statSync(file);
    if (size > MAX_BYTES) {
      refuse(file, `this file has ${size} bytes`, `a plan document of at most ${MAX_BYTES}`);
    }
    const content = fs.readFileSync(file);
    if (content.includes(0)) {
      refuse(file, 'this is a binary file');
    }
    document = JSON.parse(content.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof PipelineError) {
      throw error;
    }
    refuse(file, `this is not JSON: ${(error as Error).message.split('\n')[0]}`);
  }
  checkDocument(document, file);
  return document;
}

/** Made from the schema in the package, by Ajv. */
type Validate = ((document: unknown) => boolean) & { errors?: readonly Mistake[] | null };

interface Mistake {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const validate = require('../../schema/validate-plan') as Validate;

/** Refuses what is no plan document, what another major version wrote, and waits for what is not there. */
export function checkDocument(given: unknown, where: string): asserts given is PlanDocument {
  const { schemaVersion, pipeline } = (given ?? {}) as Partial<PlanDocument>;
  if (typeof schemaVersion !== 'string' || typeof pipeline !== 'object') {
    refuse(where, 'this is no plan document: it has no schemaVersion, or no pipeline');
  }
  const major = PLAN_SCHEMA_VERSION.split('.')[0];
  if (schemaVersion.split('.')[0] !== major) {
    refuse(where, `the schema version is ${schemaVersion.slice(0, 20)}`, `version ${major}.x`);
  }
  if (!validate(given)) {
    refuse(where, `this is no plan document: ${inWords(validate.errors?.[0])}`);
  }
  checkNodes(given as PlanDocument, where);
  checkActions(given as PlanDocument, where);
  checkStatements(given as PlanDocument, where);
  const mistake = workflowMistake(given as PlanDocument);
  if (mistake !== undefined) {
    refuse(where, mistake);
  }
}

/** `/actions/3/name must be string`. */
function inWords(mistake: Mistake | undefined): string {
  const { instancePath = '', message = 'it is not like the schema', params = {} } = mistake ?? {};
  const values = 'allowedValues' in params ? `: ${String(params.allowedValues)}` : '';
  return `${instancePath || 'it'} ${message}${values}`;
}

/** Waits and groups lead to nodes that are there, and no group is in itself. */
function checkNodes({ nodes: all, actions, codePipeline }: PlanDocument, where: string): void {
  const nodes = new Set<string>();
  for (const { id, parent } of all) {
    if (parent !== undefined && !nodes.has(parent)) {
      refuse(where, `the group '${parent}' of node '${id}' is not there, or comes after it`);
    }
    if (nodes.has(id)) {
      refuse(where, `there are two nodes '${id}'`);
    }
    nodes.add(id);
  }
  const strange = [
    ...all.flatMap((node) => node.waitsFor.map((wait) => wait.node)),
    ...actions.map(({ node }) => node),
    ...(codePipeline?.stages ?? []).flatMap((stage) => stage.actions.flatMap((action) => action.node ?? [])),
  ].find((id) => !nodes.has(id));
  if (strange !== undefined) {
    refuse(where, `the plan document names a node '${strange}' that it does not have`);
  }
}

/** What is in there twice says the same: a document that was changed by hand may not. */
function checkActions({ actions: works, codePipeline }: PlanDocument, where: string): void {
  const made = (codePipeline?.stages ?? []).flatMap(({ actions }) => actions);
  const strange = made.find(({ gate, category }) => gate !== (category === 'Approval'));
  if (strange) {
    const { name, category, gate } = strange;
    refuse(where, `action '${name}' has the category ${category}, and ${gate ? 'is a gate' : 'is no gate'}`);
  }
  const gates = new Set(made.filter(({ gate }) => gate).map(({ node }) => node));
  const seen = new Set<string>();
  for (const { node, gate } of works) {
    if (seen.has(node)) {
      refuse(where, `node '${node}' does two things`);
    }
    if (codePipeline && gate !== gates.has(node)) {
      refuse(
        where,
        `node '${node}' ${gate ? 'is a gate, and none of its actions is' : 'is no gate, and an action of it is'}`,
      );
    }
    seen.add(node);
  }
}

/** What roles may do is JSON in JSON. */
function checkStatements({ roles, resourcePolicies = [] }: PlanDocument, where: string): void {
  const all = [
    ...roles.map((role) => ({ ...role, statements: [...role.trust, ...role.statements] })),
    ...resourcePolicies,
  ];
  for (const { path: owner, statements } of all) {
    for (const text of statements) {
      if (!isObjectInJson(text)) {
        refuse(where, `a statement of '${owner}' is no JSON object`);
      }
    }
  }
}

function isObjectInJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function refuse(where: string, given: string, expected = 'a plan document as `cdk synth` writes it'): never {
  return fail({ where, given, expected, fix: 'synthesize again, and use the cdk-pipelines of that app to read it' });
}
