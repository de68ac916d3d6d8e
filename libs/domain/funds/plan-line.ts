import type { PolicyPack } from '../../contracts/policy.ts';
import { reject } from '../decider.ts';
import type { Rejection } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import { basisText } from '../policy/basis.ts';
import type { TreeUnit } from '../policy/planning.ts';
import type { LocalDate } from '../time/instant.ts';
import { chasingOf } from './plan-chasing.ts';
import type { LineTerms } from './plan-chasing.ts';
import { curveOf, yearOf } from './curve.ts';
import type { LineCurve } from './expenditure.ts';
import { fundsStream } from './line.ts';
import type { DueRule, Fen, FundsLine, LineStart, MoneyKind, PayeeKind } from './line.ts';

/** What the document says of when money goes on from one unit, from each that passes it on, or from each that uses it. */
export interface Term {
  of: { unit: string } | 'passOn' | 'use';
  by?: LocalDate | undefined;
  within?: { days: number; counted: 'natural' | 'working' } | undefined;
  says: string;
}

/** An allocation as somebody enters it from its document. */
export interface Registration {
  document: DocumentReference;
  source: string;
  kind: MoneyKind;
  payee: PayeeKind;
  purpose: string;
  amount: Fen;
  receivedOn: LocalDate;
  route: readonly { unit: string; from: string | null }[];
  terms: readonly Term[];
  /** The curve that the document names; absent, the pack's. */
  curve?: string | undefined;
  /** The line of the year before, as its year left it, that this money is carried over from. */
  before?: FundsLine | undefined;
}

/**
 * Resolves an allocation: for each place the dates that speak of it, the document's first, then the pack's, then the
 * campaign's setting. From district to town no statute gives days: where nothing speaks there is no date.
 *
 * Money carried over keeps its dates, and is one year older: two years running, and it is surplus (结余).
 *
 * @rejects unknownSource, unitNotInTree, routeBeginsElsewhere, nobodyPays, unknownCurve, carriedTooEarly, carriedDiffers — facts name what is known
 */
export function planLine(given: Registration, terms: LineTerms): LineStart | Rejection {
  const { cycle, line, root, pack, calendar, tree } = terms;
  const { funds } = pack.settings;
  const sources = funds?.sources?.value ?? [];
  const source = sources.find(({ id }) => id === given.source);
  if (!source) return reject('unknownSource', { source: given.source, known: sources.map(({ id }) => id) }, '/source');
  if (given.route[0]?.unit !== root) return reject('routeBeginsElsewhere', { unit: given.route[0]?.unit ?? '', root }, '/route/0/unit');
  const stranger = given.route.findIndex(({ unit }) => !tree.has(unit));
  if (stranger >= 0) return reject('unitNotInTree', { unit: given.route[stranger]?.unit ?? '' }, `/route/${stranger}/unit`);
  const { before } = given;
  if (before && !before.closed) return reject('carriedTooEarly', { line: before.about?.line ?? '' }, '/carriedFrom');
  if (before?.closed && before.closed.left !== given.amount) return reject('carriedDiffers', { amount: given.amount, left: before.closed.left }, '/amount');
  const finance = treasuryOf(pack, tree, root);
  if (!finance) return reject('nobodyPays', { root });

  const curve = curveOf(pack, yearOf(cycle), given.curve);
  if (given.curve !== undefined && !curve) return reject('unknownCurve', { curve: given.curve, known: (funds?.spendingCurves?.value ?? []).map(({ id }) => id) }, '/curve');

  const rulesAt = (unit: string): DueRule[] => {
    const from = given.route.find((place) => place.unit === unit)?.from ?? null;
    const does = given.route.some((place) => place.from === unit) ? 'passOn' : 'use';
    const said = [...given.terms.filter(({ of }) => typeof of === 'object' && of.unit === unit), ...given.terms.filter(({ of }) => of === does)].map(({ by, within, says }): DueRule => ({
      ...(by === undefined ? {} : { by }), ...(within === undefined ? {} : { within }), basis: { zh: `${given.document.number}：${says}`, en: `${given.document.number}: ${says}` },
    }));
    const packs = does === 'use' ? funds?.useAfterReceipt : from === null ? funds?.countyToTown : undefined;
    return packs ? [...said, { within: packs.value, basis: basisText(pack, packs.basis) }] : said;
  };
  const pays = funds?.payAfterAcceptance;
  const chasing = chasingOf(terms, [...given.route.map(({ unit }) => unit), finance.id]);
  return {
    stream: fundsStream(cycle, line), cycle, line, root, finance: { unit: finance.id, name: finance.name }, document: given.document, source: { id: source.id, name: source.name },
    kind: given.kind, payee: given.payee, purpose: given.purpose, arrivals: before ? arrivalsOf(before) : [{ unit: root, amount: given.amount, on: given.receivedOn }],
    route: given.route.map(({ unit, from }) => ({ unit, name: tree.get(unit)?.name ?? unit, from, rules: rulesAt(unit) })), calendar,
    payWithin: pays ? { within: pays.value, basis: basisText(pack, pays.basis) } : null, returnsAtMost: funds?.returnsAtMost?.value ?? 1,
    carriedFrom: before?.about ? before.about.stream : null, carried: before?.about ? before.about.carried + 1 : 0, surplusAfterYears: funds?.surplusAfterYears?.value ?? null,
    ...(chasing ? { chasing } : {}),
    curve: curve && { ...curve, ...told(given, pack, tree) },
  };
}

/** Whom a checkpoint of the curve is told, unit by unit, and at which times of the day. */
const told = ({ route }: Pick<Registration, 'route'>, pack: PolicyPack, tree: ReadonlyMap<string, TreeUnit>): Pick<LineCurve, 'slots' | 'keepers'> => ({
  slots: pack.settings.deliverySlots.value,
  keepers: Object.fromEntries(route.map(({ unit }) => [unit, (pack.unitTypes.find(({ id }) => id === tree.get(unit)?.type)?.posts ?? []).filter(({ functions }) => functions.includes('fundsKeeper')).map(({ kind }) => `${unit}/${kind}`)])),
});

/** What each unit still had, and what it had sent that nobody recorded. */
const arrivalsOf = ({ parcels, closed }: FundsLine): LineStart['arrivals'] => Object.values(parcels).filter(({ held, inFlight }) => held + inFlight > 0)
  .map(({ unit, held, inFlight, due }) => ({ unit, amount: held + inFlight, on: closed?.on ?? '', due }));

/** The unit right below the root, or the root itself, with a post that pays. */
export function treasuryOf(pack: PolicyPack, tree: ReadonlyMap<string, TreeUnit>, root: string): TreeUnit | undefined {
  const pays = new Set(pack.unitTypes.filter(({ posts }) => posts.some(({ functions }) => functions.includes('treasurer'))).map(({ id }) => id));
  const near = [...tree.values()].filter(({ id, under }) => id === root || under === root);
  return near.find(({ type, id }) => pays.has(type) && id === pack.settings.funds?.treasury?.value) ?? near.find(({ type, id }) => pays.has(type) && id !== root) ?? near.find(({ type, id }) => pays.has(type) && id === root);
}
