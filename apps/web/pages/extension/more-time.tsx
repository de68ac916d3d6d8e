import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { yearCommands } from '#libs/domain/extension/dates';
import { endOfDay } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import type { AnswerOf } from '../../base/api.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { Note } from '../../base/notice.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { useMayAct } from '../../shell/may.ts';
import type { DutyProps } from '../obligation/duty.ts';
import { extensionWords as words } from './words.ts';
import styles from './extension.module.css';

const Ask = lazy(() => import('./ask.tsx'));

type StoryOf = AnswerOf<'story'>;

/**
 * More time for any duty that now waits for its own unit: asked for before the date by a principal leader; once it is
 * late, explained. Whoever else holds a post there is told who may.
 */
export default function MoreTime({ story, place }: { story: StoryOf; place: DutyProps }) {
  const say = useSay();
  const at = useAt();
  const { isKnown, may } = useMayAct();
  const [open, setOpen] = useState<'ask' | 'explain' | null>(null);
  const [isExplained, setExplained] = useState(false);
  const { waitsFor, unit, now } = story;
  const mayAsk = may(yearCommands.requestExtension.who, { unit });
  const account = useRead('account', { params: { cycle: place.cycle, unit } }, { when: mayAsk });
  const requests = useRead('extensions', { params: { cycle: place.cycle }, query: { status: 'requested', limit: 200 } }, { when: mayAsk });
  const pending = requests.data?.items.find((one) => one.unit === unit && one.of === place.duty);
  const duty = account.data?.duties.find((one) => one.duty === place.duty);
  const isOwn = waitsFor !== null && waitsFor.posts.length > 0 && waitsFor.posts.every(({ post }) => post.startsWith(`${unit}/`));
  const isPast = waitsFor !== null && now >= endOfDay(waitsFor.dueOn);
  const mayExplain = mayAsk && (duty?.onTime === false || (isOwn && isPast));
  if (!isKnown || !mayAsk || (!mayExplain && (!isOwn || isPast))) return null;
  return (
    <section aria-labelledby="more-time" className="no-print">
      <h2 id="more-time">{say(words.moreTime)}</h2>
      {pending && <Note>{say(words.asked, { asked: say.date(pending.asked), by: pending.decideBy === null ? '' : say.date(pending.decideBy) })} <Link to={at(`/units/${unit}/obligations/${pending.duty}`)}>{say(words.seeRequest)}</Link></Note>}
      {isExplained && <Note kind="done">{say(words.explained)}</Note>}
      {duty?.explanations.map(({ text, by, at: when }) => <p key={when} className="lead">{say(words.explain)}{say(fieldWords.colon)}{text} <span className="small">{by} · {say.moment(when)}</span></p>)}
      <div className={styles['acts']}>
        {isOwn && !isPast && !pending && <Button onClick={() => setOpen('ask')}>{say(words.ask)}</Button>}
        {mayExplain && <Button onClick={() => setOpen('explain')}>{say(words.explain)}</Button>}
      </div>
      {open === 'ask' && waitsFor && <Suspense fallback={null}><Ask place={place} dueOn={waitsFor.dueOn} unit={unit} onClose={() => setOpen(null)} /></Suspense>}
      {open === 'explain' && <Explain place={place} onClose={() => setOpen(null)} onDone={() => setExplained(true)} />}
    </section>
  );
}

function Explain({ place, onClose, onDone }: { place: DutyProps; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const explain = useAct('explainLateness');
  const give = async (text: string): Promise<unknown> => {
    const given = await explain.give({ params: place, body: { text } });
    if (given) onDone();
    return given;
  };
  return <ReasonDialog title={say(words.explainTitle)} lead={say(words.explainLead)} verb={say(words.explain)} label={say(words.explainText)} most={2000} at="/text" act={explain} give={give} onClose={onClose} />;
}
