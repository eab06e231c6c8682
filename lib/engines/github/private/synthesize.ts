import * as fs from 'fs';
import * as path from 'path';
import { type IResolvable, type ISynthesisSession, Names, Stage } from 'aws-cdk-lib';
import type { Built } from './build';
import { describeWorkflow } from './report/describe-workflow';
import { AssetManifests, writePublisher } from '../../../assembly/small-assemblies';
import type { PipelineBase } from '../../../blueprint';
import { isStepOutput, type StepOutput } from '../../../blueprint/step-output';
import { declarationsIn } from '../../../cdk/declarations';
import { writeMetadata } from '../../../cdk/metadata';
import { withReadableTokens } from '../../../cdk/readable-tokens';
import { renderExpressionsInJson } from './expressions';
import { smallAssemblyOf } from '../../../jobs/publishing';
import { PLAN_FILE_SUFFIX, PLAN_METADATA } from '../../../document/plan-document';
import { PULL_REQUEST_FILE_SUFFIX, WORKFLOW_FILE_SUFFIX } from '../../../document/workflow/workflow-file';
import type { Work } from '../../../plan/plan';
import { writeInParts } from '../../../private/write-in-parts';
import { jsonParts } from '../../../report/json-parts';

/** Write what a workflow leaves in the cloud assembly: its text, its plan, and what its publishers publish. */
export function synthesizeWorkflow(pipeline: PipelineBase, built: Built, session: ISynthesisSession): void {
  const directory = (pipeline.node.root as Stage).outdir;
  const name = Names.uniqueId(pipeline);
  const file = `${name}${PLAN_FILE_SUFFIX}`;
  writePublishers(built, directory);
  writeScripts(built, directory);
  writeTexts(built, path.join(directory, name));
  const document = describeWorkflow(built, {
    path: pipeline.node.path,
    name,
    whereOf: declarationsIn(pipeline.node.root, process.cwd()),
  });
  writeInParts(path.join(directory, file), withReadableTokens(withExpressions(jsonParts(document), built), pipeline));
  writeMetadata(session, pipeline, { id: name, type: PLAN_METADATA, data: file });
}

function writeScripts({ scripts }: Built, directory: string): void {
  for (const { file, text } of scripts) {
    const target = path.join(directory, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
}

/** What an earlier synthesis has left does not stay. */
function writeTexts({ text, pullRequestText }: Built, start: string): void {
  writeInParts(`${start}${WORKFLOW_FILE_SUFFIX}`, [text]);
  const file = `${start}${PULL_REQUEST_FILE_SUFFIX}`;
  if (pullRequestText === undefined) {
    fs.rmSync(file, { force: true });
  } else {
    writeInParts(file, [pullRequestText]);
  }
}

function writePublishers({ prepared, publishDirectory }: Built, directory: string): void {
  const manifests = new AssetManifests();
  for (const { id, content } of prepared.plan.nodes) {
    if (content.kind === 'publish') {
      writePublisher(
        directory,
        smallAssemblyOf(publishDirectory, id),
        id,
        (content as Extract<Work, { kind: 'publish' }>).assets,
        manifests,
      );
    }
  }
}

/** What GitHub fills in is no value that a template has. */
function* withExpressions(parts: Iterable<string>, { outputOf }: Built): Iterable<string> {
  const textOf = (token: IResolvable) => (isStepOutput<StepOutput['step']>(token) ? outputOf(token) : undefined);
  for (const part of parts) {
    yield renderExpressionsInJson(part, textOf);
  }
}
