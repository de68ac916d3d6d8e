import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn } from '../../base/faults.ts';
import { TextField } from '../../base/field.tsx';
import { sayMoney } from '../../base/money.ts';
import { Empty, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useFunctions } from '../../shell/cycle.ts';
import { carriedWords } from '../funds/carried-words.ts';
import type { PartProps } from './year.tsx';
import { endWords as words, yearWords } from './words.ts';
import styles from './year.module.css';

/** How a year ends: closed when it is done, cancelled when it is given up; both say first what they do. */
export default function End({ view }: PartProps) {
  const say = useSay();
  const { can } = useFunctions();
  if (view.status === 'closed' || view.status === 'closing') return <><Empty><p>{say(words.closed)}</p></Empty><LeftOver cycle={view.slug} isClosed /></>;
  if (view.status === 'cancelled' || view.status === 'cancelling') return <Empty><p>{say(words.cancelled)}</p></Empty>;
  if (!can('administrator')) return <Empty><p>{say(yearWords.onlyAdministrator)}</p></Empty>;
  return (
    <div className={styles['column']}>
      {view.status === 'open' && <Close view={view} />}
      <Cancel view={view} />
    </div>
  );
}

function Close({ view: { slug: cycle, title, root } }: PartProps) {
  const say = useSay();
  const [isAsking, ask] = useState(false);
  const close = useAct('closeCycle');
  const top = useRead('tree', { params: { cycle } });
  const give = async (): Promise<void> => { if (await close.give({ params: { cycle }, body: {} })) ask(false); };
  return (
    <section className={`card ${styles['form']}`}>
      <h2 className={styles['heading']}>{say(words.close)}</h2>
      <p>{say(words.closeLead)}</p>
      <Shown of={top} lines={1}>{({ items }) => {
        const { below } = items.find(({ id }) => id === root) ?? { below: {} as Record<string, number> };
        const late = below['late'] ?? 0;
        const open = late + (below['near'] ?? 0) + (below['onTrack'] ?? 0) + (below['notYet'] ?? 0) + (below['waiting'] ?? 0);
        return <p><b>{open === 0 ? say(words.allDone) : say(words.stillOpen, { n: open })}</b>{late > 0 && <> · <span className="late">{say(words.late, { n: late })}</span></>}</p>;
      }}</Shown>
      <LeftOver cycle={cycle} />
      <p><Button onClick={() => ask(true)}>{say(words.close)}</Button></p>
      {isAsking && <AskDialog title={say(words.close)} lead={say(words.closeConfirm, { title })} verb={say(words.close)} act={close} onGive={() => void give()} onClose={() => { ask(false); close.clear(); }} />}
    </section>
  );
}

/** The money that the year does not spend, for the next one to carry on. */
function LeftOver({ cycle, isClosed = false }: { cycle: string; isClosed?: boolean }) {
  const say = useSay();
  const { data } = useRead('moneyFlows', { params: { cycle } });
  if (!data || data.lines === 0) return null;
  const left = data.totals.held + data.totals.inFlight;
  return <p>{left === 0 ? say(carriedWords.closingNone) : say(isClosed ? carriedWords.closed : carriedWords.closing, { amount: sayMoney(left, say) })}</p>;
}

/** Nothing is brought back: the year's id is typed, so that it is not the wrong one. */
function Cancel({ view: { slug: cycle } }: PartProps) {
  const say = useSay();
  const will = useRead('previewCancel', { params: { cycle } });
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const cancel = useAct('cancelCycle');
  const busy = useBusy(cancel);
  const faults = faultsIn(cancel.refusal);
  const go = (): void => {
    setWrong(typed.trim() !== cycle);
    if (typed.trim() === cycle) void cancel.give({ params: { cycle }, body: { reason } });
  };
  return (
    <form className={`card ${styles['form']}`} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) go(); }}>
      <h2 className={styles['heading']}>{say(words.cancel)}</h2>
      <p>{say(words.cancelLead)}</p>
      <Shown of={will} lines={2}>{({ units, letters, notices, tasks }) => (
        <ul className={styles['will']}>
          <li>{say(words.willUnits, { n: units })}</li>
          <li>{say(words.willLetters, { ...letters })}</li>
          <li>{say(words.willNotices, { n: notices })}</li>
          <li>{say(words.willTasks, { n: tasks })}</li>
        </ul>
      )}</Shown>
      <TextField label={say(yearWords.reason)} error={faults.get('/reason')} value={reason} maxLength={500} onChange={setReason} />
      <TextField label={say(words.typeYear, { slug: cycle })} error={isWrong ? say(words.typeWrong, { slug: cycle }) : undefined} value={typed} onChange={setTyped} />
      <RefusalNote refusal={cancel.refusal} />
      <p><Button type="submit" busy={busy}>{say(words.cancel)}</Button></p>
    </form>
  );
}
