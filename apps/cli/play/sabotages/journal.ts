import { instant, rows } from '../checks/connections.ts';
import { hashOf } from '../checks/journal.ts';
import type { EventRow } from '../checks/record.ts';
import { undoAll } from './scene.ts';
import type { Sabotage, Scene, Undo } from './scene.ts';

const eventKey = ['stream', 'seq'] as const;
const ofCycle = 'JOIN stream s ON s.id = e.stream WHERE s.cycle = ?';

/** Changes an event and makes the whole chain after it fit again, head included, as a forger with all rights would. */
async function forge({ sql }: Scene, event: EventRow, changed: Partial<Pick<EventRow, 'at' | 'posts' | 'body'>>): Promise<Undo> {
  const chain = (await rows<EventRow>(sql, 'SELECT * FROM event WHERE stream = ? AND seq >= ? ORDER BY seq', [event.stream, event.seq])).map((row) => ({ ...row, at: instant(row.at) }));
  const write = ({ at, posts, body, prev_hash, hash, stream, seq }: EventRow) =>
    sql.query('UPDATE event SET at = ?, posts = ?, body = ?, prev_hash = ?, hash = ? WHERE stream = ? AND seq = ?', [at.replace('T', ' ').replace('Z', ''), posts, body, prev_hash, hash, stream, seq]);
  const [head] = await rows<{ head_hash: string }>(sql, 'SELECT head_hash FROM stream WHERE id = ?', [event.stream]);
  let previous = event.prev_hash;
  for (const [index, row] of chain.entries()) {
    const forged = { ...row, ...(index === 0 ? changed : {}), prev_hash: previous };
    forged.hash = hashOf(forged, previous);
    await write(forged);
    previous = forged.hash;
  }
  await sql.query('UPDATE stream SET head_hash = ? WHERE id = ?', [previous, event.stream]);
  return undoAll([
    ...chain.map((row) => async () => void (await write(row))),
    async () => void (await sql.query('UPDATE stream SET head_hash = ? WHERE id = ?', [head?.head_hash, event.stream])),
  ]);
}

export const journalSabotages = {
  'event-altered': {
    what: '改动一条事件的内容',
    mustFail: ['journal-hash-chain'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'letterSigned'`, [scene.manifest.cycle]);
      return scene.change('event', eventKey, event, { body: String(event['body']).replace(/\}$/, ',"altered":true}') });
    },
  },
  'event-deleted': {
    what: '从中间抽掉一条事件',
    mustFail: ['journal-hash-chain', 'journal-gapless'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'letterIssued' AND e.act_key IS NULL AND e.seq < s.head_seq`, [scene.manifest.cycle]);
      return scene.remove('event', eventKey, event);
    },
  },
  'head-altered': {
    what: '改动一条流的末尾哈希',
    mustFail: ['journal-gapless'],
    async alter(scene) {
      const stream = await scene.row("SELECT id, head_hash FROM stream WHERE cycle = ? AND kind = 'unit-year'", [scene.manifest.cycle]);
      return scene.change('stream', ['id'], stream, { head_hash: 'f'.repeat(64) });
    },
  },
  'allocation-forged': {
    what: '给一次足额的目标分解添上缺口理由，并重算其后的哈希',
    mustFail: ['targets-passed-down'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'targetsAllocated' AND e.body LIKE '%"overrideReason":null%'`, [scene.manifest.cycle]) as unknown as EventRow;
      return forge(scene, event, { body: event.body.replace('"overrideReason":null', '"overrideReason":"另行安排"') });
    },
  },
  'tenure-forged': {
    what: '把一次签署记到另一任期，并重算其后的哈希',
    mustFail: ['acts-once-by-right-tenure'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'letterSigned'`, [scene.manifest.cycle]) as unknown as EventRow;
      return forge(scene, event, { posts: event.posts.replace(/@\d{4}-/, '@1999-') });
    },
  },
  'submission-redated': {
    what: '把一份迟报的季报改成年初报送，并重算其后的哈希',
    mustFail: ['completeness-by-hand', 'acts-once-by-right-tenure'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'reportSubmitted' AND e.body LIKE '%"onTime":false%'`, [scene.manifest.cycle]) as unknown as EventRow;
      return forge(scene, event, { at: '2026-02-03T01:00:00.000Z' });
    },
  },
  'escalation-moved': {
    what: '把一次上报的时点前移一天，并重算其后的哈希',
    mustFail: ['escalations-at-their-instants'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'stageReached'`, [scene.manifest.cycle]) as unknown as EventRow;
      const dueAt = (JSON.parse(event.body) as { dueAt: string }).dueAt;
      return forge(scene, event, { body: event.body.replace(dueAt, new Date(Date.parse(dueAt) - 86_400_000).toISOString()) });
    },
  },
  'move-forged': {
    what: '改动一次移期所到的日期，并重算其后的哈希',
    mustFail: ['dates-moved-as-foretold'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'dueMoved' ORDER BY e.at DESC`, [scene.manifest.cycle]) as unknown as EventRow;
      return forge(scene, event, { body: event.body.replace(/"dueOn":"\d{4}-\d{2}-\d{2}"/, '"dueOn":"2027-06-01"') });
    },
  },
  'refusal-recorded': {
    what: '把一次被拒绝的办理写进应答记录',
    mustFail: ['refused-as-said', 'acts-once-by-right-tenure'],
    async alter(scene) {
      const [refusal] = scene.manifest.refusals;
      const act = await scene.row('SELECT a.* FROM act a JOIN stream s ON s.id = a.stream WHERE s.cycle = ?', [scene.manifest.cycle]);
      return scene.add('act', ['account', 'act_key'], { ...act, account: refusal?.account ?? '', act_key: refusal?.key ?? '' });
    },
  },
  'number-skipped': {
    what: '把给出的一个督办单编号改大，留下空号，并重算其后的哈希',
    mustFail: ['numbers-without-gaps'],
    async alter(scene) {
      const event = await scene.row(`SELECT e.* FROM event e ${ofCycle} AND e.type = 'numberGiven'`, [scene.manifest.cycle]) as unknown as EventRow;
      return forge(scene, event, { body: event.body.replace(/"n":\d+/, '"n":99') });
    },
  },
  'act-forgotten': {
    what: '删去一次办理的应答记录',
    mustFail: ['acts-once-by-right-tenure'],
    async alter(scene) {
      const retried = new Set(scene.manifest.retries.map(({ key }) => key));
      const act = scene.manifest.acts.find(({ key, command }) => command === 'signLetter' && !retried.has(key));
      return scene.remove('act', ['account', 'act_key'], await scene.row('SELECT * FROM act WHERE account = ? AND act_key = ?', [act?.account, act?.key]));
    },
  },
  'answer-altered': {
    what: '改动一次重发过的办理所记的应答',
    mustFail: ['retries-answered-alike'],
    async alter(scene) {
      const [retry] = scene.manifest.retries;
      const act = await scene.row('SELECT * FROM act WHERE account = ? AND act_key = ?', [retry?.account, retry?.key]);
      return scene.change('act', ['account', 'act_key'], act, { outcome: String(act['outcome']).replace(/"seq":\d+/, '"seq":99999') });
    },
  },
  'message-undelivered': {
    what: '把一条已送达的消息改成退回',
    mustFail: ['messages-delivered'],
    async alter(scene) {
      const message = await scene.row('SELECT m.* FROM message m JOIN stream s ON s.id = m.from_stream WHERE s.cycle = ?', [scene.manifest.cycle]);
      // Returned as well, or the relay would carry it again at once.
      return scene.change('message', ['from_stream', 'to_stream', 'n'], message, { delivered_at: null, returned_at: message['created_at'] ?? null });
    },
  },
  'act-set-aside': {
    what: '留下一件被搁置的事',
    mustFail: ['nothing-set-aside'],
    async alter(scene) {
      const { id } = await scene.row("SELECT id FROM stream WHERE cycle = ? AND kind = 'unit-year'", [scene.manifest.cycle]);
      return scene.add('set_aside', ['stream', 'act_key'], {
        stream: id ?? '', act_key: 'sabotage-set-aside', what: 'signLetter', cause: 'sabotage', at: '2026-01-01 00:00:00.000', request: '{}',
      });
    },
  },
  'figure-in-the-journal': {
    what: '改动一份已接收季报当初报送的数',
    mustFail: ['figures-rolled-up', 'annual-report-compiled', 'journal-hash-chain'],
    async alter(scene) {
      const event = await scene.row(
        `SELECT e.* FROM event e JOIN obligation o ON e.stream = CONCAT('unit-year/', o.cycle, '/', o.unit)
          WHERE o.cycle = ? AND o.policy = 'progress' AND o.status = 'accepted' AND o.unit = '440811100'
            AND e.type = 'reportSubmitted' AND JSON_VALUE(e.body, '$.duty') = o.obligation_key ORDER BY o.obligation_key DESC`, [scene.manifest.cycle]);
      const body = JSON.parse(String(event['body'])) as { figures: { indicator: string; value: number }[] };
      const figures = body.figures.map((one) => (one.indicator === 'riskResolved' ? { ...one, value: one.value + 1 } : one));
      return scene.change('event', ['stream', 'seq'], event, { body: JSON.stringify({ ...body, figures }) });
    },
  },
} as const satisfies Record<string, Sabotage>;
