import { sqlInstant } from '#libs/store/sql';
import { mostNamed } from '../examination.ts';
import type { Examination, Finding } from '../examination.ts';
import { minutesBefore, since } from '../words.ts';

/** The relay carries a message within a second; after this long something is in its way. */
const lateMinutes = 1;

interface Open {
  from_stream: string;
  to_stream: string;
  n: number;
  created_at: string;
  returned_at: string | null;
  receiver: string | null;
}

/** Messages between streams that did not arrive, and those that came back. */
export const messages: Examination = {
  name: 'messages',
  title: { zh: '流之间的消息', en: 'messages undelivered' },
  async examine({ sql, now }) {
    const open = await sql.query<Open>(
      `SELECT m.from_stream, m.to_stream, m.n, m.created_at, m.returned_at, r.id AS receiver FROM message m
        LEFT JOIN stream r ON r.id = m.to_stream LEFT JOIN stream s ON s.id = m.from_stream
        WHERE m.delivered_at IS NULL AND (m.returned_at IS NULL AND m.created_at < ? OR m.returned_at IS NOT NULL AND s.ended_at IS NULL)
        ORDER BY m.to_stream, m.from_stream, m.n LIMIT ?`,
      [sqlInstant(minutesBefore(now(), lateMinutes)), mostNamed],
    );
    return open.map((message) => (message.returned_at === null ? undelivered(message, now()) : returned(message)));
  },
};

function undelivered({ from_stream, to_stream, n, created_at, receiver }: Open, now: Date): Finding {
  const ago = since(created_at, now);
  return {
    code: 'messageUndelivered',
    what: { zh: `${from_stream} #${n} 给 ${to_stream} 的消息 ${ago.zh}未送达`, en: `the message #${n} from ${from_stream} to ${to_stream} waits for ${ago.en}` },
    todo: receiver === null
      ? { zh: '收件的流还没有记录：等其启动；若该单位不属于这一年度，请查单位树', en: 'its receiver has no record: it waits for the start of that unit’s year; if the unit is not part of this year, look at the tree' }
      : { zh: '看传递流程与 worker 的日志；原因消除后会自行送达', en: 'see the relay and the worker’s log; once mended it is delivered by itself' },
    about: { from: from_stream, to: to_stream, n, createdAt: created_at },
  };
}

const returned = ({ from_stream, to_stream, n, returned_at }: Open): Finding => ({
  code: 'messageReturned',
  what: { zh: `${from_stream} #${n} 给 ${to_stream} 的消息被退回：对方已结束`, en: `the message #${n} from ${from_stream} came back: ${to_stream} had ended` },
  todo: { zh: '请发出单位另行通知对方', en: 'have the sending unit tell them another way' },
  about: { from: from_stream, to: to_stream, n, returnedAt: returned_at },
});
