import { useEffect, useRef, useState } from 'react';
import { ask, Refusal } from './api.ts';
import type { AnswerOf } from './api.ts';

/** A form while it is being written: kept on the server as it is typed, there again after a reload and on another device, gone once it is handed in. */

export interface Kept<T> {
  content: T;
  at: string;
  /** Something happened to the obligation after it was kept. */
  isOld: boolean;
}

export interface DraftOf<T> {
  /** What was kept before this page opened; undefined while it is being read, null where nothing was. */
  found: Kept<T> | null | undefined;
  /** When it was kept last; null before. */
  keptAt: string | null;
  state: 'still' | 'waiting' | 'failed';
  /** What another window kept meanwhile; it is not written over until the person says so. */
  newer: Kept<T> | null;
  keep(content: T): void;
  /** Keeps what is here although another window has kept something newer, or goes on from that. */
  settle(content: T): void;
  /** Throws it away: it was handed in, or is not wanted. */
  drop(): Promise<void>;
}

type Answer = AnswerOf<'draft'>;

const waitMillis = 800;
const againMillis = 5_000;

/** @param form which form of the duty it is: `report`, `plan` */
export function useDraft<T extends object>(params: { cycle: string; unit: string; duty: string }, form: string): DraftOf<T> {
  const [found, setFound] = useState<Kept<T> | null | undefined>(undefined);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [state, setState] = useState<DraftOf<T>['state']>('still');
  const [newer, setNewer] = useState<Kept<T> | null>(null);
  const known = useRef({ head: 0, version: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef<T | null>(null);
  const sending = useRef<Promise<void> | null>(null);

  const keptIn = ({ head, draft }: Answer): Kept<T> | null => (draft?.form === form ? { content: draft.content as T, at: draft.at, isOld: head !== null && head !== draft.seq } : null);
  const know = ({ head, draft }: Answer): void => { known.current = { head: head ?? 0, version: draft?.version ?? 0 }; };
  const refused = (error: unknown): void => {
    if (!(error instanceof Refusal)) throw error;
    if (error.body.code === 'draftNewer') {
      const answer = error.body.facts as Answer;
      know(answer);
      setNewer(keptIn(answer));
      waiting.current = null;
      setState('still');
      return;
    }
    setState('failed');
    timer.current = setTimeout(() => last.current(), againMillis);
  };
  const send = async (content: T): Promise<void> => {
    try {
      const answer = await ask('keepDraft', { params, body: { form, seq: known.current.head, version: known.current.version, content: content as Record<string, unknown> } });
      know(answer);
      setKeptAt(answer.draft?.at ?? null);
      // What was typed meanwhile has its own turn.
      if (waiting.current === content) waiting.current = null;
      setState(waiting.current === null ? 'still' : 'waiting');
    } catch (error) {
      refused(error);
    }
  };
  /** One at a time: the next one needs the version that the one before was given. */
  const keepNow = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (waiting.current === null || sending.current !== null) return;
    sending.current = send(waiting.current).finally(() => {
      sending.current = null;
      if (waiting.current !== null && !timer.current) last.current();
    });
  };
  const last = useRef(keepNow);
  last.current = keepNow;

  useEffect(() => {
    const reading = new AbortController();
    ask('draft', { params }, { signal: reading.signal }).then((answer) => {
      know(answer);
      const kept = keptIn(answer);
      setKeptAt(kept?.at ?? null);
      setFound(kept);
    }, () => { if (!reading.signal.aborted) setFound(null); });
    // A phone that goes to another app, a page that is left: what was typed within the last moment is kept as well.
    const onHidden = (): void => { if (document.visibilityState === 'hidden') last.current(); };
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      reading.abort();
      document.removeEventListener('visibilitychange', onHidden);
      last.current();
    };
    // The part of a page about another duty is another component.
  }, []);

  const keep = (content: T): void => {
    waiting.current = content;
    setState('waiting');
    clearTimeout(timer.current);
    timer.current = undefined;
    if (newer === null) timer.current = setTimeout(() => last.current(), waitMillis);
  };
  return {
    found, keptAt, state, newer, keep,
    settle(content) {
      setNewer(null);
      waiting.current = content;
      setState('waiting');
      last.current();
    },
    async drop() {
      clearTimeout(timer.current);
      waiting.current = null;
      await sending.current;
      await ask('dropDraft', { params }).catch(() => undefined);
      known.current = { ...known.current, version: 0 };
      setKeptAt(null);
      setFound(null);
      setState('still');
    },
  };
}
