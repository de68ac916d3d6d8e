import { isRejection, reject } from '../decider.ts';
import type { Context, Decider, Json, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import { localDateOf } from '../time/instant.ts';
import * as behind from './behind.ts';
import { moneyDeadline, moneyEffects, moneyStages, moneyTasks, withCandidates } from './chase.ts';
import { amountAtFault, firstFault } from './checks.ts';
import { dueOf } from './due.ts';
import { evolve } from './evolve.ts';
import type { FundsEvent } from './events.ts';
import { sumsOf, unregistered } from './line.ts';
import type { FundsLine, LineStart } from './line.ts';
import { callBack, giveBack, passOn, reallocate, recordReceipt, takeBack, takeOut } from './moving.ts';
import { acceptRequest, catchUpPayment, fileRequest, payRequest, recordPayment, refileRequest, resumeMoney, returnRequest, setRetention, suspendMoney, withdrawRequest } from './paying.ts';
import { fundsRow, moneyRows } from './rows.ts';

/** Whoever keeps the money of the unit that an act is about. */
const keeper: WhoMay = { function: 'fundsKeeper', of: 'unit' };
/** Finance examines and pays; never for its own unit. */
const treasurer: WhoMay = { function: 'treasurer', of: 'department' };
/** The office that registers allocations may call them back, give them to another, and take them out. */
export const whoRegisters: WhoMay = { function: 'administrator', of: 'root' };

type Rule = { who: WhoMay; at: (line: FundsLine, input: never) => string | undefined; decide(line: FundsLine, input: never, context: Context): readonly FundsEvent[] | Rejection };

const atParcel = (line: FundsLine, { parcel }: { parcel: string }): string | undefined => (Object.hasOwn(line.parcels, parcel) ? line.parcels[parcel]?.unit : undefined);
const atRequest = (line: FundsLine, { request }: { request: string }): string | undefined => (Object.hasOwn(line.requests, request) ? atParcel(line, { parcel: line.requests[request]?.parcel ?? '' }) : undefined);
const atReceiver = (line: FundsLine, { hop }: { hop: string }): string | undefined => (Object.hasOwn(line.hops, hop) ? line.hops[hop]?.to : undefined);
const atSender = (line: FundsLine, { hop }: { hop: string }): string | undefined => (Object.hasOwn(line.hops, hop) ? atParcel(line, { parcel: line.hops[hop]?.from ?? '' }) : undefined);
const atRoot = (line: FundsLine): string | undefined => line.about?.root;

/** What may be done with a line's money: who may, at which unit, by which rule. */
export const fundsCommands = {
  passOn: { who: keeper, at: atParcel, decide: passOn },
  recordReceipt: { who: keeper, at: atReceiver, decide: recordReceipt },
  takeBack: { who: keeper, at: atSender, decide: takeBack },
  giveBack: { who: keeper, at: atParcel, decide: giveBack },
  callBack: { who: whoRegisters, at: atParcel, decide: callBack },
  reallocate: { who: whoRegisters, at: atParcel, decide: reallocate },
  takeOut: { who: whoRegisters, at: atRoot, decide: takeOut },
  setRetention: { who: keeper, at: atParcel, decide: setRetention },
  fileRequest: { who: keeper, at: atParcel, decide: fileRequest },
  returnRequest: { who: treasurer, at: atRequest, decide: returnRequest },
  refileRequest: { who: keeper, at: atRequest, decide: refileRequest },
  acceptRequest: { who: treasurer, at: atRequest, decide: acceptRequest },
  withdrawRequest: { who: keeper, at: atRequest, decide: withdrawRequest },
  payRequest: { who: treasurer, at: atRequest, decide: payRequest },
  recordPayment: { who: keeper, at: atParcel, decide: recordPayment },
  catchUpPayment: { who: treasurer, at: atParcel, decide: catchUpPayment },
  suspendMoney: { who: whoRegisters, at: atParcel, decide: suspendMoney },
  resumeMoney: { who: whoRegisters, at: atParcel, decide: resumeMoney },
} as const satisfies Record<string, Rule>;

export type FundsCommandName = keyof typeof fundsCommands;

export type FundsCommand =
  | { name: 'registerLine'; input: LineStart }
  | { name: 'closeLine'; input: Record<string, never> }
  | { name: 'hear'; input: { from: string; n: number; body: Json } }
  | { [N in FundsCommandName]: { name: N; input: Parameters<(typeof fundsCommands)[N]['decide']>[1] } }[FundsCommandName];

/**
 * One allocation, from its registration until the year is over.
 *
 * @rejects lineUnregistered, alreadyRegistered, lineClosed, amountNotWhole, offRoute, dayInFuture, and what the rule of the command says
 */
export const fundsLineDecider: Decider<FundsLine, FundsCommand, FundsEvent> = {
  kind: 'funds-line',
  initial: unregistered,
  commands: ['registerLine', 'closeLine', 'hear', ...Object.keys(fundsCommands)],

  decide(line, command, context) {
    const decided = decide(line, command, context);
    return isRejection(decided) ? decided : withCandidates(line, decided, folding(context));
  },

  tick: (line, context) => withCandidates(line, [...behind.tick(line, context), ...moneyStages(line, context.now)], folding(context)),
  evolve,
  react: (before, event, line) => { const effects = moneyEffects(before, event, line); return { ...effects, plan: [...effects.plan, ...behind.notices(line, event)] }; },
  nextDeadline: (line) => [behind.deadline(line), moneyDeadline(line)].filter((at) => at !== null).sort()[0] ?? null,
  tasksOf: moneyTasks,
  rowsOf: (line) => (line.about === null ? {} : { [line.about.line]: fundsRow(line) as unknown as Json, ...moneyRows(line) as unknown as Record<string, Json> }),
  isEnded: ({ status }) => status === 'closed',
};

const folding = ({ now: at }: Context) => (line: FundsLine, event: FundsEvent): FundsLine => evolve(line, { ...event, at });

function decide(line: FundsLine, command: FundsCommand, context: Context): readonly FundsEvent[] | Rejection {
  if (command.name === 'registerLine') return line.status === 'unregistered' ? register(command.input, context) : reject('alreadyRegistered', { line: line.about?.line ?? '' });
  if (line.status === 'unregistered') return reject('lineUnregistered');
  // An order that came too late for its unit's year comes back; the money is chased all the same.
  if (command.name === 'hear') return command.input.n <= (line.heard[command.input.from] ?? 0) ? reject('alreadyReceived', { from: command.input.from, n: command.input.n }) : [{ type: 'received', ...command.input }];
  if (line.status === 'closed') return reject('lineClosed');
  if (command.name === 'closeLine') {
    const { held, inFlight } = sumsOf(line);
    return [{ type: 'lineClosed', on: localDateOf(context.now), left: held + inFlight }];
  }
  const rule = fundsCommands[command.name] as Rule;
  return rule.decide(line, command.input as never, context);
}

/** @returns lineRegistered; amountNotWhole, offRoute, dayInFuture */
function register({ arrivals, ...start }: LineStart, context: Context): readonly FundsEvent[] | Rejection {
  const today = localDateOf(context.now);
  const fault = firstFault(...arrivals.flatMap(({ unit, amount, on }) => [
    amountAtFault(amount),
    start.route.some((place) => place.unit === unit) ? null : reject('offRoute', { from: '', to: unit, next: start.route.map((place) => place.unit) }, '/route'),
    on > today ? reject('dayInFuture', { on, today }, '/receivedOn') : null,
  ]));
  return fault ?? [{
    type: 'lineRegistered', start,
    arrivals: arrivals.map(({ unit, amount, on, due }, n) => ({ parcel: `p${n + 1}`, unit, amount, on, due: due !== undefined ? due : dueOf(start.route.find((place) => place.unit === unit)?.rules ?? [], on, start.calendar) })),
  }];
}

/** Who may give a command, and at which unit; none where what it names is not there. */
export function whoMayWithLine(name: FundsCommandName, line: FundsLine, input: unknown): { who: WhoMay; unit: string } | null {
  const { who, at } = fundsCommands[name] as Rule;
  const unit = at(line, input as never);
  return unit === undefined ? null : { who, unit };
}

