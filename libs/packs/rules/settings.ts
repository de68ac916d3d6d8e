import type { PolicySettings } from '#libs/contracts/policy';
import { periodDates } from '#libs/domain/calendar/calendar';
import { findingAt, within } from '../place.ts';
import type { Rule } from './rule.ts';

type Funds = NonNullable<PolicySettings['funds']>;
type Curves = NonNullable<Funds['spendingCurves']>['value'];

/** A curve never falls and ends with all the money spent; the one that is meant by default is one of them. */
export const curves: Rule = ({ layers }) => {
  const listed = layers.settings.get('funds.spendingCurves');
  const chosen = layers.settings.get('funds.spendingCurve');
  const known = (listed?.value.value ?? []) as Curves;
  const falling = listed === undefined ? [] : known.flatMap((curve, i) => {
    if (!('byPeriod' in curve)) return [];
    const points = Object.entries(curve.byPeriod).map(([period, percent]) => ({ on: periodDates(2027, period).to, percent })).sort((a, b) => (a.on < b.on ? -1 : 1));
    const falls = points.some(({ percent }, n) => percent < (points[n - 1]?.percent ?? 0)) || points.at(-1)?.percent !== 100;
    return falls ? [findingAt(within(listed.at, 'value', i, 'byPeriod'), 'curveFalls', `支出进度 ${curve.id} 应逐期不减，到末期为100%`, `the curve ${curve.id} must never fall and end at 100 %`)] : [];
  });
  const unknown = chosen === undefined || known.some(({ id }) => id === chosen.value.value) ? []
    : [findingAt(within(chosen.at, 'value'), 'curveUnknown', `没有名为 ${String(chosen.value.value)} 的支出进度`, `there is no spending curve ${String(chosen.value.value)}`)];
  return [...falling, ...unknown];
};

/** Money is chased by a ladder that there is; an order that it drafts is one of the pack's. */
export const chasing: Rule = ({ layers }) => {
  const chased = layers.settings.get('funds.chased');
  if (!chased) return [];
  const { ladder: name } = chased.value.value as NonNullable<Funds['chased']>['value'];
  const ladder = layers.ladders.get(name);
  if (!ladder) return [findingAt(within(chased.at, 'value', 'ladder'), 'ladderUnknown', `没有名为 ${name} 的提醒阶梯`, `there is no ladder ${name}`)];
  return ladder.value.flatMap(({ order }, i) => (order === undefined || layers.duties.get(order)?.value.kind === 'order' ? []
    : [findingAt(within(ladder.at, i, 'order'), 'orderUnknown', `没有督办单 ${order}`, `there is no order ${order}`)]));
};

/** What is refined is a duty that there is. */
export const refinements: Rule = ({ layers }) => layers.refined
  .filter(({ value: duty }) => !layers.duties.has(duty))
  .map(({ value: duty, at }) => findingAt(at, 'dutyUnknown', `没有事项 ${duty}，不能修改`, `there is no duty ${duty} to be refined`));
