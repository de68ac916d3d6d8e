import { Form, Input } from 'antd';
import { useState } from 'react';
import { closeOrder, completeOrder, discardOrder, giveFeedback, issueOrder, returnOrder, voidOrder } from '#libs/contracts/api';
import { addDays, localDateOf } from '#libs/domain/time/instant';
import { ActDialog } from '../../base/act-dialog.tsx';
import { useAct } from '../../base/act.ts';
import { withAntd } from '../../base/antd.tsx';
import { useRead } from '../../base/api.ts';
import type { Asked } from '../../base/api.ts';
import { Attachments } from '../../base/attachments.tsx';
import type { Attachment } from '../../base/attachments.tsx';
import { useSay } from '../../base/say.ts';
import type { Pair } from '../../base/say.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { DateItem, StagesField } from '../orders/stages.tsx';
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
  discardOrder: { verb: words.discard, field: 'reason', label: words.reason, most: 500, schema: discardOrder },
  giveFeedback: { verb: words.give, field: 'text', label: words.text, most: 2000, schema: giveFeedback },
  assistFeedback: { verb: words.assist, field: 'text', label: words.text, most: 2000, schema: giveFeedback },
  completeOrder: { verb: words.complete, field: 'result', label: words.result, most: 2000, schema: completeOrder },
  returnOrder: { verb: words.return, field: 'reason', label: words.reason, most: 500, schema: returnOrder },
  closeOrder: { verb: words.close, field: 'opinion', label: words.opinion, most: 500, schema: closeOrder },
  voidOrder: { verb: words.void, lead: words.voidLead, field: 'reason', label: words.reason, most: 500, schema: voidOrder },
} as const satisfies Partial<Record<OrderActName, { verb: Pair; lead?: Pair; field: string; label: Pair; most: number; schema: object }>>;

type Said = keyof typeof saying;

/** What an act on an order asks for. Loaded, with the components of forms, when somebody acts. */
export default withAntd(OrderDialog);

function OrderDialog({ name, ...props }: DialogProps & { name: OrderActName }) {
  if (name === 'issueOrder') return <IssueDialog {...props} />;
  return name === 'acknowledgeOrder' ? null : <SayDialog key={name} name={name} {...props} />;
}

function SayDialog({ name, of, view, onClose }: DialogProps & { name: Said }) {
  const say = useSay();
  const { verb, field, label, most, schema, ...more } = saying[name];
  const act = useAct(name);
  const { posts = [] } = useRead('myTasks', { query: { cycle: of.cycle } }).data ?? {};
  const [files, setFiles] = useState<Attachment[]>([]);
  const takesFiles = name === 'giveFeedback' || name === 'assistFeedback';
  // A document is brought for the unit whose word it goes with.
  const bringer = name === 'assistFeedback' ? view.assisting.find(({ unit }) => posts.some((post) => post.unit === unit))?.unit ?? of.unit : of.unit;
  return (
    <ActDialog title={say(verb)} verb={say(verb)} act={act} isOpen onClose={onClose} schema={schema} initial={{ [field]: '' }} seq={view.seq}
      bodyOf={(typed: object) => ({ ...typed, ...(takesFiles && files.length > 0 ? { attachments: files } : {}) })}
      send={(typed, seen) => act.give({ params: of, body: { ...typed, ...(takesFiles && files.length > 0 ? { attachments: files } : {}) } } as unknown as Asked<Said>, { seen })}>
      {'lead' in more && <p className="lead" style={{ marginBottom: 12 }}>{say(more.lead)}</p>}
      <Form.Item name={field} label={say(label)}><Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={most} /></Form.Item>
      {takesFiles && <Attachments unit={bringer} label={say(words.files)} value={files} onChange={setFiles} most={10} />}
    </ActDialog>
  );
}

interface IssueTyped { deadline?: string; stages: { what: string; dueOn: string }[] }

function IssueDialog({ of, view, onClose }: DialogProps) {
  const say = useSay();
  const act = useAct('issueOrder');
  const now = useRead('cycle', { params: { cycle: of.cycle } }).data?.now;
  const min = now === undefined ? '' : addDays(localDateOf(now), 1);
  // A date left empty is not given: the pack's days hold then.
  const bodyOf = ({ deadline, stages = [] }: IssueTyped): IssueTyped => ({ ...(deadline ? { deadline } : {}), stages });
  return (
    <ActDialog<'issueOrder', IssueTyped> title={say(words.issue)} verb={say(words.issue)} act={act} isOpen onClose={onClose} width={680} schema={issueOrder} seq={view.seq} bodyOf={bodyOf}
      initial={{ deadline: view.deadline ?? '', stages: view.stages.map(({ what, dueOn }) => ({ what, dueOn })) }} send={(typed, seen) => act.give({ params: of, body: bodyOf(typed) }, { seen })}>
      <p className="lead" style={{ marginBottom: 12 }}>{say(words.issueLead, { unit: view.unitName })}</p>
      <DateItem name="deadline" label={say(words.deadline)} min={min} extra={say(words.issueDates)} />
      <StagesField min={min} />
    </ActDialog>
  );
}
