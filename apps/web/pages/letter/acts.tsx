import { useState } from 'react';
import { voidLetter } from '#libs/contracts/api';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { useSay } from '../../base/say.ts';
import { usePosts } from '../../shell/posts.ts';
import type { LetterView } from './figures.ts';
import { ObjectDialog, Objections } from './objection.tsx';
import { possibleActs, postsToSign } from './possible.ts';
import type { LetterAct } from './possible.ts';
import { ReasonDialog } from './reason.tsx';
import { SignDialog } from './sign.tsx';
import { SupplementDialog, SupplementOnWay } from './supplement.tsx';
import { actWords as words } from './words.ts';
import styles from './acts.module.css';

export interface DutyParams {
  cycle: string;
  unit: string;
  duty: string;
}

/** What can be done about the letter, and by whom it is signed; only what this person may do is offered. */
export function Acts({ letter, params }: { letter: LetterView; params: DutyParams }) {
  const held = usePosts();
  const root = useRead('cycle', { params: { cycle: params.cycle } }).data?.root ?? '';
  const may = possibleActs(letter, held, root);
  return (
    <aside className={styles['aside']}>
      <Objections letter={letter} params={params} may={may} />
      <SupplementOnWay letter={letter} params={params} may={may} />
      <Standing letter={letter} params={params} may={may} mine={postsToSign(letter, held)} />
      <More letter={letter} params={params} may={may} />
    </aside>
  );
}

type Part = { letter: LetterView; params: DutyParams; may: ReadonlySet<LetterAct> };

/** Who has signed and who has not, and the one button for whoever must. */
function Standing({ letter, params, may, mine }: Part & { mine: readonly { post: string; title: string }[] }) {
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
      <SignDialog letter={letter} params={params} posts={mine} kind={open === 'countersign' ? 'countersign' : 'sign'} isOpen={open === 'sign' || open === 'countersign'} onClose={close} />
      <ObjectDialog letter={letter} params={params} isOpen={open === 'object'} onClose={close} />
      <SupplementDialog letter={letter} params={params} isOpen={open === 'supplement'} onClose={close} />
    </section>
  );
}

function Signer({ title, person, at, waiting }: { title: string; person: string | null; at: string | null; waiting: string }) {
  const say = useSay();
  return (
    <li>
      <span>{title}{person !== null && <><br /><span className="small">{person}</span></>}</span>
      <span className={at === null ? 'small' : 'done'}>{at === null ? waiting : say(words.signed, { date: say.date(localDateOf(at)) })}</span>
    </li>
  );
}

/** What is rarely done, and cannot be undone. */
function More({ letter, params, may }: Part) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const act = useAct('voidLetter');
  if (!may.has('voidLetter')) return null;
  return (
    <details className={styles['more']}>
      <summary>{say(words.more)}</summary>
      <Button kind="quiet" onClick={() => setOpen(true)}>{say(words.void)}</Button>
      <ReasonDialog title={say(words.voidTitle, { unit: letter.unitName, title: say(letter.title) })} verb={say(words.void)} hint={say(words.voidHint)} done={say(words.voided)} max={500} schema={voidLetter}
        act={act} seq={letter.seq} give={(reason, seen) => act.give({ params, body: { reason } }, { seen })} isOpen={isOpen} onClose={() => setOpen(false)} />
    </details>
  );
}
