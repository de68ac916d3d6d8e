import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { linePreview, moneyFlows, moneyQueue as moneyQueueAnswer } from '#libs/contracts/api-money-reads';
import { isRejection } from '#libs/domain/decider';
import { dueOf } from '#libs/domain/funds/due';
import { planLine } from '#libs/domain/funds/plan-line';
import { localDateOf } from '#libs/domain/time/instant';
import { termsOf, treeOn } from '#libs/store/master';
import { packOf } from '#libs/store/queries/cycles';
import { lateHolders } from '#libs/store/queries/late-money';
import { moneyByLevel, moneyOut } from '#libs/store/queries/money-flows';
import { holdingsBehind, moneyQueue, moneyWaiting } from '#libs/store/queries/money-queue';
import { problemOfRejection } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { MoneyActs } from './money-acts.ts';

/** What pages read of money in one piece. */
@Controller()
export class MoneyReadsController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly money: MoneyActs) {}

  @Handles('moneyQueue')
  async queue(@Admitted() { cycle, sight, query: { what, holder, ...page } }: Admission<'moneyQueue'>): Promise<z.output<typeof moneyQueueAnswer>> {
    const { sql } = this.record;
    const today = localDateOf(cycle.now);
    const [{ items, next }, counts] = await Promise.all([moneyQueue(sql, cycle.id, { what, holder, sight, today, ...page }), moneyWaiting(sql, cycle.id, sight, holder)]);
    const behind = await holdingsBehind(sql, cycle.id, items);
    return {
      items: items.map(({ n, ...item }) => {
        const known = behind.get(`${item.line} ${n}`);
        const request = what === 'record' ? undefined : known?.line.requests[item.at];
        return { ...item, what, payee: request?.payee ?? null, defects: what === 'correct' ? [...request?.defects ?? []] : [], basis: known?.holding.due?.basis ?? null };
      }),
      next, counts, now: cycle.now,
    };
  }

  @Handles('moneyFlows')
  async flows(@Admitted() { cycle, sight }: Admission<'moneyFlows'>): Promise<z.output<typeof moneyFlows>> {
    const { sql } = this.record;
    const [{ levels, sources, lines }, out, late, pack, root] = await Promise.all([
      moneyByLevel(sql, cycle.id, sight), moneyOut(sql, cycle.id), lateHolders(sql, cycle.id, { sight, today: localDateOf(cycle.now) }), packOf(sql, cycle.packDigest), this.scope.place(cycle, cycle.root),
    ]);
    // What left a line left it at the root: whoever sees less of the tree sees only what came to it.
    const isWhole = sight.paths.some((path) => root.path.startsWith(path));
    const left = (source?: string): number => (isWhole ? sum(out.filter((one) => source === undefined || one.source === source).map(({ returned }) => returned)) : 0);
    const own = levels.map(({ held, inFlight, paid }, n) => held + inFlight + paid + (n === 0 ? left() : 0));
    const from = (n: number): number => sum(own.slice(n));
    const total = (of: 'held' | 'inFlight' | 'paid'): number => sum(levels.map((level) => level[of]));
    return {
      now: cycle.now, lines,
      sources: (pack.settings.funds?.sources?.value ?? []).map(({ id, name }) => {
        const one = sources.find(({ source }) => source === id);
        return { id, name, received: (one ? one.held + one.inFlight + one.paid : 0) + left(id) };
      }),
      levels: levels.map(({ units, types, held, inFlight, paid }, n) => ({
        level: n, names: pack.unitTypes.filter(({ id }) => types.includes(id)).map(({ name }) => name), units, received: from(n), held, inFlight, paid, returned: n === 0 ? left() : 0, passedOn: from(n + 1),
      })),
      totals: { received: from(0), held: total('held'), inFlight: total('inFlight'), paid: total('paid'), returned: left(), retained: isWhole ? sum(out.map(({ retained }) => retained)) : 0 },
      overdue: { n: sum(late.map(({ n }) => n)), amount: sum(late.map(({ amount }) => amount)), units: late.slice(0, 5).map(({ unit, name, amount }) => ({ unit, name, amount })) },
    };
  }

  /** @throws Problem as the registration itself does, before anything is registered */
  @Handles('previewLine')
  async preview(@Admitted() { cycle, body }: Admission<'previewLine'>): Promise<z.output<typeof linePreview>> {
    const { sql } = this.record;
    const { terms, root } = await termsOf(sql, cycle.id);
    const { calendar } = terms;
    const planned = planLine({ ...body, before: await this.money.lineBefore(body.carriedFrom, root) }, { cycle: cycle.id, line: 'L0', root, pack: terms.pack, calendar, tree: await treeOn(sql, root, cycle.day), isDrill: cycle.isDrill });
    if (isRejection(planned)) throw problemOfRejection(planned);
    const shown = (due: ReturnType<typeof dueOf>) => due && { dueOn: due.dueOn, basis: due.basis };
    const { receivedOn } = body;
    return {
      source: planned.source.name, finance: planned.finance, receivedOn,
      places: planned.route.map(({ unit, name, from, rules }) => ({
        unit, name, from, does: planned.route.some((place) => place.from === unit) ? 'passOn' : 'use', due: shown(dueOf(rules, receivedOn, calendar)),
        rules: rules.map(({ by, within, basis }) => ({ by: by ?? null, within: within ?? null, basis })),
      })),
      payment: shown(dueOf(planned.payWithin ? [planned.payWithin] : [], receivedOn, calendar)),
    };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
