import * as fs from 'fs';
import { gunzipSync, inflateRawSync } from 'zlib';

/** The files of an archive, by their paths. */
export type Archive = ReadonlyMap<string, () => string>;

/** Read a zip file: a wheel, a jar. */
export function readZip(file: string): Archive {
  const bytes = fs.readFileSync(file);
  // The directory is at the end, and the record at its very end says where it begins.
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, () => string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const entry = { deflated: bytes.readUInt16LE(at + 10) === 8, size: bytes.readUInt32LE(at + 20) };
    const header = bytes.readUInt32LE(at + 42);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), () => {
      const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
      const content = bytes.subarray(start, start + entry.size);
      return (entry.deflated ? inflateRawSync(content) : content).toString('utf8');
    });
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Read a gzipped tar file: an npm package, an sdist. */
export function readTarball(file: string): Archive {
  const bytes = gunzipSync(fs.readFileSync(file));
  const files = new Map<string, () => string>();
  const text = (from: number, length: number) => bytes.toString('utf8', from, from + length).replace(/\0[^]*$/, '');
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const prefix = text(at + 345, 155);
    const content = at + 512;
    if (['0', ''].includes(text(at + 156, 1))) {
      const name = (prefix && `${prefix}/`) + text(at, 100);
      files.set(name, () => bytes.toString('utf8', content, content + size));
    }
    at = content + Math.ceil(size / 512) * 512;
  }
  return files;
}
