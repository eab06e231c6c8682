import { checkout, mustBeFree } from './files';
import { directoryWord } from './shell';
import { secret } from '../expressions';
import type { Settings } from '../settings';
import type { WorkflowStep } from '../model';
import type { StepSnapshot } from '../../../../plan/snapshot-data';

/** A source that a job wants in a directory. Without a step it is this repository. */
export interface WantedSource {
  readonly directory: string;
  readonly step?: StepSnapshot;
}

/** Where code is put that goes outside of the workspace, or of which only the newest commit is wanted. */
const ASIDE = '.github-source';

/** Id of the step that reads the newest commit. */
const COMMIT = 'source';

/** What GitHub itself says of the code that a run is about. All of it stands in `env`: no shell reads it as its own. */
const KNOWN: Readonly<Record<string, string>> = {
  CommitId: '${{ github.sha }}',
  BranchName: '${{ github.ref_name }}',
  FullRepositoryName: '${{ github.repository }}',
  CommitUrl: '${{ github.server_url }}/${{ github.repository }}/commit/${{ github.sha }}',
};

/** What only the commit says: by what `git log` calls it. */
const OF_COMMIT: Readonly<Record<string, string>> = { CommitMessage: '%B', AuthorDate: '%aI', CommitterDate: '%cI' };

/** The last part of the name of the repository: GitHub has it in no run that a schedule starts. */
const SHORT_NAME = 'RepositoryName';

/** Whether a source is what a run is about: the repository that the workflow is in, on the branch that starts it. */
export function isOwn(step: StepSnapshot, settings: Pick<Settings, 'repository' | 'branch'>): boolean {
  const isBranch = settings.branch === undefined || step.origin?.branch === settings.branch;
  return isBranch && isOfRepository(step, settings);
}

/** Whether a source is of the repository that the workflow is in, on whatever branch. GitHub compares names without case. */
export function isOfRepository({ origin }: StepSnapshot, { repository }: Pick<Settings, 'repository'>): boolean {
  return origin !== undefined && origin.repository.toLowerCase() === repository?.toLowerCase();
}

/** The secret with a token for the repository of a source, if somebody has named one. */
export function tokenSecretOf(
  { origin }: StepSnapshot,
  { tokenSecrets }: Pick<Settings, 'tokenSecrets'>,
): string | undefined {
  const wanted = origin?.repository.toLowerCase();
  return Object.entries(tokenSecrets).find(([repository]) => repository.toLowerCase() === wanted)?.[1];
}

/** The text that stands for a variable of this repository; nothing if there is no such variable. */
export function ownVariable(
  variable: string,
  readsCommit: boolean,
  { repository }: Pick<Settings, 'repository'>,
): string | undefined {
  if (variable === SHORT_NAME) {
    return repository?.split('/').at(-1);
  }
  const ofCommit = readsCommit && variable in OF_COMMIT;
  return KNOWN[variable] ?? (ofCommit ? `\${{ steps.${COMMIT}.outputs.${variable} }}` : undefined);
}

export function knownVariables(readsCommit: boolean): string[] {
  return [...Object.keys(KNOWN), SHORT_NAME, ...(readsCommit ? Object.keys(OF_COMMIT) : [])];
}

/** The steps that get code. Those in the working directory come first: they empty it. */
export function sourceSteps(sources: readonly WantedSource[], settings: Settings): WorkflowStep[] {
  const inOrder = [...sources].sort((a, b) => Number(b.directory === '.') - Number(a.directory === '.'));
  return inOrder.flatMap((source, i) => checkoutTo(source, `${ASIDE}-${i + 1}`, settings));
}

function checkoutTo({ directory, step }: WantedSource, aside: string, settings: Settings): WorkflowStep[] {
  // The action refuses what is outside of the workspace.
  const isOutside = directory.split('/')[0] === '..';
  const path = isOutside ? aside : directory;
  const what = {
    ...(step && !isOwn(step, settings) && otherCode(step, settings)),
    ...(step?.origin?.clone && { 'fetch-depth': 0 }),
    ...(path !== '.' && { path }),
  };
  if (directory === '.') {
    return [checkout(settings.pins, what)];
  }
  const word = directoryWord(directory);
  const free = mustBeFree(directory);
  const move = [...free, `mkdir -p "$(dirname ${word})"`, `mv ${aside} ${word}`];
  return isOutside
    ? [checkout(settings.pins, what), { name: `Move to ${directory}`, run: move.join('\n'), shell: 'bash' }]
    : // The action would remove what is there.
      [{ name: `Is ${directory} free?`, run: free.join('\n'), shell: 'bash' }, checkout(settings.pins, what)];
}

function otherCode(step: StepSnapshot, settings: Settings): Record<string, string> {
  const { repository, branch } = step.origin!;
  const token = tokenSecretOf(step, settings);
  return {
    ...(isOfRepository(step, settings) ? {} : { repository }),
    ...(branch === undefined ? {} : { ref: branch }),
    ...(token === undefined ? {} : { token: secret(token) }),
  };
}

/** The steps that read what only the commit says, where a job asks for that. */
export function commitSteps(
  variables: readonly string[],
  sources: readonly WantedSource[],
  settings: Settings,
): WorkflowStep[] {
  const asked = variables.filter((variable) => variable in OF_COMMIT);
  if (asked.length === 0) {
    return [];
  }
  const here = sources.find(({ step }) => step === undefined || isOwn(step, settings));
  const directory = here?.directory ?? ASIDE;
  const read = asked.map(
    (variable) =>
      `git -C ${directoryWord(directory)} log -1 --format='${variable}<<%H-%n${OF_COMMIT[variable]}%n%H-' >> "$GITHUB_OUTPUT"`,
  );
  return [
    ...(here ? [] : [checkout(settings.pins, { path: ASIDE })]),
    { name: 'Read the commit', id: COMMIT, run: read.join('\n'), shell: 'bash' },
  ];
}
