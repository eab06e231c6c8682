import { charactersOf, type LimitId } from './limit-table';
import { deployed, type Facts } from '../../../../report/budget/deployed';
import { nameUses, type Place, type Usage } from '../../../../report/budget/usage';
import { asArray, asObject } from '../../../../private/lang';

const NAME = charactersOf('project-name-characters');
const IDENTIFIER = charactersOf('secondary-identifier-characters');

/** What CodeBuild counts of projects. */
export function* measureProjects(facts: Facts): Iterable<Usage<LimitId>> {
  for (const [element, { Type, Properties = {} }] of Object.entries(facts.resources)) {
    if (Type === 'AWS::CodeBuild::Project') {
      yield* measureProject(Properties, facts, { element });
    }
  }
}

function* measureProject(
  properties: Readonly<Record<string, unknown>>,
  facts: Facts,
  at: Place,
): Iterable<Usage<LimitId>> {
  const buildSpec = deployed(asObject(properties.Source).BuildSpec, facts);
  const sources = asArray(properties.SecondarySources);
  const artifacts = asArray(properties.SecondaryArtifacts);
  const vpc = asObject(properties.VpcConfig);
  yield { limit: 'buildspec', used: typeof buildSpec === 'string' ? buildSpec.length : 0, ...at };
  yield* nameUses(properties.Name, 'project-name', at, NAME);
  if (typeof properties.Name === 'string') {
    yield { limit: 'project-name-missing', used: properties.Name.length, ...at };
  }
  yield { limit: 'secondary-sources', used: sources.length, ...at };
  yield { limit: 'secondary-artifacts', used: artifacts.length, ...at };
  yield* identifiers(sources, 'SourceIdentifier', at);
  yield* identifiers(artifacts, 'ArtifactIdentifier', at);
  yield { limit: 'vpc-security-groups', used: asArray(vpc.SecurityGroupIds).length, ...at };
  yield { limit: 'vpc-subnets', used: asArray(vpc.Subnets).length, ...at };
  if (typeof properties.TimeoutInMinutes === 'number') {
    yield { limit: 'build-timeout', used: properties.TimeoutInMinutes, ...at };
    yield { limit: 'build-timeout-missing', used: properties.TimeoutInMinutes, ...at };
  }
}

function* identifiers(items: readonly unknown[], property: string, at: Place): Iterable<Usage<LimitId>> {
  for (const item of items) {
    const name = asObject(item)[property];
    if (typeof name === 'string') {
      yield { limit: IDENTIFIER.limit, used: name.replace(IDENTIFIER.valid, '').length, detail: name, ...at };
    }
  }
}
