import { App, Form, Input } from 'antd';
import { logPhoneReminder } from '#libs/contracts/api';
import { ActDialog } from '../../base/act-dialog.tsx';
import { useAct } from '../../base/act.ts';
import { useSay } from '../../base/say.ts';
import { useCycle } from '../../shell/cycle.ts';
import type { Row } from './signing.ts';
import { lettersWords as words } from './words.ts';

interface Typed {
  whom: string;
  note: string;
}

/** A telephone call put on record in ten seconds: who answered, and if need be what was said. */
export function PhoneDialog({ row, onClose }: { row: Row | null; onClose: () => void }) {
  const say = useSay();
  const cycle = useCycle();
  const { message } = App.useApp();
  const act = useAct('logPhoneReminder');
  /** What was not said is left out. */
  const bodyOf = ({ whom, note }: Typed): { whom: string; note?: string } => ({ whom, ...(note.trim() === '' ? {} : { note }) });
  return (
    <ActDialog title={say(words.phoneTitle, { unit: row?.unitName ?? '' })} verb={say(words.phoneDo)} act={act} isOpen={row !== null} onClose={onClose} width={440} seq={row?.seq ?? 0} schema={logPhoneReminder}
      initial={{ whom: '', note: '' }} bodyOf={bodyOf}
      send={async (typed, seen) => {
        if (!row) return null;
        const given = await act.give({ params: { cycle, unit: row.unit, duty: row.duty }, body: bodyOf(typed) }, { seen });
        if (given) void message.success(say(words.phoned));
        return given;
      }}>
      <p className="lead" style={{ marginBottom: 12 }}>{say(words.phoneHint)}</p>
      <Form.Item name="whom" label={say(words.whom)}><Input maxLength={30} autoFocus autoComplete="off" /></Form.Item>
      <Form.Item name="note" label={say(words.note)}><Input maxLength={200} autoComplete="off" /></Form.Item>
    </ActDialog>
  );
}
