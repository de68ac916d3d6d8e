import { Link, useLocation, useSearch } from 'wouter';
import { dayNumber, localDateOf } from '#libs/domain/time/instant';
import { useRead } from '../../base/api.ts';
import { Button, ButtonLink } from '../../base/button.tsx';
import { ExportButton, mostRows } from '../../base/export.tsx';
import { everyItem, useAllPages, usePages } from '../../base/list.ts';
import type { ItemOf } from '../../base/list.ts';
import { Empty, Outline, RefusalNote, Shown } from '../../base/notice.tsx';
import { useSay } from '../../base/say.ts';
import type { Say } from '../../base/say.ts';
import { baseWords } from '../../base/words.ts';
import { useAt, useCycle, useFunctions } from '../../shell/cycle.ts';
import { standingText, stateOf } from './standing.ts';
import type { NoticeItem } from './standing.ts';
import { noticesWords as words, noticeStageWords, verdictWords } from './words.ts';
import projectStyles from '../projects/projects.module.css';
import styles from './notices.module.css';

type Lacking = ItemOf<'lackingNotices'>;
const states = ['counted', 'running', 'wanting', 'down'] as const;

/** What was shown in public and what should have been: how many are valid; what nobody has shown, the longest first; then each notice. */
export default function Notices() {
  const cycle = useCycle();
  const view = useRead('cycle', { params: { cycle } });
  return <Shown of={view} lines={6}>{({ now }) => <Loaded today={localDateOf(now)} />}</Shown>;
}

function Loaded({ today }: { today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { can } = useFunctions();
  const asked = { params: { cycle }, query: { limit: 200 } };
  const all = useAllPages('publicNotices', asked);
  const lacking = useAllPages('lackingNotices', asked);
  const notices = all.pages?.flatMap(({ items }) => items) ?? [];
  const n = lacking.pages?.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  return (
    <>
      <header className={projectStyles['head']}>
        <h1>{say(words.title)}</h1>
        {all.isWhole && lacking.isWhole && <p className={`lead ${projectStyles['lead']}`}>{leadText(notices, n, say)}</p>}
        {can('fundsKeeper') && <div className={`${projectStyles['links']} no-print`}><ButtonLink to={at('/public-notices/new')} kind="primary">{say(words.post)}</ButtonLink></div>}
      </header>
      <RefusalNote refusal={all.error ?? lacking.error} onRetry={() => { void all.refetch(); void lacking.refetch(); }} />
      <LackingList today={today} />
      <All notices={notices} isWhole={all.isWhole} today={today} />
    </>
  );
}

function leadText(notices: readonly NoticeItem[], lacking: number, say: Say): string {
  const parts = states.flatMap((state) => { const n = notices.filter((one) => stateOf(one) === state).length; return n === 0 ? [] : [say(words[state], { n })]; });
  return [notices.length === 0 ? say(words.leadNone) : say(words.lead, { n: notices.length, parts: parts.join(say(verdictWords.list)) }), lacking === 0 ? say(words.leadWhole) : say(words.leadLacking, { n: lacking })].join(say.language === 'zh' ? '' : ' ');
}

const subjectOf = ({ of }: Lacking): 'project' | 'line' => ('project' in of ? 'project' : 'line');
const addressOf = ({ of }: Lacking): string => ('project' in of ? `/projects/${of.project}` : `/funds/${of.line}`);
const sinceText = (one: Lacking, today: string, say: Say): string =>
  say((one.stage === 'before' ? words.sinceBefore : words.sinceAfter)[subjectOf(one)], { date: say.date(one.since), n: dayNumber(today) - dayNumber(one.since) });

function LackingList({ today }: { today: string }) {
  const say = useSay();
  const at = useAt();
  const cycle = useCycle();
  const { posts } = useFunctions();
  const asked = { params: { cycle } };
  const list = usePages('lackingNotices', asked);
  const mine = new Set(posts.filter(({ functions }) => functions.includes('fundsKeeper')).map(({ unit }) => unit));
  const { items } = list;
  return (
    <section aria-labelledby="lacking">
      <h2 id="lacking">{say(words.lacking)}</h2>
      <div className={`${styles['row']} ${styles['hint']}`}><p className="small">{say(words.lackingHint)}</p>
        {items && items.length > 0 && <span className="no-print"><ExportButton name={`${say(words.lacking)}-${today}`} rows={(tell) => everyItem('lackingNotices', asked, mostRows, tell)} columns={[
          { title: say(words.unit), width: 18, value: ({ unitName }: Lacking) => unitName }, { title: say(words.about), width: 32, value: ({ title }: Lacking) => title }, { title: say(words.stage), width: 16, value: ({ stage }: Lacking) => say(noticeStageWords[stage]) },
          { title: say(words.since), width: 12, value: ({ since }: Lacking) => ({ date: since }) }, { title: say(words.days), width: 8, value: ({ since }: Lacking) => dayNumber(today) - dayNumber(since) },
        ]} /></span>}
      </div>
      {!items && !list.error && <Outline lines={3} />}
      {items?.length === 0 && <Empty><p>{say(words.noneLacking)}</p></Empty>}
      {items && items.length > 0 && <ul className={`card ${styles['list']}`}>{items.map((one) => (
        <li key={`${JSON.stringify(one.of)} ${one.unit} ${one.stage}`}>
          <div><h3><Link to={at(addressOf(one))}>{one.unitName} · {one.title}</Link></h3><p className="lead">{sinceText(one, today, say)}</p></div>
          {mine.has(one.unit) && <ButtonLink to={at(`/public-notices/new?${new URLSearchParams({ ...one.of, stage: one.stage, unit: one.unit })}`)} label={`${say(words.postThis)} ${one.title}`}>{say(words.postThis)}</ButtonLink>}
        </li>
      ))}</ul>}
      {list.hasMore && <p style={{ marginTop: 16 }}><Button onClick={list.more} busy={list.isReading && say(baseWords.reading)}>{say(baseWords.more)}</Button></p>}
    </section>
  );
}

function All({ notices, isWhole, today }: { notices: readonly NoticeItem[]; isWhole: boolean; today: string }) {
  const say = useSay();
  const at = useAt();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const filter = { unit: asked.get('unit') ?? '', stage: asked.get('stage') ?? '', state: asked.get('state') ?? '' };
  const turn = (changed: Partial<typeof filter>): void => {
    const next = new URLSearchParams(Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== ''));
    go(at(`/public-notices${next.size > 0 ? `?${next}` : ''}`), { replace: true });
  };
  const shown = notices.filter((one) => (filter.unit === '' || one.unit === filter.unit) && (filter.stage === '' || one.stage === filter.stage) && (filter.state === '' || one.counted === (filter.state === 'counted')));
  const units = [...new Map(notices.map(({ unit, unitName }) => [unit, unitName]))];
  const choice = (label: string, of: keyof typeof filter, options: readonly (readonly [string, string])[]) => (
    <label>{label}<select value={filter[of]} onChange={(event) => turn({ [of]: event.target.value })}><option value="">{say(words.every)}</option>{options.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</select></label>
  );
  return (
    <section aria-labelledby="all-notices">
      <h2 id="all-notices">{say(words.all)}</h2>
      {!isWhole && <Outline lines={4} />}
      {isWhole && notices.length === 0 && <Empty><p>{say(words.none)}</p></Empty>}
      {isWhole && notices.length > 0 && <>
        <div className={`${projectStyles['filters']} no-print`} style={{ marginTop: 0 }}>
          {units.length > 1 && choice(say(words.unit), 'unit', units)}
          {choice(say(words.stage), 'stage', (['before', 'after'] as const).map((stage) => [stage, say(noticeStageWords[stage])]))}
          {choice(say(words.state), 'state', [['counted', say(words.isCounted)], ['not', say(words.isNot)]])}
          <span className={projectStyles['push']} />
          {shown.length > 0 && <ExportButton name={`${say(words.title)}-${today}`} rows={() => shown} columns={[
            { title: say(words.unit), width: 18, value: ({ unitName }: NoticeItem) => unitName }, { title: say(words.what), width: 32, value: ({ what }: NoticeItem) => what }, { title: say(words.about), width: 28, value: ({ title }: NoticeItem) => title },
            { title: say(words.stage), width: 16, value: ({ stage }: NoticeItem) => say(noticeStageWords[stage]) }, { title: say(words.where), width: 20, value: ({ where }: NoticeItem) => where }, { title: say(words.from), width: 12, value: ({ from }: NoticeItem) => ({ date: from }) },
            { title: say(words.until), width: 12, value: ({ until }: NoticeItem) => ({ date: until }) }, { title: say(words.state), width: 32, value: (one: NoticeItem) => standingText(one, say) },
          ]} />}
        </div>
        {shown.length === 0 ? <Empty><p>{say(words.noMatch)}</p></Empty> : <ul className={`card ${styles['list']}`}>{shown.map((one) => (
          <li key={one.notice}>
            <div><h3><Link to={at(`/public-notices/${one.notice}`)}>{one.unitName} · {one.what}</Link></h3><p className="small">{say(noticeStageWords[one.stage])} · {one.where} · {say(words.span, { from: say.date(one.from), until: say.date(one.until) })}</p></div>
            <span className={`${styles['state']} ${one.counted ? 'done' : stateOf(one) === 'running' ? '' : 'near'}`}>{standingText(one, say)}</span>
          </li>
        ))}</ul>}
      </>}
    </section>
  );
}
