import { attached } from '../attachment/attachment.ts';
import type { Attached } from '../attachment/attachment.ts';
import { isRejection, reject } from '../decider.ts';
import type { Context, Rejection } from '../decider.ts';
import { amountAtFault, firstFault } from '../funds/checks.ts';
import type { Fen } from '../funds/line.ts';
import type { DocumentReference } from '../letter/letter.ts';
import { localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { ProjectEvent } from './events.ts';
import { commonMilestones, isOver, projectTransitions } from './project.ts';
import type { FundsShare, Milestone, Project, ProjectStage, ProjectStart, StageAct } from './project.ts';

type Decided = readonly ProjectEvent[] | Rejection;

/** Photos of one project: enough to show it, not to store a film. */
export const mostPhotos = 100;

const futureAtFault = (on: LocalDate, context: Context, pointer = '/on'): Rejection | null => {
  const today = localDateOf(context.now);
  return on > today ? reject('dayInFuture', { on, today }, pointer) : null;
};

/** @returns notPossibleNow — with the stage, and what the table allows next */
const notNow = ({ stage }: Project): Rejection =>
  reject('notPossibleNow', { status: `project-${stage}`, possible: Object.keys(projectTransitions[stage as ProjectStage]).filter((act) => act !== 'carry').map((act) => `project-${act}`) });

/** How a milestone is called in a sentence. */
const called = ({ id, name }: Pick<Milestone, 'id' | 'name'>): string => name ?? `milestone-${id}`;

/** @returns beforeStage — with the stage that came before and its day */
function stageDayAtFault({ stages }: Project, on: LocalDate): Rejection | null {
  const last = stages.at(-1);
  return last && on < last.on ? reject('beforeStage', { on, stage: `project-${last.stage}`, since: last.on }, '/on') : null;
}

/** @returns amountNotWhole, sameLineTwice, fundsAboveCost */
function costAtFault(cost: Fen, funds: readonly FundsShare[]): Rejection | null {
  const twice = funds.findIndex(({ line }, n) => funds.findIndex((one) => one.line === line) < n);
  const sum = funds.reduce((total, { amount }) => total + amount, 0);
  return firstFault(
    amountAtFault(cost, '/cost'), ...funds.map(({ amount }, n) => amountAtFault(amount, `/funds/${n}/amount`)),
    twice < 0 ? null : reject('sameLineTwice', { line: funds[twice]?.line ?? '' }, `/funds/${twice}/line`),
    sum > cost ? reject('fundsAboveCost', { sum, cost }, '/funds') : null,
  );
}

/** Start, finish and acceptance are planned in this order. @returns planOutOfOrder */
function orderAtFault(plan: Readonly<Record<string, LocalDate | null>>, pointer: (milestone: string) => string): Rejection | null {
  const dated = commonMilestones.filter((id) => plan[id] != null);
  const wrong = dated.findIndex((id, n) => n > 0 && (plan[id] ?? '') < (plan[dated[n - 1] ?? ''] ?? ''));
  const [id, before] = [dated[wrong], dated[wrong - 1]];
  return id === undefined || before === undefined ? null : reject('planOutOfOrder', { milestone: `milestone-${id}`, dueOn: plan[id] ?? null, before: `milestone-${before}`, beforeDueOn: plan[before] ?? null }, pointer(id));
}

const photosAtFault = ({ milestones }: Project, { attachments = [] }: Attached): Rejection | null => {
  const there = Object.values(milestones).reduce((sum, { photos }) => sum + photos.length, 0);
  return there + attachments.length > mostPhotos ? reject('tooManyPhotos', { there, atMost: mostPhotos }, '/attachments') : null;
};

/**
 * @rejects amountNotWhole, sameLineTwice, fundsAboveCost, planOutOfOrder, dayInFuture, acceptedByItself — nobody accepts a project of one's own unit
 */
export function propose(start: ProjectStart, context: Context): Decided {
  const judge = start.department?.unit ?? start.root;
  return firstFault(
    costAtFault(start.cost, start.funds), orderAtFault(Object.fromEntries(commonMilestones.map((id) => [id, start.plan[id]?.dueOn ?? null])), (id) => `/plan/${id}/dueOn`),
    judge === start.unit ? reject('acceptedByItself', { unit: start.unitName }, '/department') : null, futureAtFault(start.on, context),
  ) ?? [{ type: 'projectProposed', start }];
}

interface Advance extends Attached {
  on: LocalDate;
  document?: DocumentReference;
  reason?: string;
  opinion?: string;
}

/**
 * From stage to stage, as the table has it: on a day that has been, and not before the stage before.
 *
 * @rejects notPossibleNow, dayInFuture, beforeStage, tooManyPhotos
 */
export const advance = (act: StageAct) => (project: Project, input: Advance, context: Context): Decided => {
  const stage = (projectTransitions[project.stage as ProjectStage] as Partial<Record<StageAct, ProjectStage>>)[act];
  if (stage === undefined) return notNow(project);
  const last = act === 'finish' || act === 'accept' ? lastOwnReached(project) : null;
  return firstFault(
    futureAtFault(input.on, context), stageDayAtFault(project, input.on), photosAtFault(project, input),
    last && act === 'finish' && input.on < last.on ? reject('beforeMilestone', { on: input.on, milestone: last.name, since: last.on }, '/on') : null,
  ) ?? [{ type: 'projectAdvanced', act, stage, on: input.on, document: input.document ?? null, note: input.reason ?? input.opinion ?? null, ...attached(input) }];
};

function lastOwnReached({ milestones }: Project): { name: string; on: LocalDate } | null {
  const own = Object.values(milestones).flatMap(({ name, reachedOn }) => (name !== null && reachedOn !== null ? [{ name, on: reachedOn }] : []));
  return own.sort((a, b) => (a.on < b.on ? 1 : -1))[0] ?? null;
}

const milestoneOf = ({ milestones }: Project, id: string): Milestone | Rejection =>
  (Object.hasOwn(milestones, id) ? milestones[id] as Milestone : reject('unknownMilestone', { milestone: id, known: Object.keys(milestones) }, '/milestone'));

const overAtFault = (project: Project): Rejection | null => (isOver(project) ? reject('projectOver', { stage: `project-${project.stage}` }) : null);

/**
 * A milestone of the project's own is reached, once it has started and before it is finished.
 *
 * @rejects unknownMilestone, milestoneOfStage, milestoneReached, notPossibleNow, dayInFuture, beforeStage, tooManyPhotos
 */
export function reachMilestone(project: Project, input: { milestone: string; on: LocalDate } & Attached, context: Context): Decided {
  const one = milestoneOf(project, input.milestone);
  if (isRejection(one)) return one;
  if (one.name === null) return reject('milestoneOfStage', { milestone: called(one) }, '/milestone');
  if (one.reachedOn !== null) return reject('milestoneReached', { milestone: called(one), on: one.reachedOn }, '/milestone');
  if (project.stage !== 'started') return notNow(project);
  return firstFault(futureAtFault(input.on, context), stageDayAtFault(project, input.on), photosAtFault(project, input))
    ?? [{ type: 'milestoneReached', milestone: one.id, on: input.on, ...attached(input) }];
}

/**
 * Another day is planned for a milestone, by a document. The first one stays on record; a day that has passed is not
 * moved any more, so that nothing late looks in time.
 *
 * @rejects unknownMilestone, milestoneReached, planPassed, dayUnchanged, planOutOfOrder, dayInFuture, projectOver
 */
export function revisePlan(project: Project, { milestone: id, dueOn, document, on }: { milestone: string; dueOn: LocalDate; document: DocumentReference; on: LocalDate }, context: Context): Decided {
  const one = milestoneOf(project, id);
  if (isRejection(one)) return one;
  const today = localDateOf(context.now);
  const planned = one.planned?.dueOn ?? null;
  const days = Object.fromEntries(commonMilestones.map((common) => [common, project.milestones[common]?.planned?.dueOn ?? null]));
  return firstFault(
    overAtFault(project),
    one.reachedOn !== null ? reject('milestoneReached', { milestone: called(one), on: one.reachedOn }, '/milestone') : null,
    planned !== null && planned < today ? reject('planPassed', { dueOn: planned, today }, '/milestone') : null,
    planned === dueOn ? reject('dayUnchanged', { dueOn }, '/dueOn') : null,
    one.name === null ? orderAtFault({ ...days, [id]: dueOn }, () => '/dueOn') : null, futureAtFault(on, context),
  ) ?? [{ type: 'planRevised', milestone: id, planned: { dueOn, basis: `${document.number} ${document.title}` }, document, on }];
}

/** What it costs and which money pays it, as a document has it. @rejects as `propose`, projectOver */
export function setFunds(project: Project, input: { cost: Fen; funds: readonly FundsShare[]; document: DocumentReference; on: LocalDate }, context: Context): Decided {
  const { cost, funds, document, on } = input;
  return firstFault(overAtFault(project), costAtFault(cost, funds), futureAtFault(on, context)) ?? [{ type: 'projectFundsSet', cost, funds, document, on }];
}

/** Which of the unit's payment requests is for this project: finance's days with it are then this project's, and those with others are not. @rejects lineNotInProject, requestNamed, projectOver */
export function nameRequest(project: Project, { line, request }: { line: string; request: string }): Decided {
  const share = project.funds.find((one) => one.line === line);
  return firstFault(
    overAtFault(project), share ? null : reject('lineNotInProject', { line, known: project.funds.map((one) => one.line) }, '/line'),
    share?.requests?.includes(request) ? reject('requestNamed', { line, request }, '/request') : null,
  ) ?? [{ type: 'requestNamed', line, request }];
}

/** More is shown of a milestone: also of one that is not reached yet, as work goes on. @rejects unknownMilestone, projectOver, tooManyPhotos, dayInFuture */
export function addPhotos(project: Project, input: { milestone: string; on: LocalDate } & Attached, context: Context): Decided {
  const one = milestoneOf(project, input.milestone);
  if (isRejection(one)) return one;
  return firstFault(overAtFault(project), futureAtFault(input.on, context), photosAtFault(project, input))
    ?? [{ type: 'photosAdded', milestone: one.id, on: input.on, attachments: [...input.attachments ?? []] }];
}
