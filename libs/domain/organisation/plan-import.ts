import { planPeople } from './import-people.ts';
import { planTenures } from './import-tenures.ts';
import { planUnits } from './import-units.ts';
import type { Tell } from './import-units.ts';
import { noChanges } from './records.ts';
import type { ImportGround, ImportPlan, ImportRow } from './records.ts';

/**
 * What a table would make of the office's records: every fault by row and column, and what is new, changed, unchanged.
 * The same table planned again on what it made finds no change; nothing on record is deleted.
 *
 * @param rows one post holder each; a unit without people is a row with empty post columns
 */
export function planImport(rows: readonly ImportRow[], ground: ImportGround): ImportPlan {
  const faults: ImportPlan['faults'] = [];
  const changes = noChanges();
  const unchanged = { units: 0, posts: 0, people: 0, tenures: 0 };
  const tell: Tell = (row, field, code, facts = {}) => {
    faults.push({ row, field, code, facts });
  };
  const units = planUnits(rows, ground, changes, unchanged, tell);
  planTenures(planPeople(rows, ground, units, changes, unchanged, tell), ground, changes, unchanged, tell);
  faults.sort((a, b) => a.row - b.row);
  return { faults, changes, unchanged };
}

/** How much would be written. */
export const countOf = ({ newUnits, renamedUnits, newPosts, newPeople, changedPeople, newTenures, changedTenures }: ImportPlan['changes']) => ({
  units: { new: newUnits.length, changed: renamedUnits.length },
  posts: { new: newPosts.length, changed: 0 },
  people: { new: newPeople.length, changed: changedPeople.length },
  tenures: { new: newTenures.length, changed: changedTenures.length },
});
