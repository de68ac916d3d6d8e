import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Act } from './act.ts';
import { Button } from './button.tsx';
import { useModal } from './modal.ts';
import { RefusalNote, useBusy, useSeen } from './notice.tsx';
import { useSay } from './say.ts';
import { fieldWords as words } from './field-words.ts';
import styles from './field.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  /** What the one strong button does. */
  verb: string;
  act: Pick<Act<never>, 'state' | 'refusal' | 'clear'>;
  /** `seq` of what is looked at now, where the act is on something that others change too. */
  seq?: number;
  /** JSON pointers whose faults the fields below say themselves, so that they are not said twice. */
  fields?: readonly string[];
  /** For a table or several fields beside each other. */
  wide?: boolean;
  /** @param seen `seq` of what the person had seen when they opened it */
  onGive: (seen: number) => void;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * A question before an act, over the page: the browser's own dialogue, so that Escape closes it, the keyboard stays in
 * it, and what opened it has the focus again. What was typed stays when the act is refused, and the keyboard goes to the
 * first field at fault.
 */
export function AskDialog({ title, lead, verb, act, seq = 0, fields = [], wide = false, onGive, onClose, children }: Props) {
  const say = useSay();
  const dialog = useModal();
  const busy = useBusy(act);
  const { seen, stale } = useSeen(seq, act.clear);
  const isGiven = useRef(false);
  useEffect(() => {
    if (!isGiven.current || busy !== false) return;
    isGiven.current = false;
    dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
  const errors = act.refusal?.body.errors ?? [];
  const isAtFields = errors.length > 0 && errors.every(({ pointer }) => fields.includes(pointer));
  return (
    <dialog ref={dialog} className={`${styles['dialog']} ${wide ? styles['wide'] : ''}`} aria-labelledby="dialog-title" onCancel={(event) => { event.preventDefault(); if (busy === false) onClose(); }}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (busy === false) { isGiven.current = true; onGive(seen); } }}>
        <h2 id="dialog-title">{title}</h2>
        {lead !== undefined && <p className="lead">{lead}</p>}
        {children}
        {stale}
        {!isAtFields && <RefusalNote refusal={act.refusal} />}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say(words.cancel)}</Button>
          <Button kind="primary" type="submit" busy={busy}>{verb}</Button>
        </div>
      </form>
    </dialog>
  );
}

/** Something to be read over the page, and closed again. */
export function ReadDialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const say = useSay();
  const dialog = useModal();
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-labelledby="dialog-title" onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <h2 id="dialog-title">{title}</h2>
      {children}
      <div className={styles['buttons']}><Button kind="primary" onClick={onClose}>{say(words.close)}</Button></div>
    </dialog>
  );
}
