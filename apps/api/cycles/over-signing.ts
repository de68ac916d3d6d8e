import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { overSigningItem } from '#libs/contracts/api';
import type { OverSigning } from '#libs/domain/cycle/cycle';
import { unitsThatOwe } from '#libs/domain/policy/plan-unit-year';
import { treeOn } from '#libs/store/master';
import { letterCounts, lettersInYear, unitsWithLetters } from '#libs/store/queries/letters-in-year';
import type { LetterInYear } from '#libs/store/queries/letters-in-year';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { CycleNow } from '../scope/scope.ts';
import { CycleViews } from './cycle-view.ts';

type Item = z.output<typeof overSigningItem>;

/** Letters per unit and year, each with the document that requires it: signing too many is restricted by rule. */
@Injectable()
export class OverSigningGuard {
  constructor(private readonly record: RecordAccess, private readonly views: CycleViews) {}

  /**
   * Judges a launch: with it, no unit has more letters in the year than the pack allows, or somebody says why.
   *
   * @returns what is recorded with the launch; null when nobody has too many
   * @throws Problem tooManyLetters with the units, the count, the limit and the documents
   */
  async judge(cycle: CycleNow, reason: string | undefined): Promise<OverSigning | null> {
    const pack = await this.views.packOf(cycle.packDigest);
    const limit = pack.settings.lettersPerUnitYear?.value;
    if (limit === undefined) return null;
    const { sql } = this.record;
    const others = await letterCounts(sql, cycle.year, cycle.id);
    const owing = unitsThatOwe([...(await treeOn(sql, cycle.root, cycle.day)).values()], pack);
    const over = owing.map(({ id, name, type }) => ({
      unit: id, unitName: name, count: (others.get(id) ?? 0) + pack.duties.filter((duty) => duty.kind === 'letter' && duty.owedBy.some(({ unitType }) => unitType === type)).length,
    })).filter(({ count }) => count > limit).sort((a, b) => b.count - a.count);
    const [worst] = over;
    if (!worst) return null;
    if (reason !== undefined) return { reason, limit, units: over.length };
    const letters = await lettersInYear(sql, cycle.year, cycle.id, [worst.unit]);
    const documents = [...letters.map(({ detail }) => numberOf(detail)), cycle.requiredBy?.number ?? '—'];
    throw new Problem('tooManyLetters', { limit, units: over.length, ...worst, documents, over: over.slice(0, 50) }, { errors: [{ pointer: '/overSigningReason' }] });
  }

  async list({ cycle, sight, query }: Admission<'overSigning'>): Promise<{ items: Item[]; next: string | null; now: string; limit: number | null }> {
    const pack = await this.views.packOf(cycle.packDigest);
    const limit = pack.settings.lettersPerUnitYear?.value ?? null;
    const { items, next } = await unitsWithLetters(this.record.sql, { year: cycle.year, own: cycle.id, sight, limit: query.limit, cursor: query.cursor });
    const letters = await lettersInYear(this.record.sql, cycle.year, cycle.id, items.map(({ unit }) => unit));
    return {
      items: items.map(({ unit, unitName }) => {
        const own = letters.filter((letter) => letter.unit === unit);
        return { unit, unitName, count: own.length, isOver: limit !== null && own.length > limit, letters: own.slice(0, 50).map(lineOf) };
      }),
      next, now: cycle.now, limit,
    };
  }
}

const numberOf = ({ requiredBy }: LetterInYear['detail']): string => requiredBy?.number ?? '—';

const lineOf = ({ cycle, duty, status, detail }: LetterInYear): Item['letters'][number] =>
  ({ cycle, duty, title: detail.title, status, requiredBy: detail.requiredBy, basis: detail.basis });
