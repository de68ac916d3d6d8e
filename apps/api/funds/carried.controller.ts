import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { carryable } from '#libs/contracts/api-carried';
import { cycleSlugOf } from '#libs/contracts/common';
import { carriedInto, carryableInto } from '#libs/store/queries/carried';
import { packOf } from '#libs/store/queries/cycles';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';

/** What earlier years left over. */
@Controller()
export class CarriedController {
  constructor(private readonly record: RecordAccess) {}

  @Handles('carryable')
  async carryable(@Admitted() { cycle, query }: Admission<'carryable'>): Promise<z.output<typeof carryable>> {
    const { sql } = this.record;
    const { settings: { funds } } = await packOf(sql, cycle.packDigest);
    const { items, next } = await carryableInto(sql, { cycle: cycle.id, root: cycle.root, year: cycle.year, isDrill: cycle.isDrill }, query);
    const into = await carriedInto(sql, cycle.id, items.flatMap(({ line: { about }, left }) => (about ? [{ stream: about.stream, left }] : [])));
    const surplusAfter = funds?.surplusAfterYears?.value ?? null;
    return {
      items: items.flatMap(({ line: { about }, cycle: from, ...item }) => (about === null ? [] : [{
        cycle: cycleSlugOf(from), title: item.title, year: item.year, line: about.line, purpose: about.purpose, source: about.source.id, sourceName: about.source.name, documentNumber: about.document.number, left: item.left,
        carried: about.carried + 1, isSurplus: surplusAfter !== null && about.carried + 1 >= surplusAfter, into: into.get(about.stream) ?? null,
      }])),
      next,
    };
  }
}
