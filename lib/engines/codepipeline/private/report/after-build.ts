import * as path from 'path';
import { Names } from 'aws-cdk-lib';
import { type Built, gatesOfOtherStages } from './describe';
import { withReadableTokens } from '../../../../cdk/readable-tokens';
import { reportAtSynthesis } from './report';
import { reportWarnings } from './report-warnings';
import type { Prepared } from '../check/problems';
import { runOrderWarnings } from '../check/run-order-warnings';
import { stageOptionWarnings } from '../check/stage-option-warnings';
import { findWarnings, foreignGateWarnings } from '../check/warnings';
import type { Notified } from '../notifications';
import { renderDot } from '../../../../plan/dot';
import { writeInParts } from '../../../../private/write-in-parts';

interface Report {
  readonly notified: readonly Notified[];
  /** Of the cloud assembly. */
  readonly directory: string;
}

/** Report what has come out: as warnings now, and as documents beside the templates. */
export function reportBuilt(prepared: Prepared, built: Built, { notified, directory }: Report): void {
  const { pipeline, settings, layout, plan } = prepared;
  const warnings = reportWarnings(pipeline, [
    ...findWarnings(prepared),
    ...stageOptionWarnings(prepared, built.actions),
    ...runOrderWarnings(pipeline.node.path, plan, built.actions),
    ...foreignGateWarnings(pipeline.node.path, gatesOfOtherStages(built)),
  ]);
  writeInParts(path.join(directory, `${Names.uniqueId(pipeline)}.dot`), withReadableTokens(renderDot(plan), pipeline));
  reportAtSynthesis({ pipeline, settings, layout, built, warnings, notified, directory });
}
