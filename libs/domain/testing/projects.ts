import fc from 'fast-check';
import { workingCalendar } from '../calendar/calendar.ts';
import { isRejection } from '../decider.ts';
import type { Decider, Event, Rejection } from '../decider.ts';
import type { ProjectEvent } from '../project/events.ts';
import { projectDecider } from '../project/project-decider.ts';
import type { ProjectCommand } from '../project/project-decider.ts';
import type { Project, ProjectStart } from '../project/project.ts';
import type { NoticeEvent } from '../public-notice/events.ts';
import { noticeDecider } from '../public-notice/notice-decider.ts';
import type { NoticeCommand } from '../public-notice/notice-decider.ts';
import type { NoticeStart, PublicNotice } from '../public-notice/public-notice.ts';
import { addDays, instantAt } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';

/** Lives of projects and of public notices: what people do with them in a year, right and wrong. */

export interface Act<S, C, E> {
  today: LocalDate;
  command: C;
  rejection: Rejection | null;
  events: readonly E[];
  before: S;
  after: S;
}

/** Gives one command on a day. */
export function giveOn<S, C extends { name: string; input: unknown }, E extends Event>(decider: Decider<S, C, E>, before: S, command: C, today: LocalDate): Act<S, C, E> {
  const now = instantAt(today, '10:00');
  const decided = decider.decide(before, command, { now, actor: null, since: () => true });
  if (isRejection(decided)) return { today, command, rejection: decided, events: [], before, after: before };
  return { today, command, rejection: null, events: decided, before, after: decided.reduce((state, event) => decider.evolve(state, { ...event, at: now }), before) };
}

const calendar = workingCalendar([2026, 2027].map((year) => ({ year, standing: 'official' as const, source: 'test', holidays: [{ name: 'spring', from: `${year}-02-16`, to: `${year}-02-22` }], workedWeekendDays: [] })));
const document = { number: '7', title: 'approval' };
const photo = { sha256: 'a'.repeat(64), name: 'photo' };
const planned = (dueOn: LocalDate) => ({ dueOn, basis: 'plan' });

export const projectStart = (more: Partial<ProjectStart> = {}): ProjectStart => ({
  stream: 'project/c/P-1', cycle: 'c', code: 'P-1', root: 'R', name: 'a road', unit: 'A1', unitName: 'A1', department: null, cost: 10_000_00, funds: [{ line: 'L1', amount: 10_000_00 }],
  plan: { start: planned('2026-03-02'), finish: planned('2026-08-31'), acceptance: planned('2026-09-30') }, milestones: [{ name: 'half', ...planned('2026-06-15') }], on: '2026-01-10', ...more,
});

export const noticeStart = (more: Partial<NoticeStart> = {}): NoticeStart => ({
  stream: 'public-notice/c/N1', cycle: 'c', notice: 'N1', root: 'R', unit: 'A1', unitName: 'A1', stage: 'before', about: { project: 'P-1' }, what: 'a road', calendar,
  setDays: { days: 10, counted: 'natural', basis: { zh: '十天', en: 'ten days' } }, posting: { where: 'the board', from: '2026-01-10', to: '2026-01-20' }, ...more,
});

export type ProjectAct = Act<Project, ProjectCommand, ProjectEvent>;
export type NoticeAct = Act<PublicNotice, NoticeCommand, NoticeEvent>;

interface Throw {
  what: number;
  days: number;
  wrong: number;
  some: number;
}
const throws = fc.array(fc.record({ what: fc.nat(99), days: fc.nat(25), wrong: fc.nat(19), some: fc.nat(40) }), { minLength: 5, maxLength: 30 });

function life<S, C extends { name: string; input: unknown }, E extends Event>(decider: Decider<S, C, E>, opening: C, thrown: readonly Throw[], next: (state: S, one: Throw, today: LocalDate) => C): Act<S, C, E>[] {
  const acts = [giveOn(decider, decider.initial, opening, '2026-01-10')];
  let today: LocalDate = '2026-01-10';
  for (const one of thrown) {
    today = addDays(today, one.days);
    const before = acts.at(-1)?.after ?? decider.initial;
    acts.push(giveOn(decider, before, next(before, one, today), today));
  }
  return acts;
}

const nextStage: Record<string, ProjectCommand['name']> = { proposed: 'approveProject', approved: 'startProject', started: 'finishProject', finished: 'acceptProject', accepted: 'closeProject' };

/** What somebody might do next with a project: mostly possible, sometimes not. */
function projectCommand(project: Project, { what, wrong, some }: Throw, today: LocalDate): ProjectCommand {
  const on = wrong === 0 ? addDays(today, 1) : wrong === 1 ? '2025-12-31' : addDays(today, -(some % 3));
  const milestone = wrong === 2 ? 'm9' : ['start', 'finish', 'acceptance', 'm1'][some % 4] ?? 'm1';
  const attachments = wrong === 3 ? Array.from({ length: 101 }, () => photo) : [photo];
  const cost = wrong === 4 ? -5 : wrong === 5 ? 0.5 : 10_000_00 + some;
  const stage = wrong === 6 ? Object.values(nextStage)[some % 5] : nextStage[project.stage];
  const line = wrong === 7 ? 'L9' : 'L1';
  const commands: readonly [number, () => ProjectCommand][] = [
    [40, () => ({ name: stage ?? 'startProject', input: { on, document, opinion: 'well', ...(some % 2 === 0 ? { attachments } : {}) } }) as ProjectCommand],
    [12, () => ({ name: 'reachMilestone', input: { milestone: some % 3 === 0 ? milestone : 'm1', on } })],
    [14, () => ({ name: 'revisePlan', input: { milestone, dueOn: addDays(today, some * 5), document, on } })],
    [10, () => ({ name: 'setFunds', input: { cost, funds: wrong === 8 ? [{ line, amount: 1 }, { line, amount: 1 }] : [{ line, amount: wrong === 9 ? cost + 1 : 500 + some }], document, on } })],
    [8, () => ({ name: 'nameRequest', input: { line, request: `r${some % 3}` } })],
    [10, () => ({ name: 'addPhotos', input: { milestone, on, attachments } })],
    [3, () => ({ name: 'withdrawProject', input: { on, reason: 'no land' } })],
    [3, () => (wrong === 10 ? { name: 'carryProject', input: {} } : { name: 'addPhotos', input: { milestone, on, attachments } })],
  ];
  return pick(commands, what);
}

/** What somebody might do next with a public notice. */
function noticeCommand(notice: PublicNotice, { what, wrong, some }: Throw, today: LocalDate): NoticeCommand {
  const last = notice.postings.at(-1);
  const on = wrong === 0 ? addDays(today, 1) : wrong === 1 ? '2025-12-31' : addDays(today, -(some % 4));
  const objections = Object.keys(notice.objections);
  const from = wrong === 2 ? addDays(today, 2) : wrong === 3 ? '2026-01-01' : today;
  const to = addDays(from, wrong === 4 ? 3 : wrong === 5 ? -2 : 14 + some);
  const within = last && some % 4 !== 0 ? last.from : on;
  const commands: readonly [number, () => NoticeCommand][] = [
    [20, () => ({ name: 'proveNotice', input: { on, attachments: wrong === 6 ? Array.from({ length: 31 }, () => photo) : [photo] } })],
    [25, () => ({ name: 'recordObjection', input: { text: 'too near', by: some % 2 === 0 ? null : 'a villager', contact: null, on: wrong === 7 ? '2025-12-31' : wrong < 2 ? on : within } })],
    [22, () => ({ name: 'answerObjection', input: { objection: wrong === 8 ? 'o99' : objections[some % Math.max(1, objections.length)] ?? 'o1', answer: 'looked at', on } })],
    [14, () => ({ name: 'takeDownNotice', input: { on: wrong < 2 || wrong > 12 ? on : last?.from ?? on, reason: 'rain' } })],
    [16, () => ({ name: 'postNoticeAgain', input: { where: 'the hall', from, to, ...(some % 2 === 0 ? { attachments: [photo] } : {}) } })],
    [3, () => (wrong === 10 ? { name: 'closeNotice', input: {} } : { name: 'proveNotice', input: { on, attachments: [photo] } })],
  ];
  return pick(commands, what);
}

function pick<C>(commands: readonly [number, () => C][], what: number): C {
  let left = what % commands.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, make] of commands) {
    if (left < weight) return make();
    left -= weight;
  }
  throw new RangeError('the weights do not add up');
}

export const projectLives: fc.Arbitrary<ProjectAct[]> = throws.map((thrown) => life(projectDecider, { name: 'proposeProject', input: projectStart() }, thrown, projectCommand));
export const noticeLives: fc.Arbitrary<NoticeAct[]> = fc.record({ thrown: throws, counted: fc.constantFrom('natural' as const, 'working' as const) }).map(({ thrown, counted }) => life(
  noticeDecider, { name: 'postNotice', input: noticeStart({ setDays: { days: 10, counted, basis: { zh: '十天', en: 'ten days' } }, posting: { where: 'the board', from: '2026-01-10', to: '2026-01-31' } }) }, thrown, noticeCommand));
