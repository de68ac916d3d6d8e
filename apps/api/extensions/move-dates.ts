import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonical } from '#libs/store/journal';
import { Foretelling } from '../foretelling.ts';
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

/** Foretells what one act for many units would move. */
@Injectable()
export class DateMoves {
  constructor(private readonly foretelling: Foretelling) {}

  /** @throws Problem tooManyAtOnce */
  async preview(cycle: CycleNow, { duty, dueOn, under }: { duty: string; dueOn: string; under?: string | undefined }): Promise<Preview> {
    const told = await this.foretelling.ofMessage(cycle, under ?? cycle.root, { kind: 'dueMovedForMany', duty, dueOn, document: '', reason: '' });
    const moves = told.units.flatMap(({ unit, unitName, events, goes, comes }): Move[] => {
      const moved = events.find((event) => event.type === 'dueMoved');
      return moved?.type === 'dueMoved' ? [{ unit, unitName, from: moved.from, to: moved.dueOn, noticesGone: goes.length, noticesCome: comes.length }] : [];
    });
    const hash = createHash('sha256').update(canonical({ cycle: cycle.id, duty, dueOn, moves, heads: told.heads } as never)).digest('hex');
    return { moves, hash, units: told.asked };
  }
}
