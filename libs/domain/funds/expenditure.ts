import type { BasisText } from '../call/call.ts';
import { dayNumber, addDays } from '../time/instant.ts';
import type { LocalDate, TimeOfDay } from '../time/instant.ts';
import type { Fen } from './fen.ts';

/** Hundredths of a percent, a whole number: 10,000 is all of it. */
export type BasisPoints = number;

/** How much of a year's money is to be spent by which day (序时进度). */
export interface SpendingCurve {
  id: string;
  name: BasisText;
  basis: BasisText;
  /** The first day of the year: on the day before nothing has to be spent. */
  from: LocalDate;
  /** What is to be spent by the end of each of these days, in their order. */
  points: readonly { on: LocalDate; by: BasisPoints }[];
  /** The days on which units are measured. */
  checkpoints: readonly LocalDate[];
  /** Behind is what is behind by more than this. */
  margin: BasisPoints;
  /** Whether retention that is not yet due is left out of what is measured. */
  withoutRetention: boolean;
}

/** A line's curve, with what it takes to tell whoever keeps money at a unit of its route. */
export interface LineCurve extends SpendingCurve {
  slots: readonly TimeOfDay[];
  /** By unit: the posts that keep its money. */
  keepers: Readonly<Record<string, readonly string[]>>;
}

const whole = 10_000;

/**
 * What is to be spent by the end of a day, in basis points: between two points of the curve by days, rounded down, so that
 * nobody is behind for a fraction.
 */
export function scheduledOn({ from, points }: Pick<SpendingCurve, 'from' | 'points'>, day: LocalDate): BasisPoints {
  let before = { on: addDays(from, -1), by: 0 };
  if (day <= before.on) return 0;
  for (const point of points) {
    if (day <= point.on) {
      const [gone, all] = [dayNumber(day) - dayNumber(before.on), dayNumber(point.on) - dayNumber(before.on)];
      return before.by + Math.floor(((point.by - before.by) * gone) / all);
    }
    before = point;
  }
  return before.by;
}

/** Parts of a basis point that a weight counts in. */
const fine = 100_000_000n;

/**
 * What is left of the curve for money that came to a unit on a day, stretched to the whole of it: from nothing on the day it came
 * to all at the end. What the curve asked for before is not this unit's to make up.
 *
 * By the end of another day `scheduled(day) × weight − asked` of it is to be spent, in fine parts of a basis point. The weight is
 * rounded down, so that nobody is behind for a fraction, and sums of money add up by their weights, whenever they came.
 */
export function weightOf(curve: Pick<SpendingCurve, 'from' | 'points'>, since: LocalDate): { weight: bigint; asked: bigint } {
  const asked = scheduledOn(curve, since);
  if (asked >= whole) return { weight: 0n, asked: 0n };
  const weight = (fine * BigInt(whole)) / BigInt(whole - asked);
  return { weight, asked: weight * BigInt(asked) };
}

/** What is to be spent, by the end of a day, of money that came to a unit on another; rounded down. */
export function scheduledSince(curve: Pick<SpendingCurve, 'from' | 'points'>, day: LocalDate, since: LocalDate): BasisPoints {
  if (day <= since) return 0;
  const { weight, asked } = weightOf(curve, since);
  return Number((BigInt(scheduledOn(curve, day)) * weight - asked) / fine);
}

/** What was received, and what became of it by a day. */
export interface Spending {
  /** Arrived, without what went on, was given back or taken out. */
  received: Fen;
  /** Paid to whom it is for; what is passed on is not spent. */
  paid: Fen;
  /** Kept back under a contract (质保金) whose date has not come. */
  retainedNotDue: Fen;
  /** Asked to be paid, and with finance: finance's days, not the unit's. */
  atFinance: Fen;
}

export const noSpending: Spending = { received: 0, paid: 0, retainedNotDue: 0, atFinance: 0 };

export const addSpending = (a: Spending, b: Spending): Spending =>
  ({ received: a.received + b.received, paid: a.paid + b.paid, retainedNotDue: a.retainedNotDue + b.retainedNotDue, atFinance: a.atFinance + b.atFinance });

/** A part of something in basis points, half up; null of nothing. */
export function rateOf(part: Fen, of: Fen): BasisPoints | null {
  if (of <= 0) return null;
  return Number((2n * BigInt(part) * BigInt(whole) + BigInt(of)) / (2n * BigInt(of)));
}

/** What is measured of some money, and how much of that is to be spent by now. */
export interface Measured {
  base: Fen;
  paid: Fen;
  /** Fen × basis points × fine parts: too large for a number. */
  scheduled: bigint;
}

/** What of some money is measured, with its weight: what many of them add up to is measured as well. */
export interface Weighed {
  base: Fen;
  weight: bigint;
  asked: bigint;
}

/** What is neither with finance nor, where the setting says so, retained. */
export function weigh(curve: SpendingCurve, since: LocalDate, { received, retainedNotDue, atFinance }: Omit<Spending, 'paid'>): Weighed {
  const base = received - atFinance - (curve.withoutRetention ? retainedNotDue : 0);
  const { weight, asked } = weightOf(curve, since);
  return { base, weight: weight * BigInt(base), asked: asked * BigInt(base) };
}

export const measured = (curve: SpendingCurve, day: LocalDate, paid: Fen, { base, weight, asked }: Weighed): Measured => ({ base, paid, scheduled: BigInt(scheduledOn(curve, day)) * weight - asked });

export const addMeasured = (a: Measured, b: Measured): Measured => ({ base: a.base + b.base, paid: a.paid + b.paid, scheduled: a.scheduled + b.scheduled });
export const nothingMeasured: Measured = { base: 0, paid: 0, scheduled: 0n };

/** Behind by more than the margin; never where there is nothing to measure. Exact: nothing is rounded. */
export const isBehind = ({ base, paid, scheduled }: Measured, margin: BasisPoints): boolean =>
  base > 0 && BigInt(paid) * BigInt(whole) * fine < scheduled - BigInt(base) * BigInt(margin) * fine;

/** The scheduled part of what is measured, in basis points, half up. */
export const scheduledRate = ({ base, scheduled }: Measured): BasisPoints | null => (base <= 0 ? null : Number((2n * scheduled + BigInt(base) * fine) / (2n * BigInt(base) * fine)));

/** A unit's own money by the day it came there, measured: each sum by its own days. */
export const measuredAt = (curve: SpendingCurve, day: LocalDate, cohorts: Iterable<readonly [since: LocalDate, Spending]>): Measured =>
  [...cohorts].reduce((sum, [since, spending]) => addMeasured(sum, measured(curve, day, spending.paid, weigh(curve, since, spending))), nothingMeasured);
