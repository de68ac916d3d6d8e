import { mostNamed } from '../examination.ts';
import type { Examination, Finding, Patient } from '../examination.ts';
import { counted } from '../words.ts';

const sums = ['received', 'paid', 'retained', 'at_finance', 'coming', 'base', 'weight', 'asked'] as const;
const key = 'cycle, unit, source, curve, month';

/** What lists and rates read of money, added up once more: months from days, days and who has what from the line, its date from them. */
export const money: Examination = {
  name: 'money',
  title: { zh: '资金汇总', en: 'sums of money' },
  async examine(patient) {
    const { sql, note } = patient;
    const [lines] = await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM funds_line');
    note({ zh: `重算了 ${lines?.n ?? 0} 笔资金`, en: `${counted(Number(lines?.n ?? 0), 'allocation')} added up once more` }, { lines: Number(lines?.n ?? 0) });
    return [...await monthsWrong(patient), ...await linesWrong(patient)];
  },
};

/** Each statement is one look: what is written meanwhile is on both sides or on none. */
async function monthsWrong({ sql }: Patient): Promise<Finding[]> {
  const signed = (sign: string): string => sums.map((column) => `${sign}${column} AS ${column}`).join(', ');
  const rows = await sql.query<{ cycle: string; unit: string; source: string; month: string }>(
    `SELECT ${key} FROM (SELECT ${key}, ${signed('')} FROM funds_month UNION ALL SELECT cycle, unit, source, curve, LEFT(on_day, 7) AS month, ${signed('-')} FROM funds_flow) t
      GROUP BY ${key} HAVING ${sums.map((column) => `SUM(${column}) <> 0`).join(' OR ')} ORDER BY ${key} LIMIT ?`, [mostNamed]);
  return rows.map(({ cycle, unit, source, month }) => ({
    code: 'monthWrong',
    what: { zh: `${cycle} 单位 ${unit} ${month}（${source}）的支出汇总与逐日变动不符`, en: `the month ${month} (${source}) of ${unit} in ${cycle} is not what its days add up to` },
    todo: altered,
    about: { cycle, unit, source, month },
  }));
}

async function linesWrong({ sql }: Patient): Promise<Finding[]> {
  const rows = await sql.query<{ cycle: string; line: string; days: number; hands: number; date: number }>(
    `SELECT l.cycle, l.line, f.line IS NOT NULL AND (f.received <> l.held + l.in_flight + l.paid OR f.paid <> l.paid) AS days, l.status = 'open' AND COALESCE(h.amount, 0) <> l.held + l.in_flight AS hands,
        l.late_on <> COALESCE(h.late_from, '9999-12-31') AS date
      FROM funds_line l LEFT JOIN (SELECT cycle, line, SUM(received) AS received, SUM(paid) AS paid FROM funds_flow GROUP BY cycle, line) f ON f.cycle = l.cycle AND f.line = l.line
        LEFT JOIN (SELECT cycle, line, SUM(amount) AS amount, MIN(IF(is_suspended, NULL, late_from)) AS late_from FROM funds_holding GROUP BY cycle, line) h ON h.cycle = l.cycle AND h.line = l.line
      HAVING days OR hands OR date ORDER BY l.cycle, l.line LIMIT ?`, [mostNamed]);
  const names = { days: { zh: '逐日变动', en: 'its days' }, hands: { zh: '在谁手里', en: 'who has it' }, date: { zh: '最早期限', en: 'its earliest date' } };
  return rows.map(({ cycle, line, ...found }) => {
    const wrong = (['days', 'hands', 'date'] as const).filter((what) => Number(found[what]) === 1);
    return {
      code: 'lineWrong',
      what: { zh: `${cycle} 资金 ${line} 与其${wrong.map((what) => names[what].zh).join('、')}不符`, en: `${line} in ${cycle} does not agree with ${wrong.map((what) => names[what].en).join(', ')}` },
      todo: altered,
      about: { cycle, line, wrong },
    };
  });
}

const altered = { zh: '只有这笔资金的流程写这些行，说明数据被改动：用备份核对', en: 'only the line’s own workflow writes these rows, so they were altered: compare a backup' };
