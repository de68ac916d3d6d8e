import type { Manifest } from './expect.ts';

/**
 * What must come of the small allocations, course by course: counted on a calendar of paper from the days of `money-courses.ts`,
 * for each line with its own places and amount.
 */
type Who = 'district' | 'town' | 'unit' | 'other' | 'finance';

/** Money under a date, at whose door it was and until when; the last word says what became of it where it did not simply go on: `unasked`, nobody knows whether that was in time. */
type Waited = readonly [who: Who, item: string, due: string, from: string, until: string | null, end?: 'waiting' | 'unasked'];

/** Who had how many hundredths, in which way, from when to when; by when it was to go on, and on how many days its clock stood still. */
type Had = readonly [who: Who, phase: 'holding' | 'inFlight' | 'examining' | 'correcting' | 'paying' | 'retained' | 'unrecorded', percent: number, from: string, to: string | null, due: string, stoodFrom?: string, stoodTo?: string];

interface Told {
  waited: readonly Waited[];
  had: readonly Had[];
}

/** Thirty days from 20 March end on 19 April; ninety from 7 April on 6 July. */
const sent = (percent = 100): Told => ({
  waited: [['district', 'p1-passOn', '04-19', '04-02 12:00', percent < 100 ? '04-15 10:00' : '04-03 10:00'], ['district', 'h1-deliver', '04-19', '04-03 10:00', '04-07 11:00']],
  had: [['district', 'holding', percent, '03-20', '04-03', '04-19'], ['district', 'inFlight', percent, '04-03', '04-07', '04-19']],
});
/** On to the village, which has it from 10 April: ninety days end on 9 July. */
const sentToVillage: Told = {
  waited: [...sent().waited, ['town', 'p2-passOn', '05-07', '04-07 11:00', '04-08 11:00'], ['town', 'h2-deliver', '05-07', '04-08 11:00', '04-10 11:00']],
  had: [...sent().had, ['town', 'holding', 100, '04-07', '04-08', '05-07'], ['town', 'inFlight', 100, '04-08', '04-10', '05-07']],
};
/** Asked for on 22 April, accepted on the 24th, to be paid by 12 May and paid on that day. */
const inTime = (due: string, percent = 100): Told => ({
  waited: [['finance', 'r1-examine', due, '04-22 10:00', '04-24 10:00'], ['finance', 'r1-pay', '05-12', '04-24 10:00', '05-12 11:00']],
  had: [['unit', 'holding', percent, '04-07', '04-22', due], ['finance', 'examining', percent, '04-22', '04-24', due], ['finance', 'paying', percent, '04-24', '05-12', '05-12']],
});
/** Asked for on 12 May, accepted on the 18th, to be paid by 1 June, and paid on the 22nd. */
const inMay = (due: string, percent = 100): Told => ({
  waited: [['finance', 'r1-examine', due, '05-12 11:00', '05-18 11:00'], ['finance', 'r1-pay', '06-01', '05-18 11:00', '05-22 11:00']],
  had: [['finance', 'examining', percent, '05-12', '05-18', due], ['finance', 'paying', percent, '05-18', '05-22', '06-01']],
});
/** Asked for on 2 July, accepted on the 6th, to be paid by the 20th, and paid on the 14th. */
const inJuly = (due: string, percent = 100, request = 'r1'): Told => ({
  waited: [['finance', `${request}-examine`, due, '07-02 10:00', '07-06 10:00'], ['finance', `${request}-pay`, '07-20', '07-06 10:00', '07-14 10:00']],
  had: [['finance', 'examining', percent, '07-02', '07-06', due], ['finance', 'paying', percent, '07-06', '07-14', '07-20']],
});
const and = (...parts: readonly Told[]): Told => ({ waited: parts.flatMap(({ waited }) => waited), had: parts.flatMap(({ had }) => had) });

const courses: Readonly<Record<string, Told>> = {
  smooth: and(sent(), inTime('07-06'), { waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '04-22 10:00']], had: [] }),
  smoothToVillage: and(sentToVillage, inMay('07-09'), { waited: [['unit', 'p3-use', '07-09', '04-10 11:00', '05-12 11:00']], had: [['unit', 'holding', 100, '04-10', '05-12', '07-09']] }),
  stuckAtDistrict: and(inJuly('09-14'), {
    waited: [['district', 'p1-passOn', '04-01', '04-02 12:00', '06-15 11:00'], ['district', 'h1-deliver', '04-01', '06-15 11:00', '06-16 11:00'], ['unit', 'p2-use', '09-14', '06-16 11:00', '07-02 10:00']],
    had: [['district', 'holding', 100, '03-02', '06-15', '04-01'], ['district', 'inFlight', 100, '06-15', '06-16', '04-01'], ['unit', 'holding', 100, '06-16', '07-02', '09-14']],
  }),
  stuckAtTown: and(sent(), {
    waited: [
      ['town', 'p2-passOn', '05-07', '04-07 11:00', '07-08 10:00'], ['town', 'h2-deliver', '05-07', '07-08 10:00', '07-09 10:00'], ['unit', 'p3-use', '10-07', '07-09 10:00', '08-12 10:00'],
      ['finance', 'r1-examine', '10-07', '08-12 10:00', '08-14 10:00'], ['finance', 'r1-pay', '08-28', '08-14 10:00', '08-20 10:00'],
    ],
    had: [
      ['town', 'holding', 100, '04-07', '07-08', '05-07'], ['town', 'inFlight', 100, '07-08', '07-09', '05-07'], ['unit', 'holding', 100, '07-09', '08-12', '10-07'],
      ['finance', 'examining', 100, '08-12', '08-14', '10-07'], ['finance', 'paying', 100, '08-14', '08-20', '08-28'],
    ],
  }),
  split: and(sent(), inMay('07-09', 60), inJuly('07-12', 40, 'r2'), {
    waited: [
      ['town', 'p2-passOn', '05-07', '04-07 11:00', '04-08 11:00'], ['town', 'h2-deliver', '05-07', '04-08 11:00', '04-10 11:00'], ['town', 'h3-deliver', '05-07', '04-08 11:00', '04-13 11:00'],
      ['unit', 'p3-use', '07-09', '04-10 11:00', '05-12 11:00'], ['other', 'p4-use', '07-12', '04-13 11:00', '07-02 10:00'],
    ],
    had: [
      ['town', 'holding', 60, '04-07', '04-08', '05-07'], ['town', 'holding', 40, '04-07', '04-08', '05-07'], ['town', 'inFlight', 60, '04-08', '04-10', '05-07'], ['town', 'inFlight', 40, '04-08', '04-13', '05-07'],
      ['unit', 'holding', 60, '04-10', '05-12', '07-09'], ['other', 'holding', 40, '04-13', '07-02', '07-12'],
    ],
  }),
  refiled: and(sentToVillage, inMay('07-09'), {
    waited: [['unit', 'p3-use', '07-09', '04-10 11:00', '04-22 10:00'], ['finance', 'r1-examine', '07-09', '04-22 10:00', '04-24 10:00'], ['unit', 'r1-correct', '07-09', '04-24 10:00', '05-12 11:00']],
    had: [['unit', 'holding', 100, '04-10', '04-22', '07-09'], ['finance', 'examining', 100, '04-22', '04-24', '07-09'], ['unit', 'correcting', 100, '04-24', '05-12', '07-09']],
  }),
  // The document names 30 June.
  onCard: and(sent(), inTime('06-30'), { waited: [['unit', 'p2-use', '06-30', '04-07 11:00', '04-22 10:00']], had: [] }),
  // Accepted on 22 May, to be paid by 5 June.
  lateAtFinance: and(sent(), {
    waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '05-12 11:00'], ['finance', 'r1-examine', '07-06', '05-12 11:00', '05-22 11:00'], ['finance', 'r1-pay', '06-05', '05-22 11:00', '07-14 10:00']],
    had: [['unit', 'holding', 100, '04-07', '05-12', '07-06'], ['finance', 'examining', 100, '05-12', '05-22', '07-06'], ['finance', 'paying', 100, '05-22', '07-14', '06-05']],
  }),
  retention: and(sent(), inMay('07-06', 97), {
    waited: [
      ['unit', 'p2-use', '07-06', '04-07 11:00', '05-12 11:00'], ['unit', 'p2-release', '12-18', '05-12 11:00', '12-10 10:00'],
      ['finance', 'r2-examine', '12-18', '12-10 10:00', '12-14 11:00'], ['finance', 'r2-pay', '12-28', '12-14 11:00', '12-18 11:00'],
    ],
    had: [
      ['unit', 'holding', 97, '04-07', '05-12', '07-06'], ['unit', 'holding', 3, '04-07', '05-12', '07-06'], ['unit', 'retained', 3, '05-12', '12-10', '12-18'],
      ['finance', 'examining', 3, '12-10', '12-14', '12-18'], ['finance', 'paying', 3, '12-14', '12-18', '12-28'],
    ],
  }),
  givenBack: and(sent(), {
    waited: [
      ['unit', 'p2-use', '07-06', '04-07 11:00', '05-18 11:00'], ['unit', 'h2-deliver', '07-06', '05-12 11:00', '05-13 10:00'], ['district', 'p3-passOn', '06-12', '05-13 10:00', '06-02 11:00'],
      ['finance', 'r1-examine', '07-06', '05-18 11:00', '05-22 11:00'], ['finance', 'r1-pay', '06-05', '05-22 11:00', '06-02 11:00'],
    ],
    had: [
      ['unit', 'holding', 40, '04-07', '05-12', '07-06'], ['unit', 'inFlight', 40, '05-12', '05-13', '07-06'], ['district', 'holding', 40, '05-13', '06-02', '06-12'],
      ['unit', 'holding', 60, '04-07', '05-18', '07-06'], ['finance', 'examining', 60, '05-18', '05-22', '07-06'], ['finance', 'paying', 60, '05-22', '06-02', '06-05'],
    ],
  }),
  // Two days late, and back at the district.
  recalled: and(sent(), {
    waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '07-08 10:00'], ['district', 'p3-passOn', '08-07', '07-08 10:00', '07-24 10:00']],
    had: [['unit', 'holding', 100, '04-07', '07-08', '07-06'], ['district', 'holding', 100, '07-08', '07-24', '08-07']],
  }),
  reallocated: and(sent(), {
    waited: [
      ['town', 'p2-passOn', '05-07', '04-07 11:00', '05-12 11:00'], ['unit', 'p3-use', '08-10', '05-12 11:00', '06-15 11:00'],
      ['finance', 'r1-examine', '08-10', '06-15 11:00', '07-02 10:00'], ['finance', 'r1-pay', '07-16', '07-02 10:00', '07-14 10:00'],
    ],
    had: [
      ['town', 'holding', 100, '04-07', '05-12', '05-07'], ['unit', 'holding', 100, '05-12', '06-15', '08-10'], ['finance', 'examining', 100, '06-15', '07-02', '08-10'], ['finance', 'paying', 100, '07-02', '07-14', '07-16'],
    ],
  }),
  reduced: and(sent(70), inTime('07-06', 70), {
    waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '04-22 10:00']], had: [['district', 'holding', 30, '03-20', '04-15', '04-19']],
  }),
  // 33 days from 15 April to 18 May: 9 July becomes 11 August.
  suspended: and(sentToVillage, inJuly('08-11'), {
    waited: [['unit', 'p3-use', '07-09', '04-10 11:00', '04-15 10:00', 'waiting'], ['unit', 'p3-use', '08-11', '05-18 11:00', '07-02 10:00']],
    had: [['unit', 'holding', 100, '04-10', '07-02', '08-11', '04-15', '05-18']],
  }),
  unused: and(sentToVillage, { waited: [['unit', 'p3-use', '07-09', '04-10 11:00', null]], had: [['unit', 'holding', 100, '04-10', null, '07-09']] }),
  // Of what is asked for after its date nothing says how long finance may examine it.
  halfUsed: and(sent(), inTime('07-06', 50), {
    waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '12-10 10:00'], ['finance', 'r2-pay', '12-28', '12-14 11:00', '12-18 11:00']],
    had: [['unit', 'holding', 50, '04-07', '12-10', '07-06'], ['finance', 'examining', 50, '12-10', '12-14', '07-06'], ['finance', 'paying', 50, '12-14', '12-18', '12-28']],
  }),
  // Three days after it was registered its date of last year had come: 5 April. What is asked for later nothing hurries but finance's own days.
  carriedOnce: {
    waited: [['unit', 'p1-use', '04-05', '04-02 12:00', '04-22 10:00'], ['finance', 'r1-pay', '05-12', '04-24 10:00', '05-12 11:00']],
    had: [['unit', 'holding', 100, '01-05', '04-22', '04-05'], ['finance', 'examining', 100, '04-22', '04-24', '04-05'], ['finance', 'paying', 100, '04-24', '05-12', '05-12']],
  },
  // Due on 4 February, and nobody is chased for what may not be passed on any more.
  carriedTwice: { waited: [], had: [['district', 'holding', 100, '01-05', '04-24', '02-04']] },
  // Its days until then are nobody's.
  neverAsked: and(sent(), { waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '05-12 11:00', 'unasked']], had: [['unit', 'unrecorded', 100, '04-07', '05-12', '07-06']] }),
  cash: and(sent(), { waited: [['unit', 'p2-use', '07-06', '04-07 11:00', '04-24 10:00']], had: [['unit', 'holding', 100, '04-07', '04-24', '07-06']] }),
};

interface Registered {
  line: string;
  course: string;
  places: Readonly<Record<string, string>>;
  amount: number;
}

/** The lines that go a course, each with what is told of it by hand. */
const linesOf = ({ acts }: Manifest): (Registered & Told & { whose: (who: Who) => string })[] => acts.flatMap(({ command, body }) => {
  const one = body as Registered | undefined;
  if (command !== 'registerLine' || one?.course === undefined) return [];
  const told = courses[one.course];
  if (!told) throw new Error(`nothing is counted by hand for ${one.course}`);
  return [{ ...one, ...told, whose: (who: Who) => (who === 'finance' ? '440811D01' : one.places[who] ?? '') }];
});

/** Money of the small lines under a date: `[unit, key, due, from, until, what became of it]`, as `chased.ts` has it of the large ones. */
export const waitedIn = (manifest: Manifest): [unit: string, key: string, due: string, from: string, until: string | null, end: 'moved' | 'waiting' | 'unasked'][] =>
  linesOf(manifest).flatMap(({ line, waited, whose }) => waited.map(([who, item, due, from, until, end]): ReturnType<typeof waitedIn>[number] => [whose(who), `${line}-${item}`, due, from, until, end ?? 'moved']));

const days = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000);
const least = (...list: readonly string[]): string => list.reduce((a, b) => (a < b ? a : b));
const most = (...list: readonly string[]): string => list.reduce((a, b) => (a > b ? a : b));

/** Who had money of the small lines, by the end of a day; days are subtracted, those aside on which the clock stood. */
export function hadBy(manifest: Manifest, day: string): { line: string; unit: string; phase: string; amount: number; from: string; to: string | null; days: number; daysOver: number }[] {
  return linesOf(manifest).flatMap(({ line, amount, had, whose }) => had.filter(([, , , from]) => `2026-${from}` <= day).map(([who, phase, percent, first, last, due, stoodFrom, stoodTo]) => {
    const from = `2026-${first}`;
    const to = last === null || `2026-${last}` > day ? null : `2026-${last}`;
    const until = to ?? day;
    const between = (since: string): number => days(since, until) - (stoodFrom && stoodTo ? days(most(since, `2026-${stoodFrom}`), least(until, `2026-${stoodTo}`)) : 0);
    return { line, unit: whose(who), phase, amount: (amount / 100) * percent, from, to, days: between(from), daysOver: until > `2026-${due}` ? between(most(from, `2026-${due}`)) : 0 };
  }));
}
