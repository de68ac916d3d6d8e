import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { figures as figuresAnswer } from '#libs/contracts/api';
import { rolledUp } from '#libs/domain/report/roll-up';
import { reportersOf, totalsOf, unitsIn } from '#libs/store/queries/figures';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

type Figures = z.output<typeof figuresAnswer>;

@Controller()
export class FiguresController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope) {}

  /** Accepted figures of a period under a unit (the root, if none is named), rolled up, with who is in and who is missing. */
  @Handles('figures')
  async figures(@Admitted() { cycle, session, query }: Admission<'figures'>): Promise<Figures> {
    const { period, policy, limit, cursor } = query;
    const under = query.under ?? cycle.root;
    const place = await this.scope.place(cycle, under);
    await this.scope.maySee(session.person, cycle, place);
    const { sql } = this.record;
    const where = { cycle: cycle.id, period, policy, day: cycle.day, path: place.path };
    const [totals, units, { items, next }] = await Promise.all([totalsOf(sql, where), unitsIn(sql, where), reportersOf(sql, { ...where, limit, cursor })]);
    return {
      now: cycle.now, under, period, units, next, items,
      totals: totals.map(({ sum, least, most, units: count, ...indicator }) => ({ ...indicator, units: count, value: rolledUp(indicator, { sum, least, most }) })),
    };
  }
}
