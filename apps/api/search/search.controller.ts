import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { found } from '#libs/contracts/api';
import { papersFound, peopleFound, unitsFound } from '#libs/store/queries/search';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';

@Controller()
export class SearchController {
  constructor(private readonly record: RecordAccess) {}

  /** Units by name or code, papers by number, people by name: of those in sight, ten of each at most. */
  @Handles('search')
  async search(@Admitted() { cycle, sight, query: { q } }: Admission<'search'>): Promise<z.output<typeof found>> {
    const { sql } = this.record;
    const asked = { cycle: cycle.id, sight, q };
    const [units, papers, people] = await Promise.all([unitsFound(sql, asked), papersFound(sql, asked), peopleFound(sql, asked)]);
    return {
      now: cycle.now, q, papers,
      units: units.map((unit) => ({ kind: 'unit', ...unit })),
      people: people.map((person) => ({ kind: 'person', ...person })),
    };
  }
}
