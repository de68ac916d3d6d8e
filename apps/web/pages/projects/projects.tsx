import { Link, useLocation, useSearch } from 'wouter';
import { localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { ButtonLink } from '../../base/button.tsx';
import { ExportButton } from '../../base/export.tsx';
import { useAllPages } from '../../base/list.ts';
import { sayMoney } from '../../base/money.ts';
import { Empty, Outline, RefusalNote } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { typedFen } from '../../base/typed.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { nameOf, whoseNow, worstOf } from './late.ts';
import type { ProjectItem } from './late.ts';
import { lateWords, projectsWords as words, stageWords } from './words.ts';
import styles from './projects.module.css';

const stages = Object.keys(stageWords) as ProjectItem['stage'][];
interface Filter { q: string; stage: string; unit: string; late: string }

/** The library: how many projects, how far, how many of them late and by whose delay; then each of them. */
export default function Projects() {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const [, go] = useLocation();
  const { posts } = useFunctions();
  const { pages, isWhole, error, refetch } = useAllPages('projects', { params: { cycle }, query: { limit: 200 } });
  const { now, root } = useRead('cycle', { params: { cycle } }).data ?? {};
  const mayPropose = posts.some(({ unit, functions }) => unit !== root && functions.includes('fundsKeeper'));
  const asked = new URLSearchParams(useSearch());
  const filter: Filter = { q: asked.get('q') ?? '', stage: asked.get('stage') ?? '', unit: asked.get('unit') ?? '', late: asked.get('late') ?? '' };
  const turn = (changed: Partial<Filter>): void => {
    const next = new URLSearchParams(Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== ''));
    go(at(`/projects${next.size > 0 ? `?${next}` : ''}`), { replace: true });
  };
  const all = pages?.flatMap(({ items }) => items) ?? [];
  const shown = all.filter((one) => isIn(one, filter));
  const units = [...new Map(all.map(({ unit, unitName }) => [unit, unitName]))];
  return (
    <>
      <header className={styles['head']}>
        <h1>{say(words.title)}</h1>
        {isWhole && <p className={`lead ${styles['lead']}`}>{all.length > 0 ? leadText(all, say) : say(mayPropose ? words.noneMine : words.none)}</p>}
        {mayPropose && <div className={`${styles['links']} no-print`}><ButtonLink to={at('/new-project')} kind={all.length > 0 ? 'plain' : 'primary'}>{say(words.propose)}</ButtonLink></div>}
      </header>
      <RefusalNote refusal={error} onRetry={() => void refetch()} />
      {!isWhole && !error && <Outline lines={6} />}
      {isWhole && all.length > 0 && <>
        <div className={`${styles['filters']} no-print`}>
          <label>{say(words.search)}<input type="search" value={filter.q} placeholder={say(words.searchHint)} onChange={(event) => turn({ q: event.target.value })} /></label>
          <label>{say(words.stage)}<select value={filter.stage} onChange={(event) => turn({ stage: event.target.value })}><option value="">{say(words.all)}</option>{stages.filter((one) => all.some(({ stage }) => stage === one)).map((one) => <option key={one} value={one}>{say(stageWords[one])}</option>)}</select></label>
          {units.length > 1 && <label>{say(words.unit)}<select value={filter.unit} onChange={(event) => turn({ unit: event.target.value })}><option value="">{say(words.all)}</option>{units.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</select></label>}
          <label>{say(words.late)}<select value={filter.late} onChange={(event) => turn({ late: event.target.value })}><option value="">{say(words.all)}</option><option value="now">{say(words.lateNow)}</option><option value="money">{say(words.lateMoney)}</option><option value="own">{say(words.lateOwn)}</option></select></label>
          <span className={styles['push']} />
          {shown.length > 0 && <ExportButton name={`${say(words.title)}-${now ? localDateOf(now) : ''}`} rows={() => shown} columns={columnsOf(say)} />}
        </div>
        {shown.length === 0 ? <Empty><p>{say(words.noMatch)}</p></Empty> : <Table items={shown} />}
      </>}
    </>
  );
}

const isIn = (one: ProjectItem, { q, stage, unit, late }: Filter): boolean =>
  (stage === '' || one.stage === stage) && (unit === '' || one.unit === unit) && (q.trim() === '' || `${one.code} ${one.name} ${one.unitName}`.toLowerCase().includes(q.trim().toLowerCase()))
  && (late === '' || (late === 'now' ? whoseNow(one) !== null : one.late.some((some) => some[late === 'money' ? 'money' : 'own'] > 0)));

function leadText(all: readonly ProjectItem[], say: Say): string {
  const parts = stages.flatMap((stage) => { const n = all.filter((one) => one.stage === stage).length; return n === 0 ? [] : [say(words.part, { n, stage: say.language === 'zh' ? say(stageWords[stage]) : say(stageWords[stage]).toLowerCase() })]; });
  const whose = all.map(whoseNow);
  const count = (of: ReturnType<typeof whoseNow>): number => whose.filter((one) => one === of).length;
  const reasons = ([['money', words.byMoney], ['own', words.byOwn], ['both', words.byBoth]] as const).flatMap(([of, said]) => (count(of) === 0 ? [] : [say(said, { n: count(of) })]));
  const late = whose.filter((one) => one !== null).length;
  return [say(words.lead, { n: all.length, parts: parts.join(say(lateWords.list)) }), late === 0 ? say(words.leadCalm) : say(words.leadLate, { n: late, parts: reasons.join(say(lateWords.comma)) })].join(say.language === 'zh' ? '' : ' ');
}

function Table({ items }: { items: readonly ProjectItem[] }) {
  const say = useSay();
  const at = useAt();
  const dates = ({ plan }: ProjectItem, id: string) => {
    const one = plan.find(({ milestone }) => milestone === id);
    const due = one?.dueOn ? say(words.planned, { date: say.date(one.dueOn) }) : say(words.notPlanned);
    return one?.reachedOn ? <>{say.date(one.reachedOn)}<p className="small">{due}</p></> : <p className="small">{due}</p>;
  };
  return (
    <div className={`card ${styles['scroll']}`} tabIndex={0} role="group" aria-label={say(words.title)}>
      <table className={styles['table']}>
        <thead><tr><th scope="col">{say(words.project)}</th><th scope="col">{say(words.stage)}</th><th scope="col" className="number">{say(words.cost)}</th><th scope="col" className="number">{say(words.funded)}</th><th scope="col" className="number">{say(words.paid)}</th>
          <th scope="col">{say(words.start)}</th><th scope="col">{say(words.finish)}</th><th scope="col">{say(words.delay)}</th></tr></thead>
        <tbody>{items.map((item) => (
          <tr key={item.code}>
            <th scope="row"><Link to={at(`/projects/${item.code}`)}>{item.name}</Link><p className="small">{item.unitName} · {item.code}</p></th>
            <td data-name={say(words.stage)}>{say(stageWords[item.stage])}<p className="small">{say.date(item.stageOn)}</p></td>
            <td className="number" data-name={say(words.cost)}>{sayMoney(item.cost, say)}</td>
            <td className="number" data-name={say(words.funded)}>{item.funded === 0 ? '—' : sayMoney(item.funded, say)}</td>
            <td className="number" data-name={say(words.paid)}>{item.paid === null ? '—' : sayMoney(item.paid, say)}</td>
            <td data-name={say(words.start)}>{dates(item, 'start')}</td>
            <td data-name={say(words.finish)}>{dates(item, 'finish')}</td>
            <td data-name={say(words.delay)}><Delay item={item} /></td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

/** Red is for what is late now by one's own unit; what others’ money keeps waiting is told, and not coloured. */
function Delay({ item }: { item: ProjectItem }) {
  const say = useSay();
  const worst = worstOf(item);
  if (!worst) return <span className="small">{say(words.inTime)}</span>;
  const { days, own, money, milestone, isOpen } = worst;
  const said = say(money === 0 ? (milestone === 'acceptance' ? words.otherDays : words.ownDays) : own === 0 ? words.moneyDays : words.bothDays, { days, money });
  // A milestone of the project's own is named on its page.
  const where = /^m\d/.test(milestone) ? '' : say(words.past, { milestone: nameOf(milestone, null, say) });
  return <span className={isOpen ? (own > 0 ? 'late' : 'near') : 'small'}>{where}{said}</span>;
}

const columnsOf = (say: Say) => [
  { title: say(words.code), width: 16, value: ({ code }: ProjectItem) => code }, { title: say(words.project), width: 32, value: ({ name }: ProjectItem) => name }, { title: say(words.unit), width: 16, value: ({ unitName }: ProjectItem) => unitName },
  { title: say(words.stage), width: 10, value: ({ stage }: ProjectItem) => say(stageWords[stage]) },
  ...([['cost', words.costYuan], ['funded', words.fundedYuan], ['paid', words.paidYuan]] as const).map(([of, title]) => ({ title: say(title), width: 16, value: (item: ProjectItem) => { const fen = item[of]; return fen === null ? null : Number(typedFen(fen, 'yuan')); } })),
  ...(['start', 'finish', 'acceptance'] as const).flatMap((id) => (['dueOn', 'reachedOn'] as const).map((of) => ({
    title: say(of === 'dueOn' ? words.plannedOf : words.actualOf, { what: say(words[id]) }), width: 12, value: ({ plan }: ProjectItem) => { const day = plan.find(({ milestone }) => milestone === id)?.[of] ?? null; return day === null ? null : { date: day }; },
  }))),
  { title: say(words.lateOwnDays), width: 12, value: (item: ProjectItem) => worstOf(item)?.own ?? null }, { title: say(words.lateMoneyDays), width: 12, value: (item: ProjectItem) => worstOf(item)?.money ?? null },
];
