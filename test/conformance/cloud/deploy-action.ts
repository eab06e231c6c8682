import * as fs from 'node:fs';
import * as path from 'node:path';
import { readArtifact } from './artifact-store';
import { ActionFailed } from './cloudformation';
import type { Running } from './model';

/** An action of CloudFormation. */
export function deploy(running: Running): void {
  const { role, region, configuration, effects, cloud, namespace } = running;
  const { StackName, ActionMode, ChangeSetName } = configuration;
  // Stacks are in the account of the role.
  const environment = `${role.account}/${region}`;
  const event = (verb: string, template: any) =>
    effects.events.push({ what: `${verb} ${StackName} in ${environment}`, details: describeTemplate(template) });
  if (configuration.RoleArn !== undefined) {
    cloud.access.call(role, 'iam:PassRole', configuration.RoleArn);
  }
  const done = (template: any, outputs: Record<string, string>) => {
    event('deploy', template);
    if (namespace) effects.variables.set(namespace, outputs);
  };
  switch (ActionMode) {
    case 'CHANGE_SET_REPLACE': {
      cloud.access.call(role, 'cloudformation:CreateChangeSet', stackArn(running));
      const template = readTemplate(running);
      effects.stacks.push((c) => c.prepare(StackName, environment, ChangeSetName, template));
      return void event('prepare', template);
    }
    case 'CHANGE_SET_EXECUTE': {
      cloud.access.call(role, 'cloudformation:ExecuteChangeSet', stackArn(running));
      const { template, outputs } = cloud.cloudFormation.execute(StackName, environment, ChangeSetName);
      return done(template, outputs);
    }
    case 'CREATE_UPDATE': {
      cloud.access.call(role, 'cloudformation:CreateStack', stackArn(running));
      const template = readTemplate(running);
      return done(template, cloud.cloudFormation.createOrUpdate(StackName, environment, template));
    }
    default:
      throw new Error(`the executor knows no ActionMode '${ActionMode}'`);
  }
}

const stackArn = ({ role, region, configuration }: Running) =>
  `arn:aws:cloudformation:${region}:${role.account}:stack/${configuration.StackName}/x`;

function describeTemplate({ Description, tags }: any): string[] {
  return [
    ...(Description === undefined ? [] : [`template: ${Description}`]),
    ...Object.entries(tags).map(([key, value]) => `tag ${key}=${value}`),
  ];
}

/** With the tags that the stack gets. */
function readTemplate(running: Running): any {
  const { TemplatePath, TemplateConfiguration } = running.configuration;
  const { Tags = {} } = TemplateConfiguration === undefined ? {} : readJson(running, TemplateConfiguration);
  return { ...readJson(running, TemplatePath), tags: Tags };
}

/** Of `Artifact::path/in/it`. */
function readJson(running: Running, place: string): any {
  const [artifact, file] = place.split('::');
  if (!running.inputs.includes(artifact)) {
    throw new ActionFailed(`'${artifact}' is no input of the action`);
  }
  const { directory, files } = readArtifact(running, running.role, artifact);
  if (!files.includes(file)) {
    throw new ActionFailed(`there is no file '${file}' in artifact '${artifact}'`);
  }
  return JSON.parse(fs.readFileSync(path.join(directory, file), 'utf-8'));
}
