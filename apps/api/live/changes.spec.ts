import { describe, expect, it } from '@jest/globals';
import type { Concern, FeedEvent } from '#libs/store/queries/feed';
import type { TenureRow } from '#libs/store/queries/people';
import { changesOf, shownTo } from './changes.ts';

const at = '2026-01-05T01:00:00.000Z';
const event = (feedSeq: number, more: Partial<FeedEvent> = {}): FeedEvent =>
  ({ feedSeq, stream: 'unit-year/c/V', cycle: 'c', kind: 'unit-year', unit: 'V', seq: feedSeq, type: 'reportSubmitted', at, duty: 'progress-Q1', of: null, ...more });

describe('changes in a row', () => {
  it('are told together, each duty once, up to the last number', () => {
    expect(changesOf([event(4), event(5, { duty: 'extension-1', of: 'progress-Q1' })])).toMatchObject([{ feedSeq: 5, seq: 5, unit: 'V', duties: ['progress-Q1', 'extension-1'] }]);
  });
  it('are told apart where another stream’s came between, and where one is about the whole year', () => {
    expect(changesOf([event(4), event(5, { stream: 'unit-year/c/W', unit: 'W' }), event(6)]).map(({ feedSeq, unit }) => [feedSeq, unit])).toEqual([[4, 'V'], [5, 'W'], [6, 'V']]);
    expect(changesOf([event(4), event(5, { type: 'yearEnded', duty: null })]).map(({ duties }) => duties)).toEqual([['progress-Q1'], []]);
  });
  it('leave out what changes nothing, and streams that are no unit’s', () => {
    expect(changesOf([event(4, { type: 'received', duty: null }), event(5, { type: 'actRefused', duty: null }), event(6, { kind: 'funds-line', unit: null })])).toEqual([]);
  });
});

describe('a change', () => {
  const post = (unit: string, path: string): TenureRow => ({ tenure: 't', post: `${unit}/office`, title: '', functions: [], unit, unitName: unit, path, from: '2020-01-01', to: null, pathFrom: '2020-01-01', pathTo: null });
  const paths: Record<string, string> = { D: '/D/', T: '/D/T/', V: '/D/T/V/', W: '/D/T/W/' };
  const held = (unit: string) => [post(unit, paths[unit] ?? `/X/${unit}/`)];
  const plain: Concern = { isDraft: false, departments: [], assisting: [] };
  const around = (concerns: Record<string, Partial<Concern>> = {}) => ({
    root: 'D', day: '2026-01-05', path: (unit: string) => paths[unit], concern: (unit: string, duty: string) => (concerns[`${unit}/${duty}`] ? { ...plain, ...concerns[`${unit}/${duty}`] } : undefined),
    route: (line: string) => (line === 'L1' ? ['D', 'T', 'V'] : []),
  });
  const change = { unit: 'V' as string | null, duties: ['progress-Q1', 'order-1'] };

  it('is for those in the unit and above it, and nobody beside', () => {
    for (const unit of ['V', 'T', 'D']) expect(shownTo(held(unit), change, around())).toEqual(change);
    for (const unit of ['W', 'X']) expect(shownTo(held(unit), change, around())).toBeNull();
    expect(shownTo([], change, around())).toBeNull();
  });
  it('of the cycle is for everybody in its tree', () => {
    expect(shownTo(held('W'), { unit: null, duties: [] }, around())).not.toBeNull();
    expect(shownTo(held('X'), { unit: null, duties: [] }, around())).toBeNull();
  });
  it('of a whole year is for nobody who knows only one duty of it', () => {
    expect(shownTo(held('W'), { unit: 'V', duties: [] }, around({ 'V/order-1': { assisting: ['W'] } }))).toBeNull();
    expect(shownTo(held('V'), { unit: 'V', duties: [] }, around())).not.toBeNull();
  });
  it('of a draft is for those above its unit only', () => {
    const drafted = around({ 'V/order-1': { isDraft: true } });
    expect(shownTo(held('V'), change, drafted)).toEqual({ unit: 'V', duties: ['progress-Q1'] });
    expect(shownTo(held('T'), change, drafted)).toEqual(change);
    expect(shownTo(held('V'), { unit: 'V', duties: ['order-1'] }, drafted)).toBeNull();
  });
  it('of one duty is also for the department that verifies it, and the unit that assists', () => {
    expect(shownTo(held('W'), change, around({ 'V/progress-Q1': { departments: ['W'] } }))).toEqual({ unit: 'V', duties: ['progress-Q1'] });
    expect(shownTo(held('W'), change, around({ 'V/order-1': { assisting: ['W'] } }))).toEqual({ unit: 'V', duties: ['order-1'] });
  });
  it('of an allocation is for whoever stands at or above a place of its route, and nobody beside', () => {
    const [told] = changesOf([event(4, { stream: 'funds-line/c/L1', kind: 'funds-line', unit: 'D', type: 'moneyPassedOn', duty: null })]);
    for (const [unit, as] of [['D', 'D'], ['T', 'T'], ['V', 'V']]) expect(shownTo(held(unit ?? ''), told as NonNullable<typeof told>, around())).toMatchObject({ unit: as, duties: [] });
    for (const unit of ['W', 'X']) expect(shownTo(held(unit), told as NonNullable<typeof told>, around())).toBeNull();
  });
  it('of a unit that stands nowhere in the tree that day is for nobody', () => {
    expect(shownTo(held('D'), { unit: 'Z', duties: [] }, around())).toBeNull();
  });
});
