import { noFaults } from './expect.ts';
import type { Check, Expected, Manifest, ShownFigures } from './expect.ts';
import { handedInAndAccepted } from './compiled.ts';
import { byStream } from './journal.ts';
import type { Found } from './record.ts';

/** How a figure of many units comes together: typed in from the demo's indicators a second time. */
const together: Readonly<Record<string, 'sum' | 'lowest' | 'highest' | 'none'>> = {
  measuresInPlace: 'lowest', riskResolved: 'sum', labourEmployed: 'sum', incomeGrowth: 'none', outOfSchool: 'highest', healthInsured: 'none', fundsSpent: 'none', projectsAccepted: 'sum',
  householdVisits: 'sum', leadsVerified: 'lowest', villageLabour: 'sum', collectiveIncome: 'sum', landCoordinated: 'sum', publicNotices: 'sum', insuranceMobilised: 'sum', welfarePosts: 'lowest',
};

/** What the office was shown of each quarter is what was accepted, put together from the journal alone; nobody is counted twice or left out. */
export function figuresRolledUp(manifest: Manifest, expected: Expected, found: Found): Check {
  const accepted = new Map([...byStream(found.events)].map(([stream, events]) => [stream, handedInAndAccepted(events)]));
  const ofQuarters = Object.entries(manifest.shown.figures).map(([period, shown]) => ofQuarter(manifest, expected, accepted, `progress-${period}`, shown));
  return noFaults('figures-rolled-up', ofQuarters.reduce((sum, { looked }) => sum + looked, 0), ofQuarters.flatMap(({ faults }) => faults));
}

function ofQuarter({ units, cycle }: Manifest, { duties }: Expected, acceptedOf: ReadonlyMap<string, ReturnType<typeof handedInAndAccepted>>, key: string, shown: ShownFigures): { looked: number; faults: string[] } {
  const wanted = new Map<string, { value: number | null; units: number }>();
  const standings = new Map<string, { in: number; missing: number; exempt: number }>();
  for (const { id, type } of units) {
    const now = duties.get(`${cycle}/${id}/${key}`)?.status;
    if (now === undefined) continue;
    const standing = standings.get(type) ?? { in: 0, missing: 0, exempt: 0 };
    standing[now === 'accepted' ? 'in' : now === 'noTask' || now === 'waived' ? 'exempt' : 'missing'] += 1;
    standings.set(type, standing);
    for (const { indicator, value } of acceptedOf.get(`unit-year/${cycle}/${id}`)?.get(key) ?? []) {
      const before = wanted.get(`${type} ${indicator}`);
      wanted.set(`${type} ${indicator}`, { units: (before?.units ?? 0) + 1, value: before ? put(indicator, before.value, value) : together[indicator] === 'none' ? null : value });
    }
  }
  const got = new Map(shown.totals.map(({ unitType, indicator, value, units: n }) => [`${unitType} ${indicator}`, `${value} of ${n}`]));
  const faults = [...wanted].flatMap(([name, { value, units: n }]) => (got.get(name) === `${value} of ${n}` ? [] : [`${key} ${name}: shown ${got.get(name) ?? 'nothing'}, accepted ${value} of ${n}`]));
  const strangers = [...got.keys()].filter((name) => !wanted.has(name)).map((name) => `${key} ${name}: nobody's`);
  const counts = [...standings].flatMap(([type, { in: isIn, missing, exempt }]) => (shown.units.some((one) => one.unitType === type && one.in === isIn && one.missing === missing && one.exempt === exempt)
    ? [] : [`${key} ${type}: ${isIn} in, ${missing} missing, ${exempt} exempt`]));
  return { looked: wanted.size, faults: [...faults, ...strangers, ...counts] };
}

function put(indicator: string, before: number | null, value: number): number | null {
  switch (together[indicator]) {
    case 'sum': return Math.round(((before ?? 0) + value) * 100) / 100;
    case 'lowest': return Math.min(before ?? value, value);
    case 'highest': return Math.max(before ?? value, value);
    default: return null;
  }
}
