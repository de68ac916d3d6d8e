import type { Json } from '../decider.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { MoneySign } from './chasing.ts';
import type { BasisPoints } from './expenditure.ts';
import type { Fen, FundsDue, LineStart, Payment } from './line.ts';

/** A parcel begins: where, by which hop, with which date. */
export interface Arrival {
  parcel: string;
  unit: string;
  amount: Fen;
  on: LocalDate;
  due: FundsDue | null;
}

/** A unit whose money of the line was spent more slowly than the curve asks, on a day of the curve. */
export interface BehindUnit {
  unit: string;
  /** What was measured: without what is with finance, and without retention that is not due. */
  base: Fen;
  paid: Fen;
  scheduled: BasisPoints;
  rate: BasisPoints;
}

export type FundsEvent =
  | { type: 'lineRegistered'; start: Omit<LineStart, 'arrivals'>; arrivals: readonly Arrival[] }
  | { type: 'moneyPassedOn'; parcel: string; hops: readonly { hop: string; to: string; amount: Fen }[]; on: LocalDate; document: DocumentReference | null }
  | { type: 'moneyReceived'; hop: string; arrival: Arrival }
  | { type: 'hopTakenBack'; hop: string; on: LocalDate; reason: string }
  | { type: 'moneyGivenBack'; parcel: string; hop: string; to: string; amount: Fen; on: LocalDate; reason: string }
  /** Called back, or given to another unit, by whoever registered the line: gone from one parcel and arrived in another at once. */
  | { type: 'moneyMoved'; way: 'calledBack' | 'reallocated'; parcel: string; hop: string; arrival: Arrival; document: DocumentReference }
  | { type: 'moneyLeft'; why: 'reduced' | 'returnedToSource'; parts: readonly { parcel: string; amount: Fen }[]; on: LocalDate; document: DocumentReference }
  | { type: 'retentionSet'; parcel: string; amount: Fen; on: LocalDate; due: FundsDue }
  | { type: 'requestFiled'; request: string; parcel: string; amount: Fen; payee: string; ofRetention: boolean; on: LocalDate }
  | { type: 'requestReturned'; request: string; defects: readonly string[]; on: LocalDate }
  | { type: 'requestRefiled'; request: string; note: string; on: LocalDate }
  | { type: 'requestAccepted'; request: string; on: LocalDate; due: FundsDue | null }
  | { type: 'requestWithdrawn'; request: string; on: LocalDate }
  | { type: 'moneyPaid'; payment: Payment }
  | { type: 'moneySuspended'; parcel: string; on: LocalDate; reason: string; document: DocumentReference | null }
  | { type: 'moneyResumed'; parcel: string; on: LocalDate; due: FundsDue | null }
  /** The year is over: what is left is for the next year's line to carry on. */
  | { type: 'lineClosed'; on: LocalDate; left: Fen }
  /** A stage of the ladder over money that waits somewhere. */
  | { type: 'stageReached'; duty: string; stage: string; dating: number; dueAt: Instant }
  | { type: 'candidateListed'; candidate: string; situation: string; sign: MoneySign; duty: string; dating: number; unit: string; amount: Fen; dueOn: LocalDate }
  | { type: 'candidateWithdrawn'; candidate: string }
  /** At a day of the curve these units had spent too little of what they had. */
  | { type: 'fellBehind'; checkpoint: LocalDate; units: readonly BehindUnit[] }
  /** Word of another stream: that what it was told came too late. */
  | { type: 'received'; from: string; n: number; body: Json }
  | { type: 'actRefused'; command: string; code: string };
