import * as fs from 'fs';
import * as path from 'path';
import { copyDirectory } from './artifacts';
import type { Handover } from '../handover';
import type { BuildTask } from '../works';

/** Where a build runs. It is outside of the working tree: what is in a directory above must not be found. */
export interface Workspace {
  readonly root: string;
  /** `CODEBUILD_SRC_DIR`: the primary input. */
  readonly source: string;
  /** `CODEBUILD_SRC_DIR_<artifact>`, for those that are not the primary one. */
  readonly others: ReadonlyMap<string, string>;
  readonly home: string;
  readonly scratch: string;
}

/** An input that nobody has made. */
export class MissingInput extends Error {
  constructor(public readonly artifact: string) {
    super(`there is no artifact '${artifact}'`);
  }
}

/** Directories have the names that CodeBuild gives them: `..` of the primary input is in the workspace, too. */
export async function layOutWorkspace(root: string, task: BuildTask, { artifacts }: Handover): Promise<Workspace> {
  const inputs = path.join(root, 'codebuild', 'output', 'src', 's3');
  const workspace = {
    root,
    source: path.join(inputs, '00'),
    others: new Map(
      task.others.map(({ artifact }, i) => [artifact, path.join(inputs, String(i + 1).padStart(2, '0'))]),
    ),
    home: path.join(root, 'home'),
    scratch: path.join(root, 'scratch'),
  };
  fs.rmSync(root, { recursive: true, force: true });
  [workspace.source, workspace.home, workspace.scratch].forEach((dir) => fs.mkdirSync(dir, { recursive: true }));
  const wanted = [
    ...(task.primary === undefined ? [] : [[task.primary, workspace.source] as const]),
    ...workspace.others,
  ];
  for (const [artifact, to] of wanted) {
    const from = artifacts.get(artifact);
    if (from === undefined) {
      throw new MissingInput(artifact);
    }
    await copyDirectory(from, to);
  }
  placeOthers(task, workspace);
  return workspace;
}

/** Where no commands link further inputs, they are put where the step expects them. */
function placeOthers(task: BuildTask, { source, others }: Workspace): void {
  for (const { artifact, directory } of task.others) {
    if (directory !== undefined) {
      const to = path.resolve(source, directory);
      fs.mkdirSync(path.dirname(to), { recursive: true });
      fs.symlinkSync(others.get(artifact)!, to);
    }
  }
}
