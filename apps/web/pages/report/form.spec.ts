import { describe, expect, test } from '@jest/globals';
import { bodyOf, causeFor, changesIn, differsFromLedger, faultsIn, faultsOf, formFrom, formOf, progressOf } from './form.ts';
import type { ReportForm, ReportView } from './form.ts';

const asked = [
  { indicator: 'visits', name: '走访', measure: '户次', direction: 'atLeast', aggregation: 'sum', planned: 6 },
  { indicator: 'dropouts', name: '失学', measure: '人', direction: 'atMost', aggregation: 'each', planned: 0 },
];
const at = '2026-04-02T01:00:00.000Z';
const said = (n: number, visits: number) => ({ n, at, by: '文书', figures: [{ indicator: 'visits', value: visits }, { indicator: 'dropouts', value: 0 }], problems: '无', nextSteps: '', attachments: [], isNil: false, changed: [] });
/** What of a report's view the form looks at. */
const view = (more: object = {}): ReportView => ({ status: 'awaited', asked, compiled: [], fromLedger: [], contradictions: [], compiledFrom: null, submissions: [], draft: null, ...more }) as unknown as ReportView;
const typed = (visits: string, cause = '', dropouts = '0'): ReportForm => ({ figures: { visits: { value: visits, cause }, dropouts: { value: dropouts, cause: '' } }, problems: '', nextSteps: '', attachments: [] });

describe('the form of a report', () => {
  test('begins empty, with what was compiled, with what was returned, or with what is inside the unit', () => {
    const compiled = [{ indicator: 'visits', name: '走访', value: 8, from: 'progress-Q1', submission: 1, acceptedAt: at }];
    const visits = (of: ReportView): string | undefined => formOf(of).figures['visits']?.value;
    expect([view(), view({ compiled }), view({ compiled, submissions: [said(1, 5)] }), view({ submissions: [said(1, 5)], draft: said(2, 7) })].map(visits)).toEqual(['', '8', '5', '7']);
  });

  test('takes a figure of the funds’ lines from there, and says where what is typed is another, by more than rounding', () => {
    const fromLedger = [{ indicator: 'visits', name: '支出率', measure: '%', value: 31.25, received: 400, paid: 125, on: '2026-03-31', source: { zh: '资金台账', en: 'lines' } }];
    const from = view({ fromLedger });
    expect([formOf(from).figures['visits']?.value, formOf(view({ fromLedger, submissions: [said(1, 5)] })).figures['visits']?.value]).toEqual(['31.25', '5']);
    expect(['31.25', '31', '31.2', '31.3', '32', '31.4', '30', ''].map((visits) => differsFromLedger(from, typed(visits), 'visits'))).toEqual([false, false, false, false, true, true, true, false]);
    // The lines cannot be divided by nothing: then there is no figure.
    expect(formOf(view({ fromLedger: [{ ...fromLedger[0], value: null }] })).figures['visits']?.value).toBe('');
  });

  test('that was kept before the plan changed fits as far as it goes', () => {
    const kept = { ...typed('6'), figures: { visits: { value: '6', cause: '' }, gone: { value: '1', cause: '' } } };
    expect(Object.keys(formFrom(view(), kept).figures)).toEqual(['visits', 'dropouts']);
  });

  test('asks for a cause as the rule does: short of the plan in its direction, or other than what was accepted', () => {
    expect(['5.99', '6', '', '六'].map((visits) => causeFor(view(), typed(visits), 'visits'))).toEqual(['short', null, null, null]);
    expect(causeFor(view(), typed('6', '', '1'), 'dropouts')).toBe('short');
    expect(causeFor(view({ compiled: [{ indicator: 'visits', value: 8 }] }), typed('9'), 'visits')).toBe('differs');
  });

  test('says how far it is in figures: one that needs a cause is done once that is given', () => {
    expect([typed('', '', ''), typed('5'), typed('5', '下雨'), typed('6')].map((form) => progressOf(view(), form))).toEqual([{ done: 0, left: 2 }, { done: 1, left: 1 }, { done: 2, left: 0 }, { done: 2, left: 0 }]);
  });

  test('sends a cause only where one is asked for', () => {
    expect(bodyOf(view(), typed('6', '下雨')).figures[0]).toEqual({ indicator: 'visits', value: 6 });
    expect(bodyOf(view(), typed('5', ' 下雨 ')).figures[0]).toEqual({ indicator: 'visits', value: 5, cause: '下雨' });
  });

  test('names each fault at its field, in the words of the server', () => {
    expect(faultsIn(view(), typed('', '', '1.234')).map(({ field }) => field)).toEqual(['figures.visits', 'figures.dropouts']);
    expect(faultsIn(view(), typed('5'))).toMatchObject([{ field: 'figures.visits.cause', words: { zh: '“走访”为5户次，未达到计划的6户次，请说明原因' } }]);
    expect(faultsIn(view(), typed('6'))).toEqual([]);
  });

  test('that was returned shows what is different, and is refused before it is sent when nothing is', () => {
    const returned = view({ status: 'returned', submissions: [{ ...said(1, 5), returned: { at, by: '上级', comments: [{ field: 'figures.visits', comment: '?' }] } }] });
    const same = { ...typed('5', '下雨'), problems: '无' };
    expect(changesIn(returned, { ...same, figures: { ...same.figures, visits: { value: '8', cause: '' } } })).toEqual([{ field: 'figures.visits', before: '5', after: '8' }]);
    const unchanged = view({ status: 'returned', submissions: [{ ...said(1, 6), returned: { at, by: '上级', comments: [{ field: 'problems', comment: '?' }] } }] });
    expect(faultsIn(unchanged, { ...typed('6'), problems: '无' })).toMatchObject([{ field: 'form', words: { zh: '与退回的一稿完全相同；上级有1条意见，请修改后再报' } }]);
  });

  test('takes a refusal to the field it is about; what is about none stays with the form', () => {
    const words = { zh: '请说明原因', en: 'say why' };
    expect(faultsOf(view(), { code: 'causeMissing', words, errors: [{ pointer: '/figures/1/cause', detail: '' }] })).toEqual([{ field: 'figures.dropouts.cause', words }]);
    expect(faultsOf(view(), { code: 'notPossibleNow', words, errors: [{ pointer: '/', detail: '' }] })).toEqual([]);
  });
});
