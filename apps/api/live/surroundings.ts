import { Injectable } from '@nestjs/common';
import { concernsOf } from '#libs/store/queries/feed';
import { routesOf } from '#libs/store/queries/money-queue';
import { isOn, tenuresOn } from '#libs/store/queries/people';
import type { TenureRow } from '#libs/store/queries/people';
import { placesOf } from '#libs/store/queries/places';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';
import type { Surroundings } from './changes.ts';

/** Posts looked up this recently are not looked up again: as long as a session is trusted. */
const trustedMillis = 5_000;
const mostTrusted = 5_000;

/** What it takes to say who may see a change: asked once for all that hear of it. */
@Injectable()
export class LiveScope {
  private readonly tenures = new Map<string, { at: number; rows: TenureRow[] }>();

  constructor(private readonly record: RecordAccess, private readonly scope: Scope) {}

  async of(cycle: CycleNow, changes: readonly { unit: string | null; duties: readonly string[]; line?: string }[]): Promise<Surroundings> {
    const routes = await routesOf(this.record.sql, cycle.id, [...new Set(changes.flatMap(({ line }) => line ?? []))]);
    const units = [...new Set([...changes.flatMap(({ unit }) => unit ?? []), ...[...routes.values()].flat()])];
    const duties = changes.flatMap(({ unit, duties: keys }) => (unit === null ? [] : keys.map((duty) => ({ unit, duty }))));
    const places = new Map((await placesOf(this.record.sql, { units })).map(({ id, paths }) => [id, paths.find((spell) => isOn(spell, cycle.day))?.path]));
    const concerns = await concernsOf(this.record.sql, cycle.id, duties);
    return { root: cycle.root, day: cycle.day, path: (unit) => places.get(unit), concern: (unit, duty) => concerns.get(`${unit}/${duty}`), route: (line) => routes.get(line) ?? [] };
  }

  /** Posts of each person on the cycle's day. */
  async postsOf(people: Iterable<string>, day: string): Promise<Map<string, TenureRow[]>> {
    const held = new Map<string, TenureRow[]>();
    for (const person of new Set(people)) held.set(person, tenuresOn(await this.known(person), day));
    return held;
  }

  private async known(person: string): Promise<TenureRow[]> {
    const known = this.tenures.get(person);
    if (known && Date.now() - known.at < trustedMillis) return known.rows;
    const rows = await this.scope.tenures(person);
    this.tenures.delete(person);
    this.tenures.set(person, { at: Date.now(), rows });
    if (this.tenures.size > mostTrusted) this.tenures.delete(this.tenures.keys().next().value as string);
    return rows;
  }
}
