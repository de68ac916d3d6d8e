import { undoAll } from './scene.ts';
import type { Sabotage, Scene } from './scene.ts';

/** A told notice like many others: an office reminded before the date. */
const ordinary = (scene: Scene) => scene.row(
  "SELECT * FROM notice WHERE cycle = ? AND status = 'told' AND stage = 'report.before-2' AND person IS NOT NULL ORDER BY id", [scene.manifest.cycle]);

export const toldSabotages = {
  'notice-dropped': {
    what: '删去一条已送达的提醒',
    mustFail: ['notices-exactly-once', 'mails-equal-digests'],
    alter: async (scene) => scene.remove('notice', ['id'], await ordinary(scene)),
  },
  'notice-doubled': {
    what: '去掉唯一键，再记一条同样的提醒',
    mustFail: ['notices-exactly-once', 'mails-equal-digests'],
    async alter(scene) {
      const { id: _id, ...copy } = await ordinary(scene);
      await scene.run('ALTER TABLE notice DROP INDEX notice_key');
      const restoreKey = () => scene.run('ALTER TABLE notice ADD UNIQUE KEY notice_key (notice_key)');
      try {
        const last = await scene.row('SELECT MAX(id) + 1000 AS id FROM notice', []);
        return undoAll([restoreKey, await scene.add('notice', ['id'], { id: last['id'] ?? null, ...copy })]);
      } catch (error) {
        await restoreKey();
        throw error;
      }
    },
  },
  'notice-early': {
    what: '把一条提醒的送达时间前移一小时',
    mustFail: ['notices-none-early'],
    async alter(scene) {
      const notice = await ordinary(scene);
      return scene.change('notice', ['id'], notice, { told_at: String(notice['told_at']).replace(/ 0?(\d+):/, (_all, hour: string) => ` ${String((Number(hour) + 23) % 24).padStart(2, '0')}:`) });
    },
  },
  'notice-to-another': {
    what: '把一条提醒记给另一个人',
    mustFail: ['told-to-the-holder-of-the-day', 'mails-equal-digests'],
    async alter(scene) {
      const notice = await ordinary(scene);
      const other = await scene.row('SELECT id FROM person WHERE id <> ? ORDER BY id', [notice['person']]);
      return scene.change('notice', ['id'], notice, { person: other['id'] ?? null });
    },
  },
  'reason-lost': {
    what: '抹去一条无人可收的提醒的原因',
    mustFail: ['vacant-and-addressless-told-above'],
    async alter(scene) {
      const notice = await scene.row("SELECT * FROM notice WHERE cycle = ? AND status = 'undeliverable'", [scene.manifest.cycle]);
      return scene.change('notice', ['id'], notice, { reason: null });
    },
  },
  'mail-lost': {
    what: '从邮箱中删去一封邮件',
    mustFail: ['mails-equal-digests'],
    async alter(scene) {
      const { message, source } = await scene.message();
      await scene.takeFromMailbox(message);
      return async () => void (await scene.putIntoMailbox(message.messageId, message.to, source));
    },
  },
  'mail-doubled': {
    what: '把一封邮件再投一次',
    mustFail: ['mails-equal-digests'],
    async alter(scene) {
      const { message, source } = await scene.message();
      return scene.putIntoMailbox(message.messageId, message.to, source);
    },
  },
  'mail-early': {
    what: '把一封邮件换成写着更早演练时间的',
    mustFail: ['notices-none-early'],
    async alter(scene) {
      const { message, source } = await scene.message();
      const earlier = source.replace(/^(X-Zeren-Drill:\s*)\S+/im, '$12026-01-05T01:00:00.000Z');
      await scene.takeFromMailbox(message);
      const back = async () => void (await scene.putIntoMailbox(message.messageId, message.to, source));
      try {
        return undoAll([back, await scene.putIntoMailbox(message.messageId, message.to, earlier)]);
      } catch (error) {
        await back();
        throw error;
      }
    },
  },
  'mail-sent-early': {
    what: '把一封邮件的发出时间改到拨钟之前',
    mustFail: ['notices-none-early'],
    async alter(scene) {
      const mail = await scene.row("SELECT * FROM mail WHERE cycle = ? AND status = 'sent' ORDER BY slot DESC", [scene.manifest.cycle]);
      return scene.change('mail', ['id'], mail, { sent_at: '2026-01-01 00:00:00.000' });
    },
  },
  'mail-renamed': {
    what: '改动一封邮件在库中的编号',
    mustFail: ['mails-equal-digests'],
    async alter(scene) {
      const mail = await scene.row("SELECT * FROM mail WHERE cycle = ? AND status = 'sent'", [scene.manifest.cycle]);
      return scene.change('mail', ['id'], mail, { message_id: '<sabotage@zeren.local>' });
    },
  },
} as const satisfies Record<string, Sabotage>;
