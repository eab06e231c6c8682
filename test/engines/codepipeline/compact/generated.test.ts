import * as fc from 'fast-check';
import { compact } from './compact-lib';
import { appSpec } from '../../../parity/generator';
import { build, ours } from '../../../parity/harness';
import { interpret } from '../../../parity/interpret';
import { print } from '../../../parity/print';

const RUNS = Number(process.env.COMPACT_RUNS ?? 40);

const DEPLOYMENT = ['StackName', 'ActionMode'];

/** The ARN as it is in the regions of these apps: one layout has the partition by reference, the other by name. */
function arnIn(value: any): string {
  const parts: unknown[] = value['Fn::Join']?.[1] ?? [value];
  return parts.map((part: any) => (part.Ref === 'AWS::Partition' ? 'aws' : part.Ref ? `<${part.Ref}>` : part)).join('');
}

/** What is deployed, and who is asked, in any order. */
function behaviour(files: Record<string, string>): string[] {
  const pipelinesIn = Object.entries(files).flatMap(([file, text]) =>
    file.endsWith('.template.json') ? Object.values<any>(JSON.parse(text).Resources ?? {}) : [],
  );
  return pipelinesIn
    .filter((r) => r.Type === 'AWS::CodePipeline::Pipeline')
    .flatMap((r) => r.Properties.Stages.flatMap((s: any) => s.Actions))
    .flatMap((a: any) => {
      const { Provider, Category } = a.ActionTypeId;
      const deploys = DEPLOYMENT.map((key) => a.Configuration?.[key]).join(' ');
      // A role of the pipeline's own is what the layouts differ in.
      const role = a.RoleArn && !a.RoleArn['Fn::GetAtt'] ? arnIn(a.RoleArn) : '';
      return Provider === 'CloudFormation' || Category === 'Approval'
        ? [`${Provider} ${deploys} ${a.Region} ${role}`]
        : [];
    })
    .sort();
}

test(
  `${RUNS} generated apps deploy and ask the same in the compact layout`,
  () => {
    let accepted = 0;
    const property = fc.property(appSpec, (spec) => {
      const scenario = interpret(spec);
      const byDefault = build(scenario, ours);
      if ('error' in byDefault) {
        return;
      }
      const other = build(scenario, compact);
      if ('error' in other) {
        throw new Error(`${other.error.stack}\n\n${print(spec)}`);
      }
      accepted += 1;
      expect(behaviour(other.files)).toEqual(behaviour(byDefault.files));
    });
    fc.assert(property, { numRuns: RUNS, seed: 20261123 });
    expect(accepted).toBeGreaterThan(0.85 * RUNS);
  },
  10 * 60_000,
);
