import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { allocationView } from '#libs/contracts/api';
import { shortfallsOf, sumOf } from '#libs/domain/allocation/allocation';
import type { Allocation, Share } from '#libs/domain/allocation/allocation';
import { isOther } from '#libs/domain/letter/letter';
import type { Target } from '#libs/domain/letter/letter';
import { lettersBelow, obligationOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';

type AllocationView = z.output<typeof allocationView>;

@Controller()
export class AllocationsController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts) {}

  @Handles('allocation')
  async allocation(@Admitted() { cycle, params }: Admission<'allocation'>): Promise<AllocationView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'allocation') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    return this.viewOf(facts as ObligationFacts<Allocation>, cycle.id);
  }

  @Handles('allocateTargets')
  async allocate(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async viewOf(facts: ObligationFacts<Allocation>, cycle: string): Promise<AllocationView> {
    const { detail: allocation, id, unit, unitName, key, status, light, dueOn, dueAt, originalDueOn, seq } = facts;
    const name = await namesOf(this.record.sql, allocation.by === null || allocation.by === 'plan' ? [] : [allocation.by]);
    const letters = new Map((await lettersBelow(this.record.sql, cycle, unit)).map((letter) => [letter.unit, letter]));
    const targetOf = (share: Share): Target | undefined => letters.get(share.unit)?.targets.find(({ indicator }) => indicator === share.indicator);
    return {
      obligation: id, unit, unitName, duty: key, title: allocation.title, status, light, dueOn, dueAt, originalDueOn, seq, basis: allocation.basis,
      by: allocation.by === null || allocation.by === 'plan' ? allocation.by : name(allocation.by), openedAt: allocation.openedAt, allocatedAt: allocation.allocatedAt, onTime: allocation.onTime,
      overrideReason: allocation.overrideReason,
      shortfalls: allocation.status === 'waiting' ? [] : shortfallsOf(allocation, allocation.targets, allocation.shares),
      lines: allocation.lines.map((line) => {
        const target = allocation.targets.find(({ indicator }) => indicator === line.indicator);
        const shares = allocation.shares.filter(({ indicator }) => indicator === line.to);
        return {
          ...line, target: target?.value ?? null, targetByPeriod: target?.byPeriod ?? {},
          // Only sums mean something added up.
          sum: line.aggregation === 'sum' ? sumOf(line, allocation.shares) : null,
          inLetters: line.aggregation === 'sum' ? sumOf(line, shares.map((share) => ({ ...share, value: targetOf(share)?.value ?? 0 }))).value : null,
          shares: shares.map((share) => ({
            unit: share.unit, unitName: allocation.below.find((one) => one.unit === share.unit)?.name ?? share.unit, value: share.value, byPeriod: share.byPeriod ?? {},
            inLetter: targetOf(share)?.value ?? null, letterStatus: letters.get(share.unit)?.status ?? null,
          })),
        };
      }),
      // What the letters below do not state, revised or allocated since: for this unit's leaders to supplement.
      pending: allocation.status !== 'allocated' ? [] : allocation.shares.flatMap((share) => {
        const target = targetOf(share);
        return target && isOther(target, share) ? [{ unit: share.unit, indicator: share.indicator, share: share.value, inLetter: target.value, letterStatus: letters.get(share.unit)?.status ?? '' }] : [];
      }),
    };
  }
}
