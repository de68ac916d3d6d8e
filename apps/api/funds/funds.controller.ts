import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { ageing, fundsLines, fundsLineView, overdueMoney as overdueMoneyAnswer } from '#libs/contracts/api-funds';
import { localDateOf } from '#libs/domain/time/instant';
import { holdingsOf } from '#libs/domain/funds/holdings';
import type { Holding } from '#libs/domain/funds/holdings';
import { freeOf, isSurplus, sumsOf } from '#libs/domain/funds/line';
import type { FundsLine } from '#libs/domain/funds/line';
import { packOf } from '#libs/store/queries/cycles';
import { fundsLinesOf } from '#libs/store/queries/funds';
import { ageingOf, overdueMoney, overdueTotals } from '#libs/store/queries/late-money';
import { holdingsBehind, keepersOf } from '#libs/store/queries/money-queue';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { holdingView, shown } from './holding-view.ts';
import { MoneyActs } from './money-acts.ts';

/** Where a pack sets none: 1–30, 31–60, 61–90 and over 90 days. */
const defaultBands = [30, 60, 90];

/** The first date of money whose date moved while the clock stood still; finance's days and retention have dates of their own. */
function firstDateOf({ line, holding: { parcel: id, phase, due } }: { line: FundsLine; holding: Holding }): string | null {
  const parcel = line.parcels[id];
  return (phase === 'holding' || phase === 'inFlight') && parcel && due && due.dueOn === parcel.due?.dueOn && parcel.originalDueOn !== due.dueOn ? parcel.originalDueOn : null;
}

@Controller()
export class FundsController {
  constructor(private readonly record: RecordAccess, private readonly money: MoneyActs) {}

  @Handles('registerLine')
  registerLine(@Admitted() admission: Admission<'registerLine'>): Promise<ActAnswer> {
    return this.money.register(admission);
  }

  @Handles('fundsLines')
  async lines(@Admitted() { cycle, sight, query: { overdue, ...query } }: Admission<'fundsLines'>): Promise<z.output<typeof fundsLines>> {
    const today = localDateOf(cycle.now);
    const { items, next } = await fundsLinesOf(this.record.sql, cycle.id, { sight, today, overdue: overdue === 'true', ...query });
    return { items: items.map((item) => ({ ...item, isOverdue: item.dueOn !== null && item.dueOn < today })), next };
  }

  @Handles('overdueMoney')
  async overdue(@Admitted() { cycle, sight, query }: Admission<'overdueMoney'>): Promise<z.output<typeof overdueMoneyAnswer>> {
    const { sql } = this.record;
    const today = localDateOf(cycle.now);
    const { limit, cursor, ...filters } = query;
    const [{ items, next }, totals] = await Promise.all([overdueMoney(sql, cycle.id, { sight, today, limit, cursor, ...filters }), overdueTotals(sql, cycle.id, { sight, today, ...filters })]);
    const isFinances = ({ phase }: { phase: string }): boolean => phase === 'examining' || phase === 'paying';
    const unitsOf = (some: typeof items): string[] => some.map(({ unit }) => unit);
    const [behind, keepers, payers] = await Promise.all([
      holdingsBehind(sql, cycle.id, items), keepersOf(sql, unitsOf(items.filter((one) => !isFinances(one))), 'fundsKeeper', cycle.day), keepersOf(sql, unitsOf(items.filter(isFinances)), 'treasurer', cycle.day),
    ]);
    return {
      items: items.map((item) => {
        const known = behind.get(`${item.line} ${item.n}`);
        return { ...item, document: known?.line.about?.document ?? { number: item.documentNumber, title: '' }, basis: known?.holding.due?.basis ?? null, originalDueOn: known ? firstDateOf(known) : null, posts: (isFinances(item) ? payers : keepers).get(item.unit) ?? [] };
      }),
      next, totals,
    };
  }

  @Handles('ageing')
  async ageing(@Admitted() { cycle, sight, query: { by } }: Admission<'ageing'>): Promise<z.output<typeof ageing>> {
    const { settings: { funds } } = await packOf(this.record.sql, cycle.packDigest);
    const upTo = funds?.ageingBandDays?.value ?? defaultBands;
    return { upTo: [...upTo], rows: await ageingOf(this.record.sql, cycle.id, { sight, today: localDateOf(cycle.now), by, upTo }) };
  }

  @Handles('fundsLine')
  async line(@Admitted() admission: Admission<'fundsLine'>): Promise<z.output<typeof fundsLineView>> {
    const { seq, line } = await this.money.seen(admission);
    const { about, status, now, route, parcels, hops, requests, payments, leavings } = line;
    if (!about || status === 'unregistered') throw new Error('a line without a registration was recorded');
    const holdings = holdingsOf(line, localDateOf(admission.cycle.now));
    return {
      line: about.line, status, document: about.document, source: about.source, kind: about.kind, payee: about.payee, purpose: about.purpose, finance: about.finance, seq, root: about.root, now, carriedFrom: about.carriedFrom, carried: about.carried, isSurplus: isSurplus(line), ...sumsOf(line),
      route: Object.values(route).map(({ unit, name: unitName, from }) => ({ unit, name: unitName, from })),
      parcels: Object.values(parcels).map((parcel) => ({ ...parcel, due: shown(parcel.due), free: freeOf(line, parcel), retention: parcel.retention && { ...parcel.retention, due: shown(parcel.retention.due) }, suspensions: [...parcel.suspensions] })),
      hops: Object.values(hops), requests: Object.values(requests).map(({ returns: _returns, ...request }) => ({ ...request, passages: [...request.passages], defects: [...request.defects], due: shown(request.due) })),
      payments: Object.values(payments), leavings: [...leavings],
      holdings: holdings.map((holding) => holdingView(line, holding)),
      may: await this.money.mayDo(admission, line),
    };
  }

  @Handles('passOn') passOn(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('recordReceipt') recordReceipt(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('takeBack') takeBack(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('giveBack') giveBack(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('callBack') callBack(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('reallocate') reallocate(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('takeOut') takeOut(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('setRetention') setRetention(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('fileRequest') fileRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('returnRequest') returnRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('refileRequest') refileRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('acceptRequest') acceptRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('withdrawRequest') withdrawRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('payRequest') payRequest(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('recordPayment') recordPayment(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('suspendMoney') suspendMoney(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
  @Handles('resumeMoney') resumeMoney(@Admitted() admission: Admission): Promise<ActAnswer> { return this.money.give(admission); }
}
