import { dateOf } from './calendar.ts';
import { hadBy } from './courses.ts';
import { noFaults, sameSet } from './expect.ts';
import type { Check, Manifest } from './expect.ts';
import type { ShownLine } from './money-lines.ts';

/** Who had how much (万元), in which way, from when to when; how many days, and how many of them after the date. */
type Row = readonly [unit: string, phase: string, wan: number, from: string, to: string | null, days: number, over: number];

const [district, finance, seat, taiping, huguang, farm] = ['440811', '440811D01', '440811100', '440811101', '440811102', '440811F01'] as const;
const [maihe, zaojia, yueling] = ['440811100209', '440811101201', '440811102217'] as const;

/** Counted on a calendar of paper. What is the same at both ends of the script stands once; what went on after the quarter stands twice. */
const provinceBoth: readonly Row[] = [
  // The district had the towns' money for eleven days; one town recorded it four days after the others.
  [district, 'holding', 120, '2026-02-27', '2026-03-10', 11, 0], [district, 'inFlight', 120, '2026-03-10', '2026-03-12', 2, 0],
  [district, 'holding', 340, '2026-02-27', '2026-03-10', 11, 0], [district, 'inFlight', 340, '2026-03-10', '2026-03-12', 2, 0],
  [district, 'holding', 400, '2026-02-27', '2026-03-10', 11, 0], [district, 'inFlight', 400, '2026-03-10', '2026-03-16', 6, 0],
  // The request of the road: the town's are the days before it was filed and those in correction.
  [taiping, 'holding', 93.12, '2026-03-12', '2026-04-02', 21, 0], [finance, 'examining', 93.12, '2026-04-02', '2026-04-09', 7, 0],
  [taiping, 'correcting', 93.12, '2026-04-09', '2026-04-13', 4, 0], [finance, 'examining', 93.12, '2026-04-13', '2026-04-14', 1, 0],
  [taiping, 'holding', 2.88, '2026-03-12', '2026-04-02', 21, 0],
  [seat, 'holding', 120, '2026-03-12', '2026-05-12', 61, 0], [finance, 'examining', 120, '2026-05-12', '2026-05-18', 6, 0],
];
const province: Readonly<Record<string, readonly Row[]>> = {
  '2026-05-20': [
    ...provinceBoth,
    // Due on 29 March, and still there: the farm's money.
    [district, 'holding', 90, '2026-02-27', null, 82, 52],
    // Ten working days after the acceptance end on 28 April.
    [finance, 'paying', 93.12, '2026-04-14', null, 36, 22],
    [taiping, 'retained', 2.88, '2026-04-02', null, 48, 0], [taiping, 'holding', 244, '2026-03-12', null, 69, 0],
    [finance, 'paying', 120, '2026-05-18', null, 2, 0],
    [huguang, 'holding', 400, '2026-03-16', null, 65, 0],
  ],
  '2027-02-03': [
    ...provinceBoth,
    [district, 'holding', 90, '2026-02-27', '2026-06-15', 108, 78], [district, 'inFlight', 90, '2026-06-15', '2026-06-16', 1, 1],
    [finance, 'paying', 93.12, '2026-04-14', '2026-05-22', 38, 24],
    [taiping, 'retained', 2.88, '2026-04-02', '2026-12-10', 252, 0], [finance, 'examining', 2.88, '2026-12-10', '2026-12-14', 4, 0], [finance, 'paying', 2.88, '2026-12-14', '2026-12-18', 4, 0],
    [finance, 'paying', 120, '2026-05-18', '2026-06-02', 15, 1],
    // Ninety days after it came, on 10 June, it should have been spent.
    [taiping, 'holding', 100, '2026-03-12', '2026-07-02', 112, 22], [finance, 'examining', 100, '2026-07-02', '2026-07-06', 4, 4], [finance, 'paying', 100, '2026-07-06', '2026-07-14', 8, 0],
    [taiping, 'holding', 144, '2026-03-12', null, 328, 238],
    [huguang, 'holding', 400, '2026-03-16', null, 324, 234],
    [farm, 'holding', 90, '2026-06-16', null, 232, 142],
  ],
};

const centreBoth: readonly Row[] = [
  [district, 'holding', 520, '2026-03-05', '2026-03-17', 12, 0], [district, 'inFlight', 520, '2026-03-17', '2026-03-18', 1, 0],
  [district, 'holding', 380, '2026-03-05', '2026-03-17', 12, 0], [district, 'inFlight', 380, '2026-03-17', '2026-03-18', 1, 0],
  [taiping, 'holding', 210, '2026-03-18', '2026-03-24', 6, 0], [taiping, 'inFlight', 210, '2026-03-24', '2026-03-25', 1, 0],
  [seat, 'holding', 180, '2026-03-18', '2026-03-24', 6, 0], [seat, 'inFlight', 180, '2026-03-24', '2026-03-25', 1, 0],
  // Given back on the day after it should have gone on, 7 April, and two days on its way.
  [taiping, 'holding', 310, '2026-03-18', '2026-04-08', 21, 1], [taiping, 'inFlight', 310, '2026-04-08', '2026-04-10', 2, 2],
  // The request of April was withdrawn, and counts as never made.
  [zaojia, 'holding', 210, '2026-03-25', '2026-05-12', 48, 0], [finance, 'examining', 210, '2026-05-12', '2026-05-18', 6, 0],
];
const centre: Readonly<Record<string, readonly Row[]>> = {
  '2026-05-20': [
    ...centreBoth,
    [seat, 'holding', 200, '2026-03-18', null, 63, 43],
    [district, 'holding', 310, '2026-04-10', null, 40, 10],
    [finance, 'paying', 210, '2026-05-18', null, 2, 0],
    // 56 days, of which the clock stood still for nine.
    [maihe, 'holding', 180, '2026-03-25', null, 47, 0],
  ],
  '2027-02-03': [
    ...centreBoth,
    // Stuck at the town until it was called back, and given to another.
    [seat, 'holding', 20, '2026-03-18', '2026-07-08', 112, 92], [seat, 'holding', 180, '2026-03-18', '2026-08-12', 147, 127],
    [district, 'holding', 200, '2026-04-10', '2026-08-12', 124, 94], [district, 'holding', 100, '2026-04-10', '2026-12-10', 244, 214], [district, 'holding', 10, '2026-04-10', null, 299, 269],
    [district, 'holding', 20, '2026-07-08', null, 210, 180],
    [finance, 'paying', 210, '2026-05-18', '2026-06-16', 29, 15],
    // Its date, 23 June, moved by nine days to 2 July.
    [maihe, 'holding', 180, '2026-03-25', '2026-07-02', 90, 0], [finance, 'examining', 180, '2026-07-02', '2026-07-06', 4, 4], [finance, 'paying', 180, '2026-07-06', '2026-07-14', 8, 0],
    [huguang, 'holding', 180, '2026-08-12', '2026-09-15', 34, 14], [huguang, 'inFlight', 180, '2026-09-15', '2026-09-16', 1, 1],
    [yueling, 'holding', 180, '2026-09-16', null, 140, 50],
  ],
};

const byHand: Readonly<Record<string, typeof province>> = { L1: province, L2: centre };

/** Days by holder of the request that finance kept, of what lay at the district and at a town, and of each small line, as counted by hand. */
export function daysByHolder(manifest: Manifest, shown: readonly ShownLine[]): Check {
  const until = dateOf(manifest.clock);
  const wanted = Object.entries(byHand).flatMap(([line, ends]) => (ends[until] ?? []).map(([unit, phase, wan, from, to, days, over]) => text(line, { unit, phase, amount: Math.round(wan * 1_000_000), from, to, days, daysOver: over })));
  if (wanted.length === 0) return noFaults('days-by-holder', 0, [`no figures by hand for ${until}`]);
  const small = hadBy(manifest, until);
  wanted.push(...small.map((one) => text(one.line, one)));
  const counted = new Set([...Object.keys(byHand), ...small.map(({ line }) => line)]);
  const found = shown.filter(({ line }) => counted.has(line)).flatMap(({ line, holdings }) => holdings.map((holding) => text(line, holding)));
  return sameSet('days-by-holder', wanted, found);
}

const text = (line: string, { unit, phase, amount, from, to, days, daysOver }: ShownLine['holdings'][number]): string => `${line} ${unit} ${phase} ${amount} ${from}–${to ?? ''} ${days}/${daysOver}`;
