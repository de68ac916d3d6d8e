import { useState } from 'react';
import { changePassword } from '#libs/contracts/api-organisation';
import { ask, client, Refusal } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { signInWords as words } from './words.ts';
import styles from './sign-in.module.css';

const shortest = changePassword.shape.new.minLength ?? 1;

/** Whoever signed in with a first password chooses one of their own before anything else; anybody may later. */
export default function NewPassword({ isFirst = false, onDone }: { isFirst?: boolean; onDone?: () => void }) {
  const say = useSay();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [fault, setFault] = useState('');
  const [isSending, setSending] = useState(false);
  const submit = async (form: FormData): Promise<void> => {
    const [old, next, again] = ['old', 'new', 'again'].map((name) => String(form.get(name)));
    setRefusal(null);
    setFault((next ?? '').length < shortest ? say(words.tooShort, { shortest }) : next !== again ? say(words.notAlike) : '');
    if ((next ?? '').length < shortest || next !== again) return;
    setSending(true);
    try {
      await ask('changePassword', { body: { old: old ?? '', new: next ?? '' } });
      await client.invalidateQueries();
      onDone?.();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
    setSending(false);
  };
  return (
    <form className={`card ${styles['form']}`} onSubmit={(event) => { event.preventDefault(); void submit(new FormData(event.currentTarget)); }}>
      <h1>{say(words.newTitle)}</h1>
      <p className="lead">{say(isFirst ? words.firstLead : words.changeLead)}</p>
      <label>{say(isFirst ? words.first : words.old)}<input name="old" type="password" autoComplete="current-password" required /></label>
      <label>{say(words.next, { shortest })}<input name="new" type="password" autoComplete="new-password" minLength={shortest} required aria-invalid={fault !== ''} aria-describedby="new-fault" /></label>
      <label>{say(words.again)}<input name="again" type="password" autoComplete="new-password" required /></label>
      {fault !== '' && <p id="new-fault" className="late" role="alert">{fault}</p>}
      <RefusalNote refusal={refusal} />
      <Button kind="primary" type="submit" wide busy={isSending && say(baseWords.sending)}>{say(words.change)}</Button>
    </form>
  );
}
