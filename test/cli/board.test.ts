import { DocumentBuilder } from './builder';
import { shop } from './fixtures';
import { boardOf } from '../../lib/cli/board';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { PlanDocument } from '../../lib/document/plan-document';

/** Columns, lanes and cards, as text. */
function drawn(document: PlanDocument): string {
  const lines = boardOf(new PlanGraph(document)).flatMap(({ name, lanes }) => [
    name,
    ...lanes.flatMap(({ application, cards }) => [
      `  ${application?.name ?? '-'}`,
      ...cards.map((c) => `    ${c.runOrder} ${c.name}${c.note ? ` (${c.note})` : ''}${c.critical ? ' *' : ''}`),
    ]),
  ]);
  return `\n${lines.join('\n')}\n`;
}

test('a column for each stage, a lane for each application in it', () => {
  expect(drawn(shop()).slice(drawn(shop()).indexOf('\nProd'))).toBe(`
Prod
  -
    1 Promote (ManualApprovalStep) *
  Europe
    2 Data.Prepare (333333333333 eu-west-1) *
    3 Data.Deploy (333333333333 eu-west-1) *
    4 Review (ManualApprovalStep)
    5 Service.Prepare (333333333333 eu-west-1) *
    6 Service.Deploy (333333333333 eu-west-1) *
  America
    2 Data.Prepare (333333333333 us-east-1)
    3 Data.Deploy (333333333333 us-east-1)
    5 Service.Prepare (333333333333 us-east-1)
    6 Service.Deploy (333333333333 us-east-1)
`);
});

test('what belongs to no application is above what comes later, or below all', () => {
  const document = new DocumentBuilder()
    .application('App/A', 'W')
    .action('W/First', { runOrder: 1 })
    .action('W/A', { application: 'App/A', runOrder: 2 })
    .inPipeline({ stage: 'W', node: 'W/A', name: 'A.Confirm', runOrder: 3, gate: true })
    .action('W/Last', { runOrder: 4 })
    .done();
  expect(drawn(document)).toBe(`
W
  -
    1 First (ShellStep) *
  A
    2 A (ShellStep)
    3 Confirm (ShellStep)
  -
    4 Last (ShellStep)
`);
});

test('a target that is known later, and what a publisher publishes', () => {
  const assets = ['One', 'Two', 'Three', 'Four'].map((name) => ({ id: name, name, image: false, destinations: [] }));
  const document = new DocumentBuilder()
    .action('S/Publish', { kind: 'publish', assets })
    .action('S/Deploy', { kind: 'deploy', target: { stack: 'App/S', stackName: 'S', region: 'eu-west-1' } })
    .done();
  expect(drawn(document)).toContain('1 Publish (One, Two, Three, 1 more)');
  expect(drawn(document)).toContain('1 Deploy (<account> eu-west-1)');
});
