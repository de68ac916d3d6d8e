import { reject } from '../decider.ts';
import { localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { DutyCommand, DutyContext } from '../unit-year/obligation-kind.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { Draft, PassedStep, Report, ReportStep, StepEvent } from './report.ts';
import { received } from './submission.ts';

/** Posts of a step that have not passed it yet. */
const leftOf = ({ id, mode, posts }: ReportStep, passed: readonly PassedStep[]): string[] => {
  const done = passed.filter((one) => one.step === id).flatMap((one) => one.posts);
  return mode === 'one' && done.length > 0 ? [] : posts.filter((post) => !done.includes(post));
};

/** The step that has the paper, with the posts it waits for; null when the paper is not inside. */
export function stepNow({ status, steps, draft }: Pick<Report, 'status' | 'steps' | 'draft'>): { step: ReportStep; waiting: string[] } | null {
  if (status !== 'inside' || !draft) return null;
  for (const step of steps) {
    const waiting = leftOf(step, draft.passed);
    if (waiting.length > 0) return { step, waiting };
  }
  return null;
}

/** The step's word, and with the last one the report itself: only then has the unit above received it. */
function passed(report: Report, draft: Draft, event: Extract<StepEvent, { type: 'stepPassed' }>, context: DutyContext): readonly UnitYearEvent[] {
  const { type: _type, duty: _duty, ...step } = event;
  const after = { ...report, draft: { ...draft, passed: [...draft.passed, { ...step, at: context.now }] } };
  return stepNow(after) ? [event] : [event, received(report, draft, context)];
}

/**
 * Passes the report on (审核, 审签), for every post of the step that the person holds.
 *
 * @returns `stepPassed`; with the last step's pass also `reportSubmitted`
 * @rejects notThisStep
 */
export const passStep: DutyCommand<Report, { duty: string }> = {
  who: { function: 'checker', of: 'unit' },
  edge: 'pass',
  decide(report, _input, context) {
    const held = stepNow(report);
    const posts = held?.waiting.filter((post) => context.posts.includes(post)) ?? [];
    if (!held || !report.draft || posts.length === 0) return notThisStep(report);
    return passed(report, report.draft, { type: 'stepPassed', duty: report.key, step: held.step.id, posts, person: context.person, offline: null }, context);
  },
};

/**
 * Gives the report back to whoever prepared it: only the preparer changes the form, so it goes through all steps again.
 *
 * @rejects notThisStep
 */
export const returnStep: DutyCommand<Report, { duty: string; reason: string }> = {
  who: { function: 'checker', of: 'unit' },
  edge: 'handBack',
  decide(report, { reason }, context) {
    const held = stepNow(report);
    if (!held?.waiting.some((post) => context.posts.includes(post))) return notThisStep(report);
    return [{ type: 'stepReturned', duty: report.key, step: held.step.id, by: context.person, reason }];
  },
};

interface OfflineInput {
  duty: string;
  /** The post that signed on paper. */
  post: string;
  /** The person who held it that day, as the API found. */
  signer: string;
  signedOn: LocalDate;
  document: string;
}

/**
 * Records that the step was signed off on paper. The preparer registers it, and may not be the signer.
 *
 * @rejects notThisStep, signedInFuture, signedBeforePrepared, signerRegisters
 */
export const passStepOffline: DutyCommand<Report, OfflineInput> = {
  who: { function: 'reporter', of: 'unit' },
  edge: 'pass',
  decide(report, { post, signer, signedOn, document }, context) {
    const held = stepNow(report);
    if (!held?.waiting.includes(post) || !report.draft) return notThisStep(report, '/post');
    const [today, preparedOn] = [localDateOf(context.now), localDateOf(report.draft.at)];
    if (signedOn > today) return reject('signedInFuture', { signedOn, today }, '/signedOn');
    if (signedOn < preparedOn) return reject('signedBeforePrepared', { signedOn, preparedOn }, '/signedOn');
    if (signer === context.person) return reject('signerRegisters', { post }, '/post');
    const offline = { signedOn, document, registeredBy: context.person };
    return passed(report, report.draft, { type: 'stepPassed', duty: report.key, step: held.step.id, posts: [post], person: signer, offline }, context);
  },
};

function notThisStep(report: Report, pointer?: string): ReturnType<typeof reject> {
  const held = stepNow(report);
  return reject('notThisStep', { step: held?.step.title.zh ?? '', posts: held?.waiting ?? [] }, pointer);
}
