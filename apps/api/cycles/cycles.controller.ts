import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { calendarPreview, workingDays } from '#libs/contracts/api';
import type { Page } from '#libs/store/queries/cursor';
import { cyclesOf } from '#libs/store/queries/cycles';
import { cycleUnits, mostUnits } from '#libs/store/queries/years';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Rehearsals } from '../rehearsal/rehearsals.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Problem } from '../problem/problem.ts';
import { atItsClock, Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';
import { CalendarChanges } from './change-calendar.ts';
import { CycleViews } from './cycle-view.ts';
import type { CycleView } from './cycle-view.ts';
import { Drafting } from './draft.ts';
import { OverSigningGuard } from './over-signing.ts';

@Controller()
export class CyclesController {
  constructor(
    private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly drafting: Drafting, private readonly views: CycleViews,
    private readonly calendars: CalendarChanges, private readonly rehearsals: Rehearsals, private readonly guard: OverSigningGuard,
  ) {}

  @Handles('cycles')
  async cycles(@Admitted() { session, query }: Admission<'cycles'>): Promise<Page<CycleView>> {
    const { items, next } = await cyclesOf(this.record.sql, session.person, new Date().toISOString(), query);
    return { items: await Promise.all(items.map((facts) => this.views.viewOf(atItsClock(facts)))), next };
  }

  @Handles('cycle')
  async cycle(@Admitted() { cycle }: Admission<'cycle'>): Promise<CycleView> {
    return this.views.viewOf(cycle);
  }

  @Handles('workingDays')
  async workingDays(@Admitted() { cycle }: Admission<'workingDays'>): Promise<z.output<typeof workingDays>> {
    const { version, from, days } = await this.views.calendarOf(cycle);
    return { now: cycle.now, version, from, days };
  }

  @Handles('yearChanges')
  async changes(@Admitted() { cycle }: Admission<'yearChanges'>): ReturnType<CycleViews['changesOf']> {
    return this.views.changesOf(cycle);
  }

  @Handles('draftCycle')
  async draft(@Admitted() admission: Admission<'draftCycle'>): Promise<ActAnswer> {
    return this.drafting.draft(admission);
  }

  @Handles('redraftCycle')
  async redraft(@Admitted() admission: Admission<'redraftCycle'>): Promise<ActAnswer> {
    return this.drafting.redraft(admission);
  }

  @Handles('amendCycle')
  async amend(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toCycle(admission);
  }

  @Handles('launchCycle')
  async launch(@Admitted() admission: Admission<'launchCycle'>): Promise<ActAnswer> {
    const known = await this.acts.known(admission);
    if (known) return known;
    // A year that cannot be launched now is refused for that, whatever it would bring.
    const isDraft = admission.cycle.status === 'draft';
    if (isDraft) await this.rehearsals.mustWork(admission.cycle);
    const overSigning = isDraft ? await this.guard.judge(admission.cycle, admission.body.overSigningReason) : null;
    return this.acts.toCycle(admission, overSigning ? { overSigning } : {});
  }

  @Handles('overSigning')
  async overSigning(@Admitted() admission: Admission<'overSigning'>): ReturnType<OverSigningGuard['list']> {
    return this.guard.list(admission);
  }

  @Handles('advanceClock')
  async advance(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toCycle(admission);
  }

  /** What a holiday notice would move; nothing is recorded. */
  @Handles('previewCalendar')
  async previewCalendar(@Admitted() { cycle, body }: Admission<'previewCalendar'>): Promise<z.output<typeof calendarPreview>> {
    return this.calendars.preview(cycle, await this.calendars.changeOf(cycle, body));
  }

  /** @throws Problem previewStale, calendarContradicts, calendarUnchanged */
  @Handles('changeCalendar')
  async changeCalendar(@Admitted() admission: Admission<'changeCalendar'>): Promise<ActAnswer> {
    const { cycle, body: { preview, ...notice } } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    const change = await this.calendars.changeOf(cycle, notice).catch((error: unknown) => (error instanceof Problem ? error : Promise.reject(error as Error)));
    if (change instanceof Problem) return this.acts.knownOr(admission, change);
    const { hash } = await this.calendars.preview(cycle, change);
    if (hash !== preview) return this.acts.knownOr(admission, new Problem('previewStale'));
    await this.calendars.pin(change.calendar);
    return this.acts.toCycle(admission, { ...change, units: await this.unitsUnder(cycle, cycle.root) });
  }

  @Handles('setPause')
  async setPause(@Admitted() admission: Admission<'setPause'>): Promise<ActAnswer> {
    const { cycle, body: { under = cycle.root, from = null, to = null, document = null, reason } } = admission;
    return await this.acts.known(admission) ?? this.acts.toCycle(admission, { under, from, to, document, reason, units: await this.unitsUnder(cycle, under) });
  }

  /** @throws Problem unknownPause */
  @Handles('endPause')
  async endPause(@Admitted() admission: Admission<'endPause'>): Promise<ActAnswer> {
    const { cycle, params: { pause } } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    const { pauses } = cycle;
    const under = Object.hasOwn(pauses, pause) ? pauses[pause]?.under : undefined;
    if (under === undefined) throw new Problem('unknownPause', { pause, known: Object.keys(pauses) });
    return this.acts.toCycle(admission, { pause, units: await this.unitsUnder(cycle, under) });
  }

  /** @throws Problem unknownUnit, tooManyAtOnce */
  private async unitsUnder(cycle: CycleNow, under: string): Promise<string[]> {
    await this.scope.place(cycle, under);
    const units = await cycleUnits(this.record.sql, cycle.id, under, cycle.day, mostUnits + 1);
    if (units.length > mostUnits) throw new Problem('tooManyAtOnce', { units: `${mostUnits}+`, limit: mostUnits });
    return units.map(({ id }) => id);
  }

  @Handles('closeCycle')
  async close(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toCycle(admission);
  }

  @Handles('cancelCycle')
  async cancel(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toCycle(admission);
  }
}
