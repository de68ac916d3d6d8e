import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { AskDialog } from '../../base/dialog.tsx';
import { TextArea, TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import { overdueWords as words } from './words.ts';
import type { LateItem } from './text.ts';

/** A telephone call put on record as the reminder that was due: who answered, what was said. */
export function PhoneDialog({ item, onDone, onClose }: { item: LateItem; onDone: () => void; onClose: () => void }) {
  const say = useSay();
  const cycle = useCycle();
  const log = useAct('logPhoneReminder');
  const [whom, setWhom] = useState(item.waitsFor[0]?.person ?? '');
  const [note, setNote] = useState('');
  const give = async (): Promise<void> => {
    const body = { whom: whom.trim(), ...(note.trim() === '' ? {} : { note: note.trim() }) };
    if (await log.give({ params: { cycle, unit: item.unit, duty: item.duty }, body })) onDone();
  };
  return (
    <AskDialog title={say(words.phoneTitle)} lead={say(words.phoneLead, { unit: item.unitName, title: say(item.title) })} verb={say(words.log)} act={log} onGive={() => void give()} onClose={onClose}>
      <TextField id="whom" label={say(words.whom)} value={whom} onChange={setWhom} maxLength={30} required />
      <TextArea id="note" label={say(words.note)} value={note} onChange={setNote} maxLength={200} rows={2} />
    </AskDialog>
  );
}
