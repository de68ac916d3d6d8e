import type { MoneyMove } from './money.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import type { Answer } from './session.ts';

/**
 * Payments of the script that the treasury's list brings: finance takes the list in, finds each beside the request it pays, and
 * confirms it. What is on record then is what the same payment typed in would be.
 */
const listed: Readonly<Record<string, { amountYuan: string; payee: string }>> = { '国库支付〔2026〕57号': { amountYuan: '468,000.00', payee: '务工脱贫户（一卡通）' } };

interface Paying {
  at: string;
  login: string;
  move: MoneyMove;
  body: Readonly<Record<string, unknown>>;
}

export const isListed = ({ move: { act }, body }: Paying): boolean => act === 'payRequest' && Object.hasOwn(listed, String(body['voucher']));

interface Entry {
  entry: string;
  voucher: string;
  proposals: { command: string | null; line: string; request: string | null }[];
}

/** @throws PlayStopped when the list is refused, or the payment is not proposed for the request it is of */
export async function confirmListed(performance: Performance, slug: string, { at, login, move: { by, line }, body }: Paying): Promise<Answer> {
  const { request, voucher, on, payees = 1 } = body as { request: string; voucher: string; on: string; payees?: number };
  const one = listed[voucher];
  const session = await performance.session(login);
  await session.bring(`/cycles/${slug}/money/treasury`, `支付凭证编号,清算日期,收款人全称,支付金额(元),收款人数\r\n${voucher},${on.replaceAll('-', '.')},${one?.payee},"${one?.amountYuan}",${payees}\r\n合计,,,"${one?.amountYuan}",\r\n`);
  const { items } = await session.get<{ items: Entry[] }>(`/cycles/${slug}/money/reconciliation?state=missingInRecord`);
  const entry = items.find((other) => other.voucher === voucher);
  const [proposal] = entry?.proposals ?? [];
  if (!entry || proposal?.line !== line || proposal.request !== request) throw new PlayStopped(`国库支付 ${voucher} 未对应到 ${line} ${request}：${JSON.stringify(entry)}`);
  return performance.cycleAct(login, by, 'payRequest', `/cycles/${slug}/money/reconciliation/${entry.entry}/confirm`, { line, request }, at, { line, ...body });
}
