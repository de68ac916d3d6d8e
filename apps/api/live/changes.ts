import type { z } from 'zod';
import type { liveChange } from '#libs/contracts/api';
import type { Concern, FeedEvent } from '#libs/store/queries/feed';
import type { TenureRow } from '#libs/store/queries/people';
import { isBelow, sightOf } from '#libs/store/queries/places';

/** What changed in a stream, on its way to those who may see it. */
export interface Change extends z.output<typeof liveChange> {
  feedSeq: number;
  cycle: string;
  /** The allocation it is of, where it is one: it concerns every unit of its route. */
  line?: string;
}

/** These change nothing that anybody sees: what a message brings about is told by the events that follow it. */
export const unseen = new Set(['received', 'actRefused']);

/**
 * Events of a stream that stand side by side in the feed, as those of one turn do, are told together; those about the whole
 * year apart from those about some duties. Streams of other kinds are nobody's to see here.
 */
export function changesOf(events: readonly FeedEvent[]): Change[] {
  const changes: (Change & { stream: string })[] = [];
  for (const { feedSeq, stream, cycle, kind, unit, seq, type, at, duty, of } of events) {
    if ((unit === null && kind !== 'cycle') || (unit !== null && unseen.has(type))) continue;
    const named = [duty, of].filter((one) => one !== null);
    const last = changes.at(-1);
    if (last?.stream === stream && last.feedSeq === feedSeq - 1 && last.at === at && (last.duties.length === 0) === (named.length === 0)) {
      changes[changes.length - 1] = { ...last, feedSeq, seq, duties: [...new Set([...last.duties, ...named])] };
    } else {
      changes.push({ stream, feedSeq, cycle, unit, duties: named, at, seq, ...(kind === 'funds-line' ? { line: stream.split('/').at(-1) ?? '' } : {}) });
    }
  }
  return changes;
}

/** Where the units of some changes stand, and whom their duties concern besides. */
export interface Surroundings {
  root: string;
  day: string;
  /** Of a unit, on the cycle's day. */
  path(unit: string): string | undefined;
  concern(unit: string, duty: string): Concern | undefined;
  /** Units that an allocation passes through, and who pays it. */
  route(line: string): readonly string[];
}

/**
 * What of a unit's change somebody may see: no more than the reads of those duties would show (`Scope.maySee`, `assists`).
 * `null` where that is nothing.
 *
 * @param posts those the person holds on the cycle's day
 */
export function shownTo<C extends { unit: string | null; duties: string[]; line?: string }>(posts: readonly TenureRow[], change: C, { root, day, path, concern, route }: Surroundings): C | null {
  const inTree = posts.filter((post) => post.path.includes(`/${root}/`));
  const { unit } = change;
  if (unit === null) return inTree.length > 0 ? change : null;
  if (change.line !== undefined) {
    // As the read of a line has it: whoever sees a place of its route sees it whole. Told as of the first such place.
    const seen = route(change.line).find((one) => path(one)?.includes(`/${root}/`) && posts.some((post) => path(one)?.startsWith(post.path)));
    return seen === undefined ? null : { ...change, unit: seen, duties: [] };
  }
  const place = path(unit);
  if (place === undefined || !place.includes(`/${root}/`)) return null;
  const isAbove = posts.some((post) => place.startsWith(post.path));
  const below = isBelow(place, sightOf(day, posts.map((post) => post.path)));
  const mayRead = (duty: string): boolean => {
    const about = concern(unit, duty);
    if (isAbove) return !about?.isDraft || below;
    return about !== undefined && (posts.some((post) => about.departments.includes(post.unit)) || inTree.some((post) => about.assisting.includes(post.unit)));
  };
  if (change.duties.length === 0) return isAbove ? change : null;
  const duties = change.duties.filter(mayRead);
  return duties.length > 0 ? { ...change, duties } : null;
}
