import { describe, expect, test } from '@jest/globals';
import { bodyOf, emptyItem, faultsIn, fieldAt, inMoney, totalFen } from './form.ts';
import type { PlanForm } from './form.ts';

const item = { ...emptyItem, title: '修缮供水管网', owner: '分管副镇长', dueOn: '2026-09-30', amount: '28.800005' };
const form: PlanForm = { items: [item, { ...item, title: '走访', amount: '' }], text: ' 资金来源 ', money: 'tenThousand', attachments: [] };
const plan = { year: 2026, submission: null, status: 'awaited' };

describe('the form of a plan', () => {
  test('is sent in fen, without what was left empty', () => {
    expect(bodyOf(form)).toEqual({ items: [{ title: '修缮供水管网', owner: '分管副镇长', dueOn: '2026-09-30', amountFen: 28_800_005 }, { title: '走访', owner: '分管副镇长', dueOn: '2026-09-30' }], text: '资金来源' });
    expect(totalFen(form)).toBe(28_800_005);
  });

  test('shows the same money in the other unit, and what is no amount as it was typed', () => {
    const typed = { ...form, items: [item, { ...item, amount: '约三十万' }] };
    expect(inMoney(typed, 'yuan').items.map(({ amount }) => amount)).toEqual(['288000.05', '约三十万']);
    expect(inMoney(inMoney(form, 'yuan'), 'tenThousand')).toEqual(form);
  });

  test('names each fault at its field: what is missing, written twice, outside the year, finer than a fen', () => {
    expect(faultsIn(form, plan)).toEqual([]);
    const bad: PlanForm = { ...form, items: [{ ...item, owner: ' ', amount: '0.0000001' }, { ...item, dueOn: '2027-01-10' }, { ...item, title: '', dueOn: '' }] };
    expect(faultsIn(bad, plan).map(({ field }) => field)).toEqual(['items.0.owner', 'items.0.amount', 'items.1.title', 'items.1.dueOn', 'items.2.title', 'items.2.dueOn']);
  });

  test('that was returned and is not changed is refused before it is sent', () => {
    const returned = { at: '2026-03-02T01:00:00.000Z', by: '某', comments: [{ field: 'text', comment: '?' }] };
    const submission = { n: 1, at: '2026-03-01T01:00:00.000Z', by: '某', ...bodyOf(form), attachments: [], returned };
    expect(faultsIn(form, { ...plan, status: 'returned', submission }).map(({ field }) => field)).toEqual(['form']);
    expect(faultsIn({ ...form, text: '另有来源' }, { ...plan, status: 'returned', submission })).toEqual([]);
  });

  test('finds the field a refusal points at', () => {
    expect(['/items/2/amountFen', '/items/0/title', '/text', '/items'].map(fieldAt)).toEqual(['items.2.amount', 'items.0.title', 'text', 'form']);
  });
});
