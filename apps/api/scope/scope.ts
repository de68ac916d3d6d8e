import { Injectable } from '@nestjs/common';
import { cycleSlugOf } from '#libs/contracts/common';
import { may, postsNamed, unitsOf } from '#libs/domain/may';
import type { HeldPost, Place, WhoMay } from '#libs/domain/may';
import type { Realm } from '#libs/domain/organisation/records';
import { localDateOf } from '#libs/domain/time/instant';
import type { Duty } from '#libs/domain/unit-year/state';
import { partsOfKey } from '#libs/domain/verification/verification';
import { cycleOf } from '#libs/store/queries/cycles';
import type { CycleFacts } from '#libs/store/queries/cycles';
import { assistingUnits, verificationsOf } from '#libs/store/queries/obligations';
import { postsWith, tenuresOf, tenuresOn, isOn } from '#libs/store/queries/people';
import type { TenureRow } from '#libs/store/queries/people';
import { isBelow, placesOf, sightOf } from '#libs/store/queries/places';
import type { Sight, UnitPlaces } from '#libs/store/queries/places';
import { Problem } from '../problem/problem.ts';
import { isRecordAway, RecordAccess } from './record-access.ts';

/** A cycle at its clock: `now` is the drill's instant, or the real one; `day` the local day on which posts are judged. */
export interface CycleNow extends CycleFacts {
  now: string;
  day: string;
}

export interface UnitPlace extends Place {
  name: string;
  path: string;
}

const held = ({ post, unit, functions, tenure }: TenureRow): HeldPost => ({ post, unit, functions, tenure });

/** A post as an answer shows it. */
export const heldPost = ({ post, title, unit, unitName, functions, tenure }: TenureRow): Pick<TenureRow, 'post' | 'title' | 'unit' | 'unitName' | 'functions' | 'tenure'> => ({ post, title, unit, unitName, functions, tenure });

/** Who holds what, and where, on a cycle's day. With the database away, as it was at most five minutes ago. */
@Injectable()
export class Scope {
  private readonly warmedAt = new Map<string, number>();

  constructor(private readonly record: RecordAccess) {}

  /** @throws Problem unknownCycle */
  async cycle(id: string): Promise<CycleNow> {
    const facts = await this.record.freshOrRemembered(`cycle ${id}`, (sql) => cycleOf(sql, id));
    if (!facts) throw new Problem('unknownCycle', { cycle: cycleSlugOf(id) });
    return atItsClock(facts);
  }

  async tenures(person: string): Promise<TenureRow[]> {
    return this.record.freshOrRemembered(`tenures ${person}`, (sql) => tenuresOf(sql, person));
  }

  /** @throws Problem unknownUnit when the unit does not stand in the cycle's tree on that day */
  async place(cycle: CycleNow, unit: string): Promise<UnitPlace> {
    const known = await this.record.freshOrRemembered(`unit ${unit}`, async (sql): Promise<UnitPlaces | null> => (await placesOf(sql, { units: [unit] }))[0] ?? null);
    const path = known?.paths.find((spell) => isOn(spell, cycle.day))?.path;
    if (!known || !path?.includes(`/${cycle.root}/`)) throw new Problem('unknownUnit', { unit, cycle: cycleSlugOf(cycle.id) });
    return { unit, superior: unit === cycle.root ? null : known.under, root: cycle.root, name: known.name, path };
  }

  /**
   * The posts under which the person may give a command there.
   *
   * @throws Problem notAllowed, naming the unit and the posts it takes
   */
  async mayAct(person: string, day: string, who: WhoMay, place: Place): Promise<readonly HeldPost[]> {
    const posts = may(who, tenuresOn(await this.tenures(person), day).map(held), place);
    if (posts.length > 0) return posts;
    throw await this.notAllowed(who, place);
  }

  /**
   * What the person may see of a cycle, or of one unit in it. A department sees a report whose figures it verifies, and
   * its own verification of it; nothing else of the unit.
   *
   * @param duty the obligation asked for, where it is one
   * @throws Problem outsideSubtree when no post is held in the unit or above it (for a cycle: in its tree)
   */
  async maySee(person: string, cycle: CycleNow, place: UnitPlace | null, duty?: string): Promise<Sight> {
    const posts = tenuresOn(await this.tenures(person), cycle.day);
    const inTree = posts.filter((post) => post.path.includes(`/${cycle.root}/`)).map((post) => post.path);
    const above = place === null ? [] : posts.filter((post) => place.path.startsWith(post.path)).map((post) => post.path);
    const sight = sightOf(cycle.day, [...inTree, ...above]);
    const isVerifier = place !== null && above.length === 0 && duty !== undefined && await this.verifies(cycle, place.unit, duty, posts.map((post) => post.unit));
    if (!isVerifier && (place === null ? inTree.length === 0 : above.length === 0)) throw new Problem('outsideSubtree', { unit: place?.unit ?? cycle.root });
    return sight;
  }

  /**
   * Everything below one unit, that unit included.
   *
   * @throws Problem unknownUnit, outsideSubtree
   */
  async under(person: string, cycle: CycleNow, unit: string): Promise<Sight> {
    const place = await this.place(cycle, unit);
    await this.maySee(person, cycle, place);
    return sightOf(cycle.day, [place.path]);
  }

  /** Whether the person holds a post in a unit that assists with this order. */
  async assists(person: string, cycle: CycleNow, place: UnitPlace, duty: string): Promise<boolean> {
    const units = (await this.postsIn(person, cycle)).map(({ unit }) => unit);
    return units.length > 0 && (await this.assisting(cycle, place, duty)).some((unit) => units.includes(unit));
  }

  /** Units that assist with an order. With the database away nobody is known to, and the act waits for its return. */
  assisting(cycle: CycleNow, place: UnitPlace, duty: string): Promise<string[]> {
    return assistingUnits(this.record.sql, `${cycle.id}/${place.unit}/${duty}`);
  }

  /** Whether one of the units is a department that the duty is about: a verification of its own, or the report verified. */
  private async verifies(cycle: CycleNow, unit: string, duty: string, units: readonly string[]): Promise<boolean> {
    const report = partsOfKey(duty)?.report ?? duty;
    const verifications = await this.record.freshOrRemembered(`verifications ${cycle.id}/${unit}/${report}`, (sql) => verificationsOf(sql, cycle.id, unit, report));
    return verifications.some(({ key, department }) => units.includes(department.id) && (duty === report || duty === key));
  }

  /**
   * What the person administers today: the units of the posts with that function and all below; a founder, every tree.
   *
   * @throws Problem notAdministrator
   */
  async realmOf(person: string): Promise<Realm> {
    const posts = tenuresOn(await this.tenures(person), localDateOf(new Date().toISOString()));
    const paths = posts.filter(({ functions }) => functions.includes('administrator')).map(({ path }) => path);
    const everywhere = posts.some(({ functions }) => functions.includes('founder'));
    if (paths.length === 0 && !everywhere) throw new Problem('notAdministrator');
    return { everywhere, paths };
  }

  /** Posts held in a cycle on its day. */
  async postsIn(person: string, cycle: CycleNow): Promise<TenureRow[]> {
    return tenuresOn(await this.tenures(person), cycle.day).filter((post) => post.path.includes(`/${cycle.root}/`));
  }

  /**
   * Makes sure that what a person's acts need is remembered, should the database go away next: tenures, the units
   * of the posts and those directly below, the cycles. At most once a minute; a failure is no matter.
   */
  async warm(person: string): Promise<void> {
    if (Date.now() - (this.warmedAt.get(person) ?? 0) < 60_000) return;
    this.warmedAt.set(person, Date.now());
    if (this.warmedAt.size > 20_000) this.warmedAt.delete(this.warmedAt.keys().next().value as string);
    try {
      const units = [...new Set((await this.tenures(person)).map((tenure) => tenure.unit))];
      const { sql } = this.record;
      for (const unit of [...await placesOf(sql, { units }), ...await placesOf(sql, { under: units })]) this.record.remember(`unit ${unit.id}`, unit);
      const open = await sql.query<{ id: string }>("SELECT id FROM cycle WHERE status NOT IN ('cancelled', 'closed', 'draft') ORDER BY id LIMIT 50");
      for (const { id } of open) await this.cycle(id);
    } catch (error) {
      if (!isRecordAway(error) && !(error instanceof Problem)) throw error;
    }
  }

  private async notAllowed(who: WhoMay, place: Place): Promise<Problem> {
    const [first, ...others] = postsNamed(who);
    if (!first) return new Problem('notAllowed', { unitName: '—', posts: ['—'] });
    const unit = unitsOf(first.of, place).at(-1) ?? null;
    const named = unit === null ? [] : await Promise.all([first, ...others].map((one) => postsWith(this.record.sql, unit, one.function))).catch((error: unknown) => {
      if (!isRecordAway(error)) throw error;
      return [];
    });
    const posts = [...new Set(named.flatMap((one) => one?.posts ?? []))];
    return new Problem('notAllowed', { function: first.function, of: first.of, unit, unitName: named[0]?.unitName ?? unit ?? '—', posts: posts.length > 0 ? posts : [first.function] });
  }
}

/**
 * A draft of an order, and one that was discarded, is seen from above its unit only: it is not yet the unit's.
 *
 * @param sight absent for a unit that assists, which sees an issued order only
 */
export const isHiddenDraft = (duty: Duty, { path }: UnitPlace, sight: Sight | undefined): boolean =>
  duty.kind === 'order' && duty.issued === null && sight !== undefined && !isBelow(path, sight);

export function atItsClock(facts: CycleFacts): CycleNow {
  const now = facts.drillNow ?? new Date().toISOString();
  return { ...facts, now, day: localDateOf(now) };
}
