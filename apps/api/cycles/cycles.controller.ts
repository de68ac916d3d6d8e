import { Controller } from '@nestjs/common';
import type { Page } from '#libs/store/queries/cursor';
import { cyclesOf } from '#libs/store/queries/cycles';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { atItsClock } from '../scope/scope.ts';
import { CycleViews } from './cycle-view.ts';
import type { CycleView } from './cycle-view.ts';
import { Drafting } from './draft.ts';
import { OverSigningGuard } from './over-signing.ts';

@Controller()
export class CyclesController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts, private readonly drafting: Drafting, private readonly views: CycleViews, private readonly guard: OverSigningGuard) {}

  @Handles('cycles')
  async cycles(@Admitted() { session, query }: Admission<'cycles'>): Promise<Page<CycleView>> {
    const { items, next } = await cyclesOf(this.record.sql, session.person, new Date().toISOString(), query);
    return { items: await Promise.all(items.map((facts) => this.views.viewOf(atItsClock(facts)))), next };
  }

  @Handles('cycle')
  async cycle(@Admitted() { cycle }: Admission<'cycle'>): Promise<CycleView> {
    return this.views.viewOf(cycle);
  }

  @Handles('draftCycle')
  async draft(@Admitted() admission: Admission<'draftCycle'>): Promise<ActAnswer> {
    return this.drafting.draft(admission);
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
    const overSigning = admission.cycle.status === 'draft' ? await this.guard.judge(admission.cycle, admission.body.overSigningReason) : null;
    return this.acts.toCycle(admission as unknown as Admission, overSigning ? { overSigning } : {});
  }

  @Handles('overSigning')
  async overSigning(@Admitted() admission: Admission<'overSigning'>): ReturnType<OverSigningGuard['list']> {
    return this.guard.list(admission);
  }

  @Handles('advanceClock')
  async advance(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toCycle(admission);
  }

  @Handles('cancelCycle')
  async cancel(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toCycle(admission);
  }
}
