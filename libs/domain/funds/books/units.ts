import type { TreeUnit } from '../../policy/planning.ts';

/** The units of a tree, as a book may call them. */
export interface UnitNames {
  tree: ReadonlyMap<string, TreeUnit>;
  byName: ReadonlyMap<string, readonly string[]>;
}

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s/>·-]/g, '');

/** By name, and by the names of the units above and one's own: 太平镇通明村. */
export function namesIn(tree: ReadonlyMap<string, TreeUnit>): UnitNames {
  const byName = new Map<string, string[]>();
  for (const unit of tree.values()) {
    let name = '';
    for (let at: TreeUnit | undefined = unit; at; at = at.under === null ? undefined : tree.get(at.under)) {
      name = plain(at.name) + name;
      byName.set(name, [...byName.get(name) ?? [], unit.id]);
    }
  }
  return { tree, byName };
}

/** A unit as a book names it: by its code, or by its name. @returns every unit it may be */
export const unitsNamed = ({ tree, byName }: UnitNames, given: string): readonly string[] => (tree.has(given) ? [given] : byName.get(plain(given)) ?? []);

/** From the root down to a unit, both included. */
export function wayTo(tree: ReadonlyMap<string, TreeUnit>, root: string, unit: string): string[] {
  const way: string[] = [];
  for (let at: string | null = unit; at !== null; at = at === root ? null : tree.get(at)?.under ?? null) way.unshift(at);
  return way;
}

/** As somebody would write it, so that it is clear which one is meant. */
export const unitSaid = ({ tree }: UnitNames, id: string): string => `${tree.get(tree.get(id)?.under ?? '')?.name ?? ''}${tree.get(id)?.name ?? id}（${id}）`;
