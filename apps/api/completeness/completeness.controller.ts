import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { completeness as completenessAnswer, completenessCounts } from '#libs/contracts/api';
import { completenessBelow, nothingExpected, together } from '#libs/store/queries/completeness';
import type { Completeness } from '#libs/store/queries/completeness';
import { unitsOf } from '#libs/store/queries/tree';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

type Answer = z.output<typeof completenessAnswer>;

@Controller()
export class CompletenessController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope) {}

  /** Expected, received and in time under a unit (the root, if none is named), and of each unit directly below it. */
  @Handles('completeness')
  async completeness(@Admitted() { cycle, session, query }: Admission<'completeness'>): Promise<Answer> {
    const { period, policy, limit, cursor } = query;
    const under = query.under ?? cycle.root;
    const place = await this.scope.place(cycle, under);
    const sight = await this.scope.maySee(session.person, cycle, place);
    const { sql } = this.record;
    const counts = await completenessBelow(sql, { cycle: cycle.id, now: cycle.now, day: cycle.day, path: place.path, period, policy });
    const { items, next } = await unitsOf(sql, { under, sight, limit, cursor });
    return {
      now: cycle.now, under, period: period ?? null, policy: policy ?? null, next,
      total: rated([...counts.values()].reduce(together, nothingExpected)), own: rated(counts.get('') ?? nothingExpected),
      items: items.map(({ id, name, type }) => ({ unit: id, unitName: name, unitType: type, ...rated(counts.get(id) ?? nothingExpected) })),
    };
  }
}

/** With the rates in percent, to one decimal; null where nothing is expected. */
function rated(counts: Completeness): z.output<typeof completenessCounts> {
  const rate = (n: number): number | null => (counts.expected === 0 ? null : Math.round((n / counts.expected) * 1_000) / 10);
  return { ...counts, rate: rate(counts.received), onTimeRate: rate(counts.onTime) };
}
