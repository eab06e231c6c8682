import { directoryWord } from './shell';
import type { ActionPins } from '../actions';
import type { WorkflowStep } from '../model';

/** A file set as an artifact of the run. */
export interface Artifact {
  readonly name: string;
  readonly directory: string;
}

/** A directory for what is on its way, as actions and as commands call it. */
export interface Aside {
  readonly forActions: string;
  readonly forCommands: string;
}

/** GitHub empties it before each job. */
export const ON_MACHINE: Aside = { forActions: '${{ runner.temp }}', forCommands: '$RUNNER_TEMP' };

/** There `runner.temp` is where the machine has it, which the container does not find. */
const IN_CONTAINER: Aside = { forActions: '~', forCommands: '$HOME' };

export function asideOf(container: object | undefined): Aside {
  return container ? IN_CONTAINER : ON_MACHINE;
}

/** Gets the code of this repository, as it was when the run was started. */
export function checkout(
  pins: ActionPins,
  more: Readonly<Record<string, string | number | boolean>> = {},
): WorkflowStep {
  return { name: 'Check out', ...pins.checkout, with: { ...more, 'persist-credentials': false } };
}

/**
 * Gets files of other jobs. They come as tar files: artifacts of GitHub lose modes, links and hidden files.
 */
export function fetchFiles(artifacts: readonly Artifact[], pins: ActionPins, aside = ON_MACHINE): WorkflowStep[] {
  if (artifacts.length === 0) {
    return [];
  }
  const downloads = artifacts.map(({ name }) => download(name, pins, aside));
  const unpack = artifacts.flatMap(({ name, directory }) => unpackTo(name, directory, aside));
  return [...downloads, { name: 'Unpack', run: unpack.join('\n'), shell: 'bash' }];
}

export function download(name: string, pins: ActionPins, { forActions } = ON_MACHINE): WorkflowStep {
  return { name: `Get ${name}`, ...pins.downloadArtifact, with: { name, path: forActions } };
}

function unpackTo(name: string, directory: string, { forCommands }: Aside): string[] {
  const word = directoryWord(directory);
  const tar = `tar --extract --no-same-owner --file="${forCommands}/${name}.tar" --directory=${word}`;
  return directory === '.' ? [tar] : [...mustBeFree(directory), `mkdir -p ${word}`, tar];
}

/** A command that fails if there is something in the place of a directory already: files would be mixed in silence. */
export function mustBeFree(directory: string): string[] {
  const word = directoryWord(directory);
  return [`if [ -e ${word} ]; then echo "There is something in the place of these files already:" ${word}; exit 1; fi`];
}

/** Hands files on to other jobs. A directory that is not there is an error. */
export function handOn(
  { name, directory }: Artifact,
  pins: ActionPins,
  retentionDays: number | undefined,
  { forActions, forCommands } = ON_MACHINE,
): WorkflowStep[] {
  return [
    {
      name: `Pack ${name}`,
      run: `tar --create --file="${forCommands}/${name}.tar" --directory=${directoryWord(directory)} .`,
      shell: 'bash',
    },
    {
      name: `Hand on ${name}`,
      ...pins.uploadArtifact,
      with: {
        name,
        path: `${forActions}/${name}.tar`,
        'if-no-files-found': 'error',
        ...(retentionDays === undefined ? {} : { 'retention-days': retentionDays }),
      },
    },
  ];
}
