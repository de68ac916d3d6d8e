import { stageName } from '../call/stages.ts';
import type { BasisText } from '../call/call.ts';
import type { Context } from '../decider.ts';
import type { MoneyMoved, MoneyOverdue, MoneyWord } from '../funds/chase.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import { nextKey } from '../unit-year/on-demand.ts';
import type { Duty, UnitYear } from '../unit-year/state.ts';
import { drafting } from './draft.ts';
import type { Order, OrderOrigin, OrderStart } from './order.ts';

type StageReached = Extract<UnitYearEvent, { type: 'stageReached' }>;
type Overdue = Extract<OrderOrigin, { by: 'ladder' }>;

const draftsOfLadder = (state: UnitYear): (Order & { origin: Overdue })[] =>
  Object.values(state.duties).filter((duty): duty is Order & { origin: Overdue } => duty.kind === 'order' && duty.origin?.by === 'ladder');

/** The ladder drafts an order where its stage says so: once for a duty, call and dating, whatever became of that draft. */
export function draftWhereOverdue(state: UnitYear, event: StageReached, context: Context): readonly UnitYearEvent[] {
  const duty = state.duties[event.duty];
  const call = duty?.call;
  if (!duty || !call) return [];
  const stage = state.timing.ladders[duty.calls[call.name]?.ladder ?? '']?.find((one) => stageName(call, one) === event.stage);
  const template = state.templates[stage?.order ?? ''];
  if (stage?.action !== 'draftOrder' || template?.kind !== 'order') return [];
  return draftFor(state, template, { duty: duty.key, title: duty.title, call: call.name, stage: event.stage, dating: call.dating, dueOn: call.dueOn }, context.now);
}

/** What the line of money at this unit says of it, since that is no duty of the unit's year. */
export const heardOfMoney = (state: UnitYear, word: MoneyWord, now: Instant): readonly UnitYearEvent[] =>
  (word.kind === 'moneyOverdue' ? draftForMoney(state, word, now) : withdrawForMoney(state, word));

function draftForMoney(state: UnitYear, { order, kind: _kind, ...overdue }: MoneyOverdue, now: Instant): readonly UnitYearEvent[] {
  const template = Object.hasOwn(state.templates, order) ? state.templates[order] : undefined;
  return template?.kind === 'order' ? draftFor(state, template, overdue, now) : [];
}

function draftFor(state: UnitYear, template: OrderStart, overdue: Omit<Overdue, 'by' | 'kind'>, now: Instant): readonly UnitYearEvent[] {
  const { duty, title, call, dating, dueOn } = overdue;
  const isDrafted = draftsOfLadder(state).some(({ origin }) => origin.duty === duty && origin.call === call && origin.dating === dating);
  if (isDrafted) return [];
  const filled = (text: string, name: string): string => text.replaceAll('{title}', name).replaceAll('{dueOn}', dueOn);
  const matter: BasisText = { zh: filled(template.overdueMatter.zh, title.zh), en: filled(template.overdueMatter.en, title.en) };
  return drafting(template, nextKey(state, template.policy), title, { by: null, matter, deadline: null, stages: [], assisting: [], origin: { by: 'ladder', kind: 'overdue', ...overdue } }, now, state.timing);
}

/** The money went on: a draft about it that nobody has issued yet is withdrawn. */
const withdrawForMoney = (state: UnitYear, { gone }: MoneyMoved): readonly UnitYearEvent[] => draftsOfLadder(state)
  .filter(({ status, origin }) => status === 'drafted' && gone.some(({ duty, dating }) => origin.duty === duty && origin.dating === dating))
  .map((order) => ({ type: 'orderDiscarded', duty: order.key, by: null, reason: null }));

/** What was overdue is no longer asked for: a draft that nobody has issued yet is withdrawn. */
export function withdrawDrafts(state: UnitYear, event: UnitYearEvent): readonly UnitYearEvent[] {
  if (!('duty' in event)) return [];
  return draftsOfLadder(state)
    .filter(({ status, origin }) => status === 'drafted' && origin.duty === event.duty && !isStillAsked(state.duties[origin.duty], origin))
    .map((order) => ({ type: 'orderDiscarded', duty: order.key, by: null, reason: null }));
}

const isStillAsked = (duty: Duty | undefined, { call, dating }: Overdue): boolean => duty?.call?.name === call && duty.call.dating === dating;
