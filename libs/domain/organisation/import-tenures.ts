import { addDays } from '../time/instant.ts';
import type { Holding } from './import-people.ts';
import type { Tell } from './import-units.ts';
import { never, overlaps } from './records.ts';
import type { ImportGround, OfficeChanges, Spell, TenureRecord } from './records.ts';

/** A spell as it would be: on record, or new from a row. */
interface Planned extends TenureRecord {
  row: number | null;
  /** As on record; null where it is new. */
  was: Spell | null;
  /** The row says when it ends. */
  isEndGiven: boolean;
}

/**
 * Lays the rows' tenures beside those on record. What began before today stays as it began; whoever held a post until
 * somebody else follows holds it until the day before; two people never hold one post on the same day.
 */
export function planTenures(holdings: readonly Holding[], ground: ImportGround, changes: OfficeChanges, unchanged: { tenures: number }, tell: Tell): void {
  const ofPost = groupBy(ground.known.tenures.map((tenure): Planned => ({ ...tenure, row: null, was: { from: tenure.from, to: tenure.to }, isEndGiven: false })), ({ post }) => post);
  const ids = new Set(ground.known.tenures.map(({ id }) => id));
  const rowsOf = groupBy(holdings, ({ post }) => post);
  for (const [post, rows] of rowsOf) {
    const spells = ofPost.get(post) ?? [];
    const isNew = rows.filter((row) => !continues(row, spells, ground, tell));
    const wasHeld = spells.length > 0;
    for (const holding of isNew) begin(holding, spells, wasHeld, ids, ground, tell);
    settle(spells, changes, unchanged, ground, tell);
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Whether a row speaks of a tenure on record: then what it says otherwise is taken over, or told. */
function continues(holding: Holding, spells: readonly Planned[], { today, known }: ImportGround, tell: Tell): boolean {
  const { row, person, from, to } = holding;
  const own = spells.filter((spell) => spell.was !== null && spell.person === person);
  const isToCome = (spell: Planned): boolean => (spell.to ?? never) >= today && (spell.to ?? never) >= (from ?? today);
  const spell = own.find((one) => from !== null && one.from === from) ?? own.find(isToCome);
  if (!spell) return false;
  const name = known.people.get(person)?.name ?? holding.name;
  if (spell.row !== null) {
    tell(row, 'name', 'rowTwice', { row: spell.row });
    return true;
  }
  spell.row = row;
  if (from !== null && from !== spell.from) {
    if (spell.from < today) tell(row, 'from', 'tenureBegan', { name, from: spell.from });
    else if (from < today) tell(row, 'from', 'heldInThePast', { name, from: spell.from, today });
    else spell.from = from;
  }
  if (to === null) return true;
  spell.isEndGiven = true;
  if (to === spell.to) return true;
  const earliest = addDays(today, -1);
  if (spell.to !== null && spell.to < earliest) tell(row, 'to', 'tenureEnded', { name, to: spell.to });
  else if (to < spell.from) tell(row, 'to', 'endBeforeBeginning', { from: spell.from, to });
  else if (to < earliest) tell(row, 'to', 'endInThePast', { to, earliest });
  else spell.to = to;
  return true;
}

function begin(holding: Holding, spells: Planned[], wasHeld: boolean, ids: Set<string>, { today, since, known }: ImportGround, tell: Tell): void {
  const { row, post, person, to } = holding;
  const from = holding.from ?? (wasHeld ? today : since);
  const twin = spells.find((spell) => spell.was === null && spell.person === person && spell.from === from);
  if (twin) {
    tell(row, 'name', 'rowTwice', { row: twin.row ?? row });
    return;
  }
  if (to !== null && to < from) {
    tell(row, 'to', 'endBeforeBeginning', { from, to });
    return;
  }
  const before = from < today ? spells.find((spell) => spell.was !== null && overlaps(spell, { from, to })) : undefined;
  if (before) {
    tell(row, 'from', 'heldInThePast', { name: known.people.get(before.person)?.name ?? before.person, from: before.from, today });
    return;
  }
  for (const spell of spells) {
    if (spell.was !== null && !spell.isEndGiven && spell.from < from && (spell.to ?? never) >= from) spell.to = addDays(from, -1);
  }
  let id = `${post}@${from}`;
  for (let n = 2; ids.has(id); n += 1) id = `${post}@${from}~${n}`;
  ids.add(id);
  spells.push({ id, post, person, from, to, row, was: null, isEndGiven: to !== null });
}

const isAsItWas = ({ was, from, to }: Planned): boolean => was !== null && was.from === from && was.to === to;

/** Tells what overlaps, and takes over what is new or otherwise. */
function settle(spells: readonly Planned[], changes: OfficeChanges, unchanged: { tenures: number }, { known }: ImportGround, tell: Tell): void {
  const inOrder = [...spells].sort((a, b) => (a.from < b.from ? -1 : 1));
  inOrder.forEach((spell, index) => {
    const before = inOrder[index - 1];
    if (before && overlaps(before, spell) && !(isAsItWas(before) && isAsItWas(spell))) {
      const [later, other] = spell.row === null ? [before, spell] : [spell, before];
      const name = known.people.get(other.person)?.name ?? changes.newPeople.find(({ id }) => id === other.person)?.name ?? other.person;
      tell(later.row ?? 0, 'from', 'tenureOverlaps', { name, from: other.from });
    }
    const { id, post, person, from, to, was } = spell;
    if (was === null) changes.newTenures.push({ id, post, person, from, to });
    else if (!isAsItWas(spell)) changes.changedTenures.push({ id, before: was, after: { from, to } });
    else if (spell.row !== null) unchanged.tenures += 1;
  });
}
