import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { addDays, instantAt, localDateOf, millisOf, timeOfDayOf } from '#libs/domain/time/instant';
import { useAct } from '../base/act.ts';
import { ask, client, useRead } from '../base/api.ts';
import type { AnswerOf } from '../base/api.ts';
import { Button } from '../base/button.tsx';
import { RefusalNote, useBusy } from '../base/notice.tsx';
import { useSay } from '../base/say.ts';
import { useFunctions } from './cycle.ts';
import { drillWords as words } from './drill-words.ts';
import styles from './drill.module.css';

const Happened = lazy(() => import('./happened.tsx'));

type CycleView = AnswerOf<'cycle'>;

/** Where the last advance of this window began: the number of the feed and the instant. */
export interface LastAdvance { since: number; from: string }
const keptAt = (cycle: string): string => `zeren-advanced ${cycle}`;
const lastAdvance = (cycle: string): LastAdvance | null => JSON.parse(sessionStorage.getItem(keptAt(cycle)) ?? 'null') as LastAdvance | null;

/** A drill is unmistakable on every page; whoever administers it moves its clock here, and sees what that brought about. */
export function Drill({ cycle }: { cycle: string }) {
  const say = useSay();
  const { can } = useFunctions();
  const [isShown, show] = useState(false);
  const read = useRead('cycle', { params: { cycle } });
  const view = read.data;
  useWatching(view?.status, () => void read.refetch(), () => show(lastAdvance(cycle) !== null));
  if (!view) return null;
  const pause = view.pauses.find(({ from, to }) => from <= view.now && (to === null || to > view.now));
  const last = lastAdvance(cycle);
  const isMine = can('administrator') && view.status === 'open';
  return (
    <>
      {view.isDrill && (
        <section className={styles['drill']} aria-label={say(words.band)}>
          <b>{say(words.drill)}</b>
          {view.advancingTo === null ? <span>{say(words.time, { time: say.fullMoment(view.now) })}<span className={styles['mail']}>{say(words.mail)}</span></span> : <Moving now={view.now} to={view.advancingTo} />}
          {isMine && <Forward view={view}>{last && <Button kind="quiet" aria-expanded={isShown} onClick={() => show(!isShown)}>{say(isShown ? words.hide : words.happened)}</Button>}</Forward>}
        </section>
      )}
      {pause && <div className={styles['paused']}>{say(words.paused, { reason: pause.reason })}</div>}
      {isMine && isShown && last && <Suspense fallback={null}><Happened cycle={cycle} last={last} now={view.now} onHide={() => show(false)} /></Suspense>}
    </>
  );
}

/** While the clock moves, the band asks where it is; when it stands again, everything may be different. */
function useWatching(status: string | undefined, look: () => void, arrived: () => void): void {
  const was = useRef(status);
  const now = useRef({ look, arrived });
  now.current = { look, arrived };
  useEffect(() => {
    if (was.current === 'advancing' && status === 'open') {
      void client.invalidateQueries();
      now.current.arrived();
    }
    was.current = status;
    if (status !== 'advancing') return undefined;
    const timer = setInterval(() => now.current.look(), 800);
    return () => clearInterval(timer);
  }, [status]);
}

function Moving({ now, to }: { now: string; to: string }) {
  const say = useSay();
  const [from] = useState(now);
  const share = Math.max(0, Math.min(1, (millisOf(now) - millisOf(from)) / Math.max(1, millisOf(to) - millisOf(from))));
  return (
    <>
      <span role="status">{say(words.moving, { to: say.moment(to), now: say.moment(now) })}</span>
      <progress className={styles['progress']} value={share} max={1} aria-label={say(words.progress)} />
    </>
  );
}

/** The same time of day so many days on. */
const later = (now: string, days: number): string => instantAt(addDays(localDateOf(now), days), timeOfDayOf(now));

function Forward({ view: { slug: cycle, now }, children }: { view: CycleView; children: React.ReactNode }) {
  const say = useSay();
  const advance = useAct('advanceClock');
  const busy = useBusy(advance);
  const next = useRead('next', { params: { cycle } }).data;
  const go = (to: string) => async (): Promise<void> => {
    // From here on, what happens is what this advance brought about.
    const before = await ask('happenings', { params: { cycle }, query: { since: Number.MAX_SAFE_INTEGER, limit: 1 } }).catch(() => null);
    if (before) sessionStorage.setItem(keptAt(cycle), JSON.stringify({ since: before.head, from: now } satisfies LastAdvance));
    if (await advance.give({ params: { cycle }, body: { to } })) await client.invalidateQueries({ queryKey: ['cycle'] });
  };
  const nextAt = next?.at ?? null;
  // What was read before the clock moved may lie behind it by now: it is asked again, and until then there is nowhere to go.
  const isFresh = next !== undefined && next.now >= now && (nextAt === null || nextAt > now);
  const nextSaid = !isFresh ? undefined : nextAt === null ? say(words.nextNone) : say(words.nextIs, { at: say.moment(nextAt), what: next.what ? say(next.what) : '' });
  return (
    <>
      <span className={styles['next']} title={nextSaid}>{nextSaid}</span>
      <span className={styles['buttons']} role="group" aria-label={say(words.forward)}>
        {children}
        {([['day', 1], ['week', 7]] as const).map(([name, days]) => (
          <Button key={name} busy={busy} title={say(words.until, { to: say.moment(later(now, days)) })} onClick={() => void go(later(now, days))()}>{say(words[name])}</Button>
        ))}
        {nextAt !== null && <Button busy={busy} disabled={!isFresh} title={nextSaid} onClick={() => void go(nextAt)()}>{say(words.next)}</Button>}
      </span>
      {advance.refusal && <div className={styles['whole']}><RefusalNote refusal={advance.refusal} /></div>}
    </>
  );
}
