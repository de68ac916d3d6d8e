import type { Examination, Finding } from '../examination.ts';
import { mostNamed } from '../examination.ts';
import { counted, minutesBefore } from '../words.ts';

/** A number that its paper has not recorded after so long is not on its way any more. */
const lateMinutes = 10;

interface Given {
  cycle: string;
  series: string;
  n: number;
  paper: string;
  at: string;
}

/** Numbers of papers: in each cycle and series 1, 2, 3 … without a gap, each for one paper, which bears it. */
export const numbers: Examination = {
  name: 'numbers',
  title: { zh: '编号连续', en: 'numbers without gaps' },
  async examine({ sql, now, note }) {
    const given = await sql.query<Given>(
      `SELECT e.stream AS cycle, JSON_VALUE(e.body, '$.series') AS series, CAST(JSON_VALUE(e.body, '$.n') AS UNSIGNED) AS n,
          CONCAT(JSON_VALUE(e.body, '$.to'), '/', JSON_VALUE(e.body, '$.duty')) AS paper, s.written_at AS at
        FROM event e JOIN stream s ON s.id = e.stream WHERE s.kind = 'cycle' AND e.type = 'numberGiven' ORDER BY cycle, series, n, e.seq`);
    const borne = await sql.query<{ paper: string; n: number }>(
      `SELECT CONCAT(e.stream, '/', JSON_VALUE(e.body, '$.duty')) AS paper, CAST(JSON_VALUE(e.body, '$.n') AS UNSIGNED) AS n
        FROM event e JOIN stream s ON s.id = e.stream WHERE s.kind = 'unit-year' AND e.type = 'orderNumbered'`);
    const ended = new Set((await sql.query<{ id: string }>("SELECT id FROM stream WHERE kind = 'unit-year' AND ended_at IS NOT NULL")).map(({ id }) => id));
    note({ zh: `${given.length} 个编号`, en: `${counted(given.length, 'number')} given` }, { numbers: given.length });
    return [...gapsIn(given), ...astray(given, borne, ended, minutesBefore(now(), lateMinutes))].slice(0, mostNamed);
  },
};

function gapsIn(given: readonly Given[]): Finding[] {
  const findings: Finding[] = [];
  let before: Given | null = null;
  for (const one of given) {
    const last: number = before?.cycle === one.cycle && before.series === one.series ? before.n : 0;
    for (let n = last + 1; n < one.n && findings.length < mostNamed; n += 1) findings.push(missing(one, n));
    if (one.n === last) findings.push(twice(one));
    before = one;
  }
  return findings;
}

/** A paper bears what it was given and nothing else. One whose year ended before the number came has it with the cycle only. */
function astray(given: readonly Given[], borne: readonly { paper: string; n: number }[], ended: ReadonlySet<string>, late: string): Finding[] {
  const wanted = new Map(given.map((one) => [one.paper, one]));
  const bears = new Map(borne.map(({ paper, n }) => [paper, n]));
  const strangers = borne.filter(({ paper, n }) => wanted.get(paper)?.n !== n).map(({ paper, n }) => otherNumber(paper, n, wanted.get(paper)?.n ?? null));
  const waiting = given.filter(({ paper, at }) => !bears.has(paper) && at < late && !ended.has(paper.slice(0, paper.lastIndexOf('/'))));
  return [...strangers, ...waiting.map(unborne)];
}

const missing = ({ cycle, series }: Given, n: number): Finding => ({
  code: 'numberMissing',
  what: { zh: `${cycle} 的编号 ${series} 缺第 ${n} 号`, en: `number ${n} of ${series} in ${cycle} is missing` },
  todo: { zh: '编号在一条流里依次给出，缺号说明日志被改动：查日志一节，用备份核对', en: 'numbers are given one after the other in one stream, so the journal was altered: see the journal’s findings and compare a backup' },
  about: { stream: cycle, series, n },
});

const twice = ({ cycle, series, n, paper }: Given): Finding => ({
  code: 'numberTwice',
  what: { zh: `${cycle} 的编号 ${series} 第 ${n} 号给出了两次，又给了 ${paper}`, en: `number ${n} of ${series} in ${cycle} was given twice, again to ${paper}` },
  todo: { zh: '日志被改动：查日志一节，用备份核对', en: 'the journal was altered: see the journal’s findings and compare a backup' },
  about: { stream: cycle, series, n, paper },
});

const otherNumber = (paper: string, n: number, given: number | null): Finding => ({
  code: 'numberAstray',
  what: { zh: `${paper} 编为第 ${n} 号，给它的是${given === null ? '无' : `第 ${given} 号`}`, en: `${paper} bears number ${n}, and was given ${given ?? 'none'}` },
  todo: { zh: '以周期的流为准；查谁改动了日志', en: 'the cycle’s stream counts; find out who altered the journal' },
  about: { paper, n, given },
});

const unborne = ({ cycle, series, n, paper }: Given): Finding => ({
  code: 'numberUnborne',
  what: { zh: `${series} 第 ${n} 号已给 ${paper}，那里却没有记下`, en: `number ${n} of ${series} was given to ${paper}, which does not bear it` },
  todo: { zh: '看消息一节与传递流程；送达后自行记下', en: 'see the messages and the relay; once delivered it is recorded by itself' },
  about: { stream: cycle, series, n, paper },
});
