import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import type { Attachment } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { ChoiceField, TextField } from '../../base/field.tsx';
import { useAllPages } from '../../base/list.ts';
import { Empty, Outline, RefusalNote, Shown, useBusy } from '../../base/notice.tsx';
import { PhotoField } from '../../base/photos.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { noticesNav } from './nav-words.ts';
import { PlaceFields, placeOf, useNoticeDays } from './place-fields.tsx';
import { noticeDialogWords, postWords as words } from './words.ts';
import projectStyles from '../projects/project.module.css';

/** What can be shown, as the form has it: `project:XM-1`, `line:L3`, `above` with a number, `neither`. */
interface Subject { value: string; label: string; name: string }
interface Choices { units: { value: string; label: string }[]; subjects: Subject[] }

/** A notice that is up on the board of a unit, recorded by whoever keeps its money; `?project=`, `?line=`, `?stage=`, `?unit=` fill it in. */
export default function Post() {
  const cycle = useCycle();
  const say = useSay();
  const view = useRead('cycle', { params: { cycle } });
  const tasks = useRead('myTasks', { query: { cycle } });
  const { posts } = useFunctions();
  const asked = { params: { cycle }, query: { limit: 200 } };
  const projects = useAllPages('projects', asked);
  const lines = useAllPages('fundsLines', asked);
  const units = [...new Map(posts.filter(({ functions }) => functions.includes('fundsKeeper')).map(({ unit, unitName }) => [unit, unitName]))].map(([value, label]) => ({ value, label }));
  const subjects = [
    ...(projects.pages ?? []).flatMap(({ items }) => items).map(({ code, name }) => ({ value: `project:${code}`, label: say(words.project, { name }), name })),
    ...(lines.pages ?? []).flatMap(({ items }) => items).map(({ line, purpose, documentNumber }) => ({ value: `line:${line}`, label: say(words.line, { purpose, number: documentNumber }), name: purpose })),
  ];
  return (
    <>
      <p className="small"><Link to={useAt()('/public-notices')}>{say(noticesNav)}</Link></p>
      <h1>{say(words.title)}</h1>
      <p className="lead">{say(words.lead)}</p>
      <RefusalNote refusal={projects.error ?? lines.error} onRetry={() => { void projects.refetch(); void lines.refetch(); }} />
      <Shown of={view}>{({ now }) => <Shown of={tasks}>{() => (units.length === 0 ? <Empty><p>{say(words.nobody)}</p></Empty>
        : projects.isWhole && lines.isWhole ? <Form cycle={cycle} today={localDateOf(now)} choices={{ units, subjects }} /> : <Outline lines={6} />)}</Shown>}</Shown>
    </>
  );
}

function Form({ cycle, today, choices: { units, subjects } }: { cycle: string; today: string; choices: Choices }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const act = useAct('postNotice');
  const busy = useBusy(act);
  const led = new URLSearchParams(useSearch());
  const [typed, setTyped] = useState(() => {
    const of = led.has('project') ? `project:${led.get('project')}` : led.has('line') ? `line:${led.get('line')}` : '';
    const stage: 'before' | 'after' = led.get('stage') === 'after' ? 'after' : 'before';
    const subject = subjects.find(({ value }) => value === of);
    return { unit: units.find(({ value }) => value === led.get('unit'))?.value ?? units[0]?.value ?? '', stage, of: subject ? of : '', above: '', what: subject ? say(words.whatOf[stage], { name: subject.name }) : '' };
  });
  const [isNamed, setNamed] = useState(false);
  const [place, setPlace] = useState({ where: '', from: today, to: '' });
  const [photos, setPhotos] = useState<Attachment[]>([]);
  const [isAsked, setAsked] = useState(false);
  const posted = placeOf(place, useNoticeDays(place.from)?.until ?? null);
  // What is shown is named after what it is of, until somebody names it.
  const set = (some: Partial<typeof typed>): void => {
    const next = { ...typed, ...some };
    const subject = subjects.find(({ value }) => value === next.of);
    setTyped(isNamed || 'what' in some || !subject ? next : { ...next, what: say(words.whatOf[next.stage], { name: subject.name }) });
  };
  const own = missingIn({ '/of': typed.of, ...(typed.of === 'above' ? { '/of/project': typed.above } : {}), '/what': typed.what, '/where': posted.where, '/from': posted.from, '/to': posted.to });
  const faults: ReadonlyMap<string, Pair | string> = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    const form = event.target as HTMLElement;
    if (own.size > 0) { setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()); return; }
    const [kind = '', id = ''] = typed.of.split(':');
    const of = kind === 'project' ? { project: id } : kind === 'line' ? { line: id } : kind === 'above' ? { project: typed.above.trim() } : null;
    const body: Asked<'postNotice'>['body'] = { unit: typed.unit, stage: typed.stage, of, what: typed.what.trim(), ...posted, ...(photos.length > 0 ? { attachments: photos } : {}) };
    const answer = await act.give({ params: { cycle }, body });
    if (answer) go(at(`/public-notices/${answer.stream.split('/').at(-1) ?? ''}`));
  };
  return (
    <form className={`card ${projectStyles['form']}`} noValidate onSubmit={(event) => void send(event)}>
      {units.length > 1 && <ChoiceField label={say(words.unit)} value={typed.unit} options={units} error={faults.get('/unit')} onChange={(unit) => set({ unit })} />}
      <ChoiceField label={say(words.stage)} value={typed.stage} options={[{ value: 'before', label: say(words.before) }, { value: 'after', label: say(words.after) }]} onChange={(stage) => set({ stage: stage as 'before' | 'after' })} />
      <ChoiceField label={say(words.of)} value={typed.of} placeholder={say(noticeDialogWords.choose)} error={faults.get('/of') ?? (typed.of === 'above' ? undefined : faults.get('/of/project'))} onChange={(of) => set({ of })}
        options={[...subjects, { value: 'above', label: say(words.above) }, { value: 'neither', label: say(words.neither) }]} />
      {typed.of === 'above' && <TextField label={say(words.aboveCode)} maxLength={30} value={typed.above} error={faults.get('/of/project')} onChange={(above) => set({ above })} />}
      <TextField label={say(words.what)} hint={say(words.whatHint)} maxLength={200} value={typed.what} error={faults.get('/what')} onChange={(what) => { setNamed(true); set({ what }); }} />
      <PlaceFields value={place} onChange={setPlace} today={today} faults={faults} />
      <PhotoField unit={typed.unit} label={say(noticeDialogWords.photosLater)} value={photos} onChange={setPhotos} most={10} error={faults.get('/attachments')} />
      {(faults.size === 0 || own.size === 0) && <RefusalNote refusal={act.refusal} />}
      <div className={projectStyles['buttons']}><Button kind="primary" type="submit" busy={busy}>{say(words.post)}</Button></div>
    </form>
  );
}
