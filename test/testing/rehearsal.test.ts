import { shop } from '../cli/fixtures';
import { assemblyOf } from '../cli/run';
import { Rehearsal } from '../../lib/testing';

const rehearsal = () => Rehearsal.fromAssembly(assemblyOf({ 'a.plan.json': shop() }));

test('all runs', () => {
  const result = rehearsal().run();
  expect(result.succeeded).toBe(true);
  expect(result.neverStarted).toEqual([]);
  expect(result.ran[0]).toBe('Source/shop');
});

test('what never starts', () => {
  const result = rehearsal().fail('Prod/Europe/Data').run();
  expect(result.succeeded).toBe(false);
  expect(result.neverStarted).toEqual(['Prod/Europe.Service.Prepare', 'Prod/Europe.Service.Deploy']);
  expect(result.didStart('Europe')).toBe(true);
  expect(result.didStart('Prod-Europe-Service')).toBe(false);
  expect(result.waitedFor('Prod-Europe-Service')).toEqual([]);
});

test('what was waited for, back to the source', () => {
  expect(rehearsal().run().waitedFor('Build/Synth')).toEqual(['Source/shop']);
  expect(rehearsal().run().waitedFor('Smoke').slice(0, 2)).toEqual([
    'Test/Beta.Service.Deploy',
    'Test/Beta.Service.Prepare',
  ]);
});

test('nothing passes a gate that somebody rejects', () => {
  const result = rehearsal().reject('Promote').run();
  expect(result.didStart('Prod-Europe-Data')).toBe(false);
  expect(result.didStart('Beta')).toBe(true);
});

test.each([
  [() => rehearsal().fail('Prd').run(), /nothing is called 'Prd'/],
  [() => rehearsal().reject('Smoke').run(), /'Smoke' is no gate/],
  [() => rehearsal().run().didStart('x'), /nothing is called 'x'/],
])('bad names', (run, message) => expect(run).toThrow(message));
