import { placeholders, sqlInstant } from '#libs/store/sql';
import type { Sql } from '#libs/store/sql';

/** A province in the middle of its year: the second quarter's reports were due ten days ago. */
export const cycle = 'bench/2026';
export const now = '2026-07-20T02:00:00.000Z';
export const root = '44';
/** The document that requires every letter, and what orders are numbered by. */
export const documentNumber = '某办〔2026〕1号';
export const orderNumber = (n: number): string => `督办〔2026〕${n}号`;
/** Names that people have in common, and a part that tells them apart. */
export const personName = (n: number): string => `${'王李张刘陈杨黄赵吴周'[n % 10]}${'伟芳娜敏静丽强磊军洋'[Math.floor(n / 10) % 10]}${'一二三四五六七八九十'[Math.floor(n / 100) % 10]}`;
const launchedOn = '2026-02-02';

export interface Branch {
  id: string;
  path: string;
  level: 'province' | 'city' | 'county' | 'town' | 'village';
  under: string | null;
}

const levels = ['province', 'city', 'county', 'town', 'village'] as const;

/** Units below each unit of a level; with eleven duties each but for the province, 1,016,169 obligations. */
export const breadth = { province: 21, city: 6, county: 12, town: 60 };

export function branches({ province, city, county, town }: typeof breadth): Branch[] {
  const widths = [province, city, county, town];
  const digits = [2, 2, 3, 3];
  const all: Branch[] = [{ id: root, path: `/${root}/`, level: 'province', under: null }];
  for (let from = 0, depth = 0; depth < widths.length; depth += 1) {
    const above = all.slice(from);
    from = all.length;
    for (const unit of above) {
      for (let n = 1; n <= (widths[depth] ?? 0); n += 1) {
        const id = `${unit.id}${String(n).padStart(digits[depth] ?? 2, '0')}`;
        all.push({ id, path: `${unit.path}${id}/`, level: levels[depth + 1] ?? 'village', under: unit.id });
      }
    }
  }
  return all;
}

/** How a duty stands in so many of a thousand units. */
interface Share {
  share: number;
  status: string;
  standing: 'notYet' | 'owed' | 'waiting' | 'done' | 'void';
  /** A date other than the duty's own, as after an extension. */
  dueOn?: string;
  /** Received on the date, in days from it; null when nothing was. */
  received?: number;
}

interface DutySpread {
  key: string;
  kind: string;
  policy: string;
  period: string | null;
  opensOn: string;
  dueOn: string;
  shares: Share[];
}

const past = (late: number): Share[] => [
  { share: 900 - late, status: 'accepted', standing: 'done', received: -2 }, { share: 60, status: 'submitted', standing: 'waiting', received: 3 },
  { share: 10, status: 'noTask', standing: 'void' }, { share: 10, status: 'waived', standing: 'void' }, { share: 20, status: 'returned', standing: 'owed', received: -1, dueOn: '2026-07-22' },
  { share: late, status: 'awaited', standing: 'owed' },
];
const toCome: Share[] = [{ share: 980, status: 'awaited', standing: 'owed' }, { share: 20, status: 'noTask', standing: 'void' }];
const report = (period: string, opensOn: string, dueOn: string, shares: Share[]): DutySpread => ({ key: `progress-${period}`, kind: 'report', policy: 'progress', period, opensOn, dueOn, shares });
const meeting = (period: string, opensOn: string, dueOn: string, shares: Share[]): DutySpread => ({ key: `study-${period}`, kind: 'meeting', policy: 'study', period, opensOn, dueOn, shares });

/** Eleven duties a unit. Dates of the letter are each town's own: it is issued when the one above is in force. */
const duties: DutySpread[] = [
  { key: 'letter', kind: 'letter', policy: 'letter', period: null, opensOn: launchedOn, dueOn: '2026-02-27', shares: [
    { share: 960, status: 'inForce', standing: 'done', received: -1 }, { share: 20, status: 'issued', standing: 'owed' }, { share: 10, status: 'objected', standing: 'waiting' }, { share: 10, status: 'voided', standing: 'void' },
  ] },
  { key: 'allocation', kind: 'allocation', policy: 'allocation', period: null, opensOn: launchedOn, dueOn: '2026-03-13', shares: [{ share: 990, status: 'allocated', standing: 'done', received: -4 }, { share: 10, status: 'idle', standing: 'notYet' }] },
  { key: 'yearPlan', kind: 'plan', policy: 'yearPlan', period: null, opensOn: launchedOn, dueOn: '2026-03-31', shares: [
    { share: 950, status: 'approved', standing: 'done', received: -3 }, { share: 20, status: 'submitted', standing: 'waiting', received: 4 }, { share: 30, status: 'awaited', standing: 'owed' },
  ] },
  { key: 'fundsPlan', kind: 'plan', policy: 'fundsPlan', period: null, opensOn: launchedOn, dueOn: '2026-04-30', shares: [
    { share: 970, status: 'approved', standing: 'done', received: -3 }, { share: 20, status: 'awaited', standing: 'owed' }, { share: 10, status: 'noTask', standing: 'void' },
  ] },
  report('Q1', '2026-04-01', '2026-04-10', past(15)),
  report('Q2', '2026-07-01', '2026-07-10', [
    { share: 700, status: 'accepted', standing: 'done', received: -2 }, { share: 150, status: 'submitted', standing: 'waiting', received: 1 }, { share: 80, status: 'awaited', standing: 'owed' },
    { share: 40, status: 'awaited', standing: 'owed', dueOn: '2026-07-24' }, { share: 20, status: 'returned', standing: 'owed', received: -1, dueOn: '2026-07-21' }, { share: 10, status: 'noTask', standing: 'void' },
  ]),
  report('Q3', '2026-10-01', '2026-10-10', toCome),
  report('Q4', '2027-01-01', '2027-01-10', toCome),
  { key: 'annual-Y', kind: 'report', policy: 'annual', period: 'Y', opensOn: '2027-01-04', dueOn: '2027-01-31', shares: toCome },
  meeting('Q2', '2026-04-01', '2026-07-05', [{ share: 950, status: 'held', standing: 'done', received: -5 }, { share: 50, status: 'awaited', standing: 'owed' }]),
  meeting('Q3', '2026-07-01', '2026-10-05', toCome),
];

/** The text of a duty as a report's: what lists read of it, and as much as a form holds. */
const detailOf = (duty: DutySpread, bytes: number): string => {
  const detail = {
    ...(duty.kind === 'letter' ? { requiredBy: { number: documentNumber, title: '年度责任书工作方案' } } : {}), ...(duty.kind === 'order' ? { issued: { at: now }, number: { text: '' } } : {}),
    kind: duty.kind, policy: duty.policy, title: { zh: '季度进展报告', en: 'Quarterly progress report' }, basis: { zh: '工作方案第九条', en: 'article 9 of the plan' }, call: null, calls: {},
    submissions: [], exemption: null, text: '',
  };
  return JSON.stringify({ ...detail, text: '进'.repeat(Math.max(0, Math.floor((bytes - JSON.stringify(detail).length) / 3))) });
};

const days = (date: string, more: number): string => new Date(Date.parse(date) + more * 86_400_000).toISOString().slice(0, 10);
/** The first instant of a day in Asia/Shanghai. */
const dawn = (date: string): string | null => sqlInstant(`${days(date, -1)}T16:00:00.000Z`);

async function insertMany(sql: Sql, table: string, columns: readonly string[], rows: readonly unknown[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += 2_000) {
    const part = rows.slice(start, start + 2_000);
    await sql.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${placeholders(part.length, columns.length)}`, part.flat());
  }
}

/**
 * Fills an empty record with the province: units and posts, then every duty and what waits for whom, made by the
 * database itself from how the duties are spread. Who stands how is the same in every run.
 *
 * @param detailBytes length of each duty's text
 * @returns how many duties there are
 */
export async function fill(sql: Sql, units: readonly Branch[], detailBytes: number): Promise<number> {
  await insertMany(sql, 'unit', ['id', 'name', 'type', 'under', 'valid_from'], units.map(({ id, level, under }) => [id, `单位${id}`, level, under, '2020-01-01']));
  await insertMany(sql, 'unit_path', ['unit', 'path', 'valid_from'], units.map(({ id, path }) => [id, path, '2020-01-01']));
  await insertMany(sql, 'post', ['id', 'unit', 'kind', 'title', 'functions'], units.flatMap(({ id }) => ['leader', 'clerk', 'office'].map((kind) => [`${id}/${kind}`, id, kind, kind, '[]'])));
  await sql.run(`CREATE TABLE spread (
    k varchar(40), kind varchar(20), policy varchar(40), period varchar(4) NULL, from_n int, to_n int, status varchar(20), standing varchar(10), opens_at datetime(3), near_at datetime(3),
    due_on date, due_at datetime(3), original_due_on date, received_at datetime(3) NULL, on_time tinyint(1) NULL, complete tinyint(1), detail longtext) CHARACTER SET ascii`);
  await sql.run('ALTER TABLE spread MODIFY detail longtext CHARACTER SET utf8mb4');
  const rows = duties.flatMap((duty) => {
    let from = 0;
    return duty.shares.map(({ share, status, standing, dueOn = duty.dueOn, received }) => {
      from += share;
      const receivedAt = received === undefined ? null : `${days(duty.dueOn, received)} 03:00:00.000`;
      return [duty.key, duty.kind, duty.policy, duty.period, from - share, from, status, standing, dawn(duty.opensOn), dawn(days(dueOn, -7)), dueOn, dawn(days(dueOn, 1)), duty.dueOn,
        receivedAt, receivedAt === null ? null : (received ?? 0) <= 0, standing === 'done', detailOf(duty, detailBytes)];
    });
  });
  await insertMany(sql, 'spread', ['k', 'kind', 'policy', 'period', 'from_n', 'to_n', 'status', 'standing', 'opens_at', 'near_at', 'due_on', 'due_at', 'original_due_on', 'received_at', 'on_time', 'complete', 'detail'], rows);
  // A town's villages get their letters together, at an instant of their own, and have as many days to sign them.
  const issuedLater = "INTERVAL IF(s.kind = 'letter' AND u.type = 'village', CRC32(u.under) % 20, 0) DAY";
  for (const { id } of units.filter(({ level }) => level === 'city')) {
    await sql.run(
      `INSERT INTO obligation (id, cycle, unit, superior, obligation_key, kind, policy, period, status, standing, waits_for, opens_at, near_at, due_on, due_at, original_due_on, first_submitted_at,
          on_time, complete_at, escalations, seq, detail)
        SELECT CONCAT(?, '/', u.id, '/', s.k), ?, u.id, u.under, s.k, s.kind, s.policy, s.period, s.status, s.standing, IF(s.standing = 'owed', 'report', IF(s.standing = 'waiting', 'review', NULL)),
          s.opens_at + ${issuedLater} + INTERVAL IF(s.kind = 'letter', 3600 + CRC32(u.under) % 28800, 0) SECOND, s.near_at + ${issuedLater}, s.due_on + ${issuedLater}, s.due_at + ${issuedLater},
          s.original_due_on + ${issuedLater}, s.received_at, s.on_time, IF(s.complete, s.received_at, NULL), 0, 1, s.detail
        FROM unit u JOIN unit_path p ON p.unit = u.id JOIN spread s ON CRC32(CONCAT(u.id, s.k)) % 1000 >= s.from_n AND CRC32(CONCAT(u.id, s.k)) % 1000 < s.to_n
        WHERE p.path LIKE ? ORDER BY u.id, s.k`,
      [cycle, cycle, `/${root}/${id}/%`],
    );
  }
  await sql.run(
    `INSERT INTO task (obligation, post, act, cycle, opens_at, due_on, due_at)
      SELECT o.id, CONCAT(o.unit, '/', p.kind), 'report', o.cycle, o.opens_at, o.due_on, o.due_at FROM obligation o JOIN (SELECT 'leader' AS kind UNION ALL SELECT 'clerk') p WHERE o.standing = 'owed'`);
  await sql.run(
    `INSERT INTO task (obligation, post, act, cycle, opens_at, due_on, due_at)
      SELECT o.id, CONCAT(o.superior, '/office'), 'review', o.cycle, o.opens_at, DATE_ADD(o.due_on, INTERVAL 9 DAY), DATE_ADD(o.due_at, INTERVAL 9 DAY) FROM obligation o WHERE o.standing = 'waiting'`);
  await sql.run('DROP TABLE spread');
  await insertMany(sql, 'person', ['id', 'name'], units.map(({ id }, n) => [`p${id}`, personName(n)]));
  await insertMany(sql, 'tenure', ['id', 'post', 'person', 'valid_from'], units.map(({ id }) => [`${id}/leader/1`, `${id}/leader`, `p${id}`, '2020-01-01']));
  const order: DutySpread = { key: 'rectify-1', kind: 'order', policy: 'rectify', period: null, opensOn: launchedOn, dueOn: '2026-07-31', shares: [] };
  await insertMany(sql, 'obligation', ['id', 'cycle', 'unit', 'superior', 'obligation_key', 'kind', 'policy', 'status', 'standing', 'opens_at', 'near_at', 'due_on', 'due_at', 'original_due_on', 'escalations', 'seq', 'detail'],
    units.filter(({ level }) => level === 'town').map(({ id, under }, n) => [
      `${cycle}/${id}/rectify-1`, cycle, id, under, order.key, order.kind, order.policy, 'acknowledged', 'owed', dawn(order.opensOn), dawn(days(order.dueOn, -7)), order.dueOn, dawn(days(order.dueOn, 1)), order.dueOn, 0, 1,
      detailOf(order, detailBytes).replace('"number":{"text":""}', `"number":{"text":"${orderNumber(n + 1)}"}`),
    ]));
  for (const table of ['unit', 'unit_path', 'post', 'person', 'tenure', 'obligation', 'task']) await sql.query(`ANALYZE TABLE ${table}`);
  const [count] = await sql.query<{ n: number }>('SELECT COUNT(*) AS n FROM obligation');
  return Number(count?.n);
}
