import type { BasisText } from '../call/call.ts';
import type { DocumentReference } from '../letter/letter.ts';
import type { DraftReview, Few, YearChanges } from './changes.ts';

/** A mail names so many of a kind; the page has the rest. */
const mostInMail = 3;

export type Missing = 'requiredBy' | 'approvedBy';

/** The documents without which a draft is not launched. */
export const missingOf = ({ requiredBy, approvedBy }: { requiredBy: DocumentReference | null; approvedBy: DocumentReference | null }): Missing[] =>
  [...(requiredBy ? [] : ['requiredBy' as const]), ...(approvedBy ? [] : ['approvedBy' as const])];

const missingWords: Record<Missing, BasisText> = {
  requiredBy: { zh: '要求签订责任书的文件', en: 'the document that requires the letters' },
  approvedBy: { zh: '批准责任书的会议纪要', en: 'the minutes that approve them' },
};

/** What a draft has otherwise than the year before, and what it still lacks, in a few sentences of both languages. */
export function reviewWords({ changes, provisional, daysOff }: DraftReview, missing: readonly Missing[]): BasisText {
  const sentences = [
    ...(changes ? changeSentences(changes) : []), ...(provisional ? [provisionalSentence(provisional)] : []), ...(daysOff ? [daysOffSentence(daysOff)] : []), ...missingSentence(missing),
  ];
  return { zh: sentences.map(({ zh }) => zh).join(''), en: sentences.map(({ en }) => en).join(' ') };
}

const listed = <T>({ n, items }: Few<T>, word: (item: T) => string): BasisText => {
  const some = items.slice(0, mostInMail).map(word);
  return { zh: `（${some.join('、')}${n > some.length ? '等' : ''}）`, en: ` (${some.join(', ')}${n > some.length ? ', …' : ''})` };
};

function changeSentences(changes: YearChanges): BasisText[] {
  const { since, joined, left, renamed, moved, vacant, holders, targets, targetsKept, pack } = changes;
  const part = <T>(few: Few<T>, zh: (n: number) => string, en: (n: number) => string, word: (item: T) => string): BasisText[] => {
    const names = listed(few, word);
    return few.n === 0 ? [] : [{ zh: `${zh(few.n)}${names.zh}`, en: `${en(few.n)}${names.en}` }];
  };
  const units = [
    ...part(joined, (n) => `新增${n}个单位`, (n) => `units joined: ${n}`, ({ name }) => name),
    ...part(left, (n) => `减少${n}个单位`, (n) => `units left: ${n}`, ({ name }) => name),
    ...part(renamed, (n) => `${n}个单位更名`, (n) => `units renamed: ${n}`, ({ from, to }) => `${from}→${to}`),
    ...part(moved, (n) => `${n}个单位改变隶属`, (n) => `units moved: ${n}`, ({ name, from, to }) => `${name}：${from}→${to}`),
  ];
  const people = [
    ...part(vacant, (n) => `${n}个岗位空缺`, (n) => `posts vacant: ${n}`, ({ unitName, title }) => `${unitName}${title}`),
    ...part(holders, (n) => `${n}个岗位换人`, (n) => `posts with another holder: ${n}`, ({ unitName, title }) => `${unitName}${title}`),
  ];
  const year = since.split('/')[1] ?? since;
  return [
    sentence([{ zh: `与${year}年相比`, en: `Compared with ${year}` }], units.length > 0 ? units : [{ zh: '承担责任的单位没有变化', en: 'the units that owe are the same' }]),
    sentence([], people.length > 0 ? people : [{ zh: '岗位人员没有变化', en: 'the people are the same' }]),
    targets.n === 0
      ? { zh: `目标全部沿用${year}年（${targetsKept}项），待定。`, en: `All ${targetsKept} targets are those of ${year}: to be decided.` }
      : { zh: `目标有${targets.n}项与${year}年责任书不同，${targetsKept}项沿用，待定。`, en: `${targets.n} targets differ from the letters of ${year}, ${targetsKept} are the same: to be decided.` },
    packSentence(pack),
  ];
}

const packSentence = ({ from, to, isSame }: YearChanges['pack']): BasisText => (isSame
  ? { zh: `政策包未变（${to}版）。`, en: `The policy pack is the same (${to}).` }
  : from === to ? { zh: `政策包内容有改动，版本号仍为${to}。`, en: `The policy pack was edited; its version is still ${to}.` }
    : { zh: `政策包由${from}版改为${to}版。`, en: `The policy pack went from ${from} to ${to}.` });

const provisionalSentence = ({ years, dates }: NonNullable<DraftReview['provisional']>): BasisText => ({
  zh: `${years.join('、')}年放假安排尚未公布，${dates.n}个日期按法定假日暂定。`,
  en: `The holiday notice of ${years.join(', ')} is still to come: ${dates.n} dates are provisional.`,
});

function daysOffSentence(daysOff: NonNullable<DraftReview['daysOff']>): BasisText {
  const names = listed(daysOff, ({ title, dueOn, next }) => `${title} ${dueOn}→${next}`);
  return { zh: `另定的期限有${daysOff.n}个落在休息日，下一个工作日为${names.zh}。`, en: `Dates set on days off, with the next working day: ${daysOff.n}${names.en}.` };
}

function missingSentence(missing: readonly Missing[]): BasisText[] {
  if (missing.length === 0) return [];
  return [{ zh: `还缺${missing.map((one) => missingWords[one].zh).join('、')}，补齐后才能启动。`, en: `Still missing, and not launched without: ${missing.map((one) => missingWords[one].en).join(', ')}.` }];
}

function sentence(lead: readonly BasisText[], parts: readonly BasisText[]): BasisText {
  const [zh, en] = [parts.map((part) => part.zh).join('，'), parts.map((part) => part.en).join(', ')];
  const first = lead[0];
  return first ? { zh: `${first.zh}：${zh}。`, en: `${first.en}: ${en}.` } : { zh: `${zh}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` };
}
