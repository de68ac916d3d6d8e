import { migrations as known } from '#libs/store/migrations/index';
import type { Examination } from '../examination.ts';

/** Whether the record's tables are those this program was written for. */
export const migrations: Examination = {
  name: 'migrations',
  title: { zh: '数据库结构', en: 'migrations' },
  async examine({ sql, note }) {
    const applied = new Set((await sql.query<{ name: string }>('SELECT name FROM migration ORDER BY id').catch((error: { code?: string }) => {
      if (error.code === 'ER_NO_SUCH_TABLE' || error.code === 'ER_TABLEACCESS_DENIED_ERROR') return [];
      throw error;
    })).map(({ name }) => name));
    const ours = known.map((Migration): string => new Migration().name);
    const pending = ours.filter((name) => !applied.has(name));
    const strange = [...applied].filter((name) => !ours.includes(name));
    note({ zh: `已执行 ${applied.size} 项，待执行 ${pending.length} 项`, en: `${applied.size} applied, ${pending.length} pending` }, { migrationsApplied: applied.size, migrationsPending: pending.length });
    return [
      ...pending.map((name) => ({
        code: 'migrationPending',
        what: { zh: `结构变更 ${name} 未执行`, en: `the migration ${name} is not applied` },
        todo: { zh: '运行 npm run zeren -- setup', en: 'run npm run zeren -- setup' },
        about: { migration: name },
      })),
      ...strange.map((name) => ({
        code: 'migrationUnknown',
        what: { zh: `数据库里有本版本不认识的结构变更 ${name}`, en: `the database has the migration ${name}, which this version does not know` },
        todo: { zh: '换用更新的版本：数据库已由它升级', en: 'use the newer version: it has upgraded the database' },
        about: { migration: name },
      })),
    ];
  },
};
