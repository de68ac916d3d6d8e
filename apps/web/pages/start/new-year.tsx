import { Radio } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { cycleSlugOf } from '#libs/contracts/common';
import { instantAt } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import { usePages } from '../../base/list.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { faultsIn } from '../../base/faults.ts';
import { ChoiceField, DateField, TextArea } from '../../base/field.tsx';
import { Empty, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { groupBy } from '../../base/group.ts';
import { useSay } from '../../base/say.ts';
import { Import } from '../office/import.tsx';
import { newYearWords as words } from './new-year-words.ts';
import { documentWords } from './words.ts';
import styles from './start.module.css';

type Pack = AnswerOf<'packs'>['packs'][number];

/** A new year from nothing: the pack, the year, live or drill; units and people; then the draft. */
function NewYear() {
  const say = useSay();
  const session = useRead('whoAmI', {});
  const packs = useRead('packs', {});
  const isAdministrator = session.data?.posts.some(({ functions }) => functions.includes('administrator'));
  if (session.data && !isAdministrator) return <Empty><p>{say(words.notYours)}</p></Empty>;
  return (
    <>
      <h1>{say(words.title)}</h1>
      <p className={styles['lead']}>{say(words.lead)}</p>
      <Drafts />
      <Shown of={packs}>{({ packs: all }) => {
        const runnable = all.filter(({ isRunnable, years }) => isRunnable && years.length > 0);
        return runnable.length === 0 ? <Empty><p>{say(words.noPack)}</p></Empty> : <Choose packs={runnable} />;
      }}</Shown>
    </>
  );
}

/** What was begun is found again. */
function Drafts() {
  const say = useSay();
  const drafts = (useRead('cycles', { query: { limit: 200 } }).data?.items ?? []).filter(({ status }) => status === 'draft');
  if (drafts.length === 0) return null;
  return (
    <>
      <h2>{say(words.drafts)}</h2>
      <ul className={`card ${styles['plain']}`}>{drafts.map(({ slug, title, isDrill }) => (
        <li key={slug}><Link to={`/cycles/${slug}/start`}>{say(words.goOn)}</Link> {say(words.draftLine, { title, kind: isDrill ? `${say(words.drill)} ${slug.split('-').at(-1)}` : say(words.live) })}</li>
      ))}</ul>
    </>
  );
}

function Choose({ packs }: { packs: readonly Pack[] }) {
  const say = useSay();
  const [, go] = useLocation();
  const [id, setId] = useState(packs[0]?.id ?? '');
  const pack = packs.find((one) => one.id === id) ?? packs[0] as Pack;
  const [chosenYear, setYear] = useState<number | null>(null);
  const year = pack.years.find((one) => one.year === chosenYear)?.year ?? pack.years[0]?.year ?? 0;
  const [isDrill, setDrill] = useState(true);
  const [chosenDay, setDay] = useState<string | null>(null);
  const day = chosenDay ?? `${year}-02-02`;
  const [reason, setReason] = useState('');
  const draft = useAct('draftCycle');
  const busy = useBusy(draft);
  const faults = faultsIn(draft.refusal);
  const isShort = draft.refusal?.body.code === 'targetsFallShort' || reason !== '';
  const make = async (): Promise<void> => {
    const answer = await draft.give({ body: { pack: pack.id, year, ...(isDrill ? { drillFrom: instantAt(day, '09:00') } : {}), ...(reason.trim() === '' ? {} : { overrideReason: reason.trim() }) } });
    if (answer) go(`/cycles/${cycleSlugOf(answer.obligation ?? answer.stream.replace(/^cycle\//, ''))}/start`);
  };
  return (
    <>
      <h2>{say(words.which)}</h2>
      <div className={`card ${styles['form']}`}>
        <ChoiceField label={say(words.pack)} hint={say(words.packHint, { duties: pack.duties.length, types: pack.unitTypes.length, lineage: pack.lineage.slice(1).join(' ← ') || '—' })} error={faults.get('/pack')} value={pack.id} onChange={setId} options={packs.map((one) => ({ value: one.id, label: `${say(one.name)}${one.label ? ` · ${say(one.label)}` : ''}` }))} />
        <ChoiceField label={say(words.year)} error={faults.get('/year')} value={String(year)} onChange={(one) => setYear(Number(one))} options={pack.years.map((one) => ({ value: String(one.year), label: one.isProvisional ? say(words.provisionalYear, { year: one.year }) : String(one.year) }))} />
        <fieldset className={styles['choice']}>
          <legend>{say(words.kind)}</legend>
          <Radio.Group value={isDrill} onChange={({ target }) => setDrill(target.value as boolean)} options={[
            { value: true, label: <><b>{say(words.drill)}</b> <span className="small">{say(words.drillHint)}</span></> }, { value: false, label: <><b>{say(words.live)}</b> <span className="small">{say(words.liveHint)}</span></> },
          ]} />
        </fieldset>
        {isDrill && <DateField label={say(words.drillFrom)} error={faults.get('/drillFrom')} value={day} min={`${year - 1}-07-01`} max={`${year}-12-31`} onChange={(typed) => setDay(typed === '' ? null : typed)} />}
      </div>
      <h2>{say(words.people)}</h2>
      <Units pack={pack} />
      <div className={styles['redraft']}>
        <RefusalNote refusal={draft.refusal} />
        {isShort && <TextArea label={say(documentWords.reason)} hint={say(documentWords.short)} rows={2} maxLength={500} value={reason} onChange={setReason} />}
        <p><Button kind="primary" busy={busy} onClick={() => void make()}>{say(words.draft)}</Button></p>
      </div>
    </>
  );
}

/** What is on record, by type, and the way to bring it up to date. */
function Units({ pack }: { pack: Pack }) {
  const say = useSay();
  const top = usePages('officeUnits', { query: { limit: 200 } });
  const below = usePages('officeUnits', { query: { under: top.items?.[0]?.unit, limit: 200 } }, { when: top.items?.[0] !== undefined });
  const [isImporting, setImporting] = useState(false);
  const units = [...top.items ?? [], ...below.items ?? []];
  const counts = groupBy(units, ({ type }) => type);
  const nameOf = (type: string): string => { const known = pack.unitTypes.find(({ id }) => id === type); return known ? say(known.name) : type; };
  const deeper = below.items?.reduce((n, { children }) => n + children, 0) ?? 0;
  const listed = [...counts].map(([type, some]) => say(words.countOf, { type: nameOf(type), n: some.length }));
  return (
    <>
      <RefusalNote refusal={top.error} onRetry={() => void top.refetch()} />
      {top.items && <p className={styles['lead']}>{units.length === 0 ? say(words.noUnits) : say(words.peopleLead, { units: [...listed, ...(deeper > 0 ? [say(words.deeper, { n: deeper })] : [])].join(say.language === 'zh' ? '、' : ', ') })}</p>}
      {isImporting || top.items?.length === 0 ? <Import pack={pack.id} /> : <p><Button onClick={() => setImporting(true)}>{say(words.importThem)}</Button></p>}
    </>
  );
}

export default withAntd(NewYear);
