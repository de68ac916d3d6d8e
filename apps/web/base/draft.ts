import { useEffect, useRef, useState } from 'react';

/** A form while it is being written: kept as it is typed, there again after a reload, gone once it is handed in. */

export interface Kept<T> {
  content: T;
  at: string;
}

export interface DraftOf<T> {
  /** What was kept before this page opened; undefined while it is being read, null where nothing was. */
  found: Kept<T> | null | undefined;
  /** When it was kept last; null before. */
  keptAt: string | null;
  state: 'still' | 'waiting' | 'failed';
  keep(content: T): void;
  /** Throws it away: it was handed in, or is not wanted. */
  drop(): Promise<void>;
}

const waitMillis = 800;

/** @param form which form of the duty it is: `report`, `plan` */
export function useDraft<T extends object>({ cycle, unit, duty }: { cycle: string; unit: string; duty: string }, form: string): DraftOf<T> {
  const place = `zeren-draft/${cycle}/${unit}/${duty}/${form}`;
  const [found] = useState(() => readKept<T>(place));
  const [keptAt, setKeptAt] = useState<string | null>(found?.at ?? null);
  const [state, setState] = useState<DraftOf<T>['state']>('still');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef<T | null>(null);

  const keepNow = (): void => {
    clearTimeout(timer.current);
    if (waiting.current === null) return;
    const at = new Date().toISOString();
    localStorage.setItem(place, JSON.stringify({ content: waiting.current, at }));
    waiting.current = null;
    setKeptAt(at);
    setState('still');
  };
  const last = useRef(keepNow);
  last.current = keepNow;
  // What was typed within the last moment is kept as well when the page is left.
  useEffect(() => () => last.current(), []);

  return {
    found, keptAt, state,
    keep(content) {
      waiting.current = content;
      setState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => last.current(), waitMillis);
    },
    async drop() {
      clearTimeout(timer.current);
      waiting.current = null;
      localStorage.removeItem(place);
      setKeptAt(null);
      setState('still');
    },
  };
}

function readKept<T>(place: string): Kept<T> | null {
  const text = localStorage.getItem(place);
  return text === null ? null : JSON.parse(text) as Kept<T>;
}
