import { useEffect, useRef, useState } from 'react';
import { addDays, instantAt, localDateOf, millisOf, timeOfDayOf } from '#libs/domain/time/instant';
import { useAct } from '../base/act.ts';
import { client, useRead } from '../base/api.ts';
import type { AnswerOf } from '../base/api.ts';
import { Button } from '../base/button.tsx';
import { RefusalNote, useBusy } from '../base/notice.tsx';
import { useSay } from '../base/say.ts';
import { useFunctions } from './cycle.ts';
import { drillWords as words } from './drill-words.ts';
import styles from './drill.module.css';

type CycleView = AnswerOf<'cycle'>;

/** A drill is unmistakable on every page; whoever administers it moves its clock here, and sees it move. */
export function Drill({ cycle }: { cycle: string }) {
  const say = useSay();
  const { can } = useFunctions();
  const read = useRead('cycle', { params: { cycle } });
  const view = read.data;
  useWatching(view?.status, () => void read.refetch());
  if (!view) return null;
  const pause = view.pauses.find(({ from, to }) => from <= view.now && (to === null || to > view.now));
  return (
    <>
      {view.isDrill && (
        <div className={styles['drill']}>
          <b>{say(words.drill)}</b>
          {view.advancingTo === null ? <span>{say(words.time, { time: say.fullMoment(view.now) })}</span> : <Moving now={view.now} to={view.advancingTo} />}
          {can('administrator') && view.status === 'open' && <Forward view={view} />}
        </div>
      )}
      {pause && <div className={styles['paused']}>{say(words.paused, { reason: pause.reason })}</div>}
    </>
  );
}

/** While the clock moves, the band asks where it is; when it stands again, everything may be different. */
function useWatching(status: string | undefined, look: () => void): void {
  const was = useRef(status);
  const asks = useRef(look);
  asks.current = look;
  useEffect(() => {
    if (was.current === 'advancing' && status === 'open') void client.invalidateQueries();
    was.current = status;
    if (status !== 'advancing') return undefined;
    const timer = setInterval(() => asks.current(), 800);
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

function Forward({ view: { slug: cycle, now } }: { view: CycleView }) {
  const say = useSay();
  const advance = useAct('advanceClock');
  const busy = useBusy(advance);
  const go = (to: string) => (): void => void advance.give({ params: { cycle }, body: { to } });
  return (
    <>
      <span className={styles['push']} />
      <span className={styles['buttons']} role="group" aria-label={say(words.forward)}>
        {([['day', 1], ['week', 7]] as const).map(([name, days]) => (
          <Button key={name} busy={busy} title={say(words.untilTomorrow, { to: say.moment(later(now, days)) })} onClick={go(later(now, days))}>{say(words[name])}</Button>
        ))}
      </span>
      {advance.refusal && <div className={styles['whole']}><RefusalNote refusal={advance.refusal} /></div>}
    </>
  );
}
