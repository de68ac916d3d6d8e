import { Controller, Req } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { ledgerCheck, ledgerImport, reconciliation, setAsideAnswer, treasuryImport } from '#libs/contracts/api-books';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { bytesIn } from '../http/body.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { Exports } from './exports.ts';
import { Ledgers } from './ledgers.ts';
import { Treasury } from './treasury.ts';

const limit = { bytes: 10 * 1024 * 1024, shown: '10 MB' };
const fileIn = (request: Request): Promise<Buffer> => bytesIn(request, limit, new Problem('tableType'));

/** The finance office's books: the ledger, the treasury's payments, how they agree, and what is taken out as files. */
@Controller()
export class BooksController {
  constructor(private readonly ledgers: Ledgers, private readonly treasury: Treasury, private readonly exports: Exports) {}

  @Handles('checkLedger')
  async check(@Admitted() { cycle }: Admission<'checkLedger'>, @Req() request: Request): Promise<z.output<typeof ledgerCheck>> {
    return this.ledgers.check(cycle, await fileIn(request));
  }

  @Handles('importLedger')
  async import(@Admitted() admission: Admission<'importLedger'>, @Req() request: Request): Promise<z.output<typeof ledgerImport>> {
    return this.ledgers.import(admission, await fileIn(request));
  }

  @Handles('ledgerImport')
  state(@Admitted() { cycle, params }: Admission<'ledgerImport'>): Promise<z.output<typeof ledgerImport>> {
    return this.ledgers.state(cycle, params.import);
  }

  @Handles('importTreasury')
  async importTreasury(@Admitted() admission: Admission<'importTreasury'>, @Req() request: Request): Promise<z.output<typeof treasuryImport>> {
    return this.treasury.import(admission, await fileIn(request));
  }

  @Handles('reconciliation')
  list(@Admitted() admission: Admission<'reconciliation'>): Promise<z.output<typeof reconciliation>> {
    return this.treasury.list(admission);
  }

  @Handles('confirmPayment')
  confirm(@Admitted() admission: Admission<'confirmPayment'>): Promise<ActAnswer> {
    return this.treasury.confirm(admission);
  }

  @Handles('catchUpPayment')
  catchUp(@Admitted() admission: Admission<'catchUpPayment'>): Promise<ActAnswer> {
    return this.treasury.catchUp(admission);
  }

  @Handles('setAsideDifference')
  setAside(@Admitted() admission: Admission<'setAsideDifference'>): Promise<z.output<typeof setAsideAnswer>> {
    return this.treasury.setAside(admission);
  }

  @Handles('moneyExport')
  export(@Admitted() admission: Admission<'moneyExport'>): Promise<StreamableFile> {
    return this.exports.file(admission);
  }
}
