import { useQuery } from '@tanstack/react-query';
import { Progress, Table } from 'antd';
import { useState } from 'react';
import { useAct } from '../../base/act.ts';
import { addressOf, ask, askFile, client, Refusal } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { Button } from '../../base/button.tsx';
import { Note, RefusalNote, useBusy } from '../../base/notice.tsx';
import { saveFile } from '../../base/save-file.ts';
import { useSay } from '../../base/say.ts';
import { Divisions } from './divisions.tsx';
import { importWords as words } from './words.ts';
import styles from './office.module.css';

type Preview = AnswerOf<'previewImport'>;

/** Units, posts and people from a table: looked at first, every error at its row and column, then all or nothing. */
export function Import({ pack }: { pack: string }) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [number, setNumber] = useState(0);
  const [running, setRunning] = useState<string | null>(null);
  const run = useAct('runImport');
  const busy = useBusy(run);
  const preview = useQuery<Preview, Refusal>({
    queryKey: ['previewImport', pack, number], enabled: file !== null && running === null, retry: false, staleTime: Infinity, refetchOnWindowFocus: false,
    queryFn: ({ signal }) => ask('previewImport', { query: { pack } }, { file: file as Blob, signal }),
  });
  const choose = (chosen: File | undefined): void => {
    setFile(chosen ?? null);
    setNumber(number + 1);
    setRunning(null);
    run.clear();
  };
  const go = async (hash: string): Promise<void> => {
    const view = await run.give({ query: { pack, preview: hash } }, { file: file as Blob });
    if (view) setRunning(view.import);
  };
  const data = running === null && file !== null ? preview.data : undefined;
  return (
    <section className={`card ${styles['import']}`}>
      <h2 className={styles['heading']}>{say(words.title)}</h2>
      <p>{say(words.lead)} <a href={addressOf('importTemplate', { query: { pack } })} download>{say(words.template)}</a></p>
      <p className={styles['pick']}><label>{say(words.file)}<input type="file" accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChange={({ target }) => choose(target.files?.[0])} /></label>{file && <span>{file.name}</span>}</p>
      <Divisions key={pack} pack={pack} onTable={choose} />
      {file && running === null && preview.isFetching && <p role="status">{say(words.looking)}</p>}
      {running === null && <RefusalNote refusal={preview.error} />}
      {data && <Looked preview={data} />}
      <RefusalNote refusal={run.refusal} />
      {data && data.isPossible && data.changes > 0 && <p><Button kind="primary" busy={busy} onClick={() => void go(data.hash)}>{say(words.run, { n: data.changes })}</Button></p>}
      {running !== null && <Running id={running} />}
    </section>
  );
}

function Looked({ preview }: { preview: Preview }) {
  const say = useSay();
  const { faults, faultCount, ignored, rows, changes, counts, units, people } = preview;
  const list = say.language === 'zh' ? '、' : ', ';
  return (
    <div aria-live="polite">
      {ignored.length > 0 && <Note kind="near">{say(words.ignored, { columns: ignored.map(({ column, heading }) => heading ?? column).join(list) })}</Note>}
      {faultCount > 0 ? <>
        <Note kind="near">{say(words.faults, { n: faultCount })} {faultCount > faults.length && say(words.first, { n: faults.length })}</Note>
        <Table size="small" pagination={false} scroll={{ x: 480, y: 400 }} dataSource={faults.map((fault, n) => ({ ...fault, key: n }))} columns={[
          { title: say(words.row), dataIndex: 'row', align: 'right', width: 72 },
          { title: say(words.column), key: 'column', width: 180, render: (_, { column, heading }) => `${column}${heading === null ? '' : ` ${heading}`}` },
          { title: say(words.what), dataIndex: 'words', render: (said: { zh: string; en: string }) => say(said) },
        ]} />
      </> : <>
        <Note kind="done">{say(words.rows, { rows })} {changes === 0 && say(words.same)}</Note>
        <Counts of={counts} />
        {[...units, ...people].filter(({ was }) => was !== null).map(({ name, was }) => <p key={`${was} ${name}`} className="small">{say(words.renamed, { was: was ?? '', name })}</p>)}
      </>}
    </div>
  );
}

function Counts({ of }: { of: Preview['counts'] }) {
  const say = useSay();
  return (
    <table className={styles['counts']}>
      <thead><tr><td />{(['isNew', 'changed', 'unchanged'] as const).map((one) => <th key={one} scope="col">{say(words[one])}</th>)}</tr></thead>
      <tbody>{(['units', 'posts', 'people', 'tenures'] as const).map((kind) => (
        <tr key={kind}><th scope="row">{say(words[kind])}</th><td>{of[kind].new}</td><td>{of[kind].changed}</td><td>{of[kind].unchanged}</td></tr>
      ))}</tbody>
    </table>
  );
}

/** A running import, asked about until it is done, and the first passwords of those it brought. */
function Running({ id }: { id: string }) {
  const say = useSay();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const read = useQuery<AnswerOf<'importState'>, Refusal>({
    queryKey: ['importState', id], refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? 700 : false),
    queryFn: async ({ signal }) => {
      const view = await ask('importState', { params: { import: id } }, { signal });
      if (view.state === 'done') void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'importState' && queryKey[0] !== 'previewImport' });
      return view;
    },
  });
  const passwords = async (): Promise<void> => {
    setRefusal(null);
    try {
      saveFile(await askFile('importPasswords', { params: { import: id }, body: {} }), say(words.passwordsFile));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
  };
  if (!read.data) return <RefusalNote refusal={read.error} onRetry={() => void read.refetch()} />;
  const { state, phase, done, of, changes, counts, reason } = read.data;
  if (state === 'failed') return <Note kind="near">{say(words.failed, { reason: reason ? say(reason) : '' })}</Note>;
  if (state === 'interrupted') return <Note kind="near">{say(words.interrupted)}</Note>;
  if (state === 'running') return <div role="status"><p>{say(words.running, { phase, done, of })}</p><Progress percent={of === 0 ? 0 : Math.round((done / of) * 100)} aria-label={say(words.progress)} /></div>;
  return (
    <>
      <Note kind="done">{say(words.done, { n: changes ?? 0 })}</Note>
      {counts && <Counts of={counts} />}
      {(counts?.people.new ?? 0) > 0 && <div><p className="small">{say(words.passwordsHint)}</p><p><Button onClick={() => void passwords()}>{say(words.passwords)}</Button></p></div>}
      <RefusalNote refusal={refusal} />
    </>
  );
}
