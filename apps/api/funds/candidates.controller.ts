import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { candidates as candidatesAnswer, candidateView } from '#libs/contracts/api-candidates';
import type { PolicyPack } from '#libs/contracts/policy';
import { holdingsOf } from '#libs/domain/funds/holdings';
import type { Holding } from '#libs/domain/funds/holdings';
import type { FundsLine } from '#libs/domain/funds/line';
import { basisText } from '#libs/domain/policy/basis';
import { localDateOf } from '#libs/domain/time/instant';
import { candidatesOf, ordersAbout } from '#libs/store/queries/candidates';
import type { CandidateFacts } from '#libs/store/queries/candidates';
import { packOf } from '#libs/store/queries/cycles';
import { isSeen } from '#libs/store/queries/places';
import { noticesOf } from '#libs/store/queries/story';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { basisOfDate, holdingView } from './holding-view.ts';
import { MoneyActs } from './money-acts.ts';

/** What the record proposes for people to judge, with what shows it. */
@Controller()
export class CandidatesController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly money: MoneyActs) {}

  @Handles('candidates')
  async candidates(@Admitted() { cycle, sight, query }: Admission<'candidates'>): Promise<z.output<typeof candidatesAnswer>> {
    const pack = await packOf(this.record.sql, cycle.packDigest);
    const { items, next } = await candidatesOf(this.record.sql, cycle.id, { sight, ...query });
    return { items: items.map((item) => ({ ...item, situation: situationOf(pack, item.situation) })), next };
  }

  @Handles('candidate')
  async candidate(@Admitted() admission: Admission<'candidate'>): Promise<z.output<typeof candidateView>> {
    const { cycle, sight, params } = admission;
    const { sql } = this.record;
    const { line } = await this.money.seen(admission);
    const found = Object.hasOwn(line.candidates, params.candidate) ? line.candidates[params.candidate] : undefined;
    const duty = line.duties[found?.duty ?? ''];
    if (!found || !duty || !isSeen((await this.scope.place(cycle, found.unit)).path, sight)) throw new Problem('unknownCandidate', { line: params.line, candidate: params.candidate });
    const pack = await packOf(sql, cycle.packDigest);
    const holdings = holdingsOf(line, localDateOf(cycle.now)).filter(({ parcel }) => parcel === duty.parcel || isBefore(line, parcel, duty.parcel));
    const { about } = line;
    const item: Omit<CandidateFacts, 'situation'> = {
      line: params.line, candidate: found.id, sign: found.sign, unit: found.unit, unitName: nameOf(line, found.unit), purpose: about?.purpose ?? '', source: about?.source.id ?? '', documentNumber: about?.document.number ?? '',
      amount: found.amount, dueOn: found.dueOn, status: found.status, listedAt: found.listedAt, endedAt: found.endedAt,
    };
    const conditions = pack.accountability.situations.find(({ id }) => id === found.situation)?.conditions ?? [];
    return {
      ...item, situation: situationOf(pack, found.situation), basis: duty.basis, dueBasis: basisOfDate(duty), duty: duty.key, title: duty.title, now: cycle.now,
      conditions: conditions.map(({ id, is, anyOf }) => ({ id, is, anyOf: anyOf.map((element) => ({ id: element.id, says: element.says, shownBy: element.shownBy, isShown: element.shownBy === 'record' && element.sign === found.sign })) })),
      holdings: holdings.map((holding) => holdingView(line, holding)), daysOver: daysOverBy(line, holdings), suspensions: [...line.parcels[duty.parcel]?.suspensions ?? []],
      notices: (await noticesOf(sql, duty.obligation)).map(({ at, stage, words, postTitle, person, toldAt }) => ({ at, stage, words, postTitle, person, toldAt })),
      orders: await ordersAbout(sql, cycle.id, found.unit, duty.key),
    };
  }
}

function situationOf(pack: PolicyPack, id: string): z.output<typeof candidateView>['situation'] {
  const found = pack.accountability.situations.find((one) => one.id === id);
  if (!found) throw new Error(`a candidate of ${id}, of which the year's pack knows nothing`);
  return { id, row: found.row, basis: basisText(pack, found.basis), trigger: found.trigger };
}

const nameOf = ({ about, route }: FundsLine, unit: string): string => route[unit]?.name ?? about?.finance.name ?? unit;

/** Whether one parcel's money became, hop by hop, another's. */
function isBefore(line: FundsLine, parcel: string, later: string): boolean {
  const hop = line.parcels[later]?.hop;
  const from = hop === null || hop === undefined ? undefined : line.hops[hop]?.from;
  return from !== undefined && (from === parcel || isBefore(line, parcel, from));
}

function daysOverBy(line: FundsLine, holdings: readonly Holding[]): z.output<typeof candidateView>['daysOver'] {
  const most = new Map<string, number>();
  // Two sums that lay side by side are one stretch of days, not two.
  for (const { unit, phase, daysOver } of holdings) most.set(`${unit} ${phase}`, Math.max(most.get(`${unit} ${phase}`) ?? 0, daysOver));
  const by = new Map<string, number>();
  for (const [key, days] of most) by.set(key.split(' ')[0] ?? '', (by.get(key.split(' ')[0] ?? '') ?? 0) + days);
  return [...by].filter(([, days]) => days > 0).sort(([, a], [, b]) => b - a).map(([unit, days]) => ({ unit, unitName: nameOf(line, unit), days }));
}
