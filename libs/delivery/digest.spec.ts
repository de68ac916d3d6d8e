import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workingCalendar } from '../domain/calendar/calendar.ts';
import { addDays } from '../domain/time/instant.ts';
import { absolute } from './digest-facts.ts';
import { escapeHtml } from './digest-html.ts';
import { oneLine, stateWords } from './digest-words.ts';
import type { DigestFacts, DigestItem } from './digest-words.ts';
import { digestOf } from './digest.ts';
import { words } from './words.ts';

const calendar = workingCalendar([{
  year: 2026, standing: 'official', source: 'test', holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], workedWeekendDays: ['2026-10-10'],
}]);

const item: DigestItem = {
  obligation: 'o/1', act: 'sign', unitName: '白镇', title: '2026年目标责任书', dueOn: '2026-04-10', originalDueOn: '2026-04-10', basis: '《办法》第九条（N9）',
  link: 'https://zeren.test/duties/o/1', isAsked: true, missed: 0, undelivered: null,
};
const facts: DigestFacts = {
  campaign: { zh: '河湖管护', en: 'River care' }, label: { zh: '演示·非官方', en: 'Demo, not official' }, isDrill: false, slot: '2026-04-07T01:00:00.000Z', calendar,
  reader: { name: '赵一', posts: ['白镇镇长'] }, items: [item],
};
const digest = (change: Partial<DigestFacts> = {}) => digestOf({ ...facts, ...change });

/** What people may write, with what breaks mails in it. */
const written = fc.string({ unit: fc.oneof(fc.constantFrom('<', '>', '&', '"', "'", '\r', '\n', '\t', ':', '=', '村', '\u2028', '\u202e', '%'), fc.string({ minLength: 1, maxLength: 1 })), maxLength: 24 });
const date = fc.integer({ min: 1, max: 360 }).map((days) => addDays('2026-01-01', days));
const anyItem: fc.Arbitrary<DigestItem> = fc.record({
  obligation: fc.integer().map((n) => `o/${n}`), act: fc.constantFrom(...Object.keys(words.zh.acts), 'unheard'), unitName: written, title: written, dueOn: date,
  originalDueOn: date, basis: written, link: fc.integer().map((n) => `https://zeren.test/duties/${n}`), isAsked: fc.boolean(), missed: fc.nat(3),
  undelivered: fc.option(fc.record({ reason: fc.constantFrom('vacantPost' as const, 'noAddress' as const), post: written, person: fc.option(written) })),
});
const anyFacts: fc.Arbitrary<DigestFacts> = fc.record({
  campaign: fc.record({ zh: written, en: written }), label: fc.option(fc.record({ zh: written, en: written })), isDrill: fc.boolean(),
  slot: date.map((day) => `${day}T01:00:00.000Z`), calendar: fc.constant(calendar), reader: fc.record({ name: written, posts: fc.array(written, { maxLength: 3 }) }),
  items: fc.uniqueArray(anyItem, { minLength: 1, maxLength: 5, selector: ({ obligation }) => obligation }),
});

describe('a digest', () => {
  test('says of every item what, by when, why and where', () => {
    fc.assert(fc.property(anyFacts, fc.constantFrom('zh' as const, 'en' as const), (any, language) => {
      const { text, html } = digestOf(any, language);
      for (const one of any.items) {
        for (const said of [oneLine(one.title), words[language].date(one.dueOn), oneLine(one.basis), one.link]) {
          expect(text).toContain(said);
          expect(html).toContain(escapeHtml(said));
        }
      }
    }));
  });

  test('keeps what people wrote as text: no tag, no new line of the mail, no header', () => {
    const tags = (html: string): string[] => [...html.matchAll(/<\/?([a-z!]+)/g)].map(([, tag]) => tag ?? '');
    fc.assert(fc.property(anyFacts, (any) => {
      const blank = (text: string): string => oneLine(text) && 'x';
      const harmless: DigestFacts = {
        ...any, campaign: { zh: blank(any.campaign.zh), en: '' }, label: any.label && { zh: blank(any.label.zh), en: '' }, reader: { name: 'x', posts: [] },
        items: any.items.map((one) => ({ ...one, unitName: 'x', title: 'x', basis: 'x', undelivered: one.undelivered && { ...one.undelivered, post: 'x', person: null } })),
      };
      const [said, plain] = [digestOf(any), digestOf(harmless)];
      expect(tags(said.html)).toEqual(tags(plain.html));
      expect(said.text.split('\n')).toHaveLength(plain.text.split('\n').length);
      expect(said.text).not.toMatch(/[\r\u2028\u2029\u202a-\u202e]/);
      expect(said.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }));
  });

  test('lists by due date', () => {
    const { text } = digest({ items: [{ ...item, obligation: 'b', title: '乙', dueOn: '2026-04-20' }, { ...item, obligation: 'a', title: '甲', dueOn: '2026-04-08' }] });
    expect(text.indexOf('甲')).toBeLessThan(text.indexOf('乙'));
  });

  test.each([
    [{}, '4月10日 星期五前：请签订 白镇 2026年目标责任书（河湖管护）'],
    [{ isDrill: true }, '【演练】4月10日 星期五前：请签订 白镇 2026年目标责任书（河湖管护）'],
    [{ slot: '2026-04-14T01:00:00.000Z' }, '逾期2个工作日：请签订 白镇 2026年目标责任书（河湖管护）'],
    [{ slot: '2026-04-10T01:00:00.000Z', items: [{ ...item, isAsked: false }] }, '今天到期：白镇 2026年目标责任书：尚未签订（河湖管护）'],
    // What is to be done goes before what is to be known, though that was due earlier.
    [{ items: [item, { ...item, obligation: 'o/2', title: '别的', dueOn: '2026-04-03', isAsked: false }] }, '4月10日 星期五前：请签订 白镇 2026年目标责任书，等2件（河湖管护）'],
  ])('has a subject that says how its first matter stands, whose and what it is, and how many more there are (%#)', (change, subject) => {
    expect(digest(change).subject).toBe(subject);
  });

  test('asks the one who must act and tells the one who need not', () => {
    expect(digest().text).toContain('请签订 白镇 2026年目标责任书');
    expect(digest({ items: [{ ...item, isAsked: false }] }).text).toContain('白镇 2026年目标责任书：尚未签订');
  });

  test('tells one duty once, however many posts of the reader it reached', () => {
    expect(digest({ items: [{ ...item, isAsked: false }, item] }).text.match(/目标责任书/g)).toHaveLength(1);
  });

  test('shows the original date beside a moved one', () => {
    expect(digest({ items: [{ ...item, originalDueOn: '2026-04-03' }] }).text).toContain('4月10日 星期五前，还有3个工作日，原定4月3日 星期五');
    expect(digest().text).not.toContain('原定');
  });

  test.each([
    ['2026-04-10', '4月10日 星期五前，还有3个工作日'], ['2026-04-07', '4月7日 星期二，今天到期'], ['2026-04-03', '4月3日 星期五到期，逾期2个工作日'],
  ])('says of %s: %s', (dueOn, said) => {
    expect(digest({ items: [{ ...item, dueOn, originalDueOn: dueOn }] }).text).toContain(`   ${said}\n`);
  });

  test('a drill is unmistakable', () => {
    const { text, html } = digest({ isDrill: true });
    for (const form of [text, html]) expect(form).toContain('演练时间 2026年4月7日 星期二 09:00');
    expect(digest().text).not.toContain('演练时间');
  });

  test('names a vacant post and a person without an address, and what to do', () => {
    const said = (undelivered: DigestItem['undelivered']) => digest({ items: [{ ...item, undelivered }] }).text;
    expect(said({ reason: 'vacantPost', post: '石村文书', person: null })).toMatch(/石村文书现在空缺[\s\S]*请确定由谁办理/);
    expect(said({ reason: 'noAddress', post: '石村文书', person: '孙二' })).toMatch(/孙二（石村文书）没有邮箱地址[\s\S]*请补登邮箱地址/);
  });
});

describe('the state of a date', () => {
  test.each([
    ['2026-04-10', '2026-04-07', '还有3个工作日'], ['2026-04-10', '2026-04-10', '今天到期'], ['2026-04-10', '2026-04-14', '逾期2个工作日'],
    // National Day: the make-up Saturday counts, the week off does not.
    ['2026-10-10', '2026-09-30', '还有3个工作日'],
    ['2026-04-12', '2026-04-10', '还有2天，其间没有工作日'], ['2026-04-10', '2026-04-11', '已过到期日，其后尚无工作日'],
    // Beyond the calendar nothing is guessed.
    ['2027-01-10', '2026-12-30', ''],
  ])('due %s, seen on %s: %s', (dueOn, today, said) => {
    expect(stateWords(dueOn, today, calendar, 'zh')).toBe(said);
  });
});

test('a link leads to our own address, whatever its path says', () => {
  expect(absolute('https://zeren.test/', '/duties/a b')).toBe('https://zeren.test/duties/a%20b');
  for (const path of ['//evil.test/x', 'javascript:alert(1)', 'https://evil.test', '@evil.test', '\r\nx']) {
    expect(new URL(absolute('https://zeren.test', path)).host).toBe('zeren.test');
  }
});
