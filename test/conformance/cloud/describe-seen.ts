import { createHash } from 'node:crypto';
import { contentsOf, type Seen } from './stand-ins';

const LONGEST = 80;

/** Variables and files as lines of text. A whole cloud assembly is one line. */
export function describeSeen({ env, directories }: Seen, assembly: string): string[] {
  return [
    ...Object.entries(env).map(([name, value]) => `env ${name}=${JSON.stringify(value)}`),
    ...Object.entries(directories).flatMap(([directory, files]) =>
      describeFiles(withoutAssembly(files, contentsOfAssembly(assembly))).map((line) => `in ${directory}: ${line}`),
    ),
  ].sort();
}

function describeFiles(files: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(files).map(([file, text]) => `${file} ${describeText(text)}`);
  return lines.length === 0 ? ['nothing'] : lines;
}

export function describeText(text: string): string {
  const plain = JSON.stringify(text.trim());
  return plain.length <= LONGEST ? plain : createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export const ASSEMBLY = '(the cloud assembly)';

/** Below each place that holds the whole assembly, in place of its files. */
function withoutAssembly(files: Readonly<Record<string, string>>, assembly: Readonly<Record<string, string>>) {
  const rest: Record<string, string> = { ...files };
  for (const manifest of Object.keys(files).filter((f) => /(^|\/)manifest\.json$/.test(f))) {
    const place = manifest.slice(0, -'manifest.json'.length);
    if (Object.entries(assembly).every(([file, text]) => files[`${place}${file}`] === text)) {
      Object.keys(assembly).forEach((file) => delete rest[`${place}${file}`]);
      rest[`${place}${ASSEMBLY}`] = '';
    }
  }
  return rest;
}

const known = new Map<string, Record<string, string>>();

function contentsOfAssembly(directory: string): Record<string, string> {
  const contents = known.get(directory) ?? contentsOf(directory);
  known.set(directory, contents);
  return contents;
}
