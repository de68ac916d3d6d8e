import { canonical } from './canonical.ts';
import { noFaults } from './expect.ts';
import type { Check, Expected, ExpectedAllocation, ExpectedFigure, Manifest } from './expect.ts';
import type { EventRow, Found, ObligationRow } from './record.ts';

interface LetterDetail {
  version: number;
  targets: { indicator: string; value: number; byPeriod: Record<string, number> }[];
  versions: { version: number; inForceAt: string | null; targets: Record<string, number> }[];
}

/**
 * Each letter says what was passed down to it, in the version that was signed last; and no letter below was issued before
 * the targets above were passed down, in full or with a reason.
 */
export function targetsPassedDown({ units, cycle }: Manifest, expected: Expected, found: Found): Check {
  const letters = new Map(found.obligations.filter(({ kind }) => kind === 'letter').map((row) => [row.unit, row]));
  const streamOf = (unit: string): string => `unit-year/${cycle}/${unit}`;
  const faults = [
    ...expected.figures.flatMap((figure) => named(figure.unit, letterFault(figure, letters.get(figure.unit)))),
    ...expected.allocations.flatMap((one) => {
      const below = new Set(units.filter(({ superior }) => superior === one.unit).map(({ id }) => streamOf(id)));
      return named(one.unit, allocationFault(one, found.events.filter(({ stream }) => stream === streamOf(one.unit)), found.events.filter(({ stream }) => below.has(stream))));
    }),
  ];
  return noFaults('targets-passed-down', expected.figures.length + expected.allocations.length, faults);
}

const named = (unit: string, fault: string | null): string[] => (fault === null ? [] : [`${unit}: ${fault}`]);

function letterFault({ indicator, value, byPeriod, version }: ExpectedFigure, row: ObligationRow | undefined): string | null {
  if (!row) return 'no letter';
  const detail = JSON.parse(row.detail) as LetterDetail;
  const target = detail.targets.find((one) => one.indicator === indicator);
  const [last] = detail.versions.slice(-1);
  if (target?.value !== value || canonical(target.byPeriod) !== canonical(byPeriod)) return `the letter says ${target?.value} ${canonical(target?.byPeriod)}, passed down ${value} ${canonical(byPeriod)}`;
  if (detail.version !== version || last?.version !== version || last.targets[indicator] !== value) return `version ${detail.version}, the chain ends at ${last?.version}; by the script ${version}`;
  return null;
}

function allocationFault({ at, sum, isShort }: ExpectedAllocation, own: readonly EventRow[], below: readonly EventRow[]): string | null {
  const allocated = own.filter(({ type }) => type === 'targetsAllocated');
  const [first] = allocated;
  if (first?.at !== at) return `passed down ${first?.at ?? 'never'}, by the script ${at}`;
  const early = below.find((event) => event.type === 'letterIssued' && event.at < at);
  if (early) return `${early.stream} was issued ${early.at}, before the targets were passed down`;
  const { shares, overrideReason } = JSON.parse(allocated.at(-1)?.body ?? '{}') as { shares: { value: number }[]; overrideReason: string | null };
  const total = shares.reduce((added, share) => added + share.value, 0);
  if (total !== sum) return `the shares add up to ${total}, by the script ${sum}`;
  return isShort === (overrideReason !== null) ? null : `${isShort ? 'short' : 'in full'}, with the reason ${overrideReason}`;
}
