import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { divisionLevels } from '#libs/contracts/api-divisions';
import { repositoryRoot } from '#libs/packs/place';

/** A division of the country (统计用区划代码): 44 广东省, 4408 湛江市, 440811 麻章区, 440811102 湖光镇, 440811102207 云脚村委会. */
export interface Division {
  code: string;
  name: string;
}

export type DivisionLevel = (typeof divisionLevels)[number];

/** Digits of a code, level by level. */
const digits: Readonly<Record<DivisionLevel, number>> = { province: 2, city: 4, area: 6, street: 9, village: 12 };
const levels = Object.keys(digits) as DivisionLevel[];
export const levelOf = ({ code }: Pick<Division, 'code'>): DivisionLevel => levels.find((level) => digits[level] === code.length) ?? 'village';
const unpack = promisify(brotliDecompress);

const read = async (name: string): Promise<string[]> =>
  (await unpack(await readFile(join(repositoryRoot(), 'apps/api/divisions/data', name)))).toString('utf8').split('\n');

/** Down to streets, in the order of their codes: 45,000, read once somebody asks. */
let kept: Promise<{ all: readonly Division[]; byCode: ReadonlyMap<string, Division> }> | null = null;

export function divisions(): NonNullable<typeof kept> {
  kept ??= read('divisions.br').then((lines) => {
    const all = lines.map((line) => ({ code: line.slice(0, line.indexOf(' ')), name: line.slice(line.indexOf(' ') + 1) }));
    return { all, byCode: new Map(all.map((one) => [one.code, one])) };
  });
  kept.catch(() => { kept = null; });
  return kept;
}

/** Villages of the streets whose code begins so; a province's are read each time, and not kept. */
async function villagesOf(code: string): Promise<Division[]> {
  return (await read(`villages-${code.slice(0, 2)}.br`)).filter((line) => line.startsWith(code)).flatMap((line) => {
    const [street, names] = [line.slice(0, 9), line.slice(10)];
    return names.split('\t').map((village) => ({ code: `${street}${village.slice(0, 3)}`, name: village.slice(3) }));
  });
}

/** What a division stands in, the province first. */
export async function within(code: string): Promise<Division[]> {
  const { byCode } = await divisions();
  return levels.flatMap((level) => (digits[level] < code.length ? byCode.get(code.slice(0, digits[level])) ?? [] : []));
}

/** How many divisions each level below has, villages not counted. */
export async function countBelow(code: string): Promise<{ level: DivisionLevel; n: number }[]> {
  const { all } = await divisions();
  const below = all.filter((one) => one.code.startsWith(code) && one.code.length > code.length);
  return levels.flatMap((level) => {
    const n = below.filter((one) => one.code.length === digits[level]).length;
    return n === 0 ? [] : [{ level, n }];
  });
}

/**
 * A division and what stands below it, so many levels in all, each before what stands under it.
 *
 * @returns null where there is no such division; each with the code of the one it stands under, null for the first
 */
export async function treeOf(code: string, depth: number): Promise<(Division & { under: string | null; depth: number })[] | null> {
  const { all, byCode } = await divisions();
  const top = byCode.get(code);
  if (!top) return null;
  const first = levels.indexOf(levelOf(top));
  const wanted = levels.slice(first, first + depth);
  const villages = wanted.includes('village') ? await villagesOf(code) : [];
  return [...all.filter((one) => one.code.startsWith(code)), ...villages]
    .filter((one) => wanted.includes(levelOf(one)))
    .map((one) => ({ ...one, depth: levels.indexOf(levelOf(one)) - first, under: one.code === code ? null : one.code.slice(0, digits[levels[levels.indexOf(levelOf(one)) - 1] ?? 'province']) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Divisions whose name holds what is looked for, or whose code begins with it: the same name first, then the larger. */
export async function search(q: string): Promise<Division[]> {
  const { all } = await divisions();
  const rank = ({ name, code }: Division): number => (name === q ? 0 : 10) + code.length / 2;
  return all.filter(({ code, name }) => name.includes(q) || code.startsWith(q)).sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
}

/** What stands right below, villages too; the provinces where nothing is named. */
export async function rightBelow(code: string | undefined): Promise<Division[]> {
  const { all, byCode } = await divisions();
  if (code === undefined) return all.filter((one) => one.code.length === digits.province);
  const of = byCode.get(code);
  if (!of) return [];
  const level = levels[levels.indexOf(levelOf(of)) + 1];
  return level === 'village' ? villagesOf(code) : all.filter((one) => one.code.startsWith(code) && one.code.length === digits[level ?? 'village']);
}
