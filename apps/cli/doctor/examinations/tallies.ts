import { cyclesCounted, tallyFaults } from '#libs/store/recount';
import type { TallyFault } from '#libs/store/recount';
import { sqlInstant } from '#libs/store/sql';
import { mostNamed } from '../examination.ts';
import type { Examination, Finding, Patient } from '../examination.ts';
import { counted, minutesBefore, since } from '../words.ts';

/** The roller takes a turn within a second; what waits longer has something in its way. */
const lateMinutes = 1;
const pageSize = 500;

/** Tallies against the duties they count, and the feed against the journal: each event once, in order, without gaps. */
export const tallies: Examination = {
  name: 'tallies',
  title: { zh: '汇总与事件序列', en: 'tallies and feed' },
  async examine(patient) {
    const { sql, now, note } = patient;
    const cycles = await cyclesCounted(sql);
    const wrong: Finding[] = [];
    for (const cycle of cycles) wrong.push(...(await tallyFaults(sql, cycle, now().toISOString())).map(tallyWrong));
    note({ zh: `重算了 ${cycles.length} 个年度的汇总`, en: `the tallies of ${counted(cycles.length, 'cycle')} recounted` }, { talliesOf: cycles.length });
    return [...await waitingLong(patient), ...wrong.slice(0, mostNamed), ...await feedFaults(patient)];
  },
};

const tallyWrong = ({ cycle, unit, kind, status, n }: TallyFault): Finding => ({
  code: 'tallyWrong',
  what: {
    zh: `${cycle} 单位 ${unit} 下级的 ${kind}（${status}）汇总${n > 0 ? `少 ${n}` : `多 ${-n}`}`,
    en: `below ${unit} in ${cycle} the tally of ${kind} (${status}) is ${Math.abs(n)} too ${n > 0 ? 'low' : 'high'}`,
  },
  todo: { zh: '运行 npm run zeren -- recount 重新汇总；若单位树刚改过，这是应有的一步', en: 'run npm run zeren -- recount; after a change of the tree this is the step to take' },
  about: { cycle, unit, kind, status, n },
});

async function waitingLong({ sql, now }: Patient): Promise<Finding[]> {
  const [oldest] = await sql.query<{ turns: number; at: string | null }>('SELECT COUNT(*) AS turns, MIN(at) AS at FROM unfed WHERE at < ?', [sqlInstant(minutesBefore(now(), lateMinutes))]);
  if (!oldest?.at) return [];
  const ago = since(oldest.at, now());
  return [{
    code: 'rollerBehind',
    what: { zh: `${oldest.turns} 次写入等待汇总，最早的已等 ${ago.zh}`, en: `${counted(oldest.turns, 'turn')} wait for the roller, the oldest for ${ago.en}` },
    todo: { zh: '看汇总流程与 worker 的日志；清单仍然准确，只是变慢，事件序列滞后', en: 'see the roller and the worker’s log; lists stay exact and become slow, the feed lags' },
    about: { turns: oldest.turns, oldest: oldest.at },
  }];
}

interface Fed {
  stream: string;
  head: number;
  fed: number;
  waiting: number;
  disordered: number;
}

async function feedFaults(patient: Patient): Promise<Finding[]> {
  return [...await streamsNotFed(patient), ...await gaps(patient)].slice(0, mostNamed);
}

/** Stream by stream: as many events fed and waiting as the journal has, numbered in their order. */
async function streamsNotFed({ sql }: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after = ''; ;) {
    const page = await sql.query<{ id: string }>('SELECT id FROM stream WHERE id > ? ORDER BY id LIMIT ?', [after, pageSize]);
    const last = page.at(-1)?.id;
    if (last === undefined) return findings;
    const range = [after, last];
    // One statement: what is fed meanwhile is counted on one side or the other.
    const streams = await sql.query<Fed>(
      `SELECT s.id AS stream, s.head_seq AS head, COALESCE(f.n, 0) AS fed, COALESCE(w.n, 0) AS waiting, COALESCE(f.disordered, 0) AS disordered FROM stream s
        LEFT JOIN (SELECT stream, COUNT(*) AS n, SUM(feed_seq < earlier) AS disordered
          FROM (SELECT stream, feed_seq, LAG(feed_seq) OVER (PARTITION BY stream ORDER BY seq) AS earlier FROM feed WHERE stream > ? AND stream <= ?) numbered GROUP BY stream) f ON f.stream = s.id
        LEFT JOIN (SELECT stream, SUM(to_seq - from_seq + 1) AS n FROM unfed WHERE stream > ? AND stream <= ? GROUP BY stream) w ON w.stream = s.id
        WHERE s.id > ? AND s.id <= ? AND (s.head_seq <> COALESCE(f.n, 0) + COALESCE(w.n, 0) OR f.disordered > 0)`,
      [...range, ...range, ...range],
    );
    findings.push(...streams.map(notFed));
    after = last;
  }
}

const notFed = ({ stream, head, fed, waiting, disordered }: Fed): Finding => ({
  code: disordered > 0 ? 'feedDisordered' : 'feedIncomplete',
  what: disordered > 0
    ? { zh: `${stream} 的事件在序列中次序颠倒`, en: `events of ${stream} are numbered out of their order` }
    : { zh: `${stream} 有 ${head} 个事件，序列中 ${fed} 个，待编 ${waiting} 个`, en: `${stream} has ${counted(head, 'event')}, ${fed} in the feed and ${waiting} waiting` },
  todo: { zh: '只有汇总流程写序列，说明数据被改动：用备份核对', en: 'the roller alone writes the feed, so it was altered: compare a backup' },
  about: { stream, head, fed, waiting },
});

/** Numbers looked at in one statement. */
const stretch = 100_000;

async function gaps({ sql }: Patient): Promise<Finding[]> {
  const [head] = await sql.query<{ last: number }>('SELECT feed_seq AS last FROM feed_head WHERE id = 1');
  const findings: Finding[] = [];
  const last = Number(head?.last ?? 0);
  for (let from = 0; from < last; from += stretch) {
    const to = Math.min(from + stretch, last);
    const [found] = await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM feed WHERE feed_seq > ? AND feed_seq <= ?', [from, to]);
    const missing = to - from - Number(found?.n);
    if (missing > 0) findings.push(gap(from, to, missing));
  }
  return findings;
}

const gap = (from: number, to: number, missing: number): Finding => ({
  code: 'feedGap',
  what: { zh: `事件序列 ${from + 1} 至 ${to} 缺 ${missing} 个`, en: `${counted(missing, 'number')} missing in the feed between ${from + 1} and ${to}` },
  todo: { zh: '只有汇总流程写序列，说明数据被改动：用备份核对', en: 'the roller alone writes the feed, so it was altered: compare a backup' },
  about: { from: from + 1, to, missing },
});
