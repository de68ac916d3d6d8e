import { Injectable } from '@nestjs/common';
import { faultWords } from '#libs/contracts/import-faults';
import type { ImportFaultCode } from '#libs/contracts/import-faults';
import type { UnitType } from '#libs/contracts/policy';
import { planImport } from '#libs/domain/organisation/plan-import';
import { administers } from '#libs/domain/organisation/records';
import type { ImportRow, OfficeChanges, Realm, UnitRecord } from '#libs/domain/organisation/records';
import { localDateOf } from '#libs/domain/time/instant';
import { lockOffice, writeOffice } from '#libs/store/office';
import type { ChangedBy } from '#libs/store/office';
import { officeOf, unitRecords } from '#libs/store/queries/office';
import { since } from '#libs/store/seed';
import type { Sql } from '#libs/store/sql';
import { isBusy } from '../imports/imports.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import type { Session } from '../session/sessions.ts';

/** A change by hand, under way: nobody else changes the office's records meanwhile. */
export interface Hand {
  sql: Sql;
  today: string;
  by: ChangedBy;
}

/** Changes of the office's records by hand: the rules of an import, for one row. */
@Injectable()
export class ByHand {
  constructor(private readonly record: RecordAccess) {}

  /** @throws Problem officeBusy */
  async change<T>({ account, person }: Session, work: (hand: Hand) => Promise<T>): Promise<T> {
    const at = new Date().toISOString();
    try {
      return await this.record.inTransaction(async (sql) => {
        await lockOffice(sql);
        return work({ sql, today: localDateOf(at), by: { account, person, at } });
      });
    } catch (error) {
      if (isBusy(error)) throw new Problem('officeBusy', {}, { retryAfter: 1 });
      throw error;
    }
  }

  /**
   * Plans and writes one row as an import would.
   *
   * @throws Problem recordRefused with the import's sentence and the field at fault
   */
  async row({ sql, today, by }: Hand, cells: Partial<ImportRow>, unitTypes: readonly UnitType[], realm: Realm): Promise<{ changes: number }> {
    const row: ImportRow = { row: 1, unit: '', unitName: '', unitType: '', under: '', post: '', name: '', email: '', from: '', to: '', login: '', ...cells };
    const known = await officeOf(sql, [row], unitTypes, realm, today);
    const { faults: [fault], changes } = planImport([row], { unitTypes, known, realm, today, since });
    if (fault) throw refused(fault.code, fault.facts, fieldNames[fault.field] ?? fault.field);
    return this.write({ sql, today, by }, changes);
  }

  async write({ sql, by }: Hand, changes: OfficeChanges): Promise<{ changes: number }> {
    await writeOffice(sql, changes, by);
    return { changes: Object.values(changes).reduce((sum, one: readonly unknown[]) => sum + one.length, 0) };
  }

  /** @throws Problem unknownOfficeUnit, notAdministrator, recordRefused where it has ended */
  async unit(sql: Sql, id: string, realm: Realm, today: string): Promise<UnitRecord> {
    const unit = (await unitRecords(sql, [id])).get(id);
    if (!unit) throw new Problem('unknownOfficeUnit', { unit: id });
    if (!administers(realm, unit.path)) throw new Problem('notAdministrator');
    if (unit.to !== null && unit.to < today) throw refused('unitEnded', { unit: id, to: unit.to });
    return unit;
  }
}

/** Columns of the table whose field has another name here. */
const fieldNames: Readonly<Record<string, string>> = { unitName: 'name', unitType: 'type', post: 'kind', login: 'person' };

export function refused(code: ImportFaultCode, facts: Record<string, string | number>, field?: string): Problem {
  const { zh, en } = faultWords(code, facts);
  return new Problem('recordRefused', { why: `${zh} · ${en}`, fault: code, ...facts }, field === undefined ? {} : { errors: [{ pointer: `/${field}`, detail: `${zh} · ${en}` }] });
}
