import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { synthesize } from './blueprint/declare';
import type { LayoutName } from './blueprint/pipelines';
import { type BlueprintSpec, type ScriptSpec, scriptsOf } from './blueprint/spec';
import type { Execution, World } from './cloud/model';
import { execute } from './cloud/pipeline';
import type { Sight } from './compare';
import { runOnGitHub } from './github-way';
import { rehearseAssembly } from './run-way';

/** How an application is executed. A new one needs an entry in `WAYS`, and nothing else. */
export interface Way extends Sight {
  readonly name: string;
  readonly layout: LayoutName;
  /** Whether it executes templates: then it notices faults in them. */
  readonly readsTemplates: boolean;
  /** What scripts of it cannot have: an engine that has no place for something. */
  readonly lacks?: readonly (keyof ScriptSpec)[];
  /** Probes that end otherwise than in CodePipeline, by name: with which failure. */
  readonly differs?: Readonly<Record<string, RegExp | 'succeeds' | 'left out'>>;
  /** @param directory empty, for whatever the way writes */
  readonly execute: (assembly: string, world: World, directory: string) => Promise<Execution>;
}

const CODEPIPELINE = { readsTemplates: true, execute };

/** It compares no permissions. */
const REHEARSAL = { readsTemplates: false, unseen: /^gate .*\.Confirm$/, execute: rehearseAssembly };

/**
 * There is nothing to update, and each job gets the sources itself. A check that finds nothing passes its gate by, which nobody then
 * says anything of.
 */
const GITHUB = {
  readsTemplates: false,
  unseen: /^gate .*\.Confirm$/,
  without: /^self-update$|^source /,
  execute: runOnGitHub,
  lacks: ['partialBuildSpec'] as const,
  differs: {
    // Values are no part of a JSON text.
    'an exported variable with quotes': 'succeeds',
    'an exported variable in two lines': 'succeeds',
    'an exported variable with a backslash': 'succeeds',
    // Only what is exported is seen by programs: that it is otherwise in CodeBuild is an assumption.
    'a variable that is set without export': 'left out',
    'a directory of an input where a source should go': /Both: .*something in the place of these files already: lib/,
    'a directory of the source where an input should go': /Both: .*something in the place of these files already: src/,
    'a directory that is not there': /Make: .*tar: out: Cannot open/,
  } as const,
};

export const WAYS: readonly Way[] = [
  { name: 'CodePipeline, default layout', layout: 'default', ...CODEPIPELINE },
  { name: 'CodePipeline, compact layout', layout: 'compact', ...CODEPIPELINE },
  { name: 'GitHub Actions', layout: 'workflow', ...GITHUB },
  { name: 'rehearsal, default layout', layout: 'default', ...REHEARSAL },
  { name: 'rehearsal, compact layout', layout: 'compact', ...REHEARSAL },
];

export const TEMPLATES = WAYS.filter(({ readsTemplates }) => readsTemplates);
const WORKFLOWS = WAYS.filter(({ layout }) => layout === 'workflow');
const REHEARSALS = WAYS.filter((way) => ![...TEMPLATES, ...WORKFLOWS].includes(way));

/** Whatever reads what an engine makes. */
export const ENGINES = [...TEMPLATES, ...WORKFLOWS];

/** Those that have all that a blueprint asks for. */
export function ableTo(spec: BlueprintSpec, ways: readonly Way[]): Way[] {
  const scripts = scriptsOf(spec);
  return ways.filter(({ lacks = [] }) => !lacks.some((name) => scripts.some((script) => script[name] !== undefined)));
}

/** All engines, and one of the other ways in turn. */
export const waysOfCase = (i: number): Way[] => [...ENGINES, REHEARSALS[i % REHEARSALS.length]];

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

/** Synthesized once for each layout. */
export function synthesizedOnce(app: Application): Application {
  const done = new Map<string, string>();
  return {
    ...app,
    synthesize: (layout, outdir) => {
      const first = done.get(layout) ?? fs.mkdtempSync(path.join(os.tmpdir(), 'once-'));
      if (!done.has(layout)) app.synthesize(layout, first);
      done.set(layout, first);
      fs.cpSync(first, outdir, { recursive: true });
    },
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
