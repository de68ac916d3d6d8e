import { useState } from 'react';
import type { NoticeCommandName } from '#libs/domain/public-notice/notice-decider';
import { useAct } from '../../base/act.ts';
import type { Asked } from '../../base/api.ts';
import type { Attachment } from '../../base/attachments.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { DateField, TextArea, TextField } from '../../base/field.tsx';
import { PhotoField } from '../../base/photos.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { PlaceFields, placeOf, useNoticeDays } from './place-fields.tsx';
import type { NoticeView } from './standing.ts';
import { noticeDialogWords as words } from './words.ts';

export interface Begun { act: NoticeCommandName; at: string }

type Field = 'photos' | 'mustPhotos' | 'place' | 'on' | 'reason' | 'text' | 'answer';
const asks: Readonly<Record<NoticeCommandName, readonly Field[]>> = { proveNotice: ['mustPhotos', 'on'], takeDownNotice: ['reason', 'on'], postNoticeAgain: ['place', 'photos'], recordObjection: ['text', 'on'], answerObjection: ['answer', 'on'] };

/** An act on a public notice. Loaded when somebody acts. */
export default function NoticeDialog({ cycle, view, begun: { act: name, at }, today, onDone, onClose }: { cycle: string; view: NoticeView; begun: Begun; today: string; onDone: (said: string) => void; onClose: () => void }) {
  const say = useSay();
  const act = useAct(name);
  const [typed, setTyped] = useState({ on: today, reason: '', text: '', by: '', contact: '', answer: '' });
  const [place, setPlace] = useState({ where: view.postings.at(-1)?.where ?? '', from: today, to: '' });
  const [photos, setPhotos] = useState<Attachment[]>([]);
  const [isAsked, setAsked] = useState(false);
  const set = (some: Partial<typeof typed>): void => setTyped({ ...typed, ...some });
  const asksFor = (field: Field): boolean => asks[name].includes(field);
  const posted = placeOf(place, useNoticeDays(place.from)?.until ?? null);
  const own = new Map<string, Pair | string>([
    ...missingIn({
      ...(asksFor('on') ? { '/on': typed.on } : {}), ...(asksFor('reason') ? { '/reason': typed.reason } : {}), ...(asksFor('text') ? { '/text': typed.text } : {}), ...(asksFor('answer') ? { '/answer': typed.answer } : {}),
      ...(asksFor('place') ? { '/where': posted.where, '/from': posted.from, '/to': posted.to } : {}),
    }),
    ...(asksFor('mustPhotos') && photos.length === 0 ? [['/attachments', words.noPhotos] as const] : []),
  ]);
  const faults: ReadonlyMap<string, Pair | string> = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const body = (): object => ({
    ...(asksFor('on') ? { on: typed.on } : {}), ...(asksFor('place') ? posted : {}), ...(photos.length > 0 ? { attachments: photos } : {}), ...(asksFor('reason') ? { reason: typed.reason.trim() } : {}),
    ...(asksFor('text') ? { text: typed.text.trim(), ...(typed.by.trim() === '' ? {} : { by: typed.by.trim() }), ...(typed.contact.trim() === '' ? {} : { contact: typed.contact.trim() }) } : {}),
    ...(asksFor('answer') ? { objection: at, answer: typed.answer.trim() } : {}),
  });
  const give = async (): Promise<void> => {
    setAsked(true);
    if (own.size > 0) return;
    if (!await act.give({ params: { cycle, notice: view.notice }, body: body() } as unknown as Asked<NoticeCommandName>)) return;
    onDone(say(words.done, { what: say(words.acts[name]) }));
    onClose();
  };
  const unit = view.may.find((one) => one.act === name)?.unit ?? view.unit;
  const photoField = (label: Pair) => <PhotoField unit={unit} label={say(label)} value={photos} onChange={setPhotos} most={10} error={faults.get('/attachments')} />;
  return (
    <AskDialog title={say(words.acts[name])} lead={say(words.leads[name], { text: view.objections.find(({ id }) => id === at)?.text ?? '' })} verb={say(words.acts[name])} act={act} wide={asksFor('place')}
      fields={['/on', '/where', '/from', '/to', '/reason', '/text', '/by', '/contact', '/answer']} onGive={() => void give()} onClose={onClose}>
      {asksFor('place') && <PlaceFields value={place} onChange={setPlace} today={today} faults={faults} />}
      {asksFor('mustPhotos') && photoField(words.photos)}
      {asksFor('photos') && photoField(words.photosLater)}
      {asksFor('reason') && <TextArea label={say(words.reason)} rows={2} maxLength={200} value={typed.reason} error={faults.get('/reason')} onChange={(reason) => set({ reason })} />}
      {asksFor('text') && <TextArea label={say(words.text)} rows={3} maxLength={1000} value={typed.text} error={faults.get('/text')} onChange={(text) => set({ text })} />}
      {asksFor('text') && <TextField label={say(words.by)} maxLength={60} value={typed.by} error={faults.get('/by')} onChange={(by) => set({ by })} />}
      {asksFor('text') && <TextField label={say(words.contact)} maxLength={60} value={typed.contact} error={faults.get('/contact')} onChange={(contact) => set({ contact })} />}
      {asksFor('answer') && <TextArea label={say(words.answer)} rows={3} maxLength={1000} value={typed.answer} error={faults.get('/answer')} onChange={(answer) => set({ answer })} />}
      {asksFor('on') && <DateField label={say(words.on)} hint={say(words.onHint)} max={today} value={typed.on} error={faults.get('/on')} onChange={(on) => set({ on })} />}
    </AskDialog>
  );
}
