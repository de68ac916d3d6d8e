import { lineLink, lineOfKey } from '../funds/line.ts';

/** The page an item's link opens: of money its line, which shows whose hands it was in. */
export function obligationLink({ cycle, unit }: { cycle: string; unit: { id: string } }, key: string): string {
  const line = lineOfKey(key);
  return line === null ? `/cycles/${cycle.replaceAll('/', '-')}/units/${unit.id}/obligations/${key}` : lineLink(cycle, line);
}
