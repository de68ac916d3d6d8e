import { dateOf, endOf, workedDays, workingDay } from './calendar.ts';
import { holdLadder, redate } from './duties.ts';
import type { Duty } from './duties.ts';

/** A time in which nothing is due; open while nobody has ended it. */
export interface Spell {
  from: string;
  to: string | null;
}

const lasts = ({ from, to }: Spell, at: string): boolean => from <= at && (to === null || at < to);
export const isPaused = (spells: readonly Spell[], at: string): boolean => spells.some((spell) => lasts(spell, at));

/** The pauses of each unit as they were set, and what they come to: pauses that overlap are one. */
export class Pauses {
  private readonly asked = new Map<string, Map<string, Spell>>();
  private readonly spells = new Map<string, Spell[]>();
  private crossed = '';

  spellsOf = (unit: string): readonly Spell[] => this.spells.get(unit) ?? [];
  isPausedNow = (unit: string): boolean => this.spellsOf(unit).at(-1)?.to === null;

  set(unit: string, id: string, spell: Spell): void {
    this.asked.set(unit, new Map(this.asked.get(unit)).set(id, { from: spell.from, to: spell.to ?? null }));
  }

  /** Ends one of a unit's pauses now; whether the unit goes on is for the others to say. */
  end(unit: string, id: string, at: string): void {
    const pause = this.asked.get(unit)?.get(id);
    if (pause) pause.to = at;
  }

  /** The next instant at which some pause begins or ends by itself. */
  nextBoundary(): string | undefined {
    return [...this.asked.values()].flatMap((pauses) => [...pauses.values()].flatMap(({ from, to }) => (to === null ? [from] : [from, to])))
      .filter((at) => at > this.crossed).sort()[0];
  }

  /** What an instant at which a pause begins or ends does to the dates of each unit. */
  cross(at: string, dutiesOf: (unit: string) => Duty[]): void {
    this.crossed = at;
    for (const [unit, pauses] of this.asked) {
      const isCovered = isPaused([...pauses.values()], at);
      const open = this.spellsOf(unit).find(({ to }) => to === null);
      if (isCovered && !open) this.spells.set(unit, [...this.spellsOf(unit), { from: at, to: null }]);
      if (isCovered || !open) continue;
      open.to = at;
      for (const duty of dutiesOf(unit)) giveBack(duty, open.from, at);
    }
  }
}

/** What is waited for gets back the working days that the pause took of it; what was late before stays late. */
function giveBack(duty: Duty, from: string, to: string): void {
  const span = duty.spans.at(-1);
  if (!span || span.until !== null) return;
  const days = workedDays(dateOf(span.since > from ? span.since : from), dateOf(to));
  if (days === 0) return;
  if (endOf(span.dueOn) <= from) return holdLadder(duty, to, days);
  redate(duty, to, workingDay(span.dueOn, days), 'pause');
  if (span.call === duty.main) duty.ownDueOn = workingDay(span.dueOn, days);
}
