import type { Appointment, Cast, CycleAppointment } from './agenda.ts';
import type { Completeness, Shown, ShownAccount, ShownFigures } from './checks/expect.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { pause } from './session.ts';
import type { Answer } from './session.ts';
import { bodyOf } from './whole-cycle.ts';
import { progress } from './show.ts';

const pollMs = 60;
/** Letters below a letter in force are issued by the relay, within moments. */
const relayPatienceMs = 20_000;

interface CycleState {
  status: string;
  now: string;
  units: number;
  unitsStarted: number;
}

/** What the office that runs the drill does for all, and looks at between acts. */
export class Office {
  /** What each preview said before the act that followed it. */
  readonly previews: Shown['previews'] = [];
  private readonly performance: Performance;
  private readonly login: string;
  private readonly slug: string;
  private readonly cast: Cast;

  constructor(performance: Performance, slug: string, cast: Cast) {
    this.performance = performance;
    this.login = `${cast.root}-office`;
    this.slug = slug;
    this.cast = cast;
  }

  /** An act of the office itself. */
  act(command: string, path: string, body: Readonly<Record<string, unknown>>, at: string): Promise<Answer> {
    return this.performance.cycleAct(this.login, `${this.cast.root}/office`, command, path, body, at);
  }

  /** An act for all or for many: what it would move is looked at first, where it can be. */
  async performForAll({ at, move, login, post }: CycleAppointment): Promise<void> {
    const cycle = `/cycles/${this.slug}`;
    const body = bodyOf(move);
    const give = (path: string, sent: Readonly<Record<string, unknown>>) => this.performance.cycleAct(login, post, move.act, `${cycle}${path}`, sent, at, body);
    const session = await this.performance.session(login);
    switch (move.act) {
      case 'setPause':
        return void await give('/pauses', body);
      case 'endPause':
        return void await give(`/pauses/${move.pause}/end`, {});
      case 'closeCycle':
        return void await give('/close', {});
      case 'moveDates': {
        const { duty, dueOn, under } = move.body;
        const { hash, items } = await session.get<{ hash: string; items: { unit: string; from: string; to: string }[] }>(`${cycle}/dates?duty=${duty}&dueOn=${dueOn}&under=${under}&limit=200`);
        this.previews.push({ by: 'collective', moves: items.map(({ unit, from, to }) => `${unit}/${duty} ${from} → ${to}`) });
        return void await give('/dates', { ...body, preview: hash });
      }
      case 'changeCalendar': {
        const { hash, changes } = await session.ask<{ hash: string; changes: { unit: string; dates: { duty: string; from: string; to: string }[] }[] }>(`${cycle}/calendar/preview`, body);
        this.previews.push({ by: 'calendar', moves: changes.flatMap(({ unit, dates }) => dates.map(({ duty, from, to }) => `${unit}/${duty} ${from} → ${to}`)) });
        return void await give('/calendar', { ...body, preview: hash });
      }
    }
  }

  /** The figures of some periods, as the office reads them. */
  async figures(periods: readonly string[]): Promise<Shown['figures']> {
    const session = await this.performance.session(this.login);
    const shown: Record<string, ShownFigures> = {};
    for (const period of periods) {
      const { units, totals } = await session.get<ShownFigures>(`/cycles/${this.slug}/figures?period=${period}`);
      shown[period] = { units, totals };
    }
    return shown;
  }

  /** How complete the reports of some periods are, as the office reads it: under the root, and under each unit below it. */
  async completeness(periods: readonly string[]): Promise<Shown['completeness']> {
    const session = await this.performance.session(this.login);
    const shown: Record<string, Record<string, Completeness>> = {};
    for (const period of periods) {
      const { total, items } = await session.get<{ total: Completeness; items: (Completeness & { unit: string })[] }>(`/cycles/${this.slug}/completeness?period=${period}&limit=200`);
      shown[period] = { [this.cast.root]: counted(total), ...Object.fromEntries(items.map((item) => [item.unit, counted(item)])) };
    }
    return shown;
  }

  /** Each unit's account of its year. */
  async accounts(): Promise<ShownAccount[]> {
    const session = await this.performance.session(this.login);
    const accounts: ShownAccount[] = [];
    for (const { id } of this.cast.units) {
      const { unit, isFinal, totals } = await session.get<ShownAccount>(`/cycles/${this.slug}/units/${id}/account`);
      accounts.push({ unit, isFinal, totals });
    }
    return accounts;
  }

  async until(wanted: string): Promise<void> {
    for (let { status } = await this.look(); status !== wanted; { status } = await this.look()) {
      if (status !== 'closing') throw new PlayStopped(`关闭年度时周期处于 ${status}`);
      await pause(pollMs);
    }
  }

  async untilLaunched(): Promise<void> {
    const expected = this.cast.units.length;
    const bar = progress(expected, '启动');
    for (;;) {
      const { status, units, unitsStarted } = await this.look();
      bar.to(unitsStarted, '个单位已启动');
      if (status === 'open') {
        bar.stop();
        if (units !== expected) throw new PlayStopped(`启动了${units}个单位，脚本里有${expected}个`);
        return;
      }
      if (status !== 'launching') throw new PlayStopped(`启动后周期处于 ${status}`);
      await pause(pollMs * 2);
    }
  }

  async untilAt(to: string): Promise<void> {
    for (;;) {
      const { status, now } = await this.look();
      if (status === 'open' && now === to) return;
      if (status !== 'advancing' && status !== 'open') throw new PlayStopped(`拨钟时周期处于 ${status}`);
      await pause(pollMs);
    }
  }

  /** Once the targets are passed down, the letters of the units directly below follow without a person: the clock waits for them. */
  async untilIssuedBelow({ unit }: Appointment): Promise<void> {
    const below = new Set(this.cast.units.filter(({ superior }) => superior === unit.id).map(({ id }) => id));
    const session = await this.performance.session(this.login);
    for (const until = Date.now() + relayPatienceMs; below.size > 0;) {
      const drafted = await session.get<{ items: { unit: string }[]; next: string | null }>(`/cycles/${this.slug}/letters?status=drafted&limit=200`);
      if (!drafted.items.some((letter) => below.has(letter.unit))) return;
      if (Date.now() > until) throw new PlayStopped(`${unit.name}的目标已分解，${relayPatienceMs / 1000}秒后下级的仍未下达`);
      await pause(pollMs * 2);
    }
  }

  private async look(): Promise<CycleState> {
    return (await this.performance.session(this.login)).get<CycleState>(`/cycles/${this.slug}`);
  }
}

const counted = ({ expected, received, onTime, onTimeByOriginalDate, late, missing, accepted }: Completeness): Completeness =>
  ({ expected, received, onTime, onTimeByOriginalDate, late, missing, accepted });
