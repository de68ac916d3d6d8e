import { workingDaysBetween } from '#libs/domain/calendar/calendar';
import type { WorkingCalendar } from '#libs/domain/calendar/calendar';
import { dayNumber, localDateOf, timeOfDayOf } from '#libs/domain/time/instant';
import type { Instant, LocalDate } from '#libs/domain/time/instant';
import { words } from './words.ts';
import type { Language } from './words.ts';

/** One duty as a digest tells of it. All text is as people wrote it, unescaped. */
export interface DigestItem {
  obligation: string;
  act: string;
  unitName: string;
  title: string;
  dueOn: LocalDate;
  originalDueOn: LocalDate;
  basis: string;
  /** Absolute. */
  link: string;
  /** The reader is the one who must act; otherwise the reader is told of it. */
  isAsked: boolean;
  /** Earlier reminders of it that an outage swallowed. */
  missed: number;
  /** The stage in the pack's own words, Chinese as packs are written; null where there are none. */
  words?: string | null;
  /** Set where it is about a reminder that reached nobody. */
  undelivered: { reason: 'vacantPost' | 'noAddress'; post: string; person: string | null } | null;
}

export interface DigestFacts {
  campaign: { zh: string; en: string };
  label: { zh: string; en: string } | null;
  isDrill: boolean;
  slot: Instant;
  calendar: WorkingCalendar;
  reader: { name: string; posts: readonly string[] };
  items: readonly DigestItem[];
}

/** An item in words, one line each, ready for text or (escaped) for HTML. */
export interface ItemWords {
  what: string;
  when: string;
  standing: 'late' | 'near' | 'open';
  /** What to do about it, how many were missed. */
  notes: string[];
  basis: string;
  link: string;
  linkWords: string;
}

/** A digest in words: what both forms of the mail are made from. */
export interface DigestWords {
  campaign: string;
  label: string;
  drill: string;
  drillTime: string;
  greeting: string;
  opening: string;
  items: ItemWords[];
  closing: string;
  subject: string;
}

/**
 * What someone wrote, as one line: it can open no header, no new line of the mail, and turn no text around.
 * Control characters, line separators and the marks that reverse writing become blanks.
 */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').replace(/ {2,}/g, ' ').trim();

/** Facts in words. Items of one duty and act are told once. */
export function digestWords(facts: DigestFacts, language: Language): DigestWords {
  const say = words[language];
  const items = inOrder(facts.items);
  const today = localDateOf(facts.slot);
  const asked = items.filter(({ isAsked }) => isAsked).length;
  const told = items.length - asked;
  const campaign = oneLine(facts.campaign[language]);
  const name = oneLine(facts.reader.name);
  const posts = facts.reader.posts.map(oneLine).filter((post) => !name.includes(post));
  return {
    campaign,
    label: oneLine(facts.label?.[language] ?? ''),
    drill: facts.isDrill ? say.drill : '',
    drillTime: facts.isDrill ? say.drillTime(say.fullDate(today), timeOfDayOf(facts.slot)) : '',
    greeting: say.greeting(name, posts.join(say.listSeparator)),
    opening: say.opening(asked, told),
    items: items.map((item) => itemWords(item, facts, language)),
    closing: say.closing,
    subject: `${facts.isDrill ? say.drillPrefix : ''}${subjectWords(items, facts, campaign, language)}`,
  };
}

/** What distinguishes this mail from the next: how the first matter stands and what it is, those to be done before those to be known. */
function subjectWords(items: readonly DigestItem[], { slot, calendar }: DigestFacts, campaign: string, language: Language): string {
  const say = words[language];
  const today = localDateOf(slot);
  const first = items.find(({ isAsked }) => isAsked) ?? items[0];
  if (!first) return campaign;
  const standing = first.dueOn > today ? '' : stateWords(first.dueOn, today, calendar, language);
  return say.subject(standing || dateWords(first.dueOn, today, language), whatWords(first, language), items.length, campaign);
}

/** By due date; several notices of one duty and act (two posts of one person, two stages at once) are one line. */
function inOrder(items: readonly DigestItem[]): DigestItem[] {
  const lines = new Map<string, DigestItem>();
  for (const item of items) {
    const line = `${item.obligation} ${item.act} ${item.undelivered?.post ?? ''}`;
    const before = lines.get(line);
    lines.set(line, before ? { ...item, isAsked: before.isAsked || item.isAsked, missed: before.missed + item.missed } : item);
  }
  return [...lines.values()].sort((a, b) => (a.dueOn === b.dueOn ? (a.obligation < b.obligation ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
}

function itemWords(item: DigestItem, { slot, calendar }: DigestFacts, language: Language): ItemWords {
  const say = words[language];
  const today = localDateOf(slot);
  const state = stateWords(item.dueOn, today, calendar, language);
  const original = item.originalDueOn === item.dueOn ? '' : say.original(say.date(item.originalDueOn));
  const { undelivered } = item;
  return {
    what: whatWords(item, language),
    when: [dateWords(item.dueOn, today, language), state, original].filter(Boolean).join(language === 'zh' ? '，' : ', '),
    standing: item.dueOn < today ? 'late' : isNear(item.dueOn, today) ? 'near' : 'open',
    notes: [
      ...(item.words && !undelivered && language === 'zh' ? [oneLine(item.words)] : []),
      ...(undelivered?.reason === 'vacantPost' ? [say.vacantPostRemedy] : undelivered ? [say.noAddressRemedy] : []),
      ...(item.missed > 0 ? [say.missed(item.missed)] : []),
    ],
    basis: `${say.basis}${oneLine(item.basis)}`,
    link: item.link,
    linkWords: item.isAsked ? say.open : say.look,
  };
}

function dateWords(dueOn: LocalDate, today: LocalDate, language: Language): string {
  const say = words[language];
  const date = say.date(dueOn);
  return dueOn > today ? say.by(date) : dueOn < today ? say.was(date) : date;
}

/** Colour only; the words say the days. */
const isNear = (dueOn: LocalDate, today: LocalDate): boolean => dayNumber(dueOn) - dayNumber(today) <= 3;

function whatWords(item: DigestItem, language: Language): string {
  const say = words[language];
  const duty = `${oneLine(item.unitName)} ${oneLine(item.title)}`;
  const colon = language === 'zh' ? '：' : ': ';
  if (item.undelivered) {
    const post = oneLine(item.undelivered.post);
    const trouble = item.undelivered.reason === 'vacantPost' ? say.vacantPost(post) : say.noAddress(oneLine(item.undelivered.person ?? post), post);
    return `${duty}${colon}${trouble}`;
  }
  const act = say.acts[item.act] ?? say.otherAct;
  return item.isAsked ? `${act.asked} ${duty}` : `${duty}${colon}${act.told}`;
}

/**
 * 还有3个工作日, 今天到期, 逾期2个工作日, as of `today`. Where the calendar does not reach the date is said alone: a
 * guessed number of days would be worse than none.
 */
export function stateWords(dueOn: LocalDate, today: LocalDate, calendar: WorkingCalendar, language: Language): string {
  const say = words[language];
  if (dueOn === today) return say.dueToday;
  try {
    if (dueOn > today) {
      const days = workingDaysBetween(calendar, today, dueOn);
      return days > 0 ? say.left(days) : say.leftInDaysOff(dayNumber(dueOn) - dayNumber(today));
    }
    const days = workingDaysBetween(calendar, dueOn, today);
    return days > 0 ? say.overdue(days) : say.overdueInDaysOff;
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}
