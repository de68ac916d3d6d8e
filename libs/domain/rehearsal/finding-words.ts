import type { RehearsalFinding } from './rehearse.ts';

/** What each finding says to the administrator. */
const words: { [Code in RehearsalFinding['code']]: (finding: RehearsalFinding) => { zh: string; en: string } } = {
  nobodyCanAct: ({ duty, facts, units }) => ({ zh: `${units}个单位的“${duty}”没有岗位能办（${facts['call']}）`, en: `No post can act on ${duty} (${facts['call']}) in ${units} units` }),
  beyondCalendar: ({ facts, units }) => ({ zh: `${units}个单位的日期超出工作日历：${facts['cause']}`, en: `Dates of ${units} units lie beyond the calendar: ${facts['cause']}` }),
  postsVacant: ({ duty, facts, units }) => ({ zh: `${units}个单位的“${duty}”（${facts['call']}）所需岗位现在空缺`, en: `The posts for ${duty} (${facts['call']}) are vacant in ${units} units` }),
  dueOnDayOff: ({ duty, facts, units }) => ({ zh: `“${duty}”于非工作日${facts['dueOn']}到期（${units}个单位）`, en: `${duty} is due on a day off, ${facts['dueOn']} (${units} units)` }),
  dueAfterLongBreak: ({ duty, facts, units }) => ({ zh: `“${duty}”于长假后第一个工作日${facts['dueOn']}到期（${units}个单位）`, en: `${duty} is due on the first working day after a long break, ${facts['dueOn']} (${units} units)` }),
};

export const findingWords = (finding: RehearsalFinding): { zh: string; en: string } => words[finding.code](finding);
