/**
 * Changes of the rules that years part-way take from their next turn on, by name. A name says what holds since, and is never
 * used for anything else; how one comes and goes is said in docs/walkthroughs.md.
 */

/** A receipt of an order or feedback to it, given while the year is paused, is judged by when the pause began, like all else. */
export const ordersJudgedByPause = 'order-judged-by-pause';

/** A unit that may be given an order has a year until it is closed, also when nothing of its own is owed any more: money may lie with it yet. */
export const openForOrders = 'open-for-orders';

export const unitYearChanges: readonly string[] = [ordersJudgedByPause, openForOrders];
