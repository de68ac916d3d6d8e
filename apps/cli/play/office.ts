import type { Appointment, Cast } from './agenda.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { pause } from './session.ts';
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

/** What the office that runs the drill looks at between acts. */
export class Office {
  private readonly performance: Performance;
  private readonly login: string;
  private readonly slug: string;
  private readonly cast: Cast;

  constructor(performance: Performance, login: string, slug: string, cast: Cast) {
    this.performance = performance;
    this.login = login;
    this.slug = slug;
    this.cast = cast;
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
