import { noFaults } from './expect.ts';
import type { Check, Expected, Manifest } from './expect.ts';
import { numberOf } from './ladders.ts';
import type { Found } from './record.ts';

interface Numbered {
  obligation: string;
  n: number;
}

/**
 * Orders are numbered 1, 2, 3 … without a gap, each once: what the cycle gave, what each order's stream records, and
 * what people read of it are the same.
 */
export function numbersWithoutGaps({ cycle }: Manifest, { numbered }: Expected, found: Found): Check {
  const given = found.events.filter(({ type }) => type === 'numberGiven').map(({ body }): Numbered => {
    const { to, duty, n } = JSON.parse(body) as { to: string; duty: string; n: number };
    return { obligation: `${to.slice('unit-year/'.length)}/${duty}`, n };
  });
  const borne = found.events.filter(({ type }) => type === 'orderNumbered').map(({ stream, body }): Numbered & { number: string } => {
    const { duty, n, number } = JSON.parse(body) as { duty: string; n: number; number: string };
    return { obligation: `${stream.slice('unit-year/'.length)}/${duty}`, n, number };
  });
  const shown = new Map(found.obligations.filter(({ kind }) => kind === 'order').map(({ id, detail }) => [id, (JSON.parse(detail) as { number: { n: number; text: string } | null }).number]));
  const faults = [
    ...faultsOf('given', given, numbered), ...faultsOf('recorded', borne, numbered),
    ...borne.filter(({ n, number }) => number !== numberOf(n)).map(({ obligation, number }) => `${obligation}: ${number}`),
    ...given.flatMap(({ obligation, n }) => {
      const there = borne.find((one) => one.obligation === obligation)?.n;
      const read = shown.get(obligation);
      return there === n && read?.n === n && read.text === numberOf(n) ? [] : [`${obligation}: given ${n}, recorded ${there ?? 'none'}, shown ${read?.text ?? 'none'}`];
    }),
    ...[...shown].filter(([id, number]) => number !== null && !numbered.includes(id)).map(([id]) => `${id}: numbered, and never issued in ${cycle}`),
  ];
  return noFaults('numbers-without-gaps', numbered.length, faults);
}

function faultsOf(what: string, list: readonly Numbered[], wanted: readonly string[]): string[] {
  const numbers = list.map(({ n }) => n).sort((a, b) => a - b);
  const gap = numbers.findIndex((n, index) => n !== index + 1);
  return [
    ...(gap >= 0 ? [`${what}: ${numbers[gap]} where ${gap + 1} should be`] : []),
    ...wanted.filter((id) => list.filter(({ obligation }) => obligation === id).length !== 1).map((id) => `${what}: not once to ${id}`),
    ...(list.length === wanted.length ? [] : [`${what}: ${list.length} numbers for ${wanted.length} orders`]),
  ];
}
