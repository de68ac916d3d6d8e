import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'wouter';
import { problemWords } from '#libs/contracts/problems';
import { stateWords } from '#libs/contracts/state-words';
import { verificationKind } from '#libs/domain/verification/rules';
import { verificationTransitions } from '#libs/domain/verification/verification';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { FaultSummary, goTo, TextArea, TextField } from '../../base/field.tsx';
import type { FieldFault } from '../../base/field.tsx';
import { fieldWords } from '../../base/field-words.ts';
import { Outline, RefusalNote, Shown, useBusy, useSeen } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { isFigure, numberIn } from '../../base/typed.ts';
import { useAt } from '../../shell/cycle.ts';
import { useMayAct } from '../../shell/may.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import reportStyles from '../report/report.module.css';
import { verificationWords as words } from './words.ts';
import styles from './verification.module.css';

type View = AnswerOf<'verification'>;
type Figure = View['figures'][number];
type Disputed = Record<string, { value: string; reason: string }>;

/** A department's figures in another unit's report: right as they are, or disputed with its own figure and the reason. */
export default function Verification(place: DutyProps) {
  const verification = useRead('verification', { params: place });
  return <Shown of={verification} lines={5}>{(view) => <Standing view={view} place={place} />}</Shown>;
}

function Standing({ view, place }: { view: View; place: DutyProps }) {
  const say = useSay();
  const at = useAt();
  const { isKnown, can } = useMayAct();
  if (!isKnown) return <Outline lines={5} />;
  const where = { unit: view.unit, department: view.department, status: view.status };
  const mayAnswer = can(verificationKind.commands.disputeFigures, where, verificationTransitions);
  // What was disputed may still be confirmed.
  const mayConfirm = !mayAnswer && can(verificationKind.commands.confirmFigures, where, verificationTransitions);
  const isIdle = view.status === 'idle';
  const period = say(stateWords(view.report.split('-').at(-1) ?? ''));
  return (
    <div className={styles['part']}>
      <p className="lead">{isIdle ? say(words.notYet) : say(mayAnswer ? words.lead : words.leadDone, { unit: view.unitName, report: period, n: view.figures.length, department: view.departmentName })} <Link to={at(`/units/${view.unit}/obligations/${view.report}`)}>{say(words.readReport)}</Link></p>
      {mayAnswer ? <Answer view={view} place={place} /> : !isIdle && <ul className={`card ${styles['rows']}`}>{view.figures.map((figure) => <li key={figure.indicator} className={styles['row']}><Said figure={figure} /></li>)}</ul>}
      {mayConfirm && <ConfirmNow view={view} place={place} />}
    </div>
  );
}

function ConfirmNow({ view, place }: { view: View; place: DutyProps }) {
  const say = useSay();
  const confirm = useAct('confirmFigures');
  const busy = useBusy(confirm);
  return (
    <div className={reportStyles['bar']}>
      <div className="lead">{say(words.nowRight)}<RefusalNote refusal={confirm.refusal} /></div>
      <Button busy={busy} onClick={() => void confirm.give({ params: place, body: {} }, { seen: view.seq })}>{say(words.confirmNow)}</Button>
    </div>
  );
}

function Said({ figure }: { figure: Figure }) {
  const say = useSay();
  const { name, measure, value, opinion, words: opinionWords, by, at, proposed, reason } = figure;
  return (
    <>
      <span>{name}</span>
      <span className={styles['value']}><b>{value === null ? '—' : say.number(value)}</b> {measure}</span>
      {(opinion === 'confirmed' || opinion === 'disputed' || opinion === 'unverified') && (
        <span className={`${styles['said']} small`}>{[say(opinionWords), proposed !== null && say(words.proposed, { n: say.number(proposed), measure }), reason, by !== null && at !== null && say(words.by, { by, at: say.moment(at) })].filter((one) => typeof one === 'string' && one !== '').join(' · ')}</span>
      )}
    </>
  );
}

function Answer({ view, place }: { view: View; place: DutyProps }) {
  const say = useSay();
  const confirm = useAct('confirmFigures');
  const dispute = useAct('disputeFigures');
  const busy = useBusy(confirm, dispute);
  const { seen, stale } = useSeen(view.seq);
  const [disputed, setDisputed] = useState<Disputed>({});
  const [isAsked, setAsked] = useState(false);
  const marked = view.figures.filter(({ indicator }) => disputed[indicator] !== undefined);
  const faults = faultsIn(marked, disputed);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy !== false) return;
    setAsked(true);
    if (faults[0]) return goTo(faults[0].id);
    if (marked.length === 0) return void await confirm.give({ params: place, body: {} }, { seen });
    await dispute.give({ params: place, body: { disputes: marked.map(({ indicator }) => {
      const { value = '', reason = '' } = disputed[indicator] ?? {};
      const own = numberIn(value);
      return { indicator, reason: reason.trim(), ...(own === null ? {} : { value: own }) };
    }) } }, { seen });
  };
  const change = (indicator: string, own: Disputed[string] | null): void => setDisputed(({ [indicator]: _was, ...rest }) => (own === null ? rest : { ...rest, [indicator]: own }));
  const wrong = (id: string) => (isAsked ? faults.find((one) => one.id === id)?.words : undefined);
  const rest = view.figures.length - marked.length;
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      {stale}
      <FaultSummary faults={isAsked ? faults : []} />
      <ul className={`card ${styles['rows']}`}>{view.figures.map((figure) => {
        const { indicator, name, measure } = figure;
        const own = disputed[indicator];
        return (
          <li key={indicator} className={styles['row']}>
            <Said figure={figure} />
            <label className={styles['mark']}><input type="checkbox" aria-label={say(words.disputeOf, { name })} checked={own !== undefined} onChange={(event) => change(indicator, event.target.checked ? { value: '', reason: '' } : null)} />{say(words.dispute)}</label>
            {own && (
              <div className={styles['own']}>
                <TextField id={`own-${indicator}`} label={say(words.own)} numeric unit={measure} value={own.value} error={wrong(`own-${indicator}`)} onChange={(value) => change(indicator, { ...own, value })} />
                <TextArea id={`reason-${indicator}`} label={say(words.reason)} rows={1} maxLength={1000} value={own.reason} error={wrong(`reason-${indicator}`)} onChange={(reason) => change(indicator, { ...own, reason })} />
              </div>
            )}
          </li>
        );
      })}</ul>
      <RefusalNote refusal={confirm.refusal ?? dispute.refusal} />
      <div className={reportStyles['bar']}>
        <div className="lead">{marked.length === 0 ? say(words.noneMarked) : rest > 0 ? say(words.restConfirmed, { n: rest }) : ''}</div>
        <Button kind="primary" type="submit" busy={busy}>{marked.length > 0 ? say(words.send, { n: marked.length }) : view.figures.length === 1 ? say(words.confirmOne) : say(words.confirm, { n: view.figures.length })}</Button>
      </div>
    </form>
  );
}

function faultsIn(marked: readonly Figure[], disputed: Disputed): FieldFault[] {
  return marked.flatMap(({ indicator, name, value: reported, measure }): FieldFault[] => {
    const { value = '', reason = '' } = disputed[indicator] ?? {};
    const own = numberIn(value);
    const isNumber = value.trim() === '' || (own !== null && isFigure(own));
    return [
      ...(isNumber ? [] : [{ id: `own-${indicator}`, label: name, words: fieldWords.notANumber }]),
      ...(own !== null && own === reported ? [{ id: `own-${indicator}`, label: name, words: problemWords('disputeEqualsFigure', { name, value: own, measure }) }] : []),
      ...(reason.trim() === '' ? [{ id: `reason-${indicator}`, label: name, words: fieldWords.empty }] : []),
    ];
  });
}
