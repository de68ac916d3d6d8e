import type { BasisText } from '../call/call.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { Candidate, Chasing, Money } from './chasing.ts';
import type { LineCurve } from './expenditure.ts';
import type { Fen } from './fen.ts';

export type { Fen };
/** What a hop moves: a budget allocation (指标下达), which the treasury pays from on request, or cash. */
export type MoneyKind = 'budget' | 'cash';
/** Whom the money is for in the end: a contractor or supplier, beneficiaries by a 一卡通 batch, or a unit itself. */
export type PayeeKind = 'contractor' | 'beneficiaries' | 'unit';

/** By when money is to go on from a place: by a day, or within days of its arrival there. */
export interface DueRule {
  by?: LocalDate;
  within?: { days: number; counted: 'natural' | 'working' };
  basis: BasisText;
}

/** A unit on a line's way, and from whom it gets the money; the first gets it from outside. */
export interface RoutePlace {
  unit: string;
  name: string;
  from: string | null;
  /** The first that speaks of a parcel gives its date: the funds document, the pack, the campaign's setting. */
  rules: readonly DueRule[];
}

/** An allocation as it is registered; what comes from the pack is resolved, so that the line needs nothing else to run. */
export interface LineStart {
  stream: string;
  cycle: string;
  /** The line's key in its cycle: `L12`. */
  line: string;
  root: string;
  /** Who examines and pays requests: a department of the root, or the root itself. */
  finance: { unit: string; name: string };
  document: DocumentReference;
  source: { id: string; name: BasisText };
  kind: MoneyKind;
  payee: PayeeKind;
  purpose: string;
  /** What has arrived, where, and when: the whole at the root; of money carried over, what each unit still held, with the date it had. */
  arrivals: readonly { unit: string; amount: Fen; on: LocalDate; due?: FundsDue | null }[];
  route: readonly RoutePlace[];
  calendar: WorkingCalendar;
  /** From the acceptance of a request until it is paid, where something names days. */
  payWithin: DueRule | null;
  /** How often finance may return one request. */
  returnsAtMost: number;
  /** The line of the year before that it was carried over from; for how many years running, and after how many it is surplus (结余). */
  carriedFrom: string | null;
  carried: number;
  surplusAfterYears: number | null;
  /** How lateness is chased; absent of a line that was registered before money was. */
  chasing?: Chasing;
  /** What its spending is compared with; null where nothing names a curve, absent in a line registered before there were any. */
  curve?: LineCurve | null;
}

export interface FundsDue {
  dueOn: LocalDate;
  basis: BasisText;
  /** How days are added to it where the clock stood still. */
  counted: 'natural' | 'working';
}

/**
 * Money that arrived at one unit at one time. It only ever leaves: what comes back is another parcel, with its own clock.
 * `amount = held + inFlight + passedOn + paid + returned`, always.
 */
export interface Parcel {
  id: string;
  unit: string;
  /** The hop that brought it; none for what came from outside. */
  hop: string | null;
  amount: Fen;
  receivedOn: LocalDate;
  held: Fen;
  /** Sent and not yet recorded by whoever is to get it: still this unit's. */
  inFlight: Fen;
  passedOn: Fen;
  paid: Fen;
  /** Given back, called back, or taken out of the line. */
  returned: Fen;
  due: FundsDue | null;
  originalDueOn: LocalDate | null;
  /** Of `held`: kept back until a warranty is over (质保金), due by itself. */
  retention: { amount: Fen; setOn: LocalDate; due: FundsDue } | null;
  suspensions: readonly { from: LocalDate; to: LocalDate | null; reason: string }[];
}

/** Money on its way between two places of the route, or how it came from one to the other. */
export interface Hop {
  id: string;
  from: string;
  /** Of which unit: the one that is to get it. */
  to: string;
  amount: Fen;
  way: 'passedOn' | 'givenBack' | 'calledBack' | 'reallocated';
  sentOn: LocalDate;
  status: 'inFlight' | 'received' | 'takenBack';
  /** The day it arrived, and the parcel it became there. */
  receivedOn: LocalDate | null;
  parcel: string | null;
  document: DocumentReference | null;
}

/** What a payment request may become. Returned once, it lists all defects. */
export const requestTransitions = {
  filed: { return: 'returned', accept: 'accepted', withdraw: 'withdrawn' },
  returned: { refile: 'filed', withdraw: 'withdrawn' },
  accepted: { pay: 'paid' },
  paid: {},
  withdrawn: {},
} as const;
export type RequestStatus = keyof typeof requestTransitions;

/** A using unit's request that the treasury pays (支付申请). */
export interface PaymentRequest {
  id: string;
  parcel: string;
  amount: Fen;
  payee: string;
  ofRetention: boolean;
  status: RequestStatus;
  /** Each day it changed hands, the first filing first. */
  passages: readonly { act: 'file' | 'return' | 'refile' | 'accept' | 'withdraw' | 'pay'; on: LocalDate }[];
  defects: readonly string[];
  returns: number;
  /** Finance's own date, from the acceptance. */
  due: FundsDue | null;
}

/** Money paid to whom it is for. */
export interface Payment {
  id: string;
  parcel: string;
  request: string | null;
  amount: Fen;
  payee: string;
  /** Of a 一卡通 batch: how many got it; else 1. */
  payees: number;
  voucher: string;
  on: LocalDate;
  /** The day it was entered after the fact (补记): the treasury had paid without a request on record, so that nobody knows whose days those before it were. */
  caughtUpOn?: LocalDate;
}

/** Money that left a parcel at once: given back to the source, or the line was reduced. */
export interface Leaving {
  parcel: string;
  amount: Fen;
  on: LocalDate;
  why: 'reduced' | 'returnedToSource';
  document: DocumentReference;
}

/** One allocation with its whole route: plain JSON, so that each fen has one writer. */
export interface FundsLine {
  status: 'unregistered' | 'open' | 'closed';
  now: Instant;
  about: Omit<LineStart, 'arrivals' | 'route' | 'calendar'> | null;
  calendar: WorkingCalendar;
  route: Readonly<Record<string, RoutePlace>>;
  parcels: Readonly<Record<string, Parcel>>;
  hops: Readonly<Record<string, Hop>>;
  requests: Readonly<Record<string, PaymentRequest>>;
  payments: Readonly<Record<string, Payment>>;
  leavings: readonly Leaving[];
  /** What waits at somebody's door under a date, and what waited; by key. */
  duties: Readonly<Record<string, Money>>;
  candidates: Readonly<Record<string, Candidate>>;
  /** The last message heard from each sender. */
  heard: Readonly<Record<string, number>>;
  /** The day the year was over, and what was left. */
  closed: { on: LocalDate; left: Fen } | null;
}

export const unregistered: FundsLine = {
  status: 'unregistered', now: '1970-01-01T00:00:00.000Z', about: null, calendar: { version: '', from: '1970-01-01', days: '' }, route: {},
  parcels: {}, hops: {}, requests: {}, payments: {}, leavings: [], duties: {}, candidates: {}, heard: {}, closed: null,
};

export const fundsStream = (cycle: string, line: string): string => `funds-line/${cycle}/${line}`;

/** The line that an obligation's key is of; null for a duty of a unit's year. */
export const lineOfKey = (key: string): string | null => /^(L\d+)-[phr]\d+-[a-zA-Z]+$/.exec(key)?.[1] ?? null;

/** The page of a line. */
export const lineLink = (cycle: string, line: string): string => `/cycles/${cycle.replaceAll('/', '-')}/funds/${line}`;

/** A request whose money is spoken for. */
export const isOpen = ({ status }: PaymentRequest): boolean => status === 'filed' || status === 'returned' || status === 'accepted';

const asked = (line: FundsLine, parcel: string, ofRetention: boolean): Fen =>
  Object.values(line.requests).filter((one) => one.parcel === parcel && one.ofRetention === ofRetention && isOpen(one)).reduce((sum, { amount }) => sum + amount, 0);

/** What can still be disposed of: held, neither asked to be paid nor kept back. */
export const freeOf = (line: FundsLine, { id, held, retention }: Parcel): Fen => held - asked(line, id, false) - (retention?.amount ?? 0);

/** Of the retention: what no request asks for yet. */
export const freeRetentionOf = (line: FundsLine, { id, retention }: Parcel): Fen => (retention?.amount ?? 0) - asked(line, id, true);

export interface Sums {
  /** From outside, into the line. */
  received: Fen;
  held: Fen;
  inFlight: Fen;
  paid: Fen;
  /** Out of the line. */
  returned: Fen;
  /** Of what is held: retention, whether due or not. */
  retained: Fen;
}

/** The line as a whole: `received = held + inFlight + paid + returned`; what moved inside it cancels out. */
export function sumsOf(line: FundsLine): Sums {
  const parcels = Object.values(line.parcels);
  const sum = (of: (parcel: Parcel) => Fen): Fen => parcels.reduce((total, parcel) => total + of(parcel), 0);
  return {
    received: sum(({ hop, amount }) => (hop === null ? amount : 0)),
    held: sum(({ held }) => held),
    inFlight: sum(({ inFlight }) => inFlight),
    paid: sum(({ paid }) => paid),
    returned: line.leavings.reduce((total, { amount }) => total + amount, 0),
    retained: sum(({ retention }) => retention?.amount ?? 0),
  };
}

export const isSurplus = ({ about }: FundsLine): boolean => about !== null && about.surplusAfterYears !== null && about.carried >= about.surplusAfterYears;
