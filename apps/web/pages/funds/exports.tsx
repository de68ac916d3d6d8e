import { useState } from 'react';
import { askFile, Refusal } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { RefusalNote } from '../../base/notice.tsx';
import { saveFile } from '../../base/save-file.ts';
import { useSay } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { exportsWords as words } from './books-words.ts';
import styles from './books.module.css';

export type BookName = 'ledger' | 'payments' | 'overdue' | 'reconciliation';

/** Whole books as files, as finance keeps them: everything in one's sight, whatever a list on the page is narrowed to. */
export function Exports({ only = ['ledger', 'payments', 'overdue', 'reconciliation'] }: { only?: readonly BookName[] }) {
  const say = useSay();
  const cycle = useCycle();
  const [as, setAs] = useState<'xlsx' | 'csv'>('xlsx');
  const [busy, setBusy] = useState<BookName | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async (of: BookName): Promise<void> => {
    setBusy(of);
    setRefusal(null);
    try {
      saveFile(await askFile('moneyExport', { params: { cycle }, query: { of, as } }), `${say(words.of[of])}.${as}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
    setBusy(null);
  };
  return (
    <section aria-labelledby="books" className="no-print">
      <h2 id="books">{say(words.open)}</h2>
      <div className={styles['exports']}>
        <label>{say(words.as)}<select value={as} onChange={(event) => setAs(event.target.value as 'xlsx' | 'csv')}><option value="xlsx">{say(words.xlsx)}</option><option value="csv">{say(words.csv)}</option></select></label>
        {only.map((of) => <Button key={of} busy={busy === of && say(words.reading)} onClick={() => void take(of)}>{say(words.of[of])}</Button>)}
        <span className="small">{say(words.lead)}</span>
      </div>
      <RefusalNote refusal={refusal} />
    </section>
  );
}
