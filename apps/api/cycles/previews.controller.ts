import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { cancelPreview, pausePreview } from '#libs/contracts/api';
import { cycleDecider } from '#libs/domain/cycle/cycle';
import type { CycleCommand } from '#libs/domain/cycle/cycle';
import { isRejection } from '#libs/domain/decider';
import { keyOf, pageOf } from '#libs/store/queries/cursor';
import { cycleState, wouldEnd } from '#libs/store/queries/previews';
import { cycleUnits } from '#libs/store/queries/years';
import { problemOfRejection } from '../acts/answers.ts';
import { Foretelling } from '../foretelling.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';

/** What an act on the year would do, shown before it is done; nothing is recorded, and what the act refuses is refused here. */
@Controller()
export class PreviewsController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly foretelling: Foretelling) {}

  /** @throws Problem cycleNotPossibleNow, pauseInPast, pauseEmpty, pauseBeyondCalendar, nothingToPause, tooManyAtOnce */
  @Handles('previewPause')
  async pause(@Admitted() { cycle, query }: Admission<'previewPause'>): Promise<z.output<typeof pausePreview>> {
    const { under = cycle.root, from, to = null, limit, cursor } = query;
    const after = keyOf(cursor, ['string'])?.[0];
    await this.scope.place(cycle, under);
    const one = await cycleUnits(this.record.sql, cycle.id, under, cycle.day, 1);
    await this.mustBePossible(cycle, { name: 'setPause', input: { under, from: from ?? null, to, reason: '', document: null, units: one.map(({ id }) => id) } });
    const pause = { from: from ?? cycle.now, to };
    const { units, asked } = await this.foretelling.ofPause(cycle, under, pause);
    const { items, next } = pageOf(units.filter(({ unit }) => after === undefined || unit > after).slice(0, limit + 1), limit, ({ unit }) => [unit], (unit) => unit);
    const sum = (n: (of: (typeof units)[number]) => number): number => units.reduce((total, unit) => total + n(unit), 0);
    return {
      items, next, now: cycle.now, ...pause, units: asked, moving: units.length,
      dates: sum(({ dates }) => dates.length), notices: sum(({ notices }) => notices.length), later: sum(({ later }) => later),
    };
  }

  /** @throws Problem cycleNotPossibleNow */
  @Handles('previewCancel')
  async cancel(@Admitted() { cycle }: Admission<'previewCancel'>): Promise<z.output<typeof cancelPreview>> {
    await this.mustBePossible(cycle, { name: 'cancelCycle', input: { reason: '' } });
    const { inForce, notInForce, ...counts } = await wouldEnd(this.record.sql, cycle.id);
    return { now: cycle.now, ...counts, letters: { inForce, notInForce } };
  }

  /** The act's own rule, on the state as it is recorded. */
  private async mustBePossible(cycle: CycleNow, command: CycleCommand): Promise<void> {
    const decided = cycleDecider.decide(await cycleState(this.record.sql, cycle.id), command, { now: cycle.now, actor: null, since: () => true });
    if (isRejection(decided)) throw problemOfRejection(decided);
  }
}
