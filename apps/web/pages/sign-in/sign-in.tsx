import { useState } from 'react';
import { ask, client, keyOf, Refusal } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { RefusalNote } from '../../base/notice.tsx';
import { speak, useSay } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { frameWords } from '../../shell/words.ts';
import { signInWords as words } from './words.ts';
import styles from './sign-in.module.css';

/** Where whoever is not signed in stands, at any address: signing in leads on to it. */
export default function SignIn() {
  const say = useSay();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setSending] = useState(false);
  const submit = async (form: FormData): Promise<void> => {
    setRefusal(null);
    setSending(true);
    try {
      const session = await ask('signIn', { body: { login: String(form.get('login')).trim(), password: String(form.get('password')) } });
      // Whatever somebody else read at this browser is not theirs.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'whoAmI' });
      client.setQueryData(keyOf('whoAmI', {}), session);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
      setSending(false);
    }
  };
  return (
    <main className={styles['page']}>
      <form className={`card ${styles['form']}`} onSubmit={(event) => { event.preventDefault(); void submit(new FormData(event.currentTarget)); }}>
        <h1>{say(words.title)}</h1>
        <p className="lead">{say(words.lead)}</p>
        <label>{say(words.login)}<input name="login" autoComplete="username" autoCapitalize="off" spellCheck={false} required autoFocus /></label>
        <label>{say(words.password)}<input name="password" type="password" autoComplete="current-password" required /></label>
        <RefusalNote refusal={refusal} />
        <Button kind="primary" type="submit" wide busy={isSending && say(baseWords.sending)}>{say(words.submit)}</Button>
        <p className="small">{say(words.help)}</p>
      </form>
      <Button kind="quiet" lang={say.language === 'zh' ? 'en' : 'zh'} onClick={() => speak(say.language === 'zh' ? 'en' : 'zh')}>{say(frameWords.language)}</Button>
    </main>
  );
}
