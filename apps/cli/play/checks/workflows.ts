import type { Connections } from './connections.ts';
import type { Manifest } from './expect.ts';

/** What a stream's workflow says of itself. */
export interface WorkflowView {
  seq: number;
  rows: Record<string, WorkflowDuty>;
  lights: Record<string, string>;
}

/** A duty as the workflow keeps it, in its own words. */
export interface WorkflowDuty {
  id: string;
  unit: string;
  superior: string;
  key: string;
  kind: string;
  policy: string;
  period: string | null;
  status: string;
  standing: string;
  call: string | null;
  opensAt: string;
  nearAt: string | null;
  dueOn: string | null;
  dueAt: string | null;
  originalDueOn: string | null;
  firstSubmittedAt: string | null;
  onTime: boolean | null;
  completeAt: string | null;
  escalations: number;
  detail: WorkflowDetail;
}

interface WorkflowDetail {
  /** Stages recorded so far; of a request for more time, who may decide once `decide.deputy` is among them. */
  reached?: { stage: string; dating: number }[];
  deputies?: string[];
  basis: { zh: string; en: string };
  calls: Record<string, { posts: string[]; basis: { zh: string; en: string } }>;
  call: { name: string; since: string; dueOn: string; dueAt: string; dating: number } | null;
  signatures?: { posts: string[] }[];
  steps?: { id: string; mode: 'one' | 'all'; posts: string[] }[];
  draft?: { passed: { step: string; posts: string[] }[] } | null;
}

const atOnce = 8;

/** Asks every unit's workflow, by unit. A closed one still answers; one that does not is absent. */
export async function askWorkflows({ temporal }: Connections, { cycle, units, clock }: Manifest): Promise<Map<string, WorkflowView>> {
  const views = new Map<string, WorkflowView>();
  const open = units.map(({ id }) => id);
  const lane = async (): Promise<void> => {
    for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
      const handle = temporal.workflow.getHandle(`unit-year/${cycle}/${unit}`);
      try {
        const view = await handle.query<Pick<WorkflowView, 'seq' | 'rows'>>('view');
        views.set(unit, { ...view, lights: await handle.query<Record<string, string>, [string]>('lights', clock) });
      } catch (error) {
        // An unknown or unreachable workflow is a finding of the checks, not their end.
        if (!(error instanceof Error)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return views;
}
