import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { giveOn, noticeLives, noticeStart } from '../testing/projects.ts';
import { addDays } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { daysOf } from './days.ts';
import { noticeCommands, noticeDecider } from './notice-decider.ts';
import type { NoticeCommand } from './notice-decider.ts';
import { possibleNoticeActs } from './possible.ts';
import type { PossibleNoticeAct } from './possible.ts';
import type { NoticeStart, PublicNotice } from './public-notice.ts';
import { standingOf } from './standing.ts';

const runs = { seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_401), numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) };
const photo = { sha256: 'b'.repeat(64), name: 'photo' };

/** The least that can be said with an act, on a day that it may be of. */
const least = ({ postings }: PublicNotice, { act, at }: PossibleNoticeAct, today: LocalDate): NoticeCommand => {
  const from = postings.at(-1)?.from ?? today;
  const on = act === 'takeDownNotice' || act === 'recordObjection' ? from : today;
  return { name: act, input: { on, reason: 'rain', attachments: [photo], text: 'near', by: null, contact: null, objection: at, answer: 'seen', where: 'hall', from: today, to: addDays(today, 40) } } as unknown as NoticeCommand;
};

describe('what may be done with a notice now', () => {
  test('is taken by its rules', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(noticeLives, (acts) => {
      for (const { after, today } of acts) {
        for (const one of possibleNoticeActs(after)) {
          seen.add(one.act);
          expect({ one, why: giveOn(noticeDecider, after, least(after, one, today), today).rejection }).toEqual({ one, why: null });
        }
      }
    }), runs);
    expect([...seen].sort()).toEqual(Object.keys(noticeCommands).sort());
  });

  test('has all in it that anybody did', () => {
    fc.assert(fc.property(noticeLives, (acts) => {
      for (const { rejection, before, command } of acts) {
        if (rejection || command.name === 'postNotice' || command.name === 'closeNotice') continue;
        expect(possibleNoticeActs(before)).toContainEqual({ act: command.name, at: (command.input as { objection?: string }).objection ?? '' });
      }
    }), runs);
  });
});

describe('the days of a notice', () => {
  const posted = (more: Partial<NoticeStart>): PublicNotice => giveOn(noticeDecider, noticeDecider.initial, { name: 'postNotice', input: noticeStart(more) }, '2026-02-12').after;
  const working = { days: 3, counted: 'working' as const, basis: { zh: '三个工作日', en: 'three working days' } };

  test('are counted from the day after it was posted, weekends and holidays left out where working days are set', () => {
    // A Thursday; the Spring Festival is from Monday 16 February to Sunday the 22nd.
    const notice = posted({ setDays: working, posting: { where: 'board', from: '2026-02-12', to: '2026-02-28' } });
    const days = daysOf(notice);
    expect(days.map(({ on, n, why }) => `${on.slice(5)} ${n ?? why}`)).toEqual([
      '02-12 posting', '02-13 1', '02-14 weekend', '02-15 weekend', '02-16 holiday', '02-17 holiday', '02-18 holiday', '02-19 holiday', '02-20 holiday', '02-21 weekend', '02-22 weekend', '02-23 2', '02-24 3',
    ]);
    expect(days.at(-1)?.on).toBe(standingOf(notice, '2026-02-12').setUntil);
  });

  test('do not count any more once it was taken down', () => {
    const up = posted({ posting: { where: 'board', from: '2026-02-12', to: '2026-02-22' } });
    const { after } = giveOn(noticeDecider, up, { name: 'takeDownNotice', input: { on: '2026-02-15', reason: 'rain' } }, '2026-02-16');
    expect(daysOf(after).map(({ n, why }) => n ?? why)).toEqual(['posting', 1, 2, ...Array.from({ length: 8 }, () => 'takenDown')]);
    expect(daysOf(posted({ setDays: null }))).toEqual([]);
  });
});
