import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../support/person.ts';
import { advance, launchDrill, openApiOffice, until } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

describe('the end of a year', () => {
  let office: ApiOffice;
  let administrator: Person;
  let at: string;
  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await office.signIn('S1-safetyOffice');
    at = `/cycles/${await launchDrill(administrator)}`;
  });
  afterAll(async () => { await office.close(); });

  const account = async (unit: string) => (await administrator.get(`${at}/units/${unit}/account`)).body as unknown as
    { isFinal: boolean; reason: string | null; totals: Record<string, number>; duties: { duty: string; status: string; onTime: boolean | null; light: string }[] };

  it('lapses what is open, on record; what was done stays done; nothing can be done in it any more', async () => {
    const secretary = await office.signIn('C1-secretary');
    await secretary.post(`${at}/units/C1/letters/pledge/sign`);
    await advance(administrator, at.slice(8), '2026-02-20T01:00:00.000Z');
    expect(await account('C1')).toMatchObject({ isFinal: false, reason: null, totals: { duties: 5, done: 1, onTime: 1, late: 1, lapsed: 0, open: 4 } });
    expect(await secretary.post(`${at}/close`)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await administrator.post(`${at}/close`)).toMatchObject({ status: 200, body: { events: ['closeStarted'] } });
    await until(administrator, at, ({ body }) => body['status'] === 'closed');
    const final = await account('C1');
    expect(final).toMatchObject({ isFinal: true, reason: 'closed', totals: { duties: 5, done: 1, onTime: 1, lapsed: 4, open: 0, escalations: 1 } });
    expect(final.duties.map(({ duty, status }) => `${duty} ${status}`)).toEqual(['hazard-M01 lapsed', 'hazard-M02 lapsed', 'hazard-M03 lapsed', 'pledge inForce', 'summary-Q1 lapsed']);
    const [events] = await office.source.query("SELECT COUNT(*) AS n FROM event WHERE type = 'yearEnded' AND JSON_VALUE(body, '$.reason') = 'closed'") as { n: number }[];
    expect(Number(events?.n)).toBe(6);
    const [told] = await office.source.query("SELECT COUNT(*) AS n FROM notice WHERE status IN ('planned', 'frozen')") as { n: number }[];
    expect(Number(told?.n)).toBe(0);
    expect(await secretary.post(`${at}/units/C1/reports/hazard-M01/submit`, { figures: [], problems: '', nextSteps: '' })).toMatchObject({ status: 409, body: { code: 'yearEnded' } });
    expect(await administrator.post(`${at}/close`)).toMatchObject({ status: 409, body: { code: 'cycleNotPossibleNow' } });
  });

  it('adds up every duty of a unit that has more than are shown at once', async () => {
    const before = await account('C1');
    const columns = (await office.source.query("SHOW COLUMNS FROM obligation WHERE Extra NOT LIKE '%GENERATED%'") as { Field: string }[]).map(({ Field }) => Field);
    const copied = columns.map((column) => (column === 'id' ? "CONCAT(o.id, '-', s.seq)" : column === 'obligation_key' ? "CONCAT('L', s.seq, '-p1-use')" : `o.${column}`));
    await office.source.query(`INSERT INTO obligation (${columns.join(', ')}) SELECT ${copied.join(', ')} FROM obligation o JOIN seq_1_to_1100 s WHERE o.unit = 'C1' AND o.obligation_key = 'pledge'`);
    const { totals, duties } = await account('C1');
    expect([totals['duties'], totals['done'], totals['lapsed'], duties.length]).toEqual([1_105, (before.totals['done'] ?? 0) + 1_100, 4, 500]);
  });
});
