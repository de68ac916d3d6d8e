/** Which unit a scan is of, by the name of its file: the unit's code, else its name. */

export interface Known {
  unit: string;
  name: string;
  /** Names of the units above it. */
  above: readonly string[];
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/\s+/g, '').toLowerCase();

/**
 * @returns the one unit the name means; null where it means none, or more than one
 */
export function unitIn(fileName: string, known: readonly Known[]): string | null {
  const name = plain(fileName);
  // A code is a run of its own: 440811101 is not part of 440811101206.
  const codes: readonly string[] = name.match(/[0-9a-z]+/g) ?? [];
  const byCode = known.filter(({ unit }) => codes.includes(unit.toLowerCase()));
  if (byCode.length === 1) return byCode[0]?.unit ?? null;
  const named = known.filter((one) => name.includes(plain(one.name)));
  // «太平镇通明村» means the village: a unit whose name is only said to say where another lies is not meant.
  const meant = named.filter((one) => !named.some((other) => other !== one && (other.above.includes(one.name) || (plain(other.name).includes(plain(one.name)) && other.name !== one.name))));
  const placed = meant.length > 1 ? meant.filter(({ above }) => above.some((upper) => name.includes(plain(upper)))) : meant;
  return placed.length === 1 ? (placed[0]?.unit ?? null) : null;
}
