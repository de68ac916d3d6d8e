import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { drainCycle } from '#activities/deliver';
import { freezeDue } from '#libs/delivery/freeze';
import { delayAfter, sendDue } from '#libs/delivery/send';
import { smtpChannel } from '#libs/delivery/transport';
import type { Channel } from '#libs/delivery/transport';
import { sqlInstant, sqlOf, transaction } from '#libs/store/sql';
import { at, nine, openBench, openMailServer, words } from './delivery-bench.ts';
import type { Bench, MailServer } from './delivery-bench.ts';

const live = 'cycle/rivers/2026';
const drill = 'cycle/rivers/2026/drill-1';

let bench: Bench;
let mailbox: MailServer;
let channel: Channel;
/** The real clock of a test, moved by hand. */
let realNow = Date.UTC(2026, 10, 22, 4);
const clock = (): Date => new Date(realNow);

const freeze = (now: string) => freezeDue(bench.source, { cycle: null, now });
const send = (by: Channel = channel) => sendDue(bench.source, by, { clock, publicUrl: 'https://zeren.test' });
const notice = async (key: string) => (await bench.rows<Record<string, never>>('SELECT * FROM notice WHERE notice_key = ?', [key]))[0] as unknown as
  { id: number; status: string; at: string; person: string | null; mail: number | null; merged_into: number | null; reason: string | null; told_at: string | null; post: string; content: string };
const mails = () => bench.rows<{ id: number; status: string; person: string; slot: string; attempts: number; response: string; message_id: string; next_attempt_at: string }>('SELECT * FROM mail ORDER BY id');
/** As `record` does in the transaction of an act. */
const cancel = (obligation: string) => sqlOf(bench.source).run(
  "UPDATE notice SET status = 'cancelled', mail = NULL WHERE status IN ('planned', 'frozen') AND obligation = ?", [obligation]);

beforeAll(async () => { bench = await openBench(); });
afterAll(async () => { await bench.close(); });
beforeEach(async () => {
  mailbox = await openMailServer();
  channel = smtpChannel({ url: mailbox.url, greetingTimeout: 400, socketTimeout: 400 });
});
afterEach(async () => {
  channel.close();
  await mailbox.close();
  await bench.clear();
});

describe('freezing', () => {
  test('a person gets one digest a slot, whatever posts and duties it is about', async () => {
    await bench.plan({ at: nine(8), obligation: 'o/1' });
    await bench.plan({ at: nine(8), obligation: 'o/2' });
    await bench.plan({ at: nine(8), obligation: 'o/2', post: 'T/mayor' });
    await freeze(nine(8));
    await send();
    expect(mailbox.received.map(({ to }) => to).sort()).toEqual(['clerk@village.test', 'mayor@town.test']);
    expect((await mails()).map(({ slot }) => slot)).toEqual([nine(8), nine(8)]);
  });

  test('nothing is frozen before its instant', async () => {
    const key = await bench.plan({ at: nine(8) });
    await freeze(at(8, 8, 59));
    expect((await notice(key)).status).toBe('planned');
  });

  test('what streams still have to do by a slot is waited for, so that it comes in the same digest; for two minutes and no longer', async () => {
    const due = async (id: string, cycle: string, deadline: string | null) => sqlOf(bench.source).run(
      "INSERT INTO stream (id, cycle, kind, head_seq, head_hash, next_deadline) VALUES (?, ?, 'unit-year', 1, '', ?) ON DUPLICATE KEY UPDATE next_deadline = VALUES(next_deadline)",
      [id, cycle, sqlInstant(deadline)]);
    try {
      const key = await bench.plan({ at: nine(8) });
      await due('s/1', live, nine(8));
      await due('s/2', drill, nine(7));
      await freeze(at(8, 9, 1));
      expect((await notice(key)).status).toBe('planned');
      const escalated = await bench.plan({ at: nine(8), obligation: 'o/2', stage: 'report.after-1' });
      await due('s/1', live, at(8, 9, 20));
      await freeze(at(8, 9, 1));
      expect([(await notice(key)).mail, (await notice(key)).at]).toEqual([(await notice(escalated)).mail, nine(8)]);
      await due('s/1', live, nine(8));
      const late = await bench.plan({ at: nine(8), obligation: 'o/3' });
      await freeze(at(8, 9, 2));
      expect((await notice(late)).status).toBe('frozen');
    } finally {
      await sqlOf(bench.source).run('DELETE FROM stream');
    }
  });

  test('escalations spread over the minutes after a slot come in one more digest, not at the next slot', async () => {
    const cycle = 'cycle/rivers/spread';
    const run = (statement: string, values: unknown[] = []) => sqlOf(bench.source).run(statement, values);
    await run(`INSERT INTO policy_pack SELECT REPEAT('b', 64), 'rivers', '2.0.0', JSON_SET(content, '$.settings.escalationWindowMinutes.value', 30) FROM policy_pack LIMIT 1`);
    await run(`INSERT INTO cycle (id, campaign, year, title, status, is_drill, pack_id, pack_version, pack_digest, calendar_version, root, units, detail)
      VALUES (?, 'rivers', 2026, '河湖管护', 'open', 0, 'rivers', '2.0.0', REPEAT('b', 64), '2026', 'C', 2, '{}')`, [cycle]);
    try {
      const escalated = async (unit: string, minute: number) => {
        const key = await bench.plan({ at: nine(8), obligation: `o/${unit}`, stage: 'report.after-1', post: 'C/office', cycle });
        await freeze(at(8, 9, minute));
        await send();
        return key;
      };
      const keys = [await escalated('a', 0), await escalated('b', 7), await escalated('c', 29)];
      await freeze(at(8, 9, 32));
      await send();
      expect(await Promise.all(keys.map(async (key) => [(await notice(key)).status, (await notice(key)).at]))).toEqual([['told', nine(8)], ['told', at(8, 9, 32)], ['told', at(8, 9, 32)]]);
      expect(mailbox.received).toHaveLength(2);
      const late = await escalated('d', 33);
      expect((await notice(late)).at).toBe(at(8, 15));
    } finally {
      await run('DELETE FROM cycle WHERE id = ?', [cycle]);
    }
  });

  test('the one who holds the post that day is told', async () => {
    const before = await bench.plan({ at: nine(15) });
    const after = await bench.plan({ at: nine(16), obligation: 'o/2' });
    await freeze(nine(15));
    await freeze(nine(16));
    expect([(await notice(before)).person, (await notice(after)).person]).toEqual(['clerk', 'clerk2']);
  });

  test.each([['a day off', at(6, 9), nine(7)], ['quiet hours', at(8, 21), nine(9)], ['before the day begins', at(8, 7, 59), nine(8)]])(
    'in %s it waits for the next slot', async (_, now, slot) => {
      const key = await bench.plan({ at: now });
      await freeze(now);
      expect(await notice(key)).toMatchObject({ status: 'planned', at: slot });
      await freeze(slot);
      expect(await notice(key)).toMatchObject({ status: 'frozen' });
    });

  test('what comes too late for a digest joins the next one', async () => {
    const first = await bench.plan({ at: nine(8) });
    await freeze(nine(8));
    await send();
    const second = await bench.plan({ at: nine(8), obligation: 'o/2' });
    await freeze(at(8, 9, 17));
    expect(await notice(second)).toMatchObject({ status: 'planned', at: at(8, 15) });
    expect((await notice(first)).status).toBe('told');
    await freeze(at(8, 15));
    await send();
    expect(mailbox.received).toHaveLength(2);
  });

  test('reminders of one duty missed in an outage become one that says so', async () => {
    const missed = [await bench.plan({ at: nine(7), stage: 'report.a' }), await bench.plan({ at: nine(8), stage: 'report.b' })];
    const latest = await bench.plan({ at: nine(9), stage: 'report.c' });
    const other = await bench.plan({ at: nine(7), obligation: 'o/2' });
    await freeze(at(9, 16));
    const { id } = await notice(latest);
    for (const key of missed) expect(await notice(key)).toMatchObject({ status: 'merged', merged_into: id });
    expect((await notice(other)).status).toBe('frozen');
    expect((await mails()).map(({ slot }) => slot)).toEqual([at(9, 15)]);
    await send();
    expect(mailbox.received[0]?.parts[0]).toContain('此前有2次提醒');
  });

  test('what was merged before comes along when the one that stayed is merged too', async () => {
    await bench.plan({ at: nine(7), stage: 'report.a' });
    const stayed = await bench.plan({ at: nine(8), stage: 'report.b' });
    // Out of hours: merged, and moved to a slot together with what comes then.
    await freeze(at(8, 21));
    const last = await bench.plan({ at: at(9, 15), stage: 'report.c' });
    await freeze(at(9, 15));
    const { id } = await notice(last);
    expect((await notice(stayed)).merged_into).toBe(id);
    await send();
    expect(mailbox.received[0]?.parts[0]).toContain('此前有2次提醒');
  });

  test('a vacant post is told to the superior unit, and a notice about it goes no further', async () => {
    const key = await bench.plan({ at: nine(8), post: 'V/director' });
    await freeze(nine(8));
    expect(await notice(key)).toMatchObject({ status: 'undeliverable', reason: 'vacantPost', person: null, told_at: null });
    expect(await notice(`${key}/vacantPost`)).toMatchObject({ status: 'frozen', post: 'T/office', person: 'reviewer', at: nine(8) });
    await send();
    expect(mailbox.received[0]?.parts[0]).toContain('石村村主任现在空缺');
  });

  test('the administrator of the unit above comes before its reviewer', async () => {
    await sqlOf(bench.source).run("DELETE FROM tenure WHERE post = 'T/mayor'");
    const key = await bench.plan({ at: nine(8), post: 'T/mayor' });
    await freeze(nine(8));
    expect((await bench.rows<{ post: string }>("SELECT post FROM notice WHERE notice_key LIKE '%/vacantPost%'")).map(({ post }) => post)).toEqual(['C/office']);
    expect((await notice(`${key}/vacantPost`)).post).toBe('C/office');
    await sqlOf(bench.source).run("INSERT INTO tenure VALUES ('T/mayor/2026-01-01', 'T/mayor', 'mayor', '2026-01-01', NULL)");
  });

  test('word of a vacant post that reaches nobody either is not passed on', async () => {
    const key = await bench.plan({ at: nine(8), post: 'V/director' });
    await sqlOf(bench.source).run("UPDATE person SET email = NULL WHERE id = 'reviewer'");
    await freeze(nine(8));
    expect(await notice(`${key}/vacantPost`)).toMatchObject({ status: 'undeliverable', reason: 'noAddress', told_at: nine(8) });
    expect(await bench.rows('SELECT id FROM notice')).toHaveLength(2);
    await sqlOf(bench.source).run("UPDATE person SET email = 'office@town.test' WHERE id = 'reviewer'");
  });

  test('who has no address has it in the inbox, and the superior unit hears of it', async () => {
    const key = await bench.plan({ at: nine(8), post: 'V/guard' });
    await freeze(nine(8));
    expect(await notice(key)).toMatchObject({ status: 'undeliverable', reason: 'noAddress', person: 'guard', told_at: nine(8) });
    await send();
    expect(mailbox.received.map(({ to }) => to)).toEqual(['office@town.test']);
    expect(mailbox.received[0]?.parts[0]).toContain('李巡河（石村巡河员）没有邮箱地址');
  });

  test('a drill is dispatched by its own clock only', async () => {
    const key = await bench.plan({ at: nine(8), cycle: drill });
    await freeze(nine(9));
    expect((await notice(key)).status).toBe('planned');
  });

  test('a cycle whose calendar ends holds up no other', async () => {
    await sqlOf(bench.source).run("INSERT INTO calendar VALUES ('short', ?)", [JSON.stringify({ version: 'short', from: '2026-04-01', days: '1' })]);
    await sqlOf(bench.source).run("UPDATE cycle SET is_drill = 0, calendar_version = 'short' WHERE id = ?", [drill]);
    await bench.plan({ at: nine(8), cycle: drill });
    const key = await bench.plan({ at: nine(8), obligation: 'o/2' });
    const { faults } = await freeze(nine(8));
    await sqlOf(bench.source).run("UPDATE cycle SET is_drill = 1, calendar_version = '2026' WHERE id = ?", [drill]);
    expect(faults.map(({ cycle }) => cycle)).toEqual([drill]);
    expect((await notice(key)).status).toBe('frozen');
  });
});

describe('sending', () => {
  const oneDue = async (): Promise<string> => {
    const key = await bench.plan({ at: nine(8) });
    await freeze(nine(8));
    return key;
  };

  test('whoever has a step of a report is asked for the step, not for the report', async () => {
    await sqlOf(bench.source).run("INSERT INTO task VALUES ('o/1', 'V/clerk', 'check', ?, ?, '2026-04-10', ?)", [live, sqlInstant(nine(1)), sqlInstant(at(10, 24))]);
    await oneDue();
    await send();
    for (const part of mailbox.received[0]?.parts ?? ['']) expect(part).toContain('请审签 石村 2026年第一季度进展');
  });

  test('an accepted mail is sent with its words, headers and identity', async () => {
    await sqlOf(bench.source).run("INSERT INTO task VALUES ('o/1', 'V/clerk', 'report', ?, ?, '2026-04-10', ?)", [live, sqlInstant(nine(1)), sqlInstant(at(10, 24))]);
    const key = await oneDue();
    expect(await send()).toMatchObject({ sent: 1, deferred: 0, failed: 0 });
    const [mail] = await mails();
    const [got] = mailbox.received;
    expect(mail).toMatchObject({ status: 'sent', attempts: 1, response: expect.stringContaining('250') });
    expect(await notice(key)).toMatchObject({ status: 'told', told_at: clock().toISOString() });
    expect(got?.header('Message-ID')).toBe(mail?.message_id);
    expect(mail?.message_id).toMatch(new RegExp(`^<mail-${mail?.id}\\.[0-9a-f]{12}@zeren\\.local>$`));
    expect([got?.header('X-Zeren-Cycle'), got?.header('X-Zeren-Mail'), got?.header('X-Zeren-Slot'), got?.header('X-Zeren-Drill'), got?.header('Auto-Submitted')])
      .toEqual([live, String(mail?.id), nine(8), '', 'auto-generated']);
    expect(words(got?.header('Subject') ?? '')).toBe('4月10日 星期五前：请报送 石村 2026年第一季度进展（河湖管护）');
    expect(words(got?.header('To') ?? '')).toContain('孙文书');
    expect(words(got?.header('From') ?? '')).toBe('责任 <zeren@zeren.local>');
    for (const part of got?.parts ?? []) {
      for (const said of ['请报送 石村 2026年第一季度进展', '4月10日 星期五前，还有2个工作日', '依据：设定：季后10日内', 'https://zeren.test/duties/o/1', '演示·非官方']) expect(part).toContain(said);
    }
    expect(got?.parts).toHaveLength(2);
  });

  test('4xx defers with the server\'s words, and the same Message-ID goes out later', async () => {
    await oneDue();
    mailbox.mood = '451 try again later';
    expect(await send()).toMatchObject({ sent: 0, deferred: 1 });
    const [deferred] = await mails();
    expect(deferred).toMatchObject({ status: 'deferred', attempts: 1, response: expect.stringContaining('451 try again later') });
    expect(Date.parse(deferred?.next_attempt_at ?? '')).toBe(realNow + 30_000);
    mailbox.mood = 'accept';
    expect(await send()).toMatchObject({ sent: 0, deferred: 0 });
    realNow += 30_000;
    expect(await send()).toMatchObject({ sent: 1 });
    expect(mailbox.received.map((mail) => mail.header('Message-ID'))).toEqual([deferred?.message_id]);
  });

  test('the back-off doubles up to an hour', () => {
    expect([1, 2, 3, 8, 12].map(delayAfter)).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000]);
  });

  test('after twelve attempts it has failed', async () => {
    await oneDue();
    await sqlOf(bench.source).run('UPDATE mail SET attempts = 11');
    mailbox.mood = '451 still not';
    expect(await send()).toMatchObject({ failed: 1 });
  });

  test('5xx fails with the server\'s words and is not tried again', async () => {
    await oneDue();
    mailbox.mood = '550 no such mailbox';
    expect(await send()).toMatchObject({ failed: 1 });
    expect((await mails())[0]).toMatchObject({ status: 'failed', response: expect.stringContaining('550 no such mailbox') });
    mailbox.mood = 'accept';
    realNow += 7_200_000;
    await send();
    expect(mailbox.received).toHaveLength(0);
  });

  test('a refused connection defers', async () => {
    await oneDue();
    const nobody = smtpChannel({ url: 'smtp://127.0.0.1:1' });
    expect(await send(nobody)).toMatchObject({ deferred: 1 });
    nobody.close();
    expect((await mails())[0]?.response).toContain('ECONNREFUSED');
  });

  test.each(['hangUp', 'drop'] as const)('a dropped connection defers (%s)', async (mood) => {
    await oneDue();
    mailbox.mood = mood;
    expect(await send()).toMatchObject({ deferred: 1 });
    mailbox.mood = 'accept';
    realNow += 30_000;
    expect(await send()).toMatchObject({ sent: 1 });
  });

  test.each(['tarpit', 'stall'] as const)('a server that does not answer is left after its time (%s)', async (mood) => {
    await oneDue();
    mailbox.mood = mood;
    const begun = Date.now();
    expect(await send()).toMatchObject({ deferred: 1 });
    expect(Date.now() - begun).toBeLessThan(3_000);
  });

  test('an act before the line takes its item out; an emptied mail is dropped', async () => {
    await bench.plan({ at: nine(8), obligation: 'o/1' });
    await bench.plan({ at: nine(8), obligation: 'o/2', content: { title: '巡河记录' } });
    await bench.plan({ at: nine(8), obligation: 'o/1', post: 'T/mayor' });
    await freeze(nine(8));
    await cancel('o/1');
    expect(await send()).toMatchObject({ sent: 1, dropped: 1 });
    expect(mailbox.received[0]?.parts[0]).toContain('巡河记录');
    expect(mailbox.received[0]?.parts[0]).not.toContain('第一季度');
    expect((await mails()).map(({ status }) => status).sort()).toEqual(['dropped', 'sent']);
  });

  test('an act after the line finds it told', async () => {
    const key = await oneDue();
    mailbox.onData = async () => { await cancel('o/1'); };
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await notice(key)).toMatchObject({ status: 'told', mail: expect.any(Number) });
  });

  test('a reminder cancelled and planned again is told, in the mail that had been emptied', async () => {
    const key = await oneDue();
    await cancel('o/1');
    await send();
    await sqlOf(bench.source).run("UPDATE notice SET status = 'planned' WHERE notice_key = ?", [key]);
    await freeze(nine(8));
    expect(await send()).toMatchObject({ sent: 1 });
    expect((await notice(key)).status).toBe('told');
  });

  test('a mail that a crash left half-sent goes out again under the same Message-ID', async () => {
    await oneDue();
    await send();
    await sqlOf(bench.source).run("UPDATE mail SET status = 'sending'");
    realNow += 119_000;
    await send();
    expect(mailbox.received).toHaveLength(1);
    realNow += 1_000;
    await send();
    expect(new Set(mailbox.received.map((mail) => mail.header('Message-ID'))).size).toBe(1);
    expect(mailbox.received).toHaveLength(2);
  });

  test('nothing leaves at night or on a day off, whatever kept it waiting', async () => {
    await oneDue();
    const day = realNow;
    for (const [moment, sent] of [[at(8, 20), 0], [at(11, 12), 0], [at(9, 8), 1]] as const) {
      realNow = Date.parse(moment);
      expect(await send()).toMatchObject({ sent });
    }
    realNow = day;
  });

  test('a digest waits until all of its slot is frozen', async () => {
    await oneDue();
    await bench.plan({ at: nine(8), obligation: 'o/2' });
    await send();
    expect(mailbox.received).toHaveLength(0);
    await freeze(nine(8));
    await send();
    expect(mailbox.received).toHaveLength(1);
  });

  test('what people wrote opens no header and no tag', async () => {
    await bench.plan({ at: nine(8), content: { title: '<img src=x>\r\nBcc: all@town.test\r\n\r\nhello', unitName: '石村"&' } });
    await freeze(nine(8));
    await send();
    const [got] = mailbox.received;
    expect(got?.header('Bcc')).toBe('');
    expect(got?.parts[0]).toContain('<img src=x> Bcc: all@town.test hello');
    expect(got?.parts[1]).toContain('石村&quot;&amp; &lt;img src=x&gt; Bcc');
  });

  test('what another dispatcher or an act holds is passed over', async () => {
    await oneDue();
    const key = await bench.plan({ at: nine(8), obligation: 'o/2' });
    await transaction(bench.source, async (other) => {
      await other.query('SELECT id FROM notice WHERE notice_key = ? FOR UPDATE', [key]);
      expect(await freeze(nine(8))).toMatchObject({ frozen: 0 });
    });
    await freeze(nine(8));
    await transaction(bench.source, async (other) => {
      await other.query('SELECT id FROM mail FOR UPDATE');
      expect(await send()).toMatchObject({ sent: 0 });
    });
    expect(await send()).toMatchObject({ sent: 1 });
  }, 20_000);

  test('two dispatchers at once send nothing twice', async () => {
    for (let n = 0; n < 240; n += 1) await bench.plan({ at: nine(8), obligation: `o/${n}`, post: ['V/clerk', 'T/mayor', 'T/office', 'C/office', 'V/director', 'V/guard'][n % 6] as string });
    const dispatcher = async (): Promise<void> => {
      for (let pass = 0; pass < 6; pass += 1) {
        await freeze(nine(8));
        await send();
      }
    };
    await Promise.all([dispatcher(), dispatcher(), dispatcher()]);
    expect(mailbox.received.map(({ to }) => to).sort()).toEqual(['clerk@village.test', 'mayor@town.test', 'office@county.test', 'office@town.test'].sort());
    const told = await bench.rows<{ status: string; n: number }>('SELECT status, COUNT(*) AS n FROM notice GROUP BY status');
    expect(Object.fromEntries(told.map(({ status, n }) => [status, Number(n)]))).toEqual({ told: 240, undeliverable: 80 });
  });
});

describe('a drill', () => {
  const deps = () => ({ source: bench.source, channel, publicUrl: 'https://zeren.test', now: clock });

  test('is drained at its own time, marked, and told at its slot', async () => {
    const key = await bench.plan({ at: nine(8), cycle: drill });
    const later = await bench.plan({ at: nine(9), cycle: drill, obligation: 'o/2' });
    expect(await drainCycle(deps(), drill, nine(8))).toBe(2);
    const [got] = mailbox.received;
    expect(got?.header('X-Zeren-Drill')).toBe(nine(8));
    expect(words(got?.header('Subject') ?? '')).toMatch(/^【演练】/);
    expect(got?.parts[0]).toContain('演练时间 2026年4月8日 星期三 09:00');
    expect(await notice(key)).toMatchObject({ status: 'told', told_at: nine(8) });
    expect((await notice(later)).status).toBe('planned');
  });

  test('does not wait for a mail server that refuses', async () => {
    await bench.plan({ at: nine(8), cycle: drill });
    mailbox.mood = '451 later';
    expect(await drainCycle(deps(), drill, nine(8))).toBe(2);
  });

  test('is drained on a day off too: what cannot be told moves on', async () => {
    const key = await bench.plan({ at: nine(6), cycle: drill });
    await drainCycle(deps(), drill, nine(6));
    expect(await notice(key)).toMatchObject({ status: 'planned', at: nine(7) });
  });
});
