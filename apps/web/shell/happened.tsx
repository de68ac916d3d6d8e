import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { usePages } from '../base/list.ts';
import type { AnswerOf } from '../base/api.ts';
import { Button } from '../base/button.tsx';
import { Outline, RefusalNote } from '../base/notice.tsx';
import { groupBy } from '../base/group.ts';
import { useSay } from '../base/say.ts';
import { baseWords } from '../base/words.ts';
import { drillWords as words } from './drill-words.ts';
import type { LastAdvance } from './drill.tsx';
import styles from './happened.module.css';

type Happening = AnswerOf<'happenings'>['items'][number];
/** That the clock began to move and stands again is known to whoever moved it. */
const ofTheClock: ReadonlySet<string> = new Set(['advanceStarted', 'advanceFinished']);
/** Groups beyond which each is opened by hand. */
const fewGroups = 6;

/** What the advance brought about, unit by unit, each with the way to its story. */
export default function Happened({ cycle, last: { since, from }, now, onHide }: { cycle: string; last: LastAdvance; now: string; onHide: () => void }) {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  const pages = usePages('happenings', { params: { cycle }, query: { since, limit: 200 } });
  useEffect(() => heading.current?.focus(), [since]);
  const { first } = pages;
  const items = (pages.items ?? []).filter(({ type }) => !ofTheClock.has(type));
  const groups = groupBy(items, ({ unit }) => unit ?? '');
  const notices = first?.notices ?? { count: 0, alike: [] };
  return (
    <section className={styles['panel']} aria-labelledby="happened" onKeyDown={({ key }) => { if (key === 'Escape') onHide(); }}>
      <header>
        <h2 id="happened" ref={heading} tabIndex={-1}>{say(words.happened)} <span className="small">{say(words.span, { from: say.moment(from), to: say.moment(now) })}</span></h2>
        <Button kind="quiet" onClick={onHide}>{say(words.hide)}</Button>
      </header>
      <RefusalNote refusal={pages.error} onRetry={() => void pages.refetch()} />
      {!first && !pages.error && <Outline lines={3} />}
      {first && <p>{items.length === 0 && notices.count === 0 ? say(words.nothing) : items.length === 0 && !pages.hasMore ? say(words.onlyTold, { notices: notices.count }) : say(pages.hasMore ? words.sumMore : words.sum, { units: [...groups.keys()].filter((unit) => unit !== '').length, n: items.length, notices: notices.count })}</p>}
      <div className={styles['groups']}>
        {[...groups].map(([unit, some]) => (
          <details key={unit} open={groups.size <= fewGroups}>
            <summary>{some[0]?.unitName ?? say(words.theYear)} <span className="small">{some.length}</span></summary>
            <ul>{some.map((one) => <Line key={one.feedSeq} cycle={cycle} of={one} />)}</ul>
          </details>
        ))}
        {notices.count > 0 && (
          <details open>
            <summary>{say(words.told)} <span className="small">{notices.count}</span></summary>
            <ul>
              {notices.alike.map((notice) => (
                <li key={`${notice.at} ${notice.unit} ${notice.duty} ${notice.words}`}><time dateTime={notice.at}>{say.moment(notice.at)}</time>
                  <span>{say(notice.title)} {say.language === 'zh' ? notice.words : ''} · {say(words.times, { n: notice.n })}{' '}
                    <Link className="small" to={`/cycles/${cycle}/units/${notice.unit}/obligations/${notice.duty}`}>{say(notice.n > 1 ? words.forExample : words.toPost, { unit: notice.unitName, post: notice.postTitle })}</Link></span></li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {pages.hasMore && <p><Button busy={pages.isReading && say(baseWords.reading)} onClick={pages.more}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}

function Line({ cycle, of: { at, unit, duty, title, words: said, person } }: { cycle: string; of: Happening }) {
  const say = useSay();
  const what = person === null ? say(said) : say(words.byPerson, { words: say(said), person });
  return (
    <li>
      <time dateTime={at}>{say.moment(at)}</time>
      <span>{unit !== null && duty !== null ? <Link to={`/cycles/${cycle}/units/${unit}/obligations/${duty}`}>{title === null ? duty : say(title)}</Link> : null} {what}</span>
    </li>
  );
}
