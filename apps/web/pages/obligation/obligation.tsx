import { lazy, Suspense } from 'react';
import { Link, Redirect, useParams } from 'wouter';
import { stateWords } from '#libs/contracts/state-words';
import { lineOfKey } from '#libs/domain/funds/line';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { LightShape } from '../../base/light.tsx';
import { Outline, Shown } from '../../base/notice.tsx';
import { originalOf } from '../../base/original.ts';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt } from '../../shell/cycle.ts';
import { WorkedWeekend } from '../../shell/weekend.tsx';
import { dutyPages } from './kinds.ts';
import type { DutyProps } from './kinds.ts';
import { Story } from './story.tsx';
import { obligationWords as words } from './words.ts';
import styles from './obligation.module.css';

const MoreTime = lazy(() => import('../extension/more-time.tsx'));

/** Of money the page is its line's, which shows whose hands it was in. */
export default function Obligation() {
  const { cycle, duty } = useParams<{ cycle: string; duty: string }>();
  const line = lineOfKey(duty);
  return line === null ? <OfUnit /> : <Redirect to={`/cycles/${cycle}/funds/${line}`} replace />;
}

/** One obligation: how it stands and by when, what can be done about it, and everything that happened to it. */
function OfUnit() {
  const params = useParams<{ cycle: string; unit: string; duty: string }>();
  const of: DutyProps = { cycle: params.cycle, unit: params.unit, duty: params.duty };
  const story = useRead('story', { params: of });
  return (
    <Shown of={story}>{(data) => {
      const Kind = dutyPages[data.kind];
      return (
        <>
          <Heading story={data} />
          {Kind && <div className={styles['part']}><Suspense fallback={<Outline lines={6} />}><Kind {...of} key={data.obligation} /></Suspense></div>}
          <Suspense fallback={null}><MoreTime story={data} place={of} /></Suspense>
          <Story story={data} />
        </>
      );
    }}</Shown>
  );
}

function Heading({ story }: { story: AnswerOf<'story'> }) {
  const say = useSay();
  const at = useAt();
  const { unit, unitName, title, status, light, dueOn, originalDueOn, basis, waitsFor } = story;
  const moved = originalOf({ act: waitsFor?.act, dueOn, originalDueOn });
  const posts = waitsFor?.posts.map(({ title: post, person }) => `${post}${person === null ? say(words.vacant) : ''}`).join(say.language === 'zh' ? '、' : ', ') ?? '';
  return (
    <header className={styles['heading']}>
      <div className={styles['title']}>
        <h1><Link to={at(`/units/${unit}`)}>{unitName}</Link> · {say(title)}</h1>
        <span className="no-print"><Button onClick={() => window.print()}>{say(words.print)}</Button></span>
      </div>
      <p className="lead">
        <LightShape light={light} /> <b>{say(stateWords(status))}</b>
        {dueOn !== null && <> · <span className={light === 'late' ? 'late' : light === 'near' ? 'near' : ''}>{say(words.due, { date: say.date(dueOn) })}<WorkedWeekend date={dueOn} /></span></>}
        {moved !== null && <> <s className="small">{say(words.originally, { date: say.date(moved) })}</s></>}
        {' · '}{!waitsFor ? say(words.nobody) : waitsFor.dueOn === dueOn ? say(words.with, { posts }) : say(words.waitsFor, { posts, date: say.date(waitsFor.dueOn) })}
      </p>
      <p className="small">{say(baseWords.basis, { basis: say(waitsFor?.basis ?? basis) })}</p>
    </header>
  );
}
