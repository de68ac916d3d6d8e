import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { importCounts, importPreview, importView } from '#libs/contracts/api';
import { faultWords, importFields } from '#libs/contracts/import-faults';
import type { ImportFaultCode, ImportField } from '#libs/contracts/import-faults';
import type { UnitType } from '#libs/contracts/policy';
import { problemWords } from '#libs/contracts/problems';
import { countOf, planImport } from '#libs/domain/organisation/plan-import';
import type { ImportPlan, Realm } from '#libs/domain/organisation/records';
import { localDateOf } from '#libs/domain/time/instant';
import { logger } from '#libs/platform/log';
import { canonical } from '#libs/store/journal';
import { lockOffice, writeOffice } from '#libs/store/office';
import { beginImport, endImport, importBeat, importById, importByKey, importProgress, takeOverImport } from '#libs/store/queries/imports';
import type { ImportRow } from '#libs/store/queries/imports';
import { officeOf } from '#libs/store/queries/office';
import { since } from '#libs/store/seed';
import type { Sql } from '#libs/store/sql';
import { Problem } from '../problem/problem.ts';
import { isRecordAway, RecordAccess } from '../scope/record-access.ts';
import type { Session } from '../session/sessions.ts';
import type { Table } from './table.ts';

const log = logger('api');

/** An import that has not been heard of for so long has lost its process. */
const silentMillis = 30_000;
const beatMillis = 5_000;
/** So long the answer waits for the end; a larger import is asked about. */
const patienceMillis = 1_500;
const mostFaults = 500;
const mostShown = 50;

type Preview = z.output<typeof importPreview>;
type View = z.output<typeof importView>;

/** A table on its way into the record, with what it is judged by. */
export interface Importing {
  table: Table;
  unitTypes: readonly UnitType[];
  realm: Realm;
}

interface Fault {
  row: number;
  column: string;
  heading: string | null;
  field: string;
  code: ImportFaultCode;
  words: { zh: string; en: string };
}

/** Imports of units, posts and people: looked at first, then written all or not at all. */
@Injectable()
export class Imports {
  constructor(private readonly record: RecordAccess) {}

  async preview(importing: Importing): Promise<Preview> {
    const { plan, faults, hash } = await this.planned(this.record.sql, importing);
    const { changes } = plan;
    const unitChanges = [...changes.newUnits.map(({ id, name }) => ({ unit: id, name, was: null })), ...changes.renamedUnits.map(({ id, before, after }) => ({ unit: id, name: after.name, was: before.name }))];
    const personChanges = [...changes.newPeople.map(({ id, name }) => ({ person: id, name, was: null })), ...changes.changedPeople.map(({ id, before, after }) => ({ person: id, name: after.name, was: before.name }))];
    const tenureChanges = [
      ...changes.newTenures.map(({ post, person, from, to }) => ({ post, person, from, to, isNew: true })),
      ...changes.changedTenures.map(({ id, after }) => ({ post: id.split('@')[0] ?? id, person: '', ...after, isNew: false })),
    ];
    return {
      hash, rows: importing.table.rows.length, isPossible: faults.length === 0, faultCount: faults.length, faults: faults.slice(0, mostFaults),
      ignored: importing.table.ignored.slice(0, mostShown).map(({ letter, heading }) => ({ column: letter, heading })),
      counts: countsOf(plan), changes: sizeOf(plan), units: unitChanges.slice(0, mostShown), people: personChanges.slice(0, mostShown), tenures: tenureChanges.slice(0, mostShown),
    };
  }

  /**
   * The import that this key stands for, if there is one that ended or is under way.
   *
   * @throws Problem keyReused
   */
  async known(account: string, key: string, bodyHash: string): Promise<View | null> {
    const row = await importByKey(this.record.sql, account, key);
    if (row && row.bodyHash !== bodyHash) throw new Problem('keyReused');
    return row && !isInterrupted(row) ? viewOf(row) : null;
  }

  /**
   * Imports a table under a key; answers when it is done, or after a moment with how far it is.
   *
   * @throws Problem importFaults with each fault by row and column, previewStale; nothing is written then
   */
  async run(importing: Importing, { session, key, bodyHash, pack, preview }: { session: Session; key: string; bodyHash: string; pack: string; preview: string | undefined }): Promise<View> {
    const { plan, faults, hash } = await this.planned(this.record.sql, importing);
    refuse(faults, hash, preview);
    const { sql } = this.record;
    const known = await importByKey(sql, session.account, key);
    const id = known?.id ?? randomUUID();
    const isOurs = known ? await takeOverImport(sql, id, new Date(Date.now() - silentMillis).toISOString(), now())
      : await beginImport(sql, { id, account: session.account, key, bodyHash, pack, of: sizeOf(plan), at: now() });
    if (isOurs) {
      const writing = this.write(id, importing, session, preview);
      await Promise.race([writing, new Promise((resolve) => { setTimeout(resolve, patienceMillis).unref(); })]);
    }
    const row = await importByKey(sql, session.account, key);
    if (row && row.bodyHash !== bodyHash) throw new Problem('keyReused');
    if (!row) throw new Problem('recordUnavailable', {}, { retryAfter: 1 });
    return viewOf(row);
  }

  /** @throws Problem unknownImport */
  async stateOf(account: string, id: string): Promise<View> {
    const row = await importById(this.record.sql, account, id);
    if (!row) throw new Problem('unknownImport');
    return viewOf(row);
  }

  /** Plans once more with the record locked, and writes; never throws, what went wrong stands in the import's row. */
  private async write(id: string, importing: Importing, { account, person }: Session, preview: string | undefined): Promise<void> {
    const beat = setInterval(() => { importBeat(this.record.sql, id, now()).catch(() => undefined); }, beatMillis);
    try {
      await this.record.inTransaction(async (sql) => {
        await lockOffice(sql);
        const { plan, faults, hash } = await this.planned(sql, importing);
        refuse(faults, hash, preview);
        const of = sizeOf(plan);
        await writeOffice(sql, plan.changes, { account, person, at: now(), batch: id }, async (phase, done) => { await importProgress(this.record.sql, id, phase, done, of, now()); });
        await endImport(sql, id, 'done', { counts: countsOf(plan), changes: of }, of, now());
      });
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(isBusy(error) ? 'officeBusy' : isRecordAway(error) ? 'recordUnavailable' : 'internal', { id });
      if (!(error instanceof Problem)) log.error({ id, message: error instanceof Error ? error.message : String(error) }, 'import failed');
      await endImport(this.record.sql, id, 'failed', { code: problem.code, facts: problem.facts }, 0, now()).catch(() => undefined);
    } finally {
      clearInterval(beat);
    }
  }

  private async planned(sql: Sql, { table, unitTypes, realm }: Importing): Promise<{ plan: ImportPlan; faults: Fault[]; hash: string }> {
    const today = localDateOf(now());
    const known = await officeOf(sql, table.rows, unitTypes, realm, today);
    const plan = planImport(table.rows, { unitTypes, known, realm, today, since });
    const faults = [...faultsOfHead(table), ...plan.faults.map(({ row, field, code, facts }) => faultAt(table, row, field, code, facts))];
    return { plan, faults, hash: createHash('sha256').update(canonical(plan.changes)).digest('hex') };
  }
}

const now = (): string => new Date().toISOString();

/** Somebody else holds the lock: MariaDB and MySQL say it differently. */
export const isBusy = (error: unknown): boolean => ['ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_NOWAIT'].includes((error as { code?: string }).code ?? '');

function refuse(faults: readonly Fault[], hash: string, preview: string | undefined): void {
  const [first] = faults;
  if (first) {
    const errors = faults.slice(0, 50).map(({ row, column, words }) => ({ pointer: `/${row}/${column}`, detail: `${words.zh} · ${words.en}` }));
    throw new Problem('importFaults', { faults: faults.length, row: first.row, column: first.column }, { errors });
  }
  if (preview !== undefined && preview !== hash) throw new Problem('previewStale');
}

const faultAt = ({ columns }: Table, row: number, field: ImportField, code: ImportFaultCode, facts: Record<string, string | number>): Fault =>
  ({ row, column: columns[field]?.letter ?? '—', heading: columns[field]?.heading ?? importFields[field].zh, field, code, words: faultWords(code, facts) });

/** Without these three nothing can be read. */
const needed = ['unit', 'unitName', 'unitType'] as const;

const faultsOfHead = (table: Table): Fault[] => [
  ...needed.filter((field) => !table.columns[field]).map((field) => faultAt(table, table.headingRow, field, 'columnMissing', { column: importFields[field].zh })),
  ...table.twice.map(({ field, column }) => ({ ...faultAt(table, table.headingRow, field, 'columnTwice', { column: column.heading }), column: column.letter })),
];

function countsOf({ changes, unchanged }: ImportPlan): z.output<typeof importCounts> {
  const counts = countOf(changes);
  return {
    units: { ...counts.units, unchanged: unchanged.units }, posts: { ...counts.posts, unchanged: unchanged.posts },
    people: { ...counts.people, unchanged: unchanged.people }, tenures: { ...counts.tenures, unchanged: unchanged.tenures },
  };
}

const sizeOf = ({ changes }: ImportPlan): number => Object.values(changes).reduce((sum, one: readonly unknown[]) => sum + one.length, 0);

const isInterrupted = ({ state, beatAt }: ImportRow): boolean => state === 'running' && Date.parse(beatAt) < Date.now() - silentMillis;

function viewOf(row: ImportRow): View {
  const { id, state, phase, done, of, startedAt, endedAt } = row;
  const outcome = row.outcome === null ? {} : JSON.parse(row.outcome) as { counts?: View['counts']; changes?: number; code?: Problem['code']; facts?: Record<string, unknown> };
  return {
    import: id, state: isInterrupted(row) ? 'interrupted' : state, phase, done, of, startedAt, endedAt, counts: outcome.counts ?? null, changes: outcome.changes ?? null,
    reason: outcome.code ? problemWords(outcome.code, outcome.facts ?? {}) : null,
  };
}
