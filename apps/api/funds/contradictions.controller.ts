import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { contradictions } from '#libs/contracts/api-curves';
import { reportsOf } from '#libs/store/queries/obligations';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { contradictionsIn, LedgerFigures } from './ledger-figures.ts';

type Contradictions = z.output<typeof contradictions>;

/** Reports are looked through in steps of so many, and so many steps at once. */
const step = { reports: 200, most: 10 };

@Controller()
export class ContradictionsController {
  constructor(private readonly record: RecordAccess, private readonly ledger: LedgerFigures) {}

  /** Reports whose last submission says otherwise than the lines; a page may be shorter than asked for, `next` goes on behind it. */
  @Handles('moneyContradictions')
  async contradictions(@Admitted() { cycle, sight, query: { limit, cursor, period } }: Admission<'moneyContradictions'>): Promise<Contradictions> {
    const items: Contradictions['items'] = [];
    let next = cursor ?? null;
    for (let n = 0; n < step.most && items.length < limit; n += 1) {
      // No more reports than there is room for: each may be the last that fits.
      const page = await reportsOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight, period, limit: Math.min(step.reports, limit - items.length), cursor: next ?? undefined });
      const submitted = page.items.filter(({ detail }) => detail.submissions.length > 0);
      const figures = await this.ledger.of(cycle, submitted.map(({ unit, detail }) => ({ unit, report: detail })));
      submitted.forEach(({ id, unit, unitName, key, status, detail }, at) => {
        const last = detail.submissions.at(-1);
        for (const one of last ? contradictionsIn(detail, figures[at] ?? []) : []) items.push({ ...one, obligation: id, unit, unitName, duty: key, period: detail.period, status, submission: last?.n ?? 0, submittedAt: last?.at ?? '' });
      });
      next = page.next;
      if (next === null) break;
    }
    return { items: items.slice(0, 200), next, now: cycle.now };
  }
}
