import { describe, expect, test } from '@jest/globals';
import { words } from '#libs/delivery/words';
import type { Pair, Say } from '../../base/say.ts';
import { noticeVerdict, standingText, stateOf } from './standing.ts';
import type { NoticeView } from './standing.ts';

const say = Object.assign((pair: Pair, facts: Record<string, string | number> = {}) => pair.zh.replace(/\{(\w+)\}/g, (_all, name: string) => String(facts[name])), { language: 'zh', date: words.zh.date }) as unknown as Say;
const missing = (code: NoticeView['missing'][number]['code']) => ({ code, facts: {}, words: { zh: '', en: '' } });
/** Posted on Thursday 12 February for three working days; the weekend and the festival do not count. */
const view = (more: Partial<NoticeView>): NoticeView => ({
  notice: 'N1', unit: 'u', unitName: '通明村', stage: 'before', title: null, of: null, what: '安排', from: '2026-02-12', where: '公开栏', countsFrom: '2026-02-13', setUntil: '2026-02-24', until: '2026-02-28', counted: false, countedOn: null,
  missing: [missing('noticeRunning')], status: 'open', seq: 1, now: '2026-02-20T01:00:00.000Z', setDays: { days: 3, counted: 'working', basis: { zh: '', en: '' } }, may: [],
  days: [{ on: '2026-02-12', n: null, why: 'posting' }, { on: '2026-02-13', n: 1, why: null }, { on: '2026-02-14', n: null, why: 'weekend' }, { on: '2026-02-23', n: 2, why: null }, { on: '2026-02-24', n: 3, why: null }],
  postings: [{ where: '公开栏', from: '2026-02-12', to: '2026-02-28', proof: [], provedOn: null, takenDown: null }], objections: [], ...more,
});

describe('what matters about a public notice', () => {
  test('is which of its days today is, and when they are over', () => {
    expect(noticeVerdict(view({}), '2026-02-23', say)).toBe('今天是第2天，共3天；2月24日 星期二满3天，公示到2月28日 星期六。');
    expect(noticeVerdict(view({}), '2026-02-14', say)).toBe('今天不计数，已满1天，共3天；2月24日 星期二满3天，公示到2月28日 星期六。');
    expect(noticeVerdict(view({}), '2026-02-26', say)).toBe('3天已满；公示到2月28日 星期六。');
  });

  test('is what is still missing once they are', () => {
    const wanting = view({ missing: [missing('noticeUnproved'), missing('objectionOpen'), missing('objectionOpen')] });
    expect(noticeVerdict(wanting, '2026-03-02', say)).toBe('2月28日 星期六已期满，还不能算数；还缺：张贴照片、2条异议的答复。');
    expect([stateOf(wanting), standingText(wanting, say)]).toEqual(['wanting', '已期满，缺张贴照片，2条异议没有答复']);
    const counted = view({ missing: [], counted: true, countedOn: '2026-03-01', status: 'closed' });
    expect([stateOf(counted), noticeVerdict(counted, '2027-03-02', say)]).toEqual(['counted', '公示有效：2月12日 星期四张贴，公示到2月28日 星期六，3月1日 星期日起算数，责任年已结束，不再变动。']);
  });

  test('is that it begins again, where it was taken down early', () => {
    const down = view({ missing: [missing('noticeTakenDown'), missing('noticeUnproved')], postings: [{ where: '公开栏', from: '2026-02-12', to: '2026-02-28', proof: [], provedOn: null, takenDown: { on: '2026-02-15', reason: '下雨' } }] });
    expect([stateOf(down), noticeVerdict(down, '2026-02-16', say)]).toEqual(['down', '2月15日 星期日提前撤下（下雨），须重新公示，天数重新算。']);
  });
});
