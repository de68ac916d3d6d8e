import { endOf } from './calendar.ts';
import { canonical } from './canonical.ts';
import { isUnder, noFaults } from './expect.ts';
import type { Check, Completeness, Expected, ExpectedDuty, Manifest } from './expect.ts';
import type { Found } from './record.ts';

/**
 * How complete the reports of each period are, counted from the script and the journal alone: of the root with all that is
 * below it, and of each unit directly below the root with all that is below that.
 *
 * Expected is what nobody was freed of. Received is what was handed in once, a nil return too; in time by the date that
 * counts, or by the first. Missing is what is late without having been handed in, or lapsed so.
 */
export function completenessByHand({ shown, units, root }: Manifest, { duties }: Expected, found: Found): Check {
  const first = new Map<string, string>();
  for (const { type, stream, body, at } of found.events) {
    if (type !== 'reportSubmitted') continue;
    const report = `${stream.slice('unit-year/'.length)}/${(JSON.parse(body) as { duty: string }).duty}`;
    if (!first.has(report)) first.set(report, at);
  }
  let looked = 0;
  const faults = Object.entries(shown.completeness).flatMap(([period, tops]) => {
    const key = period === 'Y' ? 'annualReport-Y' : `progress-${period}`;
    const reports = [...duties.values()].filter((duty) => duty.key === key && duty.status !== 'noTask' && duty.status !== 'waived');
    return Object.entries(tops).flatMap(([top, was]) => {
      looked += 1;
      const below = new Set(units.filter((unit) => isUnder(units, unit, top)).map(({ id }) => id));
      const wanted = countOf(reports.filter(({ unit }) => below.has(unit)), (report) => first.get(report.obligation) ?? null);
      return canonical(was) === canonical(wanted) ? [] : [`${period} under ${top}: shown ${canonical(was)}, counted ${canonical(wanted)}`];
    });
  });
  const missed = units.filter(({ superior }) => superior === root).filter(({ id }) => Object.values(shown.completeness).some((tops) => !(id in tops)));
  return noFaults('completeness-by-hand', looked, [...faults, ...missed.map(({ name }) => `${name} is not counted`)]);
}

function countOf(reports: readonly ExpectedDuty[], firstOf: (report: ExpectedDuty) => string | null): Completeness {
  const count = (which: (report: ExpectedDuty, first: string | null) => boolean): number => reports.filter((report) => which(report, firstOf(report))).length;
  const received = count((_report, first) => first !== null);
  const onTime = count(({ onTime: isOnTime }, first) => first !== null && isOnTime === true);
  return {
    expected: reports.length, received, onTime, late: received - onTime,
    onTimeByOriginalDate: count(({ originalDueOn }, first) => first !== null && originalDueOn !== null && first < endOf(originalDueOn)),
    missing: count(({ status, light }, first) => first === null && (status === 'lapsed' || light === 'late')),
    accepted: count(({ status }) => status === 'accepted'),
  };
}
