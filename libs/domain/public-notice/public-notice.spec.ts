import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay } from '../calendar/calendar.ts';
import { giveOn, noticeLives, noticeStart } from '../testing/projects.ts';
import type { NoticeAct } from '../testing/projects.ts';
import { addDays } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { noticeCommands, noticeDecider } from './notice-decider.ts';
import type { NoticeCommand } from './notice-decider.ts';
import type { NoticeStart, PublicNotice } from './public-notice.ts';
import { standingOf } from './standing.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const inEveryLife = (check: (acts: NoticeAct[]) => void): void => fc.assert(fc.property(noticeLives, check), { seed, numRuns });

const posted = (more: Partial<NoticeStart> = {}): PublicNotice => giveOn(noticeDecider, noticeDecider.initial, { name: 'postNotice', input: noticeStart(more) }, '2026-01-10').after;
const after = (acts: readonly [LocalDate, NoticeCommand][], notice = posted()): PublicNotice => acts.reduce((state, [day, command]) => {
  const { rejection, after: next } = giveOn(noticeDecider, state, command, day);
  if (rejection) throw new Error(JSON.stringify(rejection));
  return next;
}, notice);
const proof = (on: LocalDate): NoticeCommand => ({ name: 'proveNotice', input: { on, attachments: [{ sha256: 'a'.repeat(64), name: 'photo' }] } });
const objection = (on: LocalDate): NoticeCommand => ({ name: 'recordObjection', input: { text: 'too near', by: null, contact: null, on } });
const answer = (on: LocalDate): NoticeCommand => ({ name: 'answerObjection', input: { objection: 'o1', answer: 'looked at', on } });

describe('the generated lives of notices are worth testing with', () => {
  const acts = fc.sample(noticeLives, { seed, numRuns: 300 }).flatMap((life) => life.slice(1));

  test('every act is given, every refusal happens, and some notices count', () => {
    const accepted = acts.filter(({ rejection }) => rejection === null);
    expect(accepted.length / acts.length).toBeGreaterThan(0.4);
    expect(new Set(accepted.map(({ command }) => command.name))).toEqual(new Set([...Object.keys(noticeCommands), 'closeNotice']));
    expect([...new Set(acts.map(({ rejection }) => rejection?.rejected))].filter((code) => code !== undefined).sort()).toEqual([
      'alreadyAnswered', 'beforeObjection', 'beforePosting', 'beforeTakenDown', 'dayInFuture', 'noticeBackwards', 'noticeClosed', 'noticeIsDown', 'noticeIsUp', 'noticeRan', 'noticeTooShort', 'objectionOutside', 'tooMuchProof', 'unknownObjection',
    ]);
    expect(acts.filter(({ after: notice, today }) => standingOf(notice, today).counted).length / acts.length).toBeGreaterThan(0.05);
  });
});

describe('a public notice', () => {
  test('counts only after ten days without a break, with proof of that posting, and every objection answered', () => {
    inEveryLife((acts) => {
      for (const { after: notice, today } of acts) {
        const { counted, countedOn, missing } = standingOf(notice, today);
        expect(counted).toBe(missing.length === 0);
        if (!counted || countedOn === null) continue;
        const last = notice.postings.at(-1);
        expect(last?.takenDown).toBeNull();
        expect(last?.proof.length).toBeGreaterThan(0);
        expect(Object.values(notice.objections).filter(({ answered }) => answered === null)).toEqual([]);
        let days = 0;
        for (let day = addDays(last?.from ?? '', 1); day <= (last?.to ?? '') && day < today; day = addDays(day, 1)) days += notice.about?.setDays?.counted === 'natural' || isWorkingDay(notice.calendar, day) ? 1 : 0;
        expect(days).toBeGreaterThanOrEqual(10);
        expect(countedOn <= today && countedOn > (last?.to ?? '')).toBe(true);
      }
    });
  });

  test('leaves nothing of what was refused, and takes no day that is still to come', () => {
    inEveryLife((acts) => {
      for (const { after: notice, before, rejection, today } of acts) {
        if (rejection) expect(notice).toBe(before);
        for (const { on, answered } of Object.values(notice.objections)) expect(on <= today && (answered === null || (answered.on >= on && answered.on <= today))).toBe(true);
        notice.postings.forEach(({ from, takenDown }, n) => expect(from <= today && (n === notice.postings.length - 1 || takenDown !== null) && from >= (notice.postings[n - 1]?.takenDown?.on ?? from)).toBe(true));
      }
    });
  });

  test('counts from the day after it was posted; the day of posting is none of the ten, and days off are none where working days are set', () => {
    expect(standingOf(posted(), '2026-01-12')).toMatchObject({ countsFrom: '2026-01-11', setUntil: '2026-01-20' });
    const working = { setDays: { days: 10, counted: 'working' as const, basis: { zh: '', en: '' } } };
    // Ten working days from Saturday 10 January end on Friday the 23rd.
    expect(giveOn(noticeDecider, noticeDecider.initial, { name: 'postNotice', input: noticeStart(working) }, '2026-01-10').rejection).toMatchObject({ rejected: 'noticeTooShort', facts: { last: '2026-01-23' } });
    expect(standingOf(posted({ ...working, posting: { where: '', from: '2026-01-10', to: '2026-01-23' } }), '2026-01-12')).toMatchObject({ countsFrom: '2026-01-12', setUntil: '2026-01-23' });
  });

  test('has not counted on its last day, and has on the next; later where proof or an answer came later', () => {
    const proved = after([['2026-01-11', proof('2026-01-11')]]);
    expect([standingOf(proved, '2026-01-20').counted, standingOf(proved, '2026-01-21')]).toMatchObject([false, { counted: true, countedOn: '2026-01-21', missing: [] }]);
    const objected = after([['2026-01-20', objection('2026-01-20')]], proved);
    expect(standingOf(objected, '2026-01-25')).toMatchObject({ counted: false, missing: [{ code: 'objectionOpen', facts: { objection: 'o1' } }] });
    expect(standingOf(after([['2026-01-26', answer('2026-01-26')]], objected), '2026-01-27')).toMatchObject({ counted: true, countedOn: '2026-01-26' });
  });

  test('taken down early begins again, with all its days and a proof of its own; what was objected stays', () => {
    const again = after([
      ['2026-01-11', proof('2026-01-11')], ['2026-01-12', objection('2026-01-12')], ['2026-01-15', { name: 'takeDownNotice', input: { on: '2026-01-15', reason: 'rain' } }],
      ['2026-01-16', { name: 'postNoticeAgain', input: { where: 'the hall', from: '2026-01-16', to: '2026-01-26' } }],
    ]);
    expect(standingOf(again, '2026-01-27').missing.map(({ code }) => code)).toEqual(['noticeUnproved', 'objectionOpen']);
    expect(giveOn(noticeDecider, again, { name: 'takeDownNotice', input: { on: '2026-01-27', reason: 'over' } }, '2026-01-27').rejection?.rejected).toBe('noticeRan');
  });

  test('of an ended year stands as it did on its last day', () => {
    const closed = after([['2026-01-11', proof('2026-01-11')], ['2026-01-15', { name: 'closeNotice', input: {} }]]);
    expect(standingOf(closed, '2026-06-01')).toMatchObject({ counted: false, missing: [{ code: 'noticeRunning' }] });
  });
});
