import { useState } from 'react';
import type { FormEvent } from 'react';
import { problemWords } from '#libs/contracts/problems';
import { meetingTransitions } from '#libs/domain/meeting/meeting';
import { meetingKind } from '#libs/domain/meeting/rules';
import { earlier, localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { AttachmentLinks, Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { useDraft } from '../../base/draft.ts';
import type { DraftOf } from '../../base/draft.ts';
import { DateField, FaultSummary, goTo, TextField } from '../../base/field.tsx';
import type { FieldFault } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { KeptState, TakenUp, WhichDraft } from '../../base/keeping.tsx';
import { Outline, RefusalNote, Shown, useBusy, useSeen } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { numberIn } from '../../base/typed.ts';
import { useMayAct } from '../../shell/may.ts';
import { ExemptionNote, OtherWays } from '../exemption/exemption.tsx';
import type { DutyProps } from '../obligation/kinds.ts';
import { meetingWords as words } from './words.ts';
import styles from './meeting.module.css';

type View = AnswerOf<'meeting'>;
interface Form { heldOn: string; minutesNumber: string; topic: string; attendees: string; attachments: Attachment[] }
const empty: Form = { heldOn: '', minutesNumber: '', topic: '', attendees: '', attachments: [] };

/** A meeting that a period asks for: recorded once it was held, with the number of its minutes. */
export default function Meeting(place: DutyProps) {
  const meeting = useRead('meeting', { params: place });
  const now = useRead('cycle', { params: { cycle: place.cycle } }).data?.now;
  return <Shown of={meeting} lines={5}>{(view) => (now === undefined ? <Outline lines={5} /> : <Standing view={view} place={place} now={now} />)}</Shown>;
}

function Standing({ view, place, now }: { view: View; place: DutyProps; now: string }) {
  const say = useSay();
  const { isKnown, can } = useMayAct();
  const draft = useDraft<Form>(place, 'meeting');
  if (!isKnown || draft.found === undefined) return <Outline lines={5} />;
  const mayRecord = now >= view.opensAt && can(meetingKind.commands.recordMeeting, { unit: view.unit, superior: view.superior, status: view.status }, meetingTransitions);
  return (
    <div className={styles['part']}>
      <ExemptionNote exemption={view.exemption} />
      {!view.held && !view.exemption && <p className="lead">{say(words.lead, { from: say.date(view.from), to: say.date(view.to) })}</p>}
      {mayRecord && <Recording view={view} place={place} draft={draft} today={localDateOf(now)} />}
      {view.held && <Held held={view.held} />}
      <OtherWays view={view} place={place} transitions={meetingTransitions} />
    </div>
  );
}

function Held({ held }: { held: NonNullable<View['held']> }) {
  const say = useSay();
  const rows: [Pair, string][] = [[words.topic, held.topic], [words.minutesNumber, held.minutesNumber], ...(held.attendees === undefined ? [] : [[words.attendees, String(held.attendees)] satisfies [Pair, string]])];
  return (
    <>
      <p className="lead">{say(words.held, { date: say.fullDate(held.heldOn), by: held.by, at: say.moment(held.at) })}</p>
      <dl className={`card ${styles['held']}`}>{rows.map(([name, value]) => <div key={name.en} style={{ display: 'contents' }}><dt>{say(name)}</dt><dd>{value}</dd></div>)}</dl>
      <AttachmentLinks files={held.attachments} />
    </>
  );
}

function Recording({ view, place, draft, today }: { view: View; place: DutyProps; draft: DraftOf<Form>; today: string }) {
  const say = useSay();
  const record = useAct('recordMeeting');
  const busy = useBusy(record);
  const { seen, stale } = useSeen(view.seq);
  const [form, setForm] = useState<Form>({ ...empty, ...draft.found?.content });
  const [isAsked, setAsked] = useState(false);
  const faults = faultsIn(view, form, today, say);
  const change = (part: Partial<Form>): void => {
    setForm({ ...form, ...part });
    record.clear();
    draft.keep({ ...form, ...part });
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy !== false) return;
    setAsked(true);
    if (faults[0]) return goTo(faults[0].id);
    const attendees = numberIn(form.attendees);
    const body = { heldOn: form.heldOn, minutesNumber: form.minutesNumber.trim(), topic: form.topic.trim(), ...(attendees === null ? {} : { attendees }), ...(form.attachments.length > 0 ? { attachments: form.attachments } : {}) };
    if (await record.give({ params: place, body }, { seen })) await draft.drop();
  };
  const wrong = (id: string) => (isAsked ? faults.find((one) => one.id === id)?.words : undefined);
  return (
    <form noValidate onSubmit={(event) => void send(event)} aria-label={say(view.title)}>
      <TakenUp draft={draft} onAnew={() => { setForm(empty); void draft.drop(); }} />
      <WhichDraft draft={draft} mine={form} onTake={setForm} />
      {stale}
      <FaultSummary faults={isAsked ? faults : []} />
      <div className={`card ${styles['form']}`}>
        <DateField id="heldOn" label={say(words.heldOn)} min={view.from} max={earlier(view.to, today)} value={form.heldOn} error={wrong('heldOn')} onChange={(heldOn) => change({ heldOn })} />
        <TextField id="minutesNumber" label={say(words.minutesNumber)} maxLength={60} value={form.minutesNumber} error={wrong('minutesNumber')} onChange={(minutesNumber) => change({ minutesNumber })} />
        <div className={styles['wide']}><TextField id="topic" label={say(words.topic)} maxLength={200} value={form.topic} error={wrong('topic')} onChange={(topic) => change({ topic })} /></div>
        <TextField id="attendees" label={say(words.attendees)} numeric unit={say(words.people)} value={form.attendees} error={wrong('attendees')} onChange={(attendees) => change({ attendees })} />
        <div className={styles['wide']}><Attachments unit={view.unit} label={say(fieldWords.files)} most={10} value={form.attachments} onChange={(attachments) => change({ attachments })} /></div>
        <div className={styles['buttons']}>
          <KeptState draft={draft} />
          <Button kind="primary" type="submit" busy={busy}>{say(words.record)}</Button>
        </div>
      </div>
      <RefusalNote refusal={record.refusal} />
    </form>
  );
}

/** What the server would refuse, said as it would say it. */
function faultsIn({ from, to }: View, { heldOn, minutesNumber, topic, attendees }: Form, today: string, say: ReturnType<typeof useSay>): FieldFault[] {
  const count = numberIn(attendees);
  const isCount = attendees.trim() === '' || (count !== null && Number.isInteger(count) && count >= 1 && count <= 10_000);
  const date = heldOn === '' ? fieldWords.notADate
    : heldOn < from || heldOn > to ? problemWords('heldOutsidePeriod', { heldOn, from, to })
      : heldOn > today ? problemWords('heldInFuture', { heldOn, today }) : null;
  return [
    ...(date ? [{ id: 'heldOn', label: say(words.heldOn), words: date }] : []),
    ...(minutesNumber.trim() === '' ? [{ id: 'minutesNumber', label: say(words.minutesNumber), words: fieldWords.empty }] : []),
    ...(topic.trim() === '' ? [{ id: 'topic', label: say(words.topic), words: fieldWords.empty }] : []),
    ...(isCount ? [] : [{ id: 'attendees', label: say(words.attendees), words: words.wholeNumber }]),
  ];
}
