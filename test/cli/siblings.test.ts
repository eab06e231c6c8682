import { shop } from './fixtures';
import { type Phrase, unrequestedWaits } from '../../lib/cli/siblings';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { SiblingWait } from '../../lib/document/plan-document';

/** Sentences, with lists of actions in brackets. */
function reported(...siblingWaits: SiblingWait[]): string[] {
  const plan = new PlanGraph(shop({ codePipeline: { siblingWaits } }));
  const text = (phrase: Phrase) =>
    phrase.map((part) => (typeof part === 'string' ? part : `[${part.map((i) => plan.actions[i].name)}]`)).join('');
  return unrequestedWaits(plan).flatMap(({ phrase, gate, details }) => [
    `${gate ? '◆ ' : ''}${text(phrase)}`,
    ...details.map((one) => `  ${text(one)}`),
  ]);
}

const [EUROPE, AMERICA] = ['App/Europe', 'App/America'];
const prod = (runOrder: number, applications: string[], ...names: string[]): SiblingWait => ({
  ...{ stage: 'Prod', runOrder, applications, gate: false },
  waitFor: names.map((name) => `Prod/${name}`),
});

test('one waits for the other', () => {
  const gated = { ...prod(5, [AMERICA], 'Europe.Review'), gate: true };
  expect(reported(gated)).toEqual(['◆ America waits for [Europe.Review] (Prod, run order 5)']);
});

test('two wait for each other', () => {
  expect(reported(prod(3, [EUROPE, AMERICA], 'Europe.Data.Prepare', 'America.Data.Prepare'))).toEqual([
    'Europe waits for [America.Data.Prepare], and the reverse (Prod, run order 3)',
  ]);
  expect(reported(prod(3, [EUROPE, AMERICA], 'Europe.Review', 'America.Data.Prepare'))).toEqual([
    'Europe waits for [America.Data.Prepare], and America for [Europe.Review] (Prod, run order 3)',
  ]);
});

test('the same at several run orders is one sentence', () => {
  const both = (runOrder: number, name: string) =>
    prod(runOrder, [EUROPE, AMERICA], `Europe.${name}`, `America.${name}`);
  const one = prod(2, [AMERICA], 'Europe.Review');
  expect(reported(both(3, 'Data.Prepare'), one, both(5, 'Data.Deploy'))).toEqual([
    'Europe and America wait for each other, at 2 run orders of Prod',
    '  Run order 3: Europe waits for [America.Data.Prepare], and the reverse',
    '  Run order 5: Europe waits for [America.Data.Deploy], and the reverse',
    'America waits for [Europe.Review] (Prod, run order 2)',
  ]);
  const waits = ['Europe.Data.Prepare', 'Europe.Review'].map((name, i) => prod(2 + i, [AMERICA], name));
  expect(reported(...waits)).toEqual([
    'America waits for Europe, at 2 run orders of Prod',
    '  Run order 2: for [Europe.Data.Prepare]',
    '  Run order 3: for [Europe.Review]',
  ]);
});

test('more than two, and what is not in the pipeline', () => {
  const all = ['App/Beta', EUROPE, AMERICA];
  const names = ['Europe.Data.Prepare', 'America.Data.Prepare', 'gone'];
  expect(
    reported({ ...prod(3, all, ...names), waitFor: ['Test/Beta.Smoke', ...names.map((n) => `Prod/${n}`)] }),
  ).toEqual([
    'Beta, Europe, America wait for each other: for [Beta.Smoke,Europe.Data.Prepare,America.Data.Prepare] (Prod, run order 3)',
  ]);
  expect(reported(prod(3, ['App/Gone'], 'gone'))).toEqual(['App/Gone waits for Prod/gone (Prod, run order 3)']);
});
