import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Act } from './act.ts';
import { AskDialog } from './dialog.tsx';
import { faultsIn, missingIn, noFaults } from './faults.ts';
import { TextArea } from './field.tsx';

interface Props {
  title: string;
  lead?: ReactNode;
  verb: string;
  /** What the text is called, and the most characters it takes. */
  label: string;
  most: number;
  rows?: number;
  /** JSON pointer of the text in what is sent. */
  at?: string;
  act: Pick<Act<never>, 'state' | 'refusal' | 'clear'>;
  seq?: number;
  /** @returns null when it was refused */
  give: (text: string, seen: number) => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

/** One question, one text, one act. */
export function ReasonDialog({ label, most, rows = 3, at = '/reason', act, give, onClose, children, ...rest }: Props) {
  const [text, setText] = useState('');
  const [isAsked, setAsked] = useState(false);
  const missing = isAsked ? missingIn({ [at]: text }) : noFaults;
  const send = async (seen: number): Promise<void> => {
    setAsked(true);
    if (text.trim() !== '' && await give(text.trim(), seen) !== null) onClose();
  };
  return (
    <AskDialog {...rest} act={act} fields={[at]} onClose={onClose} onGive={(seen) => void send(seen)}>
      <TextArea label={label} rows={rows} maxLength={most} value={text} onChange={setText} error={(missing.size > 0 ? missing : faultsIn(act.refusal)).get(at)} />
      {children}
    </AskDialog>
  );
}
