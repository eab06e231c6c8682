import type { BlueprintSpec, SourceSpec } from '../blueprint/spec';
import type { World } from '../cloud/model';

/* Applications in which mistakes show, and what is around them. */

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
    outputs: [{ directory: 'reports', files: { 'r.sh': 'report', '.hidden': 'hidden' } }],
    last: ['chmod +x reports/r.sh'],
  },
  options: { maxPublishers: 2 },
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
              first: ['test -x r.sh'],
              exports: { V: '1.2' },
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

/** A gate that is passed by, and who comes after it: right away, and further on. */
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

/** What is around a workflow, and shows what is wrong with it. */
export interface Case {
  readonly spec: BlueprintSpec;
  readonly world?: Omit<World, 'sources'>;
  /** Gates that are answered with no, or protect nothing: what waits for them must not happen. */
  readonly stops?: string;
}

export const OF_EVERYTHING: Case = { spec: EVERYTHING };
export const REJECTED: Case = { spec: EVERYTHING, world: { rejected: ['Promote'] }, stops: 'gate Promote' };
export const OPEN: Case = {
  spec: EVERYTHING,
  world: { environments: { 'deploy-Prod-Promote': false } },
  stops: 'script Synth',
};
export const MISSING: Case = { ...OPEN, world: { environments: { Prod: undefined } } };
export const BROKEN: Case = {
  spec: EVERYTHING,
  world: { brokenStacks: ['Beta-Api'] },
  stops: 'prepare Beta-Api in 222222222222/us-east-1',
};
export const OF_CHECK: Case = { spec: CHECKED, world: { rejected: ['Check.Confirm'] } };
export const BROADENED: Case = {
  spec: CHECKED,
  world: { rejected: ['Check.Confirm'], broadened: true },
  stops: 'gate Check.Confirm',
};

/** With what they are called. */
export const CASES: readonly (Case & { readonly name: string })[] = [
  { name: 'everything', ...OF_EVERYTHING },
  { name: 'a gate that is rejected', ...REJECTED },
  { name: 'a gate that protects nothing', ...OPEN },
  { name: 'an environment that is missing', ...MISSING },
  { name: 'a stack that cannot be changed', ...BROKEN },
  { name: 'a check that finds nothing', ...OF_CHECK },
  { name: 'a check that finds something', ...BROADENED },
];
