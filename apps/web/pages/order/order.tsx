import { lazy, Suspense, useState } from 'react';
import { localDateOf } from '#libs/domain/time/instant';
import { useAct } from '../../base/act.ts';
import { useRead } from '../../base/api.ts';
import type { AnswerOf } from '../../base/api.ts';
import { AttachmentLinks } from '../../base/attachments.tsx';
import { Button } from '../../base/button.tsx';
import { Shown, useBusy, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { DutyProps } from '../obligation/kinds.ts';
import { originWords } from '../orders/words.ts';
import { useOrderActs } from './acts.ts';
import type { OrderActName } from './acts.ts';
import { orderWords as words } from './words.ts';
import styles from './order.module.css';

const OrderDialog = lazy(() => import('./dialogs.tsx'));

export type OrderView = AnswerOf<'order'>;

/** A supervision order: read as the paper it is, how far it has come, and what may be done about it. */
export default function Order(of: DutyProps) {
  const order = useRead('order', { params: of });
  return (
    <Shown of={order}>{(view) => (
      <>
        <Acts of={of} view={view} />
        <Paper view={view} />
        <Course view={view} />
        <Feedback view={view} />
      </>
    )}</Shown>
  );
}

function Acts({ of, view }: { of: DutyProps; view: OrderView }) {
  const say = useSay();
  const acts = useOrderActs(view);
  const acknowledge = useAct('acknowledgeOrder');
  const busy = useBusy(acknowledge);
  const [asked, setAsked] = useState<OrderActName | null>(null);
  if (acts.length === 0) return null;
  const stage = view.stages.findIndex(({ answeredAt }) => answeredAt === null);
  const press = (name: OrderActName): void => {
    if (name === 'acknowledgeOrder') void acknowledge.give({ params: of, body: {} }, { seen: view.seq });
    else setAsked(name);
  };
  return (
    <div className={`${styles['acts']} no-print`}>
      {acts.map(({ name, words: verb, isFirst }) => (
        <Button key={name} kind={isFirst ? 'primary' : 'plain'} busy={name === 'acknowledgeOrder' && busy} onClick={() => press(name)}>
          {name === 'giveFeedback' && stage >= 0 ? say(words.giveStage, { n: stage + 1, what: view.stages[stage]?.what ?? '' }) : say(verb)}
        </Button>
      ))}
      <RefusalNote refusal={acknowledge.refusal} />
      {asked && <Suspense fallback={null}><OrderDialog name={asked} of={of} view={view} onClose={() => setAsked(null)} /></Suspense>}
    </div>
  );
}

function Paper({ view }: { view: OrderView }) {
  const say = useSay();
  const { origin, number, deadline, assisting, issued, draftedBy, draftedAt } = view;
  const from = origin.by === 'ladder' && origin.title && origin.dueOn ? say(words.originOverdue, { title: say(origin.title), date: say.date(origin.dueOn) }) : origin.reference ?? '';
  const rows: readonly (readonly [string, string])[] = [
    [say(words.to), view.unitName], [say(words.from), view.superiorName], [say(words.origin), `${say(originWords[origin.kind] ?? { zh: origin.kind, en: origin.kind })}${from === '' ? '' : `${say(words.colon)}${from}`}`],
    [say(words.matter), say(view.matter)], [say(words.deadline), deadline === null ? say(words.atIssue) : say.fullDate(deadline)],
    ...(assisting.length > 0 ? [[say(words.assisting), assisting.map(({ name }) => name).join(say(words.separator))] as const] : []),
    [say(words.drafted), say(words.issuedBy, { by: draftedBy ?? say(words.ladder), date: say.fullDate(localDateOf(draftedAt)) })],
    ...(issued ? [[say(words.issued), say(words.issuedBy, { by: issued.by, date: say.fullDate(localDateOf(issued.at)) })] as const] : []),
  ];
  return (
    <article className={styles['paper']} aria-label={say(words.paper)}>
      <p className={styles['number']}>{number ?? say(words.noNumber)}</p>
      <p className={styles['title']} role="heading" aria-level={2}>{say(view.title)}</p>
      <dl>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </article>
  );
}

type Standing = 'done' | 'late' | 'open';

/** From receipt over the stages to the close, in one line of time. */
function Course({ view }: { view: OrderView }) {
  const say = useSay();
  const { acknowledged, stages, completion, closed, ended, onTime } = view;
  const judged = (isInTime: boolean | null): string => (isInTime === null ? '' : ` · ${say(isInTime ? words.inTime : words.late)}`);
  const standing = (is: boolean | null): Standing => (is === null ? 'open' : is ? 'done' : 'late');
  const steps: readonly { name: string; says: string; standing: Standing }[] = view.issued === null && ended === null ? [] : [
    { name: say(words.issued), says: view.issued ? say(words.issuedBy, { by: view.issued.by, date: say.date(localDateOf(view.issued.at)) }) : say(words.notYet), standing: view.issued ? 'done' : 'open' },
    { name: say(words.receipt), says: acknowledged ? `${say(words.issuedBy, { by: acknowledged.by, date: say.date(localDateOf(acknowledged.at)) })}${judged(acknowledged.onTime)}` : say(words.notYet), standing: standing(acknowledged?.onTime ?? null) },
    ...stages.map(({ what, dueOn, answeredAt, onTime: stageInTime }, n) => ({
      name: say(words.stageN, { n: n + 1, what }), says: `${say(words.by, { date: say.date(dueOn) })} · ${answeredAt === null ? say(words.open) : `${say(words.answered, { date: say.date(localDateOf(answeredAt)) })}${judged(stageInTime)}`}`, standing: standing(stageInTime),
    })),
    {
      name: say(words.completion), standing: standing(completion ? onTime : null),
      says: completion ? `${say(words.issuedBy, { by: completion.by, date: say.date(localDateOf(completion.at)) })}${judged(onTime)}${say(words.colon)}${completion.result}${completion.returned ? ` · ${say(words.returned, { by: completion.returned.by, reason: completion.returned.reason })}` : ''}`
        : view.deadline === null ? say(words.notYet) : say(words.by, { date: say.date(view.deadline) }),
    },
    ...(ended ? [{ name: say(words.ended), says: `${say(words.issuedBy, { by: ended.by ?? '', date: say.date(localDateOf(ended.at)) })}${ended.reason === null ? '' : `${say(words.colon)}${ended.reason}`}`, standing: 'open' as const }]
      : [{ name: say(words.closing), says: closed ? `${say(words.issuedBy, { by: closed.by, date: say.date(localDateOf(closed.at)) })}${say(words.colon)}${closed.opinion}` : say(words.notYet), standing: closed ? 'done' as const : 'open' as const }]),
  ];
  if (steps.length === 0) return null;
  return (
    <section>
      <h2>{say(words.stages)}</h2>
      <ol className={`card ${styles['course']}`}>{steps.map(({ name, says, standing: is }, n) => <li key={n} className={styles[is]}><b>{name}</b><span>{says}</span></li>)}</ol>
    </section>
  );
}

function Feedback({ view }: { view: OrderView }) {
  const say = useSay();
  if (view.feedback.length === 0) return null;
  const nameOf = (unit: string): string => view.assisting.find((one) => one.unit === unit)?.name ?? unit;
  return (
    <section>
      <h2>{say(words.feedback, { n: view.feedbacks })}</h2>
      <ul className={`card ${styles['feedback']}`}>{[...view.feedback].reverse().map(({ n, at, by, text, stage, assisting, attachments }) => (
        <li key={n}>
          <p>{text}</p>
          <p className="small">{by} · {say.moment(at)}{stage !== null && ` · ${say(words.stageN, { n: stage + 1, what: view.stages[stage]?.what ?? '' })}`}{assisting !== null && ` · ${say(words.ofAssisting, { unit: nameOf(assisting) })}`}</p>
          <AttachmentLinks files={attachments} />
        </li>
      ))}</ul>
      {view.feedbacks > view.feedback.length && <p className="small">{say(words.latestFive)}</p>}
    </section>
  );
}
