import { deployed, type Facts } from './deployed';
import { asArray, asObject, missing, nameUses, type Use } from './use';

/** What CodeBuild counts of projects. */
export function measureProjects(facts: Facts): Use[] {
  return Object.entries(facts.resources)
    .filter(([, r]) => r.Type === 'AWS::CodeBuild::Project')
    .flatMap(([element, { Properties = {} }]) => measureProject(element, Properties, facts));
}

function measureProject(element: string, properties: Readonly<Record<string, unknown>>, facts: Facts): Use[] {
  const at = { element };
  const buildSpec = deployed(asObject(properties.Source).BuildSpec, facts);
  const sources = asArray(properties.SecondarySources);
  const artifacts = asArray(properties.SecondaryArtifacts);
  const vpc = asObject(properties.VpcConfig);
  return [
    { limit: 'buildspec', used: typeof buildSpec === 'string' ? buildSpec.length : 0, ...at },
    ...nameUses(properties.Name, 'project-name', 'project-name-characters', /[A-Za-z0-9_-]/g, at),
    ...(typeof properties.Name === 'string' ? [missing('project-name-missing', 2, properties.Name.length, at)] : []),
    { limit: 'secondary-sources', used: sources.length, ...at },
    { limit: 'secondary-artifacts', used: artifacts.length, ...at },
    ...identifiers(sources, 'SourceIdentifier', at),
    ...identifiers(artifacts, 'ArtifactIdentifier', at),
    { limit: 'vpc-security-groups', used: asArray(vpc.SecurityGroupIds).length, ...at },
    { limit: 'vpc-subnets', used: asArray(vpc.Subnets).length, ...at },
    ...timeout(properties.TimeoutInMinutes, at),
  ];
}

function identifiers(items: readonly unknown[], property: string, at: Pick<Use, 'element'>): Use[] {
  return items
    .map((item) => asObject(item)[property])
    .filter((name) => typeof name === 'string')
    .map((name) => ({
      limit: 'secondary-identifier-characters',
      used: name.replace(/[A-Za-z0-9_]/g, '').length,
      detail: name,
      ...at,
    }));
}

function timeout(minutes: unknown, at: Pick<Use, 'element'>): Use[] {
  return typeof minutes === 'number'
    ? [{ limit: 'build-timeout', used: minutes, ...at }, missing('build-timeout-missing', 5, minutes, at)]
    : [];
}
