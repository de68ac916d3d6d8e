import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActOutcome } from '#libs/contracts/record';
import { record } from '#libs/store/record';
import { sqlOf } from '#libs/store/sql';
import { rejectionOf } from '#activities/failures';
import { eventually, openOffice } from '../support/office.ts';
import type { Office } from '../support/office.ts';

const town = '440811101';
const leaders = { secretary: { post: `${town}/partySecretary`, tenure: 's' }, mayor: { post: `${town}/mayor`, tenure: 'm' }, above: { post: '440811/head', tenure: 'h' } };

describe('a unit’s year hosted by Temporal and written to MariaDB', () => {
  let office: Office;
  let cycles = 0;
  beforeAll(async () => { office = await openOffice(); });
  afterAll(async () => { await office.close(); });

  const fresh = async () => {
    cycles += 1;
    const stream = await office.openYear(town, `test/2026/drill-${process.pid % 10_000}${cycles}`);
    await eventually(async () => (await head(stream)) > 0);
    return stream;
  };
  const head = async (stream: string) => Number((await sqlOf(office.source).query<{ head_seq: number }>('SELECT head_seq FROM stream WHERE id = ?', [stream]))[0]?.head_seq ?? 0);
  const types = async (stream: string) => (await sqlOf(office.source).query<{ type: string }>('SELECT type FROM event WHERE stream = ? ORDER BY seq', [stream])).map(({ type }) => type);
  const sign = (stream: string, who: keyof typeof leaders, by = {}) => office.act(stream, 'signLetter', { duty: 'letter' }, { account: who, person: who, posts: [leaders[who]], ...by });

  it('opens with its letter issued, and both leaders’ signatures and the countersignature bring it into force', async () => {
    const stream = await fresh();
    expect(await types(stream)).toEqual(['yearOpened', 'letterIssued']);
    await sign(stream, 'secretary');
    await sign(stream, 'mayor');
    const last = await office.act(stream, 'countersignLetter', { duty: 'letter' }, { posts: [leaders.above] });
    expect(last).toMatchObject({ kind: 'applied', events: ['letterCountersigned', 'letterInForce', 'allocationOpened', 'targetsAllocated'], subject: { status: 'inForce' } });
    const [messages] = await sqlOf(office.source).query<{ n: number }>('SELECT COUNT(*) AS n FROM message WHERE from_stream = ?', [stream]);
    expect(Number(messages?.n)).toBe(31);
  });

  it('folds what the journal knows and the workflow does not, and decides again on it', async () => {
    const stream = await fresh();
    const seq = await head(stream);
    // As a worker killed between the commit and the completion of its task leaves it: the record is ahead.
    await record(office.source, {
      stream, kind: 'unit-year', cycle: 'x', unit: town, expectedSeq: seq, rows: {}, tasks: {}, cancel: [], plan: [], messages: [], nextDeadline: null, ended: false,
      events: [{ type: 'letterSigned', at: '2026-02-03T01:00:00.000Z', account: 'secretary', person: 'secretary', posts: [leaders.secretary], actKey: 'lost-act-0001',
        body: { type: 'letterSigned', duty: 'letter', posts: [leaders.secretary.post], person: 'secretary' } }],
      acts: [{ account: 'secretary', key: 'lost-act-0001', bodyHash: 'a'.repeat(64), at: '2026-02-03T01:00:00.000Z', outcome: { kind: 'applied', stream, seq: seq + 1, at: '2026-02-03T01:00:00.000Z', events: ['letterSigned'], subject: null } }],
    }, '2026-02-03T01:00:00.000Z');
    const again = await sign(stream, 'secretary', { key: 'lost-act-0001' });
    expect(again).toMatchObject({ kind: 'applied', seq: seq + 1 });
    await sign(stream, 'mayor');
    expect((await types(stream)).filter((type) => type === 'letterSigned')).toHaveLength(2);
  });

  it('gives an act that its turn forbids a place in the journal and a reason to the caller', async () => {
    const stream = await fresh();
    const both = await Promise.allSettled([sign(stream, 'secretary', { key: 'twice-0001' }), sign(stream, 'secretary', { key: 'twice-0002' })]);
    const refused = both.filter((one) => one.status === 'rejected' || (one.value as ActOutcome).kind === 'refused');
    expect(refused).toHaveLength(1);
    expect((await types(stream)).filter((type) => type === 'letterSigned')).toHaveLength(1);
  });

  it('refuses an act stamped before the stream’s clock', async () => {
    const stream = await fresh();
    await sign(stream, 'secretary', { receivedAt: '2026-02-05T01:00:00.000Z' });
    const error = await sign(stream, 'mayor', { receivedAt: '2026-02-04T01:00:00.000Z' }).catch((failure: unknown) => failure);
    expect(rejectionOf(error)).toMatchObject({ rejected: 'clockMoved', facts: { now: '2026-02-05T01:00:00.000Z' } });
  });

  it('sets aside the one act that cannot be written, and goes on with the others', async () => {
    const stream = await fresh();
    await office.source.query(`ALTER TABLE event ADD CONSTRAINT no_objection CHECK (type <> 'letterObjected')`);
    try {
      const failed = await office.act(stream, 'objectToLetter', { duty: 'letter', indicator: 'riskResolved', reason: '偏高', proposed: 30 }, { posts: [leaders.mayor], key: 'faulty-0001' }).catch((error: unknown) => error);
      expect(String((failed as { cause?: Error }).cause?.message)).toMatch(/CONSTRAINT/i);
      expect(await sign(stream, 'secretary')).toMatchObject({ kind: 'applied' });
      const aside = await sqlOf(office.source).query<{ what: string; act_key: string }>('SELECT what, act_key FROM set_aside WHERE stream = ?', [stream]);
      expect(aside).toEqual([{ what: 'objectToLetter', act_key: 'tester/faulty-0001' }]);
    } finally {
      await office.source.query('ALTER TABLE event DROP CONSTRAINT no_objection');
    }
  });

  it('hands over to a fresh run without losing a caller, and still knows an old key', async () => {
    const stream = await fresh();
    const first = await sign(stream, 'secretary', { key: 'before-handover-1' });
    const run = (await office.client.workflow.getHandle(stream).describe()).runId;
    const object = (n: number) => office.act(stream, 'objectToLetter', { duty: 'letter', indicator: 'riskResolved', reason: '偏高', proposed: 30 + (n % 5) }, { posts: [leaders.mayor], key: `objection-${n}` });
    const refuse = (n: number) => office.act(stream, 'refuseObjection', { duty: 'letter', reason: '任务已定' }, { posts: [leaders.above], key: `refusal-${n}xx` });
    for (let n = 0; n < 110; n += 1) {
      await object(n);
      await refuse(n);
      if (n % 20 === 0 && (await office.client.workflow.getHandle(stream).describe()).runId !== run) break;
    }
    const second = await office.client.workflow.getHandle(stream).describe();
    expect(second.runId).not.toBe(run);
    const again = await sign(stream, 'secretary', { key: 'before-handover-1' }).catch(async (error: unknown) => {
      // The validator may say `alreadySigned`; the record under the key is what counts, as the API reads it.
      expect(rejectionOf(error)?.rejected).toBe('alreadySigned');
      const [row] = await sqlOf(office.source).query<{ outcome: string }>('SELECT outcome FROM act WHERE account = ? AND act_key = ?', ['secretary', 'before-handover-1']);
      return JSON.parse(row?.outcome ?? 'null') as ActOutcome;
    });
    expect(again).toEqual(first);
    expect(await sign(stream, 'mayor')).toMatchObject({ kind: 'applied' });
  });

  it('hands over with an act waiting: neither waits for the other for ever', async () => {
    const stream = await fresh();
    const handle = office.client.workflow.getHandle(stream);
    const run = (await handle.describe()).runId;
    // Two short of a long history, so that the very next act asks for the hand-over.
    while ((await handle.describe()).historyLength < 990) await handle.executeUpdate('wake', { args: [{ at: null }] });
    const holder = office.source.createQueryRunner();
    await holder.connect();
    await holder.query('START TRANSACTION');
    await holder.query('SELECT head_seq FROM stream WHERE id = ? FOR UPDATE', [stream]);
    // The stream's row is held: the record fails twice as a local activity, and then waits as an ordinary one.
    const first = sign(stream, 'secretary');
    await eventually(async () => (await handle.describe()).raw.pendingActivities?.length, 30_000);
    const second = sign(stream, 'mayor');
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    await holder.query('ROLLBACK');
    await holder.release();
    expect(await Promise.all([first, second])).toMatchObject([{ kind: 'applied' }, { kind: 'applied' }]);
    expect((await handle.describe()).runId).not.toBe(run);
  });

  it('writes nothing when the journal is behind the workflow: it may be the wrong database', async () => {
    const stream = await fresh();
    const act = { type: 'letterSigned', at: '2026-02-03T01:00:00.000Z', account: 'x', person: 'x', posts: [], actKey: null, body: {} };
    await expect(record(office.source, {
      stream, kind: 'unit-year', cycle: 'x', unit: town, expectedSeq: 99, rows: {}, tasks: {}, cancel: [], plan: [], messages: [], acts: [], nextDeadline: null, ended: false, events: [act],
    }, '2026-02-03T01:00:00.000Z')).rejects.toThrow(RangeError);
    expect(await head(stream)).toBe(2);
  });

  it('refuses an act whose dates the calendar does not reach, instead of failing for ever', async () => {
    const stream = await fresh();
    const error = await office.act(stream, 'objectToLetter', { duty: 'letter', indicator: 'riskResolved', reason: '偏高', proposed: 30 }, { posts: [leaders.mayor], receivedAt: '2027-12-30T01:00:00.000Z' }).catch((failure: unknown) => failure);
    expect(rejectionOf(error)?.rejected).toBe('beyondCalendar');
    expect(await sign(stream, 'secretary')).toMatchObject({ kind: 'applied' });
  });
});
