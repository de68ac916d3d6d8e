import { canonical } from '#libs/store/journal';

/** Columns of a read-model row that say something else than the workflow. */
export interface Difference {
  column: string;
  inRecord: unknown;
  inWorkflow: unknown;
}

type Row = Readonly<Record<string, unknown>>;

/** A column of the record beside the workflow's name for it. */
export type Columns = Readonly<Record<string, string>>;

export const obligationColumns: Columns = {
  id: 'id', cycle: 'cycle', unit: 'unit', superior: 'superior', obligation_key: 'key', kind: 'kind', policy: 'policy', period: 'period', status: 'status',
  standing: 'standing', waits_for: 'call', opens_at: 'opensAt', near_at: 'nearAt', due_on: 'dueOn', due_at: 'dueAt', original_due_on: 'originalDueOn',
  first_submitted_at: 'firstSubmittedAt', on_time: 'onTime', complete_at: 'completeAt', escalations: 'escalations', detail: 'detail',
};

export const cycleColumns: Columns = {
  id: 'id', campaign: 'campaign', year: 'year', title: 'title', status: 'status', is_drill: 'isDrill', drill_from: 'drillFrom', pack_id: 'packId',
  pack_version: 'packVersion', pack_digest: 'packDigest', calendar_version: 'calendarVersion', root: 'root', launched_at: 'launchedAt', units: 'units',
  advancing_to: 'advancingTo', detail: 'detail',
};

/**
 * Where a row of the record and the workflow's own row differ.
 *
 * @param record the row as SQL gives it, `detail` parsed; null when it is not there
 * @param workflow the row of the workflow's `view`; null when it knows none
 */
export function differences(record: Row | null, workflow: Row | null, columns: Columns): Difference[] {
  if (record === null || workflow === null) return record === workflow ? [] : [{ column: '*', inRecord: record && 'there', inWorkflow: workflow && 'there' }];
  return Object.entries(columns).flatMap(([column, name]) => {
    const inRecord = record[column] ?? null;
    const inWorkflow = workflow[name] ?? null;
    return canonical(inRecord) === canonical(inWorkflow) ? [] : [{ column, inRecord, inWorkflow }];
  });
}
