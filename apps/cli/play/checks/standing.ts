import { noFaults } from './expect.ts';
import type { Check, Expected, ExpectedDuty, Manifest } from './expect.ts';
import { endOf } from './calendar.ts';
import type { Found, ObligationRow } from './record.ts';
import type { WorkflowView } from './workflows.ts';

type Judge = (duty: ExpectedDuty, row: ObligationRow) => string | null;

function eachDuty(name: string, expected: Expected, found: Found, judge: Judge): Check {
  const rows = new Map(found.obligations.map((row) => [row.id, row]));
  const faults = [...expected.duties.values()].flatMap((duty) => {
    const row = rows.get(duty.obligation);
    const fault = row ? judge(duty, row) : 'not there';
    return fault === null ? [] : [`${duty.obligation}: ${fault}`];
  });
  return noFaults(name, expected.duties.size, faults);
}

const apart = (what: string, found: unknown, wanted: unknown): string | null => (found === wanted ? null : `${what} ${String(found)}, by the script ${String(wanted)}`);

/** Where each duty ended, by the script: its status, what it waits for, and whether it came in time. */
export const statuses = (expected: Expected, found: Found): Check => eachDuty('statuses', expected, found, (duty, row) =>
  apart('status', row.status, duty.status) ?? apart('waits for', row.waits_for, duty.waitsFor) ?? apart('on time', row.on_time === null ? null : Boolean(row.on_time), duty.onTime));

/** Each date by the calendar typed in here, the first one kept beside it, and each with its basis. */
export const dueDates = (expected: Expected, found: Found): Check => eachDuty('due-dates', expected, found, (duty, row) =>
  apart('due', row.due_on, duty.dueOn) ?? apart('due at', row.due_at, duty.dueOn === null ? null : endOf(duty.dueOn))
  ?? apart('first due', row.original_due_on, duty.originalDueOn) ?? basisFault(row));

function basisFault(row: ObligationRow): string | null {
  const { basis, calls } = JSON.parse(row.detail) as { basis?: { zh?: string }; calls?: Record<string, { basis?: { zh?: string } }> };
  const ofCall = row.waits_for === null ? basis : calls?.[row.waits_for]?.basis;
  return basis?.zh && ofCall?.zh ? null : 'no basis';
}

/** A light three ways: from the dates in SQL, from the workflow, from the script. */
export function lights({ clock }: Manifest, expected: Expected, found: Found, views: ReadonlyMap<string, WorkflowView>): Check {
  return eachDuty('lights', expected, found, (duty, row) => {
    const bySql = lightOf(row, clock);
    const byWorkflow = views.get(duty.unit)?.lights[duty.obligation] ?? 'no answer';
    return bySql === duty.light && byWorkflow === duty.light ? null : `SQL ${bySql}, workflow ${byWorkflow}, script ${duty.light}`;
  });
}

function lightOf(row: ObligationRow, clock: string): string {
  if (row.standing !== 'owed') return row.standing;
  if (row.due_at !== null && row.due_at <= clock) return 'late';
  if (row.opens_at > clock) return 'notYet';
  return row.near_at !== null && row.near_at <= clock ? 'near' : 'onTrack';
}
