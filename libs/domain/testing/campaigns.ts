import { join } from 'node:path';
import { listPacks, loadPack } from '#libs/packs/load';
import type { LoadedPack } from '#libs/packs/load';
import { repositoryRoot } from '#libs/packs/place';
import { planUnitYear, unitsThatOwe } from '../policy/plan-unit-year.ts';
import type { CycleTerms, TreeUnit } from '../policy/planning.ts';
import type { LetterStart } from '../letter/letter.ts';
import type { ReportStart } from '../report/report.ts';
import type { UnitYearStart } from '../unit-year/state.ts';

/** A campaign's year as a launch resolves it, without a database. */
export interface Campaign {
  terms: CycleTerms;
  root: string;
  tree: ReadonlyMap<string, TreeUnit>;
  owing: readonly TreeUnit[];
  plan(unit: string): UnitYearStart;
}

/** The document and the minutes without which no letter is issued. */
export const letterDocuments = {
  requiredBy: { number: '示文〔2026〕1号', title: '关于签订责任书的通知' },
  approvedBy: { number: '示纪〔2026〕1号', title: '专题会议纪要' },
};

export function campaignOf(
  loaded: Pick<LoadedPack, 'pack' | 'calendar' | 'organisation'>,
  given: Partial<Pick<CycleTerms, 'letterDocuments' | 'isDrill' | 'cycle' | 'year' | 'dueDates'>> = {},
): Campaign {
  const { pack, calendar, organisation } = loaded;
  if (!organisation) throw new Error(`${pack.id} brings no units`);
  const units = organisation.units.map(({ id, name, type, under, administeredBy }): TreeUnit =>
    ({ id, name, type, under: under ?? null, administeredBy: administeredBy ?? null }));
  const tree = new Map(units.map((unit) => [unit.id, unit]));
  const terms: CycleTerms = { cycle: `${pack.campaign.id}/2026`, year: 2026, isDrill: false, pack, calendar, letterDocuments, ...given };
  return {
    terms, root: organisation.root, tree, owing: unitsThatOwe(units, pack),
    plan(id) {
      const unit = tree.get(id);
      if (!unit) throw new Error(`${id} is not in the tree`);
      return planUnitYear(terms, tree, organisation.root, unit);
    },
  };
}

const [shipped] = (await listPacks()).filter((pack) => pack.isRunnable);
/** The campaign that ships with the product: towns, a farm, villages. */
export const demo = await loadPack(shipped?.id ?? '');
/** Another campaign, with duties, a ladder and words of its own. */
export const tiny = await loadPack(join(repositoryRoot(), 'tests/fixtures/packs/tiny'));

/**
 * The shipped campaign with more passed down than it has itself: a figure each unit must reach, one of the year's end, and
 * towns whose plans fall short.
 */
export const passingDown: typeof demo = {
  ...demo,
  pack: {
    ...demo.pack,
    indicators: [
      ...demo.pack.indicators.map((one) => (one.id === 'measuresInPlace' ? { ...one, passesTo: 'leadsVerified' } : one)),
      { id: 'townIncome', name: { zh: '村集体收入合计', en: 'Income of all collectives' }, measure: { zh: '万元', en: 'CNY 10 000' }, direction: 'atLeast', period: 'yearEnd', aggregation: 'sum', source: 'typed', passesTo: 'collectiveIncome' },
    ],
    targets: [
      ...demo.pack.targets,
      { for: { unitType: 'township' }, indicator: 'townIncome', value: 100 },
      { for: { unitType: 'farm' }, indicator: 'townIncome', value: 10 },
      ...(demo.organisation?.units ?? []).filter(({ type, administeredBy }) => type === 'township' && !administeredBy)
        .map(({ id }) => ({ for: { unit: id }, indicator: 'labourEmployed', value: 2000, byPeriod: { Q1: 810, Q2: 990, Q3: 1080, Q4: 2000 } })),
    ],
  },
};

export const letterOf = (start: UnitYearStart): LetterStart => {
  const letter = start.duties.find((duty) => duty.kind === 'letter');
  if (!letter) throw new Error(`${start.unit.name} owes no letter`);
  return letter;
};

export const reportsOf = (start: UnitYearStart): ReportStart[] => start.duties.filter((duty) => duty.kind === 'report');

/** A year whose reports go straight to the unit above: the unit's own steps have tests of their own. */
export const withoutSteps = (start: UnitYearStart): UnitYearStart => ({ ...start, duties: start.duties.map((duty) => (duty.kind === 'report' ? { ...duty, steps: [] } : duty)) });
