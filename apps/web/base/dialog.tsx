import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Act } from './act.ts';
import { Button } from './button.tsx';
import { RefusalNote, useBusy } from './notice.tsx';
import { useSay } from './say.ts';
import { fieldWords as words } from './field-words.ts';
import styles from './field.module.css';

/**
 * A question before an act, over the page: the browser's own dialogue, so that Escape closes it, the keyboard stays in
 * it, and what opened it has the focus again.
 *
 * @param verb what the one strong button does
 */
export function AskDialog({ title, lead, verb, act, onGive, onClose, children }: {
  title: string; lead?: ReactNode; verb: string; act: Pick<Act<never>, 'state' | 'refusal'>; onGive: () => void; onClose: () => void; children?: ReactNode;
}) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const busy = useBusy(act);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-labelledby="dialog-title" onCancel={(event) => { event.preventDefault(); if (busy === false) onClose(); }}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (busy === false) onGive(); }}>
        <h2 id="dialog-title">{title}</h2>
        {lead !== undefined && <p className="lead">{lead}</p>}
        {children}
        <RefusalNote refusal={act.refusal} />
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say(words.cancel)}</Button>
          <Button kind="primary" type="submit" busy={busy}>{verb}</Button>
        </div>
      </form>
    </dialog>
  );
}
