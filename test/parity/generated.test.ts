import { runMany } from './runs';

const RUNS = Number(process.env.PARITY_RUNS ?? 60);
const SEED = Number(process.env.PARITY_SEED ?? 20261123);

test(
  `${RUNS} generated apps of seed ${SEED} show no difference`,
  () => {
    const { accepted, refused, failure } = runMany(SEED, RUNS);
    process.stdout.write(`parity: ${accepted} generated apps accepted by both libraries, ${refused} refused by both\n`);
    expect(failure).toBeUndefined();
    expect(accepted).toBeGreaterThanOrEqual(0.85 * RUNS);
  },
  30 * 60_000,
);
