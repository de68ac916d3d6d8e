import type { AnswerOf } from '../../base/api.ts';
import type { Pair, Say } from '../../base/say.ts';
import { lateWords as words, milestoneWords, stageWords } from './words.ts';

export type ProjectView = AnswerOf<'project'>;
export type ProjectItem = AnswerOf<'projects'>['items'][number];
export type Milestone = ProjectView['milestones'][number];
type Lateness = ProjectView['late'][number];

const common: Readonly<Record<string, Pair>> = milestoneWords;
const ended = ['closed', 'withdrawn', 'carried'];

/** How a milestone is called: start, finish and acceptance by what they are, a project's own by its name. */
export const nameOf = (id: string, name: string | null, say: Say): string => name ?? (common[id] ? say(common[id]) : id);

/** Milestones as they come: by the day they were reached, else by the day that is planned. */
export function inOrder(milestones: readonly Milestone[]): Milestone[] {
  const rank = ({ id }: Milestone): number => ['start', '', 'finish', 'acceptance'].indexOf(common[id] ? id : '');
  const day = ({ reachedOn, dueOn }: Milestone): string => reachedOn ?? dueOn ?? '';
  return [...milestones].sort((a, b) => {
    const [one, other] = [day(a), day(b)];
    return one !== '' && other !== '' && one !== other ? (one < other ? -1 : 1) : rank(a) - rank(b);
  });
}

/** What is late and not reached yet, the latest first. */
export const lateNow = ({ late, milestones, stage }: Pick<ProjectView, 'late' | 'milestones' | 'stage'>): Lateness[] =>
  (ended.includes(stage) ? [] : late.filter(({ milestone }) => milestones.find(({ id }) => id === milestone)?.reachedOn === null).sort((a, b) => b.days - a.days));

/** «因资金在区财政局晚到10天，本单位14天»: whose days they are. An acceptance is not its own unit’s to give. */
export function whoseText({ milestone, days, own, byMoney }: Lateness, say: Say): string {
  const isOthers = milestone === 'acceptance';
  if (byMoney.length === 0) return say(isOthers ? words.allOther : words.allOwn);
  const byUnit = new Map<string, number>();
  for (const { unitName, days: some } of byMoney) byUnit.set(unitName, (byUnit.get(unitName) ?? 0) + some);
  if (own === 0) return say(words.allMoney, { unit: [...byUnit.keys()].join(say(words.list)), days });
  return [...[...byUnit].map(([unit, some]) => say(words.atMoney, { unit, days: some })), say(isOthers ? words.other : words.own, { days: own })].join(say(words.comma));
}

/** What matters about a project, in one sentence. */
export function verdictText(view: ProjectView, say: Say): string {
  const { stage, stages, milestones, late } = view;
  const name = (id: string): string => nameOf(id, milestones.find((one) => one.id === id)?.name ?? null, say);
  if (stage === 'withdrawn') return say(words.withdrawn, { note: stages.at(-1)?.note ?? '' }) + endOf(stages.at(-1)?.note ?? '', say);
  const [worst] = lateNow(view);
  const head = stage === 'carried' ? say(words.carried) : say(stageWords[stage]);
  if (worst) return `${head}${say(words.comma)}${say(words.now, { milestone: name(worst.milestone), date: say.date(worst.dueOn), days: worst.days })}${say(words.colon)}${whoseText(worst, say)}${say(words.end)}`;
  const [past] = [...late].sort((a, b) => b.days - a.days);
  const was = past ? `${say(words.comma)}${say(words.was, { milestone: name(past.milestone), days: past.days })}${say(words.colon)}${whoseText(past, say)}` : ended.includes(stage) && stage !== 'carried' ? `${say(words.comma)}${say(words.inTime)}` : '';
  const awaited = inOrder(milestones).filter(({ reachedOn }) => reachedOn === null);
  const next = awaited.find(({ dueOn }) => dueOn !== null);
  const then = ended.includes(stage) || awaited.length === 0 ? '' : `${say(words.comma)}${next?.dueOn ? say(words.next, { milestone: name(next.id), date: say.date(next.dueOn) }) : say(words.noPlan)}`;
  return `${head}${then}${was}${say(words.end)}`;
}

const endOf = (text: string, say: Say): string => (/[。.！!]$/.test(text) ? '' : say(words.end));

export interface Delay { days: number; own: number; money: number; milestone: string; isOpen: boolean }

/** The delay of a project that a list shows: what is late now before what was, the longest first; null where all was in time. */
export const worstOf = ({ late }: Pick<ProjectItem, 'late'>): Delay | null => [...late].sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.days - a.days)[0] ?? null;

/** Whose a delay is that has not ended: its own unit's, the money's, or both; null where nothing is late now. */
export function whoseNow({ late }: Pick<ProjectItem, 'late'>): 'own' | 'money' | 'both' | null {
  const open = late.filter(({ isOpen }) => isOpen);
  const [own, money] = [open.some((one) => one.own > 0), open.some((one) => one.money > 0)];
  return own && money ? 'both' : own ? 'own' : money ? 'money' : null;
}
