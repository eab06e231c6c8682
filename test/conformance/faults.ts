import {
  action,
  changeSpec,
  deployOf,
  find,
  move,
  pipelineOf,
  projectOf,
  remove,
  replaceIn,
  stageOf,
  stagesOf,
  withoutForeigners,
  withoutGrant,
  type Fault,
} from './plant';

/* Mistakes that an engine could make, each with what must notice it. */

export const FAULTS: readonly Fault[] = [
  {
    name: 'a script gets another artifact',
    plant: (t) => (action(t, 'Test').InputArtifacts[0].Name = 'Synth_Output'),
    noticed: /script Test: expected in \.: r\.txt/,
  },
  {
    name: 'the primary source is another one',
    plant: (t) => (action(t, 'Both').Configuration.PrimarySource = 'org_tools_Source'),
    noticed: /failed: .*Both: install command 1 ended with 1: ln: /,
  },
  {
    name: 'the second input is missing',
    plant: (t) => action(t, 'Both').InputArtifacts.splice(1, 1),
    noticed: /failed: .*Both.*(ln|install)/,
  },
  {
    name: 'an output artifact is missing',
    plant: (t) =>
      (action(t, 'Synth').OutputArtifacts = action(t, 'Synth').OutputArtifacts.filter(
        (a: any) => !/reports/.test(a.Name),
      )),
    noticed: /failed: .*Test: there is no artifact 'Synth_reports' yet/,
  },
  {
    name: 'an output artifact is not in the buildspec',
    plant: (t) => changeSpec(t, 'Synth', (s) => delete s.artifacts['secondary-artifacts'].Synth_reports),
    noticed: /UPLOAD_ARTIFACTS: no definition for output artifact 'Synth_reports'/,
  },
  {
    name: 'two output artifacts are swapped',
    plant: (t) =>
      changeSpec(t, 'Synth', ({ artifacts }) => {
        const named = artifacts['secondary-artifacts'];
        [named.Synth_Output, named.Synth_reports] = [named.Synth_reports, named.Synth_Output];
      }),
    noticed: /failed: UpdatePipeline/,
  },
  {
    name: 'the base directory is another one',
    plant: (t) =>
      changeSpec(t, 'Synth', (s) => (s.artifacts['secondary-artifacts'].Synth_reports['base-directory'] = 'report')),
    noticed: /no matching base directory path found for report/,
  },
  {
    name: 'files are left out of an artifact',
    plant: (t) => changeSpec(t, 'Synth', (s) => (s.artifacts['secondary-artifacts'].Synth_reports.files = '*')),
    noticed: /script Test: expected in \.: sub\/s\.txt/,
  },
  {
    name: 'the link of an input is missing',
    plant: (t) => changeSpec(t, 'Both', (s) => s.phases.install.commands.shift()),
    noticed: /script Both: expected in \.: tools\/tool\.sh/,
  },
  {
    name: 'the link of an input leads to another directory',
    plant: (t) =>
      changeSpec(
        t,
        'Both',
        (s) => (s.phases.install.commands[0] = s.phases.install.commands[0].replace(/"tools"/g, '"tool"')),
      ),
    noticed: /script Both: expected in \.: tools\/tool\.sh/,
  },
  {
    name: 'install commands are missing',
    plant: (t) => changeSpec(t, 'Both', (s) => s.phases.install.commands.pop()),
    noticed: /script Both: expected env INSTALLED="yes"/,
  },
  {
    name: 'commands of two phases are swapped',
    plant: (t) =>
      changeSpec(t, 'Both', ({ phases }) => ([phases.install, phases.build] = [phases.build, phases.install])),
    noticed: /script Both: expected env INSTALLED="yes"/,
  },
  {
    name: 'a gate is dropped',
    plant: (t) => remove(t, 'Promote'),
    noticed: /missing: gate Promote/,
  },
  {
    name: 'a gate comes after the deployment',
    plant: (t) => move(t, 'Promote', 90),
    noticed: /order: 'gate Promote' must be over before 'deploy Prod-App/,
  },
  {
    name: 'a gate stands beside what it guards',
    plant: (t) => move(t, 'Review', deployOf(t, 'Beta-Api', /EXECUTE/).RunOrder),
    noticed: /order: 'gate Review' must be over before 'deploy Beta-Api/,
  },
  {
    name: 'a gate asks another question',
    plant: (t) => (action(t, 'Promote').Configuration.CustomData = 'Go?'),
    noticed: /gate Promote: expected comment: Is Beta well\?/,
  },
  {
    name: 'values of two variables are swapped',
    plant: (t) => {
      const { Configuration } = action(t, 'Last');
      const [a, b] = Configuration.EnvironmentVariables.match(/#\{[^}]+\}/g);
      replaceIn(Configuration, a, '@');
      replaceIn(Configuration, b, a);
      replaceIn(Configuration, '@', b);
    },
    noticed: /script Last: expected env (V|URL)=/,
  },
  {
    name: 'a variable of another namespace',
    plant: (t) => replaceIn(action(t, 'Last').Configuration, /#\{[^}]*\.V\}/, '#{Nobody.V}'),
    noticed: /failed: .*Last: there is no value for #\{Nobody\.V\} yet/,
  },
  {
    name: 'a variable of the project is missing',
    plant: (t) => projectOf(t, 'Test').Environment.EnvironmentVariables.pop(),
    noticed: /script Test: expected env MODE="full"/,
  },
  {
    name: 'a variable is exported under another name',
    plant: (t) => changeSpec(t, 'Test', (s) => (s.env['exported-variables'] = ['W'])),
    noticed: /failed: .*there is no value for #\{[^}]+\.V\} yet/,
  },
  {
    name: 'assets are published after the stacks',
    plant: (t) => {
      const stages = stagesOf(t);
      stages.push(
        ...stages.splice(
          stages.findIndex((s) => s.Name === 'Assets'),
          1,
        ),
      );
    },
    noticed: /failed: .*needs assets that are not published/,
  },
  {
    name: 'an asset is published beside its stack',
    plant: (t) => {
      const stages = stagesOf(t);
      const [assets] = stages.splice(
        stages.findIndex((s) => s.Name === 'Assets'),
        1,
      );
      const stage = stageOf(t, 'Test');
      stage.Actions.push(...assets.Actions.map((a: any) => ({ ...a, RunOrder: deployOf(t, 'Beta-App').RunOrder })));
    },
    noticed:
      /order: 'publish file 'file 1' to 222222222222\/us-east-1' must be over|needs assets that are not published/,
  },
  {
    name: 'an asset is not published to one of its places',
    layout: 'default',
    plant: (t) => changeSpec(t, /^File\d+$/, (s) => s.phases.build.commands.pop()),
    noticed: /missing: publish file|needs assets that are not published/,
  },
  {
    name: 'a publisher publishes what another one does',
    layout: 'compact',
    plant: (t) => replaceIn(action(t, /^Files\d+$/).Configuration, /Files\d+/, action(t, /^Images\d+$/).Name),
    noticed: /missing: publish file|needs assets that are not published|twice: publish/,
  },
  {
    name: 'run orders are merged',
    plant: (t) => stageOf(t, 'Test').Actions.forEach((a: any) => (a.RunOrder = 1)),
    noticed: /failed: .*has no change set|there is no value for/,
  },
  {
    name: 'stages are in another order',
    plant: (t) => {
      const stages = stagesOf(t);
      const beta = stages.indexOf(stageOf(t, 'Test'));
      stages.push(...stages.splice(beta, 1));
    },
    noticed: /failed: .*there is no (value|artifact)/,
  },
  {
    name: 'a template of another stack',
    plant: (t) =>
      (deployOf(t, 'Beta-App').Configuration.TemplatePath = deployOf(t, 'Beta-Api').Configuration.TemplatePath),
    noticed: /deploy Beta-App .*: expected template: stack Beta\/App/,
  },
  {
    name: 'a template that is not there',
    plant: (t) => (deployOf(t, 'Beta-App').Configuration.TemplatePath += 'x'),
    noticed: /failed: .*there is no file '.*' in artifact/,
  },
  {
    name: 'a change set of another name',
    plant: (t) => (deployOf(t, 'Beta-Api', /EXECUTE/).Configuration.ChangeSetName = 'Other'),
    noticed: /failed: .*stack 'Beta-Api' has no change set 'Other'/,
  },
  {
    name: 'a change set of another stack',
    plant: (t) => (deployOf(t, 'Beta-Api', /EXECUTE/).Configuration.StackName = 'Beta-App'),
    noticed: /failed: .*stack 'Beta-App' has no change set|missing: deploy Beta-Api/,
  },
  {
    name: 'a stack is deployed to another region',
    plant: (t) => (deployOf(t, 'Prod-App').Region = 'us-east-1'),
    noticed: /failed: .*AccessDenied|missing: deploy Prod-App in 111111111111\/eu-west-1/,
  },
  {
    name: 'a stack is deployed to another account',
    plant: (t) => {
      const { RoleArn } = deployOf(t, 'Prod-App');
      deployOf(t, 'Prod-App').RoleArn = JSON.parse(JSON.stringify(RoleArn).replaceAll('111111111111', '222222222222'));
    },
    noticed: /failed: .*AccessDenied/,
  },
  {
    name: 'the pipeline may not start a build',
    plant: (t) => withoutGrant(t, /^Pipeline(CodeBuildActionRole|RoleDefaultPolicy)/, 'codebuild:StartBuild'),
    noticed: /AccessDenied: .* may not codebuild:StartBuild/,
  },
  {
    name: 'a build may not read its input',
    plant: (t) => withoutGrant(t, /Test/, 's3:GetObject*'),
    noticed: /AccessDenied: .*Test.* may not s3:GetObject/,
  },
  {
    name: 'a build may not use the key',
    plant: (t) => withoutGrant(t, /Test/, 'kms:Decrypt'),
    noticed: /AccessDenied: .*Test.* may not kms:Decrypt/,
  },
  {
    name: 'a build may not write its output',
    plant: (t) => withoutGrant(t, /Synth/, 's3:PutObject'),
    noticed: /AccessDenied: .*Synth.* may not s3:PutObject/,
  },
  {
    name: 'publishing may not take the role of the target',
    plant: (t) => withoutGrant(t, /Assets.*File/, 'sts:AssumeRole'),
    noticed: /AccessDenied: .* may not sts:AssumeRole on .*file-publishing-role/,
  },
  {
    name: 'the self-update may not take the deploy role',
    plant: (t) => withoutGrant(t, /SelfMutation/, 'sts:AssumeRole'),
    noticed: /AccessDenied: .* may not sts:AssumeRole on .*deploy-role/,
  },
  {
    name: 'the pipeline may not take the deploy roles',
    plant: (t) => withoutGrant(t, /^PipelineRoleDefaultPolicy/, 'sts:AssumeRole'),
    noticed: /AccessDenied: .* may not sts:AssumeRole/,
  },
  {
    name: 'the policy of the bucket does not name the other account',
    plant: (t) => withoutForeigners(t, 'AWS::S3::BucketPolicy', (p) => p.PolicyDocument),
    noticed: /AccessDenied: .*222222222222:role\/.*deploy-role.* may not s3:GetObject/,
  },
  {
    name: 'the policy of the key does not name the other account',
    plant: (t) => withoutForeigners(t, 'AWS::KMS::Key', (p) => p.KeyPolicy),
    noticed: /AccessDenied: .*222222222222:role\/.*deploy-role.* may not kms:Decrypt/,
  },
  {
    name: 'the store of the other region is missing',
    plant: (t) =>
      pipelineOf(t).ArtifactStores.splice(
        pipelineOf(t).ArtifactStores.findIndex((s: any) => s.Region === 'eu-west-1'),
        1,
      ),
    noticed: /the pipeline has no artifact store in eu-west-1/,
  },
  {
    name: 'a project trusts another service',
    plant: (t) => {
      const [, role] = find(
        Object.entries(t.Resources),
        ([id, r]) => /Test.*Role/.test(id) && r.Type === 'AWS::IAM::Role',
        'role',
      );
      role.Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service = 'lambda.amazonaws.com';
    },
    noticed: /codebuild\.amazonaws\.com may not sts:AssumeRole/,
  },
  {
    name: 'a source may not use its connection',
    plant: (t) => withoutGrant(t, /./, 'codestar-connections:UseConnection'),
    noticed: /may not codestar-connections:UseConnection/,
  },
  {
    name: 'the self-update updates another stack',
    plant: (t) =>
      changeSpec(
        t,
        'SelfMutate',
        (s) => (s.phases.build.commands = ['cdk -a . deploy Other --require-approval=never']),
      ),
    noticed: /self-update: expected stack: PipelineStack/,
  },
  {
    name: 'the self-update is gone',
    plant: (t) => (pipelineOf(t).Stages = stagesOf(t).filter((s) => s.Name !== 'UpdatePipeline')),
    noticed: /missing: self-update/,
  },
  {
    name: 'a function may not approve',
    plant: (t) => withoutGrant(t, /AutoApprove/, 'codepipeline:PutApprovalResult'),
    noticed: /gate Check\.Confirm: expected answered by a function/,
  },
  {
    name: 'the check compares another Stage',
    plant: (t) => replaceIn(action(t, 'Check.Check').Configuration, 'Prod', 'Beta'),
    noticed: /missing: compare permissions of Prod/,
  },
];
