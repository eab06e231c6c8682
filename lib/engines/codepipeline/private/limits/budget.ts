import type { IConstruct } from 'constructs';
import type { LimitId, Limits } from './limit-table';
import { measureDeployArtifact, measureDeployments } from './measure-deployments';
import { measurePipeline } from './measure-pipeline';
import { measureProjects } from './measure-projects';
import type { BlueprintSnapshot } from '../../../../plan/snapshot-data';
import { type RenderedStack, userPath } from '../../../../cdk/rendered';
import type { Facts } from '../../../../report/budget/deployed';
import type { Finding } from '../../../../report/budget/diagnose';
import { measurePolicies } from '../../../../report/budget/measure-policies';
import { measureTemplate } from '../../../../report/budget/measure-template';
import type { Usage } from '../../../../report/budget/usage';
import { findingOf, weigh } from '../../../../report/budget/weigh';

/**
 * What a stack uses of what AWS takes. `pipeline`: logical id of the CodePipeline, if it is in this stack.
 *
 * O(size of the template).
 */
export function assessStack(stack: RenderedStack, pipeline: string | undefined, limits: Limits): Finding<IConstruct>[] {
  const placeOf = ({ element }: Usage) => (element === undefined ? undefined : stack.constructs().get(element));
  return weigh(usesOf(stack, pipeline), limits).map((finding) => {
    const place = placeOf(finding.use);
    const path = place ? userPath(place) : stack.path;
    return findingOf(finding, path, place ?? stack.construct, limits);
  });
}

function* usesOf(stack: RenderedStack, pipeline: string | undefined): Iterable<Usage<LimitId>> {
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
): Finding<IConstruct>[] {
  return weigh(usesOfApplications(blueprint, assembly), limits).map((finding) =>
    findingOf(finding, pipeline.node.path, pipeline, limits),
  );
}

function* usesOfApplications(blueprint: BlueprintSnapshot, assembly: string | undefined): Iterable<Usage<LimitId>> {
  yield* measureDeployments(blueprint);
  if (assembly !== undefined) {
    yield measureDeployArtifact(blueprint, assembly);
  }
}
