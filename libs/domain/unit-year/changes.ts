/**
 * Changes of the rules that years part-way take from their next turn on, by name. A name says what holds since, and is never
 * used for anything else; how one comes and goes is said in docs/walkthroughs.md.
 */

/** A receipt of an order or feedback to it, given while the year is paused, is judged by when the pause began, like all else. */
export const ordersJudgedByPause = 'order-judged-by-pause';

export const unitYearChanges: readonly string[] = [ordersJudgedByPause];
