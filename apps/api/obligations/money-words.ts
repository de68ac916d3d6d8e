import type { FundsEvent } from '#libs/domain/funds/events';
import { wanYuan } from '#libs/domain/funds/fen';
import type { Fen } from '#libs/domain/funds/fen';

interface Words {
  zh: string;
  en: string;
}

type Told = Exclude<FundsEvent['type'], 'stageReached' | 'received' | 'actRefused'>;
type Teller<Type extends Told> = (event: Extract<FundsEvent, { type: Type }>) => Words;

const zh = (amount: Fen): string => `${wanYuan(amount)}万元`;
const en = (amount: Fen): string => `${wanYuan(amount)}×10,000 yuan`;
const sum = (parts: readonly { amount: Fen }[]): Fen => parts.reduce((total, { amount }) => total + amount, 0);

/** What each event of a line of money says to a reader; those it shares with a unit's year are told there. */
export const moneyTellers: { [Type in Told]: Teller<Type> } = {
  lineRegistered: ({ start, arrivals }) => ({ zh: `登记资金：${start.purpose}，${zh(sum(arrivals))}（${start.document.number}）`, en: `Money was registered: ${start.purpose}, ${en(sum(arrivals))} (${start.document.number})` }),
  moneyPassedOn: ({ hops }) => ({ zh: `转拨${zh(sum(hops))}${hops.length > 1 ? `，分${hops.length}笔` : ''}`, en: `Passed on ${en(sum(hops))}${hops.length > 1 ? ` in ${hops.length} parts` : ''}` }),
  moneyReceived: ({ arrival }) => ({ zh: `登记收到${zh(arrival.amount)}`, en: `Recorded the receipt of ${en(arrival.amount)}` }),
  hopTakenBack: ({ reason }) => ({ zh: `撤回在途资金：${reason}`, en: `Money on its way was taken back: ${reason}` }),
  moneyGivenBack: ({ amount, reason }) => ({ zh: `退回上一环节${zh(amount)}：${reason}`, en: `Gave back ${en(amount)}: ${reason}` }),
  moneyMoved: ({ way, arrival, document }) => ({ zh: `${way === 'calledBack' ? '收回' : '调剂'}${zh(arrival.amount)}（${document.number}）`, en: `${way === 'calledBack' ? 'Called back' : 'Reallocated'} ${en(arrival.amount)} (${document.number})` }),
  moneyLeft: ({ why, parts, document }) => ({ zh: `${why === 'reduced' ? '调减' : '退回来源'}${zh(sum(parts))}（${document.number}）`, en: `${why === 'reduced' ? 'Reduced by' : 'Returned to its source:'} ${en(sum(parts))} (${document.number})` }),
  retentionSet: ({ amount, due }) => ({ zh: `留质保金${zh(amount)}，${due.dueOn}到期`, en: `Kept back ${en(amount)} as retention, due on ${due.dueOn}` }),
  requestFiled: ({ amount, payee }) => ({ zh: `提出支付申请${zh(amount)}，收款人${payee}`, en: `Asked to pay ${en(amount)} to ${payee}` }),
  requestReturned: ({ defects }) => ({ zh: `退回补正：${defects.join('；')}`, en: `Returned for correction: ${defects.join('; ')}` }),
  requestRefiled: () => ({ zh: '补正后重报支付申请', en: 'The corrected request was filed again' }),
  requestAccepted: () => ({ zh: '受理支付申请', en: 'The payment request was accepted' }),
  requestWithdrawn: () => ({ zh: '撤回支付申请', en: 'The payment request was withdrawn' }),
  moneyPaid: ({ payment }) => ({ zh: `支付${zh(payment.amount)}给${payment.payee}${payment.payees > 1 ? `（${payment.payees}户）` : ''}，凭证${payment.voucher}`, en: `Paid ${en(payment.amount)} to ${payment.payee}${payment.payees > 1 ? ` (${payment.payees} payees)` : ''}, voucher ${payment.voucher}` }),
  moneySuspended: ({ reason }) => ({ zh: `暂停计时：${reason}`, en: `The clock was stopped: ${reason}` }),
  moneyResumed: () => ({ zh: '恢复计时', en: 'The clock goes on' }),
  lineClosed: ({ left }) => ({ zh: left === 0 ? '年度结束，资金已用完' : `年度结束，尚余${zh(left)}`, en: left === 0 ? 'The year is over and the money spent' : `The year is over, ${en(left)} left` }),
  fellBehind: ({ checkpoint, units }) => ({ zh: `到${checkpoint}，${units.length}个单位支出低于进度`, en: `By ${checkpoint} ${units.length} unit${units.length === 1 ? '' : 's'} had spent less than scheduled` }),
  candidateListed: ({ amount, dueOn }) => ({ zh: `列入拟问责线索：${zh(amount)}，应于${dueOn}前办理；由人核定`, en: `Listed for people to judge: ${en(amount)}, due on ${dueOn}` }),
  candidateWithdrawn: () => ({ zh: '资金已办理，线索自动撤回', en: 'The money went on; the candidate was withdrawn' }),
};
