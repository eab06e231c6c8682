import type { BlueprintSpec, SourceSpec } from './spec';

/* Applications in which mistakes of an engine show. */

const SOURCES: readonly SourceSpec[] = [
  { name: 'org/app', files: { 'a.txt': 'a', 'src/b.txt': 'b' } },
  { name: 'org/tools', files: { 'tool.sh': 'tool' } },
];

/** A bit of everything that can go wrong. */
export const EVERYTHING: BlueprintSpec = {
  sources: SOURCES,
  synth: {
    kind: 'script',
    id: 'Synth',
    input: { source: 'org/app' },
    outputs: [{ directory: 'reports', files: { 'r.txt': 'report', 'sub/s.txt': 'more', '.hidden': 'hidden' } }],
    last: ['chmod +x reports/r.txt'],
  },
  waves: [
    {
      id: 'One',
      single: true,
      stages: [
        {
          id: 'Beta',
          env: 'account',
          stacks: [
            { id: 'App', files: [1, 2], images: [1] },
            { id: 'Api', dependsOn: ['App'], changeSet: [{ kind: 'gate', id: 'Review' }] },
          ],
          post: [
            {
              kind: 'script',
              id: 'Test',
              input: { step: 'Synth', directory: 'reports' },
              // Files that are not there are noticed in another way.
              first: ['[ ! -e r.txt ] || test -x r.txt'],
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

/** A gate that may be passed by, and who comes after it: right away, and further on. */
export const CHECKED: BlueprintSpec = {
  sources: SOURCES.slice(0, 1),
  synth: { kind: 'script', id: 'Synth', input: { source: 'org/app' } },
  waves: [
    {
      id: 'One',
      single: true,
      stages: [
        {
          id: 'Prod',
          pre: [{ kind: 'check', id: 'Check' }],
          stacks: [{ id: 'App' }, { id: 'Api', dependsOn: ['App'] }],
          post: [{ kind: 'script', id: 'Smoke' }],
        },
      ],
    },
  ],
};
