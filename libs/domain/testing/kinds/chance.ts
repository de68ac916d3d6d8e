import type { Actor } from '../../may.ts';
import type { Instant } from '../../time/instant.ts';
import type { UnitYearEvent } from '../../unit-year/events.ts';
import type { Duty, UnitYear, UnitYearStart } from '../../unit-year/state.ts';
import type { Act } from '../life.ts';

/** An act that may be drawn, as often as its weight says. */
export interface Chance extends Act {
  weight: number;
}

/** What the drawing may look at. */
export interface Situation {
  state: UnitYear;
  start: UnitYearStart;
  at: Instant;
  /** One person in all leading posts (一肩挑). */
  isOneLeader: boolean;
  /** Any number: decides the details of an act. */
  detail: number;
}

/** What generated years know of one kind of duty: its table's words written down a second time, and its acts. */
export interface KindActs<D extends Duty> {
  kind: D['kind'];
  first: D['status'];
  terminal: readonly D['status'][];
  /** Command → the edge it takes. */
  edges: Readonly<Record<string, string>>;
  /** Commands that a state forbids. */
  barredIn: Readonly<Partial<Record<D['status'], readonly string[]>>>;
  /** Acts that the state allows, for whoever holds the post that owes them. */
  possible(duty: D, situation: Situation): Chance[];
  /** Acts that must be refused, each for its own reason. */
  wrong(duty: D, situation: Situation): Chance[];
  /** The edge that an event of the kind takes a duty along, told from the event alone; null for none. */
  edgeTaken(event: UnitYearEvent, was: D): string | null;
}

export const holderOf = (...posts: string[]): Actor => ({ account: posts[0] ?? '', person: `${posts[0]} 的任职者`, posts: posts.map((post) => ({ post, tenure: `${post}/1` })) });

export const by = (weight: number, name: string, input: { duty: string } & Record<string, unknown>, ...posts: string[]): Chance =>
  ({ weight, command: { name, input }, actor: holderOf(...posts) });
export const bySystem = (weight: number, name: string, input: unknown): Chance => ({ weight, command: { name, input } as Chance['command'], actor: null });

export const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];
export const superiorStream = ({ start }: Situation): string => `unit-year/${start.cycle}/${start.superior.id}`;
export const nextMessage = ({ state }: Situation, from: string): number => (state.heard[from] ?? 0) + 1;
