import { Blueprint, stack, stage } from './blueprint';
import { plan } from './render';
import { renderDot } from '../../lib/plan/dot';

const options = { selfMutation: false, changeSets: false };

test('groups are boxes in boxes, and arrows say why', () => {
  const b = new Blueprint();
  b.wave('P', [stage('P', [stack('A')], { pre: [b.step('say "go"')] })]);
  const dot = [...renderDot(plan(b, options))].join('');
  expect(dot).toMatch(
    /subgraph cluster_\d+ {\n\s+label="P";\n\s+subgraph cluster_\d+ {\n\s+label="A";\n\s+n\d+ \[label="Deploy"\];/,
  );
  expect(dot).toContain('[label="say \\"go\\""]');
  expect(dot).toMatch(/n\d+ -> n\d+ \[tooltip="pre of stage 'App\/P'" lhead=cluster_\d+\];/);
});

test('a group without content has no end for an arrow', () => {
  const b = new Blueprint().wave('P', [stage('P', [stack('A')])]).wave('Empty', []);
  expect([...renderDot(plan(b, options))].join('')).toContain('// P -> Empty');
});
