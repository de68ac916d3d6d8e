import { useState } from 'react';
import type { ReactNode } from 'react';
import { Note } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { dropWords as words } from './books-words.ts';
import tableStyles from './money.module.css';
import styles from './books.module.css';

/** A file that is dropped here, or chosen. */
export function FileDrop({ what, name, onFile, children }: { what: string; name: string | null; onFile: (file: File) => void; children?: ReactNode }) {
  const say = useSay();
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined): void => { if (file) onFile(file); };
  return (
    <div className={`${styles['drop']} ${isOver ? styles['over'] : ''} no-print`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files[0]); }}>
      <span className={styles['ask']}>{say(words.drop, { what })}</span>
      <label className={styles['pick']}>{say(words.choose)}<input type="file" accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChange={({ target }) => { take(target.files?.[0]); target.value = ''; }} /></label>
      {name !== null && <b className={styles['name']}>{name}</b>}
      <span className="small">{say(words.kinds)}{children}</span>
    </div>
  );
}

interface Fault { row: number; column: string; heading: string | null; words: Pair }

/** What is wrong, by its cell. @param count of all, of which the first are given */
export function CellFaults({ faults, count }: { faults: readonly Fault[]; count: number }) {
  const say = useSay();
  return (
    <div role="alert">
      <Note kind="near">{say(words.faults, { n: count })}{count > faults.length && <> {say(words.first, { n: faults.length })}</>}</Note>
      <div className={`card ${styles['faults']}`} tabIndex={0} role="group" aria-label={say(words.what)}>
        <table className={tableStyles['table']}>
          <thead><tr><th scope="col" className="number">{say(words.row)}</th><th scope="col">{say(words.column)}</th><th scope="col">{say(words.what)}</th></tr></thead>
          <tbody>{faults.map((fault, n) => <tr key={n}><td className="number">{fault.row}</td><td className={styles['where']}>{fault.column}{fault.heading !== null && ` ${fault.heading}`}</td><td>{say(fault.words)}</td></tr>)}</tbody>
        </table>
      </div>
    </div>
  );
}

/** Columns that mean nothing here, so that nobody thinks they were read. */
export function Ignored({ columns }: { columns: readonly { column: string; heading: string | null }[] }) {
  const say = useSay();
  if (columns.length === 0) return null;
  return <p className="small">{say(words.ignored, { columns: columns.map(({ column, heading }) => heading ?? column).join(say.language === 'zh' ? '、' : ', ') })}</p>;
}
