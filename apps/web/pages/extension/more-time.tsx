import { useState } from 'react';
import { Link } from 'wouter';
import { problemWords } from '#libs/contracts/problems';
import { yearCommands } from '#libs/domain/extension/dates';
import { addDays, dayNumber, endOfDay } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import type { AnswerOf } from '../../base/api.ts';
import { useRead } from '../../base/api.ts';
import { Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { DateField, TextArea } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { Note } from '../../base/notice.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { useMayAct } from '../../shell/may.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { extensionWords as words } from './words.ts';
import styles from './extension.module.css';

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
      {open === 'ask' && waitsFor && <Ask place={place} dueOn={waitsFor.dueOn} unit={unit} onClose={() => setOpen(null)} />}
      {open === 'explain' && <Explain place={place} onClose={() => setOpen(null)} onDone={() => setExplained(true)} />}
    </section>
  );
}

function Ask({ place, unit, dueOn, onClose }: { place: DutyProps; unit: string; dueOn: string; onClose: () => void }) {
  const say = useSay();
  const ask = useAct('requestExtension');
  const [form, setForm] = useState({ dueOn: '', reason: '', progress: '' });
  const [files, setFiles] = useState<Attachment[]>([]);
  const [isAsked, setAsked] = useState(false);
  const days = form.dueOn === '' ? 0 : dayNumber(form.dueOn) - dayNumber(dueOn);
  const give = async (): Promise<void> => {
    setAsked(true);
    if (days <= 0 || form.reason.trim() === '') return;
    if (await ask.give({ params: place, body: { dueOn: form.dueOn, reason: form.reason.trim(), progress: form.progress.trim(), ...(files.length > 0 ? { attachments: files } : {}) } })) onClose();
  };
  const dateFault = form.dueOn === '' ? fieldWords.notADate : days <= 0 ? problemWords('extensionNotLater', { dueOn, asked: form.dueOn }) : undefined;
  return (
    <AskDialog title={say(words.askTitle)} lead={say(words.askLead, { date: say.fullDate(dueOn) })} verb={say(words.ask)} act={ask} onClose={onClose} onGive={() => void give()}>
      <DateField id="extension-date" label={say(words.newDate)} min={addDays(dueOn, 1)} value={form.dueOn} hint={days > 0 ? say(words.later, { n: days }) : undefined} error={isAsked ? dateFault : undefined} onChange={(date) => setForm({ ...form, dueOn: date })} />
      <TextArea id="extension-reason" label={say(words.reason)} rows={2} maxLength={1000} value={form.reason} error={isAsked && form.reason.trim() === '' ? fieldWords.empty : undefined} onChange={(reason) => setForm({ ...form, reason })} />
      <TextArea id="extension-progress" label={say(words.progress)} rows={2} maxLength={2000} value={form.progress} onChange={(progress) => setForm({ ...form, progress })} />
      <Attachments unit={unit} label={say(fieldWords.files)} most={10} value={files} onChange={setFiles} />
    </AskDialog>
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
