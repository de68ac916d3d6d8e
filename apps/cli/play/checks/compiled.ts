import { canonical } from './canonical.ts';
import { noFaults } from './expect.ts';
import type { Check, Manifest } from './expect.ts';
import type { EventRow, Found } from './record.ts';

interface Compiled {
  indicator: string;
  value: number;
  from: string;
  submission: number;
  acceptedAt: string;
}

/** Units whose year ends with a report compiled from its quarters. */
const compiling = new Set(['township', 'farm']);

/**
 * What each annual report has taken over is what was accepted: computed from the journal's submissions and acceptances
 * alone, figure by figure, with its source.
 */
export function annualCompiled({ units, cycle }: Manifest, found: Found): Check {
  const details = new Map(found.obligations.map(({ id, detail }) => [id, detail]));
  const reporting = units.filter(({ type }) => compiling.has(type));
  let looked = 0;
  const faults = reporting.flatMap(({ id, name }) => {
    const events = found.events.filter(({ stream }) => stream === `unit-year/${cycle}/${id}`);
    const wanted = acceptedFigures(events);
    const { compiled = [] } = JSON.parse(details.get(`${cycle}/${id}/annualReport-Y`) ?? '{}') as { compiled?: Compiled[] };
    looked += wanted.length;
    const inOrder = (list: readonly Compiled[]): string => canonical([...list].sort((a, b) => (a.indicator < b.indicator ? -1 : 1)));
    return inOrder(compiled) === inOrder(wanted) ? [] : [`${name}: ${compiled.length} figures, ${wanted.length} accepted`];
  });
  return noFaults('annual-report-compiled', looked, faults);
}

/** The figures of each quarter's accepted submission, by the report's key. */
export function handedInAndAccepted(events: readonly EventRow[]): Map<string, Compiled[]> {
  const handedIn = new Map<string, { n: number; figures: { indicator: string; value: number }[] }>();
  const accepted = new Map<string, Compiled[]>();
  for (const { type, at, body } of events) {
    const { duty = '', n = 0, figures = [] } = JSON.parse(body) as { duty?: string; n?: number; figures?: { indicator: string; value: number }[] };
    if (!duty.startsWith('progress-')) continue;
    if (type === 'reportSubmitted') handedIn.set(duty, { n, figures });
    if (type === 'reportAccepted') {
      const sent = handedIn.get(duty);
      accepted.set(duty, (sent?.figures ?? []).map(({ indicator, value }) => ({ indicator, value, from: duty, submission: sent?.n ?? 0, acceptedAt: at })));
    }
  }
  return accepted;
}

/** A later quarter's figures stand in for an earlier one's. */
function acceptedFigures(events: readonly EventRow[]): Compiled[] {
  const accepted = handedInAndAccepted(events);
  const figures = new Map<string, Compiled>();
  for (const key of [...accepted.keys()].sort()) for (const figure of accepted.get(key) ?? []) figures.set(figure.indicator, figure);
  return [...figures.values()];
}
