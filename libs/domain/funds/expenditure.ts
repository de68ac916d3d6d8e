import type { BasisText } from '../call/call.ts';
import { dayNumber, addDays } from '../time/instant.ts';
import type { LocalDate, TimeOfDay } from '../time/instant.ts';
import type { Fen } from './line.ts';

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

/**
 * What is to be spent, by the end of a day, of money that came to a unit on another: what is left of the curve from there,
 * from nothing on the day it came to all at the end. What the curve asked for before it came is not this unit's to make up.
 */
export function scheduledSince(curve: Pick<SpendingCurve, 'from' | 'points'>, day: LocalDate, since: LocalDate): BasisPoints {
  const asked = scheduledOn(curve, since);
  if (day <= since || asked >= whole) return 0;
  return Math.floor(((scheduledOn(curve, day) - asked) * whole) / (whole - asked));
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

/** Fen times basis points: too large for a number. */
export const weighed = (amount: Fen, by: BasisPoints): bigint => BigInt(amount) * BigInt(by);

/** What is measured of some money, and how much of that is to be spent by now. */
export interface Measured {
  base: Fen;
  paid: Fen;
  /** Fen × basis points. */
  scheduled: bigint;
}

/** Behind by more than the margin; never where there is nothing to measure. Exact: nothing is rounded. */
export const isBehind = ({ base, paid, scheduled }: Measured, margin: BasisPoints): boolean =>
  base > 0 && weighed(paid, whole) < scheduled - weighed(base, margin);

/** The scheduled part of what is measured, in basis points, half up. */
export const scheduledRate = ({ base, scheduled }: Measured): BasisPoints | null => (base <= 0 ? null : Number((2n * scheduled + BigInt(base)) / (2n * BigInt(base))));

/** What of a unit's money of one day's arrival is measured: neither with finance nor, where the setting says so, retained. */
export const baseOf = ({ received, retainedNotDue, atFinance }: Omit<Spending, 'paid'>, withoutRetention: boolean): Fen => received - atFinance - (withoutRetention ? retainedNotDue : 0);

/** A unit's own money by the day it came there, measured: each sum by its own days. */
export function measuredAt(curve: SpendingCurve, day: LocalDate, cohorts: Iterable<readonly [since: LocalDate, Spending]>): Measured {
  let [base, paid, scheduled] = [0, 0, 0n];
  for (const [since, spending] of cohorts) {
    const part = baseOf(spending, curve.withoutRetention);
    base += part;
    paid += spending.paid;
    scheduled += weighed(part, scheduledSince(curve, day, since));
  }
  return { base, paid, scheduled };
}

/** A whole — a tree, a source, a line — measured by the curve as it stands: a figure about the year, at nobody's door. */
export const measuredWhole = (curve: SpendingCurve, day: LocalDate, { received, paid, retainedNotDue }: Spending): Measured => {
  const base = baseOf({ received, retainedNotDue, atFinance: 0 }, curve.withoutRetention);
  return { base, paid, scheduled: weighed(base, scheduledOn(curve, day)) };
};
