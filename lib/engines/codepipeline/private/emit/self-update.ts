import { App, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { SelfUpdateJob } from '../../../../jobs/job';
import type { SelfUpdate } from '../../../../jobs/self-update';
import { relativePosix } from '../../../../private/paths';
import { addCodeBuildAction } from '../codebuild/codebuild-action';
import type { ActionSite } from '../context';
import type { ActionResult, PipelineHost } from '../host';
import { ids } from '../naming';
import { scopeFor } from '../scopes';

/** What a pipeline updates itself with: its stack is elsewhere in the cloud assembly if it sits in a Stage. */
export function selfUpdateOf(host: PipelineHost, assemblyDir: string, installCli: string): SelfUpdate {
  const stage = Stage.of(host)!;
  return {
    installCli,
    stackPath: Stack.of(host).node.path,
    assembly: App.isApp(stage) ? '.' : relativePosix(assemblyDir, stage.outdir),
  };
}

/** Deploy the stack of the pipeline itself from the cloud assembly. */
export function renderSelfUpdate(job: SelfUpdateJob, site: ActionSite): ActionResult {
  const { pipeline, emission, settings } = site.context;
  return addCodeBuildAction(
    {
      job,
      name: 'SelfMutate',
      kind: 'self-update',
      project: {
        id: ids.selfMutationProject,
        name: settings.pipelineName && emission.selfUpdateProject(settings.pipelineName),
        scope: scopeFor(pipeline, ids.selfMutationScope),
      },
      settings: { rolePolicy: permissions(Stack.of(pipeline)) },
    },
    site,
  );
}

function permissions(stack: Stack): iam.PolicyStatement[] {
  return [
    // The roles of the bootstrap stack with which the CLI does its work.
    new iam.PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: [`arn:*:iam::${stack.account}:role/*`],
      conditions: {
        'ForAnyValue:StringEquals': {
          'iam:ResourceTag/aws-cdk:bootstrap-role': ['image-publishing', 'file-publishing', 'deploy'],
        },
      },
    }),
    // The CLI looks up the version of the bootstrap stack, and whether a staging bucket is there.
    new iam.PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: ['*'] }),
    new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] }),
  ];
}
