import { approve } from './approval-action';
import { build } from './build-action';
import { ActionFailed } from './cloudformation';
import { deploy } from './deploy-action';
import type { Cloud, Effects, Running } from './model';
import { fetchSource } from './source-action';

export async function runAction(cloud: Cloud, stage: string, action: any, effects: Effects): Promise<void> {
  const { Category, Provider } = action.ActionTypeId;
  const handler = HANDLERS[`${Category}/${Provider}`];
  if (!handler) {
    throw new Error(`the executor knows no action '${Category}/${Provider}'`);
  }
  await handler({
    cloud,
    stage,
    name: action.Name,
    region: action.Region ?? cloud.pipeline.stack.region,
    configuration: withValues(action.Configuration ?? {}, cloud),
    inputs: (action.InputArtifacts ?? []).map((a: any) => a.Name),
    outputs: (action.OutputArtifacts ?? []).map((a: any) => a.Name),
    namespace: action.Namespace,
    role: action.RoleArn === undefined ? cloud.role : cloud.access.assume(cloud.role, action.RoleArn),
    effects,
  });
}

/** `#{namespace.variable}` is replaced as text, wherever it stands. */
function withValues(configuration: any, { variables }: Cloud): Record<string, any> {
  const replace = (text: string) =>
    text.replace(/#\{([^}.]+)\.([^}]+)\}/g, (reference, namespace, name) => {
      const value = variables.get(namespace)?.[name];
      if (value === undefined) {
        throw new ActionFailed(`there is no value for ${reference} yet`);
      }
      return value;
    });
  const entries = Object.entries(configuration).map(([k, v]) => [k, typeof v === 'string' ? replace(v) : v]);
  return Object.fromEntries(entries);
}

type Handler = (running: Running) => void | Promise<void>;

const HANDLERS: Record<string, Handler> = {
  'Source/CodeStarSourceConnection': (r) => {
    r.cloud.access.call(r.role, 'codestar-connections:UseConnection', r.configuration.ConnectionArn);
    fetchSource(r, r.configuration.FullRepositoryId, { BranchName: r.configuration.BranchName });
  },
  'Source/CodeCommit': (r) => {
    const { RepositoryName, BranchName } = r.configuration;
    const { region, account } = r.cloud.pipeline.stack;
    r.cloud.access.call(r.role, 'codecommit:GetBranch', `arn:aws:codecommit:${region}:${account}:${RepositoryName}`);
    fetchSource(r, RepositoryName, { BranchName });
  },
  'Source/S3': (r) => {
    const { S3Bucket, S3ObjectKey } = r.configuration;
    r.cloud.access.read(r.role, S3Bucket, S3ObjectKey);
    fetchSource(r, S3ObjectKey, { BucketName: S3Bucket });
  },
  'Source/ECR': (r) => {
    const { RepositoryName } = r.configuration;
    const { region, account } = r.cloud.pipeline.stack;
    r.cloud.access.call(r.role, 'ecr:DescribeImages', `arn:aws:ecr:${region}:${account}:repository/${RepositoryName}`);
    fetchSource(r, RepositoryName, { ImageDigest: 'sha256:0' });
  },
  'Source/GitHub': (r) => fetchSource(r, `${r.configuration.Owner}/${r.configuration.Repo}`, {}),
  'Build/CodeBuild': build,
  'Test/CodeBuild': build,
  'Approval/Manual': approve,
  'Deploy/CloudFormation': deploy,
  'Invoke/Lambda': (r) => {
    const { region, account } = r.cloud.pipeline.stack;
    const arn = `arn:aws:lambda:${region}:${account}:function:${r.configuration.FunctionName}`;
    r.cloud.access.call(r.role, 'lambda:InvokeFunction', arn);
    r.effects.events.push({ what: `invoke ${r.configuration.FunctionName}`, details: [] });
  },
};
