import { useState } from 'react';
import { Note } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import NewPassword from './new-password.tsx';
import { signInWords as words } from './words.ts';

/** One's own password, changed whenever one likes. */
export default function Password() {
  const say = useSay();
  const [isDone, setDone] = useState(false);
  return isDone ? <Note kind="done">{say(words.changed)}</Note> : <NewPassword onDone={() => setDone(true)} />;
}
