import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import type { Row } from './signing.ts';
import { lettersWords as words } from './words.ts';

/** A telephone call put on record in ten seconds: who answered, and if need be what was said. */
export function PhoneDialog({ row, onDone, onClose }: { row: Pick<Row, 'unit' | 'unitName' | 'duty' | 'seq'>; onDone: (said: string) => void; onClose: () => void }) {
  const say = useSay();
  const cycle = useCycle();
  const act = useAct('logPhoneReminder');
  const [whom, setWhom] = useState('');
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const missing = missingIn({ '/whom': whom });
  const faults = isAsked && missing.size > 0 ? missing : faultsIn(act.refusal);
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    // What was not said is left out.
    const body = { whom: whom.trim(), ...(note.trim() === '' ? {} : { note: note.trim() }) };
    if (missing.size > 0 || !await act.give({ params: { cycle, unit: row.unit, duty: row.duty }, body }, { seen })) return;
    onDone(say(words.phoned));
    onClose();
  };
  return (
    <AskDialog title={say(words.phoneTitle, { unit: row.unitName })} lead={say(words.phoneHint)} verb={say(words.phoneDo)} act={act} seq={row.seq} fields={['/whom', '/note']} onGive={(seen) => void give(seen)} onClose={onClose}>
      <TextField label={say(words.whom)} maxLength={30} autoFocus value={whom} error={faults.get('/whom')} onChange={setWhom} />
      <TextField label={say(words.note)} maxLength={200} value={note} error={faults.get('/note')} onChange={setNote} />
    </AskDialog>
  );
}
