import { attached } from '../attachment/attachment.ts';
import type { Attached } from '../attachment/attachment.ts';
import { dueWithin, startCall } from '../call/call.ts';
import { isReached } from '../call/stages.ts';
import type { Call, DutyBase } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Context, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import { remindingCommands } from '../reminding/rules.ts';
import { localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import { kindOf } from '../unit-year/kinds.ts';
import type { Duty, UnitYear } from '../unit-year/state.ts';
import { nextKey } from '../unit-year/on-demand.ts';
import { openRequestFor } from './extension.ts';
import type { YearCommand } from '../unit-year/year-command.ts';
import type { Extension, MoveCause } from './extension.ts';

/** While a year is paused nothing becomes late: what is done meanwhile is judged by when the pause began. */
export const judgedAt = ({ pausedAt }: Pick<UnitYear, 'pausedAt'>, now: Instant): Instant => (pausedAt !== null && pausedAt < now ? pausedAt : now);

/** Requests for one duty beyond which no more is asked: the state keeps them all. */
const mostRequests = 3;

/** The duty waits for a post of its own unit: its date is the unit's to keep. */
const isOwn = (state: UnitYear, duty: Duty): boolean =>
  duty.call !== null && kindOf(duty).facts(duty).standing === 'owed' && (duty.calls[duty.call.name]?.posts ?? []).every((post) => post.startsWith(`${state.about?.unit.id}/`));

/**
 * Asks for more time, before the date: with a reason, how far the unit is, and the date it can keep.
 *
 * @rejects extensionNotFor (nothing the unit itself has a date for), extensionTooLate, extensionPending,
 *   extensionNotLater, extensionUnknown (the pack knows no extensions)
 */
const requestExtension: YearCommand<{ duty: string; dueOn: LocalDate; reason: string; progress: string } & Attached> = {
  who: { function: 'principalLeader', of: 'unit' },
  decide(state, duty, { dueOn, reason, progress, ...rest }, context) {
    const template = Object.values(state.templates).find((one) => one.kind === 'extension');
    if (!template) return reject('extensionUnknown');
    const { call } = duty;
    if (!call || !isOwn(state, duty)) return reject('extensionNotFor', { duty: duty.key, status: duty.status });
    if (judgedAt(state, context.now) >= call.dueAt) return reject('extensionTooLate', { dueOn: call.dueOn });
    const pending = openRequestFor(state.duties, duty.key);
    if (pending) return reject('extensionPending', { request: pending.key, dueOn: pending.call?.dueOn ?? '' });
    if (dueOn <= call.dueOn) return reject('extensionNotLater', { dueOn: call.dueOn, asked: dueOn }, '/dueOn');
    if (!isReached(duty, call.name, dueOn, state.timing)) return reject('dateOutOfReach', { dueOn }, '/dueOn');
    const asked = Object.values(state.duties).filter((one) => one.kind === 'extension' && one.request?.of === duty.key).length;
    if (asked >= mostRequests) return reject('tooManyRequests', { limit: mostRequests });
    const key = nextKey(state, template.policy);
    const decideDueOn = dueWithin(template, 'decide', localDateOf(context.now), state.timing);
    return [
      { type: 'dutyOpened', duty: key, policy: template.policy, title: { zh: `${duty.title.zh}${template.title.zh}`, en: `${template.title.en}: ${duty.title.en}` } },
      { type: 'extensionRequested', duty: key, of: duty.key, call: call.name, since: call.since, dueOn: call.dueOn, asked: dueOn, reason, progress, ...attached(rest), by: context.actor?.person ?? '', decideDueOn },
    ];
  },
};

/** More is not kept in the state; the journal has them all. */
const mostExplanations = 3;

/**
 * Explains why a duty is late (逾期说明): moves no date, and stays with the evidence.
 *
 * @rejects notLate, tooManyExplanations
 */
const explainLateness: YearCommand<{ duty: string; text: string }> = {
  who: { function: 'principalLeader', of: 'unit' },
  decide(state, duty, { text }, context) {
    const wasLate = kindOf(duty).facts(duty).onTime === false;
    const isLate = isOwn(state, duty) && duty.call !== null && judgedAt(state, context.now) >= duty.call.dueAt;
    if (!wasLate && !isLate) return reject('notLate', { duty: duty.key, dueOn: duty.call?.dueOn ?? null });
    if (duty.explanations.length >= mostExplanations) return reject('tooManyExplanations', { limit: mostExplanations });
    return [{ type: 'latenessExplained', duty: duty.key, text, by: context.actor?.person ?? '' }];
  },
};

export const yearCommands = { requestExtension, explainLateness, ...remindingCommands } as const;

/** What a granted request moves: the date, if there still is one to move or to judge anew. */
export function movesOfGrant(state: UnitYear, { duty: key, dueOn }: { duty: string; dueOn: LocalDate }): readonly UnitYearEvent[] {
  const extension = state.duties[key];
  const request = extension?.kind === 'extension' ? extension.request : null;
  return request ? movesTo(state, request.of, request.call, dueOn, { kind: 'extension', reference: key }) : [];
}

/** Moves a date later, if it stands before; moved twice to one date it is moved once. */
export function movesTo(state: UnitYear, of: string, call: string, dueOn: LocalDate, cause: MoveCause): readonly UnitYearEvent[] {
  const from = state.duties[of]?.datings[call]?.dueOn;
  return from === undefined || from >= dueOn ? [] : [{ type: 'dueMoved', duty: of, call, from, dueOn, cause }];
}

/** One act for many units: moves what the duty waits for, where it is the unit's own and the date is later. */
export function movesOfAll(state: UnitYear, of: string, dueOn: LocalDate, cause: MoveCause): readonly UnitYearEvent[] {
  const duty = state.duties[of];
  return duty?.call && isOwn(state, duty) && isReached(duty, duty.call.name, dueOn, state.timing) ? movesTo(state, of, duty.call.name, dueOn, cause) : [];
}

/** The calls whose date decides whether a duty came in time. */
const judged = new Set(['sign', 'report', 'submit', 'record', 'complete', 'allocate']);

/**
 * A request whose duty was done in time before anybody decided: there is nothing left to decide. One at a time: each
 * that is closed is followed by the next.
 */
export function requestsOvertaken(state: UnitYear): readonly UnitYearEvent[] {
  return Object.values(state.duties)
    .filter((one): one is Extension => one.kind === 'extension' && one.status === 'requested' && one.request !== null)
    .filter(({ request }) => {
      const duty = state.duties[request?.of ?? ''];
      if (!duty || !request) return false;
      // An objection does not end the signing: it comes back, with another beginning, when it is answered.
      if (duty.kind === 'letter' && (duty.status === 'objected' || (duty.status === 'issued' && request.call === 'sign'))) return false;
      // The same waiting as the one it was asked for; a date that moved keeps its beginning.
      if (duty.call?.name === request.call && duty.call.since === request.since) return false;
      // Done late while the level above was silent: the decision still says whether that was justified.
      const { onTime, standing } = kindOf(duty).facts(duty);
      return !judged.has(request.call) || onTime !== false || standing === 'void';
    })
    .slice(0, 1)
    .map(({ key }) => ({ type: 'extensionClosed', duty: key }));
}

/** The duty with its date moved; a call that is over keeps its end, and its kind judges by the new date. */
export function withDueMoved(duty: Duty, call: string, dueOn: LocalDate): Duty {
  const dated: DutyBase = duty.call?.name === call
    ? redatedCall(duty, duty.call, dueOn)
    : { ...duty, datings: { ...duty.datings, [call]: { n: (duty.datings[call]?.n ?? 0) + 1, dueOn } } };
  return kindOf(duty).redated?.(dated as Duty, call, dueOn) ?? (dated as Duty);
}

/** The call with another date: it began when it began, and was told when it was told. */
function redatedCall(duty: Duty, { name, since, toldFrom }: Call, dueOn: LocalDate): DutyBase {
  const dated = startCall<DutyBase>(duty, name, since, dueOn);
  return toldFrom === undefined || dated.call === null ? dated : { ...dated, call: { ...dated.call, toldFrom } };
}
