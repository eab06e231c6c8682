import { simulated } from './simulated';
import { columnsOf } from '../../../lib/private/columns';
import { DocumentBuilder } from '../../cli/builder';
import { large, shop } from '../../cli/fixtures';

test('a simulation is a tree with times, a bar, and what was waited for', () => {
  expect(`\n${simulated(shop(), {}, 116).join('\n')}\n`).toMatchInlineSnapshot(`
   "
   Delivery/Pipeline
   simulated · 19 actions · 2 gates · in the order of the plan
   No command runs. Times are guesses, unless --minutes says otherwise. Gates are approved at once: that is assumed.
   ━ critical path · ◆ a gate: it waits for a decision
   │
   ├─ Source
   │  └─   shop                     0:00 – 0:12    ━
   │
   ├─ Build
   │  └─   Synth                    0:12 – 3:12    ━━━━━                     after Source/shop: after Source/shop
   │
   ├─ UpdatePipeline
   │  └─   SelfMutate               3:12 – 4:42        ━━━                   after Build/Synth: after Build/Synth
   │
   ├─ Assets
   │  └─   FileAsset1               4:42 – 6:12          ───                 after UpdatePipeline/SelfMutate
   │
   ├─ Test
   │  ├─   Beta.Data.Prepare        4:42 – 5:12          ━━                  after UpdatePipeline/SelfMutate
   │  ├─   Beta.Data.Deploy         5:12 – 7:12           ━━━━               after Test/Beta.Data.Prepare
   │  ├─   Beta.Service.Prepare     7:12 – 7:42              ━━              after Test/Beta.Data.Deploy
   │  ├─   Beta.Service.Deploy      7:42 – 9:42               ━━━            after Test/Beta.Service.Prepare
   │  └─   Beta.Smoke               9:42 – 11:42                ━━━━         after Test/Beta.Service.Deploy
   │
   └─ Prod
      ├─ ◆ Promote                  11:42                          ·         after Test/Beta.Smoke: after Test
      ├─   Europe.Data.Prepare      11:42 – 12:12                  ──        after Prod/Promote: after Prod/joint, pre…
      ├─   America.Data.Prepare     11:42 – 12:12                  ━━        after Prod/Promote: after Prod/joint, pre…
      ├─   Europe.Data.Deploy       12:12 – 14:12                   ────     after Prod/Europe.Data.Prepare
      ├─   America.Data.Deploy      12:12 – 14:12                   ━━━━     after Prod/America.Data.Prepare
      ├─ ◆ Europe.Review            11:42                          ·         after Test/Beta.Smoke: after Test
      ├─   Europe.Service.Prepare   14:12 – 14:42                      ──    after Prod/Europe.Data.Deploy
      ├─   America.Service.Prepare  14:12 – 14:42                      ━━    after Prod/America.Data.Deploy
      ├─   Europe.Service.Deploy    14:42 – 16:42                       ───  after Prod/Europe.Service.Prepare
      └─   America.Service.Deploy   14:42 – 16:42                       ━━━  after Prod/America.Service.Prepare

   Critical path (16:42):
     Source/shop 12s → Build/Synth 3:00 → UpdatePipeline/SelfMutate 1:30 → Test/Beta.Data.Prepare 30s →
       Test/Beta.Data.Deploy 2:00 → Test/Beta.Service.Prepare 30s → Test/Beta.Service.Deploy 2:00 → Test/Beta.Smoke
       2:00 → Prod/Promote → Prod/America.Data.Prepare 30s → Prod/America.Data.Deploy 2:00 →
       Prod/America.Service.Prepare 30s → Prod/America.Service.Deploy 2:00

   ✔ 16:42: 19 actions done
   "
  `);
});

test('what never starts is in one place, below the action that it is the fault of', () => {
  const lines = simulated(shop(), { failing: ['Beta/Data'], rejected: [] });
  expect(lines.filter((line) => line.includes('Prod'))).toMatchInlineSnapshot(`
   [
     "  Prod: Promote, Europe.Data.Prepare, America.Data.Prepare, Europe.Data.Deploy, America.Data.Deploy,",
   ]
  `);
  expect(lines.join('\n')).toContain('✘ Beta.Data.Deploy');
  expect(lines.join('\n')).toContain('assumed to fail');
  expect(lines.at(-1)).toMatchInlineSnapshot(`"✘ 7:12: 5 actions done, 1 failed, 13 never started"`);
});

test('in the order of CodePipeline, what nobody asked for is said, and what it costs', () => {
  const lines = simulated(shop(), { order: 'codepipeline', minutes: new Map([['Prod/Europe/Review', 60]]) });
  expect(lines.slice(lines.findIndex((line) => line.startsWith('⇄')))).toMatchInlineSnapshot(`
   [
     "⇄ Run orders are barriers: by what the plan asks for, this takes 1:14:12, 4:00 less",
     "  Prod, run order 5: America starts only after Europe.Review: ◆ a decision",
     "",
     "✔ 1:18:12: 19 actions done",
   ]
  `);
  expect(lines.find((line) => line.includes('America.Service.Prepare'))).toContain('⇄ unasked');
});

test('a part of a pipeline says how much of it that is, and a wait for a place how long it was', () => {
  const lines = simulated(shop(), { from: 'Prod', concurrency: 1 }, 200);
  expect(lines[1]).toMatch(/^simulated · 10 of 19 actions · 2 gates/);
  expect(lines.find((line) => line.includes('America.Data.Prepare'))).toContain('then 30s for a place');
});

test('what an approver reads, with the names of variables that have no value yet', () => {
  const document = new DocumentBuilder()
    .action('Build/Check', { kind: 'custom' })
    .action('Prod/Ask', {
      kind: 'approval',
      waits: ['Build/Check'],
      configuration: { CustomData: 'See #{ns.URL} now' },
    })
    .done();
  const [stage] = document.codePipeline!.stages;
  const named = { ...stage, actions: [{ ...stage.actions[0], namespace: 'ns' }] };
  const stages = [named, ...document.codePipeline!.stages.slice(1)];
  const lines = simulated({ ...document, codePipeline: { ...document.codePipeline!, stages } });
  expect(lines.join('\n')).toContain('“See <URL of Build/Check> now”');
});

describe('thousands of actions', () => {
  test('are folded by stage, and gates stay', () => {
    const lines = simulated(large(200));
    expect(lines.length).toBeLessThan(80);
    expect(lines).toContainEqual(expect.stringMatching(/├─ ◆ Approve +33:12 .* after Wave2\//));
    expect(lines.join('\n')).toMatch(/200 actions of 25 Stages +\d/);
  });

  test('and by Stages of the user, if these are few', () => {
    expect(simulated(large(20)).join('\n')).toMatch(/├─ +Cell7: 8 actions +3:12 – 13:12/);
  });

  test('never start because of one: a line for each stage', () => {
    const lines = simulated(large(200), { failing: ['Wave1/Cell30/Data'] });
    expect(lines.slice(lines.findIndex((line) => line.includes('never start')))).toMatchInlineSnapshot(`
     [
       "1210 actions never start because of Wave1/Cell30.Data.Deploy:",
       "  Wave1: Cell30.Service.Prepare, Cell30.Service.Deploy, Cell30.Alarms.Prepare, Cell30.Alarms.Deploy",
       "  Wave2: Approve, Cell50.Network.Prepare, Cell51.Network.Prepare, Cell52.Network.Prepare,",
       "    Cell53.Network.Prepare, Cell54.Network.Prepare and 195 more",
       "  Wave3: Approve, Cell75.Network.Prepare, Cell76.Network.Prepare, Cell77.Network.Prepare,",
       "    Cell78.Network.Prepare, Cell79.Network.Prepare and 195 more",
       "  Wave4: Approve, Cell100.Network.Prepare, Cell101.Network.Prepare, Cell102.Network.Prepare,",
       "    Cell103.Network.Prepare, Cell104.Network.Prepare and 195 more",
       "  Wave5: Approve, Cell125.Network.Prepare, Cell126.Network.Prepare, Cell127.Network.Prepare,",
       "    Cell128.Network.Prepare, Cell129.Network.Prepare and 195 more",
       "  Wave6: Approve, Cell150.Network.Prepare, Cell151.Network.Prepare, Cell152.Network.Prepare,",
       "    Cell153.Network.Prepare, Cell154.Network.Prepare and 195 more",
       "  Wave7: Approve, Cell175.Network.Prepare, Cell176.Network.Prepare, Cell177.Network.Prepare,",
       "    Cell178.Network.Prepare, Cell179.Network.Prepare and 195 more",
       "",
       "Critical path (23:12):",
       "  Source/repo 12s → Build/Synth 3:00 → Wave0/Approve → Wave0/Cell24.Network.Prepare 30s →",
       "    Wave0/Cell24.Network.Deploy 2:00 → Wave0/Cell24.Data.Prepare 30s → Wave0/Cell24.Data.Deploy 2:00",
       "    → Wave0/Cell24.Service.Prepare 30s → Wave0/Cell24.Service.Deploy 2:00 →",
       "    Wave0/Cell24.Alarms.Prepare 30s → Wave0/Cell24.Alarms.Deploy 2:00 → Wave1/Approve →",
       "    Wave1/Cell49.Network.Prepare 30s → Wave1/Cell49.Network.Deploy 2:00 → Wave1/Cell49.Data.Prepare",
       "    30s → Wave1/Cell49.Data.Deploy 2:00 → Wave1/Cell49.Service.Prepare 30s →",
       "    Wave1/Cell49.Service.Deploy 2:00 → Wave1/Cell49.Alarms.Prepare 30s → Wave1/Cell49.Alarms.Deploy",
       "    2:00",
       "",
       "✘ 23:12: 399 actions done, 1 failed, 1210 never started",
     ]
    `);
  });
});

test.each([40, 60, 80, 100, 120])('lines have no more than %d columns', (width) => {
  for (const order of ['plan', 'codepipeline'] as const) {
    const lines = simulated(shop(), { order, failing: ['Prod/Europe/Data'] }, width);
    expect(lines.filter((line) => columnsOf(line) > width)).toEqual([]);
  }
});
