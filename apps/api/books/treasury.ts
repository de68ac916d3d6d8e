import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { reconciliation, setAsideAnswer, treasuryImport } from '#libs/contracts/api-books';
import { treasuryFields } from '#libs/contracts/book-fields';
import { bookIn } from '#libs/domain/funds/books/grid';
import { planTreasury, whoReconciles } from '#libs/domain/funds/books/treasury';
import { treasuryOf } from '#libs/domain/funds/plan-line';
import { may } from '#libs/domain/may';
import type { HeldPost } from '#libs/domain/may';
import { termsOf, treeOn } from '#libs/store/master';
import { lockOffice } from '#libs/store/office';
import { keepTreasury } from '#libs/store/queries/money-imports';
import { namesOf } from '#libs/store/queries/people';
import { placesOf } from '#libs/store/queries/places';
import type { Sight } from '#libs/store/queries/places';
import { countsOf, entriesOf, entryOf, keepSetAside, listedSpan, proposalsFor, recordedAs } from '#libs/store/queries/reconciliation';
import type { Entry, EntrySight } from '#libs/store/queries/reconciliation';
import type { ActAnswer } from '../acts/answers.ts';
import { Acts } from '../acts/perform.ts';
import { MoneyActs } from '../funds/money-acts.ts';
import type { Admission } from '../http/admission.ts';
import { isBusy } from '../imports/imports.ts';
import { readCells } from '../imports/table.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';
import type { Session } from '../session/sessions.ts';
import { mostBookRows } from './ledgers.ts';
import { refuseFaults } from './shown-faults.ts';

type List = z.output<typeof reconciliation>;

/** The treasury's payments, and how they agree with what is on record. */
@Injectable()
export class Treasury {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly money: MoneyActs) {}

  /** @throws Problem notAllowed, importFaults, tableType, tableBroken, tableTooLarge, officeBusy; nothing is written then */
  async import({ cycle, session }: Admission<'importTreasury'>, file: Buffer): Promise<z.output<typeof treasuryImport>> {
    const posts = await this.mayReconcile(session.person, cycle);
    const book = bookIn(await readCells(file, mostBookRows), treasuryFields);
    const { terms, root } = await termsOf(this.record.sql, cycle.id);
    const { faults, payments } = planTreasury(book, { tree: await treeOn(this.record.sql, root, cycle.day), today: cycle.day, year: terms.year });
    refuseFaults(faults);
    const id = randomUUID();
    const by = { account: session.account, person: session.person, posts: posts.map(({ post, tenure }) => ({ post, tenure })) };
    const kept = await this.record.inTransaction(async (sql) => {
      await lockOffice(sql);
      return keepTreasury(sql, { id, cycle: cycle.id, key: `treasury-${id}`, bodyHash: createHash('sha256').update(file).digest('hex'), by, at: new Date().toISOString() }, payments);
    }).catch((error: unknown) => { throw isBusy(error) ? new Problem('officeBusy') : error; });
    return {
      import: id, rows: payments.length, new: kept.added, changed: kept.changed, unchanged: kept.unchanged, amount: payments.reduce((sum, { amount }) => sum + amount, 0),
      ignored: book.ignored.slice(0, 50).map(({ letter, heading }) => ({ column: letter, heading })),
    };
  }

  async list({ cycle, session, sight, query }: Admission<'reconciliation'>): Promise<List> {
    const { sql } = this.record;
    const see = await this.sightOf(session, cycle, sight);
    const { items, next } = await entriesOf(sql, cycle.id, see, query);
    return { items: await this.shown(cycle, items), next, counts: await countsOf(sql, cycle.id, see), listed: see.all ? await listedSpan(sql, cycle.id) : null };
  }

  /** Gives the line the act that the treasury's payment is. @throws Problem unknownEntry, and as that act */
  async confirm(admission: Admission<'confirmPayment'>): Promise<ActAnswer> {
    const { cycle, params, body: { line, request, parcel } } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    const { voucher, on, payee, payees, amount } = await this.paid(cycle, params.entry);
    return request !== undefined
      ? this.money.giveTo(admission, line, 'payRequest', { request, voucher, payees, on })
      : this.money.giveTo(admission, line, 'recordPayment', { parcel, amount, payee, voucher, payees, on });
  }

  /** Enters a payment of the treasury that nobody had asked for on record (补记), with its voucher as the evidence. @throws Problem unknownEntry, and as the act */
  async catchUp(admission: Admission<'catchUpPayment'>): Promise<ActAnswer> {
    const { cycle, params, body: { line, parcel } } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    return this.money.giveTo(admission, line, 'catchUpPayment', { parcel, ...await this.paid(cycle, params.entry) });
  }

  /** What the treasury has paid, as an entry says it. @throws Problem unknownEntry */
  private async paid(cycle: CycleNow, id: string): Promise<{ voucher: string; on: string; payee: string; payees: number; amount: number }> {
    const entry = await entryOf(this.record.sql, cycle.id, { all: true }, id);
    if (!entry || entry.paidOn === null || entry.amount === null) throw new Problem('unknownEntry', { entry: id });
    return { voucher: entry.voucher, on: entry.paidOn, payee: entry.payee ?? '', payees: entry.payees ?? 1, amount: entry.amount };
  }

  /** @throws Problem notAllowed, unknownEntry, nothingDiffers */
  async setAside({ cycle, session, params, body: { reason } }: Admission<'setAsideDifference'>): Promise<z.output<typeof setAsideAnswer>> {
    await this.mayReconcile(session.person, cycle);
    const entry = await entryOf(this.record.sql, cycle.id, { all: true }, params.entry);
    if (!entry) throw new Problem('unknownEntry', { entry: params.entry });
    if (entry.found === 'matched') throw new Problem('nothingDiffers');
    const at = new Date().toISOString();
    await keepSetAside(this.record.sql, { cycle: cycle.id, voucher: entry.voucher, mark: entry.mark, reason, account: session.account, person: session.person, at });
    return { entry: entry.entry, state: 'setAside', reason, at };
  }

  /** Everything to whoever sees the root and to finance; to others what is of units in their sight. */
  async sightOf({ person }: Session, cycle: CycleNow, sight: Sight): Promise<EntrySight> {
    const { path } = await this.scope.place(cycle, cycle.root);
    if (sight.paths.some((one) => path.startsWith(one))) return { all: true };
    const isTheirs = may(whoReconciles, await this.postsOf(person, cycle), await this.placeOfBooks(cycle)).length > 0;
    return isTheirs ? { all: true } : { all: false, sight };
  }

  /** The units whose money the books show to a person: to whoever compares them, all. */
  async unitsSeen(session: Session, cycle: CycleNow, sight: Sight): Promise<Sight> {
    const see = await this.sightOf(session, cycle, sight);
    return see.all ? { day: cycle.day, paths: [(await this.scope.place(cycle, cycle.root)).path] } : see.sight;
  }

  private async shown(cycle: CycleNow, entries: readonly Entry[]): Promise<List['items']> {
    const { sql } = this.record;
    const [proposals, recorded] = await Promise.all([proposalsFor(sql, cycle.id, entries), recordedAs(sql, cycle.id, entries)]);
    const names = await this.unitNames([...entries.map(({ unit }) => unit), ...[...proposals.values()].flat().map(({ unit }) => unit)]);
    const people = await namesOf(sql, entries.map(({ by }) => by));
    return entries.map((one) => ({
      entry: one.entry, state: one.state, voucher: one.voucher, differs: one.found === 'differing' ? differsIn(one) : [],
      treasury: one.amount === null || one.paidOn === null ? null : { amount: one.amount, on: one.paidOn, payee: one.payee, payees: one.payees, unitName: one.treasuryName, documentNumber: one.documentNumber, purpose: one.purpose, row: one.row ?? 0 },
      record: one.line === null || one.payment === null ? null : { line: one.line, payment: one.payment, amount: one.recordAmount ?? 0, on: one.recordOn ?? '', payee: one.recordPayee, payees: one.recordPayees, ...recorded.get(`${one.line}-${one.payment}`) ?? { documentNumber: '', purpose: '', isCaughtUp: false } },
      unit: one.unit, unitName: one.unit === null ? null : names(one.unit),
      proposals: (proposals.get(one.entry) ?? []).map((proposal) => ({ ...proposal, unitName: names(proposal.unit), agrees: [...proposal.agrees] })),
      setAside: one.reason === null || one.at === null ? null : { reason: one.reason, by: people(one.by ?? ''), at: one.at },
    }));
  }

  private async unitNames(units: readonly (string | null)[]): Promise<(unit: string) => string> {
    const known = new Map((await placesOf(this.record.sql, { units: [...new Set(units.filter((unit) => unit !== null))] })).map(({ id, name }) => [id, name]));
    return (unit) => known.get(unit) ?? unit;
  }

  private async placeOfBooks(cycle: CycleNow) {
    const { terms, root } = await termsOf(this.record.sql, cycle.id);
    return { unit: root, superior: null, root, department: treasuryOf(terms.pack, await treeOn(this.record.sql, root, cycle.day), root)?.id ?? null };
  }

  private async mayReconcile(person: string, cycle: CycleNow): Promise<readonly HeldPost[]> {
    return this.scope.mayAct(person, cycle.day, whoReconciles, await this.placeOfBooks(cycle));
  }

  private async postsOf(person: string, cycle: CycleNow): Promise<HeldPost[]> {
    return (await this.scope.postsIn(person, cycle)).map(({ post, unit, functions, tenure }) => ({ post, unit, functions, tenure }));
  }
}

const plain = (name: string | null): string => (name ?? '').replaceAll('（', '(').replaceAll('）', ')').replaceAll(' ', '');

const differsIn = ({ amount, recordAmount, paidOn, recordOn, payee, recordPayee }: Entry): ('amount' | 'on' | 'payee')[] => [
  ...(amount === recordAmount ? [] : ['amount' as const]), ...(paidOn === recordOn ? [] : ['on' as const]), ...(recordPayee === null || plain(payee) === plain(recordPayee) ? [] : ['payee' as const]),
];
