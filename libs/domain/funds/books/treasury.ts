import type { TreasuryField } from '../../../contracts/book-fields.ts';
import type { WhoMay } from '../../may.ts';
import type { TreeUnit } from '../../policy/planning.ts';
import type { LocalDate } from '../../time/instant.ts';
import type { Fen } from '../line.ts';
import { dayIn } from './day-text.ts';
import { amountIn, checkTotals, faultsOf } from './faults.ts';
import type { BookFault, TellBook } from './faults.ts';
import type { Book, BookRow } from './grid.ts';
import { namesIn, unitsNamed } from './units.ts';
import type { UnitNames } from './units.ts';

/** Finance pays and compares; so does the office that registers allocations. */
export const whoReconciles: WhoMay = { anyOf: [{ function: 'treasurer', of: 'department' }, { function: 'treasurer', of: 'root' }, { function: 'administrator', of: 'root' }] };

/** A payment as the treasury lists it. */
export interface TreasuryPayment {
  row: number;
  voucher: string;
  paidOn: LocalDate;
  payee: string;
  amount: Fen;
  payees: number;
  /** The unit of the tree it was paid for, where the name is known; the treasury has units of its own. */
  unit: string | null;
  unitName: string | null;
  documentNumber: string | null;
  purpose: string | null;
}

export interface TreasuryPlan {
  faults: BookFault<TreasuryField>[];
  payments: TreasuryPayment[];
  totals: number;
}

const voucherForm = /^[\p{L}\p{N}][\p{L}\p{N}〔〕()（）./_-]{0,39}$/u;
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

/** What the treasury's list of payments says, row by row; each voucher once. */
export function planTreasury(book: Book<TreasuryField>, { tree, today, year }: { tree: ReadonlyMap<string, TreeUnit>; today: LocalDate; year: number }): TreasuryPlan {
  const { faults, tell } = faultsOf(book);
  const needed = { voucher: '凭证号', paidOn: '支付日期', payee: '收款人', amount: '支付金额' } as const;
  for (const [field, column] of Object.entries(needed) as [keyof typeof needed, string][]) if (!book.columns[field]) tell(book.headingRow, field, 'columnMissing', { column });
  for (const { field, letter, heading } of book.twice) faults.push({ row: book.headingRow, letter, heading, field, code: 'columnTwice', facts: { column: heading } });
  const plan: TreasuryPlan = { faults, payments: [], totals: book.totals.length };
  if (faults.length > 0) return plan;
  const names = namesIn(tree);
  const vouchers = new Map<string, number>();
  const amounts = new Map<number, Fen>();
  for (const row of book.rows) {
    const before = faults.length;
    const amount = amountIn(row, 'amount', tell);
    if (amount !== null) amounts.set(row.row, amount);
    const payment = paymentIn(row, amount, { names, today, year }, tell);
    const twin = payment && vouchers.get(payment.voucher);
    if (payment) vouchers.set(payment.voucher, row.row);
    if (payment && twin !== undefined && twin !== null) tell(row.row, 'voucher', 'voucherTwice', { row: twin });
    if (payment && faults.length === before) plan.payments.push(payment);
  }
  if (amounts.size === book.rows.length) checkTotals(book, 'amount', amounts, tell);
  faults.sort((a, b) => a.row - b.row);
  return plan;
}

function paymentIn(row: BookRow<TreasuryField>, amount: Fen | null, { names, today, year }: { names: UnitNames; today: LocalDate; year: number }, tell: TellBook<TreasuryField>): TreasuryPayment | null {
  const text = (field: TreasuryField): string => (row.cells[field]?.[0]?.text ?? '').replace(/^'(?=[=+\-@\t])/, '').trim();
  const short = (field: TreasuryField, max: number): string | null => {
    const said = text(field);
    if (said.length > max || unprintable.test(said)) tell(row.row, field, 'textInvalid', { max });
    return said === '' ? null : said;
  };
  const voucher = text('voucher').replace(/\s/g, '');
  if (voucher === '') tell(row.row, 'voucher', 'voucherMissing');
  else if (!voucherForm.test(voucher)) tell(row.row, 'voucher', 'voucherInvalid', { given: voucher.slice(0, 40) });
  const paidOn = dayIn(text('paidOn'), year);
  if (paidOn === null) tell(row.row, 'paidOn', text('paidOn') === '' ? 'missing' : 'dayUnclear', { field: '支付日期', given: text('paidOn').slice(0, 40) });
  else if (paidOn > today) tell(row.row, 'paidOn', 'dayAhead', { on: paidOn, today });
  const payee = short('payee', 60);
  if (payee === null) tell(row.row, 'payee', 'missing', { field: '收款人' });
  const counted = text('payees').normalize('NFKC');
  const payees = counted === '' ? 1 : /^[1-9]\d{0,6}$/.test(counted) ? Math.min(Number(counted), 1_000_000) : 0;
  if (payees === 0) tell(row.row, 'payees', 'countInvalid', { given: counted.slice(0, 40) });
  const unitName = short('unit', 120);
  const found = unitName === null ? [] : unitsNamed(names, unitName);
  const [documentNumber, purpose] = [short('documentNumber', 60), short('purpose', 120)];
  if (voucher === '' || amount === null || paidOn === null || payee === null || payees === 0) return null;
  return { row: row.row, voucher, paidOn, payee, amount, payees, unit: found.length === 1 ? found[0] ?? null : null, unitName, documentNumber, purpose };
}
