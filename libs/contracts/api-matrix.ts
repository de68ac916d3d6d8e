import { z } from 'zod';
import { lights } from '../domain/light.ts';
import type { Light } from '../domain/light.ts';
import { basis, light } from './api-parts.ts';
import { cursor, policyId, unitId } from './common.ts';

/** The matrix of units × duties: as much as a screen scrolls through, and little on the wire. */

export const matrixQuery = z.strictObject({
  under: unitId.optional(), kind: policyId.optional(),
  /** Rows of a page; a row is short, so that a page may hold more of them than other lists. */
  limit: z.coerce.number().int().min(1).max(500).default(500), cursor,
});

const code = z.int().min(0).max(lights.length - 1);
/**
 * What a unit shows in a column: null where it has no such duty; the place of the light in `lights` for one duty that is
 * not late; else that place, the working days overdue (null unless late), and how many duties stand in the cell.
 */
export const matrixCell = z.union([z.null(), code, z.tuple([code, z.int().min(0).nullable(), z.int().min(1)])]);
export type MatrixCell = z.output<typeof matrixCell>;

export interface CellFacts {
  light: Light;
  workingDaysLate: number | null;
  n: number;
}

export const cellOf = ({ light: shown, workingDaysLate, n }: CellFacts): MatrixCell =>
  (n === 1 && workingDaysLate === null ? lights.indexOf(shown) : [lights.indexOf(shown), workingDaysLate, n]);

/** What a cell says, for whoever draws it; null where the unit has no such duty. */
export function readCell(cell: MatrixCell): CellFacts | null {
  if (cell === null) return null;
  const [place, workingDaysLate, n] = typeof cell === 'number' ? [cell, null, 1] : cell;
  return { light: lights[place] as Light, workingDaysLate, n };
}

export const matrix = z.strictObject({
  now: z.string(), under: z.string().nullable(), lights: z.array(light),
  /** Cells stand in the order of these. Duties opened during the year, and verifications, share one column a policy: the worst light, and how many. */
  columns: z.array(z.strictObject({
    key: z.string(), policy: z.string(), period: z.string().nullable(), kind: z.string(), title: basis,
    /** Units by the light of their cell, over all rows in sight and not this page alone; null where more units are in sight than are counted. */
    counts: z.record(light, z.int()).nullable(),
  })).max(300),
  /** In the order of the tree: a unit, then what stands below it. `depth` is 0 at the root of the cycle. */
  rows: z.array(z.strictObject({
    unit: z.string(), name: z.string(), type: z.string(), under: z.string().nullable(), depth: z.int(), cells: z.array(matrixCell),
  })).max(500),
  next: z.string().nullable(),
});
