import type { LedgerField } from '../../../contracts/book-fields.ts';
import { isRejection } from '../../decider.ts';
import type { TreeUnit } from '../../policy/planning.ts';
import { instantAt } from '../../time/instant.ts';
import type { LocalDate } from '../../time/instant.ts';
import { fundsLineDecider } from '../funds-line.ts';
import type { Fen, MoneyKind, PayeeKind } from '../line.ts';
import { unregistered } from '../line.ts';
import type { LineTerms } from '../plan-chasing.ts';
import { planLine } from '../plan-line.ts';
import type { Registration, Term } from '../plan-line.ts';
import { dayIn, termIn } from './day-text.ts';
import { amountIn, checkTotals, faultsOf } from './faults.ts';
import type { BookFault, TellBook } from './faults.ts';
import type { Book, BookRow } from './grid.ts';
import { yuanOf } from './money-text.ts';
import { namesIn, unitSaid, unitsNamed, wayTo } from './units.ts';
import type { UnitNames } from './units.ts';

/** An allocation that stands in the record, or waits to be registered. */
export interface KnownLine {
  line: string;
  documentNumber: string;
  purpose: string;
  /** The one unit that is to use it; null where several are. */
  unit: string | null;
  amount: Fen;
}

export interface LedgerGround extends Omit<LineTerms, 'line'> {
  today: LocalDate;
  year: number;
  known: readonly KnownLine[];
}

/** A row that is to become a line. */
export interface LedgerEntry {
  row: number;
  identity: string;
  unit: string;
  registration: Registration;
}

export interface LedgerPlan {
  faults: BookFault<LedgerField>[];
  entries: LedgerEntry[];
  unchanged: { row: number; line: string }[];
  /** New rows that differ from a line on record by their amount alone: an amount put right would be registered beside the one it replaces. */
  alike: { row: number; line: string; was: Fen }[];
  /** Rows that add up, each held against its sum. */
  totals: number;
}

/** A document's number without the brackets about its year, which everybody types otherwise: 〔2026〕, [2026], （2026）. */
export const plainNumber = (number: string): string => number.replace(/[〔〕[\]【】()（）\s]/g, '');

const whatFor = ({ documentNumber, purpose, unit }: Omit<KnownLine, 'line' | 'amount'>): string => JSON.stringify([plainNumber(documentNumber), purpose.replace(/\s/g, ''), unit]);

/** What makes a row the same allocation: document, purpose, using unit and amount. */
export const identityOf = ({ amount, ...what }: Omit<KnownLine, 'line'>): string => `${whatFor(what)} ${amount}`;

/**
 * What a ledger would register: a line for each row, with its route from the root by the units above to the one that uses it.
 * The same ledger planned again on what it made finds nothing to register.
 */
export function planLedger(book: Book<LedgerField>, ground: LedgerGround): LedgerPlan {
  const { faults, tell } = faultsOf(book);
  const missing = (['source', 'documentNumber', 'purpose', 'amount', 'receivedOn'] as const).filter((field) => !book.columns[field]);
  for (const field of missing) tell(book.headingRow, field, 'columnMissing', { column: { source: '资金来源', documentNumber: '文件文号', purpose: '项目/用途', amount: '金额', receivedOn: '到账日期' }[field] });
  if (!book.columns.unit && !book.columns.unitId) tell(book.headingRow, 'unit', 'columnMissing', { column: '使用单位' });
  for (const { field, letter, heading } of book.twice) faults.push({ row: book.headingRow, letter, heading, field, code: 'columnTwice', facts: { column: heading } });
  const plan: LedgerPlan = { faults, entries: [], unchanged: [], alike: [], totals: book.totals.length };
  if (faults.length > 0) return plan;

  const names = namesIn(ground.tree);
  const near = [...ground.tree.values()].filter(({ id, under }) => id === ground.root || under === ground.root);
  const lines = new Map(ground.known.map((one) => [one.line, one]));
  const registered = new Map(ground.known.filter(({ unit }) => unit !== null).map((one) => [identityOf(one), one.line]));
  const forTheSame = new Map(ground.known.filter(({ unit }) => unit !== null).map((one) => [whatFor(one), one]));
  const seen = new Map<string, number>();
  const amounts = new Map<number, Fen>();
  for (const row of book.rows) {
    const before = faults.length;
    const amount = amountIn(row, 'amount', tell);
    if (amount !== null) amounts.set(row.row, amount);
    const named = textIn(row, 'line');
    const known = named === '' ? undefined : lines.get(named);
    if (known && amount !== null) {
      if (known.amount === amount && plainNumber(known.documentNumber) === plainNumber(textIn(row, 'documentNumber')) && known.purpose === textIn(row, 'purpose')) plan.unchanged.push({ row: row.row, line: named });
      else tell(row.row, 'line', 'lineDiffers', { line: named, amount: yuanOf(known.amount), document: known.documentNumber, purpose: known.purpose });
      continue;
    }
    const registration = registrationIn(row, amount, ground, names, tell);
    if (faults.length > before || !registration) continue;
    const unit = registration.route.at(-1)?.unit ?? '';
    const what = { documentNumber: registration.document.number, purpose: registration.purpose, unit };
    const identity = identityOf({ ...what, amount: registration.amount });
    const same = forTheSame.get(whatFor(what));
    const line = registered.get(identity);
    const twin = seen.get(identity);
    seen.set(identity, row.row);
    if (twin !== undefined) tell(row.row, 'documentNumber', 'allocationTwice', { row: twin });
    else if (line !== undefined) plan.unchanged.push({ row: row.row, line });
    else {
      const refused = refusal(registration, ground, near);
      if (refused) tell(row.row, refused.field, 'refused', { code: refused.code });
      else plan.entries.push({ row: row.row, identity, unit, registration });
      if (same) plan.alike.push({ row: row.row, line: same.line, was: same.amount });
    }
  }
  if (amounts.size === book.rows.length) checkTotals(book, 'amount', amounts, tell);
  faults.sort((a, b) => a.row - b.row);
  return plan;
}

/** The cell as text; an apostrophe that keeps a sheet from taking it for a formula is none of it. */
const textIn = ({ cells }: BookRow<LedgerField>, field: LedgerField): string => (cells[field]?.[0]?.text ?? '').replace(/^'(?=[=+\-@\t])/, '').trim();

const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

function registrationIn(row: BookRow<LedgerField>, amount: Fen | null, { pack, root, today, year }: LedgerGround, names: UnitNames, tell: TellBook<LedgerField>): Registration | null {
  const line = (field: LedgerField, name: string, max: number): string => {
    const text = textIn(row, field);
    if (text === '') tell(row.row, field, 'missing', { field: name });
    else if (text.length > max || unprintable.test(text)) tell(row.row, field, 'textInvalid', { max });
    return text;
  };
  const number = line('documentNumber', '文件文号', 60);
  const purpose = line('purpose', '项目/用途', 120);
  const title = textIn(row, 'documentTitle') || number;
  if (title.length > 120 || unprintable.test(title)) tell(row.row, 'documentTitle', 'textInvalid', { max: 120 });
  const source = sourceIn(row, pack, tell);
  const receivedOn = receivedIn(row, today, year, tell);
  const unit = unitIn(row, names, root, tell);
  const kind = choiceIn(row, 'kind', kinds, 'budget', tell);
  const payee = choiceIn(row, 'payee', payees, 'contractor', tell);
  const route = unit === null ? [] : routeTo(names, root, unit, textIn(row, 'from'));
  const terms = [...termsIn(row, 'passOnTerm', route.length > 1 ? 'passOn' : 'use', year, tell), ...termsIn(row, 'useTerm', 'use', year, tell)];
  if (amount === null || source === null || receivedOn === null || unit === null || kind === null || payee === null) return null;
  return { document: { number, title }, source, kind, payee, purpose, amount, receivedOn, route, terms };
}

function sourceIn(row: BookRow<LedgerField>, pack: LedgerGround['pack'], tell: TellBook<LedgerField>): string | null {
  const said = textIn(row, 'source');
  const sources = pack.settings.funds?.sources?.value ?? [];
  if (said === '') return tell(row.row, 'source', 'missing', { field: '资金来源' }), null;
  const exact = sources.find(({ id, name }) => [id, name.zh, name.en].includes(said));
  const alike = sources.filter(({ name }) => name.zh.startsWith(said) || said.startsWith(name.zh));
  const found = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (!found) tell(row.row, 'source', 'sourceUnknown', { given: said.slice(0, 40), known: sources.map(({ name }) => name.zh).join('、') });
  return found?.id ?? null;
}

function receivedIn(row: BookRow<LedgerField>, today: LocalDate, year: number, tell: TellBook<LedgerField>): LocalDate | null {
  const said = textIn(row, 'receivedOn');
  if (said === '') return tell(row.row, 'receivedOn', 'missing', { field: '到账日期' }), null;
  const on = dayIn(said, year);
  if (on === null) return tell(row.row, 'receivedOn', 'dayUnclear', { given: said.slice(0, 40) }), null;
  if (on > today) return tell(row.row, 'receivedOn', 'dayAhead', { on, today }), null;
  return on;
}

function unitIn(row: BookRow<LedgerField>, names: UnitNames, root: string, tell: TellBook<LedgerField>): string | null {
  const [code, name] = [textIn(row, 'unitId'), textIn(row, 'unit')];
  if (code === '' && name === '') return tell(row.row, 'unit', 'missing', { field: '使用单位' }), null;
  const field = code === '' ? 'unit' : 'unitId';
  const found = unitsNamed(names, code || name);
  if (found.length === 0) return tell(row.row, field, 'unitUnknown', { given: (code || name).slice(0, 40) }), null;
  const above = unitsNamed(names, textIn(row, 'from')).filter((one) => one !== root);
  const meant = found.length === 1 ? found : found.filter((one) => above.some((other) => wayTo(names.tree, root, one).includes(other)));
  if (meant.length !== 1) return tell(row.row, field, 'unitAmbiguous', { given: (code || name).slice(0, 40), known: found.slice(0, 5).map((one) => unitSaid(names, one)).join('、') }), null;
  return meant[0] ?? null;
}

/** By the units above; where the one that passes it on is another unit of the tree, by way of that one. */
function routeTo({ tree, byName }: UnitNames, root: string, unit: string, from: string): Registration['route'] {
  const way = wayTo(tree, root, unit);
  const [by] = unitsNamed({ tree, byName }, from);
  const units = by === undefined || by === unit || way.includes(by) ? way : [...wayTo(tree, root, by).filter((one) => one !== unit), unit];
  return units.map((one, n) => ({ unit: one, from: n === 0 ? null : units[n - 1] ?? null }));
}

const kinds: Readonly<Record<string, MoneyKind>> = { 指标: 'budget', 预算指标: 'budget', 指标下达: 'budget', budget: 'budget', 资金: 'cash', 现金: 'cash', 拨款: 'cash', 实拨资金: 'cash', cash: 'cash' };
const payees: Readonly<Record<string, PayeeKind>> = {
  施工单位: 'contractor', 供应商: 'contractor', 承包单位: 'contractor', contractor: 'contractor', 一卡通: 'beneficiaries', 受益人: 'beneficiaries', 受益户: 'beneficiaries', 农户: 'beneficiaries', beneficiaries: 'beneficiaries',
  单位: 'unit', 本单位: 'unit', unit: 'unit',
};

function choiceIn<T extends string>(row: BookRow<LedgerField>, field: LedgerField, choices: Readonly<Record<string, T>>, otherwise: T, tell: TellBook<LedgerField>): T | null {
  const said = textIn(row, field);
  if (said === '') return otherwise;
  const found = Object.hasOwn(choices, said) ? choices[said] : undefined;
  if (!found) tell(row.row, field, 'choiceUnknown', { given: said.slice(0, 40), known: Object.keys(choices).filter((one) => !/^[a-z]/.test(one)).join('、') });
  return found ?? null;
}

function termsIn(row: BookRow<LedgerField>, field: 'passOnTerm' | 'useTerm', of: 'passOn' | 'use', year: number, tell: TellBook<LedgerField>): Term[] {
  const says = textIn(row, field);
  if (says === '') return [];
  const term = termIn(says, year);
  if (term === null || says.length > 120) {
    tell(row.row, field, 'termUnclear', { given: says.slice(0, 40) });
    return [];
  }
  return [{ of, says, ...term }];
}

/** Whatever the rules of a registration refuse, with the column it is about. */
function refusal(registration: Registration, { today, known: _known, year: _year, ...terms }: LedgerGround, near: readonly TreeUnit[]): { field: LedgerField; code: string } | null {
  // A line asks only for the units of its route, and for who pays: the tree is gone through once, not for each row.
  const tree = new Map([...near, ...registration.route.flatMap(({ unit }) => terms.tree.get(unit) ?? [])].map((unit) => [unit.id, unit]));
  let refused: object;
  try {
    const planned = planLine(registration, { ...terms, tree, line: 'L0' });
    refused = isRejection(planned) ? planned : fundsLineDecider.decide(unregistered, { name: 'registerLine', input: planned }, { now: instantAt(today, '23:59'), actor: null, since: () => false });
  } catch (error) {
    // A date that the working calendar does not reach.
    if (error instanceof RangeError) return { field: 'receivedOn', code: 'beyondCalendar' };
    throw error;
  }
  if (!isRejection(refused)) return null;
  const field = ({ '/source': 'source', '/amount': 'amount', '/receivedOn': 'receivedOn' } as const)[refused.pointer ?? ''] ?? 'unit';
  return { field, code: refused.rejected };
}
