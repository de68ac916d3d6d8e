import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { lightOf } from '#libs/domain/light';
import type { Light, LightFacts } from '#libs/domain/light';
import { chooser } from '#libs/domain/testing/chance';
import { completenessBelow } from '#libs/store/queries/completeness';
import { obligationsOf } from '#libs/store/queries/obligations';
import { sightOf } from '#libs/store/queries/places';
import { setUpRecord, withDatabase } from '#libs/store/set-up';
import { placeholders, recordSource, sqlInstant, sqlOf } from '#libs/store/sql';
import { servers } from '../support/office.ts';

const name = `lists_${randomBytes(5).toString('hex')}`;
const cycle = 'safety/2026/drill-1';
const day = '2026-04-01';
const now = '2026-04-01T01:00:00.000Z';
const paths = { A: '/A/', B: '/A/B/', C: '/A/C/', D: '/A/B/D/', E: '/A/B/E/', F: '/A/C/F/', Y: '/A/Y/', Z: '/A/Y/Z/' };
/** From A most units are in sight, from Y many, from B or C few: a list is found in another way each time. */
const crowd = Array.from({ length: 10_001 }, (_, n) => [`X${n}`, n < 2_001 ? `/A/Y/X${n}/` : `/A/X${n}/`, '2020-01-01']);

type Duty = LightFacts & { id: string; unit: string; key: string; kind: string; policy: string; period: string; status: string; receivedAt: string | null; onTime: boolean | null };
let source: DataSource;
let duties: Duty[];

beforeAll(async () => {
  await setUpRecord(servers().mysqlUrl, withDatabase(servers().mysqlUrl, name));
  source = await recordSource(withDatabase(servers().mysqlUrl, name), 4).initialize();
  const insert = (table: string, columns: string, rows: unknown[][]) => sqlOf(source).run(`INSERT INTO ${table} (${columns}) VALUES ${placeholders(rows.length, rows[0]?.length ?? 0)}`, rows.flat());
  await insert('unit', 'id, name, type, valid_from', Object.keys(paths).map((id) => [id, id, 't', '2020-01-01']));
  await insert('unit_path', 'unit, path, valid_from', [...Object.entries(paths).map(([id, path]) => [id, path, '2020-01-01']), ...crowd]);
  const some = chooser();
  duties = Object.keys(paths).flatMap((unit) => Array.from({ length: 40 }, (_, n): Duty => ({
    id: `${cycle}/${unit}/k${n}`, unit, key: `k${n}`, kind: some(['report', 'plan']), policy: some(['p', 'q']), period: some(['Q1', 'Q2']), standing: some(['owed', 'owed', 'owed', 'waiting', 'done']),
    opensAt: some(['2026-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z']), nearAt: some([null, '2026-03-20T00:00:00.000Z']),
    status: some(['awaited', 'lapsed', 'accepted', 'noTask', 'waived']), receivedAt: some([null, '2026-03-10T15:59:59.999Z', '2026-03-10T16:00:00.000Z']), onTime: some([true, false]),
    dueAt: some([null, now, '2026-04-01T01:00:00.001Z', '2026-03-10T16:00:00.000Z', '2026-03-11T16:00:00.000Z', '2026-04-10T16:00:00.000Z']),
  })));
  await insert('obligation', 'id, cycle, unit, superior, obligation_key, kind, policy, period, status, standing, opens_at, near_at, due_at, first_submitted_at, on_time, original_due_on, escalations, seq, detail',
    duties.map((one) => [one.id, cycle, one.unit, 'A', one.key, one.kind, one.policy, one.period, one.status, one.standing, sqlInstant(one.opensAt), sqlInstant(one.nearAt), sqlInstant(one.dueAt), sqlInstant(one.receivedAt), one.receivedAt === null ? null : one.onTime, '2026-03-10', 0, 1, '{}']));
});
afterAll(async () => {
  await source.query(`DROP DATABASE \`${name}\``);
  await source.destroy();
});

type Filter = { kind?: string; policy?: string; period?: string; light?: Light };
const filters: Filter[] = [{}, { kind: 'report' }, { policy: 'q', period: 'Q2' }, { kind: 'plan', policy: 'p', period: 'Q1' }];

async function everything(sees: readonly string[], filter: Filter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await obligationsOf(sqlOf(source), { cycle, now, sight: sightOf(day, sees), limit, cursor, ...filter });
    ids.push(...items.map(({ id }) => id));
    if (next === null) return ids;
    cursor = next;
  }
}

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** What the list has to hold, in its order, by the rules. */
const expected = (sees: readonly string[], { light, ...filter }: Filter): string[] => duties
  .filter((one) => sees.some((path) => paths[one.unit as keyof typeof paths].startsWith(path)))
  .filter((one) => Object.entries(filter).every(([column, value]) => one[column as keyof Duty] === value) && (light === undefined || lightOf(one, now) === light))
  .sort((a, b) => (light === 'late' ? before(a.dueAt ?? '', b.dueAt ?? '') : 0) || before(a.unit, b.unit) || before(a.key, b.key)).map(({ id }) => id);

const branches = [['a tree of very many units', ['/A/']], ['a branch of many units', ['/A/Y/']], ['a branch', ['/A/B/']], ['two branches', ['/A/B/E/', '/A/C/']]] as const;

describe.each(branches)('in %s', (_, sees) => {
  it('what is late comes first by how long it is overdue, each once, whatever the pages and the filters', async () => {
    for (const filter of filters) {
      const late = { ...filter, light: 'late' as const };
      for (const limit of [3, 200]) expect(await everything(sees, late, limit)).toEqual(expected(sees, late));
    }
    expect(expected(sees, { light: 'late' }).length).toBeGreaterThan(0);
  });

  it('every other list goes by unit and key', async () => {
    for (const filter of filters) {
      for (const light of [undefined, 'near', 'onTrack', 'waiting'] as const) {
        const lit = { ...filter, ...(light === undefined ? {} : { light }) };
        expect(await everything(sees, lit, 7)).toEqual(expected(sees, lit));
      }
    }
  });
});

describe.each(branches.slice(0, 3))('completeness in %s', (_, [path]) => {
  it('is what its reports add up to, of the unit itself and of each unit below it', async () => {
    for (const given of [{}, { period: 'Q1' }, { period: 'Q2', policy: 'p' }]) {
      const counted = await completenessBelow(sqlOf(source), { cycle, now, day, path, ...given });
      const units = new Map(Object.entries(paths).filter(([, one]) => one.startsWith(path)).map(([unit, one]) => [unit, one.slice(path.length).split('/')[0] ?? '']));
      for (const child of new Set(units.values())) {
        const owed = duties.filter((one) => units.get(one.unit) === child && one.kind === 'report' && Object.entries(given).every(([column, value]) => one[column as keyof Duty] === value) && !['noTask', 'waived'].includes(one.status));
        const received = owed.filter(({ receivedAt }) => receivedAt !== null);
        const onTime = received.filter((one) => one.onTime).length;
        const missing = owed.filter((one) => one.receivedAt === null && (one.status === 'lapsed' || lightOf(one, now) === 'late')).length;
        expect({ child, ...counted.get(child) }).toEqual({
          child, expected: owed.length, received: received.length, onTime, onTimeByOriginalDate: received.filter(({ receivedAt }) => String(receivedAt) < '2026-03-10T16:00:00.000Z').length, late: received.length - onTime,
          missing, toCome: owed.length - received.length - missing, accepted: 0,
        });
      }
    }
  });
});
