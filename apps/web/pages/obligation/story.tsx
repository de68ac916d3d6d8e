import { useState } from 'react';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { useSay } from '../../base/say.ts';
import { obligationWords as words } from './words.ts';
import styles from './obligation.module.css';

type StoryOf = AnswerOf<'story'>;
type Entry = { at: string; key: string } & ({ event: StoryOf['events'][number] } | { notice: StoryOf['notices'][number] });

/** Every act and every notice in one line of time, the newest first; above it what is still to come. */
export function Story({ story }: { story: StoryOf }) {
  const say = useSay();
  const [isAll, setAll] = useState(false);
  const cancelled = story.notices.filter(({ status }) => status === 'cancelled');
  const shown = story.notices.filter(({ status }) => isAll || status !== 'cancelled');
  const toCome = shown.filter((notice) => notice.toldAt === null && notice.status === 'planned').sort((a, b) => (a.at < b.at ? -1 : 1));
  const past: Entry[] = [
    ...story.events.map((event): Entry => ({ at: event.at, key: `e${event.seq}`, event })),
    ...shown.filter((notice) => !toCome.includes(notice)).map((notice): Entry => ({ at: notice.toldAt ?? notice.at, key: `n${notice.key}`, notice })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <section aria-labelledby="story">
      <h2 id="story">{say(words.story)}</h2>
      {toCome.length > 0 && <ol className={`card ${styles['story']} ${styles['toCome']}`} aria-label={say(words.toCome)}>
        {toCome.map((notice) => <NoticeLine key={notice.key} notice={notice} />)}
      </ol>}
      <ol className={`card ${styles['story']}`} aria-label={say(words.happened)}>
        {past.map((entry) => ('event' in entry ? <EventLine key={entry.key} event={entry.event} /> : <NoticeLine key={entry.key} notice={entry.notice} />))}
      </ol>
      {cancelled.length > 0 && !isAll && <Button kind="quiet" onClick={() => setAll(true)}>{say(words.showCancelled, { n: cancelled.length })}</Button>}
    </section>
  );
}

function EventLine({ event }: { event: StoryOf['events'][number] }) {
  const say = useSay();
  return (
    <li>
      <time dateTime={event.at}>{say.moment(event.at)}</time>
      <div><p>{say(event.words)}</p><p className="small">{event.person ?? say(words.bySystem)} · <span title={event.hash}>{say(words.hash, { hash: event.hash.slice(0, 8) })}</span></p></div>
    </li>
  );
}

function NoticeLine({ notice }: { notice: StoryOf['notices'][number] }) {
  const say = useSay();
  const { at, toldAt, words: said, postTitle, person, status, mail } = notice;
  const who = person ?? postTitle;
  return (
    <li className={status === 'cancelled' ? styles['cancelled'] : styles['notice']}>
      <time dateTime={toldAt ?? at}>{say.moment(toldAt ?? at)}</time>
      <div>
        <p>{said} · {status === 'cancelled' ? say(words.cancelled) : say(toldAt === null ? words.planned : words.told, { who })}</p>
        {toldAt !== null && <p className="small">{mail === null ? say(words.noMail) : mail.sentAt !== null ? say(words.mailSent, { at: say.moment(mail.sentAt) }) : say(words.mailState, { status: mail.status, response: mail.response ?? '' })}</p>}
      </div>
    </li>
  );
}
