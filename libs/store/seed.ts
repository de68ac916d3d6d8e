import type { DataSource } from 'typeorm';
import type { Organisation, UnitType } from '../contracts/policy.ts';
import { postOf } from '../domain/policy/plan-unit-year.ts';
import { placeholders, transaction } from './sql.ts';
import type { Sql } from './sql.ts';

/** From when a seeded organisation holds: before any year it is used for. */
export const since = '2020-01-01';

export interface SeedOptions {
  unitTypes: readonly UnitType[];
  passwordHash: string;
  /** Domain of the invented addresses. */
  mailDomain: string;
}

interface Holder {
  person: string;
  name: string;
  email: string | null;
  posts: string[];
  from: string;
  to: string | null;
  login: string;
}

/**
 * Lays in an organisation: units, their posts by type, one person for each post but for those the organisation
 * names (several posts, a change, a vacancy). What is already there stays as it is, so that it can be repeated.
 *
 * @returns how many units, and the login of each post's first holder
 */
export async function seedOrganisation(source: DataSource, organisation: Organisation, options: SeedOptions): Promise<{ units: number; accounts: number }> {
  const holders = holdersOf(organisation, options);
  return transaction(source, async (sql) => {
    await insertUnits(sql, organisation);
    await insertPosts(sql, organisation, options.unitTypes);
    await insertMany(sql, 'person', ['id', 'name', 'email'], holders.map((holder) => [holder.person, holder.name, holder.email]));
    await insertMany(sql, 'tenure', ['id', 'post', 'person', 'valid_from', 'valid_to'], holders.flatMap((holder) =>
      holder.posts.map((post) => [`${post}@${holder.from}`, post, holder.person, holder.from, holder.to])));
    await insertMany(sql, 'account', ['id', 'person', 'login', 'password_hash', 'role'], holders.map((holder) => [holder.login, holder.person, holder.login, options.passwordHash, 'official']));
    return { units: organisation.units.length, accounts: holders.length };
  });
}

async function insertUnits(sql: Sql, { units }: Organisation): Promise<void> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const pathOf = (id: string): string => {
    const under = byId.get(id)?.under;
    return `${under === undefined ? '/' : pathOf(under)}${id}/`;
  };
  await insertMany(sql, 'unit', ['id', 'name', 'type', 'under', 'administered_by', 'valid_from'],
    units.map((unit) => [unit.id, unit.name, unit.type, unit.under ?? null, unit.administeredBy ?? null, since]));
  await insertMany(sql, 'unit_path', ['unit', 'path', 'valid_from'], units.map((unit) => [unit.id, pathOf(unit.id), since]));
}

async function insertPosts(sql: Sql, { units }: Organisation, unitTypes: readonly UnitType[]): Promise<void> {
  const rows = units.filter((unit) => !unit.administeredBy).flatMap((unit) =>
    (unitTypes.find((type) => type.id === unit.type)?.posts ?? []).map((post) => [postOf(unit.id, post.kind), unit.id, post.kind, post.title.zh, JSON.stringify(post.functions)]));
  await insertMany(sql, 'post', ['id', 'unit', 'kind', 'title', 'functions'], rows);
}

/** The holders the organisation names, and one person for each post it does not. Units administered elsewhere have none. */
function holdersOf(organisation: Organisation, { unitTypes, mailDomain }: SeedOptions): Holder[] {
  const named = new Set<string>();
  const holders: Holder[] = [];
  const seen = new Map<string, number>();
  const add = (unit: string, kinds: readonly string[], name: string, email: string | null | undefined, from: string, to: string | null): void => {
    const base = `${unit}-${kinds[0]}`;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    const login = nth === 1 ? base : `${base}-${nth}`;
    holders.push({ person: login, login, name, email: email === undefined ? `${login}@${mailDomain}` : email, posts: kinds.map((kind) => postOf(unit, kind)), from, to });
  };
  for (const holder of organisation.holders) {
    for (const kind of holder.posts) named.add(postOf(holder.unit, kind));
    add(holder.unit, holder.posts, holder.person, holder.email, holder.from ?? since, holder.to ?? null);
  }
  for (const vacancy of organisation.vacant) named.add(postOf(vacancy.unit, vacancy.post));
  for (const unit of organisation.units) {
    if (unit.administeredBy) continue;
    for (const post of unitTypes.find((type) => type.id === unit.type)?.posts ?? []) {
      if (!named.has(postOf(unit.id, post.kind))) add(unit.id, [post.kind], namedByPost(unit.name, post.title.zh), undefined, since, null);
    }
  }
  return holders;
}

/** People are named by post: 麻章区 and 区委书记 make 麻章区委书记. */
const namedByPost = (unit: string, title: string): string => (unit.endsWith(title[0] ?? '') ? unit.slice(0, -1) : unit) + title;

export async function insertMany(sql: Sql, table: string, columns: readonly string[], rows: readonly unknown[][], insert: 'INSERT' | 'INSERT IGNORE' = 'INSERT IGNORE'): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    const part = rows.slice(start, start + 500);
    await sql.run(`${insert} INTO \`${table}\` (${columns.join(', ')}) VALUES ${placeholders(part.length, columns.length)}`, part.flat());
  }
}
