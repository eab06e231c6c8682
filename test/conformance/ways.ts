import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type LayoutName, synthesize } from './blueprint/declare';
import type { BlueprintSpec } from './blueprint/spec';
import type { Execution, World } from './cloud/model';
import { execute } from './cloud/pipeline';
import { rehearseAssembly } from './run-way';

/** How an application is executed. A new one needs an entry in `WAYS`, and nothing else. */
export interface Way {
  readonly name: string;
  readonly layout: LayoutName;
  /** Whether it executes templates: then it notices faults in them. */
  readonly readsTemplates: boolean;
  /** Events that it sees from the outside only: it says that they come, and not what is in them. */
  readonly unseen?: RegExp;
  /** @param directory empty, for whatever the way writes */
  readonly execute: (assembly: string, world: World, directory: string) => Promise<Execution>;
}

const CODEPIPELINE = { readsTemplates: true, execute };

/** It compares no permissions. */
const REHEARSAL = { readsTemplates: false, unseen: /^gate .*\.Confirm$/, execute: rehearseAssembly };

export const WAYS: readonly Way[] = [
  { name: 'CodePipeline, default layout', layout: 'default', ...CODEPIPELINE },
  { name: 'CodePipeline, compact layout', layout: 'compact', ...CODEPIPELINE },
  { name: 'rehearsal, default layout', layout: 'default', ...REHEARSAL },
  { name: 'rehearsal, compact layout', layout: 'compact', ...REHEARSAL },
];

export const TEMPLATES = WAYS.filter(({ readsTemplates }) => readsTemplates);
const OTHERS = WAYS.filter(({ readsTemplates }) => !readsTemplates);

/** Templates of each layout, and one of the other ways in turn. */
export const waysOfCase = (i: number): Way[] => [...TEMPLATES, OTHERS[i % OTHERS.length]];

/** Something that can be synthesized in a layout. */
export interface Application {
  readonly synthesize: (layout: LayoutName, outdir: string) => void;
  /** Files of the sources: name of the repository, path, text. */
  readonly sources: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly world?: Omit<World, 'sources'>;
}

export function applicationOf(spec: BlueprintSpec): Application {
  return {
    synthesize: (layout, outdir) => synthesize(spec, layout, outdir),
    sources: Object.fromEntries(spec.sources.map(({ name, files }) => [name, files])),
  };
}

/** @param change what is done to the cloud assembly before it is executed */
export async function observe(way: Way, app: Application, change?: (assembly: string) => void): Promise<Execution> {
  const [execution] = await observeAll([way], app, change);
  return execution;
}

/** In the order of the ways. An application is synthesized once for each layout. */
export async function observeAll(
  ways: readonly Way[],
  app: Application,
  change?: (assembly: string) => void,
): Promise<Execution[]> {
  const directory = fs.mkdtempSync(path.join(ROOM, 'conformance-'));
  try {
    const assemblies = new Map<LayoutName, string>();
    const executions: Execution[] = [];
    for (const [i, { layout, execute: run }] of ways.entries()) {
      const assembly = assemblies.get(layout) ?? path.join(directory, layout);
      if (!assemblies.has(layout)) {
        app.synthesize(layout, assembly);
        change?.(assembly);
        assemblies.set(layout, assembly);
      }
      executions.push(await run(assembly, worldOf(app, directory), fs.mkdtempSync(path.join(directory, `run${i}-`))));
    }
    return executions;
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function worldOf({ world, sources }: Application, directory: string): World {
  const written = Object.entries(sources).map(([name, files], i) => [
    name,
    writeFiles(path.join(directory, 'sources', String(i)), files),
  ]);
  return { ...world, sources: Object.fromEntries(written) };
}

/** In memory where that is possible: thousands of small files come and go. */
const ROOM = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

function writeFiles(directory: string, files: Readonly<Record<string, string>>): string {
  fs.mkdirSync(directory, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(directory, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text, { mode: 0o755 });
  }
  return directory;
}
