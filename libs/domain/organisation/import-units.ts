import type { UnitType } from '../../contracts/policy.ts';
import { line, unitId } from '../../contracts/common.ts';
import { importFields } from '../../contracts/import-faults.ts';
import type { ImportFaultCode, ImportField } from '../../contracts/import-faults.ts';
import { postOf } from '../policy/plan-unit-year.ts';
import { administers } from './records.ts';
import type { ImportFault, ImportGround, ImportRow, OfficeChanges, UnitRecord } from './records.ts';

export type Tell = (row: number, field: ImportField, code: ImportFaultCode, facts?: ImportFault['facts']) => void;

/** A unit as the table has it, from the first row that says each thing. */
export interface NamedUnit {
  id: string;
  row: number;
  name: string;
  type: UnitType | null;
  under: string;
}

/** The longest path that the record keeps. */
const longestPath = 200;
const name60 = line(60);

/** Whether a cell means this: by its id, or by its name in either language. */
export const means = (cell: string, id: string, words: { zh: string; en: string }): boolean => [id, words.zh, words.en].some((one) => one.toLowerCase() === cell.toLowerCase());

/**
 * Reads the units of a table: each once, under a unit of the table or on record, in one tree, where the importer
 * administers. Posts are those of the unit's type.
 *
 * @returns the units whose rows can be read further
 */
export function planUnits(rows: readonly ImportRow[], ground: ImportGround, changes: OfficeChanges, unchanged: { units: number; posts: number }, tell: Tell): Map<string, NamedUnit> {
  const { known: { units: onRecord, posts }, realm } = ground;
  const named = namedUnits(rows, ground, tell);
  const paths = pathsOf(named, ground, tell);
  for (const unit of named.values()) {
    const known = onRecord.get(unit.id);
    const path = known?.path ?? paths.get(unit.id);
    if (path === undefined) continue;
    if (!administers(realm, path)) {
      const isRoot = !known && unit.under === '';
      tell(unit.row, isRoot ? 'under' : 'unit', isRoot ? 'rootNotYours' : 'notYours', { unit: unit.id });
      continue;
    }
    if (known) {
      if (unit.name !== '' && unit.name !== known.name) changes.renamedUnits.push({ id: unit.id, before: { name: known.name }, after: { name: unit.name } });
      else unchanged.units += 1;
    } else if (unit.type && unit.name !== '') {
      changes.newUnits.push({ id: unit.id, name: unit.name, type: unit.type.id, under: unit.under === '' ? null : unit.under, path, to: null });
    }
    for (const { kind, title, functions } of unit.type?.posts ?? []) {
      const id = postOf(unit.id, kind);
      if (posts.has(id)) unchanged.posts += 1;
      else changes.newPosts.push({ id, unit: unit.id, kind, title: title.zh, functions });
    }
  }
  // A parent before what stands under it.
  changes.newUnits.sort((a, b) => (a.path < b.path ? -1 : 1));
  return named;
}

function namedUnits(rows: readonly ImportRow[], { unitTypes, known }: ImportGround, tell: Tell): Map<string, NamedUnit> {
  const named = new Map<string, NamedUnit & { rowOf: Partial<Record<'unitName' | 'unitType' | 'under', number>> }>();
  for (const cells of rows) {
    const { row, unit: id, unitName, unitType: typeCell, under } = cells;
    if (id === '') {
      tell(row, 'unit', 'missing', { field: importFields.unit.zh });
      continue;
    }
    if (!unitId.safeParse(id).success) {
      tell(row, 'unit', 'codeInvalid', { given: id.slice(0, 60) });
      continue;
    }
    const onRecord = known.units.get(id);
    if (onRecord?.to) {
      tell(row, 'unit', 'unitEnded', { unit: id, to: onRecord.to });
      continue;
    }
    const unit = named.get(id) ?? { id, row, name: '', type: null, under: '', rowOf: {} };
    const isFirst = !named.has(id);
    named.set(id, unit);
    if (unitName !== '') {
      if (!name60.safeParse(unitName).success) tell(row, 'unitName', 'textInvalid', { max: 60 });
      else if (unit.rowOf.unitName !== undefined && unit.name !== unitName) tell(row, 'unitName', 'unitNamedTwice', { unit: id, row: unit.rowOf.unitName, other: unit.name });
      else if (unit.rowOf.unitName === undefined) [unit.name, unit.rowOf.unitName] = [unitName, row];
    } else if (isFirst && !onRecord) tell(row, 'unitName', 'missing', { field: importFields.unitName.zh });
    if (typeCell !== '') {
      const type = unitTypes.find((one) => means(typeCell, one.id, one.name));
      if (!type) tell(row, 'unitType', 'typeUnknown', { given: typeCell.slice(0, 60), known: unitTypes.map((one) => one.name.zh).join('、') });
      else if (unit.type && unit.type !== type) tell(row, 'unitType', 'unitTypeTwice', { unit: id, row: unit.rowOf.unitType ?? unit.row, other: unit.type.name.zh });
      else if (onRecord && onRecord.type !== type.id) tell(row, 'unitType', 'typeChanged', { unit: id, type: unitTypes.find((one) => one.id === onRecord.type)?.name.zh ?? onRecord.type });
      else if (!unit.type) [unit.type, unit.rowOf.unitType] = [type, row];
    } else if (isFirst && !onRecord) tell(row, 'unitType', 'missing', { field: importFields.unitType.zh });
    if (onRecord && !unit.type) unit.type = unitTypes.find((one) => one.id === onRecord.type) ?? null;
    if (under !== '') {
      if (unit.rowOf.under !== undefined && unit.under !== under) tell(row, 'under', 'unitUnderTwice', { unit: id, row: unit.rowOf.under, other: unit.under });
      else if (onRecord && (onRecord.under ?? '') !== under) tell(row, 'under', 'parentChanged', { unit: id, under: onRecord.under ?? '—' });
      else if (unit.rowOf.under === undefined) [unit.under, unit.rowOf.under] = [under, row];
    }
  }
  return named;
}

/** The place of each new unit; absent where the way up is broken, which is told where it is. */
function pathsOf(named: ReadonlyMap<string, NamedUnit>, { unitTypes, known }: ImportGround, tell: Tell): Map<string, string> {
  const paths = new Map<string, string>();
  const broken = new Set<string>();
  const nameOfType = (id: string): string => unitTypes.find((one) => one.id === id)?.name.zh ?? id;
  const above = (unit: NamedUnit): UnitRecord | NamedUnit | null => known.units.get(unit.under) ?? named.get(unit.under) ?? null;
  const place = (id: string, below: readonly string[]): string | null => {
    const onRecord = known.units.get(id);
    if (onRecord) return onRecord.path;
    const found = paths.get(id);
    const unit = named.get(id);
    if (found !== undefined || !unit || broken.has(id)) return found ?? null;
    if (below.includes(id)) {
      const circle = below.slice(below.indexOf(id));
      circle.forEach((one) => broken.add(one));
      tell(unit.row, 'under', 'circle', { units: [...circle, id].join(' → ') });
      return null;
    }
    let path: string | null = `/${id}/`;
    if (unit.under !== '') {
      const parent = above(unit);
      if (!parent) tell(unit.row, 'under', 'parentUnknown', { given: unit.under.slice(0, 60) });
      else if ('to' in parent && parent.to !== null) tell(unit.row, 'under', 'unitEnded', { unit: parent.id, to: parent.to });
      const upper = parent ? place(unit.under, [...below, id]) : null;
      path = upper === null || (parent && 'to' in parent && parent.to !== null) ? null : `${upper}${id}/`;
      const typeAbove = parent ? (typeof parent.type === 'string' ? parent.type : parent.type?.id) : undefined;
      if (path !== null && unit.type && typeAbove !== undefined && unitTypes.some((one) => one.id === typeAbove) && !unit.type.under.includes(typeAbove)) {
        tell(unit.row, 'under', 'parentMisplaced', { type: unit.type.name.zh, above: nameOfType(typeAbove) });
      }
    }
    if (path !== null && path.length > longestPath) {
      tell(unit.row, 'under', 'tooDeep');
      path = null;
    }
    if (path === null) broken.add(id);
    else paths.set(id, path);
    return path;
  };
  for (const id of named.keys()) place(id, []);
  return paths;
}
