import { z } from 'zod';
import { line } from '../../contracts/common.ts';
import { importFields } from '../../contracts/import-faults.ts';
import { postOf } from '../policy/plan-unit-year.ts';
import { isLocalDate } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { means } from './import-units.ts';
import type { NamedUnit, Tell } from './import-units.ts';
import type { ImportGround, ImportRow, OfficeChanges } from './records.ts';

const name60 = line(60);
const address = z.email().max(254);
export const loginPattern = /^[A-Za-z0-9][A-Za-z0-9._@-]{2,59}$/;
/** So many people of one unit and post can be told apart without logins of their own. */
export const mostAlike = 9;

/** A row that names a person for a post, read and placed. */
export interface Holding {
  row: number;
  post: string;
  person: string;
  name: string;
  from: LocalDate | null;
  to: LocalDate | null;
}

interface TablePerson {
  id: string;
  name: string;
  email: string | null;
  login: string;
  row: number;
}

/** A cell as a date: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日. */
export function dateOfCell(cell: string): LocalDate | null {
  const parts = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(cell);
  const date = parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : '';
  return isLocalDate(date) ? date : null;
}

/**
 * Reads who holds what. Somebody is known by the login; without one by name and e-mail, or by the name within the
 * unit; whoever is not known is new, with a login made of unit and post.
 */
export function planPeople(rows: readonly ImportRow[], ground: ImportGround, units: ReadonlyMap<string, NamedUnit>, changes: OfficeChanges, unchanged: { people: number }, tell: Tell): Holding[] {
  const find = finder(ground, changes, tell);
  const holdings = rows.flatMap((cells) => {
    const unit = units.get(cells.unit);
    const read = unit ? readHolding(cells, unit, tell) : null;
    const person = read && unit ? find(cells, unit, read.kind, read.email) : null;
    return read && person ? [{ row: cells.row, post: postOf(cells.unit, read.kind), person, name: cells.name, from: read.from, to: read.to }] : [];
  });
  const touched = new Set([...changes.newPeople, ...changes.changedPeople].map(({ id }) => id));
  unchanged.people = new Set(holdings.map(({ person }) => person).filter((id) => !touched.has(id))).size;
  return holdings;
}

function readHolding(cells: ImportRow, { type }: NamedUnit, tell: Tell): { kind: string; email: string | null; from: LocalDate | null; to: LocalDate | null } | null {
  const { row, post, name, email, login } = cells;
  const said = (['name', 'email', 'from', 'to', 'login'] as const).filter((field) => cells[field] !== '');
  if (post === '') {
    if (said.length > 0) tell(row, 'post', 'missing', { field: importFields.post.zh });
    return null;
  }
  const kind = type?.posts.find((one) => means(post, one.kind, one.title))?.kind;
  if (type && kind === undefined) {
    tell(row, 'post', 'postUnknown', { type: type.name.zh, given: post.slice(0, 60), known: type.posts.map((one) => one.title.zh).join('、') });
    return null;
  }
  // A post without a name is vacant, or stays as it is held.
  if (said.length === 0 || kind === undefined) return null;
  let isRight = true;
  const wrong: Tell = (...fault) => {
    isRight = false;
    tell(...fault);
  };
  if (name === '') wrong(row, 'name', 'missing', { field: importFields.name.zh });
  else if (!name60.safeParse(name).success) wrong(row, 'name', 'textInvalid', { max: 60 });
  if (email !== '' && !address.safeParse(email).success) wrong(row, 'email', 'emailInvalid', { given: email.slice(0, 60) });
  if (login !== '' && !loginPattern.test(login)) wrong(row, 'login', 'loginInvalid', { given: login.slice(0, 60) });
  const [from, to] = (['from', 'to'] as const).map((field) => {
    const date = cells[field] === '' ? null : dateOfCell(cells[field]);
    if (cells[field] !== '' && date === null) wrong(row, field, 'dateInvalid', { given: cells[field].slice(0, 60) });
    return date;
  }) as [LocalDate | null, LocalDate | null];
  if (from !== null && to !== null && to < from) wrong(row, 'to', 'endBeforeBeginning', { from, to });
  return isRight ? { kind, email: email === '' ? null : email, from, to } : null;
}

type Find = (cells: ImportRow, unit: NamedUnit, kind: string, email: string | null) => string | null;

function finder({ known }: ImportGround, changes: OfficeChanges, tell: Tell): Find {
  const inTable = new Map<string, TablePerson>();
  const newcomers = new Map<string, OfficeChanges['newPeople'][number]>();
  const byLogin = new Map<string, string>();
  const byAddress = new Map<string, Set<string>>();
  const inUnit = new Map<string, Set<string>>();
  const note = (kept: Map<string, Set<string>>, key: string, person: string): void => {
    kept.set(key, (kept.get(key) ?? new Set()).add(person));
  };
  for (const { id, name, email } of known.people.values()) if (email) note(byAddress, `${name}\n${email.toLowerCase()}`, id);
  for (const { post, person } of known.tenures) {
    const name = known.people.get(person)?.name;
    if (name !== undefined) note(inUnit, `${post.split('/')[0]}\n${name}`, person);
  }

  const foundBy = ({ row, unit, name, login }: ImportRow, email: string | null): string | null | 'unclear' => {
    if (login !== '') return byLogin.get(login) ?? known.logins.get(login) ?? null;
    const alike = [...(email ? byAddress.get(`${name}\n${email.toLowerCase()}`) ?? [] : [])];
    const near = alike.length > 0 ? alike : [...(inUnit.get(`${unit}\n${name}`) ?? [])];
    const [only] = near;
    const differs = only !== undefined && email !== null && inTable.get(only)?.email != null && inTable.get(only)?.email !== email;
    if (near.length <= 1 && !differs) return only ?? null;
    tell(row, 'name', 'sameName', { unit, name });
    return 'unclear';
  };

  return (cells, unit, kind, email) => {
    const { row, name, login } = cells;
    const found = foundBy(cells, email);
    if (found === 'unclear') return null;
    const id = found ?? newLogin(cells, kind);
    if (id === null) return null;
    const earlier = inTable.get(id);
    if (earlier && earlier.name !== name) {
      tell(row, 'name', 'personDiffers', { login: earlier.login, row: earlier.row, other: earlier.name });
      return null;
    }
    const person: TablePerson = earlier ?? { id, name, email: null, login, row };
    inTable.set(id, person);
    if (login !== '') byLogin.set(login, id);
    note(inUnit, `${unit.id}\n${name}`, id);
    if (email) note(byAddress, `${name}\n${email.toLowerCase()}`, id);
    return settle(person, email, row) ? id : null;
  };

  function newLogin({ row, unit, login }: ImportRow, kind: string): string | null {
    const isFree = (one: string): boolean => !known.logins.has(one) && !inTable.has(one);
    if (login !== '') {
      if (isFree(login)) return login;
      tell(row, 'login', 'loginTaken', { login });
      return null;
    }
    const base = `${unit}-${kind}`;
    const free = Array.from({ length: mostAlike }, (_, n) => (n === 0 ? base : `${base}-${n + 1}`)).find(isFree);
    if (free === undefined || !loginPattern.test(free)) tell(row, 'login', 'loginNeeded');
    return free !== undefined && loginPattern.test(free) ? free : null;
  }

  /** What becomes of the person: new, changed, or as on record. An empty e-mail says nothing. */
  function settle(person: TablePerson, email: string | null, row: number): boolean {
    const given = email ?? person.email;
    const onRecord = known.people.get(person.id);
    const after = { name: person.name, email: given ?? onRecord?.email ?? null };
    person.email = given;
    if (!onRecord) {
      const planned = newcomers.get(person.id) ?? { id: person.id, ...after };
      if (!newcomers.has(person.id)) changes.newPeople.push(planned);
      newcomers.set(person.id, planned);
      planned.email = after.email;
      return true;
    }
    if (after.name === onRecord.name && after.email === onRecord.email) return true;
    if (!onRecord.isOurs) {
      tell(row, after.name === onRecord.name ? 'email' : 'name', 'personElsewhere', { name: onRecord.name });
      return false;
    }
    const planned = changes.changedPeople.find((one) => one.id === person.id);
    if (planned) planned.after = after;
    else changes.changedPeople.push({ id: person.id, before: { name: onRecord.name, email: onRecord.email }, after });
    return true;
  }
}
