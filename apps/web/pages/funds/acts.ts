import type { FundsCommandName } from '#libs/domain/funds/funds-line';
import { sayMoney } from '../../base/money.ts';
import type { Say } from '../../base/say.ts';
import { moneyActWords as words } from './act-words.ts';
import type { LineView } from './route.ts';

/** What a person may do with one thing of a line: a parcel, a hop, a request, or the whole. */
export interface ActsAt {
  at: string;
  acts: FundsCommandName[];
  /** Whether something of it moves the money on, and is waited for. */
  isMain: boolean;
}

/** What moves money on, in the order in which it is asked for. */
const main: readonly FundsCommandName[] = ['recordReceipt', 'refileRequest', 'payRequest', 'acceptRequest', 'resumeMoney', 'passOn', 'fileRequest', 'recordPayment'];
/** Beside the first of its thing; all else is found below. */
const beside: readonly FundsCommandName[] = ['returnRequest'];
const rank = (act: FundsCommandName): number => { const n = main.indexOf(act); return n < 0 ? main.length + (beside.includes(act) ? 0 : 1) : n; };

/** The acts of a line that a person may give now, by what they are about, what is waited for first. */
export function actsOf({ may }: Pick<LineView, 'may'>): ActsAt[] {
  const things = [...new Set(may.map(({ at }) => at))].map((at): ActsAt => {
    const acts = may.filter((one) => one.at === at).map(({ act }) => act as FundsCommandName).sort((a, b) => rank(a) - rank(b));
    return { at, acts, isMain: acts[0] !== undefined && main.includes(acts[0]) };
  });
  return things.sort((a, b) => rank(a.acts[0] as FundsCommandName) - rank(b.acts[0] as FundsCommandName));
}

export const nameOfUnit = ({ route, finance }: Pick<LineView, 'route' | 'finance'>, unit: string): string => route.find((place) => place.unit === unit)?.name ?? (unit === finance.unit ? finance.name : unit);

export const parcelAt = (view: LineView, at: string): LineView['parcels'][number] | undefined => view.parcels.find(({ id }) => id === at);
export const hopAt = (view: LineView, at: string): LineView['hops'][number] | undefined => view.hops.find(({ id }) => id === at);
export const requestAt = (view: LineView, at: string): LineView['requests'][number] | undefined => view.requests.find(({ id }) => id === at);
export const unitOfParcel = (view: LineView, at: string): string => parcelAt(view, at)?.unit ?? '';

/** Of a parcel's retention: what no request asks for yet. */
export function freeRetention(view: LineView, at: string): number {
  const open = view.requests.filter((one) => one.parcel === at && one.ofRetention && ['filed', 'returned', 'accepted'].includes(one.status));
  return (parcelAt(view, at)?.retention?.amount ?? 0) - open.reduce((sum, { amount }) => sum + amount, 0);
}

/** What a thing of the line is, in words. */
export function thingOf(view: LineView, at: string, say: Say): string {
  const [parcel, hop, request] = [parcelAt(view, at), hopAt(view, at), requestAt(view, at)];
  const amount = (fen: number): string => sayMoney(fen, say);
  if (hop) return say(words.atHop, { from: nameOfUnit(view, unitOfParcel(view, hop.from)), to: nameOfUnit(view, hop.to), amount: amount(hop.amount) });
  if (request) return say(words.atRequest, { unit: nameOfUnit(view, unitOfParcel(view, request.parcel)), amount: amount(request.amount), payee: request.payee });
  if (!parcel) return say(words.atLine);
  return say(parcel.free < parcel.held ? words.atParcelFree : words.atParcel, { unit: nameOfUnit(view, parcel.unit), amount: amount(parcel.held), free: amount(parcel.free) });
}
