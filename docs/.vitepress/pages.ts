import * as path from 'path';

// Which pages the site has, in the order in which they are read. A page is a file of the repository: those in docs/, and a few that
// belong to the root because npm shows them there. A test fails when a page of docs/ is missing here, or one of these does not exist.

export const ROOT = path.resolve(__dirname, '../..');

export interface Group {
  readonly title: string;
  /** The title in the sidebar of each file. */
  readonly pages: Record<string, string>;
}

export const GROUPS: readonly Group[] = [
  {
    title: 'Start',
    pages: {
      'docs/README.md': 'All guides',
      'docs/get-started.md': 'Get started',
      'docs/languages.md': 'Languages',
    },
  },
  {
    title: 'Deliver',
    pages: {
      'docs/sources-and-synth.md': 'Sources and synth',
      'docs/self-update.md': 'Self-update',
      'docs/deployments.md': 'Deployments and waves',
      'docs/accounts-and-bootstrap.md': 'Accounts and bootstrap',
      'docs/context-lookups.md': 'Context lookups',
      'docs/validation-and-approvals.md': 'Validation and approvals',
      'docs/outputs-and-variables.md': 'Outputs and variables',
    },
  },
  {
    title: 'Build',
    pages: {
      'docs/codebuild.md': 'CodeBuild',
      'docs/docker.md': 'Docker',
      'docs/custom-steps.md': 'Custom steps',
      'docs/other-engines.md': 'Engines',
      'docs/github.md': 'GitHub Actions',
      'docs/github-settings.md': 'Configure a workflow',
    },
  },
  {
    title: 'Release',
    pages: {
      'docs/v2-and-releases.md': 'V2 and releases',
      'docs/notifications.md': 'Notifications',
      'docs/branch-pipelines.md': 'Branch pipelines',
      'docs/monorepos.md': 'Monorepos',
    },
  },
  {
    title: 'See and rehearse',
    pages: {
      'docs/see-and-review.md': 'See and review',
      'docs/run.md': 'Run it on your machine',
      'docs/testing.md': 'Testing',
    },
  },
  {
    title: 'Scale and safety',
    pages: {
      'docs/large-pipelines.md': 'Large pipelines',
      'docs/security.md': 'Security',
      'docs/costs.md': 'Costs',
      'docs/aspects-and-tags.md': 'Aspects and tags',
    },
  },
  {
    title: 'Move here',
    pages: {
      'docs/moving-from-aws-cdk-lib.md': 'From aws-cdk-lib/pipelines',
      'ORIGINAL_API.md': 'From the original API',
      'docs/moving-to-github.md': 'To GitHub Actions',
      'docs/moving-from-scripts.md': 'From scripts',
    },
  },
  {
    title: 'Reference',
    pages: {
      'docs/troubleshooting.md': 'Troubleshooting',
      'docs/limits.md': 'Limits',
      'docs/glossary.md': 'Glossary',
      'docs/design.md': 'Design',
      'SKILL.md': 'For coding assistants',
      'CHANGELOG.md': 'Changelog',
    },
  },
];

export const FILES: readonly string[] = GROUPS.flatMap(({ pages }) => Object.keys(pages));

/** Where the site has a page: all of them lie side by side. */
export function pageOf(file: string): string | undefined {
  if (!FILES.includes(file)) return undefined;
  if (file === 'docs/README.md') return 'index.md';
  return path.posix.basename(file).toLowerCase().replaceAll('_', '-');
}
