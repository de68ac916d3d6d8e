import { useState } from 'react';
import { Link } from 'wouter';
import type { HeldPost } from '#libs/domain/may';
import type { LocalDate } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { ReadDialog } from '../../base/dialog.tsx';
import { ExportButton } from '../../base/export.tsx';
import { LightShape } from '../../base/light.tsx';
import { Empty, Note, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { PhoneDialog } from './phone.tsx';
import { mayRemind } from './pick.ts';
import { isWaiting, matching, stageOf, stages, waitingFirst } from './signing.ts';
import type { Row, Wanted } from './signing.ts';
import { sheetColumns } from './sheet.ts';
import { asText } from './text.ts';
import { lettersWords as words, stageWords } from './words.ts';
import styles from './letters.module.css';

interface Props {
  rows: readonly Row[];
  /** The layer looked at; null for all. */
  depth: number | null;
  root: string;
  held: readonly HeldPost[];
  today: LocalDate;
  title: string;
}

/** As many as one request takes. */
const mostReminded = 200;
const shownAtOnce = 100;

/** The letters below: found by stage and name, and several of them reminded, copied or telephoned after at once. */
export function List({ rows, depth, root, held, today, title }: Props) {
  const say = useSay();
  const [wanted, setWanted] = useState<Omit<Wanted, 'depth'>>({ stage: 'all', text: '' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(shownAtOnce);
  const [called, setCalled] = useState<Row | null>(null);
  const [phoned, setPhoned] = useState<string | null>(null);
  const found = waitingFirst(matching(rows, { ...wanted, depth }));
  const canChoose = found.some((row) => mayRemind(row, held, root));
  const picked = found.filter(({ obligation }) => chosen.has(obligation));
  const candidates = found.filter((row) => isWaiting(row) && mayRemind(row, held, root));
  const choose = (some: readonly Row[], isIn: boolean): void => setChosen((before) => new Set(isIn ? [...before, ...some.map(({ obligation }) => obligation)] : [...before].filter((one) => !some.some(({ obligation }) => obligation === one))));
  return (
    <section aria-labelledby="below">
      <h2 id="below">{say(words.below)} <span className={styles['n']}>{say(words.found, { n: found.length })}</span></h2>
      <div className={styles['filters']}>
        <input type="search" value={wanted.text} onChange={(event) => setWanted({ ...wanted, text: event.target.value })} placeholder={say(words.search)} aria-label={say(words.search)} />
        <select value={wanted.stage} aria-label={say(words.filter)} onChange={(event) => setWanted({ ...wanted, stage: event.target.value as Wanted['stage'] })}>
          <option value="all">{say(words.all)}</option><option value="waiting">{say(words.waiting)}</option>
          {stages.filter((stage) => rows.some((row) => stageOf(row) === stage)).map((stage) => <option key={stage} value={stage}>{say(stageWords[stage])}</option>)}
        </select>
        {canChoose && candidates.length > 0 && <label className={styles['all']}><input type="checkbox" checked={candidates.every(({ obligation }) => chosen.has(obligation))} onChange={(event) => choose(candidates, event.target.checked)} />{say(words.chooseAll)}</label>}
        {found.length > 0 && <span className={styles['export']}><ExportButton name={`${title}-${today}`} rows={() => found} columns={sheetColumns(say)} /></span>}
      </div>
      {canChoose && <Several picked={picked} names={new Map(rows.map(({ unit, unitName }) => [unit, unitName]))} today={today} title={title} onDone={() => setChosen(new Set())} />}
      {phoned !== null && <Note kind="done">{phoned}</Note>}
      {found.length === 0 ? <Empty><p>{say(words.nothingFound)}</p></Empty> : (
        <ul className={`card ${styles['list']}`}>{found.slice(0, most).map((row) => (
          <Line key={row.obligation} row={row} isChosen={chosen.has(row.obligation)} onChoose={isWaiting(row) && mayRemind(row, held, root) ? (isIn) => choose([row], isIn) : null} onCall={() => { setCalled(row); setPhoned(null); }} hasBoxes={canChoose} />
        ))}</ul>
      )}
      {found.length > most && <p style={{ marginTop: 16 }}><Button onClick={() => setMost(most + shownAtOnce)}>{say(words.more)}</Button></p>}
      {called && <PhoneDialog row={called} onDone={setPhoned} onClose={() => setCalled(null)} />}
    </section>
  );
}

function Line({ row, isChosen, onChoose, onCall, hasBoxes }: { row: Row; isChosen: boolean; onChoose: ((isIn: boolean) => void) | null; onCall: () => void; hasBoxes: boolean }) {
  const say = useSay();
  const at = useAt();
  const { unitName, unit, duty, underName, light, dueOn, signed, signers, inForceAt } = row;
  return (
    <li className={hasBoxes ? styles['boxed'] : ''}>
      {hasBoxes && (onChoose ? <input type="checkbox" checked={isChosen} aria-label={say(words.choose, { unit: unitName })} onChange={(event) => onChoose(event.target.checked)} /> : <span />)}
      <LightShape light={light} />
      <span className={styles['unit']}><Link to={at(`/units/${unit}/obligations/${duty}`)}>{unitName}</Link>{underName !== null && <span className="small">{underName}</span>}</span>
      <span>{say(stageWords[stageOf(row)])}</span>
      <span className={`small ${styles['when']}`}>{inForceAt !== null || !isWaiting(row) ? '' : <>{say(words.signedOf, { signed, signers })}{dueOn !== null && <> · <span className={light === 'late' ? 'late' : light === 'near' ? 'near' : ''}>{say(words.due, { date: say.date(dueOn) })}</span></>}</>}</span>
      {onChoose ? <Button kind="quiet" aria-label={say(words.phoneFor, { unit: unitName })} onClick={onCall}>{say(words.phone)}</Button> : <span />}
    </li>
  );
}

/** What is done for all that are chosen. */
function Several({ picked, names, today, title, onDone }: { picked: readonly Row[]; names: ReadonlyMap<string, string>; today: LocalDate; title: string; onDone: () => void }) {
  const say = useSay();
  const cycle = useCycle();
  const act = useAct('remindAll');
  const busy = useBusy(act);
  const [outcome, setOutcome] = useState<AnswerOf<'remindAll'>['reminders'] | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  const remind = async (): Promise<void> => {
    setOutcome(null);
    const answer = await act.give({ params: { cycle }, body: { obligations: picked.map(({ unit, duty }) => ({ unit, duty })) } });
    if (!answer) return;
    setOutcome(answer.reminders);
    onDone();
  };
  const copy = async (): Promise<void> => {
    setCopied(false);
    const said = asText(say, picked, { title, today });
    try {
      await navigator.clipboard.writeText(said);
      setCopied(true);
    } catch {
      setText(said);
    }
  };
  return (
    <>
      {picked.length > 0 && (
        <div className={styles['several']} role="region" aria-label={say(words.chosen, { n: picked.length })}>
          <b>{say(words.chosen, { n: picked.length })}</b>
          <Button kind="primary" busy={busy} disabled={picked.length > mostReminded} onClick={() => void remind()}>{say(words.remind)}</Button>
          <Button onClick={() => void copy()}>{say(words.copy)}</Button>
          {picked.length > mostReminded && <span className="near">{say(words.tooMany, { max: mostReminded })}</span>}
        </div>
      )}
      <RefusalNote refusal={act.refusal} />
      {outcome && <Outcome reminders={outcome} names={names} />}
      {isCopied && <Note kind="done">{say(words.copied)}</Note>}
      {text !== null && <ReadDialog title={say(words.textTitle)} onClose={() => setText(null)}>
        <p>{say(words.notCopied)}</p>
        <textarea className={styles['text']} readOnly rows={12} value={text} aria-label={say(words.textTitle)} onFocus={(event) => event.target.select()} />
      </ReadDialog>}
    </>
  );
}

function Outcome({ reminders, names }: { reminders: AnswerOf<'remindAll'>['reminders']; names: ReadonlyMap<string, string> }) {
  const say = useSay();
  const refused = reminders.filter(({ problem }) => problem !== null);
  const n = reminders.length - refused.length;
  if (refused.length === 0) return <Note kind="done">{say(words.reminded, { n })}</Note>;
  return (
    <Note kind="near">{say(words.remindedPart, { n, refused: refused.length })}
      <ul className={styles['refused']}>{refused.map(({ unit, duty, problem }) => <li key={`${unit} ${duty}`}>{names.get(unit)} · {problem && say(problem.words)}</li>)}</ul>
    </Note>
  );
}
