import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { organisation } from '#libs/contracts/policy';
import { readCalendars } from './calendars.ts';
import { PackProblem } from './finding.ts';
import { lacking, layer, packFolder, readLineage } from './layers.ts';
import { parse } from './parse.ts';
import { readYaml } from './place.ts';
import { bodiesDecide, casesNamed, detectable, everyMeasureHasItsBody, referredStayReferred, publishedAreDecided } from './rules/cases.ts';
import { dueAfterOpening, fewReminders, slotsAwake, stagesAfterOpening, terms } from './rules/dates.ts';
import { deputiesHaveTheirStage } from './rules/extensions.ts';
import { stepsTaken, verifications, verifiersAreUnits } from './rules/inside.ts';
import { articles, duplicates, functions, ladders, unitTypes, units } from './rules/names.ts';
import { ordersDrafted } from './rules/orders.ts';
import { lettersReachDown, somebodyAccepts, somebodyIsTold } from './rules/people.ts';
import { allocationsHaveLetters, compiledFromReports, indicators, passedDownAlike, targetsInLetters, yearEndOnce } from './rules/targets.ts';
import { chasing, curves, refinements } from './rules/settings.ts';
import { oneTree, postsHeld } from './rules/tree.ts';
import type { Finding } from './finding.ts';
import type { Checked, Rule } from './rules/rule.ts';

export type { Finding } from './finding.ts';
export { findingLine } from './finding.ts';

/** What a pack must keep beyond its schema. A row is a rule; its tests are the fixtures named for its codes. */
const rules: readonly Rule[] = [
  articles, ladders, functions, unitTypes, units, duplicates,
  terms, dueAfterOpening, stagesAfterOpening, fewReminders, slotsAwake,
  deputiesHaveTheirStage,
  somebodyAccepts, somebodyIsTold, lettersReachDown, ordersDrafted, stepsTaken, verifications, verifiersAreUnits,
  indicators, targetsInLetters, yearEndOnce, passedDownAlike, allocationsHaveLetters, compiledFromReports,
  oneTree, postsHeld,
  chasing, curves, refinements,
  casesNamed, everyMeasureHasItsBody, referredStayReferred, publishedAreDecided, bodiesDecide, detectable,
  ({ layers }) => lacking(layers),
];

/**
 * Judges a pack, merged with those it builds on, and the organisation beside it.
 *
 * A fault in an inherited part is reported where that part stands. What does not fit the schema is reported alone:
 * the rules need content they can read.
 *
 * @param folder a shipped pack's id, or the path of a folder that holds pack.yaml
 * @returns nothing when all is well, else by file and line
 */
export function checkPack(folder: string): Finding[] {
  try {
    const checked = readChecked(packFolder(folder));
    const found = rules.flatMap((rule) => rule(checked));
    return found.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  } catch (error) {
    if (error instanceof PackProblem) return [...error.findings];
    throw error;
  }
}

function readChecked(folder: string): Checked {
  const file = join(folder, 'organisation.yaml');
  const layers = layer(readLineage(folder));
  if (!existsSync(file)) return { layers, ...readCalendars(folder), organisation: null };
  const yaml = readYaml(file);
  const parsed = parse(yaml, organisation);
  if ('findings' in parsed) throw new PackProblem(parsed.findings);
  return { layers, ...readCalendars(folder), organisation: { value: parsed.content, at: { yaml, path: [] } } };
}
