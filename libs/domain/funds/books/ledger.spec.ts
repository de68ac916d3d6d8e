import '../../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerFields, treasuryFields } from '../../../contracts/book-fields.ts';
import type { PolicyPack } from '../../../contracts/policy.ts';
import type { TreeUnit } from '../../policy/planning.ts';
import { bookIn } from './grid.ts';
import { planLedger } from './ledger.ts';
import type { KnownLine } from './ledger.ts';
import { wanOf, yuanOf } from './money-text.ts';
import { planTreasury } from './treasury.ts';

const source = { id: 'centre', name: { zh: '中央财政资金', en: 'Centre' } };
const pack = { unitTypes: [{ id: 'bureau', posts: [{ functions: ['treasurer'] }] }], settings: { funds: { sources: { value: [source], basis: {} } } } } as unknown as PolicyPack;
const unit = (id: string, name: string, under: string | null, type = 'place'): [string, TreeUnit] => [id, { id, name, type, under, administeredBy: null }];
const tree = new Map([unit('R', '某区', null), unit('F', '财政局', 'R', 'bureau'), unit('D', '农业局', 'R'), unit('T1', '东镇', 'R'), unit('T2', '西镇', 'R'), unit('V1', '新村', 'T1'), unit('V2', '新村', 'T2'), unit('V3', '大村', 'T2')]);
const ground = (known: KnownLine[] = []) => ({ cycle: 'c/2026', root: 'R', pack, calendar: { version: 'v', from: '2026-01-01', days: '1'.repeat(365) }, tree, today: '2026-06-30', year: 2026, known, isDrill: true });
const head = ['资金来源', '文号', '项目', '金额（万元）', '到账日期', '下达单位', '使用单位', '下达时限', '使用时限'];
const plan = (rows: string[][], known: KnownLine[] = [], heading = head) => planLedger(bookIn({ cells: [heading, ...rows], merged: [] }, ledgerFields), ground(known));
const row = (...more: [at: number, text: string][]): string[] => more.reduce((cells, [at, text]) => cells.with(at, text), ['中央', '某〔2026〕1号', '甲', '10', '3月5日', '', '大村', '', '']);

describe('a ledger', () => {
  test('planned again on what it made, in the other unit of amount and with other brackets, registers nothing', () => {
    const entry = fc.record({ n: fc.integer({ min: 1, max: 9 }), purpose: fc.constantFrom('村道', '供水', '产业'), amount: fc.integer({ min: 1, max: 9_000_000_000_000 }), unit: fc.constantFrom('V1', 'V2', 'V3', 'T1', 'R') });
    fc.assert(fc.property(fc.uniqueArray(entry, { selector: (one) => JSON.stringify(one), maxLength: 30 }), (entries) => {
      const first = plan(entries.map(({ n, purpose, amount, unit: id }) => ['中央', `某〔2026〕${n}号`, purpose, wanOf(amount), '2026.3.5', '', id, '', '']));
      expect([first.faults, first.entries.length]).toEqual([[], entries.length]);
      const known = first.entries.map(({ unit: id, registration }, n): KnownLine => ({ line: `L${n + 1}`, documentNumber: registration.document.number, purpose: registration.purpose, unit: id, amount: registration.amount }));
      const again = plan(entries.map(({ n, purpose, amount, unit: id }) => ['centre', `某（2026）${n}号`, purpose, yuanOf(amount), '20260305', '', id, '', '']), known, head.map((one) => one.replace('万元', '元')));
      expect([again.faults, again.entries, again.unchanged.length]).toEqual([[], [], entries.length]);
    }), { numRuns: 60 });
  });

  test('finds the route by the units above, by way of a unit beside them where that one passes it on', () => {
    const routeOf = (cells: string[]) => plan([cells]).entries[0]?.registration.route.map(({ unit: id }) => id);
    expect([routeOf(row()), routeOf(row([6, 'R'])), routeOf(row([5, '农业局'])), routeOf(row([5, '西镇'])), routeOf(row([5, '市财政局'])), routeOf(row([6, '西镇新村'])), routeOf(row([6, '新村'], [5, '西镇']))])
      .toEqual([['R', 'T2', 'V3'], ['R'], ['R', 'D', 'V3'], ['R', 'T2', 'V3'], ['R', 'T2', 'V3'], ['R', 'T2', 'V2'], ['R', 'T2', 'V2']]);
    expect(plan([row([6, '新村'])]).faults).toMatchObject([{ row: 2, letter: 'G', code: 'unitAmbiguous', facts: { known: '东镇新村（V1）、西镇新村（V2）' } }]);
  });

  test('takes what the document says of time, each for the places it is about', () => {
    const terms = (cells: string[]) => plan([cells]).entries[0]?.registration.terms;
    expect(terms(row([7, '收到后30日内下达'], [8, '6月30日前']))).toEqual([{ of: 'passOn', says: '收到后30日内下达', within: { days: 30, counted: 'natural' } }, { of: 'use', says: '6月30日前', by: '2026-06-30' }]);
    expect(terms(row([6, 'R'], [7, '30日内']))).toMatchObject([{ of: 'use' }]);
  });

  test('says of a row that it differs from a line by its amount alone, and of a numbered one that it is another', () => {
    const known = [{ line: 'L7', documentNumber: '某〔2026〕1号', purpose: '甲', unit: 'V3', amount: 9_000_000 }];
    expect(plan([row()], known)).toMatchObject({ entries: [{ row: 2 }], alike: [{ row: 2, line: 'L7', was: 9_000_000 }] });
    expect(plan([['L7', ...row()]], known, ['资金编号', ...head]).faults).toMatchObject([{ row: 2, letter: 'A', code: 'lineDiffers', facts: { amount: '90000.00' } }]);
    expect(plan([['L7', ...row([3, '9'])]], known, ['资金编号', ...head])).toMatchObject({ faults: [], unchanged: [{ line: 'L7' }] });
  });

  test('with two amounts in a row wants them to agree', () => {
    const both = [...head.slice(0, 4), '金额（元）', ...head.slice(4)];
    const cells = (yuan: string): string[] => { const given = row(); return [...given.slice(0, 4), yuan, ...given.slice(4)]; };
    expect([plan([cells('100,000')], [], both).entries.length, plan([cells('100,001')], [], both).faults.map(({ letter, code }) => [letter, code])]).toEqual([1, [['E', 'amountsDiffer']]]);
  });

  test('is refused where the working calendar ends before a date of it', () => {
    expect(plan([row([7, '100个工作日内'])]).faults).toEqual([]);
    expect(plan([row([7, '366个工作日内'])]).faults).toMatchObject([{ row: 2, letter: 'E', code: 'refused', facts: { code: 'beyondCalendar' } }]);
  });
});

describe('the treasury’s list', () => {
  const list = (...rows: string[][]) => planTreasury(bookIn({ cells: [['凭证号', '支付日期', '收款人', '支付金额（元）', '预算单位', '人数'], ...rows], merged: [] }, treasuryFields), { tree, today: '2026-06-30', year: 2026 });
  test('is read with the unit where the tree has it, and without where it has not', () => {
    expect(list(['国库 2026-1', '2026-3-5', '某公司', '1,000', '大村', ''], ['2', '3月5日', '农户', '5', '市直单位', '312'])).toMatchObject({
      faults: [], payments: [{ voucher: '国库2026-1', paidOn: '2026-03-05', amount: 100_000, unit: 'V3', payees: 1 }, { unit: null, unitName: '市直单位', payees: 312 }],
    });
  });
  test('has each voucher once, none ahead of today, none without a payee', () => {
    expect(list(['1', '2026-3-5', '甲', '5', '', ''], ['1', '2026-3-6', '甲', '6', '', ''], ['2', '2026-7-1', '', '-6', '', '0'], ['<a>', '2026-3-6', '甲', '6', '', '']).faults.map(({ row: at, letter, code }) => [at, letter, code])).toEqual([
      [3, 'A', 'voucherTwice'], [4, 'D', 'amountNegative'], [4, 'B', 'dayAhead'], [4, 'C', 'missing'], [4, 'F', 'countInvalid'], [5, 'A', 'voucherInvalid'],
    ]);
  });
});
