import { sqlInstant } from '#libs/store/sql';
import { mostNamed } from '../examination.ts';
import type { Examination, Finding } from '../examination.ts';
import { counted, minutesBefore } from '../words.ts';

/** A mail is `sending` for seconds; after this long whoever sent it is gone and nobody took it up. */
const stuckMinutes = 10;

interface Trouble {
  cycle: string;
  status: 'deferred' | 'failed' | 'sending';
  response: string | null;
  n: number;
  first: number;
  addresses: string;
}

/** Mails that did not leave, with the mail server's own words. Those of a cancelled year concern nobody. */
export const mails: Examination = {
  name: 'mails',
  title: { zh: '未送出的邮件', en: 'mails not sent' },
  async examine({ sql, now }) {
    const troubles = await sql.query<Trouble>(
      `SELECT m.cycle, m.status, m.response, COUNT(*) AS n, MIN(m.id) AS first, SUBSTRING_INDEX(GROUP_CONCAT(DISTINCT m.address ORDER BY m.id SEPARATOR ' '), ' ', 3) AS addresses
        FROM mail m LEFT JOIN cycle c ON c.id = m.cycle
        WHERE (m.status IN ('deferred', 'failed') OR m.status = 'sending' AND m.sending_at < ?) AND COALESCE(c.status, '') NOT IN ('cancelled', 'closed')
        GROUP BY m.cycle, m.status, m.response ORDER BY m.cycle, m.status, first LIMIT ?`,
      [sqlInstant(minutesBefore(now(), stuckMinutes)), mostNamed],
    );
    return troubles.map(findingOf);
  },
};

function findingOf({ cycle, status, response, n, first, addresses }: Trouble): Finding {
  const words = response ?? '—';
  const about = { cycle, mail: first, mails: n, addresses: addresses.split(' '), response };
  const [zh, en] = { deferred: ['顺延', 'deferred'], failed: ['被拒', 'failed'], sending: ['停在发送中', 'stuck while sending'] }[status] as [string, string];
  return {
    code: { deferred: 'mailDeferred', failed: 'mailFailed', sending: 'mailStuck' }[status],
    what: { zh: `${cycle} 有 ${n} 封邮件${zh}（${addresses}）：${words}`, en: `${cycle}: ${counted(n, 'mail')} ${en} (${addresses}): ${words}` },
    todo: status === 'failed'
      ? { zh: '改正收件地址，并用电话告知：被拒的邮件不会再发，站内消息仍在', en: 'correct the address and tell them by telephone: a refused mail is not sent again, the inbox has it' }
      : { zh: '处理邮件服务器所述的原因；会自行再发', en: 'mend what the mail server says; it is sent again by itself' },
    about,
  };
}
