import { may } from '#libs/domain/may';
import type { Place, WhoMay } from '#libs/domain/may';
import { useRead } from '../base/api.ts';
import { useCycle } from './cycle.ts';

/** Where an act falls, as far as its view says; the root is the year's. */
export type ActPlace = Pick<Place, 'unit'> & Partial<Pick<Place, 'superior' | 'department'>>;

interface Ruled {
  readonly who: WhoMay;
  readonly edge: string;
}

export interface MayAct {
  /** False while the posts are being read: nothing is allowed yet, and nothing refused. */
  isKnown: boolean;
  /** Whether a post held by the reader may give such acts there: the column *who may* of the command table. */
  may(who: WhoMay, place: ActPlace): boolean;
  /** Besides, whether it is possible now: the transitions of the duty have the command's edge at its status. */
  can(command: Ruled, at: ActPlace & { status: string }, transitions: Readonly<Record<string, object>>): boolean;
  /** The posts held, on the cycle's day. */
  holds(post: string): boolean;
}

/** What the reader may do, by the rules that the API decides by: a button that would be refused is not shown. */
export function useMayAct(): MayAct {
  const cycle = useCycle();
  const tasks = useRead('myTasks', { query: { cycle } }).data;
  const held = tasks?.posts ?? [];
  const root = useRead('cycle', { params: { cycle } }).data?.root ?? '';
  const allowed: MayAct['may'] = (who, { unit, superior = null, department = null }) => may(who, held, { unit, superior, root, department }).length > 0;
  return {
    isKnown: tasks !== undefined && root !== '',
    may: allowed,
    can: ({ who, edge }, { status, ...place }, transitions) => Object.hasOwn(transitions[status] ?? {}, edge) && allowed(who, place),
    holds: (post) => held.some((one) => one.post === post),
  };
}
