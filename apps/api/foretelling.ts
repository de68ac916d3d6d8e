import { Injectable } from '@nestjs/common';
import { isRejection } from '#libs/domain/decider';
import type { Json } from '#libs/domain/decider';
import { foretellPause } from '#libs/domain/pause/foretell';
import type { PauseForetold } from '#libs/domain/pause/foretell';
import type { Pause } from '#libs/domain/pause/pause';
import { unitYearStream } from '#libs/domain/policy/streams';
import { later } from '#libs/domain/time/instant';
import { foretell } from '#libs/domain/unit-year/foretell';
import type { Foretelling as Foretold } from '#libs/domain/unit-year/foretell';
import { cycleUnits, mostUnits, yearsOf } from '#libs/store/queries/years';
import { Problem } from './problem/problem.ts';
import { RecordAccess } from './scope/record-access.ts';
import type { CycleNow } from './scope/scope.ts';

export interface ToldOf extends Foretold {
  unit: string;
  unitName: string;
}

/** What a message would change in every unit's year under one unit: by the rules themselves, over the journals as they stand. */
@Injectable()
export class Foretelling {
  constructor(private readonly record: RecordAccess) {}

  /** @throws Problem tooManyAtOnce */
  async ofMessage(cycle: CycleNow, under: string, body: Json): Promise<{ units: ToldOf[]; heads: Json; asked: number }> {
    const { units, years } = await this.yearsUnder(cycle, under);
    const heads: Json[] = [];
    const told = units.flatMap(({ id, name }): ToldOf[] => {
      const year = years.get(unitYearStream(cycle.id, id));
      const change = year && foretell(year, { name: 'hear', input: { from: 'preview', n: 1, body } }, later(cycle.now, year.state.now));
      if (!change || isRejection(change) || change.events.length <= 1) return [];
      heads.push([id, year.seq]);
      return [{ unit: id, unitName: name, ...change }];
    });
    return { units: told, heads, asked: units.length };
  }

  /**
   * What a pause would do to every unit's year under one unit; units in which nothing moves are left out.
   *
   * @throws Problem tooManyAtOnce
   */
  async ofPause(cycle: CycleNow, under: string, pause: Pause): Promise<{ units: (PauseForetold & { unit: string; unitName: string })[]; asked: number }> {
    const { units, years } = await this.yearsUnder(cycle, under);
    const told = units.flatMap(({ id, name }) => {
      const year = years.get(unitYearStream(cycle.id, id));
      const change = year && foretellPause(year, pause, later(cycle.now, year.state.now));
      return change && change.dates.length + change.notices.length + change.later > 0 ? [{ unit: id, unitName: name, ...change }] : [];
    });
    return { units: told, asked: units.length };
  }

  private async yearsUnder(cycle: CycleNow, under: string): Promise<{ units: { id: string; name: string }[]; years: Awaited<ReturnType<typeof yearsOf>> }> {
    const { sql } = this.record;
    const units = await cycleUnits(sql, cycle.id, under, cycle.day, mostUnits + 1);
    if (units.length > mostUnits) throw new Problem('tooManyAtOnce', { units: `${mostUnits}+`, limit: mostUnits });
    return { units, years: await yearsOf(sql, units.map(({ id }) => unitYearStream(cycle.id, id))) };
  }
}
