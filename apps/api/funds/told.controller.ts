import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { lineTold } from '#libs/contracts/api-told';
import { keyOf } from '#libs/store/queries/cursor';
import { isBelow } from '#libs/store/queries/places';
import { ordersFor, placesInSight, toldAbout } from '#libs/store/queries/told';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { basisOfDate } from './holding-view.ts';
import { MoneyActs } from './money-acts.ts';

/** What a line had told about its money, of each unit only to whoever sees that unit. */
@Controller()
export class ToldController {
  constructor(private readonly record: RecordAccess, private readonly money: MoneyActs) {}

  /** @throws Problem unknownLine, outsideSubtree */
  @Handles('lineTold')
  async told(@Admitted() admission: Admission<'lineTold'>): Promise<z.output<typeof lineTold>> {
    const { cycle, sight, query } = admission;
    // A cursor that is none of this list's is told before a line that is not there.
    keyOf(query.cursor, ['string', 'number']);
    const { sql } = this.record;
    const { line } = await this.money.seen(admission);
    const keepers = Object.keys(line.about?.curve?.keepers ?? {});
    const all = Object.values(line.duties);
    const places = await placesInSight(sql, [...new Set([...all.map(({ unit }) => unit), ...keepers])], sight);
    const duties = all.filter(({ unit }) => places.has(unit));
    const byObligation = new Map(duties.map((duty) => [duty.obligation, duty]));
    const behind = new Map(keepers.filter((unit) => places.has(unit)).map((unit) => [`${cycle.id}/${unit}/curve-${line.about?.line ?? ''}`, unit]));
    const nameOf = (unit: string): string => places.get(unit)?.name ?? unit;
    const { items, next } = await toldAbout(sql, [...byObligation.keys(), ...behind.keys()], query);
    const orders = await ordersFor(sql, cycle.id, [...new Set(duties.map(({ unit }) => unit))], duties.map(({ key }) => key));
    return {
      items: items.map(({ obligation, mailStatus, sentAt, ...one }) => {
        const duty = byObligation.get(obligation);
        const unit = duty?.unit ?? behind.get(obligation) ?? '';
        return {
          ...one, unit, unitName: nameOf(unit), duty: duty?.key ?? null, title: duty?.title ?? null, dueOn: duty?.call?.dueOn ?? duty?.originalDueOn ?? null, basis: duty ? basisOfDate(duty) : null,
          mail: mailStatus === null ? null : { status: mailStatus, sentAt },
        };
      }),
      next, now: cycle.now, chasedBy: line.about?.chasing?.basis ?? null,
      orders: orders.filter(({ unit, issuedAt }) => issuedAt !== null || isBelow(places.get(unit)?.path ?? '', sight))
        .map((order) => ({ ...order, unitName: nameOf(order.unit), title: duties.find(({ key }) => key === order.about)?.title ?? null })),
    };
  }
}
