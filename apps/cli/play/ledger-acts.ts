import { randomUUID } from 'node:crypto';
import { ledgerTable, toldOf } from './ledger.ts';
import type { SmallLine } from './ledger.ts';
import type { OwingUnit } from './checks/expect.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { pause } from './session.ts';

interface Check { hash: string; isPossible: boolean; new: number; unchanged: number; faults: unknown[] }
interface Import { import: string; state: string; new: number; unchanged: number; done: number; failed: unknown[] }

const pollMs = 250;
const patienceMs = 180_000;

/**
 * Brings the ledger as the office would: looked through, taken in whole, and registered line by line; then once more, which
 * finds each line where it is.
 *
 * @throws PlayStopped when it is read otherwise than it was written, or not registered
 */
export async function bringLedger(performance: Performance, slug: string, cycle: string, lines: readonly SmallLine[], units: readonly OwingUnit[], root: string, at: string): Promise<void> {
  const inBook = lines.filter(({ row }) => row !== null);
  const table = ledgerTable(lines, units);
  const login = `${root}-office`;
  const session = await performance.session(login);
  const books = `/cycles/${slug}/money/ledger`;
  const check = await session.bring<Check>(`${books}/check`, table);
  if (!check.isPossible || check.new !== inBook.length) throw new PlayStopped(`台账核对与脚本不同：${JSON.stringify(check).slice(0, 600)}`);
  const begun = await session.bring<Import>(`${books}/import?preview=${check.hash}`, table, `play-ledger-${randomUUID()}`);
  for (let [state, until] = [begun, Date.now() + patienceMs]; state.state === 'registering' || state.done < inBook.length;) {
    if (state.failed.length > 0 || Date.now() > until) throw new PlayStopped(`台账未登记完：${JSON.stringify(state).slice(0, 600)}`);
    await pause(pollMs);
    state = await session.get<Import>(`${books}/imports/${begun.import}`);
  }
  const again = await session.bring<Check>(`${books}/check`, table);
  if (again.new !== 0 || again.unchanged !== inBook.length) throw new PlayStopped(`台账再次导入应无变化：${JSON.stringify(again).slice(0, 600)}`);
  // What must be on record of each, as far as it is known beforehand: its own stream, in which it is the first event.
  for (const one of inBook) {
    performance.acts.push({
      key: `ledger-${begun.import}-${one.row}`, command: 'registerLine', unit: null, duty: null, login, account: session.account, at, posts: [`${root}/office`], person: null, dates: null, body: toldOf(one),
      answer: { stream: `funds-line/${cycle}/${one.line}`, seq: 1, at, events: ['lineRegistered'], status: null },
    });
  }
}
