import { CAPABILITIES } from '../../../lib/engines/github/private/check/capabilities';
import { cdkApi, ourApi, type Type } from '../../api/assembly';

// Whatever may be said in a blueprint is emitted, an error, or a warning. What is new in the API must be said in the table, too.

const ours = ourApi();

/** What is no part of a blueprint: of an engine, of a plan that was read, or an answer. */
const OF_OTHERS: readonly RegExp[] = [
  /^github\./,
  // All that CodePipeline itself is asked for.
  /^(CodePipelineProps|CodeBuildOptions|VariableOptions|NotifyOnOptions|GateRuleOptions|PipelineLimits|ProduceActionOptions)$/,
  /^(EcrDockerCredentialOptions|ExternalDockerCredentialOptions|CodePipelineActionFactoryResult)$/,
  // Rules: they are in conditions of stages, which are in the table.
  /^(DeploymentWindowOptions|AlarmRuleOptions|CommandsRuleOptions|InvokeRuleOptions)$/,
  // What engines are made of.
  /^(PipelineBaseProps|StackDeploymentProps|StackAsset|FileSetLocation)$/,
];

const structs = [...ours.values()].filter(({ kind, datatype }) => kind === 'interface' && datatype);

/** Name in its namespace. */
const nameOf = ({ fqn }: Type) => fqn.replace(/^cdk-pipelines\./, '');

function propertiesOf(type: Type): string[] {
  const inherited = (type.interfaces ?? []).flatMap((fqn) => {
    const base = [...ours.values()].find((other) => other.fqn === fqn);
    return base ? propertiesOf(base) : [];
  });
  return [...inherited, ...(type.properties ?? []).map(({ name }) => name)];
}

test('every struct of a blueprint is in the table', () => {
  const names = structs.map(nameOf).filter((name) => !OF_OTHERS.some((pattern) => pattern.test(name)));
  expect(names.filter((name) => !(name in CAPABILITIES))).toEqual([]);
});

test.each(Object.keys(CAPABILITIES).filter((name) => name !== 'BuildEnvironment'))(
  'the table says what becomes of every property of %s, and of no other',
  (name) => {
    const inherited = name === 'CodeBuildStepProps' ? Object.keys(CAPABILITIES.ShellStepProps) : [];
    const said = [...inherited, ...Object.keys(CAPABILITIES[name])];
    expect(said.sort()).toEqual([...new Set(propertiesOf(ours.get(name)!))].sort());
  },
);

test('the table says what becomes of every property of the environment of a build', () => {
  const type = cdkApi('aws_codebuild').get('aws-cdk-lib.aws_codebuild.BuildEnvironment')!;
  expect(Object.keys(CAPABILITIES.BuildEnvironment).sort()).toEqual(type.properties!.map(({ name }) => name).sort());
});
