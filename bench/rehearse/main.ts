import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { planUnitYear } from '#libs/domain/policy/plan-unit-year';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import { rehearse } from '#libs/domain/rehearsal/rehearse';
import { silentYear } from '#libs/domain/rehearsal/silent-year';
import { listPacks, loadPack } from '#libs/packs/load';
import { finish } from '../finish.ts';

/** What we promise: every town of the country, one year. */
const towns = 41_352;
const mostSeconds = 20;
const mostGigabytes = 1.5;
/** Years lived one by one, to compare with. */
const sample = 400;

/**
 * `npm run bench -- rehearse [--json FILE]`: a year rehearsed for every town of the country, beside living each town's
 * year by itself.
 *
 * @returns the exit code: 1 when it takes longer or more memory than promised
 */
async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const { pack, calendar, organisation } = await loadPack((await listPacks()).find(({ id }) => id.endsWith('-demo'))?.id ?? '');
  const root = organisation?.root ?? '';
  const tree = new Map<string, TreeUnit>([[root, { id: root, name: '根', type: 'district', under: null, administeredBy: null }]]);
  for (let n = 1; n <= towns; n += 1) tree.set(`T${n}`, { id: `T${n}`, name: `第${n}镇`, type: 'township', under: root, administeredBy: null });
  const document = { number: '-', title: '-' };
  const terms: CycleTerms = { cycle: 'bench/2026', year: 2026, isDrill: false, pack, calendar, letterDocuments: { requiredBy: document, approvedBy: document } };
  const launchedAt = '2026-02-02T01:00:00.000Z';

  const begun = performance.now();
  const rehearsal = rehearse(terms, tree, root, launchedAt);
  const seconds = (performance.now() - begun) / 1_000;
  const gigabytes = process.resourceUsage().maxRSS / 1_048_576;

  const before = performance.now();
  let notices = 0;
  for (let n = 1; n <= sample; n += 1) notices += silentYear(planUnitYear(terms, tree, root, tree.get(`T${n}`) as TreeUnit), launchedAt, '2027-11-22T16:00:00.000Z').notices.length;
  const oneByOne = (performance.now() - before) / 1_000 / sample * towns;

  const counted = [...rehearsal.posts.values()].reduce((sum, months) => sum + [...months.values()].reduce((all, n) => all + n, 0), 0);
  const result = { units: rehearsal.units, notices: counted, seconds, gigabytes, oneByOneSeconds: oneByOne, mostSeconds, mostGigabytes };
  if (counted !== notices / sample * towns) throw new Error(`${counted} notices rehearsed, ${notices / sample * towns} by living each year`);
  console.log(`${result.units} 个镇，${counted} 条提醒：预演 ${seconds.toFixed(2)} 秒，${gigabytes.toFixed(2)} GB；逐个推演约需 ${oneByOne.toFixed(0)} 秒 · ${result.units} towns rehearsed in ${seconds.toFixed(2)} s with ${gigabytes.toFixed(2)} GB; one by one about ${oneByOne.toFixed(0)} s`);
  console.log(`底线 · promise ≤ ${mostSeconds} s, ≤ ${mostGigabytes} GB`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  return seconds <= mostSeconds && gigabytes <= mostGigabytes ? 0 : 1;
}

await finish(bench);
