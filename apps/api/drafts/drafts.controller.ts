import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { draftView } from '#libs/contracts/api';
import { draftOf, dropDraft, headOfObligation, keepDraft, mostDrafts } from '#libs/store/queries/drafts';
import type { DraftPlace } from '#libs/store/queries/drafts';
import { obligationOf } from '#libs/store/queries/obligations';
import { CycleViews } from '../cycles/cycle-view.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { isHiddenDraft } from '../scope/scope.ts';

type DraftView = z.output<typeof draftView>;
type Asked = Admission<'draft'> | Admission<'keepDraft'>;

/** A form while it is being written: one's own, for each duty one, until it is handed in or thrown away. By the real clock, also in a drill. */
@Controller()
export class DraftsController {
  constructor(private readonly record: RecordAccess, private readonly cycles: CycleViews) {}

  @Handles('draft')
  async draft(@Admitted() admission: Admission<'draft'>): Promise<DraftView> {
    return this.viewOf(admission, await this.headOf(admission));
  }

  /** @throws Problem draftNewer, with the newer one, when another window has kept one meanwhile; tooManyDrafts */
  @Handles('keepDraft')
  async keep(@Admitted() admission: Admission<'keepDraft'>): Promise<DraftView> {
    const { body: { version, ...draft } } = admission;
    const head = await this.headOf(admission);
    const kept = await keepDraft(this.record.sql, placeOf(admission), draft, version, new Date().toISOString());
    if (kept === 'tooMany') throw new Problem('tooManyDrafts', { limit: mostDrafts });
    const view = await this.viewOf(admission, head);
    if (kept === 'newer') throw new Problem('draftNewer', { ...view });
    return view;
  }

  @Handles('dropDraft')
  async drop(@Admitted() admission: Admission<'dropDraft'>): Promise<Record<string, never>> {
    await dropDraft(this.record.sql, placeOf(admission));
    return {};
  }

  private async viewOf(admission: Asked, head: number | null): Promise<DraftView> {
    return { head, draft: await draftOf(this.record.sql, placeOf(admission), new Date().toISOString()) };
  }

  /**
   * The obligation it is about, as it stands; null for one that is still to be opened, by the id of the pack.
   *
   * @throws Problem unknownObligation
   */
  private async headOf({ cycle, place, sight, params: { unit, duty } }: Asked): Promise<number | null> {
    const facts = await obligationOf(this.record.sql, cycle.id, unit, duty, cycle.now);
    const isOpened = facts !== null && !isHiddenDraft(facts.detail, place, sight);
    if (!isOpened && !(await this.cycles.packOf(cycle.packDigest)).duties.some(({ id }) => id === duty)) throw new Problem('unknownObligation', { unit, duty });
    return isOpened ? headOfObligation(this.record.sql, facts.id) : null;
  }
}

const placeOf = ({ session, cycle, params }: Asked | Admission<'dropDraft'>): DraftPlace => ({ account: session.account, cycle: cycle.id, unit: params.unit, duty: params.duty });
