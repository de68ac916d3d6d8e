import { useState } from 'react';
import type { ProjectCommandName } from '#libs/domain/project/project-decider';
import { useAct } from '../../base/act.ts';
import type { Asked } from '../../base/api.ts';
import type { Attachment } from '../../base/attachments.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { DateField, TextArea, TextField } from '../../base/field.tsx';
import { fenOf, MoneyField, typedMoney } from '../../base/money-field.tsx';
import { moneyFault, sayMoney } from '../../base/money.ts';
import { PhotoField } from '../../base/photos.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { projectActWords, projectDialogWords as words } from './act-words.ts';
import { nameOf } from './late.ts';
import type { ProjectView } from './late.ts';
import { shareFaults, Shares, sharesOf } from './shares.tsx';
import type { TypedShare } from './shares.tsx';
import { lateWords, projectWords } from './words.ts';

/** An act on a project that somebody has begun: at which milestone or funds line, with which request. */
export interface Begun {
  act: ProjectCommandName;
  at: string;
  request?: string;
}

type Field = 'on' | 'photos' | 'mustPhotos' | 'opinion' | 'reason' | 'dueOn' | 'document' | 'funds';

/** What each act asks for. */
const asks: Readonly<Record<ProjectCommandName, readonly Field[]>> = {
  approveProject: ['on', 'document'], startProject: ['on', 'photos'], finishProject: ['on', 'photos'], acceptProject: ['on', 'opinion', 'photos'], closeProject: ['on'], withdrawProject: ['on', 'reason'],
  reachMilestone: ['on', 'photos'], revisePlan: ['dueOn', 'document', 'on'], setFunds: ['funds', 'document', 'on'], nameRequest: [], addPhotos: ['mustPhotos', 'on'],
};
/** Which milestone a stage reaches. */
const milestoneOf: Partial<Record<ProjectCommandName, string>> = { startProject: 'start', finishProject: 'finish', acceptProject: 'acceptance' };

/** An act on a project: what it asks for, filled in as far as the project knows it. Loaded when somebody acts. */
export default function ProjectDialog({ cycle, view, begun: { act: name, at, request }, today, onDone, onClose }: { cycle: string; view: ProjectView; begun: Begun; today: string; onDone: (said: string) => void; onClose: () => void }) {
  const say = useSay();
  const act = useAct(name);
  const [typed, setTyped] = useState({ on: today, opinion: '', reason: '', dueOn: '', number: '', title: '', cost: typedMoney(view.cost) });
  const [photos, setPhotos] = useState<Attachment[]>([]);
  const [shares, setShares] = useState<TypedShare[]>(() => view.funds.map(({ line, amount }) => ({ line, amount: typedMoney(amount) })));
  const [isAsked, setAsked] = useState(false);
  const set = (some: Partial<typeof typed>): void => setTyped({ ...typed, ...some });
  const asksFor = (field: Field): boolean => asks[name].includes(field);
  const asksPhotos = asksFor('photos') || asksFor('mustPhotos');
  const cost = fenOf(typed.cost);
  const costFault = asksFor('funds') ? moneyFault(cost, undefined, say) : null;
  const own = new Map<string, Pair | string>([
    ...missingIn({
      ...(asksFor('on') ? { '/on': typed.on } : {}), ...(asksFor('opinion') ? { '/opinion': typed.opinion } : {}), ...(asksFor('reason') ? { '/reason': typed.reason } : {}), ...(asksFor('dueOn') ? { '/dueOn': typed.dueOn } : {}),
      ...(asksFor('document') ? { '/document/number': typed.number, '/document/title': typed.title } : {}),
    }),
    ...(costFault === null ? [] : [['/cost', costFault] as const]), ...(asksFor('funds') ? shareFaults(shares, say) : []), ...(asksFor('mustPhotos') && photos.length === 0 ? [['/attachments', words.noPhotos] as const] : []),
  ]);
  const faults: ReadonlyMap<string, Pair | string> = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const milestone = view.milestones.find(({ id }) => id === (milestoneOf[name] ?? at));
  const called = milestone ? nameOf(milestone.id, milestone.name, say) : '';
  const unit = view.may.find((one) => one.act === name && one.at === at)?.unit ?? view.unit;
  const body = (): object => ({
    ...(name === 'nameRequest' ? { line: at, request } : asksFor('on') ? { on: typed.on } : {}), ...(name === 'reachMilestone' || name === 'revisePlan' || name === 'addPhotos' ? { milestone: at } : {}),
    ...(asksPhotos && photos.length > 0 ? { attachments: photos } : {}), ...(asksFor('opinion') ? { opinion: typed.opinion.trim() } : {}), ...(asksFor('reason') ? { reason: typed.reason.trim() } : {}), ...(asksFor('dueOn') ? { dueOn: typed.dueOn } : {}),
    ...(asksFor('document') ? { document: { number: typed.number.trim(), title: typed.title.trim() } } : {}), ...(asksFor('funds') ? { cost, funds: sharesOf(shares) } : {}),
  });
  const give = async (): Promise<void> => {
    setAsked(true);
    if (own.size > 0) return;
    if (!await act.give({ params: { cycle, code: view.code }, body: body() } as unknown as Asked<ProjectCommandName>)) return;
    onDone(say(words.done, { what: say(projectActWords[name]) }));
    onClose();
  };
  const filed = view.funds.find(({ line }) => line === at)?.filed.find(({ id }) => id === request);
  const lead = [
    ...(filed ? [say(projectWords.request, { amount: sayMoney(filed.amount, say), payee: filed.payee }) + say(lateWords.end)] : []), say(words.lead[name], { name: called, date: milestone?.dueOn ? say.date(milestone.dueOn) : say(words.noDate) }),
  ].join(say.language === 'zh' ? '' : ' ');
  return (
    <AskDialog title={say(projectActWords[name])} lead={lead} verb={say(projectActWords[name])} act={act} wide={asksFor('funds')} fields={['/on', '/opinion', '/reason', '/dueOn', '/cost', '/funds', ...[...faults.keys()].filter((pointer) => pointer.startsWith('/funds/'))]}
      onGive={() => void give()} onClose={onClose}>
      {asksFor('funds') && <MoneyField label={say(words.cost)} value={typed.cost} error={faults.get('/cost')} onChange={(money) => set({ cost: money })} />}
      {asksFor('funds') && <Shares unit={view.unit} known={view.funds} value={shares} faults={faults} onChange={setShares} />}
      {asksPhotos && <PhotoField unit={unit} label={say(words.photosOf, { milestone: called })} value={photos} onChange={setPhotos} most={10} error={faults.get('/attachments')} />}
      {asksFor('opinion') && <TextArea label={say(words.opinion)} rows={3} maxLength={1000} value={typed.opinion} error={faults.get('/opinion')} onChange={(opinion) => set({ opinion })} />}
      {asksFor('reason') && <TextArea label={say(words.reason)} rows={2} maxLength={500} value={typed.reason} error={faults.get('/reason')} onChange={(reason) => set({ reason })} />}
      {asksFor('dueOn') && <DateField label={say(words.dueOn)} value={typed.dueOn} error={faults.get('/dueOn')} onChange={(dueOn) => set({ dueOn })} />}
      {asksFor('document') && <TextField label={say(words.documentNumber)} maxLength={60} value={typed.number} error={faults.get('/document/number')} onChange={(number) => set({ number })} />}
      {asksFor('document') && <TextField label={say(words.documentTitle)} maxLength={120} value={typed.title} error={faults.get('/document/title')} onChange={(title) => set({ title })} />}
      {asksFor('on') && <DateField label={say(words.on)} hint={say(words.onHint)} max={today} value={typed.on} error={faults.get('/on')} onChange={(on) => set({ on })} />}
    </AskDialog>
  );
}
