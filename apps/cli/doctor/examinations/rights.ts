import type { Examination, Finding, Patient } from '../examination.ts';

/** What changes or takes away what is written. INSERT and SELECT are the application's; the rest it must not have on `event`. */
const harmful = ['ALL PRIVILEGES', 'UPDATE', 'DELETE', 'DELETE HISTORY', 'DROP', 'ALTER', 'TRIGGER'];

/** Whether the application's account could change the journal. Its grants are read; nothing is tried. */
export const rights: Examination = {
  name: 'rights',
  title: { zh: '应用账号的权限', en: 'the application’s rights' },
  async examine(patient) {
    const [row] = await patient.sql.query<{ account: string; name: string }>('SELECT CURRENT_USER() AS account, DATABASE() AS name');
    const { account = '?', name: schema = '' } = row ?? {};
    const findings = harmfulOn(await grantsOf(patient), schema).map(({ right, on }): Finding => ({
      code: 'journalWritable',
      what: { zh: `应用账号 ${account} 可以对 event 表 ${right}（${on}）：日志就不再可信`, en: `the application’s account ${account} has ${right} on event (by ${on}): the journal could be changed` },
      todo: {
        zh: `用库主账号收回：REVOKE ${right} ON ${on} FROM ${quoted(account)}；若应用用的就是库主账号，请给它单独的 MYSQL_APP_URL`,
        en: `as the owner, REVOKE ${right} ON ${on} FROM ${quoted(account)}; if the application uses the owner’s account, give it a MYSQL_APP_URL of its own`,
      },
      about: { account, right, on },
    }));
    if (findings.length === 0) patient.note({ zh: `${account} 对 event 只能增、查`, en: `${account} may only insert and select on event` });
    return findings;
  },
};

/** The account's own grants, and those of the roles it may take. */
async function grantsOf({ sql }: Patient): Promise<string[]> {
  const read = async (of: string): Promise<string[]> => (await sql.query(`SHOW GRANTS${of}`)).map((row) => String(Object.values(row)[0]));
  const own = await read('');
  const roles = own.flatMap((grant) => / ON /.test(grant) ? [] : (/^GRANT (.+) TO /.exec(grant)?.[1] ?? '').split(',').filter(Boolean));
  const theirs = await Promise.all(roles.map((role) => read(` FOR ${role}`)));
  return [...own, ...theirs.flat()];
}

/** Rights in these grants that would change the table `event` of a schema. */
export function harmfulOn(grants: readonly string[], schema: string): { right: string; on: string }[] {
  return grants.flatMap((grant) => {
    const parts = /^GRANT (.+?) ON (?:TABLE )?(\S+) TO /.exec(grant);
    if (!parts?.[1] || !parts[2] || !covers(parts[2], schema)) return [];
    // Rights on columns name them in brackets: `UPDATE (body)`.
    const given = parts[1].replace(/\s*\([^)]*\)/g, '').split(',').map((right) => right.trim());
    return given.filter((right) => harmful.includes(right)).map((right) => ({ right, on: parts[2] ?? '' }));
  });
}

/** `*.*`, the schema (whose name in a grant is a pattern), or the table itself. */
function covers(on: string, schema: string): boolean {
  const [database = '', table = ''] = on.replaceAll('`', '').split('.');
  if (table !== '*' && table !== 'event') return false;
  return database === '*' || isLike(schema, database);
}

const isLike = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/\\([_%])|[.*+?^${}()|[\]\\]|_|%/g, (found, escaped?: string) => escaped ?? (found === '_' ? '.' : found === '%' ? '.*' : `\\${found}`))}$`).test(text);

const quoted = (account: string): string => account.split('@').map((part) => `'${part}'`).join('@');
