import type { MoneyMove } from './money.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';

interface Paying {
  at: string;
  login: string;
  move: MoneyMove;
  body: Readonly<Record<string, unknown>>;
}

interface Entry {
  entry: string;
  voucher: string;
  proposals: { command: string | null; line: string; request: string | null; parcel: string }[];
}

/** As the treasury writes it: 468,000.00. */
const yuan = (fen: number): string => `"${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}"`;

/**
 * Payments of the script that the treasury's list brings: finance takes the list in, with its total, and finds each payment in it
 * that the record does not have.
 */
export async function listPayments(performance: Performance, slug: string, appointments: readonly Paying[]): Promise<ReadonlyMap<string, Entry>> {
  const listed = appointments.flatMap(({ login, move: { listed: row }, body }) => (row ? [{ login, ...row, ...body as { voucher: string; on: string; payees?: number } }] : []));
  const [first] = listed;
  if (!first) return new Map();
  const session = await performance.session(first.login);
  const rows = listed.map(({ voucher, on, payee, amount, payees = 1, unit = '', documentNumber = '' }) => `${voucher},${on.replaceAll('-', '.')},${payee},${yuan(amount)},${payees},${unit},${documentNumber}\r\n`);
  await session.bring(`/cycles/${slug}/money/treasury`, `支付凭证编号,清算日期,收款人全称,支付金额(元),收款人数,预算单位,指标文号\r\n${rows.join('')}合计,,,${yuan(listed.reduce((sum, { amount }) => sum + amount, 0))},,,\r\n`);
  const { items } = await session.get<{ items: Entry[] }>(`/cycles/${slug}/money/reconciliation?state=missingInRecord&limit=200`);
  return new Map(items.map((one) => [one.voucher, one]));
}

/**
 * Finance finds a payment beside the request it pays, or beside the money that nobody asked for, and confirms it: what is on record
 * then is what the same payment typed in would be.
 *
 * @throws PlayStopped when the payment is not proposed for what it is of
 */
export async function confirmListed(performance: Performance, slug: string, { at, login, move: { by, line, act }, body }: Paying, entries: ReadonlyMap<string, Entry>): Promise<void> {
  const { request = null, parcel, voucher } = body as { request?: string; parcel?: string; voucher: string };
  const entry = entries.get(voucher);
  const proposal = entry?.proposals.find((one) => one.command === act && one.line === line && one.request === request && (request !== null || one.parcel === parcel));
  if (!entry || !proposal) throw new PlayStopped(`国库支付 ${voucher} 未对应到 ${line} ${request ?? parcel}：${JSON.stringify(entry)}`);
  const [verb, said] = request === null ? ['catch-up', { line, parcel }] : ['confirm', { line, request }];
  await performance.cycleAct(login, by, act, `/cycles/${slug}/money/reconciliation/${entry.entry}/${verb}`, said, at, { line, ...body });
}
