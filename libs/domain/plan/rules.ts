import type { PlanPolicy } from '../../contracts/policy.ts';
import { attached, attachmentsChanged } from '../attachment/attachment.ts';
import type { Attached } from '../attachment/attachment.ts';
import { dueWithin, endCall, onTimeAfterMove, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import { evolveExemption, exemptionCommands } from '../exemption/rules.ts';
import type { FieldComment } from '../report/report.ts';
import { endOfDay, later, localDateOf } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, ObligationKind } from '../unit-year/obligation-kind.ts';
import { planPlan } from './lay-out.ts';
import { planTransitions } from './plan.ts';
import type { Plan, PlanItem, PlanStart } from './plan.ts';

interface SubmitInput extends Attached {
  duty: string;
  items: PlanItem[];
  text: string;
}

const titleOf = ({ title }: PlanItem): string => title.trim();

function itemsAtFault({ year }: Plan, items: readonly PlanItem[]): Rejection | null {
  for (const [index, item] of items.entries()) {
    if (!item.dueOn.startsWith(`${year}-`)) return reject('itemOutsideYear', { title: item.title, dueOn: item.dueOn, year }, `/items/${index}/dueOn`);
    const first = items.findIndex((other) => titleOf(other) === titleOf(item));
    if (first < index) return reject('itemTwice', { title: item.title }, `/items/${index}/title`);
  }
  return null;
}

/** Fields in one order and absent ones left out: what counts is what the plan says. */
const said = (items: readonly PlanItem[], text: string): string =>
  JSON.stringify([text, items.map(({ title, owner, dueOn, measure, amountFen }) => [title, owner, dueOn, measure ?? '', amountFen ?? null])]);

/**
 * Submits a plan, or again after it was returned. Only the first submission decides whether it came in time.
 *
 * @rejects itemOutsideYear, itemTwice, planUnchanged
 * @see N9, M4, M6, M12, M18
 */
const submit: DutyCommand<Plan, SubmitInput> = {
  who: { function: 'reporter', of: 'unit' },
  edge: 'submit',
  decide(plan, { items, text, ...rest }, context) {
    const fault = itemsAtFault(plan, items);
    if (fault) return fault;
    const { submission: last } = plan;
    if (last && said(last.items, last.text) === said(items, text) && !attachmentsChanged(last, rest)) return reject('planUnchanged', { comments: last.returned?.comments.length ?? 0 });
    return [{
      type: 'planSubmitted', duty: plan.key, n: (last?.n ?? 0) + 1, by: context.person, items, text, ...attached(rest),
      onTime: plan.onTime ?? context.judgedAt < endOfDay(plan.dueOn),
      reviewDueOn: dueWithin(plan, 'review', localDateOf(context.now), context.timing),
    }];
  },
};

/**
 * Returns a plan with comments, on the text or on one item (`items.2`, counted from 0). The unit never has fewer days
 * than it had left.
 *
 * @rejects unknownField
 */
const returnPlan: DutyCommand<Plan, { duty: string; comments: FieldComment[] }> = {
  who: { function: 'reviewer', of: 'superior' },
  edge: 'return',
  decide(plan, { comments }, context) {
    const known = ['text', 'items', ...(plan.submission?.items ?? []).map((_item, index) => `items.${index}`)];
    const unknown = comments.findIndex((comment) => !known.includes(comment.field));
    if (unknown >= 0) return reject('unknownField', { field: comments[unknown]?.field ?? '', known }, `/comments/${unknown}/field`);
    const given = dueWithin(plan, 'correct', localDateOf(context.now), context.timing);
    return [{ type: 'planReturned', duty: plan.key, by: context.person, comments, correctDueOn: later(given, plan.dueOn) }];
  },
};

/** Approves a plan (批准). */
const approve: DutyCommand<Plan, { duty: string }> = {
  who: { function: 'reviewer', of: 'superior' },
  edge: 'approve',
  decide: (plan, _input, context) => [{ type: 'planApproved', duty: plan.key, by: context.person }],
};

const standings = { awaited: 'owed', submitted: 'waiting', returned: 'owed', approved: 'done', noTask: 'void', waived: 'void', lapsed: 'void' } as const;

export const planKind = {
  kind: 'plan',
  plan: planPlan,
  open: ({ year, dueOn }, base, at) => startCall({
    ...base, kind: 'plan' as const, status: 'awaited' as const, year, opensAt: at, dueOn, originalDueOn: dueOn, exemption: null,
    submission: null, firstSubmittedAt: null, onTime: null, approvedAt: null,
  }, 'submit', at, dueOn),
  transitions: planTransitions,
  settled: ['approved', 'noTask', 'waived', 'lapsed'],
  commands: { submitPlan: submit, returnPlan, approvePlan: approve, ...exemptionCommands },
  evolve,
  waitingPosts: (plan) => plan.calls[plan.call?.name ?? '']?.posts ?? [],
  facts: (plan) => ({
    standing: standings[plan.status], opensAt: plan.opensAt, firstSubmittedAt: plan.firstSubmittedAt, onTime: plan.onTime, completeAt: plan.approvedAt,
  }),
  redated: (plan, call, dueOn) => (call !== 'submit' ? plan
    : { ...plan, dueOn, onTime: onTimeAfterMove(plan.onTime, plan.firstSubmittedAt, dueOn) }),
  lapse: (plan) => endCall({ ...plan, status: 'lapse' in planTransitions[plan.status] ? 'lapsed' : plan.status }),
} as const satisfies ObligationKind<Plan, PlanStart, PlanPolicy>;

function evolve(plan: Plan, event: Happened<UnitYearEvent>): Plan {
  const { at } = event;
  switch (event.type) {
    case 'planSubmitted': {
      const { n, by, items, text, onTime } = event;
      const received = { ...plan, status: 'submitted' as const, submission: { n, at, by, items, text, ...attached(event) }, onTime, firstSubmittedAt: plan.firstSubmittedAt ?? at };
      return startCall(received, 'review', at, event.reviewDueOn);
    }
    case 'planReturned': {
      const { by, comments } = event;
      const submission = plan.submission && { ...plan.submission, returned: { at, by, comments } };
      return startCall({ ...plan, status: 'returned', submission }, 'correct', at, event.correctDueOn);
    }
    case 'planApproved':
      return endCall({ ...plan, status: 'approved', approvedAt: at });
    default:
      return evolveExemption(plan, event, 'submit');
  }
}
