import type { DataSource } from 'typeorm';
import type { EventRow } from '#libs/store/record';
import type { Sql } from '#libs/store/sql';
import { Chain } from '../chain.ts';
import type { ChainFault } from '../chain.ts';
import { mostNamed } from '../examination.ts';
import type { Examination, Finding } from '../examination.ts';
import { counted } from '../words.ts';

const streamsAtOnce = 50;
const eventsAtOnce = 500;

/** The journal: every event's hash recomputed, stream by stream, up to the head. */
export const journal: Examination = {
  name: 'journal',
  title: { zh: '日志的完整性', en: 'the journal is whole' },
  async examine({ source, sql, note, progress }) {
    const [all] = await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM stream');
    const findings: Finding[] = [];
    let streams = 0;
    let events = 0;
    for (let after = ''; ;) {
      const batch = await snapshot(source, (seen) => followBatch(seen, after));
      streams += batch.streams;
      events += batch.events;
      findings.push(...batch.findings);
      progress(streams, all?.n ?? 0);
      if (batch.last === null) break;
      after = batch.last;
    }
    progress(streams, streams);
    findings.push(...await orphans(sql));
    note({ zh: `重算了 ${streams} 条流的 ${events} 个事件`, en: `${counted(events, 'event')} of ${counted(streams, 'stream')} recomputed` }, { streams, events });
    return findings;
  },
};

/** One moment's view of the record: an act that is written meanwhile shows with its head or not at all. */
async function snapshot<T>(source: DataSource, work: (sql: Sql) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await runner.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    return await work({ query: (statement, values = []) => runner.query(statement, values as unknown[]) as never, run: () => Promise.reject(new Error('the doctor writes nothing')) });
  } finally {
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  }
}

interface Batch {
  streams: number;
  events: number;
  findings: Finding[];
  last: string | null;
}

async function followBatch(sql: Sql, after: string): Promise<Batch> {
  const heads = await sql.query<{ id: string; seq: number; hash: string }>(
    'SELECT id, head_seq AS seq, head_hash AS hash FROM stream WHERE id > ? ORDER BY id LIMIT ?', [after, streamsAtOnce]);
  const batch: Batch = { streams: heads.length, events: 0, findings: [], last: heads.length === streamsAtOnce ? (heads.at(-1)?.id ?? null) : null };
  for (const head of heads) {
    const chain = new Chain(head.id, (row) => elsewhere(sql, head.id, row));
    for (let seq = -1; ;) {
      const rows = await sql.query<EventRow>(
        'SELECT seq, type, at, account, person, posts, act_key, body, prev_hash, hash FROM event WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?',
        [head.id, seq, eventsAtOnce]);
      for (const row of rows) await chain.take(row);
      batch.events += rows.length;
      seq = rows.at(-1)?.seq ?? seq;
      if (rows.length < eventsAtOnce) break;
    }
    await chain.close(head);
    batch.findings.push(...chain.faults.map((fault) => findingOf(head.id, fault)));
  }
  return batch;
}

/** What other rows say about an event: the act under its key, its neighbours, who has the account. */
async function elsewhere(sql: Sql, stream: string, row: EventRow): Promise<Partial<EventRow>[]> {
  const acts = await sql.query<Partial<EventRow>>(
    'SELECT account, act_key, at FROM act WHERE stream = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT 20', [stream, row.seq, row.seq + 20]);
  const neighbours = await sql.query<Partial<EventRow>>(
    'SELECT at, account, person, posts, act_key FROM event WHERE stream = ? AND seq <> ? AND seq BETWEEN ? AND ? LIMIT 20', [stream, row.seq, row.seq - 5, row.seq + 5]);
  const people = await sql.query<Partial<EventRow>>(
    'SELECT DISTINCT person FROM event WHERE stream = ? AND account = ? AND seq <> ? UNION SELECT person FROM account WHERE id = ? LIMIT 20', [stream, row.account, row.seq, row.account]);
  return [...acts, ...neighbours, ...people, { account: null, person: null, act_key: null, posts: '[]' }];
}

const restore = {
  zh: '不要改动现场：保全数据库与其操作日志，查出谁改的，再从备份恢复这些行', en: 'leave it as it is: keep the database and its logs as evidence, find out who changed it, then restore these rows from a backup',
};

function findingOf(stream: string, fault: ChainFault): Finding {
  switch (fault.kind) {
    case 'gap': {
      const which = fault.from === fault.to ? `#${fault.from}` : `#${fault.from}–#${fault.to}`;
      return {
        code: 'eventMissing', what: { zh: `${stream} 缺少事件 ${which}`, en: `${stream} lacks ${which}` }, todo: restore, about: { stream, seq: fault.from, to: fault.to },
      };
    }
    case 'changed': {
      const columns = fault.columns.join('、');
      const list = fault.columns.join(', ');
      return {
        code: 'eventChanged',
        what: fault.isCertain
          ? { zh: `${stream} #${fault.seq} 被改动：${columns} 与哈希不符`, en: `${stream} #${fault.seq} was changed: ${list} no longer fits` }
          : { zh: `${stream} #${fault.seq} 被改动：与哈希不符的可能是 ${columns}`, en: `${stream} #${fault.seq} was changed: what no longer fits is one of ${list}` },
        todo: restore,
        about: { stream, seq: fault.seq, columns: fault.columns },
      };
    }
    case 'exchanged':
      return {
        code: 'eventExchanged',
        what: { zh: `${stream} #${fault.seq} 或更早的事件被整行替换`, en: `${stream} #${fault.seq} or an event before it was exchanged whole` },
        todo: restore, about: { stream, seq: fault.seq },
      };
    case 'head':
      return {
        code: 'headWrong',
        what: { zh: `${stream} 的 ${fault.column} 为 ${fault.found}，按日志应为 ${fault.expected}`, en: `${fault.column} of ${stream} is ${fault.found}, by the journal ${fault.expected}` },
        todo: restore, about: { stream, column: fault.column, found: fault.found, expected: fault.expected },
      };
  }
}

async function orphans(sql: Sql): Promise<Finding[]> {
  const rows = await sql.query<{ stream: string; n: number }>(
    'SELECT e.stream, COUNT(*) AS n FROM event e LEFT JOIN stream s ON s.id = e.stream WHERE s.id IS NULL GROUP BY e.stream LIMIT ?', [mostNamed]);
  return rows.map(({ stream, n }) => ({
    code: 'eventsOrphaned',
    what: { zh: `${n} 个事件属于不存在的流 ${stream}`, en: `${counted(n, 'event')} of ${stream}, a stream that is not there` },
    todo: restore, about: { stream, events: n },
  }));
}
