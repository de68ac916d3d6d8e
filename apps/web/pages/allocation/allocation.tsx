import { useState } from 'react';
import { Link } from 'wouter';
import { allocationKind } from '#libs/domain/allocation/rules';
import { may } from '#libs/domain/may';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Note, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import { useAt } from '../../shell/cycle.ts';
import { usePosts } from '../../shell/posts.ts';
import type { DutyProps } from '../obligation/duty.ts';
import { cellKey, givenShares, missesOf, sharesWith, wrongCells } from './grid.ts';
import type { AllocationView, Typed } from './grid.ts';
import { missesIn } from './misses.ts';
import { Grid } from './table.tsx';
import { allocationWords as words } from './words.ts';
import styles from './allocation.module.css';

/** The unit's targets passed down: who carries what, and what does not add up yet. */
export default function Allocation(params: DutyProps) {
  const allocation = useRead('allocation', { params });
  return <Shown of={allocation} lines={8}>{(data) => <Desk view={data} params={params} />}</Shown>;
}

function Desk({ view, params }: { view: AllocationView; params: DutyProps }) {
  const held = usePosts();
  const [typed, setTyped] = useState<Typed>({});
  const [isAsking, setAsking] = useState(false);
  const say = useSay();
  const act = useAct('allocateTargets');
  const busy = useBusy(act);
  const isOpen = view.status === 'open' && may(allocationKind.commands.allocateTargets.who, held, { unit: view.unit, superior: null, root: '' }).length > 0;
  const shares = sharesWith(view, typed);
  const misses = missesOf(view, shares);
  const wrong = wrongCells(typed);
  const given = givenShares(view, typed);
  const give = async (reason?: string, seen = view.seq): Promise<unknown> => {
    const answer = await act.give({ params, body: { shares: given, ...(reason === undefined ? {} : { overrideReason: reason }) } }, { seen });
    if (!answer) return null;
    setTyped({});
    return answer;
  };
  const faults = new Set(act.refusal?.body.errors?.flatMap(({ pointer }) => {
    const share = given[Number(/^\/shares\/(\d+)/.exec(pointer)?.[1])];
    return share ? [cellKey(share.unit, share.indicator, 'Y')] : [];
  }));
  return (
    <section className={styles['desk']}>
      <Standing view={view} misses={missesIn(say, misses)} isOpen={isOpen} />
      <Grid view={view} shares={shares} misses={misses} typed={typed} wrong={new Set([...wrong, ...faults])} onType={isOpen ? setTyped : null} />
      {isOpen && (
        <div className={styles['foot']}>
          {wrong.length > 0 && <p className="late" role="alert">{say(words.wrong, { n: wrong.length })}</p>}
          {!isAsking && <RefusalNote refusal={act.refusal} />}
          <p className={styles['buttons']}>
            <Button kind="primary" busy={busy} disabled={wrong.length > 0} onClick={() => (misses.length > 0 ? setAsking(true) : void give())}>{say(misses.length > 0 ? words.allocateShort : words.allocate)}</Button>
            {Object.keys(typed).length > 0 && <Button onClick={() => setTyped({})}>{say(words.undo)}</Button>}
          </p>
          <p className="small">{say(words.allocateHint)} {say(words.howTo)}</p>
        </div>
      )}
      {isAsking && <ReasonDialog title={say(words.overrideTitle)} lead={say(words.overrideHint, { what: missesIn(say, misses) })} verb={say(words.allocate)} label={say(words.overrideReason)} most={500} at="/overrideReason"
        act={act} seq={view.seq} give={give} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** How it stands, in the sentence a good clerk would say. */
function Standing({ view, misses, isOpen }: { view: AllocationView; misses: string; isOpen: boolean }) {
  const say = useSay();
  const { status, by, allocatedAt, overrideReason, unitName } = view;
  if (status === 'waiting') return <Note>{say(words.waiting, { unit: unitName })}</Note>;
  if (status === 'lapsed') return <Note>{say(words.lapsed)}</Note>;
  const sum = misses === '' ? say(isOpen ? words.completeOpen : words.complete) : say(words.short, { what: misses });
  if (status === 'open') return <div className={styles['verdict']} role="status"><span className={misses === '' ? 'done' : 'late'}>{sum}</span></div>;
  return (
    <>
      <div className={styles['verdict']}>
        {by === 'plan' ? say(words.byPlan, { at: say.moment(allocatedAt ?? '') }) : say(words.byPerson, { by: by ?? '', at: say.moment(allocatedAt ?? '') })}{' '}
        {overrideReason === null ? <span className={misses === '' ? 'done' : ''}>{sum}</span> : say(words.despite, { reason: overrideReason })}
      </div>
      <Pending view={view} />
    </>
  );
}

/** Letters below that state another figure: each leads to where it is supplemented. */
function Pending({ view: { pending, lines } }: { view: AllocationView }) {
  const say = useSay();
  const at = useAt();
  if (pending.length === 0) return null;
  return (
    <Note kind="near">
      {say(words.pending, { n: pending.length })}
      <ul className={styles['pending']}>{pending.map(({ unit, indicator, share, inLetter }) => {
        const line = lines.find(({ to }) => to === indicator);
        const unitName = line?.shares.find((one) => one.unit === unit)?.unitName ?? unit;
        return <li key={`${unit} ${indicator}`}><Link to={at(`/units/${unit}/obligations/letter`)}>{say(words.pendingOne, { unit: unitName, name: line?.toName ?? indicator, before: say.number(inLetter), after: say.number(share), measure: line?.measure ?? '' })}</Link></li>;
      })}</ul>
    </Note>
  );
}
