import { App, Stack, Stage } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ActionRequest, ActionResult } from '../host';
import { DockerCredentialUsage } from '../../docker-credentials';
import { addCodeBuildAction } from '../codebuild/codebuild-action';
import type { EmitContext } from '../context';
import { scopeFor } from '../scopes';
import { ids } from '../naming';
import { relativePosix } from '../paths';
import { supportFor } from '../codebuild/project-defaults';

/** Deploy the stack of the pipeline itself from the cloud assembly. */
export function renderSelfUpdate(stage: cp.IStage, options: ActionRequest, context: EmitContext): ActionResult {
  const { pipeline, cloudAssembly, emission } = context;
  const { pipelineName, dockerCredentials } = context.settings;
  const stack = Stack.of(pipeline);
  return addCodeBuildAction(
    stage,
    {
      stepId: 'SelfMutate',
      projectId: ids.selfMutationProject,
      projectName: pipelineName && emission.selfUpdateProject(pipelineName),
      scope: scopeFor(pipeline, ids.selfMutationScope),
      installCommands: [emission.installCli(DockerCredentialUsage.SELF_UPDATE, dockerCredentials)],
      commands: [
        `cdk -a ${assemblyOf(pipeline, context.assemblyDir)} deploy ${stack.node.path} --require-approval=never --verbose`,
      ],
      env: {},
      envFromCfnOutputs: {},
      inputs: [{ directory: '.', fileSet: cloudAssembly }],
      outputs: [],
      settings: { rolePolicy: permissions(stack) },
    },
    options,
    supportFor('self-update', context),
  );
}

/** Where in the cloud assembly the stack of the pipeline is: elsewhere if it sits in a Stage. */
function assemblyOf(pipeline: EmitContext['pipeline'], assemblyDir: string): string {
  const stage = Stage.of(pipeline)!;
  return App.isApp(stage) ? '.' : relativePosix(assemblyDir, stage.outdir);
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
