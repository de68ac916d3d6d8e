import { useState } from 'react';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Note } from '../../base/notice.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { usePosts } from '../../shell/posts.ts';
import type { DutyProps } from '../obligation/duty.ts';
import type { LetterView } from './figures.ts';
import { ObjectDialog, Objections } from './objection.tsx';
import { possibleActs, postsToSign } from './possible.ts';
import type { LetterAct } from './possible.ts';
import { SignDialog } from './sign.tsx';
import { SupplementDialog, SupplementOnWay } from './supplement.tsx';
import { actWords as words } from './words.ts';
import styles from './acts.module.css';

/** What can be done about the letter, and by whom it is signed; only what this person may do is offered. */
export function Acts({ letter, params }: { letter: LetterView; params: DutyProps }) {
  const held = usePosts();
  const root = useRead('cycle', { params: { cycle: params.cycle } }).data?.root ?? '';
  const may = possibleActs(letter, held, root);
  const [done, setDone] = useState<string | null>(null);
  const part: Part = { letter, params, may, onDone: setDone };
  return (
    <aside className={styles['aside']}>
      {done !== null && <Note kind="done">{done}</Note>}
      <Objections {...part} />
      <SupplementOnWay {...part} />
      <Standing {...part} mine={postsToSign(letter, held)} />
      <More {...part} />
    </aside>
  );
}

interface Part {
  letter: LetterView;
  params: DutyProps;
  may: ReadonlySet<LetterAct>;
  /** Says what was done, until the next is. */
  onDone: (said: string) => void;
}

/** Who has signed and who has not, and the one button for whoever must. */
function Standing({ letter, params, may, onDone, mine }: Part & { mine: readonly { post: string; title: string }[] }) {
  const say = useSay();
  const [open, setOpen] = useState<'sign' | 'countersign' | 'object' | 'supplement' | null>(null);
  const close = (): void => setOpen(null);
  const { signers, countersignature, needsCountersign, superiorName, status } = letter;
  const isYours = ['signLetter', 'countersignLetter'].some((name) => may.has(name as LetterAct));
  return (
    <section className={styles['panel']} aria-labelledby="signatures">
      <h2 id="signatures">{say(isYours ? words.yours : words.standing)}</h2>
      <div className={`card ${styles['box']}`}>
        {may.has('signLetter') && <p>{say(words.readFirst)}</p>}
        <ul className={styles['signers']}>
          {signers.map(({ post, title, person, signedAt }) => <Signer key={post} title={title} person={person ?? say(words.vacant)} at={signedAt} waiting={say(words.unsigned)} />)}
          {needsCountersign && <Signer title={say(words.countersigner, { superior: superiorName })} person={countersignature?.person ?? null} at={countersignature?.at ?? null} waiting={say(words.toCountersign)} />}
        </ul>
        {may.has('supplementLetter') && letter.toSupplement.length > 0 && <p>{say(words.pending)}<br />{letter.toSupplement.map(({ indicator, value }) => {
          const target = letter.targets.find((one) => one.indicator === indicator);
          return target && <span key={indicator}>{target.name} {say(words.effect, { before: say.number(target.value), after: say.number(value), measure: target.measure })}<br /></span>;
        })}</p>}
        <p className={styles['buttons']}>
          {may.has('signLetter') && <Button kind="primary" onClick={() => setOpen('sign')}>{say(status === 'supplementing' ? words.signSupplement : words.sign)}</Button>}
          {may.has('countersignLetter') && <Button kind="primary" onClick={() => setOpen('countersign')}>{say(words.countersign)}</Button>}
          {may.has('objectToLetter') && <Button onClick={() => setOpen('object')}>{say(words.object)}</Button>}
          {may.has('supplementLetter') && <Button kind={letter.toSupplement.length > 0 ? 'primary' : 'plain'} onClick={() => setOpen('supplement')}>{say(words.supplement)}</Button>}
        </p>
      </div>
      {(open === 'sign' || open === 'countersign') && <SignDialog letter={letter} params={params} posts={mine} kind={open} onDone={onDone} onClose={close} />}
      {open === 'object' && <ObjectDialog letter={letter} params={params} onDone={onDone} onClose={close} />}
      {open === 'supplement' && <SupplementDialog letter={letter} params={params} onDone={onDone} onClose={close} />}
    </section>
  );
}

function Signer({ title, person, at, waiting }: { title: string; person: string | null; at: string | null; waiting: string }) {
  const say = useSay();
  return (
    <li>
      <span>{title}{person !== null && <span className="small"> {person}</span>}</span>
      <span className={at === null ? 'small' : 'done'}>{at === null ? waiting : say(words.signed, { date: say.date(localDateOf(at)) })}</span>
    </li>
  );
}

/** What is rarely done, and cannot be undone. */
function More({ letter, params, may, onDone }: Part) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const act = useAct('voidLetter');
  if (!may.has('voidLetter')) return null;
  const give = async (reason: string, seen: number): Promise<unknown> => {
    const given = await act.give({ params, body: { reason } }, { seen });
    if (given) onDone(say(words.voided));
    return given;
  };
  return (
    <details className={styles['more']}>
      <summary>{say(words.more)}</summary>
      <Button kind="quiet" onClick={() => setOpen(true)}>{say(words.void)}</Button>
      {isOpen && <ReasonDialog title={say(words.voidTitle, { unit: letter.unitName, title: say(letter.title) })} lead={say(words.voidHint)} verb={say(words.void)} label={say(words.reason)} most={500}
        act={act} seq={letter.seq} give={give} onClose={() => setOpen(false)} />}
    </details>
  );
}
