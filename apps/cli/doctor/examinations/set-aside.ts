import { mostNamed } from '../examination.ts';
import type { Examination, Finding } from '../examination.ts';

/** Acts and wakes the record could not take. They block nothing else, and nobody but us tells of them. */
export const setAside: Examination = {
  name: 'setAside',
  title: { zh: '被搁置的办理', en: 'acts set aside' },
  async examine({ sql }) {
    const rows = await sql.query<{ stream: string; act_key: string; what: string; cause: string; at: string }>(
      'SELECT stream, act_key, what, cause, at FROM set_aside WHERE mended_at IS NULL ORDER BY at, stream LIMIT ?', [mostNamed]);
    return rows.map(({ stream, act_key: key, what, cause, at }): Finding => ({
      code: what === 'wake' ? 'wakeSetAside' : 'actSetAside',
      what: { zh: `${stream} 的 ${what}（${key}，${at}）未能写入：${cause}`, en: `${what} on ${stream} (${key}, ${at}) could not be written: ${cause}` },
      todo: what === 'wake'
        ? { zh: '处理所述原因；每小时会自行再试', en: 'mend what it says; it is tried again every hour' }
        : { zh: '处理所述原因，再请当事人重新办理', en: 'mend what it says, then have the person act again' },
      about: { stream, key, act: what, cause, at },
    }));
  },
};
