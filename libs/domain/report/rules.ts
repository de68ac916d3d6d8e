import type { ReportPolicy } from '../../contracts/policy.ts';
import { attached } from '../attachment/attachment.ts';
import type { Attached } from '../attachment/attachment.ts';
import { endCall, onTimeAfterMove, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import { addWorkingDays } from '../calendar/calendar.ts';
import { later, localDateOf } from '../time/instant.ts';
import type { DutyCommand, DutyContext, ObligationKind } from '../unit-year/obligation-kind.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import { evolveExemption, exemptionCommands } from '../exemption/rules.ts';
import { withCompiled } from './compile.ts';
import { causeAskedFor, changesBetween, reportTransitions } from './report.ts';
import type { FieldComment, Figure, Report, ReportStart, Submission } from './report.ts';
import { planReports } from './plan.ts';
import { passStep, passStepOffline, returnStep, stepNow } from './steps.ts';
import { received } from './submission.ts';
import { disputedOf } from '../verification/verification.ts';

interface SubmitInput extends Attached {
  duty: string;
  figures: Figure[];
  problems: string;
  nextSteps: string;
}

/** The period of the report a figure comes from: keys are made as `{policy}-{period}`. */
export const periodOf = ({ compiledFrom }: Pick<Report, 'compiledFrom'>, key: string): string => key.slice((compiledFrom ?? '').length + 1);

/** Each figure asked for exactly once, a cause wherever it falls short or differs from the accepted one it was compiled from. */
function figuresAtFault(report: Report, figures: readonly Figure[]): Rejection | null {
  const seen = new Set<string>();
  for (const [index, figure] of figures.entries()) {
    const asked = report.asked.find((one) => one.indicator === figure.indicator);
    if (!asked) return reject('figureNotAsked', { indicator: figure.indicator }, `/figures/${index}/indicator`);
    if (seen.has(figure.indicator)) return reject('figureTwice', { indicator: figure.indicator }, `/figures/${index}/indicator`);
    seen.add(figure.indicator);
    const compiled = report.compiled.find((one) => one.indicator === figure.indicator);
    const why = figure.cause?.trim() ? null : causeAskedFor(asked, figure.value, compiled?.value);
    if (why === 'differs' && compiled) {
      return reject('figureDiffers', { indicator: asked.indicator, name: asked.name, value: figure.value, compiled: compiled.value, from: compiled.from, period: periodOf(report, compiled.from), measure: asked.measure }, `/figures/${index}/cause`);
    }
    if (why === 'short') {
      return reject('causeMissing', { indicator: asked.indicator, name: asked.name, value: figure.value, planned: asked.planned, measure: asked.measure }, `/figures/${index}/cause`);
    }
  }
  const missing = report.asked.find((asked) => !seen.has(asked.indicator));
  return missing ? reject('figureMissing', { indicator: missing.indicator, name: missing.name }, '/figures') : null;
}

/**
 * Submits the report of a period, or again after it was returned, with what changed. In a unit with steps of its own
 * this is the preparation (经办): the last step submits it.
 *
 * @rejects notYetOpen, figureMissing, figureNotAsked, figureTwice, figureDiffers, causeMissing, nothingChanged
 * @see M9
 */
const submit: DutyCommand<Report, SubmitInput> = {
  who: { function: 'reporter', of: 'unit' },
  edge: 'submit',
  decide(report, { figures, problems, nextSteps, ...rest }, context) {
    return beforeOpening(report, context) ?? figuresAtFault(report, figures) ?? submitted(report, { figures, problems, nextSteps, ...attached(rest) }, context);
  },
};

/**
 * Submits a nil return (零报告): no figures, and why. It is reviewed like any other.
 *
 * @rejects nilNotAllowed, notYetOpen, nothingChanged
 */
const submitNil: DutyCommand<Report, { duty: string; reason: string }> = {
  who: { function: 'reporter', of: 'unit' },
  edge: 'submit',
  decide(report, { reason }, context) {
    if (!report.isNilAllowed) return reject('nilNotAllowed', { period: report.period });
    return beforeOpening(report, context) ?? submitted(report, { figures: [], problems: reason, nextSteps: '', isNil: true }, context);
  },
};

const beforeOpening = ({ opensAt, period }: Report, { now }: DutyContext): Rejection | null =>
  (now < opensAt ? reject('notYetOpen', { opensOn: localDateOf(opensAt), period }) : null);

type Content = Pick<Submission, 'figures' | 'problems' | 'nextSteps' | 'isNil' | 'attachments'>;

/** Straight to the unit above, or into the unit's own steps: the last of them submits it. */
function submitted(report: Report, form: Content, context: DutyContext): readonly UnitYearEvent[] | Rejection {
  const last = report.submissions.at(-1);
  const changed = changesBetween(last, form);
  if (last && changed.length === 0) return reject('nothingChanged', { comments: last.returned?.comments.length ?? 0 });
  if (report.draft && isSame(report.draft, form)) return reject('nothingChanged', { comments: 1 });
  const content = { by: context.person, ...form, changed };
  return [report.steps.length > 0 ? { type: 'reportPrepared', duty: report.key, ...content } : received(report, content, context)];
}

const isSame = (before: Content, after: Content): boolean => changesBetween({ n: 0, at: '', by: '', changed: [], ...before }, after).length === 0;

/**
 * Returns a report with comments at its fields. The unit gets working days to correct it: never fewer than it
 * had left, so that nobody is late because the level above took its time.
 *
 * @rejects unknownField
 */
const returnReport: DutyCommand<Report, { duty: string; comments: FieldComment[] }> = {
  who: { function: 'reviewer', of: 'superior' },
  edge: 'return',
  decide(report, { comments }, context) {
    const fields = new Set(['problems', 'nextSteps', ...report.asked.map((asked) => `figures.${asked.indicator}`)]);
    const unknown = comments.findIndex((comment) => !fields.has(comment.field));
    if (unknown >= 0) return reject('unknownField', { field: comments[unknown]?.field ?? '', known: [...fields] }, `/comments/${unknown}/field`);
    const given = addWorkingDays(context.timing.calendar, localDateOf(context.now), report.calls['correct']?.withinWorkingDays ?? 0);
    return [{ type: 'reportReturned', duty: report.key, by: context.person, comments, correctDueOn: later(given, report.dueOn) }];
  },
};

/**
 * Accepts a report: its figures are what the level above counts with. Where a department disputes one of them, only with
 * the reason why it is accepted all the same, which stays on record.
 *
 * @rejects figuresDisputed
 */
const accept: DutyCommand<Report, { duty: string; despite?: string | undefined }> = {
  who: { function: 'reviewer', of: 'superior' },
  edge: 'accept',
  decide(report, { despite }, context) {
    const disputed = disputedOf(report, context.duties);
    if (disputed.length > 0 && !despite) {
      return reject('figuresDisputed', { figures: disputed.map(({ name, department }) => `${name}（${department}）`), indicators: disputed.map(({ indicator }) => indicator) }, '/despite');
    }
    return [{ type: 'reportAccepted', duty: report.key, by: context.person, despite: despite ?? null }];
  },
};

const standings = { awaited: 'owed', inside: 'owed', handedBack: 'owed', submitted: 'waiting', returned: 'owed', accepted: 'done', noTask: 'void', waived: 'void', lapsed: 'void' } as const;

export const reportKind = {
  kind: 'report',
  plan: planReports,
  open: ({ period, opensAt, dueOn, asked, isNilAllowed, compiledFrom, steps }, base, at) => startCall({
    ...base, kind: 'report' as const, status: 'awaited' as const, period, opensAt, dueOn, originalDueOn: dueOn, asked, isNilAllowed, compiledFrom, compiled: [], exemption: null, steps, draft: null,
    submissions: [], firstSubmittedAt: null, onTime: null, acceptedAt: null, acceptedDespite: null,
    // Waiting begins when reporting opens, not at the launch: nobody is asked before.
  }, 'report', later(at, opensAt), dueOn),
  transitions: reportTransitions,
  settled: ['accepted', 'noTask', 'waived', 'lapsed'],
  commands: { submitReport: submit, submitNil, passStep, returnStep, passStepOffline, returnReport, acceptReport: accept, ...exemptionCommands },
  evolve,
  // The paper is with the step that has it; the call, and its date, go on.
  waitingPosts: (report) => stepNow(report)?.waiting ?? report.calls[report.call?.name ?? '']?.posts ?? [],
  actOf: (report) => (report.status === 'inside' ? 'check' : (report.call?.name ?? '')),
  facts: (report) => ({
    standing: standings[report.status],
    opensAt: report.opensAt,
    firstSubmittedAt: report.firstSubmittedAt,
    onTime: report.onTime,
    completeAt: report.acceptedAt,
  }),
  redated: (report, call, dueOn) => (call !== 'report' ? report
    : { ...report, dueOn, onTime: onTimeAfterMove(report.onTime, report.firstSubmittedAt, dueOn) }),
  lapse: (report) => endCall({ ...report, status: 'lapse' in reportTransitions[report.status] ? 'lapsed' : report.status }),
} as const satisfies ObligationKind<Report, ReportStart, ReportPolicy>;

function evolve(report: Report, event: Happened<UnitYearEvent>): Report {
  const { at } = event;
  switch (event.type) {
    case 'reportPrepared': {
      const { by, figures, problems, nextSteps, isNil, changed } = event;
      return { ...report, status: 'inside', draft: { at, by, figures, problems, nextSteps, changed, passed: [], ...(isNil ? { isNil } : {}), ...attached(event) } };
    }
    case 'stepPassed': {
      const { step, posts, person, offline } = event;
      return report.draft ? { ...report, draft: { ...report.draft, passed: [...report.draft.passed, { step, posts, person, at, offline }] } } : report;
    }
    case 'stepReturned': {
      const { step, by, reason } = event;
      return report.draft ? { ...report, status: 'handedBack', draft: { ...report.draft, passed: [], handedBack: { step, at, by, reason } } } : report;
    }
    case 'reportSubmitted': {
      const { n, by, figures, problems, nextSteps, isNil, changed, onTime } = event;
      const submissions = [...report.submissions, { n, at, by, figures, problems, nextSteps, changed, ...(isNil ? { isNil } : {}), ...attached(event), ...(report.draft ? { passed: report.draft.passed } : {}) }].slice(-2);
      const received = { ...report, status: 'submitted' as const, submissions, draft: null, onTime, firstSubmittedAt: report.firstSubmittedAt ?? at };
      return startCall(received, 'review', at, event.reviewDueOn);
    }
    case 'reportReturned': {
      const { by, comments } = event;
      const submissions = report.submissions.map((submission, index) =>
        index === report.submissions.length - 1 ? { ...submission, returned: { at, by, comments } } : submission);
      return startCall({ ...report, status: 'returned', submissions }, 'correct', at, event.correctDueOn);
    }
    case 'reportAccepted':
      return endCall({ ...report, status: 'accepted', acceptedAt: at, acceptedDespite: event.despite, submissions: report.submissions.slice(-1) });
    case 'figuresCompiled':
      return { ...report, compiled: withCompiled(report, event) };
    default:
      return evolveExemption(report, event, 'report');
  }
}
