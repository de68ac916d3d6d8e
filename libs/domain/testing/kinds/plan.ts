import type { Plan, PlanItem } from '../../plan/plan.ts';
import { by, pick } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';
import { butRequire, butWaive, exemptionEdges, exemptionEdgeTaken, noExemption, onlyRequireBarred, possibleExemptions, wrongExemptions } from './exemption.ts';

export const planActs: KindActs<Plan> = {
  kind: 'plan',
  first: 'awaited',
  terminal: ['approved', 'waived', 'lapsed'],
  edges: { submitPlan: 'submit', returnPlan: 'return', approvePlan: 'approve', ...exemptionEdges },
  barredIn: {
    awaited: ['returnPlan', 'approvePlan', ...onlyRequireBarred],
    submitted: ['submitPlan', ...noExemption],
    returned: ['returnPlan', 'approvePlan', ...butWaive],
    approved: ['submitPlan', 'returnPlan', 'approvePlan', ...noExemption],
    noTask: ['submitPlan', ...butRequire],
    waived: ['submitPlan', 'approvePlan', ...noExemption],
  },
  possible,
  wrong,
  edgeTaken(event) {
    switch (event.type) {
      case 'planSubmitted': return 'submit';
      case 'planReturned': return 'return';
      case 'planApproved': return 'approve';
      default: return exemptionEdgeTaken(event);
    }
  },
};

function possible(plan: Plan, situation: Situation): Chance[] {
  const reviewer = plan.calls['review']?.posts[0] ?? '';
  const submit = by(60, 'submitPlan', planAs(plan, situation.detail), plan.calls['submit']?.posts[0] ?? '');
  switch (plan.status) {
    case 'awaited':
    case 'returned':
      return [submit, ...possibleExemptions(plan, situation, 6)];
    case 'submitted':
      return [
        by(40, 'approvePlan', { duty: plan.key }, reviewer),
        by((plan.submission?.n ?? 0) < 3 ? 45 : 3, 'returnPlan', { duty: plan.key, comments: [{ field: pick(['text', 'items', 'items.0'], situation.detail) ?? '', comment: '请细化' }] }, reviewer),
      ];
    case 'noTask':
      return possibleExemptions(plan, situation);
    case 'approved':
    case 'waived':
    case 'lapsed':
      return [];
    default:
      return plan.status satisfies never;
  }
}

/** A plan of one to three items; each submission says something else. */
export function planAs(plan: Plan, detail: number): { duty: string; items: PlanItem[]; text: string } {
  const items = ['落实帮扶措施', '推进项目建设', '拨付资金'].slice(0, 1 + (detail % 3)).map((title, index): PlanItem => ({
    title, owner: '分管负责人', dueOn: `${plan.year}-0${6 + index}-30`, ...(index === 2 ? { amountFen: 5_000_000 } : { measure: '100%' }),
  }));
  return { duty: plan.key, items, text: `第${(plan.submission?.n ?? 0) + 1}稿` };
}

function wrong(plan: Plan, situation: Situation): Chance[] {
  const good = planAs(plan, situation.detail);
  const submit = (weight: number, change: Partial<typeof good>): Chance => by(weight, 'submitPlan', { ...good, ...change }, plan.calls['submit']?.posts[0] ?? '');
  if (plan.status === 'submitted') return [by(10, 'returnPlan', { duty: plan.key, comments: [{ field: 'items.9', comment: '?' }] }, plan.calls['review']?.posts[0] ?? '')];
  if (plan.status !== 'awaited' && plan.status !== 'returned') return wrongExemptions(plan, situation);
  const [first] = good.items as [PlanItem];
  return [
    submit(6, { items: [{ ...first, dueOn: `${plan.year + 1}-01-31` }] }),
    submit(6, { items: [first, { ...first, owner: '另一人' }] }),
    ...(plan.submission ? [submit(30, { items: plan.submission.items, text: plan.submission.text })] : []),
    ...wrongExemptions(plan, situation),
  ];
}
