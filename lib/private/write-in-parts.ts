import * as fs from 'fs';

/** Characters that are collected before they are written: system calls are few, and so is what is in memory. */
const CHUNK = 256 * 1024;

/** Write a file without ever having all of it in memory. If that fails on the way, what was there before stays. */
export function writeInParts(file: string, parts: Iterable<string>): void {
  const unfinished = `${file}.part`;
  try {
    writeAll(unfinished, parts);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}

function writeAll(file: string, parts: Iterable<string>): void {
  const fd = fs.openSync(file, 'w');
  try {
    let chunk = '';
    for (const part of parts) {
      chunk += part;
      if (chunk.length >= CHUNK) {
        fs.writeFileSync(fd, chunk);
        chunk = '';
      }
    }
    fs.writeFileSync(fd, chunk);
  } finally {
    fs.closeSync(fd);
  }
}
