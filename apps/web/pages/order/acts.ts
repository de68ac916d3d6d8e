import { may } from '#libs/domain/may';
import { orderTransitions } from '#libs/domain/order/order';
import { orderKind } from '#libs/domain/order/rules';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import type { Pair } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { orderWords as words } from './words.ts';

export type OrderActName = keyof typeof orderKind.commands;

interface PossibleAct {
  name: OrderActName;
  words: Pair;
  /** The one that is waited for. */
  isFirst: boolean;
}

/** In the order of the buttons: what moves the matter on, then what ends it otherwise. */
const inOrder: readonly (readonly [OrderActName, Pair])[] = [
  ['issueOrder', words.issue], ['acknowledgeOrder', words.acknowledge], ['giveFeedback', words.give], ['completeOrder', words.complete], ['closeOrder', words.close], ['assistFeedback', words.assist],
  ['returnOrder', words.return], ['discardOrder', words.discard], ['voidOrder', words.void],
];

type View = Pick<AnswerOf<'order'>, 'unit' | 'superior' | 'status' | 'assisting' | 'number' | 'stages'>;

/** What the reader may do about an order now, by the rules the API decides by. */
export function useOrderActs(view: View): readonly PossibleAct[] {
  const cycle = useCycle();
  const held = useRead('myTasks', { query: { cycle } }).data?.posts ?? [];
  const root = useRead('cycle', { params: { cycle } }).data?.root;
  if (root === undefined) return [];
  return possibleActs(view, held, root);
}

/** @param root of the cycle's tree */
export function possibleActs({ unit, superior, status, assisting, number, stages }: View, held: Parameters<typeof may>[1], root: string): readonly PossibleAct[] {
  const edges: object = orderTransitions[status as keyof typeof orderTransitions];
  const place = { unit, superior, root, assisting: assisting.map((one) => one.unit) };
  const possible = inOrder.filter(([name]) => {
    const { edge, who } = orderKind.commands[name];
    // Closed or voided is only what has its number.
    return Object.hasOwn(edges, edge) && (number !== null || (name !== 'closeOrder' && name !== 'voidOrder')) && may(who, held, place).length > 0;
  });
  const asksForStage = stages.some(({ answeredAt }) => answeredAt === null);
  // While a stage is open its feedback is waited for, and the report that all is done is the second thing.
  const first = possible.find(([name]) => name !== 'giveFeedback' || asksForStage || !possible.some(([other]) => other === 'completeOrder'))?.[0];
  return possible.map(([name, verb]) => ({ name, words: verb, isFirst: name === first }));
}
