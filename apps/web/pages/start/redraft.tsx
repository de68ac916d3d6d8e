import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { Button } from '../../base/button.tsx';
import { TextArea } from '../../base/field.tsx';
import { Note, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { StepProps } from './start.tsx';
import { documentWords, startWords as words } from './words.ts';
import styles from './start.module.css';

/** Lays the draft out anew; asks why where the targets then fall short. */
export function Redraft({ view: { slug } }: StepProps) {
  const say = useSay();
  const redraft = useAct('redraftCycle');
  const busy = useBusy(redraft);
  const [reason, setReason] = useState('');
  const [isShort, setShort] = useState(false);
  const fallsShort = redraft.refusal?.body.code === 'targetsFallShort' || isShort;
  const go = async (): Promise<void> => {
    const answer = await redraft.give({ params: { cycle: slug }, body: reason.trim() === '' ? {} : { overrideReason: reason.trim() } });
    setShort(answer === null && fallsShort);
  };
  return (
    <div className={styles['redraft']}>
      <p className="small">{say(words.redraftHint)}</p>
      <RefusalNote refusal={redraft.refusal} />
      {fallsShort && <TextArea label={say(documentWords.reason)} hint={say(documentWords.short)} rows={2} maxLength={500} value={reason} onChange={setReason} />}
      <p className={styles['row']}><Button busy={busy} onClick={() => void go()}>{say(fallsShort ? documentWords.goOn : words.redraft)}</Button></p>
      {redraft.state === 'done' && <Note kind="done">{say(words.redrafted)}</Note>}
    </div>
  );
}
