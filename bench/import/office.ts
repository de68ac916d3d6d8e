import { randomUUID } from 'node:crypto';
import writeSheet from 'write-excel-file/node';
import { importFields } from '#libs/contracts/import-faults';
import type { UnitType } from '#libs/contracts/policy';

/** Two people to a unit. */
export const peoplePerUnit = 2;

/**
 * An .xlsx of one tree: a root, towns, villages, each unit with two holders, by the types of a pack that stand below each
 * other.
 *
 * @param units in all, the root among them
 */
export async function workbook(unitTypes: readonly UnitType[], units: number): Promise<Buffer> {
  const villages = 24;
  const [top, middle, leaf] = chainOf(unitTypes);
  const rows: string[][] = [];
  const add = (type: UnitType, code: string, name: string, under: string): void => {
    for (const post of type.posts.slice(0, peoplePerUnit)) rows.push([code, name, type.name.zh, under, post.title.zh, `${name}${post.kind}`, `${code}-${post.kind}@office.example`.toLowerCase(), '2026-01-01']);
  };
  add(top, 'R', '全区', '');
  for (let n = 1, town = 0; n < units; n += 1) {
    if ((n - 1) % (villages + 1) === 0) {
      town += 1;
      add(middle, `T${town}`, `第${town}镇`, 'R');
    } else add(leaf, `V${n}`, `第${n}村`, `T${town}`);
  }
  const { unit, unitName, unitType, under, post, name, email, from } = importFields;
  return writeSheet([[unit, unitName, unitType, under, post, name, email, from].map(({ zh }) => zh), ...rows].map((row) => row.map((value) => ({ value, type: String }))) as never).toBuffer();
}

/** Three types of which each stands below the one before and has two posts. */
function chainOf(types: readonly UnitType[]): [UnitType, UnitType, UnitType] {
  const hasPosts = ({ posts }: UnitType): boolean => posts.length >= peoplePerUnit;
  for (const leaf of types.filter(hasPosts)) {
    for (const middle of types.filter((one) => hasPosts(one) && leaf.under.includes(one.id))) {
      const top = types.find((one) => hasPosts(one) && one.under.length === 0 && middle.under.includes(one.id));
      if (top) return [top, middle, leaf];
    }
  }
  throw new Error('the pack has no three levels of units with two posts each');
}

interface State { import: string; state: string; phase: string; done: number; of: number; counts: Record<string, { new: number; changed: number; unchanged: number }> | null }

/** Whoever begins an empty office, at its API, as a browser would be. */
export class Founder {
  private constructor(private readonly api: string, private readonly cookie: string, private readonly csrf: string) {}

  /** Signs in with the first password and chooses another, without which nothing else opens. */
  static async signIn(api: string, login: string, password: string): Promise<Founder> {
    const enter = async (given: string): Promise<Founder> => {
      const answer = await fetch(`${api}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password: given }) });
      if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
      return new Founder(api, answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), (await answer.json() as { csrf: string }).csrf);
    };
    const own = 'a-password-of-my-own';
    await (await enter(password)).ask('/session/password', 'application/json', JSON.stringify({ old: password, new: own }));
    return enter(own);
  }

  /** What the table would do: nothing is written. */
  async preview(pack: string, table: Buffer): Promise<{ hash: string; isPossible: boolean; faultCount: number; counts: NonNullable<State['counts']>; changes: number }> {
    return this.ask(`/imports/preview?pack=${pack}`, 'application/octet-stream', table);
  }

  /** Imports it and asks how far it is, as the page does, until it is done. @returns the end, and each state on the way */
  async import(pack: string, table: Buffer, preview: string): Promise<{ end: State; seen: State[] }> {
    const seen = [await this.ask<State>(`/imports?pack=${pack}&preview=${preview}`, 'application/octet-stream', table)];
    for (;;) {
      const end = seen.at(-1) as State;
      if (end.state !== 'running') return { end, seen };
      await new Promise((resolve) => { setTimeout(resolve, 700); });
      seen.push(await this.ask<State>(`/imports/${end.import}`));
    }
  }

  private async ask<T>(path: string, type?: string, body?: string | Buffer): Promise<T> {
    const headers = { cookie: this.cookie, 'x-csrf-token': this.csrf, 'idempotency-key': randomUUID(), ...(type ? { 'content-type': type } : {}) };
    const answer = await fetch(`${this.api}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: body as BodyInit });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return await answer.json() as T;
  }
}
