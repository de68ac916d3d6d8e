import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { unitPage } from '#libs/contracts/api-unit';
import type { Order } from '#libs/domain/order/order';
import { instantAt } from '#libs/domain/time/instant';
import type { Duty } from '#libs/domain/unit-year/state';
import { dutiesOfUnit } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { placesOf } from '#libs/store/queries/places';
import type { Sight } from '#libs/store/queries/places';
import { lightsBelow, unitOf } from '#libs/store/queries/tree';
import { postsOfUnit, toldSince } from '#libs/store/queries/unit-page';
import type { PostOfUnit } from '#libs/store/queries/unit-page';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { ObligationItems } from '../obligations/obligation-items.ts';
import { itemOf as orderItemOf } from '../orders/orders.controller.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow, UnitPlace } from '../scope/scope.ts';
import { noLights } from './units.controller.ts';

type UnitPage = z.output<typeof unitPage>;

const mostDuties = 200;

@Controller()
export class UnitPageController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly items: ObligationItems) {}

  /** A unit's page in one read: where it stands, who holds its posts, what it owes, what was told to it, who answers for it above. */
  @Handles('unitPage')
  async page(@Admitted() { cycle, place, sight }: Admission<'unitPage'>): Promise<UnitPage> {
    const { sql } = this.record;
    const unit = await unitOf(sql, place.unit, cycle.day);
    if (!unit) throw new Problem('unknownUnit', { unit: place.unit, cycle: cycle.id });
    const facts = await dutiesOfUnit(sql, cycle.id, unit.id, cycle.now);
    const posts = await postsOfUnit(sql, unit.id, cycle.day);
    const told = await toldSince(sql, cycle.id, posts.map(({ post }) => post), instantAt(`${cycle.day.slice(0, 7)}-01`, '00:00'));
    const below = await lightsBelow(sql, cycle.id, [unit], cycle.day, cycle.now);
    const orders = facts.filter((one): one is ObligationFacts<Order> => one.kind === 'order');
    return {
      now: cycle.now, unit: unit.id, unitName: unit.name, type: unit.type, administeredBy: unit.administeredBy,
      ancestors: await this.ancestors(cycle, place, sight),
      posts: posts.map((post) => ({ ...post, told: told.get(post.post) ?? 0 })),
      children: unit.children, below: { ...noLights, ...below.get(unit.id) },
      duties: await this.items.of(cycle, facts.slice(0, mostDuties)), moreDuties: Math.max(0, facts.length - mostDuties),
      orders: orders.slice(0, mostDuties).map(orderItemOf),
      above: await this.above(cycle, place, facts.map(({ detail }) => detail)),
    };
  }

  private async ancestors(cycle: CycleNow, { path }: UnitPlace, sight: Sight): Promise<UnitPage['ancestors']> {
    const steps = path.split('/').slice(1, -1);
    const seen = steps.slice(0, -1).filter((_, n) => sight.paths.some((one) => `/${steps.slice(0, n + 1).join('/')}/`.startsWith(one)));
    const inTree = seen.slice(Math.max(0, seen.indexOf(cycle.root)));
    const names = new Map((await placesOf(this.record.sql, { units: inTree })).map(({ id, name }) => [id, name]));
    return inTree.map((unit) => ({ unit, unitName: names.get(unit) ?? unit }));
  }

  /** The posts of the unit above that this unit's duties wait on in some call: who answers, reviews, countersigns, decides. */
  private async above(cycle: CycleNow, { superior }: UnitPlace, duties: readonly Duty[]): Promise<UnitPage['above']> {
    if (superior === null) return null;
    const named = new Set(duties.flatMap(({ calls }) => Object.values(calls).flatMap(({ posts }) => posts)));
    const shown = ({ post, title, person }: PostOfUnit) => ({ post, title, person });
    return {
      unit: superior, unitName: (await this.scope.place(cycle, superior)).name,
      posts: (await postsOfUnit(this.record.sql, superior, cycle.day)).filter(({ post }) => named.has(post)).map(shown),
    };
  }
}
