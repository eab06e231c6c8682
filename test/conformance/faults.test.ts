import { expectationOf } from './blueprint/oracle';
import type { BlueprintSpec, SourceSpec } from './blueprint/spec';
import { compare } from './compare';
import { FAULTS } from './faults';
import { type Fault, plant } from './plant';
import { applicationOf, observe, synthesizedOnce, TEMPLATES } from './ways';

const SOURCES: readonly SourceSpec[] = [
  { name: 'org/app', files: { 'a.txt': 'a', 'src/b.txt': 'b' } },
  { name: 'org/tools', files: { 'tool.sh': 'tool' } },
];

/** A bit of everything that can go wrong. */
const EVERYTHING: BlueprintSpec = {
  sources: SOURCES,
  synth: {
    kind: 'script',
    id: 'Synth',
    input: { source: 'org/app' },
    outputs: [{ directory: 'reports', files: { 'r.txt': 'report', 'sub/s.txt': 'more' } }],
  },
  options: { crossAccountKeys: true, useChangeSets: true },
  waves: [
    {
      id: 'One',
      single: true,
      stages: [
        {
          id: 'Beta',
          env: 'account',
          stacks: [
            { id: 'App', files: [1], images: [1] },
            { id: 'Api', dependsOn: ['App'], changeSet: [{ kind: 'gate', id: 'Review' }] },
          ],
          post: [
            {
              kind: 'script',
              id: 'Test',
              input: { step: 'Synth', directory: 'reports' },
              exports: { V: '1.2' },
              variables: { MODE: 'full' },
            },
          ],
        },
      ],
    },
    {
      id: 'Two',
      single: true,
      stages: [
        {
          id: 'Prod',
          env: 'region',
          pre: [{ kind: 'gate', id: 'Promote', comment: 'Is Beta well?' }],
          stacks: [{ id: 'App', files: [1] }],
          post: [
            {
              kind: 'script',
              id: 'Both',
              input: { source: 'org/app' },
              additional: { tools: { source: 'org/tools' } },
              installCommands: ['export INSTALLED=yes'],
              alsoSees: { INSTALLED: 'yes' },
            },
            {
              kind: 'script',
              id: 'Last',
              env: { V: { step: 'Test', variable: 'V' }, URL: { stack: 'Beta/App' } },
            },
          ],
        },
      ],
    },
  ],
};

/** Apart, because it takes longer than all others. */
const CHECKED: BlueprintSpec = {
  sources: SOURCES.slice(0, 1),
  synth: { kind: 'script', id: 'Synth', input: { source: 'org/app' } },
  options: { selfMutation: false },
  waves: [
    {
      id: 'One',
      single: true,
      stages: [{ id: 'Prod', pre: [{ kind: 'check', id: 'Check' }], stacks: [{ id: 'App' }] }],
    },
  ],
};

const specOf = ({ name }: Fault) => (/function|check/.test(name) ? CHECKED : EVERYTHING);

const APPLICATIONS = new Map([EVERYTHING, CHECKED].map((spec) => [spec, synthesizedOnce(applicationOf(spec))]));

describe.each(TEMPLATES)('$name', (way) => {
  test.each([EVERYTHING, CHECKED])('nothing is wrong before', async (spec) => {
    const execution = await observe(way, APPLICATIONS.get(spec)!);
    expect(compare(expectationOf(spec), execution)).toEqual([]);
  });

  const faults = FAULTS.filter(({ layout }) => layout === undefined || layout === way.layout);
  test.each(faults)('$name', async (fault) => {
    const spec = specOf(fault);
    const execution = await observe(way, APPLICATIONS.get(spec)!, (assembly) => plant(fault, assembly));
    expect(compare(expectationOf(spec), execution).join('\n')).toMatch(fault.noticed);
  });
});
