import { Injectable } from '@nestjs/common';
import { isRejection } from '#libs/domain/decider';
import type { Json } from '#libs/domain/decider';
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
    const { sql } = this.record;
    const units = await cycleUnits(sql, cycle.id, under, cycle.day, mostUnits + 1);
    if (units.length > mostUnits) throw new Problem('tooManyAtOnce', { units: `${mostUnits}+`, limit: mostUnits });
    const years = await yearsOf(sql, units.map(({ id }) => unitYearStream(cycle.id, id)));
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
}
