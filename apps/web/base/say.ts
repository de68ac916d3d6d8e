import { useSyncExternalStore } from 'react';
import { words as shared } from '#libs/delivery/words';
import type { Language } from '#libs/delivery/words';
import { localDateOf, timeOfDayOf } from '#libs/domain/time/instant';
import { grouped } from './grouped.ts';

export type { Language } from '#libs/delivery/words';

/** A text in both languages, as the record and the packs have it: both or it does not type-check. */
export interface Pair {
  zh: string;
  en: string;
}

export type Facts = Readonly<Record<string, string | number>>;

/** The text in a language, its {placeholders} filled. */
export const fill = (text: Pair, language: Language, facts: Facts = {}): string =>
  text[language].replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : whole));

const kept = 'zeren-language';
const listeners = new Set<() => void>();
let current: Language = localStorage.getItem(kept) === 'en' ? 'en' : 'zh';
document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';

export function speak(language: Language): void {
  current = language;
  localStorage.setItem(kept, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  listeners.forEach((listener) => listener());
}

export const useLanguage = (): Language => useSyncExternalStore((listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
}, () => current);

/** Says things in the person's language: `say(words.sign)`, `say(words.left, { n: 3 })`, `say.date('2026-04-10')`. */
export type Say = ((text: Pair, facts?: Facts) => string) & {
  language: Language;
  /** 4月10日 星期五 */
  date(date: string): string;
  /** 2026年4月10日 星期五 */
  fullDate(date: string): string;
  /** 4月10日 星期五 09:40, of an instant, in the campaign's time zone. */
  moment(instant: string): string;
  /** 2026年4月10日 星期五 09:40 */
  fullMoment(instant: string): string;
  /** 还有3个工作日 · 今天到期 · 逾期2个工作日, from working days left (negative once late). */
  days(left: number, isLate?: boolean): string;
  /** Digits grouped, at most two decimals. */
  number(value: number): string;
  percent(value: number | null): string;
};

export const useSay = (): Say => sayIn(useLanguage());

/** Made once for each language: hundreds of parts of a page say something. */
const made = new Map<Language, Say>();

export function sayIn(language: Language): Say {
  const say = made.get(language) ?? make(language);
  made.set(language, say);
  return say;
}

function make(language: Language): Say {
  const words = shared[language];
  return Object.assign((text: Pair, facts?: Facts) => fill(text, language, facts), {
    language,
    date: words.date,
    fullDate: words.fullDate,
    moment: (instant: string) => `${words.date(localDateOf(instant))} ${timeOfDayOf(instant)}`,
    fullMoment: (instant: string) => `${words.fullDate(localDateOf(instant))} ${timeOfDayOf(instant)}`,
    days: (left: number, isLate = left < 0) => (isLate ? (left < 0 ? words.overdue(-left) : words.overdueInDaysOff) : left === 0 ? words.dueToday : words.left(left)),
    number: grouped,
    percent: (value: number | null) => (value === null ? '—' : `${grouped(value)}%`),
  });
}
