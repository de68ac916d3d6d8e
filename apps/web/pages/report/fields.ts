import { problemWords } from '#libs/contracts/problems';
import { stateWords } from '#libs/contracts/state-words';
import type { Pair, Say } from '../../base/say.ts';
import type { ReportView } from './form.ts';
import { reportWords as words } from './words.ts';

export { problemWords };

/** What a field of the form is called. */
export function nameOfField(view: ReportView, field: string, say: Say): string {
  const [, indicator, part] = /^figures\.([^.]+)(?:\.(cause))?$/.exec(field) ?? [];
  const name = view.asked.find((one) => one.indicator === indicator)?.name;
  if (name !== undefined) return part ? say(words.causeOf, { name }) : name;
  return field === 'problems' ? say(words.problems) : field === 'nextSteps' ? say(words.nextSteps) : say(words.figures);
}

const directions: Readonly<Record<string, Pair>> = { atLeast: words.atLeast, done: words.atLeast, atMost: words.atMost, equal: words.equal };

export const plannedWords = ({ direction, planned, yearly, measure }: ReportView['asked'][number], say: Say): string =>
  (yearly === undefined ? say(directions[direction] ?? words.equal, { n: say.number(planned), measure })
    : say(words.between, { from: say.number(Math.min(planned, yearly)), to: say.number(Math.max(planned, yearly)), measure }));

const figures: Readonly<Record<string, Pair>> = { atLeast: words.noLess, done: words.noLess, atMost: words.noMore };

/** The plan's figure by itself, where what stands above says that it is the plan. */
export const planFigure = ({ direction, planned, measure }: ReportView['asked'][number], say: Say): string => say(figures[direction] ?? words.just, { n: say.number(planned), measure });

/** 第一季度, from Q1. */
export const periodName = (period: string, say: Say): string => say(stateWords(period));
