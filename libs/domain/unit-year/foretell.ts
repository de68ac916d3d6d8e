import { isRejection, takesBack } from '../decider.ts';
import type { Happened, NoticePlan, Rejection } from '../decider.ts';
import type { Actor } from '../may.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYearEvent } from './events.ts';
import type { UnitYear } from './state.ts';
import { unitYearDecider } from './unit-year.ts';
import type { UnitYearCommand } from './unit-year.ts';

/** A unit's year with what is planned to be told, as its journal leaves it. */
export interface Foretold {
  state: UnitYear;
  planned: NoticePlan[];
}

export const unforetold: Foretold = { state: unitYearDecider.initial, planned: [] };

/** The year after an event: what it takes back is no longer planned. */
export function after({ state, planned }: Foretold, event: Happened<UnitYearEvent>): Foretold {
  const next = unitYearDecider.evolve(state, event);
  const { cancel, plan } = unitYearDecider.react(state, event, next);
  return { state: next, planned: [...planned.filter((notice) => !cancel.some((one) => takesBack(one, notice))), ...plan] };
}

/** What a command would change, were it given now: nothing is recorded. */
export interface Foretelling {
  events: readonly UnitYearEvent[];
  /** Notices still to come that would not be told, and those that would be told instead. */
  goes: NoticePlan[];
  comes: NoticePlan[];
}

export function foretell(year: Foretold, command: UnitYearCommand, now: Instant, actor: Actor | null = null): Foretelling | Rejection {
  const events = unitYearDecider.decide(year.state, command, { now, actor, since: () => true });
  if (isRejection(events)) return events;
  const then = events.reduce((at, event) => after(at, { ...event, at: now }), year);
  const name = ({ key, at }: NoticePlan): string => `${key} ${at}`;
  const [was, is] = [year.planned, then.planned].map((list) => list.filter(({ at }) => at > now)) as [NoticePlan[], NoticePlan[]];
  const [wasNamed, isNamed] = [new Set(was.map(name)), new Set(is.map(name))];
  return { events, goes: was.filter((notice) => !isNamed.has(name(notice))), comes: is.filter((notice) => !wasNamed.has(name(notice))) };
}
