import { useState } from 'react';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { faultsIn, missingIn } from '../../base/faults.ts';
import { DateField } from '../../base/field.tsx';
import { ReasonDialog } from '../../base/reason.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { StagesField } from '../orders/stages.tsx';
import type { Stage } from '../orders/stages.tsx';
import type { OrderActName } from './acts.ts';
import type { OrderView } from './order.tsx';
import { orderWords as words } from './words.ts';

interface DialogProps {
  of: DutyProps;
  view: OrderView;
  onClose: () => void;
}

/** What is said with an act on an order. */
const saying = {
  discardOrder: { verb: words.discard, field: 'reason', label: words.reason, most: 500 },
  giveFeedback: { verb: words.give, field: 'text', label: words.text, most: 2000 },
  assistFeedback: { verb: words.assist, field: 'text', label: words.text, most: 2000 },
  completeOrder: { verb: words.complete, field: 'result', label: words.result, most: 2000 },
  returnOrder: { verb: words.return, field: 'reason', label: words.reason, most: 500 },
  closeOrder: { verb: words.close, field: 'opinion', label: words.opinion, most: 500 },
  voidOrder: { verb: words.void, lead: words.voidLead, field: 'reason', label: words.reason, most: 500 },
} as const satisfies Partial<Record<OrderActName, { verb: Pair; lead?: Pair; field: string; label: Pair; most: number }>>;

type Said = keyof typeof saying;

/** What an act on an order asks for. Loaded when somebody acts. */
export default function OrderDialog({ name, ...props }: DialogProps & { name: OrderActName }) {
  if (name === 'issueOrder') return <IssueDialog {...props} />;
  return name === 'acknowledgeOrder' ? null : <SayDialog key={name} name={name} {...props} />;
}

function SayDialog({ name, of, view, onClose }: DialogProps & { name: Said }) {
  const say = useSay();
  const { verb, field, label, most, ...more } = saying[name];
  const act = useAct(name);
  const { posts = [] } = useRead('myTasks', { query: { cycle: of.cycle } }).data ?? {};
  const [files, setFiles] = useState<Attachment[]>([]);
  const takesFiles = name === 'giveFeedback' || name === 'assistFeedback';
  // A document is brought for the unit whose word it goes with.
  const bringer = name === 'assistFeedback' ? view.assisting.find(({ unit }) => posts.some((post) => post.unit === unit))?.unit ?? of.unit : of.unit;
  const give = (text: string, seen: number): Promise<unknown> => act.give({ params: of, body: { [field]: text, ...(takesFiles && files.length > 0 ? { attachments: files } : {}) } } as unknown as Asked<Said>, { seen });
  return (
    <ReasonDialog title={say(verb)} lead={'lead' in more ? say(more.lead) : undefined} verb={say(verb)} label={say(label)} most={most} rows={4} at={`/${field}`} act={act} seq={view.seq} give={give} onClose={onClose}>
      {takesFiles && <Attachments unit={bringer} label={say(words.files)} value={files} onChange={setFiles} most={10} />}
    </ReasonDialog>
  );
}

function IssueDialog({ of, view, onClose }: DialogProps) {
  const say = useSay();
  const act = useAct('issueOrder');
  const now = useRead('cycle', { params: { cycle: of.cycle } }).data?.now;
  const min = now === undefined ? '' : addDays(localDateOf(now), 1);
  const [deadline, setDeadline] = useState<string>(view.deadline ?? '');
  const [stages, setStages] = useState<Stage[]>(view.stages.map(({ what, dueOn }) => ({ what, dueOn })));
  const [isAsked, setAsked] = useState(false);
  const own = missingIn(Object.fromEntries(stages.flatMap(({ what, dueOn }, n) => [[`/stages/${n}/what`, what], [`/stages/${n}/dueOn`, dueOn]])));
  const faults = isAsked && own.size > 0 ? own : faultsIn(act.refusal);
  const give = async (seen: number): Promise<void> => {
    setAsked(true);
    // A date left empty is not given: the pack's days hold then.
    if (own.size === 0 && await act.give({ params: of, body: { ...(deadline === '' ? {} : { deadline }), stages } }, { seen })) onClose();
  };
  return (
    <AskDialog wide title={say(words.issue)} lead={say(words.issueLead, { unit: view.unitName })} verb={say(words.issue)} act={act} seq={view.seq} fields={['/deadline', ...stages.flatMap((_, n) => [`/stages/${n}/what`, `/stages/${n}/dueOn`])]}
      onGive={(seen) => void give(seen)} onClose={onClose}>
      <DateField label={say(words.deadline)} hint={deadline === '' ? say(words.issueDates) : undefined} min={min} value={deadline} error={faults.get('/deadline')} onChange={setDeadline} />
      <StagesField min={min} value={stages} faults={faults} onChange={setStages} />
    </AskDialog>
  );
}
