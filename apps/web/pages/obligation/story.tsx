import { useState } from 'react';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { groupBy } from '../../base/group.ts';
import { useSay } from '../../base/say.ts';
import { obligationWords as words } from './words.ts';
import styles from './obligation.module.css';

type StoryOf = AnswerOf<'story'>;
type Notice = StoryOf['notices'][number];
type Entry = { at: string; key: string } & ({ event: StoryOf['events'][number] } | { notices: Notice[] });

const momentOf = ({ toldAt, at }: Notice): string => toldAt ?? at;
/** One moment's notice to several posts is one line. */
const together = (notices: readonly Notice[]): Notice[][] => [...groupBy(notices, (notice) => [momentOf(notice), notice.toldAt === null, notice.status === 'cancelled', notice.words].join(' ')).values()];

/** Every act and every notice in one line of time, the newest first; above it what is still to come. */
export function Story({ story }: { story: StoryOf }) {
  const say = useSay();
  const [isAll, setAll] = useState(false);
  const cancelled = story.notices.filter(({ status }) => status === 'cancelled');
  const shown = story.notices.filter(({ status }) => isAll || status !== 'cancelled');
  const toCome = shown.filter((notice) => notice.toldAt === null && notice.status === 'planned').sort((a, b) => (a.at < b.at ? -1 : 1));
  const ahead = together(toCome);
  const past: Entry[] = [
    ...story.events.map((event): Entry => ({ at: event.at, key: `e${event.seq}`, event })),
    ...together(shown.filter((notice) => !toCome.includes(notice))).flatMap((notices): Entry[] => notices.slice(0, 1).map((first) => ({ at: momentOf(first), key: `n${first.key}`, notices }))),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <section aria-labelledby="story">
      <h2 id="story">{say(words.story)}</h2>
      {ahead.length > 0 && <details className={styles['ahead']}>
        <summary>{say(words.toComeNext, { n: ahead.length, at: say.moment(ahead[0]?.[0]?.at ?? '') })}</summary>
        <ol className={`card ${styles['story']} ${styles['toCome']}`} aria-label={say(words.toCome)}>{ahead.map((notices) => <NoticeLine key={notices[0]?.key} notices={notices} />)}</ol>
      </details>}
      <ol className={`card ${styles['story']}`} aria-label={say(words.happened)}>
        {past.map((entry) => ('event' in entry ? <EventLine key={entry.key} event={entry.event} /> : <NoticeLine key={entry.key} notices={entry.notices} />))}
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

function NoticeLine({ notices }: { notices: readonly Notice[] }) {
  const say = useSay();
  const [first] = notices;
  if (!first) return null;
  const { at, toldAt, words: said, status } = first;
  const who = [...new Set(notices.map(({ person, postTitle }) => person ?? postTitle))].join(say.language === 'zh' ? '、' : ', ');
  const mails = toldAt === null ? [] : [...new Set(notices.map(({ mail }) => (mail === null ? say(words.noMail) : mail.sentAt !== null ? say(words.mailSent, { at: say.moment(mail.sentAt) }) : say(words.mailState, { status: mail.status, response: mail.response ?? '' }))))];
  return (
    <li className={status === 'cancelled' ? styles['cancelled'] : styles['notice']}>
      <time dateTime={toldAt ?? at}>{say.moment(toldAt ?? at)}</time>
      <div>
        <p>{said} · {status === 'cancelled' ? say(words.cancelled) : say(toldAt === null ? words.planned : words.told, { who })}</p>
        {mails.map((mail) => <p key={mail} className="small">{mail}</p>)}
      </div>
    </li>
  );
}
