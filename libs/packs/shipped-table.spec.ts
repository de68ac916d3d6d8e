import { describe, expect, test } from '@jest/globals';
import type { SituationPolicy } from '#libs/contracts/policy';
import { layer, listPackFolders, packFolder, readLineage } from './layers.ts';
import { loadPack } from './load.ts';

/** Articles 26 and 27 and the defaults of practice, typed in a second time from the description of the domain. */

const { pack: { accountability, settings } } = await loadPack('mazhang-2026-demo');

interface Row { base: string; aggravated?: string[]; rectification?: true; detected: string }

/**
 * `whom: measure`; `+` joins measures that come together, `/` those of which one is chosen. R is the unit concerned, A the
 * assisting unit, a leader has `'s head`.
 */
const table: Readonly<Record<string, Row>> = {
  '1': { base: 'district committee: 书面检查; district government: 书面检查; town leaders: 调离/停职/免职; A\'s head: 调离/停职/免职', detected: 'watch' },
  '2': { base: 'town leaders: 约谈; R\'s head: 调离/停职', detected: 'finding' },
  '3': { base: 'town: 通报; town leaders: 约谈', detected: 'partial' },
  '4': { base: 'A: 通报; town: 通报', detected: 'finding' },
  '5': { base: 'R: 通报; R\'s head: 诫勉/调离', detected: 'finding' },
  '6': { base: 'A: 通报; A\'s head: 约谈', aggravated: ['persons responsible: 诫勉/停职', 'persons responsible: 调离'], detected: 'partial' },
  '7': { base: 'town: 通报; R: 通报; town leaders: 约谈; R\'s head: 约谈', detected: 'automatic' },
  '8': { base: 'R\'s head: 诫勉', aggravated: ['R\'s head: 停职/免职'], detected: 'finding' },
  '9': { base: 'R: 通报', aggravated: ['R\'s head: 诫勉/停职'], rectification: true, detected: 'finding' },
  '10': { base: 'town: 通报', aggravated: ['town leaders: 诫勉/停职'], rectification: true, detected: 'finding' },
  '11a': { base: 'A: 通报; posted cadre: 通报', detected: 'partial' },
  '11b': { base: 'town leaders: 约谈; paired cadre: 通报', detected: 'finding' },
};

const whom: Readonly<Record<string, string>> = {
  districtCommittee: 'district committee', districtGovernment: 'district government', town: 'town', townLeaders: 'town leaders',
  concernedUnit: 'R', concernedUnitLeader: 'R\'s head', assistingUnit: 'A', assistingUnitLeader: 'A\'s head',
  postedCadre: 'posted cadre', pairedCadre: 'paired cadre', personsResponsible: 'persons responsible',
};
const short: Readonly<Record<string, string>> = {
  writtenReview: '书面检查', interview: '约谈', circular: '通报', admonition: '诫勉', reassignment: '调离', suspension: '停职', dismissal: '免职', demotion: '降职',
};

const told = (consequences: SituationPolicy['base']): string =>
  consequences.map(({ object, measures, choice }) => `${whom[object]}: ${measures.map((one) => short[one]).join(choice === 'together' ? '+' : '/')}`).join('; ');

const situationOf = (row: string): SituationPolicy => {
  const found = accountability.situations.find((one) => one.row === row);
  if (!found) throw new Error(`no row ${row}`);
  return found;
};

describe('the table of situations', () => {
  test('has its twelve rows, in order, each with its article', () => {
    expect(accountability.situations.map(({ row, basis }) => [row, 'article' in basis ? basis.article : null]))
      .toEqual(Object.keys(table).map((row) => [row, `M27(${row.replace(/[ab]$/, '')})`]));
  });

  test.each(Object.keys(table))('row %s: whom, which measures, what more if it is graver, whether it is to be put right', (row) => {
    const { base, aggravated, rectification, detected } = situationOf(row);
    expect({ base: told(base), aggravated: aggravated.map(({ consequences }) => told(consequences)), rectification, detected })
      .toEqual({ base: table[row]?.base, aggravated: table[row]?.aggravated ?? [], rectification: table[row]?.rectification ?? false, detected: table[row]?.detected });
  });

  test('row 7 has three triggers that the record shows, and a person confirms that the task is affected', () => {
    const { conditions } = situationOf('7');
    expect(conditions.map(({ is, anyOf }) => [is, anyOf.map((one) => (one.shownBy === 'record' ? one.sign : 'person'))])).toEqual([
      ['act', ['fundsNotPaidOnTime', 'fundsNotUsedOnTime', 'projectNotCarriedOutOnTime']],
      ['effect', ['person']],
    ]);
  });

  test('row 1 waits for the result of the assessment; wrong data count only when they distorted or were criticised', () => {
    expect(situationOf('1').conditions.map(({ is, anyOf }) => [is, anyOf.map((one) => (one.shownBy === 'record' ? one.sign : 'person'))])).toEqual([
      ['act', ['targetMissedAtYearEnd']], ['cause', ['person', 'person']], ['effect', ['assessmentResultRecorded']],
    ]);
    expect(situationOf('6').conditions.filter(({ is }) => is === 'effect').map(({ anyOf }) => anyOf.map(({ shownBy }) => shownBy))).toEqual([['person', 'person']]);
  });

  test('the unit concerned and the assisting unit are never in one row', () => {
    const roles = new Map(accountability.objects.map(({ id, role }) => [id, role]));
    const both = accountability.situations.filter(({ base, aggravated }) => {
      const all = new Set([...base, ...aggravated.flatMap(({ consequences }) => consequences)].map(({ object }) => roles.get(object)));
      return all.has('concerned') && all.has('assisting');
    });
    expect(both).toEqual([]);
  });
});

describe('measures, and who decides', () => {
  test('are in the text\'s order; two are drafted, from admonition on they are only referred; the list ends open', () => {
    expect(accountability.measures.map(({ id, kind, basis }) => [short[id], kind, 'article' in basis && basis.article])).toEqual([
      ['书面检查', 'recorded', 'M26'], ['约谈', 'drafted', 'M26'], ['通报', 'drafted', 'M26'], ['诫勉', 'referred', 'M26'],
      ['调离', 'referred', 'M26'], ['停职', 'referred', 'M26'], ['免职', 'referred', 'M26'], ['降职', 'referred', 'M26'],
    ]);
    expect(accountability.measuresOpen?.value).toBe(true);
    expect(accountability.weights.map(({ name, basis }) => [name.zh.slice(0, 2), 'article' in basis && basis.article])).toEqual([['情节', 'M26'], ['损害', 'M26'], ['影响', 'M26']]);
  });

  test('the district censures its towns and its own units; itself, posted cadres and units from above it refers', () => {
    const decided = Object.fromEntries(accountability.objects.map(({ id, decides }) => [whom[id], decides ? `${decides.for.join('+')}: ${decides.measures.map((one) => short[one]).join('+')}` : 'referred']));
    expect(decided).toEqual({
      'district committee': 'referred', 'district government': 'referred', town: 'township: 通报', 'town leaders': 'township: 约谈',
      R: 'department+farm: 通报', 'R\'s head': 'department+farm: 约谈', A: 'department: 通报', 'A\'s head': 'department: 约谈',
      'posted cadre': 'referred', 'paired cadre': 'department+township: 通报', 'persons responsible': 'referred',
    });
    expect(accountability.objects.filter(({ decides, refers }) => decides && !refers).map(({ id }) => id)).toEqual(['town']);
    // An office of a leading group reminds and informs; it censures nobody.
    expect(new Set(accountability.objects.flatMap(({ decides }) => (decides ? [decides.issuedAs.zh] : [])))).toEqual(new Set(['区委办公室、区政府办公室']));
  });
});

describe('settings of practice', () => {
  const value = (one: { value: unknown; basis: object } | undefined): unknown => one?.value;
  const on = (one: { basis: object } | undefined): unknown => (one?.basis as { article?: string }).article ?? 'setting';
  const days = (count: number): object => ({ days: count, counted: 'natural' });

  test('money moves within the days that the law names', () => {
    const { provinceToCounty, generalTransfersAfterBudget, specialTransfersAfterBudget, surplusAfterYears } = settings.funds ?? {};
    expect([provinceToCounty, generalTransfersAfterBudget, specialTransfersAfterBudget, surplusAfterYears].map((one) => [value(one), on(one)]))
      .toEqual([[days(30), 'YS52'], [days(30), 'YS52'], [days(60), 'YS52'], [2, 'YS42']]);
  });

  test('no shipped pack names days from county to town, nor for a rectification that names none itself', () => {
    const named = listPackFolders().map((folder) => layer(readLineage(packFolder(folder))).settings);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((one) => one.has('funds.countyToTown') || one.has('cases.rectifiedWithin'))).toEqual([]);
  });

  test('spending is compared with a named curve', () => {
    const curves = settings.funds?.spendingCurves?.value ?? [];
    const points = (id: string): number[] => curves.flatMap((curve) => (curve.id === id && 'byPeriod' in curve ? Object.values(curve.byPeriod) : []));
    expect(curves.map(({ id }) => id)).toEqual(['linear', 'quarterly', 'jilin2023']);
    expect([value(settings.funds?.spendingCurve), points('quarterly'), points('jilin2023')]).toEqual(['quarterly', [25, 50, 75, 100], [25, 30, 42, 50, 59, 67, 75, 84, 92, 100]]);
    const monthly = curves.find(({ id }) => id === 'jilin2023');
    expect(monthly && 'byPeriod' in monthly ? Object.keys(monthly.byPeriod) : []).toEqual(['M03', 'M04', 'M05', 'M06', 'M07', 'M08', 'M09', 'M10', 'M11', 'M12']);
  });

  test('an interview, an appeal, a public notice, reminders, and what a signature is', () => {
    const { cases, funds, reminders, letters, bulletins } = settings;
    expect([cases?.interviewHeldWithin, cases?.interviewOfficersAtLeast, cases?.interviewRectifiedWithin, cases?.minutesBy, cases?.interviewSubstitutes].map(value))
      .toEqual([days(7), 2, days(30), 'namedRecorder', false]);
    expect([cases?.appealWithin, cases?.appealDecidedWithin, cases?.appealSuspends].map((one) => [value(one), on(one)])).toEqual([[days(15), 'WZ22'], [days(30), 'WZ22'], [false, 'WZ23']]);
    expect([funds?.publicNotice, funds?.retentionPercent, reminders?.mostBeforeDue, bulletins?.ranking].map(value)).toEqual([days(10), 3, 2, false]);
    expect(reminders?.presets?.value[0]?.workingDaysBefore).toEqual([5, 3]);
    expect([letters?.copies, letters?.onePersonSignsOnce, letters?.registrarIsNoSigner].map(value)).toEqual([2, true, true]);
  });
});
