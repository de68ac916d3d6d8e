import { sqlInstant } from '#libs/store/sql';
import type { Examination, Finding } from '../examination.ts';
import { counted, minutesBefore, since } from '../words.ts';

/** Told later than this after its instant, a notice is late. */
const lateMinutes = 10;
const examples = 5;

interface Late {
  cycle: string;
  status: 'planned' | 'frozen';
  n: number;
  oldest: string;
  keys: string;
}

/**
 * Notices that should have been told. A live cycle goes by the real clock; a drill by its own, and only while nobody
 * moves it: on the way its notices are told one instant after the other.
 */
export const notices: Examination = {
  name: 'notices',
  title: { zh: '未发出的提醒', en: 'notices unsent' },
  async examine({ sql, now }) {
    const before = sqlInstant(minutesBefore(now(), lateMinutes));
    const late = await sql.query<Late>(
      `SELECT n.cycle, n.status, COUNT(*) AS n, MIN(n.at) AS oldest, SUBSTRING_INDEX(GROUP_CONCAT(n.notice_key ORDER BY n.at, n.id SEPARATOR '\\n'), '\\n', ?) AS \`keys\`
        FROM cycle c JOIN notice n ON n.cycle = c.id LEFT JOIN mail m ON m.id = n.mail
        WHERE (c.is_drill = 0 AND c.status IN ('draft', 'launching', 'open', 'closing', 'cancelling') AND n.at < ?
            OR c.is_drill = 1 AND c.status = 'open' AND n.at < DATE_SUB(c.drill_now, INTERVAL ? MINUTE))
          AND (n.status = 'planned' OR n.status = 'frozen' AND (m.id IS NULL OR m.status = 'frozen' AND (c.is_drill = 1 OR m.slot < ?) OR m.status IN ('dropped', 'sent')))
        GROUP BY n.cycle, n.status ORDER BY n.cycle, n.status LIMIT 1000`,
      [examples, before, lateMinutes, before],
    );
    return late.map(({ cycle, status, n, oldest, keys }): Finding => {
      const ago = since(oldest, now());
      const named = keys.split('\n');
      const frozen = status === 'frozen';
      return {
        code: frozen ? 'noticesFrozen' : 'noticesOverdue',
        what: {
          zh: `${cycle} 有 ${n} 条提醒${frozen ? '已装入邮件而未发出' : '过时未发'}，最早的应在 ${ago.zh}前发出，如 ${named[0]}`,
          en: `${cycle}: ${counted(n, 'notice')} ${frozen ? 'frozen and not sent' : 'past due'}, the oldest by ${ago.en}, such as ${named[0]}`,
        },
        todo: {
          zh: '看派送流程是否在运行、worker 日志里这个年度有无故障；原因消除后会自行补发', en: 'see whether the dispatcher runs and what the worker’s log says of this cycle; once mended they go out by themselves',
        },
        about: { cycle, status, notices: n, oldest, keys: named },
      };
    });
  },
};
