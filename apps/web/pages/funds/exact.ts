import { sayMoney, yuanText } from '../../base/money.ts';
import { moneyWords } from '../../base/money-words.ts';
import type { Say } from '../../base/say.ts';

/** A sum of vouchers, exact: in 万元 where that takes whole 元, with its fen in 元. */
export const sayPaid = (fen: number, say: Say): string => (fen % 100 === 0 ? sayMoney(fen, say) : say(moneyWords.yuan, { amount: yuanText(fen) }));
