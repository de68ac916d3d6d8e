import { noFaults } from './expect.ts';
import type { Check, Expected, Manifest } from './expect.ts';
import { handedInAndAccepted } from './compiled.ts';
import { byStream } from './journal.ts';
import type { Found } from './record.ts';

/** How a figure of many units comes together: typed in from the demo's indicators a second time. */
const together: Readonly<Record<string, 'sum' | 'lowest' | 'highest' | 'none'>> = {
  measuresInPlace: 'lowest', riskResolved: 'sum', labourEmployed: 'sum', outOfSchool: 'highest', healthInsured: 'none', fundsSpent: 'none', projectsAccepted: 'sum',
  householdVisits: 'sum', leadsVerified: 'lowest', villageLabour: 'sum', landCoordinated: 'sum', publicNotices: 'sum', insuranceMobilised: 'sum', welfarePosts: 'lowest',
};

/** What the office was shown for the first quarter is what was accepted, put together from the journal alone; nobody is counted twice or left out. */
export function figuresRolledUp({ units, cycle, shown }: Manifest, { duties }: Expected, found: Found): Check {
  const wanted = new Map<string, { value: number | null; units: number }>();
  const standings = new Map<string, { in: number; missing: number; exempt: number }>();
  const events = byStream(found.events);
  for (const { id, type } of units) {
    const now = duties.get(`${cycle}/${id}/progress-Q1`)?.status;
    if (now === undefined) continue;
    const standing = standings.get(type) ?? { in: 0, missing: 0, exempt: 0 };
    standing[now === 'accepted' ? 'in' : now === 'noTask' || now === 'waived' ? 'exempt' : 'missing'] += 1;
    standings.set(type, standing);
    for (const { indicator, value } of handedInAndAccepted(events.get(`unit-year/${cycle}/${id}`) ?? []).get('progress-Q1') ?? []) {
      const before = wanted.get(`${type} ${indicator}`);
      wanted.set(`${type} ${indicator}`, { units: (before?.units ?? 0) + 1, value: before ? put(indicator, before.value, value) : together[indicator] === 'none' ? null : value });
    }
  }
  const got = new Map(shown.totals.map(({ unitType, indicator, value, units: n }) => [`${unitType} ${indicator}`, `${value} of ${n}`]));
  const faults = [...wanted].flatMap(([key, { value, units: n }]) => (got.get(key) === `${value} of ${n}` ? [] : [`${key}: shown ${got.get(key) ?? 'nothing'}, accepted ${value} of ${n}`]));
  const strangers = [...got.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}: nobody's`);
  const counts = [...standings].flatMap(([type, { in: isIn, missing, exempt }]) => (shown.units.some((one) => one.unitType === type && one.in === isIn && one.missing === missing && one.exempt === exempt)
    ? [] : [`${type}: ${isIn} in, ${missing} missing, ${exempt} exempt`]));
  return noFaults('figures-rolled-up', wanted.size, [...faults, ...strangers, ...counts]);
}

function put(indicator: string, before: number | null, value: number): number | null {
  switch (together[indicator]) {
    case 'sum': return Math.round(((before ?? 0) + value) * 100) / 100;
    case 'lowest': return Math.min(before ?? value, value);
    case 'highest': return Math.max(before ?? value, value);
    default: return null;
  }
}
