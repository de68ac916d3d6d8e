import { dateOf, endOf, instantOf, workingDay } from './calendar.ts';
import { waitedIn } from './courses.ts';
import { noFaults, sameSet } from './expect.ts';
import type { Check, Expected, ExpectedDuty, Manifest } from './expect.ts';
import { administratorPost, nearDays, postsOf } from './ladders.ts';
import type { UnitType } from './ladders.ts';
import type { Found, ObligationRow } from './record.ts';

/**
 * Money under a date, at whose door it was and until when: read off the script's moves with the calendar on paper. The key
 * is of the line, the money and what it waited for; the last word says what became of it where it did not simply go on.
 */
type Stretch = readonly [unit: string, key: string, due: string, from: string, until: string | null, end?: 'waiting' | 'withdrawn' | 'unasked'];

const [district, finance, seat, taiping, huguang, farm] = ['440811', '440811D01', '440811100', '440811101', '440811102', '440811F01'] as const;
const [maihe, zaojia, yueling, tongming] = ['440811100209', '440811101201', '440811102217', '440811101206'] as const;

const byHand: readonly Stretch[] = [
  [district, 'L1-p1-passOn', '03-29', '03-02 10:00', '06-15 11:00'],
  [district, 'L1-h1-deliver', '03-29', '03-10 11:00', '03-12 11:00'],
  [district, 'L1-h2-deliver', '03-29', '03-10 11:00', '03-12 11:00'],
  [district, 'L1-h3-deliver', '03-29', '03-10 11:00', '03-17 11:00'],
  [taiping, 'L1-p2-use', '06-10', '03-12 11:00', null],
  [seat, 'L1-p3-use', '06-10', '03-12 11:00', '05-12 11:00'],
  [huguang, 'L1-p4-use', '06-14', '03-17 11:00', null],
  [finance, 'L1-r1-examine', '06-10', '04-02 10:00', '04-09 11:00'],
  [taiping, 'L1-p2-release', '12-31', '04-02 10:00', '12-10 10:00'],
  [taiping, 'L1-r1-correct', '06-10', '04-09 11:00', '04-13 11:00'],
  [finance, 'L1-r1-examine', '06-10', '04-13 11:00', '04-14 11:00'],
  [finance, 'L1-r1-pay', '04-28', '04-14 11:00', '05-22 11:00'],
  [finance, 'L1-r2-examine', '06-10', '05-12 11:00', '05-18 11:00'],
  [finance, 'L1-r2-pay', '06-01', '05-18 11:00', '06-02 11:00'],
  [district, 'L1-h4-deliver', '03-29', '06-15 11:00', '06-16 11:00'],
  [farm, 'L1-p5-use', '09-14', '06-16 11:00', null],
  [finance, 'L1-r3-pay', '07-20', '07-06 10:00', '07-14 10:00'],
  [finance, 'L1-r4-examine', '12-31', '12-10 10:00', '12-14 11:00'],
  [finance, 'L1-r4-pay', '12-28', '12-14 11:00', '12-18 11:00'],
  [district, 'L2-p1-passOn', '04-04', '03-05 10:00', '03-17 11:00'],
  [district, 'L2-h1-deliver', '04-04', '03-17 11:00', '03-18 10:00'],
  [district, 'L2-h2-deliver', '04-04', '03-17 11:00', '03-18 10:00'],
  [taiping, 'L2-p2-passOn', '04-07', '03-18 10:00', '04-08 11:00'],
  [seat, 'L2-p3-passOn', '04-07', '03-18 10:00', '08-12 10:00'],
  [taiping, 'L2-h3-deliver', '04-07', '03-24 11:00', '03-25 11:00'],
  [seat, 'L2-h4-deliver', '04-07', '03-24 11:00', '03-25 11:00'],
  [zaojia, 'L2-p4-use', '06-23', '03-25 11:00', '05-12 11:00'],
  [maihe, 'L2-p5-use', '06-23', '03-25 11:00', '04-15 10:00', 'waiting'],
  [taiping, 'L2-h5-deliver', '04-07', '04-08 11:00', '04-10 11:00'],
  [district, 'L2-p6-passOn', '05-10', '04-10 11:00', null],
  [finance, 'L2-r1-examine', '06-23', '04-22 10:00', '04-24 10:00', 'withdrawn'],
  [maihe, 'L2-p5-use', '07-02', '04-24 10:00', '07-02 10:00'],
  [finance, 'L2-r2-examine', '06-23', '05-12 11:00', '05-18 11:00'],
  [finance, 'L2-r2-pay', '06-01', '05-18 11:00', '06-16 11:00'],
  [finance, 'L2-r3-examine', '07-02', '07-02 10:00', '07-06 10:00'],
  [finance, 'L2-r3-pay', '07-20', '07-06 10:00', '07-14 10:00'],
  [district, 'L2-p7-passOn', '08-07', '07-08 10:00', null],
  [huguang, 'L2-p8-passOn', '09-01', '08-12 10:00', '09-15 10:00'],
  [huguang, 'L2-h8-deliver', '09-01', '09-15 10:00', '09-16 11:00'],
  [yueling, 'L2-p9-use', '12-15', '09-16 11:00', null],
  [tongming, 'L3-p3-use', '06-23', '03-25 11:00', '10-14 10:00'],
  [finance, 'L3-r1-pay', '10-30', '10-16 10:00', '10-21 10:00'],
  [taiping, 'L4-p2-use', '06-30', '04-02 10:00', '04-10 11:00'],
  [finance, 'L4-r1-examine', '06-30', '04-10 11:00', '04-13 11:00'],
  [finance, 'L4-r1-pay', '04-27', '04-13 11:00', '04-15 10:00'],
  [district, 'L5-p1-passOn', '06-30', '04-02 10:00', null],
  [district, 'L5-h1-deliver', '06-30', '06-15 11:00', '06-16 11:00'],
  [huguang, 'L5-p2-use', '09-14', '06-16 11:00', null],
  [farm, 'L6-p2-use', '07-07', '04-08 11:00', '04-24 10:00'],
];

interface Chased {
  unit: string;
  key: string;
  call: string;
  dueOn: string;
  from: string;
  until: string | null;
  end: 'moved' | 'waiting' | 'withdrawn' | 'unasked' | 'open';
  /** One more where the date is another than before. */
  dating: number;
}

const instant = (text: string): string => instantOf(`2026-${text.slice(0, 5)}`, text.slice(6));

/** The stretches of the lines that the script registered, as far as the clock went. */
export function chasedIn(manifest: Manifest): Chased[] {
  const { acts, clock } = manifest;
  const lines = new Set(acts.filter(({ command }) => command === 'registerLine').map(({ body }) => String(body?.['line'])));
  const dates = new Map<string, Set<string>>();
  return [...byHand, ...waitedIn(manifest)].filter(([, key, , from]) => lines.has(key.split('-')[0] ?? '') && instant(from) <= clock).map(([unit, key, due, from, until, end = 'moved']): Chased => {
    const isOver = until !== null && instant(until) <= clock;
    const known = dates.get(key) ?? new Set<string>();
    const before = new Set([...known].filter((date) => date !== due));
    dates.set(key, known.add(due));
    return { unit, key, call: key.split('-')[2] ?? '', dueOn: `2026-${due}`, from: instant(from), until: isOver ? instant(until) : null, end: isOver ? end as Chased['end'] : 'open', dating: before.size + 1 };
  });
}

const ladder = [
  { id: 'before-3', when: -3, tell: ['keeper'], isEscalation: false }, { id: 'after-1', when: 1, tell: ['keeper'], isEscalation: false },
  { id: 'after-5', when: 5, tell: ['keeper', 'leaders', 'officeAbove'], isEscalation: true }, { id: 'after-15', when: 15, tell: ['leaders', 'office'], isEscalation: true },
] as const;

/** 09:00 so many working days from the date; of what came here after its date, from the day it came. */
const stageAt = ({ dueOn, from }: Chased, when: number): string => instantOf(workingDay(dueOn < dateOf(from) ? dateOf(from) : dueOn, when), '09:00');

/** The instant of a stage, if the money still lay there. */
function reached(one: Chased, id: (typeof ladder)[number]['id'], clock: string): string | null {
  const at = stageAt(one, ladder.find((stage) => stage.id === id)?.when ?? 0);
  return at >= one.from && at <= clock && (one.until === null || at < one.until) ? at : null;
}

/** Orders that the year of whoever keeps the money drafts; nobody stands above the district to give it one. */
export const draftsOf = (manifest: Manifest): { unit: string; line: string; at: string; until: string | null }[] => chasedIn(manifest).flatMap((one) => {
  const at = reached(one, 'after-5', manifest.clock);
  return at === null || typeOf(manifest, one.unit) === 'district' ? [] : [{ unit: one.unit, line: one.key.split('-')[0] ?? '', at, until: one.until }];
});

const typeOf = ({ units, root }: Manifest, unit: string): UnitType => (unit === root ? 'district' : units.find(({ id }) => id === unit)?.type ?? 'district');

function postsTold(manifest: Manifest, unit: string, told: (typeof ladder)[number]['tell'][number]): string[] {
  const type = typeOf(manifest, unit);
  const above = unit === manifest.root ? unit : manifest.units.find(({ id }) => id === unit)?.superior ?? '';
  switch (told) {
    case 'keeper': return [`${unit}/${type === 'district' ? administratorPost : postsOf[type].reporter}`];
    case 'leaders': return postsOf[type].leaders.map((kind) => `${unit}/${kind}`);
    case 'officeAbove': return [`${above}/${postsOf[typeOf(manifest, above)].reviewer}`];
    case 'office': return [`${manifest.root}/${administratorPost}`];
  }
}

/** Whoever keeps the money is reminded, then its leaders and the office above; each stage of a date once. */
export function tellChased(manifest: Manifest, { notices, escalations }: Expected): void {
  for (const one of chasedIn(manifest)) {
    const obligation = `${manifest.cycle}/${one.unit}/${one.key}`;
    for (const { id, tell, isEscalation } of ladder) {
      const at = reached(one, id, manifest.clock);
      if (at === null) continue;
      const stage = `${one.call}.${id}`;
      if (isEscalation) escalations.set(`${obligation}/${stage}/${one.dating}`, at);
      for (const post of new Set(tell.flatMap((told) => postsTold(manifest, one.unit, told)))) {
        const key = `${obligation}/${stage}/${one.dating}/${post}`;
        if (!notices.has(key)) notices.set(key, { key, at, obligation, stage, post });
      }
    }
  }
}

/** How each stands at the end, as an obligation of whoever has or had the money; once the year is closed, what still lay there was carried. */
export function standingOf(manifest: Manifest, isClosed: boolean): ExpectedDuty[] {
  const last = new Map(chasedIn(manifest).map((one) => [one.key, one]));
  const first = new Map([...chasedIn(manifest)].reverse().map(({ key, dueOn }) => [key, dueOn]));
  return [...last.values()].map(({ unit, key, call, dueOn, until, end }): ExpectedDuty => {
    const isOpen = end === 'open' && !isClosed;
    return {
      obligation: `${manifest.cycle}/${unit}/${key}`, unit, key, status: end === 'open' && isClosed ? 'carried' : end === 'unasked' ? 'moved' : end, onTime: end === 'moved' ? dateOf(until ?? '') <= dueOn : null, waitsFor: isOpen ? call : null,
      dueOn: isOpen ? dueOn : null, originalDueOn: first.get(key) ?? null, light: isOpen ? lightAt(dueOn, manifest.clock) : end === 'moved' || end === 'unasked' ? 'done' : end === 'waiting' ? 'waiting' : 'void',
    };
  });
}

const lightAt = (dueOn: string, clock: string): string => (endOf(dueOn) <= clock ? 'late' : instantOf(workingDay(dueOn, -nearDays), '00:00') <= clock ? 'near' : 'onTrack');

/** Money at somebody's door, each with its date, its standing and who is asked: by the table, and by the record. Nobody else has any. */
export function moneyAtItsDoor(manifest: Manifest, found: Found, isClosed: boolean): Check {
  const wanted = standingOf(manifest, isClosed).map((duty) => [duty.obligation, duty.status, duty.waitsFor, duty.dueOn, duty.originalDueOn, duty.onTime, duty.light, duty.waitsFor === null ? [] : postsTold(manifest, duty.unit, 'keeper'), 'with its basis'].join(' '));
  const rows = found.obligations.filter(({ kind }) => kind === 'money').map((row) => [row.id, row.status, row.waits_for, row.due_on, row.original_due_on, row.on_time === null ? null : row.on_time === 1, lightOf(row, manifest.clock), found.tasks.filter(({ obligation }) => obligation === row.id).map(({ post }) => post), basisSaid(row)].join(' '));
  return sameSet('money-at-its-door', wanted, rows);
}

function basisSaid({ waits_for: call, detail }: ObligationRow): string {
  const { basis, calls } = JSON.parse(detail) as { basis?: { zh?: string }; calls?: Record<string, { basis?: { zh?: string } }> };
  return (call === null ? basis : calls?.[call]?.basis)?.zh ? 'with its basis' : 'without a basis';
}

const lightOf = ({ standing, near_at: near, due_at: due }: ObligationRow, clock: string): string => (standing !== 'owed' ? standing : (due ?? '') <= clock ? 'late' : (near ?? '9') <= clock ? 'near' : 'onTrack');

/** Who is on the list for people to judge: exactly whoever had money fifteen working days past its date, and nobody once it went on. */
export function candidatesAsScripted(manifest: Manifest, found: Found): Check {
  const wanted = chasedIn(manifest).flatMap((one) => {
    const at = reached(one, 'after-15', manifest.clock);
    return at === null ? [] : [`${one.unit} ${one.key} ${['passOn', 'deliver', 'examine', 'pay'].includes(one.call) ? 'fundsNotPaidOnTime' : 'fundsNotUsedOnTime'} ${one.dueOn} ${at} ${one.until === null ? 'listed' : `withdrawn ${one.until}`}`];
  });
  const listed = found.candidates.map(({ unit, obligation, sign, due_on: dueOn, listed_at: at, status, ended_at: ended }) => `${unit} ${obligation.split('/').at(-1)} ${sign} ${dueOn} ${at} ${status}${ended === null ? '' : ` ${ended}`}`);
  return wanted.length === 0 ? noFaults('candidates-as-scripted', 0, ['the script lists nobody']) : sameSet('candidates-as-scripted', wanted, listed);
}
