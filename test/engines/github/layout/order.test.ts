import * as fc from 'fast-check';
import { expand } from '../../../../lib/plan/ranks';
import { isWork } from '../../../../lib/plan/plan';
import { blueprintOf, lay, type LaidOut, waves } from './blueprints';
import { type Behaviour, type Result, runOnGitHub } from './on-github';
import { closure } from './reach';

/*
 * Generated blueprints: jobs wait for each other exactly as the plan says, but for what comes of one job for all publishers of a target,
 * and of looking first whether gates are protected. Which of them run is what the plan says, too, also after gates that are skipped,
 * rejected, or fail.
 */

const SETTINGS = { numRuns: 150, seed: 14 };

const PREFLIGHT = 'Preflight';

/** The work of a node, by a name that is the same for all publishers of one target. */
function workOf({ plan, targetOf }: LaidOut): Map<number, string> {
  const work = plan.nodes.filter(isWork).filter(({ content }) => content.kind !== 'step' || content.role !== 'source');
  return new Map(
    work.map(({ index, id, content }) => [index, content.kind === 'publish' ? targetOf(index) : `${index} ${id}`]),
  );
}

/** Who comes after each work, by the plan and by what jobs add on purpose. */
function orderOfPlan(laidOut: LaidOut): Map<string, Set<string>> {
  const { plan, isGuarded } = laidOut;
  const work = workOf(laidOut);
  const { graph, compound } = expand(plan.nodes, plan.edges);
  const edges = new Map<string, string[]>();
  // Ends of groups are other vertices than their beginnings; of work there is one.
  const nameOf = (vertex: number) => work.get(vertex) ?? work.get(compound.nodeOf[vertex]) ?? `vertex ${vertex}`;
  for (let vertex = 0; vertex < graph.size; vertex++) {
    const from = nameOf(vertex);
    edges.set(from, [...(edges.get(from) ?? []), ...graph.edgesFrom(vertex).map(({ to }) => nameOf(to))]);
  }
  const guarded = [...work].filter(([node]) => isGuarded(node) || plan.nodes[node].content.kind === 'publish');
  if ([...work.keys()].some(isGuarded)) {
    edges.set(
      PREFLIGHT,
      guarded.map(([, name]) => name),
    );
  }
  const names = new Set([...work.values(), PREFLIGHT]);
  const reached = closure(edges);
  return new Map(
    [...names].map((name) => [name, new Set([...(reached.get(name) ?? [])].filter((other) => names.has(other)))]),
  );
}

/** Of each work: the jobs where it begins and ends. Those of a gate that may be skipped are two. */
function jobsOf(laidOut: LaidOut): Map<string, { readonly first: string; readonly last: string }> {
  const work = workOf(laidOut);
  const jobs = new Map<string, { first: string; last: string }>();
  for (const { id, unit } of laidOut.graph.jobs) {
    const name =
      unit.kind === 'preflight' ? PREFLIGHT : unit.kind === 'publish' ? unit.target : 'node' in unit ? unit.node : '';
    const key = typeof name === 'number' ? work.get(name)! : name;
    const known = jobs.get(key);
    jobs.set(key, { first: unit.kind === 'confirm' ? known!.first : id, last: id });
  }
  return jobs;
}

function orderOfJobs(laidOut: LaidOut, names: Iterable<string>): Map<string, Set<string>> {
  const edges = new Map<string, string[]>(laidOut.graph.jobs.map(({ id }) => [id, []]));
  laidOut.graph.jobs.forEach(({ id, needs }) => needs.forEach((need) => edges.get(need)!.push(id)));
  const reached = closure(edges);
  const jobs = jobsOf(laidOut);
  const all = [...names].filter((name) => jobs.has(name));
  return new Map(
    all.map((name) => {
      const after = reached.get(jobs.get(name)!.last)!;
      return [name, new Set(all.filter((other) => after.has(jobs.get(other)!.first)))];
    }),
  );
}

const pairs = (order: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...order].flatMap(([from, after]) => [...after].map((to) => `${from} < ${to}`)).sort();

test('jobs wait for each other exactly as the plan says', () => {
  let waited = 0;
  fc.assert(
    fc.property(waves, fc.constantFrom(1, 3), (specs, slots) => {
      const laidOut = lay(blueprintOf(specs), slots);
      const plan = orderOfPlan(laidOut);
      expect(pairs(orderOfJobs(laidOut, plan.keys()))).toEqual(pairs(plan));
      waited += pairs(plan).length;
    }),
    SETTINGS,
  );
  expect(waited).toBeGreaterThan(10_000);
});

test('whoever reads outputs needs the job that has them', () => {
  let read = 0;
  fc.assert(
    fc.property(waves, (specs) => {
      const { plan, graph } = lay(blueprintOf(specs));
      const jobOfStep = new Map<number, string>();
      const jobOfStack = new Map<string, string>();
      plan.nodes.filter(isWork).forEach(({ index, content: c }) => {
        if (c.kind === 'step') jobOfStep.set(c.step.key, graph.jobOf(index));
        if (c.kind === 'execute') jobOfStack.set(c.stack.id, graph.jobOf(index));
      });
      for (const { unit, needs } of graph.jobs) {
        const content = 'node' in unit && unit.kind !== 'confirm' ? plan.nodes[unit.node].content : undefined;
        if (content?.kind === 'step') {
          const outputs = content.step.dependsOn.filter(({ why }) => why === 'output');
          const producers = [
            ...outputs.map((x) => jobOfStep.get(x.step)),
            ...content.step.consumes.map(({ stackId }) => jobOfStack.get(stackId)),
          ];
          expect(needs).toEqual(expect.arrayContaining(producers));
          read += producers.length;
        }
      }
    }),
    SETTINGS,
  );
  expect(read).toBeGreaterThan(300);
});

test('every job behind a gate that may be skipped says when it runs, and of all that it needs', () => {
  fc.assert(
    fc.property(waves, (specs) => {
      const { jobs } = lay(blueprintOf(specs)).graph;
      const behind = new Set<string>();
      for (const { id, unit, needs, condition } of jobs) {
        const isBehind = needs.some((need) => behind.has(need));
        if (isBehind || unit.kind === 'confirm') behind.add(id);
        if (!isBehind) {
          expect(condition !== undefined).toBe(unit.kind === 'confirm');
        } else if (!condition!.includes('needs.*.result')) {
          expect(needs.filter((need) => !condition!.includes(`needs.${need}.result == 'success'`))).toEqual([]);
        }
      }
      expect(new Set(jobs.map(({ id }) => id.toLowerCase())).size).toBe(jobs.length);
      expect(jobs.filter(({ id }) => !/^[A-Za-z_][A-Za-z0-9_-]{0,79}$/.test(id))).toEqual([]);
    }),
    SETTINGS,
  );
});

test('what runs is what may run by the plan, whatever is skipped, rejected or fails', () => {
  const ran = { all: 0, behindSkipped: 0, not: 0 };
  fc.assert(
    fc.property(waves, fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 60 }), (specs, dice) => {
      const laidOut = lay(blueprintOf(specs));
      const jobs = jobsOf(laidOut);
      const plan = orderOfPlan(laidOut);
      const { graph } = laidOut;
      const places = new Map(graph.jobs.map(({ id }, place) => [id, place]));
      const dieOf = (id: string) => dice[places.get(id)! % dice.length];
      const resultOf = (id: string): Result =>
        dieOf(id) === 9 ? 'failure' : dieOf(id) === 8 ? 'cancelled' : 'success';
      const fails = (id: string) => resultOf(id) !== 'success';
      const behaviour: Behaviour = ({ id, unit }) => {
        const result = resultOf(id);
        // What is not clear counts as broadened.
        const answer = dieOf(id) < 5 ? 'false' : dieOf(id) < 7 ? 'true' : '';
        return { result, broadened: unit.kind === 'check' && result === 'success' ? answer : undefined };
      };
      const results = runOnGitHub(graph.jobs, behaviour);
      const isSkipped = (name: string) => {
        const { first, last } = jobs.get(name)!;
        return first !== last && !fails(first) && dieOf(first) < 5;
      };
      const before = new Map([...plan.keys()].map((name) => [name, [...plan].filter(([, x]) => x.has(name))]));
      const succeeds = (name: string) => {
        const { first, last } = jobs.get(name)!;
        return !fails(first) && (isSkipped(name) || !fails(last));
      };
      for (const [name, { first, last }] of jobs) {
        // Ties are no work: what is behind them tells of them.
        if (name === '') continue;
        const mayRun = before.get(name)!.every(([other]) => succeeds(other));
        expect([name, results.get(first)]).toEqual([name, mayRun ? resultOf(first) : 'skipped']);
        if (first !== last) {
          const asks = mayRun && !fails(first) && !isSkipped(name);
          expect([name, results.get(last)]).toEqual([name, asks ? resultOf(last) : 'skipped']);
        }
        ran[mayRun ? 'all' : 'not'] += 1;
        ran.behindSkipped += mayRun && before.get(name)!.some(([other]) => isSkipped(other)) ? 1 : 0;
      }
    }),
    SETTINGS,
  );
  expect(ran.all).toBeGreaterThan(500);
  expect(ran.behindSkipped).toBeGreaterThan(50);
  expect(ran.not).toBeGreaterThan(500);
});
