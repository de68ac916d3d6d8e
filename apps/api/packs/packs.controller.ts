import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { calendarView, datesOfYear, packs } from '#libs/contracts/api';
import { datesOf } from '#libs/domain/cycle/dates-of-year';
import { localDateOf } from '#libs/domain/time/instant';
import { termsOf, treeOn } from '#libs/store/master';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Packs } from './packs.ts';

/** What a year can be chosen from, and the dates that the choice comes to. */
@Controller()
export class PacksController {
  constructor(private readonly packs: Packs, private readonly record: RecordAccess) {}

  @Handles('packs')
  async all(): Promise<z.output<typeof packs>> {
    return { packs: await this.packs.all() };
  }

  @Handles('calendar')
  async calendar(@Admitted() { params, query }: Admission<'calendar'>): Promise<z.output<typeof calendarView>> {
    return this.packs.calendar(params.year, query.pack);
  }

  /** As the pack, the calendar and the tree lay them out; what was moved since the launch stands with each duty. */
  @Handles('datesOfYear')
  async dates(@Admitted() { cycle }: Admission<'datesOfYear'>): Promise<z.output<typeof datesOfYear>> {
    const { terms, root } = await termsOf(this.record.sql, cycle.id);
    const begunAt = cycle.launchedAt ?? cycle.now;
    const tree = await treeOn(this.record.sql, root, localDateOf(begunAt));
    return { cycle: cycle.id, now: cycle.now, ...datesOf({ ...terms, launchedOn: localDateOf(begunAt) }, tree, root) };
  }
}
