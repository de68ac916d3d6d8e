import { useEffect } from 'react';
import { Progress } from 'antd';
import { Link } from 'wouter';
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
  if (!isGoing) return status === 'open' ? <><Note kind="done">{say(words.open, { units })}</Note><ComesNext view={view} /><p style={{ display: 'flex', flexWrap: 'wrap', gap: 12, margin: '16px 0' }}><ButtonLink kind="primary" to={at('/letters')}>{say(words.toLetters)}</ButtonLink><ButtonLink to={at('/tasks')}>{say(words.toTasks)}</ButtonLink></p></> : null;
  return (
    <div className="card" style={{ padding: '16px 20px', margin: '16px 0' }} role="status">
      <p>{say(words.going, { units, started: unitsStarted })}</p>
      <Progress percent={units === 0 ? 0 : Math.round((unitsStarted / units) * 100)} aria-label={say(words.progress)} />
    </div>
  );
}

const mostNamed = 6;

/** Launched, nothing moves until others act: whose signatures are awaited, and in a drill where their accounts stand. */
function ComesNext({ view: { slug, isDrill } }: { view: AnswerOf<'cycle'> }) {
  const say = useSay();
  const at = useAt();
  const letters = useRead('obligations', { params: { cycle: slug }, query: { kind: 'letter', limit: 200 } }).data?.items.filter(({ waitsFor }) => waitsFor.length > 0) ?? [];
  if (letters.length === 0) return null;
  return (
    <>
      <h2>{say(words.comesNext)}</h2>
      <ul className="card" style={{ padding: '12px 20px 12px 36px', margin: '0 0 12px' }}>
        {letters.slice(0, mostNamed).map(({ obligation, unit, unitName, duty, title, dueOn, waitsFor }) => (
          <li key={obligation}><Link to={at(`/units/${unit}/obligations/${duty}`)}>{unitName} · {say(title)}</Link>{' '}
            {say(words.awaited, { posts: waitsFor.map(({ title: post, person }) => `${post}${person === null ? '' : ` ${person}`}`).join(say.language === 'zh' ? '、' : ', '), date: dueOn === null ? '' : say.date(dueOn) })}</li>
        ))}
        {letters.length > mostNamed && <li className="small">{say(words.awaitedMore, { n: letters.length })}</li>}
      </ul>
      {isDrill && <p className="lead">{say(words.accounts)} <Link to={at('/office')}>{say(words.toAccounts)}</Link></p>}
    </>
  );
}
