import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Act } from './act.ts';
import type { Refusal } from './api.ts';
import { Button } from './button.tsx';
import { useSay } from './say.ts';
import { baseWords } from './words.ts';
import styles from './notice.module.css';

/** A refusal in the person's language: what is wrong and what to do. Announced to screen readers. */
export function RefusalNote({ refusal, onRetry }: { refusal: Refusal | null; onRetry?: () => void }) {
  const say = useSay();
  if (!refusal) return null;
  const { words, errors } = refusal.body;
  return (
    <div className={styles['refusal']} role="alert">
      <p>{say(words)}</p>
      {errors && errors.length > 0 && <ul>{errors.slice(0, 8).map(({ pointer, detail }) => <li key={pointer + detail}>{detail}</li>)}</ul>}
      {onRetry && <Button onClick={onRetry}>{say(baseWords.again)}</Button>}
    </div>
  );
}

/** What a button says while its act is on its way; false when it is not. */
export function useBusy(...acts: readonly Pick<Act<never>, 'state'>[]): string | false {
  const say = useSay();
  const state = acts.map((act) => act.state).find((one) => one === 'sending' || one === 'pending');
  return state === undefined ? false : say(state === 'pending' ? baseWords.pending : baseWords.sending);
}

export const Empty = ({ children }: { children: ReactNode }) => <div className={styles['empty']}>{children}</div>;
export const Note = ({ children, kind = 'plain' }: { children: ReactNode; kind?: 'plain' | 'near' | 'done' }) => <div className={`${styles['note']} ${styles[kind]}`} role="status">{children}</div>;

/** While a page's data is read: its outline, still, without a spinner. */
export function Outline({ lines = 4 }: { lines?: number }) {
  const say = useSay();
  return (
    <div className={styles['outline']} data-outline role="status" aria-label={say(baseWords.reading)}>
      {Array.from({ length: lines }, (_, n) => <div key={n} style={{ width: `${[92, 68, 84, 56][n % 4]}%` }} />)}
    </div>
  );
}

interface Readable<T> { data: T | undefined; error: Refusal | null; refetch(): unknown }

/** Shows what was read; until then its outline, and a refusal with a way on. What is there stays while it is asked again. */
export function Shown<T>({ of, lines, children }: { of: Readable<T>; lines?: number; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{of.error && <RefusalNote refusal={of.error} onRetry={() => void of.refetch()} />}{children(of.data)}</>;
  if (of.error) return <RefusalNote refusal={of.error} onRetry={() => void of.refetch()} />;
  return <Outline {...(lines === undefined ? {} : { lines })} />;
}

/**
 * What a form was begun on, for the acts it gives: others may act while it is open. If somebody does, `stale` says so in
 * the form, which keeps what was typed, and the act is refused until the person has looked at what is new.
 *
 * @param seq of what is shown now
 * @param onLook when the person has looked
 */
export function useSeen(seq: number, onLook?: () => void): { seen: number; stale: ReactNode } {
  const say = useSay();
  const [seen, setSeen] = useState(seq);
  const look = (): void => { setSeen(seq); onLook?.(); };
  return { seen, stale: seen === seq ? null : <Note kind="near">{say(baseWords.changed)} <Button kind="quiet" onClick={look}>{say(baseWords.lookAgain)}</Button></Note> };
}
