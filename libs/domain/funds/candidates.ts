import { stageName } from '../call/stages.ts';
import type { Happened } from '../decider.ts';
import { signOf } from './chasing.ts';
import type { Candidate, MoneyCall } from './chasing.ts';
import type { FundsEvent } from './events.ts';
import type { FundsLine } from './line.ts';

/**
 * What an event lists or withdraws: lateness at the ladder's end is a candidate of the situation that the pack names for it,
 * once for a date; it is withdrawn when what it is about goes on before anybody has decided. The year's end withdraws none.
 */
export function withdrawals(line: FundsLine, event: FundsEvent): FundsEvent[] {
  return event.type === 'stageReached' ? listed(line, event) : Object.values(line.candidates)
    .filter(({ status, duty, dating }) => status === 'listed' && line.duties[duty]?.status !== 'carried' && line.duties[duty]?.call?.dating !== dating)
    .map(({ id }) => ({ type: 'candidateWithdrawn', candidate: id }));
}

function listed({ about, duties, candidates }: FundsLine, { duty: key, stage: reached }: Extract<FundsEvent, { type: 'stageReached' }>): FundsEvent[] {
  const duty = duties[key];
  const call = duty?.call;
  if (!duty || !call) return [];
  const isEnd = about?.chasing?.ladder.some((stage) => stage.action === 'propose' && stageName(call, { ...stage, tell: [] }) === reached) ?? false;
  const sign = signOf[call.name as MoneyCall];
  const situation = about?.chasing?.situations[sign];
  if (!isEnd || !situation || Object.values(candidates).some((one) => one.duty === key && one.dating === call.dating)) return [];
  return [{ type: 'candidateListed', candidate: `c${Object.keys(candidates).length + 1}`, situation: situation.id, sign, duty: key, dating: call.dating, unit: duty.unit, amount: duty.amount, dueOn: call.dueOn }];
}

/** A line's candidates after an event. */
export function evolveCandidates(candidates: FundsLine['candidates'], event: Happened<FundsEvent>): FundsLine['candidates'] {
  if (event.type === 'candidateListed') {
    const { candidate: id, situation, sign, duty, dating, unit, amount, dueOn, at } = event;
    return { ...candidates, [id]: { id, situation, sign, duty, dating, unit, amount, dueOn, listedAt: at, status: 'listed', endedAt: null } };
  }
  if (event.type !== 'candidateWithdrawn') return candidates;
  return { ...candidates, [event.candidate]: { ...candidates[event.candidate] as Candidate, status: 'withdrawn', endedAt: event.at } };
}
