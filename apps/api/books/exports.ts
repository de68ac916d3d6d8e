import { Injectable } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { localDateOf } from '#libs/domain/time/instant';
import { ledgerFields, treasuryFields } from '#libs/contracts/book-fields';
import type { BookFields } from '#libs/contracts/book-fields';
import { termsOf } from '#libs/store/master';
import { overdueMoney } from '#libs/store/queries/late-money';
import type { HeldMoney } from '#libs/store/queries/late-money';
import { ledgerLines, paymentsOf } from '#libs/store/queries/money-exports';
import type { LedgerLine, PaymentRow } from '#libs/store/queries/money-exports';
import { entriesOf } from '#libs/store/queries/reconciliation';
import type { Entry } from '#libs/store/queries/reconciliation';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { bookFile } from './book-file.ts';
import type { ExportColumn, Given } from './book-file.ts';
import { exportNames, headings, words } from './export-words.ts';
import { Treasury } from './treasury.ts';

const mostRows = 50_000;
const part = 1_000;

const column = <Row>(heading: keyof typeof headings, as: ExportColumn<Row>['as'], of: (row: Row) => Given): ExportColumn<Row> => ({ heading: headings[heading].zh, as, of });
const said = (word: string | null): string => (word !== null && Object.hasOwn(words, word) ? words[word as keyof typeof words].zh : word ?? '');

/** The ledger's headings are those it is imported by. */
const ledger: readonly ExportColumn<LedgerLine>[] = [
  column('line', 'text', ({ line }) => line), column('source', 'text', ({ source }) => source), column('documentNumber', 'text', ({ documentNumber }) => documentNumber), column('documentTitle', 'text', ({ documentTitle }) => documentTitle),
  column('purpose', 'text', ({ purpose }) => purpose), column('wan', 'wan', ({ received }) => received), column('yuan', 'yuan', ({ received }) => received), column('receivedOn', 'day', ({ receivedOn }) => receivedOn),
  column('unitId', 'text', ({ usedBy }) => usedBy), column('unit', 'text', ({ units }) => units.join('、')), column('kind', 'text', ({ kind }) => said(kind)), column('payeeKind', 'text', ({ payee }) => said(payee)),
  column('held', 'yuan', ({ held }) => held), column('inFlight', 'yuan', ({ inFlight }) => inFlight), column('paid', 'yuan', ({ paid }) => paid), column('returned', 'yuan', ({ returned }) => returned), column('status', 'text', ({ status }) => said(status)),
];
const payments: readonly ExportColumn<PaymentRow>[] = [
  column('voucher', 'text', ({ voucher }) => voucher), column('paidOn', 'day', ({ paidOn }) => paidOn), column('payee', 'text', ({ payee }) => payee), column('payees', 'count', ({ payees }) => payees),
  column('paidYuan', 'yuan', ({ amount }) => amount), column('paidWan', 'wan', ({ amount }) => amount), column('budgetUnit', 'text', ({ unitName }) => unitName), column('documentNumber', 'text', ({ documentNumber }) => documentNumber),
  column('purpose', 'text', ({ purpose }) => purpose), column('line', 'text', ({ line }) => line),
];
const overdue = (source: (id: string) => string): readonly ExportColumn<HeldMoney>[] => [
  column('line', 'text', ({ line }) => line), column('source', 'text', (held) => source(held.source)), column('documentNumber', 'text', ({ documentNumber }) => documentNumber), column('purpose', 'text', ({ purpose }) => purpose),
  column('holder', 'text', ({ unitName }) => unitName), column('phase', 'text', ({ phase }) => said(phase)), column('wan', 'wan', ({ amount }) => amount), column('yuan', 'yuan', ({ amount }) => amount),
  column('since', 'day', ({ since }) => since), column('dueOn', 'day', ({ dueOn }) => dueOn), column('daysOver', 'count', ({ daysOver }) => daysOver),
];
const reconciliation: readonly ExportColumn<Entry>[] = [
  column('status', 'text', ({ state }) => said(state)), column('voucher', 'text', ({ voucher }) => voucher), column('treasuryOn', 'day', ({ paidOn }) => paidOn), column('treasuryYuan', 'yuan', ({ amount }) => amount), column('treasuryPayee', 'text', ({ payee }) => payee),
  column('recordOn', 'day', ({ recordOn }) => recordOn), column('recordYuan', 'yuan', ({ recordAmount }) => recordAmount), column('recordPayee', 'text', ({ recordPayee }) => recordPayee), column('line', 'text', ({ line }) => line),
  column('budgetUnit', 'text', ({ treasuryName }) => treasuryName), column('documentNumber', 'text', ({ documentNumber }) => documentNumber), column('purpose', 'text', ({ purpose }) => purpose), column('reason', 'text', ({ reason }) => reason),
];

const headingsOf = <F extends string>(fields: BookFields<F>, order: readonly F[]): ExportColumn<never>[] =>
  order.map((field) => ({ heading: fields[field].isAmount ? words.inWan.zh.replace('{of}', fields[field].zh) : fields[field].zh, as: 'text', of: () => null }));

/** The books as files: what is in one's sight, all of it. */
@Injectable()
export class Exports {
  constructor(private readonly record: RecordAccess, private readonly treasury: Treasury) {}

  /** @throws Problem tableTooLarge — a part of a book would look like the whole */
  async file({ cycle, session, sight: own, query: { of, as } }: Admission<'moneyExport'>): Promise<StreamableFile> {
    const { sql } = this.record;
    const sight = await this.treasury.unitsSeen(session, cycle, own);
    const today = localDateOf(cycle.now);
    const name = `${exportNames[of].zh} ${today}`;
    switch (of) {
      case 'ledger':
        return bookFile(name, ledger, await all<LedgerLine>((last) => ledgerLines(sql, cycle.id, sight, last?.n ?? 0, part)), as);
      case 'payments':
        return bookFile(name, payments, await all<PaymentRow>((_last, n) => paymentsOf(sql, cycle.id, sight, n, part)), as);
      case 'overdue': {
        const { terms } = await termsOf(sql, cycle.id);
        const names = new Map((terms.pack.settings.funds?.sources?.value ?? []).map(({ id, name: { zh } }) => [id, zh]));
        return bookFile(name, overdue((id) => names.get(id) ?? id), await pages((cursor) => overdueMoney(sql, cycle.id, { sight, today, limit: part, cursor })), as);
      }
      // What is recognised, to be filled in: the headings that a book is looked for by.
      case 'ledgerTemplate':
        return bookFile(exportNames[of].zh, headingsOf(ledgerFields, ['source', 'documentNumber', 'documentTitle', 'purpose', 'amount', 'receivedOn', 'unit', 'from', 'kind', 'payee', 'passOnTerm', 'useTerm']), [], as);
      case 'treasuryTemplate':
        return bookFile(exportNames[of].zh, headingsOf(treasuryFields, ['voucher', 'paidOn', 'payee', 'amount', 'unit', 'documentNumber', 'purpose', 'payees']), [], as);
      case 'reconciliation': {
        const see = await this.treasury.sightOf(session, cycle, sight);
        return bookFile(name, reconciliation, await pages((cursor) => entriesOf(sql, cycle.id, see, { limit: part, cursor })), as);
      }
    }
  }
}

/** Part by part: each is asked for with the last row so far, and how many there are. */
async function all<Row>(next: (last: Row | undefined, n: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const more = await next(rows.at(-1), rows.length);
    rows.push(...more);
    if (rows.length > mostRows) throw new Problem('tableTooLarge', { limit: `${mostRows} 行 · rows` });
    if (more.length < part) return rows;
  }
}

async function pages<Row>(page: (cursor: string | undefined) => Promise<{ items: Row[]; next: string | null }>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await page(cursor);
    rows.push(...items);
    if (rows.length > mostRows) throw new Problem('tableTooLarge', { limit: `${mostRows} 行 · rows` });
    if (next === null) return rows;
    cursor = next;
  }
}
