import * as fs from 'node:fs';
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { actionsIn, ofType, setUp, stageOf, type Action, type WrittenTemplate } from '../../kit/app';
import { allowed, plain, policyDocuments, statements } from '../../kit/policies';
import * as pipelines from '../../../lib';

// Each line of the table "Who may do what" in docs/security.md, read from templates.

/** A pipeline into two other accounts; both Stages are checked, that of 333333333333 as `strict` says. */
function pipelineInto(props: Partial<pipelines.CodePipelineProps>, strict = false): WrittenTemplate {
  const { app, stack, pipeline } = setUp(() => ({ crossAccountKeys: true, ...props }));
  const stages: [string, string, boolean][] = [
    ['Beta', '222222222222', false],
    ['Prod', '333333333333', strict],
  ];
  for (const [id, account, isStrict] of stages) {
    const env = { account, region: 'us-east-1' };
    const stage = stageOf(app, id, { id: 'App', env, files: [`${id}.zip`], images: [`${id}Image`] });
    pipeline.addStage(stage, {
      pre: [
        new pipelines.ConfirmPermissionsBroadening('Permissions', { stage, strict: isStrict }),
        new pipelines.ShellStep('Reads', { commands: ['lint'] }),
        new pipelines.ShellStep('Writes', { commands: ['make'], primaryOutputDirectory: 'out' }),
      ],
    });
  }
  pipeline.buildPipeline();
  return Template.fromStack(stack).toJSON() as WrittenTemplate;
}

const lax = pipelineInto({});
const strict = pipelineInto({}, true);
const compact = pipelineInto({ layout: pipelines.PipelineLayout.COMPACT });
const ALL: [string, WrittenTemplate][] = [
  ['default', lax],
  ['default, strict', strict],
  ['compact', compact],
];

const idOf = (template: WrittenTemplate, type: string): string =>
  Object.entries(template.Resources).find(([, resource]) => resource.Type === type)![0];

/** Actions have the name of their Stage in the compact layout. */
const named = (template: WrittenTemplate, stage: string, name: string): Action =>
  actionsIn(template).find((a) => a.stage === stage && [name, `${stage}.${name}`].includes(a.Name))!;

const projectOf = (template: WrittenTemplate, action: Action) =>
  template.Resources[plain(action.Configuration.ProjectName)].Properties;

/** The role of the build that an action starts. */
const roleOf = (template: WrittenTemplate, stage: string, name: string): string =>
  plain(projectOf(template, named(template, stage, name)).ServiceRole);

const pipelineRole = (template: WrittenTemplate): string =>
  plain(ofType(template, 'AWS::CodePipeline::Pipeline')[0].Properties.RoleArn);

const deployments = (template: WrittenTemplate): Action[] =>
  actionsIn(template).filter((a) => a.ActionTypeId.Provider === 'CloudFormation' && a.Configuration.TemplatePath);

const publishers = (template: WrittenTemplate): Action[] => actionsIn(template).filter((a) => a.stage === 'Assets');

const arn = (kind: string, account: string) =>
  `arn:aws:iam::${account}:role/cdk-hnb659fds-${kind}-role-${account}-us-east-1`;
const TARGETS = ['222222222222', '333333333333'];

/** Roles of one kind in the targets, and in no other account. */
const byPattern = (kind: string) => ({
  Resource: `arn:aws:iam::*:role/cdk-hnb659fds-${kind}-role-\${aws:ResourceAccount}-us-east-1`,
  Condition: { StringEquals: { 'aws:ResourceAccount': TARGETS } },
});

/** The artifact bucket, and all that is in it. */
const bucket = (template: WrittenTemplate) => {
  const id = idOf(template, 'AWS::S3::Bucket');
  return [{ Resource: [id, `${id}/*`] }];
};

/** Number of actions before the first one that is an approval. */
const firstGate = (template: WrittenTemplate): number =>
  actionsIn(template).findIndex((a) => a.ActionTypeId.Category === 'Approval');

function mayWrite(template: WrittenTemplate, role: string) {
  return ['s3:PutObject', 's3:DeleteObject'].map((action) => allowed(template, role, action));
}

const LINES: Record<string, () => void> = {
  'the pipeline': () => {
    const roles = (t: WrittenTemplate) =>
      allowed(t, pipelineRole(t), 'sts:AssumeRole').filter(({ Resource }) => String(Resource).startsWith('arn:'));
    const exact = TARGETS.map((account) => ({ Resource: arn('deploy', account) }));
    expect([roles(lax), roles(strict)]).toEqual([exact, exact]);
    expect(roles(compact)).toEqual([byPattern('deploy')]);
    for (const [, template] of ALL) {
      const gateOf = (stage: string) => named(template, stage, 'Permissions.Confirm');
      expect(deployments(template).map((a) => [a.stage, plain(a.RoleArn)])).toEqual([
        ['Beta', arn('deploy', TARGETS[0])],
        ['Prod', arn('deploy', TARGETS[1])],
      ]);
      expect(deployments(template).filter((a) => a.RunOrder <= gateOf(a.stage).RunOrder)).toEqual([]);
    }
  },

  'CloudFormation in a target': () => {
    for (const [, template] of ALL) {
      const roles = deployments(template).map((a) => plain(a.Configuration.RoleArn));
      expect(roles).toEqual(TARGETS.map((account) => arn('cfn-exec', account)));
    }
  },

  'a build with an output directory, the synth included': () => {
    for (const [, template] of ALL) {
      for (const role of [roleOf(template, 'Build', 'Synth'), roleOf(template, 'Prod', 'Writes')]) {
        expect(mayWrite(template, role)).toEqual([bucket(template), bucket(template)]);
        expect(allowed(template, role, 's3:GetObject')).toEqual(bucket(template));
      }
      // One bucket for all: what is deployed is in it, too.
      expect(ofType(template, 'AWS::S3::Bucket')).toHaveLength(1);
      const gate = named(template, 'Prod', 'Permissions.Confirm');
      expect(named(template, 'Prod', 'Writes').RunOrder).toBeLessThanOrEqual(gate.RunOrder);
    }
  },

  'a build without output directories': () => {
    for (const [, template] of ALL) {
      const role = roleOf(template, 'Prod', 'Reads');
      expect(allowed(template, role, 's3:GetObject')).toEqual(bucket(template));
      expect(mayWrite(template, role)).toEqual([[], []]);
    }
  },

  'the self-update': () => {
    for (const [, template] of ALL) {
      expect(allowed(template, roleOf(template, 'UpdatePipeline', 'SelfMutate'), 'sts:AssumeRole')).toEqual([
        {
          Resource: 'arn:*:iam::111111111111:role/*',
          Condition: {
            'ForAnyValue:StringEquals': {
              'iam:ResourceTag/aws-cdk:bootstrap-role': ['image-publishing', 'file-publishing', 'deploy'],
            },
          },
        },
      ]);
      expect(actionsIn(template).findIndex((a) => a.Name === 'SelfMutate')).toBeLessThan(firstGate(template));
    }
  },

  'publishing of assets': () => {
    for (const [, template] of ALL) {
      const found = publishers(template).map((action) => {
        const project = projectOf(template, action);
        const kind = project.Environment.PrivilegedMode ? 'image-publishing' : 'file-publishing';
        const role = plain(project.ServiceRole);
        expect(mayWrite(template, role)).toEqual([[], []]);
        const isCompact = template === compact;
        expect(allowed(template, role, 'sts:AssumeRole')).toEqual(
          isCompact ? [byPattern(kind)] : [{ Resource: TARGETS.map((account) => arn(kind, account)) }],
        );
        expect(allowed(template, role, 'codebuild:StartBuild')).toEqual(isCompact ? [] : [{ Resource: '*' }]);
        return kind;
      });
      expect([...new Set(found)].sort()).toEqual(['file-publishing', 'image-publishing']);
      const afterGate = actionsIn(template).slice(firstGate(template));
      expect(afterGate.filter((a) => a.stage === 'Assets')).toEqual([]);
    }
  },

  'a security check': () => {
    const roles = (t: WrittenTemplate, stage: string) => {
      expect(named(t, stage, 'Permissions.Check').RunOrder).toBeLessThan(
        named(t, stage, 'Permissions.Confirm').RunOrder,
      );
      return allowed(t, roleOf(t, stage, 'Permissions.Check'), 'sts:AssumeRole');
    };
    const tag = { 'ForAnyValue:StringEquals': { 'iam:ResourceTag/aws-cdk:bootstrap-role': ['deploy'] } };
    const everywhere = [{ Resource: '*', Condition: tag }];
    const only = (...accounts: string[]) => [
      { Resource: '*', Condition: { ...tag, StringEquals: { 'aws:ResourceAccount': accounts } } },
    ];
    expect([roles(lax, 'Beta'), roles(lax, 'Prod')]).toEqual([everywhere, everywhere]);
    expect([roles(strict, 'Beta'), roles(strict, 'Prod')]).toEqual([everywhere, only('333333333333')]);
    expect([roles(compact, 'Beta'), roles(compact, 'Prod')]).toEqual([only(...TARGETS), only(...TARGETS)]);
  },

  'the function that approves for a security check': () => {
    for (const [, template] of ALL) {
      const tags = ofType(template, 'AWS::CodePipeline::Pipeline')[0].Properties.Tags;
      expect(tags).toContainEqual({ Key: 'SECURITY_CHECK', Value: 'ALLOW_APPROVE' });
      for (const [id, fn] of Object.entries(template.Resources).filter(([, r]) => r.Type === 'AWS::Lambda::Function')) {
        expect(allowed(template, plain(fn.Properties.Role), 'codepipeline:PutApprovalResult')).toEqual([
          { Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/SECURITY_CHECK': 'ALLOW_APPROVE' } } },
        ]);
        const callers = policyDocuments(template).filter(({ document }) =>
          statements([document], 'lambda:InvokeFunction').some(({ Resource }) =>
            [Resource].flat().some((r) => r === id || r === '*'),
          ),
        );
        const checks = [roleOf(template, 'Beta', 'Permissions.Check'), roleOf(template, 'Prod', 'Permissions.Check')];
        const roles = callers.flatMap((p) => p.roles);
        expect(roles).toHaveLength(1);
        expect(checks).toContain(roles[0]);
      }
      expect(ofType(template, 'AWS::Lambda::Permission')).toEqual([]);
    }
  },

  'deploy roles in other accounts': () => {
    const readers = (t: WrittenTemplate) =>
      statements([ofType(t, 'AWS::S3::BucketPolicy')[0].Properties.PolicyDocument], 's3:GetObject');
    const [read] = bucket(lax);
    const exact = TARGETS.map((account) => ({ ...read, Principal: { AWS: arn('deploy', account) } }));
    expect([readers(lax), readers(strict)]).toEqual([exact, exact]);
    const pattern = 'arn:aws:iam::*:role/cdk-hnb659fds-deploy-role-${aws:PrincipalAccount}-us-east-1';
    expect(readers(compact)).toEqual([
      { ...read, Principal: { AWS: TARGETS }, Condition: { ArnLike: { 'aws:PrincipalArn': [pattern] } } },
    ]);
  },

  'whoever can push': () => {
    for (const [, template] of ALL) {
      const before = actionsIn(template).slice(0, firstGate(template));
      const stages = [...new Set(before.map((a) => a.stage))];
      expect(stages.slice(0, 4)).toEqual(['Source', 'Build', 'UpdatePipeline', 'Assets']);
      const update = projectOf(template, named(template, 'UpdatePipeline', 'SelfMutate'));
      expect(update.Source.BuildSpec).toContain('deploy PipelineStack --require-approval=never');
      const [synth] = named(template, 'Build', 'Synth').OutputArtifacts!;
      expect(named(template, 'UpdatePipeline', 'SelfMutate').InputArtifacts).toEqual([synth]);
    }
  },

  'whoever may call `codepipeline:PutApprovalResult`': () => {
    for (const [, template] of ALL) {
      const holders = policyDocuments(template)
        .filter(({ document }) => statements([document], 'codepipeline:PutApprovalResult').length > 0)
        .flatMap(({ roles }) => roles);
      const functions = ofType(template, 'AWS::Lambda::Function').map((fn) => plain(fn.Properties.Role));
      expect(holders.sort()).toEqual(functions.sort());
    }
  },
};

test.each(Object.entries(LINES))('%s', (_, line) => line());

test('the table has these lines, and no others', () => {
  const page = fs.readFileSync(path.join(__dirname, '../../../docs/security.md'), 'utf8');
  const section = page.split('## Who may do what\n')[1].split('\n#')[0];
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.slice(2).map((row) => row.split('|')[1].trim())).toEqual(Object.keys(LINES));
});
