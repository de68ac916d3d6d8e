import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { orderItem, orderView } from '#libs/contracts/api';
import type { Assisting, Order, OrderOrigin } from '#libs/domain/order/order';
import { obligationOf, ordersOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { bringAlso } from '#libs/store/queries/documents';
import { namesOf, postIdsWith } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { attachmentsAreThere, attachmentsOf } from '../documents/attached.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { isHiddenDraft, Scope } from '../scope/scope.ts';

type OrderItem = z.output<typeof orderItem>;
type OrderView = z.output<typeof orderView>;

@Controller()
export class OrdersController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts, private readonly scope: Scope) {}

  @Handles('orders')
  async orders(@Admitted() { cycle, sight, query }: Admission<'orders'>): Promise<{ items: OrderItem[]; next: string | null; now: string }> {
    const { items, next } = await ordersOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight, ...query });
    return { items: items.map(itemOf), next, now: cycle.now };
  }

  @Handles('order')
  async order(@Admitted() { cycle, params, place, sight }: Admission<'order'>): Promise<OrderView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'order' || isHiddenDraft(facts.detail, place, sight)) throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    return this.viewOf(facts as ObligationFacts<Order>);
  }

  /**
   * Drafts an order; who is told of it in the units that assist is found here, the decider knows its own unit only.
   *
   * @throws Problem unknownUnit when a unit that is to assist does not stand in the cycle's tree
   */
  @Handles('draftOrder')
  async draft(@Admitted() admission: Admission<'draftOrder'>): Promise<ActAnswer> {
    const { body, cycle } = admission;
    const assisting = await Promise.all(body.assisting.map(async (unit): Promise<Assisting> =>
      ({ unit, name: (await this.scope.place(cycle, unit)).name, posts: await postIdsWith(this.record.sql, unit, 'reporter') })));
    return this.acts.toUnit({ ...admission, body: { ...body, assisting } } as unknown as Admission);
  }

  @Handles('issueOrder')
  async issue(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('discardOrder')
  async discard(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('acknowledgeOrder')
  async acknowledge(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('giveFeedback')
  async feedback(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  /** What the assisting unit attaches goes into the record of the unit that has the order. */
  @Handles('assistFeedback')
  async assist(@Admitted() admission: Admission<'assistFeedback'>): Promise<ActAnswer> {
    const { body: { attachments = [] }, place, session } = admission;
    if (attachments.length > 0 && !await this.acts.known(admission)) {
      const { sql } = this.record;
      await attachmentsAreThere(sql, admission);
      const at = new Date().toISOString();
      for (const { sha256, name } of attachments) await bringAlso(sql, { sha256, name, unit: place.unit, person: session.person, at });
    }
    return this.acts.toUnit(admission as unknown as Admission);
  }

  @Handles('completeOrder')
  async complete(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('returnOrder')
  async return(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('closeOrder')
  async close(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('voidOrder')
  async void(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async viewOf(facts: ObligationFacts<Order>): Promise<OrderView> {
    const { detail: order, superior, superiorName } = facts;
    const { issued, acknowledged, feedback, completion, closed, ended } = order;
    const name = await namesOf(this.record.sql, [
      order.draftedBy, issued?.by ?? null, acknowledged?.by ?? null, completion?.by ?? null, completion?.returned?.by ?? null, closed?.by ?? null, ended?.by ?? null, ...feedback.map(({ by }) => by),
    ]);
    const named = <S extends { by: string }>(act: S): S => ({ ...act, by: name(act.by) });
    const { origin: _kind, issuedAt: _issued, closedAt: _closed, ...common } = itemOf(facts);
    return {
      ...common, superior, superiorName, basis: order.basis, matter: order.matter, origin: originOf(order.origin),
      assisting: order.assisting.map(({ unit, name: unitName }) => ({ unit, name: unitName })),
      draftedBy: order.draftedBy === null ? null : name(order.draftedBy), draftedAt: order.draftedAt,
      issued: issued && named(issued),
      acknowledged: acknowledged && named(acknowledged),
      stages: order.stages, feedback: feedback.map((one) => ({ ...named(one), ...attachmentsOf(one), assisting: order.assisting.find(({ unit }) => unit === one.assisting)?.name ?? null })), feedbacks: order.feedbacks,
      completion: completion && { ...named(completion), returned: completion.returned ? named(completion.returned) : null },
      closed: closed && named(closed),
      ended: ended && { ...ended, by: ended.by === null ? null : name(ended.by) },
    };
  }
}

function originOf(origin: OrderOrigin | null): OrderView['origin'] {
  if (origin === null) throw new TypeError('an order is read only after its drafting');
  return origin.by === 'hand'
    ? { by: 'hand', kind: origin.kind, duty: null, title: null, dueOn: null, reference: origin.reference }
    : { by: 'ladder', kind: origin.kind, duty: origin.duty, title: origin.title, dueOn: origin.dueOn, reference: null };
}

export const itemOf = ({ id, unit, unitName, key, status, light, dueOn, dueAt, originalDueOn, seq, onTime, detail }: ObligationFacts<Order>): OrderItem => ({
  obligation: id, unit, unitName, duty: key, title: detail.title, status, light, number: detail.number?.text ?? null, origin: originOf(detail.origin).kind, deadline: detail.deadline,
  dueOn, dueAt, originalDueOn, seq, issuedAt: detail.issued?.at ?? null, onTime, closedAt: detail.closed?.at ?? null,
});
