import { coast, reorganised } from './later-quarters.ts';
import { instantOf } from './script.ts';

/** What is done to many units, or to all, by one act: a typhoon, a pause, the holiday notice of the coming year. */
export type CycleMove = { at: string; by: 'office' | 'head' } & (
  | { act: 'moveDates'; body: { duty: string; dueOn: string; under: string; document: { number: string; title: string }; reason: string } }
  | { act: 'setPause'; body: { under: string; from: string; to?: string; reason: string; document: { number: string; title: string } } }
  | { act: 'endPause'; pause: string }
  | { act: 'changeCalendar'; body: HolidayNotice }
  | { act: 'closeCycle' });

export interface HolidayNotice {
  year: number;
  source: string;
  holidays: { name: string; from: string; to: string }[];
  workedWeekendDays: string[];
}

const reorganising = { number: '演练〔2026〕21号', title: '关于国营湖光农场机构调整的通知（演练）' };

/** Of the coming year, as the script has it: invented, and it makes Sunday 10 January a working day. */
export const nextYear: HolidayNotice = {
  year: 2027, source: '演练假设的2027年放假安排（非官方）',
  holidays: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '春节', from: '2027-02-05', to: '2027-02-11' }, { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
    { name: '劳动节', from: '2027-05-01', to: '2027-05-05' }, { name: '端午节', from: '2027-06-09', to: '2027-06-09' }, { name: '中秋节', from: '2027-09-15', to: '2027-09-15' },
    { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
  ],
  workedWeekendDays: ['2027-01-10', '2027-02-20', '2027-05-08', '2027-09-26', '2027-10-09'],
};

export const wholeCycle: readonly CycleMove[] = [
  // A week is asked for, then it takes longer: the second pause begins before the first ends, and is ended by hand.
  { at: '07-03 10:00', by: 'office', act: 'setPause', body: { under: reorganised, from: instantOf('07-06 08:00'), to: instantOf('07-09 18:00'), reason: '机构调整', document: reorganising } },
  { at: '07-08 12:00', by: 'office', act: 'setPause', body: { under: reorganised, from: instantOf('07-09 08:00'), reason: '机构调整未结束', document: reorganising } },
  { at: '07-13 16:00', by: 'office', act: 'endPause', pause: 'p2' },
  {
    at: '09-15 10:00', by: 'head', act: 'moveDates',
    body: { duty: 'progress-Q3', dueOn: '2026-10-20', under: coast, document: { number: '演练〔2026〕30号', title: '关于受台风影响延期报送的通知（演练）' }, reason: '台风' },
  },
  { at: '11-24 10:00', by: 'office', act: 'changeCalendar', body: nextYear },
  { at: '2027-02-03 16:00', by: 'office', act: 'closeCycle' },
];

/** What a move says, as its request has it and the checks read it again. */
export const bodyOf = (move: CycleMove): Readonly<Record<string, unknown>> => ('body' in move ? { ...move.body } : 'pause' in move ? { pause: move.pause } : {});
