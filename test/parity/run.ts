import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { Runs } from './runs';

/** `--runs 1000 --seed 7`: many generated apps, in chunks, because CDK remembers every token of a process forever. */
const CHUNK = 50;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    chunk: { type: 'string' },
  },
});

function main(runs: number, seed: number): number {
  const total = { accepted: 0, refused: 0, reasons: {} as Record<string, number> };
  for (let done = 0; done < runs; done += CHUNK) {
    const result = chunk(seed + done / CHUNK, Math.min(CHUNK, runs - done));
    total.accepted += result.accepted;
    total.refused += result.refused;
    Object.entries(result.reasons).forEach(([reason, n]) => {
      total.reasons[reason] = (total.reasons[reason] ?? 0) + n;
    });
    console.log(
      `${total.accepted + total.refused} of ${runs} compared: ${total.accepted} equal, ${total.refused} refused by both`,
    );
    if (result.failure !== undefined) {
      console.log(`DIFFERENT: ${result.failure}`);
      return 1;
    }
  }
  Object.entries(total.reasons)
    .sort(([, a], [, b]) => b - a)
    .forEach(([reason, n]) => console.log(`  refused ${n}×: ${reason}`));
  return 0;
}

function chunk(seed: number, runs: number): Runs {
  const args = ['-r', path.join(__dirname, 'register.js'), __filename, '--chunk', `${seed}:${runs}`];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`The worker for seed ${seed} ended with ${status}:\n${stdout}`);
  }
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Runs;
}

if (values.chunk !== undefined) {
  const [seed, runs] = values.chunk.split(':').map(Number);
  // Loaded here alone: the parent only counts.
  const { runMany } = require('./runs') as typeof import('./runs');
  console.log(JSON.stringify(runMany(seed, runs)));
} else {
  process.exitCode = main(Number(values.runs), Number(values.seed));
}
