import { useRef, useState } from 'react';
import type { RouteName } from '#libs/contracts/routes';
import { ask, client, Refusal } from './api.ts';
import type { AnswerOf, Asked } from './api.ts';

export type ActState = 'idle' | 'sending' | 'pending' | 'done';

export interface Act<N extends RouteName> {
  state: ActState;
  /** Why it was refused; gone once it is tried again. */
  refusal: Refusal | null;
  /**
   * Gives it. The same content tried again after a failure goes under the same key, so that it is done once.
   *
   * @param seen the `seq` of what the person was looking at: an act on something that has changed since is refused
   * @returns the answer, or null when it was refused (`refusal` says why)
   */
  give(asked: Asked<N>, more?: { seen?: number | undefined; file?: Blob }): Promise<AnswerOf<N> | null>;
  /** Forgets the refusal. */
  clear(): void;
}

/** Refusals after which the same act may yet succeed: nobody answered, or too busy just now. */
const mayRepeat = ({ status }: Refusal): boolean => status === 0 || status === 503 || status === 504;
const mostRepeats = 3;
const pause = (millis: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, millis); });

/** One act of a person: sent once, repeated under its key while the service is busy, followed until it is recorded. */
export function useAct<N extends RouteName>(name: N): Act<N> {
  const [state, setState] = useState<ActState>('idle');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const last = useRef<{ content: string; key: string } | null>(null);

  const give: Act<N>['give'] = async (asked, more = {}) => {
    const content = JSON.stringify([asked, more.seen, more.file?.size]);
    // Another content is another act; the same one, after a refusal that may pass, is still the first.
    if (last.current?.content !== content) last.current = { content, key: crypto.randomUUID() };
    const { key } = last.current;
    setRefusal(null);
    setState('sending');
    for (let n = 0; ; n += 1) {
      try {
        const answer = await untilRecorded(await ask(name, asked, { key, ...more }), () => setState('pending'));
        last.current = null;
        setState('done');
        await client.invalidateQueries();
        return answer;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (mayRepeat(error) && n < mostRepeats) {
          await pause((error.retryAfter ?? 1) * 1000);
          continue;
        }
        if (!mayRepeat(error)) last.current = null;
        setState('idle');
        setRefusal(error);
        return null;
      }
    }
  };
  return { state, refusal, give, clear: () => setRefusal(null) };
}

/** 202: accepted, and not recorded yet. Its address is asked until it is. */
async function untilRecorded<A>(answer: A, isPending: () => void): Promise<A> {
  const { state, key } = answer as { state?: string; key?: string };
  if (state !== 'pending' || key === undefined) return answer;
  isPending();
  for (;;) {
    await pause(700);
    const asked = await ask('myAct', { params: { key } });
    if (asked.state === 'recorded') return asked as A;
  }
}
