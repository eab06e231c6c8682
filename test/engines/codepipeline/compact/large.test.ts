import * as fs from 'node:fs';
import * as path from 'node:path';
import { actionsIn, ofType, stageOf, synthCompact } from '../../../kit/app';
import type { BudgetLine } from '../../../../lib/document/plan-document';

const ACCOUNTS = 60;
const REGIONS = ['us-east-1', 'eu-west-1'];

test('400 deployments, 400 files and 20 images in 60 accounts and 2 regions', () => {
  let n = 0;
  const result = synthCompact(
    (pipeline, app) => {
      for (let i = 0; i < 40; i++) {
        const stacks = Array.from({ length: 10 }, (_, k) => {
          const env = { account: `${200_000_000_000 + (n % ACCOUNTS)}`, region: REGIONS[n % 2] };
          const images = n % 20 === 0 ? [`image${n}`] : [];
          return { id: `App${k}`, env, files: [`file${n++}`], images };
        });
        pipeline.addStage(stageOf(app, `Stage${i}`, ...stacks));
      }
    },
    () => ({ useChangeSets: false }),
  );
  const written = fs.readFileSync(path.join(result.assembly, 'Delivery.template.json'), 'utf-8');
  expect(Object.keys(result.template.Resources).length).toBeLessThan(200);
  expect(JSON.stringify(result.template).length).toBeLessThan(600_000);
  expect(written.length).toBeLessThan(1_000_000);

  const actions = actionsIn(result.template);
  expect(actions.filter((a) => a.ActionTypeId.Provider === 'CloudFormation')).toHaveLength(400);
  expect(actions.filter((a) => /^Files[1-8]$/.test(a.Name))).toHaveLength(8);
  expect(actions.filter((a) => /^Images[1-8]$/.test(a.Name))).toHaveLength(8);
  expect(new Set(actions.map((a) => a.stage)).size).toBeLessThanOrEqual(50);
  expect(ofType(result.template, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  expect(budgetsOf(result).filter((b) => b.status === 'over')).toEqual([]);
});

test('200 accounts and 3 regions: every limit but that of actions has room', () => {
  const regions = ['us-east-1', 'eu-west-1', 'ap-south-1'];
  const result = synthCompact((pipeline, app) => {
    for (let i = 0; i < 20; i++) {
      const stacks = Array.from({ length: 30 }, (_, k) => {
        const env = { account: `${200_000_000_000 + i * 10 + Math.floor(k / 3)}`, region: regions[k % 3] };
        return { id: `App${k}`, env, files: [`file${i}-${k}`] };
      });
      pipeline.addWave(`Wave${i}`).addStage(stageOf(app, `Stage${i}`, ...stacks));
    }
  });
  const tight = budgetsOf(result).filter((b) => b.status !== 'ok');
  expect(tight.map((b) => b.id)).toEqual(['actions-in-pipeline']);
});

function budgetsOf({ assembly }: { readonly assembly: string }): BudgetLine[] {
  const file = fs.readdirSync(assembly).find((f) => f.endsWith('.plan.json'))!;
  return JSON.parse(fs.readFileSync(path.join(assembly, file), 'utf-8')).budgets;
}
