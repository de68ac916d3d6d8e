import { describe, expect, test } from '@jest/globals';
import { unitIn } from './match.ts';
import { byUnitAbove, layersOf, matching, rowsOf, stageOf, waitingFirst } from './signing.ts';
import type { LetterItem } from './signing.ts';

const letter = (unit: string, unitName: string, status: string, signed = 0): LetterItem =>
  ({ obligation: `y/${unit}/letter`, unit, unitName, duty: 'letter', status, version: 1, light: 'onTrack', dueOn: '2026-02-28', dueAt: null, originalDueOn: null, seq: 1, signed, signers: 2, inForceAt: null });
const places = [
  { unit: 'R', name: 'district', under: null, depth: 0 }, { unit: 'T1', name: 'Taiping', under: 'R', depth: 1 }, { unit: 'T2', name: 'Huguang', under: 'R', depth: 1 },
  { unit: 'V1', name: 'Tongming', under: 'T1', depth: 2 }, { unit: 'V2', name: 'Chiling', under: 'T1', depth: 2 },
];
const rows = rowsOf([letter('T1', 'Taiping', 'inForce'), letter('T2', 'Huguang', 'issued', 1), letter('V1', 'Tongming', 'issued'), letter('V2', 'Chiling', 'supplementing')], places);

describe('how far signing has come', () => {
  test('is told layer by layer: who issues, and how many letters stand where', () => {
    expect(layersOf(rows)).toMatchObject([
      { depth: 1, letters: 2, above: ['district'], counts: { inForce: 1, partlySigned: 1, issued: 0 } },
      { depth: 2, letters: 2, above: ['Taiping'], counts: { issued: 1, inForce: 1 } },
    ]);
  });

  test('a letter signed by one of two is partly signed; one that is being supplemented is in force', () => {
    expect([letter('x', 'x', 'issued', 1), letter('x', 'x', 'supplementSigned'), letter('x', 'x', 'voided')].map(stageOf)).toEqual(['partlySigned', 'inForce', 'ended']);
  });

  test('letters that wait for somebody stand before those not issued yet or in force, each in the order of the tree', () => {
    const some = rowsOf([letter('T1', 'Taiping', 'inForce'), letter('V1', 'Tongming', 'drafted'), letter('T2', 'Huguang', 'issued'), letter('V2', 'Chiling', 'objected')], places);
    expect(waitingFirst(some).map(({ unit }) => unit)).toEqual(['T2', 'V2', 'T1', 'V1']);
  });

  test('letters are found by stage, layer, and by the name of the unit or of the one above it', () => {
    const found = (wanted: Partial<Parameters<typeof matching>[1]>): string[] => matching(rows, { stage: 'all', depth: null, text: '', ...wanted }).map(({ unit }) => unit);
    expect(found({ stage: 'waiting' })).toEqual(['T2', 'V1', 'V2']);
    expect(found({ depth: 2, text: 'taiping' })).toEqual(['V1', 'V2']);
    expect(found({ text: 'chi' })).toEqual(['V2']);
    expect(byUnitAbove(rows).map(({ name, rows: all }) => [name, all.length])).toEqual([['district', 2], ['Taiping', 2]]);
  });
});

describe('the unit a scan is of', () => {
  const known = [
    { unit: '440811101', name: '太平镇', above: ['麻章区'] }, { unit: '440811101206', name: '通明村', above: ['太平镇'] },
    { unit: '440811102201', name: '东岸村', above: ['湖光镇'] }, { unit: '440811101207', name: '东岸村', above: ['太平镇'] },
  ];
  test.each([
    ['by its code, which is not part of a longer one', '440811101206_签字页.pdf', '440811101206'],
    ['by its name', '太平镇 责任书（签字）.PDF', '440811101'],
    ['the village, where its town is said too', '太平镇通明村.jpg', '440811101206'],
    ['the village, where every unit above it is said', '麻章区太平镇通明村.jpg', '440811101206'],
    ['of two villages of one name the one whose town is said', '湖光镇东岸村.pdf', '440811102201'],
    ['nobody’s, where two could be meant', '东岸村.pdf', null],
    ['nobody’s, where none is named', '扫描0001.pdf', null],
  ])('is told %s', (_how, file, unit) => { expect(unitIn(file, known)).toBe(unit); });
});
