import type { AppSpec, CredentialSpec, OptionsSpec, SourceSpec } from '../spec';
import { buildOptions } from './build';
import { list, literal, maybe, object, str, type Code } from './code';
import { pipelineClass, printExtended } from './extensions';
import { Program } from './program';
import { env, printWave } from './stages';
import { printStep } from './steps';

/**
 * The app as a program in `lib` (either library), `app`, `cdk` and `fixture`. The program is what runs, so what is
 * printed for a failing seed cannot differ from what failed.
 */
export function print(spec: AppSpec): string {
  const p = new Program();
  const scope =
    spec.place === 'stage' ? p.once('outer', `new cdk.Stage(app, 'Outer', { env: ${env(spec.env)} })`) : 'app';
  p.add(`const stack = new cdk.Stack(${scope}, 'PipelineStack', { env: ${env(spec.env)} });`);
  spec.sources.forEach((source) => p.sources.push(p.declare('source', printSource(p, source))));
  const synth = printSynth(p, spec);
  const { extension = {} } = spec;
  p.extension = extension;
  const Class = pipelineClass(p, extension);
  p.add(`const pipeline = new ${Class}(stack, 'Pipeline', ${object({ synth, ...options(p, spec.options) })});`);
  p.synth = 'pipeline.cloudAssemblyFileSet';
  p.synthStep = synth;
  printExtended(p, extension, () => {
    spec.hidden.forEach((step) => printStep(p, 'hidden', { ...step, name: `Hidden ${step.name}` }));
    spec.waves.forEach((wave) => printWave(p, spec.stageScope === 'stack' ? 'stack' : 'app', wave));
  });
  return p.lines.join('\n');
}

/** The synth step, and the steps before it, which nobody places elsewhere. */
function printSynth(p: Program, spec: AppSpec): Code {
  const early = spec.beforeSynth.map((step) => printStep(p, 'build', step));
  const synth = printStep(p, 'build', { ...spec.synth, input: { from: 'source', index: 0 } });
  early.forEach((step) => p.add(`${synth}.addStepDependency(${step});`));
  return synth;
}

function printSource(p: Program, s: SourceSpec): Code {
  const name = p.unique('sources', s.name);
  const actionName = maybe(s.actionName, (own) => str(p.unique('source actions', own)));
  const cb = 'cdk.aws_codepipeline_actions';
  const trigger = (type: string, other: string) =>
    maybe(s.trigger, (t) => `${cb}.${type}.${t === 'other' ? other : t.toUpperCase()}`);
  switch (s.kind) {
    case 'connection':
      return `lib.CodePipelineSource.connection(${str(`org/${name}`)}, 'main', ${object({
        connectionArn: "'arn:aws:codestar-connections:us-east-1:111111111111:connection/x'",
        actionName,
        codeBuildCloneOutput: literal(s.clone),
        triggerOnPush: maybe(s.trigger, (t) => String(t !== 'none')),
      })})`;
    case 'gitHub':
      return `lib.CodePipelineSource.gitHub(${str(`org/${name}`)}, 'main', ${object({ actionName, trigger: trigger('GitHubTrigger', 'WEBHOOK') })})`;
    case 'codeCommit':
      return (
        `lib.CodePipelineSource.codeCommit(new cdk.aws_codecommit.Repository(stack, ${str(`Repo-${name}`)}, { repositoryName: ${str(name)} }), ` +
        `'main', ${object({ actionName, codeBuildCloneOutput: literal(s.clone), trigger: trigger('CodeCommitTrigger', 'EVENTS') })})`
      );
    case 's3':
      return (
        `lib.CodePipelineSource.s3(new cdk.aws_s3.Bucket(stack, ${str(`Bucket-${name}`)}), ${str(`in/${name}.zip`)}, ` +
        `${object({ actionName, trigger: trigger('S3Trigger', 'EVENTS') })})`
      );
    case 'ecr':
      return (
        `lib.CodePipelineSource.ecr(new cdk.aws_ecr.Repository(stack, ${str(`Images-${name}`)}, { repositoryName: ${str(name.toLowerCase())} }), ` +
        `${object({ actionName, imageTag: s.clone ? "'v1'" : undefined })})`
      );
  }
}

function options(p: Program, o: OptionsSpec): Record<string, Code | undefined> {
  const build = (b: OptionsSpec['defaults']) => maybe(b, (spec) => object(buildOptions(p, spec, 'rolePolicy')));
  return {
    pipelineName: maybe(o.pipelineName, str),
    pipelineType: maybe(o.pipelineType, (type) => `cdk.aws_codepipeline.PipelineType.${type}`),
    executionMode: maybe(o.executionMode, (mode) => `cdk.aws_codepipeline.ExecutionMode.${mode}`),
    crossAccountKeys: literal(o.keys),
    enableKeyRotation: literal(o.rotation),
    cliVersion: maybe(o.cliVersion, str),
    cdkAssetsCliVersion: maybe(o.cdkAssetsCliVersion, str),
    selfMutation: literal(o.selfMutation),
    dockerEnabledForSelfMutation: literal(o.dockerForSelfMutation),
    dockerEnabledForSynth: literal(o.dockerForSynth),
    publishAssetsInParallel: literal(o.parallel),
    useChangeSets: literal(o.changeSets),
    reuseCrossRegionSupportStacks: literal(o.reuseSupport),
    usePipelineRoleForActions: literal(o.pipelineRole),
    role: o.role
      ? "new cdk.aws_iam.Role(stack, 'Role', { assumedBy: new cdk.aws_iam.ServicePrincipal('codepipeline.amazonaws.com') })"
      : undefined,
    artifactBucket: o.bucket
      ? "new cdk.aws_s3.Bucket(stack, 'Artifacts', { encryptionKey: new cdk.aws_kms.Key(stack, 'Key') })"
      : undefined,
    codePipeline: maybe(
      o.existing,
      (kind) =>
        `new cdk.aws_codepipeline.Pipeline(stack, 'Own', { crossAccountKeys: true, restartExecutionOnUpdate: ${kind === 'restarting'} })`,
    ),
    codeBuildDefaults: build(o.defaults),
    synthCodeBuildDefaults: build(o.synthDefaults),
    assetPublishingCodeBuildDefaults: build(o.assetDefaults),
    selfMutationCodeBuildDefaults: build(o.mutationDefaults),
    dockerCredentials: o.credentials.length > 0 ? list(o.credentials.map(credential)) : undefined,
  };
}

function credential(c: CredentialSpec, i: number): Code {
  const common = {
    usages: maybe(c.usages, (usages) => list(usages.map((usage) => `lib.DockerCredentialUsage.${usage}`))),
    assumeRole: c.role
      ? `cdk.aws_iam.Role.fromRoleArn(stack, 'Reader${i}', 'arn:aws:iam::222222222222:role/reader')`
      : undefined,
  };
  const secret =
    `cdk.aws_secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret${i}', ` +
    `'arn:aws:secretsmanager:us-east-1:111111111111:secret:name${i}-abcdef')`;
  const external = object({
    ...common,
    secretUsernameField: c.fields ? "'user'" : undefined,
    secretPasswordField: c.fields ? "'pass'" : undefined,
  });
  switch (c.kind) {
    case 'hub':
      return `lib.DockerCredential.dockerHub(${secret}, ${external})`;
    case 'registry':
      return `lib.DockerCredential.customRegistry('registry${i}.example.com', ${secret}, ${external})`;
    case 'ecr':
      return `lib.DockerCredential.ecr([new cdk.aws_ecr.Repository(stack, 'Ecr${i}')], ${object(common)})`;
  }
}
