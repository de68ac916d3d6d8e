import { useEffect } from 'react';
import { Progress } from 'antd';
import { client, useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { Note } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { launchWords as words } from './words.ts';

/** How far a launch has come: units started of units. Looks again until all have. */
export function LaunchProgress({ view }: { view: AnswerOf<'cycle'> }) {
  const say = useSay();
  const at = useAt();
  const { status, units, unitsStarted, slug } = view;
  const { refetch } = useRead('cycle', { params: { cycle: slug } });
  const isGoing = status === 'launching';
  useEffect(() => {
    if (!isGoing) return undefined;
    const timer = setInterval(() => void refetch(), 700);
    return () => { clearInterval(timer); void client.invalidateQueries(); };
  }, [isGoing, refetch]);
  if (!isGoing) return status === 'open' ? <Note kind="done">{say(words.open, { units })} <ButtonLink to={at('/tasks')}>{say(words.toTasks)}</ButtonLink></Note> : null;
  return (
    <div className="card" style={{ padding: '16px 20px', margin: '16px 0' }} role="status">
      <p>{say(words.going, { units, started: unitsStarted })}</p>
      <Progress percent={units === 0 ? 0 : Math.round((unitsStarted / units) * 100)} aria-label={say(words.progress)} />
    </div>
  );
}
