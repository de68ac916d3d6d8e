import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { DataSource } from 'typeorm';
import type { NoticeContent } from '#libs/domain/decider';
import { recordSource, sqlInstant, sqlOf } from '#libs/store/sql';

/** 2026-04-06 (清明 observed) is a day off; every other weekday of April is worked. */
const april = Array.from({ length: 30 }, (_, index) => {
  const day = new Date(Date.UTC(2026, 3, index + 1)).getUTCDay();
  return day === 0 || day === 6 || index + 1 === 6 ? '0' : '1';
}).join('');

const pack = {
  campaign: { id: 'rivers', name: { zh: '河湖管护', en: 'River care' } },
  label: { zh: '演示·非官方', en: 'Demo, not official' },
  settings: { deliverySlots: { value: ['09:00', '15:00'] }, quietHours: { value: { from: '20:00', to: '08:00' } }, escalationWindowMinutes: { value: 0 } },
};

/** 09:00 on an April day, in Asia/Shanghai. */
export const nine = (day: number): string => at(day, 9);
/** An hour of an April day, in Asia/Shanghai. */
export const at = (day: number, hour: number, minute = 0): string => new Date(Date.UTC(2026, 3, day, hour - 8, minute)).toISOString();

export interface Bench {
  source: DataSource;
  rows<T = Record<string, unknown>>(statement: string, values?: unknown[]): Promise<T[]>;
  /** Plans a notice as `record` does; what is given wins. */
  plan(notice: { post?: string; obligation?: string; stage?: string; at: string; cycle?: string; content?: Partial<NoticeContent> }): Promise<string>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** A database of its own: a county, a town, a village with its posts and people, a live cycle and a drill. */
export async function openBench(): Promise<Bench> {
  const url = process.env['MYSQL_URL'];
  if (!url) throw new Error('MYSQL_URL: an account that may create databases');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const owner = await recordSource(url, 2).initialize();
  await owner.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const source = await recordSource(new URL(`/${name}`, url).href).initialize();
  await source.runMigrations();
  const run = (statement: string, values: unknown[] = []) => sqlOf(source).run(statement, values);

  await run("INSERT INTO policy_pack VALUES (REPEAT('a', 64), 'rivers', '1.0.0', ?)", [JSON.stringify(pack)]);
  await run("INSERT INTO calendar VALUES ('2026', ?)", [JSON.stringify({ version: '2026', from: '2026-04-01', days: april })]);
  for (const [id, isDrill] of [['cycle/rivers/2026', 0], ['cycle/rivers/2026/drill-1', 1]]) {
    await run(
      `INSERT INTO cycle (id, campaign, year, title, status, is_drill, pack_id, pack_version, pack_digest, calendar_version, root, units, detail)
        VALUES (?, 'rivers', 2026, '河湖管护', 'open', ?, 'rivers', '1.0.0', REPEAT('a', 64), '2026', 'C', 2, '{}')`, [id, isDrill]);
  }
  for (const [id, called, under] of [['C', '青县', null], ['T', '白镇', 'C'], ['V', '石村', 'T']]) {
    await run("INSERT INTO unit VALUES (?, ?, 'unit', ?, NULL, '2026-01-01', NULL)", [id, called, under]);
  }
  for (const [id, unit, title, functions] of [
    ['C/office', 'C', '河长办主任', ['administrator', 'reviewer']], ['C/deputy', 'C', '河长办副主任', ['reviewer']], ['T/office', 'T', '河长办主任', ['reviewer', 'reporter']],
    ['T/mayor', 'T', '镇长', ['principalLeader']], ['V/clerk', 'V', '文书', ['reporter']], ['V/director', 'V', '村主任', ['principalLeader']],
    ['V/guard', 'V', '巡河员', ['reporter']],
  ] as const) await run('INSERT INTO post VALUES (?, ?, ?, ?, ?)', [id, unit, id.slice(2), title, JSON.stringify(functions)]);
  for (const [id, called, email] of [
    ['office', '青县河长办主任', 'office@county.test'], ['deputy', '吴副主任', 'deputy@county.test'], ['mayor', '赵镇长', 'mayor@town.test'], ['reviewer', '钱主任', 'office@town.test'],
    ['clerk', '孙文书', 'clerk@village.test'], ['clerk2', '周文书', 'clerk2@village.test'], ['guard', '李巡河', null],
  ]) await run('INSERT INTO person VALUES (?, ?, ?)', [id, called, email]);
  for (const [post, person, from, to] of [
    ['C/office', 'office', '2026-01-01', null], ['C/deputy', 'deputy', '2026-01-01', null], ['T/mayor', 'mayor', '2026-01-01', null], ['T/office', 'reviewer', '2026-01-01', null],
    ['V/clerk', 'clerk', '2026-01-01', '2026-04-15'], ['V/clerk', 'clerk2', '2026-04-16', null], ['V/guard', 'guard', '2026-01-01', null],
  ]) await run('INSERT INTO tenure VALUES (?, ?, ?, ?, ?)', [`${post}/${from}`, post, person, from, to]);

  return {
    source,
    rows: (statement, values = []) => sqlOf(source).query(statement, values),
    async plan({ post = 'V/clerk', obligation = 'o/1', stage = 'report.before-2', at: when, cycle = 'cycle/rivers/2026', content = {} }) {
      const key = `${obligation}/${stage}/1/${post}`;
      const whole: NoticeContent = {
        unit: 'V', unitName: '石村', title: '2026年第一季度进展', act: 'report', stage, dueOn: '2026-04-10', originalDueOn: '2026-04-10',
        basis: '设定：季后10日内', link: `/duties/${obligation}`, ...content,
      };
      await run(
        `INSERT INTO notice (notice_key, cycle, stream, obligation, stage, dating, post, at, status, content) VALUES (?, ?, 's', ?, ?, 1, ?, ?, 'planned', ?)`,
        [key, cycle, obligation, stage, post, sqlInstant(when), JSON.stringify(whole)]);
      return key;
    },
    async clear() {
      for (const table of ['notice', 'mail', 'task']) await run(`DELETE FROM ${table}`);
      await run("UPDATE cycle SET status = 'open'");
    },
    async close() {
      await source.destroy();
      await owner.query(`DROP DATABASE ${name}`);
      await owner.destroy();
    },
  };
}

/**
 * What the server does with the next mail: hangs up before its greeting or amid the message, holds back its greeting
 * or its last word, or refuses RCPT with these words.
 */
export type Mood = 'accept' | 'hangUp' | 'drop' | 'tarpit' | 'stall' | `${number} ${string}`;

export interface Received {
  to: string;
  raw: string;
  /** A header, unfolded, as it came. */
  header(name: string): string;
  /** Text and HTML with their transfer encoding undone. */
  parts: string[];
}

export interface MailServer {
  url: string;
  mood: Mood;
  readonly received: Received[];
  /** Called with each mail before it is accepted. */
  onData: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** A real SMTP server with moods. */
export async function openMailServer(): Promise<MailServer> {
  const held: (() => void)[] = [];
  const received: Received[] = [];
  const refusal = (mood: string): Error => Object.assign(new Error(mood.slice(4)), { responseCode: Number(mood.slice(0, 3)) });
  const hangUp = (): void => {
    for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100,
    onConnect(_session, accept) {
      if (mails.mood === 'tarpit') held.push(accept);
      else if (mails.mood === 'hangUp') hangUp();
      else accept();
    },
    onRcptTo(_address, _session, accept) {
      if (/^\d/.test(mails.mood)) accept(refusal(mails.mood));
      else accept();
    },
    onData(stream, session, accept) {
      if (mails.mood === 'drop') {
        hangUp();
        return;
      }
      if (mails.mood === 'stall') {
        held.push(accept);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void (async () => {
          await mails.onData?.();
          received.push(mailOf(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo.map(({ address }) => address).join()));
          accept();
        })();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.server.address() as AddressInfo;
  const mails: MailServer = {
    url: `smtp://127.0.0.1:${port}`, mood: 'accept', received, onData: null,
    async close() {
      for (const accept of held) accept();
      await new Promise<void>((resolve) => { server.close(resolve); });
    },
  };
  return mails;
}

function mailOf(raw: string, to: string): Received {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return {
    to, raw,
    header: (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '',
    parts: [...raw.matchAll(/Content-Transfer-Encoding: (\S+)\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, encoding, body = '']) => decoded(encoding ?? '', body)),
  };
}

function decoded(encoding: string, body: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A header's encoded words as text. */
export const words = (header: string): string =>
  header.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, body: string) => (kind.toUpperCase() === 'B'
    ? Buffer.from(body, 'base64').toString('latin1') : body.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(parseInt(hex, 16)))))
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
