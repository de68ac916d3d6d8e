import { useState } from 'react';
import { addDays } from '#libs/domain/time/instant';
import { closeOrder, completeOrder, discardOrder, giveFeedback, issueOrder, returnOrder, voidOrder } from '#libs/contracts/api';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { AskDialog } from '../../base/dialog.tsx';
import { DateField, TextArea } from '../../base/field.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import { localDateOf } from '#libs/domain/time/instant';
import type { DutyProps } from '../obligation/kinds.ts';
import { faultsBefore, faultsIn, noFaults } from '../orders/faults.ts';
import { StagesField } from '../orders/stages.tsx';
import type { StageTyped } from '../orders/stages.tsx';
import type { OrderActName } from './acts.ts';
import type { OrderView } from './order.tsx';
import { orderWords as words } from './words.ts';

interface DialogProps {
  of: DutyProps;
  view: OrderView;
  /** `seq` of what was looked at when it opened. */
  seen: number;
  onClose: () => void;
}

/** What is said with an act on an order. */
const saying = {
  discardOrder: { verb: words.discard, field: 'reason', label: words.reason, most: 500, schema: discardOrder },
  giveFeedback: { verb: words.give, field: 'text', label: words.text, most: 2000, schema: giveFeedback },
  assistFeedback: { verb: words.assist, field: 'text', label: words.text, most: 2000, schema: giveFeedback },
  completeOrder: { verb: words.complete, field: 'result', label: words.result, most: 2000, schema: completeOrder },
  returnOrder: { verb: words.return, field: 'reason', label: words.reason, most: 500, schema: returnOrder },
  closeOrder: { verb: words.close, field: 'opinion', label: words.opinion, most: 500, schema: closeOrder },
  voidOrder: { verb: words.void, lead: words.voidLead, field: 'reason', label: words.reason, most: 500, schema: voidOrder },
} as const satisfies Partial<Record<OrderActName, { verb: Pair; lead?: Pair; field: string; label: Pair; most: number; schema: object }>>;

type Said = keyof typeof saying;

export function OrderDialog({ name, ...props }: DialogProps & { name: OrderActName }) {
  if (name === 'issueOrder') return <IssueDialog {...props} />;
  return name === 'acknowledgeOrder' ? null : <SayDialog key={name} name={name} {...props} />;
}

function SayDialog({ name, of, view, seen, onClose }: DialogProps & { name: Said }) {
  const say = useSay();
  const { verb, field, label, most, schema, ...more } = saying[name];
  const act = useAct(name);
  const { posts = [] } = useRead('myTasks', { query: { cycle: of.cycle } }).data ?? {};
  const [said, setSaid] = useState('');
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [wrong, setWrong] = useState(noFaults);
  const takesFiles = name === 'giveFeedback' || name === 'assistFeedback';
  // A document is brought for the unit whose word it goes with.
  const bringer = name === 'assistFeedback' ? view.assisting.find(({ unit }) => posts.some((post) => post.unit === unit))?.unit ?? of.unit : of.unit;
  const give = async (): Promise<void> => {
    const body = { [field]: said.trim(), ...(takesFiles && files.length > 0 ? { attachments: files } : {}) };
    const before = faultsBefore(schema, body);
    setWrong(before);
    if (before.size === 0 && await act.give({ params: of, body } as unknown as Asked<Said>, { seen })) onClose();
  };
  return (
    <AskDialog title={say(verb)} lead={'lead' in more ? say(more.lead) : undefined} verb={say(verb)} act={act} onGive={() => void give()} onClose={onClose}>
      <TextArea id="said" label={say(label)} value={said} onChange={setSaid} maxLength={most} rows={4} error={wrong.get(`/${field}`)} />
      {takesFiles && <Attachments unit={bringer} label="" value={files} onChange={setFiles} most={10} />}
    </AskDialog>
  );
}

function IssueDialog({ of, view, seen, onClose }: DialogProps) {
  const say = useSay();
  const act = useAct('issueOrder');
  const now = useRead('cycle', { params: { cycle: of.cycle } }).data?.now;
  const [deadline, setDeadline] = useState(view.deadline ?? '');
  const [stages, setStages] = useState<StageTyped[]>(view.stages.map(({ what, dueOn }) => ({ what, dueOn })));
  const [wrong, setWrong] = useState(noFaults);
  const faults = wrong.size > 0 ? wrong : faultsIn(act.refusal);
  const min = now === undefined ? '' : addDays(localDateOf(now), 1);
  const give = async (): Promise<void> => {
    const body = { ...(deadline === '' ? {} : { deadline }), stages };
    const before = faultsBefore(issueOrder, body);
    setWrong(before);
    if (before.size === 0 && await act.give({ params: of, body }, { seen })) onClose();
  };
  return (
    <AskDialog title={say(words.issue)} lead={say(words.issueLead, { unit: view.unitName })} verb={say(words.issue)} act={act} onGive={() => void give()} onClose={onClose}>
      <DateField id="deadline" label={say(words.deadline)} hint={say(words.issueDates)} value={deadline} min={min} onChange={setDeadline} error={faults.get('/deadline')} />
      <StagesField value={stages} onChange={setStages} faults={faults} min={min} />
    </AskDialog>
  );
}
