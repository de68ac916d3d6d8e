import { Select } from 'antd';
import { useState } from 'react';
import type { DragEvent } from 'react';
import { stateWords } from '#libs/contracts/state-words';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { ChoiceField, DateField } from '../../base/field.tsx';
import { Note, Outline, RefusalNote, useBusy } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import { useAt, useCycle } from '../../shell/cycle.ts';
import { usePosts } from '../../shell/posts.ts';
import { useRows } from './letters.tsx';
import { mayRegister } from './pick.ts';
import { bring, knownOf, mostLetters, scanOf, twice } from './scans.ts';
import type { Scan } from './scans.ts';
import { isWaiting } from './signing.ts';
import type { Row } from './signing.ts';
import { ceremonyWords as words } from './words.ts';
import styles from './ceremony.module.css';

/** What was signed on paper on one day, registered in one pass. */
function Ceremony() {
  const say = useSay();
  const cycle = useCycle();
  const held = usePosts();
  const root = useRead('cycle', { params: { cycle } }).data?.root ?? '';
  const { rows, isWhole, now, error, refetch } = useRows();
  if (!rows || !isWhole) return error ? <RefusalNote refusal={error} onRetry={() => void refetch()} /> : <Outline lines={6} />;
  const open = rows.filter((row) => isWaiting(row) && mayRegister(row, held, root));
  const may = rows.some((row) => mayRegister(row, held, root));
  return (
    <>
      <h1>{say(words.title)}</h1>
      <p className="lead">{say(may ? words.lead : words.notAllowed)}</p>
      {may && <Pass open={open} all={rows} root={root} today={localDateOf(now)} />}
    </>
  );
}

function Pass({ open, all, root, today }: { open: readonly Row[]; all: readonly Row[]; root: string; today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const act = useAct('registerCeremony');
  const busy = useBusy(act);
  const [scans, setScans] = useState<Scan[]>([]);
  const [signedOn, setSignedOn] = useState<string | null>(null);
  const [countersigner, setCountersigner] = useState('');
  const [brought, setBrought] = useState<number | null>(null);
  const above = useRead('unitPage', { params: { cycle, unit: root } }, { when: root !== '' }).data?.posts.filter(({ functions, person }) => functions.includes('issuer') && person !== null) ?? [];
  const doubled = twice(scans);
  const left = scans.filter(({ outcome }) => outcome === null || outcome.state === 'refused');
  const ready = left.filter(({ unit }) => unit !== null && !doubled.has(unit) && open.some((row) => row.unit === unit)).slice(0, mostLetters);
  const done = scans.filter(({ outcome }) => outcome !== null && outcome.state !== 'refused').length;
  const refused = scans.filter(({ outcome, refusal }) => outcome?.state === 'refused' || refusal !== null).length;
  const replace = (one: Scan): void => setScans((before) => before.map((scan) => (scan.id === one.id ? one : scan)));
  const add = (files: readonly File[]): void => setScans((before) => [...before, ...files.map((file) => scanOf(file, knownOf(open)))]);

  const register = async (): Promise<void> => {
    if (signedOn === null || brought !== null) return;
    const here: Scan[] = [];
    for (const [n, scan] of ready.entries()) {
      setBrought(n + 1);
      const next = await bring({ ...scan, outcome: null });
      replace(next);
      here.push(next);
    }
    setBrought(null);
    const items = here.flatMap(({ unit, brought: kept }) => {
      const row = open.find((one) => one.unit === unit);
      return row && kept ? [{ unit: row.unit, duty: row.duty, document: kept.sha256, ...(countersigner !== '' && row.under === root ? { countersigner } : {}) }] : [];
    });
    const answer = items.length === 0 ? null : await act.give({ params: { cycle }, body: { signedOn, items } });
    if (!answer) return;
    for (const scan of here) replace({ ...scan, outcome: answer.outcomes.find(({ unit }) => unit === scan.unit) ?? null });
  };
  return (
    <div className={styles['pass']}>
      <div className={styles['terms']}>
        <DateField label={say(words.signedOn)} hint={say(words.signedOnHint)} max={today} value={signedOn ?? ''} onChange={(day) => setSignedOn(day === '' ? null : day)} />
        {above.length > 0 && <ChoiceField label={say(words.countersigner)} hint={say(words.countersignerHint)} value={countersigner} onChange={setCountersigner}
          options={[{ value: '', label: say(words.noCountersigner) }, ...above.map(({ post, title, person }) => ({ value: post, label: `${title} ${person ?? ''}` }))]} />}
      </div>
      <Drop onFiles={add} />
      {scans.length > 0 && (
        <>
          <p role="status">{say(words.summary, { n: scans.length, matched: scans.filter(({ unit }) => unit !== null).length, open: scans.filter(({ unit }) => unit === null).length })}</p>
          <ul className={`card ${styles['scans']}`}>{scans.map((scan) => (
            <ScanLine key={scan.id} scan={scan} open={open} all={all} isTwice={scan.unit !== null && doubled.has(scan.unit)} onUnit={(unit) => replace({ ...scan, unit, refusal: null, outcome: null })} onRemove={() => setScans(scans.filter(({ id }) => id !== scan.id))} />
          ))}</ul>
        </>
      )}
      <RefusalNote refusal={act.refusal} />
      {done > 0 && <Note kind={refused > 0 ? 'near' : 'done'}>{refused > 0 ? say(words.donePart, { n: done, refused }) : say(words.done, { n: done })}</Note>}
      <p className={styles['buttons']}>
        {ready.length > 0 && <Button kind="primary" disabled={signedOn === null} busy={brought === null ? busy : say(words.bringing, { n: brought, all: ready.length })} onClick={() => void register()}>{say(words.register, { n: ready.length })}</Button>}
        {ready.length > 0 && signedOn === null && <span className="small">{say(words.needDate)}</span>}
        <ButtonLink to={at('/letters')}>{say(words.back)}</ButtonLink>
      </p>
    </div>
  );
}

function Drop({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const say = useSay();
  const [isOver, setOver] = useState(false);
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label className={`${styles['drop']} ${isOver ? styles['over'] : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={dropped}>
      <b>{say(words.drop)}</b><span className="small">{say(words.dropHint)}</span>
      <input type="file" multiple accept="application/pdf,image/jpeg,image/png" aria-label={say(words.drop)} onChange={(event) => { onFiles([...event.target.files ?? []]); event.target.value = ''; }} />
    </label>
  );
}

function ScanLine({ scan, open, all, isTwice, onUnit, onRemove }: { scan: Scan; open: readonly Row[]; all: readonly Row[]; isTwice: boolean; onUnit: (unit: string) => void; onRemove: () => void }) {
  const say = useSay();
  const { file, unit, outcome, refusal } = scan;
  const isDone = outcome !== null && outcome.state !== 'refused';
  const row = all.find((one) => one.unit === unit);
  return (
    <li>
      <span className={styles['file']}>{file.name}</span>
      <span>{isDone ? row?.unitName : (
        <Select showSearch={{ optionFilterProp: 'label' }} value={unit} placeholder={say(words.chooseUnit)} aria-label={say(words.chooseFor, { file: file.name })} status={unit === null || isTwice ? 'warning' : ''} style={{ width: '100%' }} onChange={onUnit}
          options={open.map(({ unit: id, unitName, underName }) => ({ value: id, label: underName === null ? unitName : `${unitName} · ${underName}` }))} />
      )}{isTwice && <span className="small near">{say(words.twice)}</span>}</span>
      <span className={styles['signers']}>{isDone ? <span className="done">{outcome.state === 'recorded' ? say(words.recorded, { status: say(stateWords(outcome.status ?? '')) }) : say(words.pending)}</span>
        : refusal ? <span className="late">{say(refusal.body.words)}</span>
          : outcome?.problem ? <span className="late">{say(outcome.problem.words)}</span>
            : row && <ToSign row={row} />}</span>
      {isDone ? <span /> : <Button kind="quiet" aria-label={say(words.removeFile, { file: file.name })} onClick={onRemove}>{say(words.remove)}</Button>}
    </li>
  );
}

/** Whose signatures the scan stands for: of all that have not signed yet. */
function ToSign({ row: { unit, duty } }: { row: Row }) {
  const say = useSay();
  const cycle = useCycle();
  const letter = useRead('letter', { params: { cycle, unit, duty } }).data;
  if (!letter) return null;
  const left = letter.signers.filter(({ signedAt }) => signedAt === null);
  return <span className="small">{left.length === 0 ? say(words.nobodyLeft) : left.map(({ title, person }) => `${title}${person === null ? '' : ` ${person}`}`).join(say.language === 'zh' ? '、' : ', ')}</span>;
}

export default withAntd(Ceremony);
