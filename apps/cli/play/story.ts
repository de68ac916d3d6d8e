import { dateOf, timeOf } from './checks/calendar.ts';
import { lastRun } from './last-run.ts';
import { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';

interface Account {
  unitName: string;
  isFinal: boolean;
  totals: Record<'duties' | 'done' | 'onTime' | 'late' | 'lapsed' | 'escalations', number>;
  duties: { duty: string; status: string; onTime: boolean | null; originalDueOn: string | null; dueOn: string | null }[];
}

interface Story {
  title: { zh: string };
  basis: { zh: string };
  status: string;
  originalDueOn: string | null;
  events: { at: string; words: { zh: string }; person: string | null; posts: string[] }[];
  notices: { at: string; toldAt: string | null; words: string; status: string; postTitle: string; person: string | null; reason: string | null; mail: { status: string } | null }[];
}

const when = (at: string): string => `${dateOf(at)} ${timeOf(at)}`;

/**
 * The year of one unit in the last run, as the API tells it to the office: each duty with what was done, by whom, and
 * what was told about it. Chinese Markdown.
 *
 * @throws PlayStopped when nothing was played, or the unit owes nothing in it
 */
export async function storyOf(apiUrl: string, unit: string): Promise<string> {
  const manifest = lastRun();
  if (!manifest) throw new PlayStopped('还没有演练过');
  const session = await new Performance(apiUrl).session(`${manifest.root}-office`);
  const at = `/cycles/${manifest.slug}/units/${unit}`;
  const account = await session.get<Account>(`${at}/account`);
  const stories: { first: string; told: string }[] = [];
  for (const { duty, onTime, dueOn, originalDueOn } of account.duties) {
    const story = await session.get<Story>(`${at}/obligations/${duty}`);
    stories.push({ first: story.events[0]?.at ?? '', told: chapter(story, { onTime, dueOn, originalDueOn }) });
  }
  const { duties, done, onTime, late, lapsed, escalations } = account.totals;
  return [
    `# ${account.unitName}的一年（演示·非官方）`, '',
    `《${manifest.cycle}》，由接口逐项讲述。${account.isFinal ? '年度已关闭' : '年度未关闭'}：共${duties}项，办结${done}项，按时${onTime}项，逾期${late}项，失效${lapsed}项，上报${escalations}次。`, '',
    ...stories.sort((a, b) => (a.first < b.first ? -1 : 1)).map(({ told }) => told),
  ].join('\n');
}

/** One duty: its title, dates and basis, then what happened and what was told, in the order of time. */
function chapter({ title, basis, events, notices }: Story, { onTime, dueOn, originalDueOn }: { onTime: boolean | null; dueOn: string | null; originalDueOn: string | null }): string {
  const dates = dueOn === null ? '没有期限' : originalDueOn !== null && originalDueOn !== dueOn ? `期限${dueOn}（原为${originalDueOn}）` : `期限${dueOn}`;
  const judged = onTime === null ? '' : onTime ? '，按时' : '，逾期';
  const lines = [
    ...events.map(({ at, words, person, posts }) => ({ at, line: `- ${when(at)} ${words.zh}${person === null ? '' : `（${person}${posts.length > 1 ? '，一肩挑' : ''}）`}` })),
    ...toldTogether(notices),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const spared = notices.filter(({ status }) => status === 'cancelled').length;
  return [`## ${title.zh}`, '', `${dates}${judged}。依据：${basis.zh}。`, '', ...lines.map(({ line }) => line), ...(spared > 0 ? [`- 另有${spared}条提醒因已办理或改期而取消`] : []), ''].join('\n');
}

/** What one stage said at one time, with everybody it was said to: one line. */
function toldTogether(notices: Story['notices']): { at: string; line: string }[] {
  const lines = new Map<string, { at: string; words: string; to: string[] }>();
  for (const { at, toldAt, words, postTitle, person, status, reason } of notices) {
    if (status !== 'told' && status !== 'undeliverable') continue;
    const told = toldAt ?? at;
    const line = lines.get(`${told} ${words}`) ?? { at: told, words, to: [] };
    const obstacle = status === 'undeliverable' ? `（送不到，${reason === 'vacantPost' ? '职务空缺' : '没有邮箱'}，改告上级办公室）` : '';
    line.to.push(`${person ?? postTitle}${obstacle}`);
    lines.set(`${told} ${words}`, line);
  }
  return [...lines.values()].map(({ at, words, to }) => ({ at, line: `- ${when(at)} 提醒${[...new Set(to)].join('、')}：${words}` }));
}
