import { canonical } from './canonical.ts';
import { noFaults } from './expect.ts';
import type { Check, Manifest } from './expect.ts';
import type { Found, ObligationRow, TaskRow } from './record.ts';
import type { WorkflowDuty, WorkflowView } from './workflows.ts';

/** What people read in SQL is what each unit's workflow knows: every duty, every column, every task. */
export function readModel({ units, cycle }: Manifest, found: Found, views: ReadonlyMap<string, WorkflowView>): Check {
  // Money is its line's own, and looked at by itself.
  const obligations = grouped(found.obligations.filter(({ kind }) => kind !== 'money'), ({ unit }) => unit);
  const tasks = grouped(found.tasks, ({ obligation }) => obligation);
  const heads = new Map(found.streams.map(({ id, head_seq: head }) => [id, head]));
  const faults = units.flatMap(({ id: unit }) => {
    const view = views.get(unit);
    if (!view) return [`${unit}: the workflow does not answer`];
    const head = heads.get(`unit-year/${cycle}/${unit}`);
    const behind = head === view.seq ? [] : [`${unit}: workflow at #${view.seq}, journal at #${head}`];
    return [...behind, ...dutiesApart(obligations.get(unit) ?? [], view, tasks)];
  });
  return noFaults('read-model-equals-workflow', found.obligations.length, faults);
}

function dutiesApart(rows: readonly ObligationRow[], view: WorkflowView, tasks: ReadonlyMap<string, TaskRow[]>): string[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const faults = Object.values(view.rows).flatMap((duty) => {
    const row = byId.get(duty.id);
    byId.delete(duty.id);
    if (!row) return [`${duty.id}: not in SQL`];
    const apart = differences(row, duty);
    const there = canonical((tasks.get(duty.id) ?? []).map(taskText).sort());
    const wanted = canonical(tasksOf(duty).map(taskText).sort());
    return [...(apart.length > 0 ? [`${duty.id}: ${apart.join(', ')}`] : []), ...(there === wanted ? [] : [`${duty.id}: tasks ${there}, workflow ${wanted}`])];
  });
  return [...faults, ...[...byId.keys()].map((id) => `${id}: unknown to the workflow`)];
}

function differences(row: ObligationRow, duty: WorkflowDuty): string[] {
  const pairs: Record<string, [unknown, unknown]> = {
    unit: [row.unit, duty.unit], superior: [row.superior, duty.superior], key: [row.obligation_key, duty.key], kind: [row.kind, duty.kind],
    policy: [row.policy, duty.policy], period: [row.period, duty.period], status: [row.status, duty.status], standing: [row.standing, duty.standing],
    waitsFor: [row.waits_for, duty.call], opensAt: [row.opens_at, duty.opensAt], nearAt: [row.near_at, duty.nearAt], dueOn: [row.due_on, duty.dueOn],
    dueAt: [row.due_at, duty.dueAt], originalDueOn: [row.original_due_on, duty.originalDueOn], firstSubmittedAt: [row.first_submitted_at, duty.firstSubmittedAt],
    onTime: [row.on_time === null ? null : Boolean(row.on_time), duty.onTime], completeAt: [row.complete_at, duty.completeAt],
    escalations: [row.escalations, duty.escalations], detail: [canonical(JSON.parse(row.detail)), canonical(duty.detail)],
  };
  return Object.entries(pairs).filter(([, [there, here]]) => there !== here).map(([name, [there, here]]) => (name === 'detail' ? 'detail' : `${name} ${String(there)} / ${String(here)}`));
}

/** Who must act: of a letter to be signed, whoever has not; of a report inside its unit, the step it has come to; else every post the call names. */
function tasksOf({ id, detail, opensAt, kind, status }: WorkflowDuty): TaskRow[] {
  const { call, calls } = detail;
  if (!call) return [];
  const signed = new Set((detail.signatures ?? []).flatMap(({ posts }) => posts));
  const inside = status === 'inside' ? stepOf(detail) : null;
  // A request that nobody decides: the deputies' turn comes with its stage.
  const deputies = (detail.reached ?? []).some(({ stage, dating }) => stage === 'decide.deputy' && dating === call.dating) ? (detail.deputies ?? []) : [];
  const posts = inside ?? [...(calls[call.name]?.posts ?? []), ...deputies].filter((post) => !(kind === 'letter' && ['sign', 'supplement'].includes(call.name) && signed.has(post)));
  return posts.map((post) => ({ obligation: id, post, act: inside ? 'check' : call.name, opens_at: call.since > opensAt ? call.since : opensAt, due_on: call.dueOn, due_at: call.dueAt }));
}

function stepOf({ steps = [], draft }: WorkflowDuty['detail']): string[] {
  const passedOf = (id: string): string[] => (draft?.passed ?? []).filter(({ step }) => step === id).flatMap(({ posts }) => posts);
  const step = steps.find(({ id, mode, posts }) => passedOf(id).length < (mode === 'all' ? posts.length : 1));
  return step?.posts.filter((post) => !passedOf(step.id).includes(post)) ?? [];
}

const taskText = ({ post, act, opens_at, due_on, due_at }: TaskRow): string => [post, act, opens_at, due_on, due_at].join(' ');

export function grouped<T>(list: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
}
