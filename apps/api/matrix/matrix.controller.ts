import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { cellOf } from '#libs/contracts/api';
import type { matrix as matrixAnswer } from '#libs/contracts/api';
import type { PolicyPack } from '#libs/contracts/policy';
import { workingDaysLeft } from '#libs/domain/calendar/calendar';
import { lights } from '#libs/domain/light';
import type { Light } from '#libs/domain/light';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { columnKey, matrixCells, matrixColumns, matrixUnits } from '#libs/store/queries/matrix';
import type { CountedColumn, MatrixUnit } from '#libs/store/queries/matrix';
import { CycleViews } from '../cycles/cycle-view.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

type Matrix = z.output<typeof matrixAnswer>;

@Controller()
export class MatrixController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly cycles: CycleViews) {}

  /** Units × duties as lights, at the cycle's clock: all in sight, or those under one unit of it, that unit first. */
  @Handles('matrix')
  async matrix(@Admitted() { cycle, session, sight, query: { under, kind, limit, cursor } }: Admission<'matrix'>): Promise<Matrix> {
    const { sql } = this.record;
    const seen = under === undefined ? sight : await this.scope.under(session.person, cycle, under);
    const where = { cycle: cycle.id, now: cycle.now, kind };
    const { items, next } = await matrixUnits(sql, { sight: seen, limit, cursor });
    const columns = inOrder(await matrixColumns(sql, { ...where, sight: seen }), await this.cycles.packOf(cycle.packDigest));
    const cells = await matrixCells(sql, where, items.map(({ unit }) => unit));
    const calendar = await this.cycles.calendarOf(cycle);
    const overdue = daysOverdue((dueOn) => 0 - workingDaysLeft(calendar, cycle.day, dueOn));
    return {
      now: cycle.now, under: under ?? null, lights: [...lights], columns, next,
      rows: items.map((row) => ({
        unit: row.unit, name: row.name, type: row.type, under: row.under, depth: depthOf(row, cycle.root),
        cells: columns.map(({ key }) => {
          const cell = cells.get(row.unit)?.get(key);
          return cell === undefined ? null : cellOf({ light: cell.light, n: cell.n, workingDaysLate: cell.lateAt === null ? null : overdue(cell.lateAt) });
        }),
      })),
    };
  }
}

/** Levels below the root of the cycle, whatever stands above that. */
const depthOf = ({ path }: MatrixUnit, root: string): number => path.slice(path.indexOf(`/${root}/`)).split('/').length - 3;

/** Columns as the pack has its duties, and the periods of each in the order of the year. */
function inOrder(columns: readonly CountedColumn[], { duties }: PolicyPack): Matrix['columns'] {
  const place = ({ policy }: CountedColumn): number => duties.findIndex(({ id }) => id === policy);
  return [...columns].sort((a, b) => place(a) - place(b) || (columnKey(a) < columnKey(b) ? -1 : 1)).map(({ kind, policy, period, counts }) => ({
    key: columnKey({ policy, period }), policy, period, kind, title: duties.find(({ id }) => id === policy)?.title ?? { zh: policy, en: policy },
    counts: counts === null ? null : { ...noLights, ...counts },
  }));
}

const noLights = Object.fromEntries(lights.map((light) => [light, 0])) as Record<Light, number>;

/** Many cells are late since the same instant: each is counted once. A due instant is the end of its day. */
function daysOverdue(count: (dueOn: string) => number): (lateAt: string) => number {
  const known = new Map<string, number>();
  return (lateAt) => {
    const days = known.get(lateAt) ?? count(addDays(localDateOf(lateAt), -1));
    known.set(lateAt, days);
    return days;
  };
}
