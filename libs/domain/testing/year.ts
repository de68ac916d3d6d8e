import { isRejection } from '../decider.ts';
import type { Json, Rejection } from '../decider.ts';
import type { Letter } from '../letter/letter.ts';
import type { Light } from '../light.ts';
import type { Report } from '../report/report.ts';
import type { Verification } from '../verification/verification.ts';
import type { Instant } from '../time/instant.ts';
import { lightsOf } from '../unit-year/rows.ts';
import type { Duty, UnitYear, UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { holderOf } from './acts.ts';
import { awakeUntil, decideAct, lookAtClock, turnOf } from './life.ts';
import type { Act, Moment } from './life.ts';

/** One unit's year, told act by act: what the examples are written with. Instants are Shanghai time, `2026-03-02 09:30`. */
export class Year {
  readonly moments: Moment[] = [];

  constructor(start: UnitYearStart, launchedAt: string) {
    this.take({ command: { name: 'openYear', input: start }, actor: null }, launchedAt);
  }

  get state(): UnitYear {
    return this.moments.at(-1)?.after ?? unitYearDecider.initial;
  }

  get letter(): Letter {
    return this.only('letter');
  }

  report(key: string): Report {
    const duty = this.state.duties[key];
    if (duty?.kind !== 'report') throw new Error(`${key} is no report of this year`);
    return duty;
  }

  verification(key: string): Verification {
    const duty = this.state.duties[key];
    if (duty?.kind !== 'verification') throw new Error(`${key} is no verification of this year`);
    return duty;
  }

  private only(kind: 'letter'): Letter {
    const letter = Object.values(this.state.duties).find((duty): duty is Letter => duty.kind === kind);
    if (!letter) throw new Error('this year has no letter');
    return letter;
  }

  light(duty: Duty, at: string): Light | undefined {
    return lightsOf(this.state, shanghai(at))[duty.obligation];
  }

  /** An act that is accepted, by whoever holds the posts. @throws when it is refused */
  act(name: string, input: { duty: string } & Record<string, unknown>, at: string, ...posts: string[]): this {
    return this.take({ command: { name, input }, actor: holderOf(...posts) }, at);
  }

  hear(body: Json, at: string, n: number, from = 'unit-year/above'): this {
    return this.take({ command: { name: 'hear', input: { from, n, body } }, actor: null }, at);
  }

  cancel(at: string): this {
    return this.take({ command: { name: 'endYear', input: { reason: 'cancelled' } }, actor: null }, at);
  }

  /** Why an act is refused; the year stays as it is. @throws when it is accepted */
  refusal(name: string, input: { duty: string } & Record<string, unknown>, at: string, ...posts: string[]): Rejection {
    const { rejection } = decideAct(lookAtClock(this.state, shanghai(at)).after, { command: { name, input }, actor: holderOf(...posts) }, shanghai(at));
    if (!rejection) throw new Error(`${name} is accepted`);
    return rejection;
  }

  /** Time passes, the stream awake at each of its deadlines. */
  until(at: string): this {
    this.moments.push(...awakeUntil(this.state, shanghai(at)));
    return this;
  }

  /** The stages recorded so far, as `sign.after-10 2026-03-20`. */
  get escalations(): string[] {
    return this.events('stageReached').map((event) => `${event.duty} ${event.stage}`);
  }

  events<T extends Moment['steps'][number]['event']['type']>(type: T): Extract<Moment['steps'][number]['event'], { type: T }>[] {
    return this.moments.flatMap(({ steps }) => steps.flatMap(({ event }) => (event.type === type ? [event as never] : [])));
  }

  private take(act: Act, at: string): this {
    this.until(at);
    const turn = turnOf(this.state, act, shanghai(at));
    const rejection = turn.find((moment) => isRejection(moment.rejection))?.rejection;
    if (rejection) throw new Error(`${act.command.name} is refused: ${rejection.rejected} ${JSON.stringify(rejection.facts)}`);
    this.moments.push(...turn);
    return this;
  }
}

/** `2026-03-02 09:30` in Shanghai. */
export const shanghai = (text: string): Instant => new Date(`${text.replace(' ', 'T')}:00.000+08:00`).toISOString();
