import type { Organisation } from '#libs/contracts/policy';
import { besides } from './besides.ts';
import { dateOf } from './checks/calendar.ts';
import type { OwingUnit } from './checks/expect.ts';
import type { UnitType } from './checks/ladders.ts';
import { laterBesides, laterReports } from './later-quarters.ts';
import { assistant, orders, ordersOf } from './orders.ts';
import { allocations, insideReports, instantOf, letters, named, reports, usual, verifications } from './script.ts';
import type { Actor, Behaviour, Move } from './script.ts';
import { wholeCycle } from './whole-cycle.ts';
import type { CycleMove } from './whole-cycle.ts';

/** An act with its place in time and the account that gives it. */
export interface Appointment {
  at: string;
  unit: OwingUnit;
  duty: string;
  move: Move;
  login: string;
  posts: string[];
  person: string | null;
}

/** An act for all, or for many, with its place in time and the account that gives it. */
export interface CycleAppointment {
  at: string;
  move: CycleMove;
  login: string;
  post: string;
}

/** The tree as the script needs it: who owes, who does not, whose posts are in one hand, vacant, without an address. */
export interface Cast {
  root: string;
  units: OwingUnit[];
  zone: string[];
  vacant: string[];
  addressless: string[];
  holders: Organisation['holders'];
}

const allReports: Readonly<Record<Behaviour['report'], readonly Move[]>> = { ...reports, ...insideReports };

const owes = new Set<string>(['township', 'farm', 'village', 'department', 'assistingUnit'] satisfies UnitType[]);
const signs = new Set<string>(['township', 'farm', 'village'] satisfies UnitType[]);

/** @param isPresent whether the unit is in the tree that is played: an office may have laid in a part of the demo */
export function castOf(organisation: Organisation, isPresent: (unit: string) => boolean): Cast {
  const units = organisation.units.filter(({ id }) => isPresent(id));
  const present = new Set(units.map(({ id }) => id));
  const postsIn = (entries: readonly { unit: string; posts: readonly string[] }[]): string[] =>
    entries.filter(({ unit }) => present.has(unit)).flatMap(({ unit, posts }) => posts.map((post) => `${unit}/${post}`));
  return {
    root: organisation.root,
    units: units.filter(({ administeredBy, type }) => !administeredBy && owes.has(type))
      .map(({ id, name, type, under }) => ({ id, name, type: type as UnitType, superior: under ?? '' })),
    zone: units.filter(({ administeredBy }) => administeredBy).map(({ id }) => id),
    vacant: postsIn(organisation.vacant.map(({ unit, post }) => ({ unit, posts: [post] }))),
    addressless: postsIn(organisation.holders.filter(({ email }) => email === null)),
    holders: organisation.holders,
  };
}

/** Everything the script does to the whole cycle, in the order of time. */
export const cycleAgendaOf = ({ root }: Cast): CycleAppointment[] =>
  wholeCycle.map((move) => ({ at: instantOf(move.at), move, login: `${root}-${move.by}`, post: `${root}/${move.by}` }));

/** Everything the script asks of the units, in the order of time. */
export function agendaOf(cast: Cast): Appointment[] {
  const behaviours = behavioursOf(cast);
  const appointments = cast.units.flatMap((unit) => {
    const behaviour = behaviours.get(unit.id);
    return [
      ...(behaviour ? letters[behaviour.letter].flatMap((move) => appointmentsOf(cast, unit, 'letter', move)) : []),
      ...(behaviour ? allReports[behaviour.report].flatMap((move) => appointmentsOf(cast, unit, 'progress-Q1', move)) : []),
      ...(behaviour && unit.type === 'village' ? laterReports(unit, behaviour).flatMap(({ duty, moves }) => moves.flatMap((move) => appointmentsOf(cast, unit, duty, move))) : []),
      ...[...(besides[unit.id] ?? []), ...(laterBesides[unit.id] ?? [])].flatMap(({ duty, moves }) => moves.flatMap((move) => appointmentsOf(cast, unit, duty, move))),
      ...(behaviour?.allocation ? allocations[behaviour.allocation].flatMap((move) => appointmentsOf(cast, unit, 'allocation', move)) : []),
      ...orderMoves(unit).flatMap((move) => appointmentsOf(cast, unit, move.act === 'draftOrder' ? 'order' : 'order-1', move)),
      ...(verifications[unit.id] ?? []).flatMap((move) => appointmentsOf(cast, unit, 'department' in move ? `progress-Q1-by-${move.department}` : '', move)),
    ];
  });
  return appointments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const orderMoves = ({ id }: OwingUnit): readonly Move[] => {
  const part = ordersOf[id];
  return part ? orders[part] : [];
};

/** Each unit's part; where a town's letter came late, so did those of its villages. */
export function behavioursOf({ root, units }: Cast): Map<string, Behaviour> {
  const indexes = new Map<string, number>();
  return new Map(units.filter(({ type }) => signs.has(type)).map((unit) => {
    const index = indexes.get(unit.superior) ?? 0;
    indexes.set(unit.superior, index + 1);
    const isLater = unit.superior !== root && named[unit.superior]?.letter === 'absentLeader';
    return [unit.id, named[unit.id] ?? usual(index, isLater)];
  }));
}

function appointmentsOf(cast: Cast, unit: OwingUnit, duty: Appointment['duty'], move: Move): Appointment[] {
  const at = instantOf(move.at);
  const date = dateOf(at);
  const hands = new Map<string, { posts: string[]; person: string | null }>();
  for (const post of 'department' in move ? [`${move.department}/sectionChief`] : postsOf(cast, unit, move.by)) {
    const { login, person } = accountOf(cast, post, date);
    const hand = hands.get(login) ?? { posts: [], person };
    hand.posts.push(post);
    hands.set(login, hand);
  }
  return [...hands].map(([login, { posts, person }]) => ({ at, unit, duty, move, login, posts, person }));
}

const leaderKinds: Readonly<Record<string, readonly [string, string]>> = {
  township: ['partySecretary', 'mayor'], farm: ['partySecretary', 'manager'], village: ['partySecretary', 'director'],
  department: ['director', 'director'], assistingUnit: ['head', 'head'],
};
const reporterKinds: Readonly<Record<string, string>> = { township: 'office', farm: 'office', village: 'clerk', department: 'sectionChief', assistingUnit: 'liaison' };

/** The posts an actor acts under; one person in both leading posts acts under both. */
function postsOf(cast: Cast, unit: OwingUnit, by: Actor): string[] {
  const above = cast.units.find(({ id }) => id === unit.superior);
  const of = (id: string, kinds: readonly string[]): string[] => kinds.map((kind) => `${id}/${kind}`);
  const [first, second] = leaderKinds[unit.type] as readonly [string, string];
  const [firstAbove, secondAbove] = above ? (leaderKinds[above.type] as readonly [string, string]) : (['partySecretary', 'head'] as const);
  switch (by) {
    case 'firstLeader':
      return isOneHand(cast, unit.id) ? of(unit.id, [first, second]) : of(unit.id, [first]);
    case 'secondLeader':
      return isOneHand(cast, unit.id) ? of(unit.id, [first, second]) : of(unit.id, [second]);
    case 'allLeaders':
      return of(unit.id, [first, second]);
    case 'reporter':
      return of(unit.id, [reporterKinds[unit.type] ?? '']);
    case 'leaderInCharge':
      return of(unit.id, ['deputy']);
    case 'department':
      throw new Error('a department is named by the move');
    case 'leaderAbove':
      return of(unit.superior, [firstAbove]);
    case 'secondLeaderAbove':
      return of(unit.superior, [secondAbove]);
    case 'officeAbove':
      return of(unit.superior, ['office']);
    case 'assistant':
      return of(assistant, ['office']);
    case 'officer':
      return of(cast.root, ['office']);
  }
}

const isOneHand = ({ holders }: Cast, unit: string): boolean => holders.some((holder) => holder.unit === unit && holder.posts.length > 1);

/** The account of whoever holds a post on a date: named after the first of the person's posts, a successor's with a number. */
function accountOf({ holders }: Cast, post: string, date: string): { login: string; person: string | null } {
  const [unit = '', kind = ''] = post.split('/');
  const ofPost = holders.filter((holder) => holder.unit === unit && holder.posts.includes(kind));
  const holder = ofPost.find(({ from, to }) => (from ?? '') <= date && date <= (to ?? '9999'));
  if (!holder) return { login: `${unit}-${kind}`, person: null };
  const nth = ofPost.indexOf(holder);
  return { login: `${unit}-${holder.posts[0]}${nth > 0 ? `-${nth + 1}` : ''}`, person: holder.person };
}
