import { useState } from 'react';
import { ask, Refusal } from '../../base/api.ts';
import { baseWords } from '../../base/words.ts';
import { useAllPages } from '../../base/list.ts';
import { Button } from '../../base/button.tsx';
import { fenOf, MoneyField, typedMoney } from '../../base/money-field.tsx';
import type { TypedMoney } from '../../base/money-field.tsx';
import { moneyFault, sayMoney } from '../../base/money.ts';
import { ChoiceField, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair, Say } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { projectDialogWords as words } from './act-words.ts';
import { fieldWords } from '../../base/field-words.ts';
import styles from './project.module.css';

/** A funds line and how much of it pays for the project, while it is typed. */
export interface TypedShare { line: string; amount: TypedMoney }

interface Line { line: string; purpose: string; documentNumber: string; received?: number }

export const noShare: TypedShare = { line: '', amount: typedMoney(null) };
export const sharesOf = (typed: readonly TypedShare[]): { line: string; amount: number }[] => typed.map(({ line, amount }) => ({ line, amount: fenOf(amount) ?? 0 }));
export const shareFaults = (typed: readonly TypedShare[], say: Say): (readonly [string, Pair | string])[] => typed.flatMap(({ line, amount }, n) => {
  const fault = moneyFault(fenOf(amount), undefined, say);
  return [...(line === '' ? [[`/funds/${n}/line`, fieldWords.empty] as const] : []), ...(fault === null ? [] : [[`/funds/${n}/amount`, fault] as const])];
});

/** Which money pays for a project; the lines that the person sees. */
export function Shares({ unit, value, known = [], faults, onChange }: { unit: string; value: readonly TypedShare[]; known?: readonly Line[]; faults: ReadonlyMap<string, Pair | string>; onChange: (shares: TypedShare[]) => void }) {
  const say = useSay();
  const cycle = useCycle();
  const arrived = useAllPages('fundsLines', { params: { cycle }, query: { limit: 200 } }).pages?.flatMap(({ items }) => items) ?? [];
  const [found, setFound] = useState<readonly Line[]>([]);
  const lines = [...new Map([...known, ...found, ...arrived].map((one): [string, Line] => [one.line, one]))].map(([, one]) => one);
  const set = (n: number, some: Partial<TypedShare>): void => onChange(value.map((one, nth) => (nth === n ? { ...one, ...some } : one)));
  const whole = faults.get('/funds');
  return (
    <>
      {value.map(({ line, amount }, n) => (
        <div key={n} className={styles['row']}>
          <ChoiceField label={say(words.money, { n: n + 1 })} value={line} placeholder={say(words.choose)} error={faults.get(`/funds/${n}/line`)} onChange={(one) => set(n, { line: one })}
            options={lines.map((one) => ({ value: one.line, label: [one.purpose, one.documentNumber, ...(one.received === undefined ? [] : [sayMoney(one.received, say)])].join(' · ') }))} />
          <MoneyField label={say(words.amountOf, { n: n + 1 })} value={amount} error={faults.get(`/funds/${n}/amount`)} onChange={(money) => set(n, { amount: money })} />
          <Button kind="quiet" onClick={() => onChange(value.filter((_, other) => other !== n))}>{say(words.dropMoney, { n: n + 1 })}</Button>
        </div>
      ))}
      {whole !== undefined && <p className="late" role="alert">{typeof whole === 'string' ? whole : say(whole)}</p>}
      {lines.length > 0 && <p><Button onClick={() => onChange([...value, noShare])}>{say(words.addMoney)}</Button></p>}
      <ByDocument unit={unit} onFound={(some) => {
        setFound([...found, ...some]);
        onChange([...value, ...some.filter(({ line }) => !value.some((one) => one.line === line)).map(({ line }) => ({ ...noShare, line }))]);
      }} />
    </>
  );
}

/** Money that has not come yet is found by the number of its document. */
function ByDocument({ unit, onFound }: { unit: string; onFound: (lines: readonly Line[]) => void }) {
  const say = useSay();
  const cycle = useCycle();
  const [number, setNumber] = useState('');
  const [said, setSaid] = useState('');
  const [isAsking, setAsking] = useState(false);
  const find = async (): Promise<void> => {
    if (number.trim() === '' || isAsking) return;
    setAsking(true);
    try {
      const { lines } = await ask('linesOfDocument', { params: { cycle, unit }, query: { document: number.trim() } });
      setSaid(lines.length === 0 ? say(words.notFound, { number: number.trim() }) : '');
      onFound(lines);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setSaid(say(refused.body.words));
    }
    setAsking(false);
  };
  return (
    <div className={styles['find']}>
      <TextField label={say(words.byDocument)} hint={say(words.byDocumentHint)} maxLength={60} value={number} error={said === '' ? undefined : said} onChange={(typed) => { setNumber(typed); setSaid(''); }} />
      <Button onClick={() => void find()} busy={isAsking && say(baseWords.reading)}>{say(words.find)}</Button>
    </div>
  );
}
