import { noSpending, weigh } from '../funds/expenditure.ts';
import type { Spending, Weighed } from '../funds/expenditure.ts';
import { spendingOf } from '../funds/flows.ts';
import type { Fen, FundsLine } from '../funds/line.ts';
import { later } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { FundsShare, Project } from './project.ts';

/** A project's money of one line by the end of a day; `curve` is empty where none speaks. */
export interface ProjectSpending extends Spending, Weighed {
  line: string;
  curve: string;
  /** On its way to the project's unit and not recorded yet, as far as the share wants more. */
  coming: Fen;
}

/**
 * What came of a project's money by a day, and what of it was paid, line by line.
 *
 * Of what its unit has of a line it is as much as the line gives the project: first that which its named requests lie in, then the
 * earliest. Paid is what its named requests paid; as long as none is named, any payment of the unit from that money (as of
 * lateness, ADR 30). Two projects of one unit on one line, with nothing named, are both shown what came.
 */
export const spendingOfProject = (project: Project, lines: ReadonlyMap<string, FundsLine>, day: LocalDate): ProjectSpending[] =>
  project.funds.flatMap((share) => { const line = lines.get(share.line); return line ? [spendingOfShare(line, share, project.about?.unit ?? '', day)] : []; });

function spendingOfShare(line: FundsLine, share: FundsShare, unit: string, day: LocalDate): ProjectSpending {
  const curve = line.about?.curve ?? null;
  const cohorts = [...spendingOf(line, day).get(unit) ?? []].filter(([, { received }]) => received > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const named = share.requests === undefined ? null : namedBySince(line, share.requests, unit, day);
  let left = Math.max(0, share.amount - [...named?.values() ?? []].reduce((sum, { paid, atFinance }) => sum + paid + atFinance, 0));
  const sum: ProjectSpending = { line: share.line, curve: curve?.id ?? '', ...noSpending, base: 0, weight: 0n, asked: 0n, coming: 0 };
  for (const [since, whole] of cohorts) {
    const own = named?.get(since) ?? (named ? noSpending : null);
    const spoken = own ? own.paid + own.atFinance : 0;
    const more = Math.min(left, whole.received - spoken);
    left -= more;
    const received = spoken + more;
    const paid = own ? own.paid : Math.min(whole.paid, received);
    const atFinance = own ? own.atFinance : Math.min(whole.atFinance, received - paid);
    const part: Spending = { received, paid, atFinance, retainedNotDue: Math.min(whole.retainedNotDue, received - paid - atFinance) };
    for (const key of ['received', 'paid', 'atFinance', 'retainedNotDue'] as const) sum[key] += part[key];
    const weighed = curve ? weigh(curve, since, part) : { base: 0, weight: 0n, asked: 0n };
    sum.base += weighed.base;
    sum.weight += weighed.weight;
    sum.asked += weighed.asked;
  }
  const flying = Object.values(line.hops).filter(({ to, sentOn, receivedOn, status }) => to === unit && status !== 'takenBack' && sentOn <= day && (receivedOn === null || receivedOn > day));
  return { ...sum, coming: Math.min(left, flying.reduce((total, { amount }) => total + amount, 0)) };
}

/** Of the named requests, by the day their money came to the unit: what was paid by a day, and what was with finance. */
function namedBySince(line: FundsLine, requests: readonly string[], unit: string, day: LocalDate): Map<LocalDate, Spending> {
  const found = new Map<LocalDate, Spending>();
  for (const id of requests) {
    const request = line.requests[id];
    const parcel = line.parcels[request?.parcel ?? ''];
    if (!request || request.status === 'withdrawn' || parcel?.unit !== unit || parcel.receivedOn > day) continue;
    const last = request.passages.filter(({ on }) => on <= day).at(-1);
    // Retention that is not due is left out already: with finance it is counted from its date only.
    const isThere = last !== undefined && ['file', 'refile', 'accept'].includes(last.act) && !(request.ofRetention && parcel.retention !== null && day < later(last.on, parcel.retention.due.dueOn));
    const known = found.get(parcel.receivedOn) ?? noSpending;
    found.set(parcel.receivedOn, { ...known, paid: known.paid + (last?.act === 'pay' ? request.amount : 0), atFinance: known.atFinance + (isThere ? request.amount : 0) });
  }
  return found;
}
