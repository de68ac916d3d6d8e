import { freeOf, freeRetentionOf, isSurplus, requestTransitions } from './line.ts';
import type { FundsLine, Parcel, PaymentRequest } from './line.ts';
import type { FundsCommandName } from './funds-line.ts';

/** An act that the line's rules allow now, and what it is about: a parcel, a hop, a request; of the whole line nothing. */
export interface PossibleAct {
  act: FundsCommandName;
  at: string;
}

/**
 * What may be done with a line's money now, whoever may: the decider takes each of these for the least sum, and on this day.
 * What moves the money on comes first. Cash is paid by whoever holds it: a request to the treasury is not offered for it.
 * What the treasury paid without one is entered from its list (`catchUpPayment`), and not offered here.
 */
export function possibleActs(line: FundsLine): PossibleAct[] {
  if (line.status !== 'open') return [];
  const at = (act: FundsCommandName, of: string): PossibleAct => ({ act, at: of });
  const { root = '' } = line.about ?? {};
  const atRoot = Object.values(line.parcels).filter(({ unit }) => unit === root).reduce((sum, parcel) => sum + freeOf(line, parcel), 0);
  return [
    ...Object.values(line.hops).filter(({ status }) => status === 'inFlight').flatMap(({ id }) => [at('recordReceipt', id), at('takeBack', id)]),
    ...Object.values(line.requests).flatMap((request) => actsOn(line, request).map((act) => at(act, request.id))),
    ...Object.values(line.parcels).flatMap((parcel) => actsWith(line, parcel).map((act) => at(act, parcel.id))),
    ...(atRoot > 0 ? [at('takeOut', '')] : []),
  ];
}

const requestActs = { accept: 'acceptRequest', pay: 'payRequest', refile: 'refileRequest', return: 'returnRequest', withdraw: 'withdrawRequest' } as const;

function actsOn(line: FundsLine, { status, returns }: PaymentRequest): FundsCommandName[] {
  const edges = Object.keys(requestTransitions[status]) as (keyof typeof requestActs)[];
  return edges.filter((edge) => edge !== 'return' || returns < (line.about?.returnsAtMost ?? 1)).map((edge) => requestActs[edge]);
}

function actsWith(line: FundsLine, parcel: Parcel): FundsCommandName[] {
  const { unit, held, retention, suspensions } = parcel;
  const isStill = suspensions.some(({ to }) => to === null);
  const mayMove = !isStill && !isSurplus(line);
  const free = freeOf(line, parcel);
  const places = Object.values(line.route);
  const acts: readonly (readonly [FundsCommandName, boolean])[] = [
    ['resumeMoney', isStill],
    ['passOn', free > 0 && mayMove && places.some(({ from }) => from === unit)],
    ['fileRequest', mayMove && ((free > 0 && line.about?.kind === 'budget') || freeRetentionOf(line, parcel) > 0)],
    ['recordPayment', free > 0 && mayMove && line.about?.kind === 'cash'],
    ['setRetention', free > 0 && retention === null],
    ['giveBack', free > 0 && (line.route[unit]?.from ?? null) !== null],
    ['callBack', free > 0 && unit !== line.about?.root],
    ['reallocate', free > 0 && !isSurplus(line) && places.length > 1],
    ['suspendMoney', held > 0 && !isStill],
  ];
  return acts.flatMap(([act, is]) => (is ? [act] : []));
}
