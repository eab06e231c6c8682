import type { IConstruct } from 'constructs';
import type { Facts } from './deployed';
import type { Limits } from './limit-table';
import { measureDeployArtifact, measureDeployments } from './measure-deployments';
import { measurePipeline } from './measure-pipeline';
import { measurePolicies } from './measure-policies';
import { measureProjects } from './measure-projects';
import { measureTemplate } from './measure-template';
import type { Usage } from './usage';
import { lineOf, weigh } from './weigh';
import type { BudgetLine } from '../../../../document/plan-document';
import type { BlueprintSnapshot } from '../../../../plan/snapshot-data';
import { type RenderedStack, userPath } from '../../../../cdk/rendered';

/** What is to be reported about a limit, and on which construct. */
export interface Finding {
  readonly line: BudgetLine;
  readonly place: IConstruct;
  /** Whether AWS refuses it for sure. */
  readonly isRefused: boolean;
}

/**
 * What a stack uses of what AWS takes. `pipeline`: logical id of the CodePipeline, if it is in this stack.
 *
 * O(size of the template).
 */
export function assessStack(stack: RenderedStack, pipeline: string | undefined, limits: Limits): Finding[] {
  const placeOf = ({ element }: Usage) => (element === undefined ? undefined : stack.constructs().get(element));
  return weigh(usesOf(stack, pipeline), limits).map((finding) => {
    const place = placeOf(finding.use);
    const where = place ? userPath(place) : stack.path;
    return { line: lineOf(finding, where, limits), place: place ?? stack.construct, isRefused: finding.isRefused };
  });
}

function* usesOf(stack: RenderedStack, pipeline: string | undefined): Iterable<Usage> {
  const { name, account, region, template } = stack;
  const facts: Facts = { stack: name, account, region, resources: template.Resources ?? {} };
  yield* measureTemplate(stack);
  yield* measurePolicies(facts);
  yield* measureProjects(facts);
  if (pipeline !== undefined) {
    yield* measurePipeline(pipeline, facts);
  }
}

/**
 * What the applications use, of limits that do not depend on how they are deployed. `assembly`: where the files are that
 * CloudFormation actions receive; none if they receive templates only.
 */
export function assessApplications(
  blueprint: BlueprintSnapshot,
  assembly: string | undefined,
  pipeline: IConstruct,
  limits: Limits,
): Finding[] {
  return weigh(usesOfApplications(blueprint, assembly), limits).map((finding) => ({
    line: lineOf(finding, pipeline.node.path, limits),
    place: pipeline,
    isRefused: finding.isRefused,
  }));
}

function* usesOfApplications(blueprint: BlueprintSnapshot, assembly: string | undefined): Iterable<Usage> {
  yield* measureDeployments(blueprint);
  if (assembly !== undefined) {
    yield measureDeployArtifact(blueprint, assembly);
  }
}
