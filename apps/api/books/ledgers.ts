import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { beginLedger } from '#activities/ledger';
import type { ledgerCheck, ledgerImport } from '#libs/contracts/api-books';
import { ledgerFields } from '#libs/contracts/book-fields';
import type { LedgerField } from '#libs/contracts/book-fields';
import { isProblemCode, problemWords } from '#libs/contracts/problems';
import { whoRegisters } from '#libs/domain/funds/funds-line';
import { bookIn } from '#libs/domain/funds/books/grid';
import type { Book } from '#libs/domain/funds/books/grid';
import { plainNumber, planLedger } from '#libs/domain/funds/books/ledger';
import type { LedgerPlan } from '#libs/domain/funds/books/ledger';
import { logger } from '#libs/platform/log';
import { canonical } from '#libs/store/journal';
import { termsOf, treeOn } from '#libs/store/master';
import { lockOffice } from '#libs/store/office';
import { keepLedger, knownLines, moneyImportById, moneyImportByKey, progressOf } from '#libs/store/queries/money-imports';
import type { MoneyImport } from '#libs/store/queries/money-imports';
import type { Sql } from '#libs/store/sql';
import { Acts } from '../acts/perform.ts';
import { Engine } from '../engine.ts';
import type { Admission } from '../http/admission.ts';
import { isBusy } from '../imports/imports.ts';
import { readCells } from '../imports/table.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow } from '../scope/scope.ts';
import { refuseFaults, shownFault } from './shown-faults.ts';

const log = logger('api');

/** Rows of a book that is read at once. */
export const mostBookRows = 20_000;
const mostFaults = 500;
const mostShown = 50;

type Check = z.output<typeof ledgerCheck>;
type View = z.output<typeof ledgerImport>;

/** The ledger of allocations: checked, taken in whole or not at all, and then registered line by line. */
@Injectable()
export class Ledgers {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly engine: Engine) {}

  /** @throws Problem tableType, tableBroken, tableTooLarge */
  async check(cycle: CycleNow, file: Buffer): Promise<Check> {
    const book = bookIn(await readCells(file, mostBookRows), ledgerFields);
    const { faults, entries, unchanged, alike, totals, hash, names, sources } = await this.planned(this.record.sql, cycle, book);
    return {
      hash, rows: book.rows.length, isPossible: faults.length === 0, faultCount: faults.length, faults: faults.slice(0, mostFaults).map(shownFault),
      ignored: book.ignored.slice(0, mostShown).map(({ letter, heading }) => ({ column: letter, heading })),
      new: entries.length, unchanged: unchanged.length, amount: entries.reduce((sum, { registration }) => sum + registration.amount, 0), totals,
      sources: sources.flatMap(({ id, name }) => {
        const own = entries.filter(({ registration }) => registration.source === id);
        return own.length === 0 ? [] : [{ source: id, name, n: own.length, amount: own.reduce((sum, { registration }) => sum + registration.amount, 0) }];
      }),
      lines: entries.slice(0, mostShown).map(({ row, registration: { document, source, purpose, amount, receivedOn, route, terms } }) =>
        ({ row, documentNumber: document.number, source, purpose, amount, receivedOn, route: route.map(({ unit }) => names(unit)), terms: terms.map(({ says }) => says) })),
      alike: alike.slice(0, mostShown),
    };
  }

  /**
   * Takes a ledger in under a key: all of it, each line with its number, or nothing. The lines are registered afterwards.
   *
   * @throws Problem importFaults with each fault by row and column, previewStale, keyReused, officeBusy, cycleNotOpen, cycleBusy; nothing is written then
   */
  async import({ cycle, session, act, query: { preview } }: Admission<'importLedger'>, file: Buffer): Promise<View> {
    const { sql } = this.record;
    const bodyHash = createHash('sha256').update(`${cycle.id}\n${preview ?? ''}\n`).update(file).digest('hex');
    const known = await this.known(session.account, act.key, bodyHash);
    if (known) return known;
    this.acts.mustBeOpen(cycle);
    const posts = await this.scope.mayAct(session.person, cycle.day, whoRegisters, { unit: cycle.root, superior: null, root: cycle.root });
    const by = { account: session.account, person: session.person, posts: posts.map(({ post, tenure }) => ({ post, tenure })) };
    const book = bookIn(await readCells(file, mostBookRows), ledgerFields);
    const id = randomUUID();
    try {
      await this.record.inTransaction(async (inside) => {
        await lockOffice(inside);
        const { faults, entries, unchanged, hash } = await this.planned(inside, cycle, book);
        refuseFaults(faults);
        if (preview !== undefined && preview !== hash) throw new Problem('previewStale');
        await keepLedger(inside, { id, cycle: cycle.id, key: act.key, bodyHash, by, at: new Date().toISOString() }, entries, unchanged.length);
      });
    } catch (error) {
      // Sent twice at once: the other one has it.
      const twin = await this.known(session.account, act.key, bodyHash);
      if (twin) return twin;
      throw isBusy(error) ? new Problem('officeBusy') : error;
    }
    const row = await moneyImportById(sql, cycle.id, id);
    if (!row) throw new Problem('recordUnavailable', {}, { retryAfter: 1 });
    return this.viewOf(row);
  }

  /** @throws Problem unknownImport */
  async state(cycle: CycleNow, id: string): Promise<View> {
    const row = await moneyImportById(this.record.sql, cycle.id, id);
    if (!row) throw new Problem('unknownImport');
    return this.viewOf(row);
  }

  private async known(account: string, key: string, bodyHash: string): Promise<View | null> {
    const row = await moneyImportByKey(this.record.sql, account, key);
    if (row && row.bodyHash !== bodyHash) throw new Problem('keyReused');
    return row ? this.viewOf(row) : null;
  }

  /** Whoever asks sees to it that it goes on: with Temporal away it begins when it is asked for again, or when a worker starts. */
  private async viewOf({ id, state, newRows, unchangedRows, amount, startedAt, endedAt }: MoneyImport): Promise<View> {
    if (state === 'registering') await beginLedger(this.engine, id).catch((error: unknown) => log.warn({ id, error: String(error) }, 'an imported ledger could not be begun'));
    const { done, failed } = await progressOf(this.record.sql, id);
    return {
      import: id, state, new: newRows, unchanged: unchangedRows, amount, done, of: newRows, startedAt, endedAt,
      failed: failed.map(({ row, reason }) => {
        const { code, facts } = JSON.parse(reason) as { code: string; facts: Record<string, unknown> };
        return { row, reason: isProblemCode(code) ? problemWords(code, facts) : { zh: code, en: code } };
      }),
    };
  }

  private async planned(sql: Sql, cycle: CycleNow, book: Book<LedgerField>): Promise<LedgerPlan & { hash: string; names: (unit: string) => string; sources: { id: string; name: { zh: string; en: string } }[] }> {
    const { terms, root } = await termsOf(sql, cycle.id);
    const tree = await treeOn(sql, root, cycle.day);
    const documents = [...new Set(book.rows.map(({ cells }) => plainNumber((cells.documentNumber?.[0]?.text ?? '').replace(/^'/, ''))))].filter((one) => one !== '' && one.length <= 60);
    const known = await knownLines(sql, cycle.id, documents);
    const plan = planLedger(book, { cycle: cycle.id, root, pack: terms.pack, calendar: terms.calendar, tree, today: cycle.day, year: terms.year, known, isDrill: cycle.isDrill });
    const hash = createHash('sha256').update(canonical([plan.entries, plan.unchanged])).digest('hex');
    return { ...plan, hash, sources: terms.pack.settings.funds?.sources?.value ?? [], names: (unit) => tree.get(unit)?.name ?? unit };
  }
}
