import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRejection } from '#libs/domain/decider';
import type { Json } from '#libs/domain/decider';
import { unitYearStream } from '#libs/domain/policy/planning';
import { foretell } from '#libs/domain/unit-year/foretell';
import { canonical } from '#libs/store/journal';
import { cycleUnits, mostUnits, yearsOf } from '#libs/store/queries/years';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';

export interface Move {
  unit: string;
  unitName: string;
  from: string;
  to: string;
  noticesGone: number;
  noticesCome: number;
}

export interface Preview {
  moves: Move[];
  /** Over the moves and the heads of the journals they were foretold from. */
  hash: string;
  units: number;
}

/** Foretells what one act for many units would move, by the rules themselves over the journals as they stand. */
@Injectable()
export class DateMoves {
  constructor(private readonly record: RecordAccess) {}

  /** @throws Problem tooManyAtOnce */
  async preview(cycle: CycleNow, { duty, dueOn, under }: { duty: string; dueOn: string; under?: string | undefined }): Promise<Preview> {
    const { sql } = this.record;
    const units = await cycleUnits(sql, cycle.id, under ?? cycle.root, cycle.day, mostUnits + 1);
    if (units.length > mostUnits) throw new Problem('tooManyAtOnce', { units: `${mostUnits}+`, limit: mostUnits });
    const years = await yearsOf(sql, units.map(({ id }) => unitYearStream(cycle.id, id)));
    const heads: Json[] = [];
    const moves = units.flatMap(({ id, name }): Move[] => {
      const year = years.get(unitYearStream(cycle.id, id));
      if (!year) return [];
      const body = { kind: 'dueMovedForMany', duty, dueOn, document: '', reason: '' };
      const told = foretell(year, { name: 'hear', input: { from: 'preview', n: 1, body } }, later(cycle.now, year.state.now));
      const moved = isRejection(told) ? undefined : told.events.find((event) => event.type === 'dueMoved');
      if (isRejection(told) || moved?.type !== 'dueMoved') return [];
      heads.push([id, year.seq]);
      return [{ unit: id, unitName: name, from: moved.from, to: moved.dueOn, noticesGone: told.goes.length, noticesCome: told.comes.length }];
    });
    const hash = createHash('sha256').update(canonical({ cycle: cycle.id, duty, dueOn, moves: moves as unknown as Json, heads })).digest('hex');
    return { moves, hash, units: units.length };
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
