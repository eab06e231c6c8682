import * as fs from 'fs';
import * as path from 'path';
import { emptyRecord, parseRecord, type RunRecord } from '../record';
import { fail } from '../../private/errors';

const RECORD_FILE = 'record.json';

/** What earlier runs have left; `unused`: why it is not used. */
export function readRecord(directory: string, pipeline: string): { record: RunRecord; unused?: string } {
  const file = path.join(directory, RECORD_FILE);
  if (!fs.existsSync(file)) {
    return { record: emptyRecord(pipeline) };
  }
  const record = parseRecord(fs.readFileSync(file, 'utf8'), pipeline);
  return typeof record === 'string'
    ? { record: emptyRecord(pipeline), unused: `What earlier runs have left in ${file} is not used: ${record}` }
    : { record };
}

/** Whoever reads it finds the one before, or this. Only the user may: variables may be confidential. */
export function writeRecord(directory: string, record: RunRecord): void {
  const file = path.join(directory, RECORD_FILE);
  try {
    fs.writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  } catch (error) {
    fs.rmSync(`${file}.new`, { force: true });
    throw error;
  }
}

const LOCK_FILE = 'lock';

/** Keeps other runs out of a directory. What is returned lets them in again. */
export function lock(directory: string): () => void {
  const file = path.join(directory, LOCK_FILE);
  for (;;) {
    try {
      fs.writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
      const pid = Number(readIfThere(file));
      if (isAlive(pid)) {
        fail({
          ...{ where: directory, given: `another run is going on here (process ${pid})`, expected: 'one at a time' },
          fix: 'wait until it is done, or end it',
        });
      }
      fs.rmSync(file, { force: true });
    }
  }
}

function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but of somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
