import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import type { Refusal } from '../../base/api.ts';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import { confirmPassword } from './confirm.ts';
import type { LetterView } from './figures.ts';
import type { DutyProps } from '../obligation/duty.ts';
import { actWords as words } from './words.ts';

interface Props {
  letter: LetterView;
  params: DutyProps;
  /** The posts one signs for, by title; none where one countersigns. */
  posts: readonly { post: string; title: string }[];
  kind: 'sign' | 'countersign';
  onDone: (said: string) => void;
  onClose: () => void;
}

/** What is signed and as whom, confirmed with the password. */
export function SignDialog({ letter, params, posts, kind, onDone, onClose }: Props) {
  const say = useSay();
  const [password, setPassword] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const act = useAct(kind === 'sign' ? 'signLetter' : 'countersignLetter');
  const isSupplement = letter.status === 'supplementing' || letter.status === 'supplementSigned';
  const verb = say(kind === 'countersign' ? words.countersign : isSupplement ? words.signSupplement : words.sign);
  const clear = (): void => { setRefused(null); act.clear(); };

  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    clear();
    if (password === '') return;
    setConfirming(true);
    const wrong = await confirmPassword(password).finally(() => setConfirming(false));
    if (wrong) return setRefused(wrong);
    if (await act.give({ params, body: {} }, { seen }) === null) return;
    onDone(say(kind === 'sign' ? words.signedDone : words.countersignedDone));
    onClose();
  };
  return (
    <AskDialog title={say(kind === 'sign' ? words.signTitle : words.countersignTitle, { title: say(letter.title) })} verb={verb} seq={letter.seq} fields={['/password']}
      act={{ state: isConfirming ? 'sending' : act.state, refusal: refused ?? act.refusal, clear }} onGive={(seen) => void give(seen)} onClose={onClose}>
      <What letter={letter} posts={posts} kind={kind} isSupplement={isSupplement} />
      <TextField type="password" label={say(words.password)} hint={say(words.passwordWhy)} autoComplete="current-password" autoFocus maxLength={200} value={password} onChange={setPassword}
        error={isAsked && password === '' ? words.passwordMissing : faultsIn(refused).get('/password')} />
    </AskDialog>
  );
}

/** As whom, for how much, and who is still missing afterwards. */
function What({ letter, posts, kind, isSupplement }: Pick<Props, 'letter' | 'posts' | 'kind'> & { isSupplement: boolean }) {
  const say = useSay();
  const and = say.language === 'zh' ? '、' : ' and ';
  if (kind === 'countersign') return <p>{say(words.countersignAs, { superior: letter.superiorName, unit: letter.unitName })}</p>;
  const left = letter.signers.filter(({ post, signedAt }) => signedAt === null && !posts.some((one) => one.post === post));
  const facts = { posts: posts.map(({ title }) => `${letter.unitName}${say.language === 'zh' ? '' : ' '}${title}`).join(and), n: isSupplement ? (letter.supplement?.targets.length ?? 0) : letter.targets.length };
  return (
    <p>
      {say(isSupplement ? words.signSupplementAs : posts.length > 1 ? words.signAsBoth : words.signAs, facts)}{' '}
      {left.length > 0 ? say(words.othersLeft, { posts: left.map(({ title }) => title).join(and) }) : say(words.lastOne)}
    </p>
  );
}
