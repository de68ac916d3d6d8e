import { describe, expect, test } from '@jest/globals';
import { cellKey, columnsOf, columnSum, givenShares, missesOf, readFigure, readPaste, sharesWith, unitsOf, withPaste, wrongCells } from './grid.ts';
import type { GridLine } from './grid.ts';

const share = (unit: string, value: number, byPeriod: Record<string, number> = {}): GridLine['shares'][number] => ({ unit, unitName: `village ${unit}`, value, byPeriod, inLetter: value, letterStatus: 'drafted' });
const labour: GridLine = {
  indicator: 'labour', name: 'workers', measure: 'persons', direction: 'atLeast', period: 'cumulative', aggregation: 'sum', to: 'villageLabour', toName: 'workers of the village',
  target: 100, targetByPeriod: { Q1: 60, Q2: 100 }, sum: null, inLetters: null, shares: [share('1', 40, { Q1: 30, Q2: 40 }), share('2', 50, { Q1: 30, Q2: 50 })],
};
const rate: GridLine = {
  indicator: 'rate', name: 'rate', measure: '%', direction: 'atLeast', period: 'yearEnd', aggregation: 'each', to: 'villageRate', toName: 'rate', target: 95, targetByPeriod: {}, sum: null, inLetters: null,
  shares: [share('1', 95)],
};
const view = { lines: [labour, rate] };
const year = cellKey('1', 'villageLabour', 'Y');

describe('the grid in which targets are passed down', () => {
  test('says what is missing, in the year and in each period, until the shares add up', () => {
    expect(missesOf(view, sharesWith(view, {})).map(({ period, missing }) => [period, missing])).toEqual([['Q2', 10], ['Y', 10]]);
    expect(missesOf(view, sharesWith(view, { [year]: '50' }))).toEqual([]);
  });

  test('a share’s plan by period follows its figure for the year, except where a period was typed', () => {
    const [first] = sharesWith(view, { [year]: '20', [cellKey('1', 'villageLabour', 'Q1')]: '10' });
    expect(first).toEqual({ unit: '1', indicator: 'villageLabour', value: 20, byPeriod: { Q1: 10, Q2: 20 } });
  });

  test('only what differs from the plan is given, in the measure of its line', () => {
    expect(givenShares(view, { [year]: '40', [cellKey('2', 'villageLabour', 'Y')]: '60' })).toEqual([{ unit: '2', indicator: 'villageLabour', value: 60, measure: 'persons' }]);
    expect(givenShares(view, { [cellKey('2', 'villageLabour', 'Q1')]: '35' })).toEqual([{ unit: '2', indicator: 'villageLabour', value: 50, byPeriod: { Q1: 35 }, measure: 'persons' }]);
  });

  test('a rate is each unit’s own: nothing is added up, and a share below it is named', () => {
    const [, column] = columnsOf([labour, rate], new Set());
    const shares = sharesWith(view, { [cellKey('1', 'villageRate', 'Y')]: '90' });
    expect(column && columnSum(column, shares)).toBeNull();
    expect(missesOf(view, shares).filter(({ indicator }) => indicator === 'rate')).toMatchObject([{ unit: '1', missing: 5 }]);
  });

  test('figures are read as people type them, and what is none is marked and not given', () => {
    expect(['１２', '1,240', ' 46 ', '0.5', '46人', '1.234', ''].map(readFigure)).toEqual([12, 1240, 46, 0.5, null, null, null]);
    expect(wrongCells({ [year]: 'many', other: '' })).toEqual([year]);
    expect(givenShares(view, { [year]: 'many' })).toEqual([]);
  });

  test('a column copied from a spreadsheet falls into the cells below; what lies outside or is not carried takes nothing', () => {
    const columns = columnsOf([labour, rate], new Set());
    const block = readPaste('45\t96\r\n55\t97\r\n99\r\n');
    expect(block).toEqual([['45', '96'], ['55', '97'], ['99']]);
    expect(withPaste({}, block, { row: 0, column: 0 }, unitsOf(view), columns)).toEqual({
      [year]: '45', [cellKey('1', 'villageRate', 'Y')]: '96', [cellKey('2', 'villageLabour', 'Y')]: '55',
    });
  });

  test('a line opened out shows its periods, one of the year’s end none', () => {
    expect(columnsOf([labour, rate], new Set(['villageLabour', 'villageRate'])).map(({ period }) => period)).toEqual(['Y', 'Q1', 'Q2', 'Y']);
  });
});
