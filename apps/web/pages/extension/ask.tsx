import { useState } from 'react';
import { problemWords } from '#libs/contracts/problems';
import { addDays, dayNumber } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { DateField, TextArea } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { useSay } from '../../base/say.ts';
import type { DutyProps } from '../obligation/duty.ts';
import { useLater } from './later.ts';
import { extensionWords as words } from './words.ts';

/** More time asked for, with the date and why. Loaded when somebody asks. */
export default function Ask({ place, unit, dueOn, onClose }: { place: DutyProps; unit: string; dueOn: string; onClose: () => void }) {
  const say = useSay();
  const later = useLater();
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
      <DateField id="extension-date" label={say(words.newDate)} min={addDays(dueOn, 1)} value={form.dueOn} hint={later(dueOn, form.dueOn) || undefined} error={isAsked ? dateFault : undefined} onChange={(date) => setForm({ ...form, dueOn: date })} />
      <TextArea id="extension-reason" label={say(words.reason)} rows={2} maxLength={1000} value={form.reason} error={isAsked && form.reason.trim() === '' ? fieldWords.empty : undefined} onChange={(reason) => setForm({ ...form, reason })} />
      <TextArea id="extension-progress" label={say(words.progress)} rows={2} maxLength={2000} value={form.progress} onChange={(progress) => setForm({ ...form, progress })} />
      <Attachments unit={unit} label={say(fieldWords.files)} most={10} value={files} onChange={setFiles} />
    </AskDialog>
  );
}
