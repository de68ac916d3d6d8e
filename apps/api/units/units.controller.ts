import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { treeUnit } from '#libs/contracts/api';
import { lights } from '#libs/domain/light';
import type { Light } from '#libs/domain/light';
import { dutiesOf, lightsBelow, unitsOf } from '#libs/store/queries/tree';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

type TreeUnit = z.output<typeof treeUnit>;

@Controller()
export class UnitsController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope) {}

  /** Without `under`: the units at the top of what one may see. */
  @Handles('tree')
  async tree(@Admitted() { cycle, session, sight, query }: Admission<'tree'>): Promise<{ items: TreeUnit[]; next: string | null; now: string; parent: string | null }> {
    const parent = query.under ?? null;
    if (parent !== null) await this.scope.maySee(session.person, cycle, await this.scope.place(cycle, parent));
    const { sql } = this.record;
    const { items, next } = await unitsOf(sql, { under: parent, sight, limit: query.limit, cursor: query.cursor });
    const duties = await dutiesOf(sql, cycle.id, items.map((unit) => unit.id), cycle.now);
    const below = await lightsBelow(sql, cycle.id, items, cycle.day, cycle.now);
    return {
      items: items.map(({ path: _path, ...unit }) => ({
        ...unit,
        duties: (duties.get(unit.id) ?? []).slice(0, 60).map(({ unit: _unit, ...duty }) => duty),
        below: { ...noLights, ...below.get(unit.id) },
      })),
      next, now: cycle.now, parent,
    };
  }
}

const noLights = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;
