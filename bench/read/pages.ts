import { localDateOf } from '#libs/domain/time/instant';
import { matrixCells, matrixColumns, matrixUnits } from '#libs/store/queries/matrix';
import { sightOf } from '#libs/store/queries/places';
import { papersFound, peopleFound, unitsFound } from '#libs/store/queries/search';
import type { Sql } from '#libs/store/sql';
import { cycle, documentNumber, now, orderNumber, personName } from './fill.ts';
import type { Branch } from './fill.ts';
import { timed, timesOf } from './measure.ts';
import type { Times } from './measure.ts';

const day = localDateOf(now);
type Chooser = <T>(of: readonly T[]) => T;
type Compared = Times & { isCompared?: true };

/** What the route `matrix` asks, statement for statement, page after page to the end. @returns how many rows there were */
async function wholeMatrix(sql: Sql, paths: readonly string[], kind?: string): Promise<number> {
  const sight = sightOf(day, paths);
  let rows = 0;
  for (let cursor: string | undefined; ;) {
    const { items, next } = await matrixUnits(sql, { sight, limit: 500, cursor });
    await matrixColumns(sql, { cycle, now, sight, kind });
    await matrixCells(sql, { cycle, now, kind }, items.map(({ unit }) => unit));
    rows += items.length;
    if (next === null) return rows;
    cursor = next;
  }
}

/** A matrix of about 2,000 units is promised: three counties with all below them. A whole city, and one page of the province, for comparison. */
export async function matrix(sql: Sql, units: readonly Branch[], choose: Chooser): Promise<Compared[]> {
  const of = (level: Branch['level']): Branch[] => units.filter((unit) => unit.level === level);
  const trios = Array.from({ length: 5 }, () => of('county').slice(0, -2)).map((counties) => counties.indexOf(choose(counties))).map((from) => of('county').slice(from, from + 3).map(({ path }) => path));
  const rows = await wholeMatrix(sql, trios[0] ?? []);
  return [
    timesOf(`三县 · three counties, ${rows} × 11`, await timed(trios, (paths) => wholeMatrix(sql, paths), 3)),
    timesOf('一镇 · a town', await timed(Array.from({ length: 20 }, () => choose(of('town')).path), (path) => wholeMatrix(sql, [path]), 3)),
    { ...timesOf('一市 · a city', await timed([choose(of('city')).path], (path) => wholeMatrix(sql, [path]), 3)), isCompared: true },
  ];
}

/** Of a city, some 4,400 units. */
export async function search(sql: Sql, units: readonly Branch[], choose: Chooser): Promise<Compared[]> {
  const cities = units.filter(({ level }) => level === 'city');
  const ask = (words: () => string, of: readonly Branch[] = cities) => timed(Array.from({ length: 60 }, () => ({ path: choose(of).path, q: words() })), async ({ path, q }) => {
    const asked = { cycle, sight: sightOf(day, [path]), q };
    await Promise.all([unitsFound(sql, asked), papersFound(sql, asked), peopleFound(sql, asked)]);
  }, 3);
  const any = (): Branch => choose(units);
  return [
    timesOf('单位名称 · a unit’s name', await ask(() => any().id.slice(-6))),
    timesOf('编码 · a code', await ask(() => any().id)),
    timesOf('人常见的字 · a common part of a name', await ask(() => personName(Number(any().id.slice(-3))).slice(1))),
    timesOf('姓名 · a name', await ask(() => personName(Number(any().id.slice(-3))))),
    timesOf('督办单文号 · an order’s number', await ask(() => orderNumber(Number(any().id.slice(-3))))),
    timesOf('依据文号 · the document of all letters', await ask(() => documentNumber)),
    timesOf('找不到的 · nothing', await ask(() => '没有这个')),
    timesOf('一村所见 · in sight of a village', await ask(() => documentNumber, units.filter(({ level }) => level === 'village'))),
  ];
}
