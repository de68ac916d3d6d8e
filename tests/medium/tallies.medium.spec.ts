import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Patient } from '#apps/cli/doctor/examination';
import { tallies } from '#apps/cli/doctor/examinations/tallies';
import type { RecordRequest } from '#libs/contracts/record';
import { lightOf } from '#libs/domain/light';
import type { Light, LightFacts } from '#libs/domain/light';
import { chance, chooser } from '#libs/domain/testing/chance';
import { Tallies1767610000000 } from '#libs/store/migrations/1767610000000-tallies';
import { rollUp } from '#libs/store/roll';
import { mendTallies, tallyFaults } from '#libs/store/recount';
import { record } from '#libs/store/record';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { journalSource, sqlOf } from '#libs/store/sql';
import { lightsBelow } from '#libs/store/queries/tree';
import { servers } from '../support/office.ts';

const name = `tally_${randomBytes(5).toString('hex')}`;
const cycle = 'safety/2026/drill-1';
const day = '2026-04-01';
const now = '2026-04-01T01:00:00.000Z';
/** A: B (D, E) and C (F); each with its path. */
const paths: Record<string, string> = { A: '/A/', B: '/A/B/', C: '/A/C/', D: '/A/B/D/', E: '/A/B/E/', F: '/A/C/F/' };
const parents = Object.entries(paths).map(([id, path]) => ({ id, path, name: id, type: 't', under: null, administeredBy: null, children: 1 }));

let source: DataSource;
beforeAll(async () => {
  await setUpRecord(servers().mysqlUrl, withDatabase(servers().mysqlUrl, name));
  source = await journalSource(withDatabase(servers().mysqlUrl, name), 12).initialize();
  for (const [unit, path] of Object.entries(paths)) await sqlOf(source).run("INSERT INTO unit_path (unit, path, valid_from) VALUES (?, ?, '2020-01-01')", [unit, path]);
});
afterAll(async () => {
  await source.query(`DROP DATABASE \`${name}\``);
  await source.destroy();
});
beforeEach(async () => {
  for (const table of ['stream', 'event', 'obligation', 'tally', 'tally_delta', 'unfed', 'feed']) await source.query(`DELETE FROM ${table}`);
  await source.query('UPDATE feed_head SET feed_seq = 0');
});

const random = chance();
const some = chooser(random);
const instant = (from = '2026-03-01', days = 60): string => new Date(Date.parse(from) + Math.floor(random() * days * 86_400_000)).toISOString();
const standings = ['notYet', 'owed', 'owed', 'owed', 'waiting', 'done', 'void'] as const;

/** A duty as anything might leave it. */
function anyDuty(unit: string, key: string) {
  const dueAt = some([null, instant(), '2026-04-10T16:00:00.000Z']);
  return {
    id: `${cycle}/${unit}/${key}`, cycle, unit, superior: 'A', key, kind: key === 'a' ? 'report' : 'plan', policy: 'p', period: null, status: some(['awaited', 'submitted']), standing: some(standings),
    call: null, opensAt: some([instant(), '2026-03-01T00:00:00.000Z', '9999-12-31T00:00:00.000Z']), nearAt: dueAt === null ? null : some([null, instant()]), dueOn: null, dueAt, originalDueOn: null,
    firstSubmittedAt: null, onTime: null, completeAt: null, escalations: 0, detail: {},
  };
}

const heads = new Map<string, number>();
/** One turn of a unit's year, which leaves some of its duties differently. */
async function turn(unit: string, stream: string, keys: readonly string[], events = 1, of: DataSource = source): Promise<void> {
  const expectedSeq = heads.get(stream) ?? 0;
  const request: RecordRequest = {
    stream, kind: 'unit-year', cycle, unit, expectedSeq, tasks: {}, cancel: [], plan: [], messages: [], acts: [], nextDeadline: null, ended: false,
    events: Array.from({ length: events }, () => ({ type: 'x', at: now, account: null, person: null, posts: [], actKey: null, body: { type: 'x' } })),
    rows: Object.fromEntries(keys.map((key) => [`${cycle}/${unit}/${key}`, anyDuty(unit, key) as never])),
  };
  const answer = await record(of, request, now);
  if (!answer.written) throw new Error('not written');
  heads.set(stream, answer.seq);
}
const turnOf = (unit: string, keys: readonly string[] = ['a', 'b', 'c'].filter(() => random() < 0.6), events = 1) => turn(unit, `unit-year/${cycle}/${unit}`, keys, events);

/** What stands below each unit, by the rules, from the rows. */
async function expected(at: string): Promise<Record<string, Partial<Record<Light, number>>>> {
  const rows = await sqlOf(source).query<LightFacts & { unit: string }>('SELECT unit, standing, opens_at AS opensAt, near_at AS nearAt, due_at AS dueAt FROM obligation');
  const below: Record<string, Partial<Record<Light, number>>> = {};
  for (const row of rows) {
    for (const [unit, path] of Object.entries(paths)) {
      if (unit === row.unit || !paths[row.unit]?.startsWith(path)) continue;
      const light = lightOf(row, at);
      const counts = below[unit] ??= {};
      counts[light] = (counts[light] ?? 0) + 1;
    }
  }
  return below;
}
const shown = async (at: string) => Object.fromEntries(await lightsBelow(sqlOf(source), cycle, parents, day, at));
const forget = () => heads.clear();

describe('the tallies', () => {
  beforeEach(forget);

  it('show below every unit the lights its rows show, at every instant, whatever the roller has folded so far', async () => {
    const lit = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      await turnOf(some(Object.keys(paths)));
      if (random() < 0.4) await rollUp(source, now, some([1, 2, 500]));
      const edges = await sqlOf(source).query<{ at: string }>('SELECT due_at AS at FROM obligation WHERE due_at IS NOT NULL ORDER BY id');
      const edge = edges.length > 0 ? some(edges) : undefined;
      for (const at of [instant('2026-02-20', 80), ...(edge ? [-1, 0, 1].map((more) => new Date(Date.parse(edge.at) + more).toISOString()) : [])]) {
        const found = await shown(at);
        expect({ at, ...found }).toEqual({ at, ...await expected(at) });
        Object.values(found).forEach((counts) => Object.keys(counts).forEach((light) => lit.add(light)));
      }
    }
    expect([...lit].sort()).toEqual(['done', 'late', 'near', 'notYet', 'onTrack', 'void', 'waiting']);
    while (await rollUp(source, now) > 0);
    expect(await sqlOf(source).query('SELECT * FROM tally_delta')).toEqual([]);
    expect(await sqlOf(source).query('SELECT * FROM tally WHERE n <= 0')).toEqual([]);
    expect(await tallyFaults(sqlOf(source), cycle, now)).toEqual([]);
  });

  it('count each duty once for whoever reads while others act and the roller folds', async () => {
    for (const unit of Object.keys(paths)) await turnOf(unit, ['a', 'b', 'c']);
    let isActing = true;
    let reads = 0;
    const reader = (async () => {
      for (; isActing; reads += 1) {
        const { A } = await shown(now);
        expect(Object.values(A ?? {}).reduce((sum, n) => sum + n, 0)).toBe(15);
      }
    })();
    const roller = (async () => {
      while (isActing) await rollUp(source, now, some([1, 2, 5]));
    })();
    await Promise.all(['D', 'E', 'F'].map(async (unit) => {
      for (let done = 0; done < 30; done += 1) await turnOf(unit, ['a', 'b', 'c']);
    }));
    isActing = false;
    await Promise.all([reader, roller]);
    expect(reads).toBeGreaterThan(20);
  });

  it('and the feed are made for an office that is brought up to date, from what it has recorded', async () => {
    for (const unit of ['A', 'D', 'F', 'D']) await turnOf(unit, ['a', 'b'], 2);
    const runner = source.createQueryRunner();
    await new Tallies1767610000000().down(runner);
    await new Tallies1767610000000().up(runner);
    await runner.release();
    expect(await shown(now)).toEqual(await expected(now));
    while (await rollUp(source, now) > 0);
    expect(await tallyFaults(sqlOf(source), cycle, now)).toEqual([]);
    expect(await shown(now)).toEqual(await expected(now));
    expect(await sqlOf(source).query('SELECT stream, COUNT(*) AS n FROM feed GROUP BY stream ORDER BY stream')).toEqual([['A', 2], ['D', 4], ['F', 2]].map(([unit, n]) => ({ stream: `unit-year/${cycle}/${unit}`, n })));
  });

  it('are recounted while the roller has work: what waits is no fault, a wrong count is its unit’s and nobody else’s', async () => {
    for (const unit of Object.keys(paths)) await turnOf(unit, ['a', 'b', 'c']);
    await rollUp(source, now, 3);
    for (const unit of ['D', 'F']) await turnOf(unit, ['a', 'b', 'c']);
    expect(await tallyFaults(sqlOf(source), cycle, now)).toEqual([]);
    while (await rollUp(source, now) > 0);
    await source.query("UPDATE tally SET n = n + 2 WHERE unit = 'B' LIMIT 1");
    await source.query("DELETE FROM tally WHERE unit = 'C'");
    await source.query(`INSERT INTO tally VALUES ('${cycle}', 'Z', 'plan', 'x', 'done', '1000-01-01', '9999-12-31', '9999-12-31', 4)`);
    await turnOf('D', ['a']);
    const faults = await tallyFaults(sqlOf(source), cycle, now);
    expect(new Set(faults.map(({ unit }) => unit))).toEqual(new Set(['B', 'C', 'Z']));
    expect(faults.filter(({ unit }) => unit !== 'C').map(({ unit, n }) => [unit, n]).sort()).toEqual([['B', -2], ['Z', -4]]);
    expect(faults.filter(({ unit }) => unit === 'C').reduce((sum, { n }) => sum + n, 0)).toBe(3);
    await mendTallies(source, cycle, now);
    expect(await tallyFaults(sqlOf(source), cycle, now)).toEqual([]);
    expect(await shown(now)).toEqual(await expected(now));
  });

  it('are counted anew where a unit stands once it has moved', async () => {
    for (const unit of Object.keys(paths)) await turnOf(unit, ['a', 'b', 'c']);
    while (await rollUp(source, now) > 0);
    paths['E'] = '/A/C/E/';
    try {
      await source.query("UPDATE unit_path SET path = '/A/C/E/' WHERE unit = 'E'");
      expect(new Set((await tallyFaults(sqlOf(source), cycle, now)).map(({ unit }) => unit))).toEqual(new Set(['B', 'C']));
      await mendTallies(source, cycle, now);
      expect(await shown(now)).toEqual(await expected(now));
    } finally {
      paths['E'] = '/A/B/E/';
      await source.query("UPDATE unit_path SET path = '/A/B/E/' WHERE unit = 'E'");
    }
  });
});

describe('the feed', () => {
  beforeEach(forget);

  it('shows each event once and each stream’s in order to a reader who resumes by number, while several write and two roll', async () => {
    const writers = 6;
    const turns = 25;
    let isWriting = true;
    const read: { feed_seq: number; stream: string; seq: number }[] = [];
    const reader = (async () => {
      for (let done = false; ;) {
        const page = await sqlOf(source).query<(typeof read)[number]>('SELECT feed_seq, stream, seq FROM feed WHERE feed_seq > ? ORDER BY feed_seq LIMIT 7', [read.at(-1)?.feed_seq ?? 0]);
        read.push(...page);
        if (done && page.length === 0) return;
        done = !isWriting;
        if (page.length === 0) await new Promise((resolve) => setTimeout(resolve, 3));
      }
    })();
    const rolling = [1, 2].map(async () => {
      while (isWriting) await rollUp(source, now, some([1, 3, 50]));
    });
    await Promise.all(Array.from({ length: writers }, async (_, n) => {
      for (let done = 0; done < turns; done += 1) await turn(some(['D', 'E', 'F']), `unit-year/w${n}`, [], some([1, 1, 2, 3]));
    }));
    while (await rollUp(source, now) > 0);
    isWriting = false;
    await Promise.all([...rolling, reader]);
    expect(read.map(({ feed_seq }) => feed_seq)).toEqual(read.map((_, n) => n + 1));
    for (const [stream, head] of heads) {
      expect(read.filter((one) => one.stream === stream).map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, n) => n + 1));
    }
    const [events] = await sqlOf(source).query<{ n: number }>('SELECT COUNT(*) AS n FROM event');
    expect(read).toHaveLength(Number(events?.n));
    expect(heads.size).toBe(writers);
  });

  it('is not in the order in which turns begin: one that commits later comes later, and nobody has passed it', async () => {
    await source.query("INSERT INTO unfed (id, stream, from_seq, to_seq, at) VALUES (1000, 's/early', 1, 1, '2026-01-01')");
    const slow = source.createQueryRunner();
    await slow.query('START TRANSACTION');
    await slow.query("INSERT INTO unfed (stream, from_seq, to_seq, at) VALUES ('s/slow', 1, 2, '2026-01-01')");
    await source.query("INSERT INTO unfed (stream, from_seq, to_seq, at) VALUES ('s/quick', 1, 1, '2026-01-01')");
    expect(await rollUp(source, now)).toBe(2);
    await slow.query('COMMIT');
    await slow.release();
    expect(await rollUp(source, now)).toBe(1);
    expect(await sqlOf(source).query('SELECT feed_seq, stream, seq FROM feed ORDER BY feed_seq')).toEqual([
      { feed_seq: 1, stream: 's/early', seq: 1 }, { feed_seq: 2, stream: 's/quick', seq: 1 }, { feed_seq: 3, stream: 's/slow', seq: 1 }, { feed_seq: 4, stream: 's/slow', seq: 2 },
    ]);
  });
});

describe('the doctor', () => {
  beforeEach(forget);
  const examine = async (at = now) => (await tallies.examine({ sql: sqlOf(source), now: () => new Date(at), note: () => undefined } as unknown as Patient)).map(({ code, about }) => ({ code, ...about }));
  const stream = `unit-year/${cycle}/D`;

  it('finds nothing while the roller keeps up, and nothing wrong while it does not', async () => {
    for (const unit of ['D', 'E', 'F', 'D']) await turnOf(unit, ['a', 'b'], 2);
    await rollUp(source, now, 2);
    expect(await examine()).toEqual([]);
    expect(await examine('2026-04-01T01:02:00.000Z')).toMatchObject([{ code: 'rollerBehind', turns: 2, oldest: now }]);
  });

  it('names the unit whose tally is not what its rows add up to, until it is recounted', async () => {
    for (const unit of ['D', 'E']) await turnOf(unit, ['a']);
    while (await rollUp(source, now) > 0);
    await source.query("UPDATE obligation SET kind = 'meeting', status = 'held' WHERE unit = 'D'");
    const found = await examine();
    expect(found).toContainEqual({ code: 'tallyWrong', cycle, unit: 'B', kind: 'meeting', status: 'held', n: 1 });
    expect(found).toContainEqual(expect.objectContaining({ code: 'tallyWrong', unit: 'A', n: -1 }));
    expect(found).toHaveLength(4);
    await mendTallies(source, cycle, now);
    expect(await examine()).toEqual([]);
  });

  it('names a stream with an event that is not in the feed, the missing number, and events out of order', async () => {
    await turnOf('D', [], 5);
    await rollUp(source, now);
    await source.query('DELETE FROM feed WHERE feed_seq = 3');
    expect(await examine()).toEqual([{ code: 'feedIncomplete', stream, head: 5, fed: 4, waiting: 0 }, { code: 'feedGap', from: 1, to: 5, missing: 1 }]);
    await source.query('INSERT INTO feed VALUES (3, ?, 3)', [stream]);
    await source.query('UPDATE feed SET feed_seq = 9 WHERE seq = 1');
    await source.query('UPDATE feed SET feed_seq = 1 WHERE seq = 4');
    await source.query('UPDATE feed SET feed_seq = 4 WHERE seq = 1');
    expect(await examine()).toMatchObject([{ code: 'feedDisordered', stream }]);
  });
});
