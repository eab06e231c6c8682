import * as path from 'path';
import { attachCustomSynthesis, Names, Stack, Stage } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { IConstruct } from 'constructs';
import { assessApplications, assessStack } from '../limits/budget';
import type { Limits } from '../limits/limit-table';
import { withRemedies } from '../limits/remedies';
import { declarationsIn } from '../../../../cdk/declarations';
import { withReadableTokens } from '../../../../cdk/readable-tokens';
import { annotate } from '../../../../cdk/warn';
import { type Diagnostic, isError, textOf, textWithPlace, warning } from '../../../../private/diagnostics';
import { diagnose, diagnosticOf, type Finding } from '../../../../report/budget/diagnose';
import { mergeLines } from '../../../../report/budget/weigh';
import { checkGates } from '../check/gates';
import { type Built, describe } from './describe';
import { jsonParts } from '../../../../report/json-parts';
import type { Layout } from '../layouts/layout';
import { readConstructs, readTemplate, type RealPipeline } from './real-pipeline';
import { describeNotifications } from './notifications';
import { type Notified, notificationWarnings } from '../notifications';
import { reportWarnings } from './report-warnings';
import { literal, type RenderedStack, renderStack, resourcesOf, whenRendered } from '../../../../cdk/rendered';
import { writeInParts } from '../../../../private/write-in-parts';
import type { PipelineHost } from '../host';
import {
  PLAN_FILE_SUFFIX,
  PLAN_METADATA,
  type PipelineInfo,
  type WarningInfo,
} from '../../../../document/plan-document';
import { definedOnly } from '../../../../private/lang';
import type { Settings } from '../settings';

export interface Report {
  readonly pipeline: PipelineHost;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly built: Built;
  readonly warnings: readonly WarningInfo[];
  /** More may come until synthesis. */
  readonly notified: readonly Notified[];
  /** Directory that the report is written to. */
  readonly directory: string;
}

/**
 * When the application is synthesized, check what AWS takes, and write the plan beside the templates.
 *
 * Stacks are looked at when CDK renders them to write their templates: annotations that are made then still get into
 * the cloud assembly. Who skips validation gets no annotations, but the plan with the same budget.
 */
export function reportAtSynthesis(report: Report): void {
  const { pipeline } = report;
  pipeline.node.addMetadata(PLAN_METADATA, planFileOf(pipeline));
  let isWatched = false;
  pipeline.node.addValidation({
    validate: () => {
      const [errors, gateWarnings] = checkedGates(report);
      const where = pipeline.node.path;
      const messages = notificationWarnings(report.notified).map((concern) => warning({ where, ...concern }));
      const warnings = [...gateWarnings, ...messages];
      const now = { ...report, warnings: [...report.warnings, ...reportWarnings(pipeline, warnings)] };
      const refusals = [...refusedByCdk(report), ...errors].map((error) =>
        // CDK says where the pipeline is, and so its stack.
        pipeline.node.scopes.some(({ node }) => node.path === error.where) ? textOf(error) : textWithPlace(error),
      );
      isWatched = refusals.length === 0;
      if (isWatched) {
        watch(now);
      } else {
        writeAll(now, stacksOf(pipeline).map(renderStack));
      }
      return refusals;
    },
  });
  attachCustomSynthesis(pipeline, {
    onSynthesize: () => {
      if (!isWatched) {
        writeUnwatched(report);
      }
      isWatched = false;
    },
  });
}

/** Some of the stacks may have been written by now. That of the pipeline comes after what is in it. */
function writeUnwatched(report: Report): void {
  const [own, ...others] = stacksOf(report.pipeline);
  whenRendered(own, (stack) => {
    writeAll(report, [stack, ...others.map(renderStack)]);
  });
}

function writeAll(report: Report, stacks: readonly RenderedStack[]): void {
  write(report, stacks, assessAll(report, stacks));
}

/** Errors and warnings of the policy about gates. */
function checkedGates({ pipeline, settings, built }: Report): readonly [Diagnostic[], Diagnostic[]] {
  const { gatePolicy } = settings;
  const { account, region, node } = Stack.of(pipeline);
  const info = pipelineInfo(
    { pipeline, settings },
    { path: node.path, account: literal(account), region: literal(region) },
  );
  const all = gatePolicy ? checkGates(built, pipeline.pipeline, info, gatePolicy) : [];
  return [all.filter(isError), all.filter((d) => !isError(d))];
}

/** Look at each stack when it is rendered, and write the plan after the last of them. */
function watch(report: Report): void {
  const { pipeline } = report;
  const applications = assessOthers(report);
  annotateAll(applications);
  const stacks = stacksOf(pipeline);
  const findings: Finding<IConstruct>[] = [...applications];
  const seen = new Map<Stack, RenderedStack>();
  for (const stack of stacks) {
    whenRendered(stack, (rendered) => {
      const here = assessRendered(report, rendered);
      annotateAll(here);
      findings.push(...here);
      seen.set(stack, rendered);
      if (seen.size === stacks.length) {
        write(report, [...seen.values()], findings);
      }
    });
  }
}

/** CDK drops an annotation that is there already, so a second synthesis adds none. */
function annotateAll(findings: readonly Finding<IConstruct>[]): void {
  // CDK says where that is.
  diagnose(findings).forEach(({ place, diagnostic }) => annotate(place, diagnostic, textOf(diagnostic)));
}

/**
 * CDK ends the synthesis at the first stack with too many resources, and says no way out. So it is reported before that,
 * with all that AWS would refuse.
 */
function refusedByCdk(report: Report): Diagnostic[] {
  const stack = Stack.of(report.pipeline);
  const resources = resourcesOf(stack);
  if (!resources || resources.used <= resources.allowed) {
    return [];
  }
  const findings = assessAll(report, stacksOf(report.pipeline).map(renderStack));
  return findings.filter((f) => f.isRefused).map((finding) => diagnosticOf([finding]));
}

function assessAll(report: Report, stacks: readonly RenderedStack[]): Finding<IConstruct>[] {
  return [...assessOthers(report), ...stacks.flatMap((stack) => assessRendered(report, stack))];
}

function assessRendered({ pipeline, settings }: Report, stack: RenderedStack): Finding<IConstruct>[] {
  const codePipeline = pipeline.pipeline;
  const owner = Stack.of(codePipeline);
  const { logicalId } = codePipeline.node.defaultChild as cp.CfnPipeline;
  return assessStack(
    stack,
    stack.construct === owner ? owner.resolve(logicalId) : undefined,
    limitsOf(settings, stack),
  );
}

function assessOthers({ pipeline, settings, layout, built, directory }: Report): Finding<IConstruct>[] {
  return assessApplications(
    built.blueprint,
    layout.handsOnAssembly ? directory : undefined,
    pipeline,
    limitsOf(settings),
  );
}

/** The limits, with remedies that nobody follows already. */
function limitsOf(settings: Settings, { indentation = 0 }: Partial<RenderedStack> = {}): Limits {
  return withRemedies(settings.limits, { ...settings, isIndented: indentation > 0 });
}

/** Those that the pipeline is deployed as: first its own stack, then those of its buckets in other regions. */
function stacksOf(pipeline: PipelineHost): Stack[] {
  const support = Object.values(pipeline.pipeline.crossRegionSupport).map((s) => Stack.of(s.replicationBucket));
  const all = [Stack.of(pipeline), Stack.of(pipeline.pipeline), ...support];
  // Buckets that the user brings may be in stacks that are synthesized at another time.
  return [...new Set(all)].filter((stack) => Stage.of(stack) === Stage.of(pipeline));
}

function write(report: Report, stacks: readonly RenderedStack[], findings: readonly Finding<IConstruct>[]): void {
  const { pipeline, directory, built, warnings, settings } = report;
  const stack = stacks.find(({ construct }) => construct === Stack.of(pipeline))!;
  const document = describe(built, {
    pipeline: pipelineInfo(report, stack),
    codePipeline: realPipelineOf(report, stacks),
    layout: settings.layout,
    stack,
    stacks,
    budgets: mergeLines(
      findings.map(({ line }) => line),
      settings.limits,
    ),
    warnings,
    gatePolicy: settings.gatePolicy,
    notifications: describeNotifications(stacks, pipeline.pipeline),
    whereOf: declarationsIn(pipeline.node.root, process.cwd()),
  });
  writeInParts(path.join(directory, planFileOf(pipeline)), withReadableTokens(jsonParts(document), pipeline));
}

function planFileOf(pipeline: PipelineHost): string {
  return `${Names.uniqueId(pipeline)}${PLAN_FILE_SUFFIX}`;
}

/** From the template, if that is at hand. */
function realPipelineOf({ pipeline }: Report, stacks: readonly RenderedStack[]): RealPipeline {
  const codePipeline = pipeline.pipeline;
  const owner = Stack.of(codePipeline);
  const { logicalId } = codePipeline.node.defaultChild as cp.CfnPipeline;
  const stack = stacks.find(({ construct }) => construct === owner);
  return (stack && readTemplate(stack, owner.resolve(logicalId) as string)) ?? readConstructs(codePipeline);
}

function pipelineInfo(
  { pipeline, settings }: Pick<Report, 'pipeline' | 'settings'>,
  stack: Pick<RenderedStack, 'path' | 'account' | 'region'>,
): PipelineInfo {
  return definedOnly({
    path: pipeline.node.path,
    name: Names.uniqueId(pipeline),
    stack: stack.path,
    account: stack.account,
    region: stack.region,
    selfMutation: settings.selfMutation,
    changeSets: settings.changeSets === true,
  });
}
