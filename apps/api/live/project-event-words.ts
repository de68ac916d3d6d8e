import { stateWords } from '#libs/contracts/state-words';
import { words } from '#libs/delivery/words';
import type { Language } from '#libs/delivery/words';
import type { ProjectEvent } from '#libs/domain/project/events';
import type { NoticeEvent } from '#libs/domain/public-notice/events';

type Words = Record<Language, string>;
type Told = ProjectEvent | NoticeEvent;
type Day = (date: string) => string;

const milestone = (id: string): Words => stateWords(`milestone-${id}`);
const isOwn = (id: string): boolean => /^m\d/.test(id);

/** What each event of a project or a public notice says. A row for every type. */
const tellers: { [Type in Told['type']]: (event: Extract<Told, { type: Type }>, day: Day) => Words } = {
  projectProposed: ({ start: { name, on } }, day) => ({ zh: `申报“${name}”（${day(on)}）`, en: `“${name}” was proposed on ${day(on)}` }),
  projectAdvanced: ({ stage, on, note }, day) => ({ zh: `${stateWords(`project-${stage}`).zh}（${day(on)}）${note ? `：${note}` : ''}`, en: `${stateWords(`project-${stage}`).en} on ${day(on)}${note ? `: ${note}` : ''}` }),
  milestoneReached: ({ on }, day) => ({ zh: `达到自设节点（${day(on)}）`, en: `a milestone of its own was reached on ${day(on)}` }),
  planRevised: ({ milestone: id, planned, document }, day) => ({
    zh: `${isOwn(id) ? '自设节点' : milestone(id).zh}计划调整到${day(planned.dueOn)}（${document.number}）`, en: `${isOwn(id) ? 'a milestone of its own' : milestone(id).en} is planned for ${day(planned.dueOn)} by ${document.number}`,
  }),
  projectFundsSet: ({ document }) => ({ zh: `造价和资金安排按${document.number}调整`, en: `cost and funds were set by ${document.number}` }),
  requestNamed: ({ line, request }) => ({ zh: `支付申请${line} ${request}列入本项目`, en: `the payment request ${request} of ${line} is for it` }),
  photosAdded: ({ attachments }) => ({ zh: `补充${attachments.length}张照片`, en: `${attachments.length} photos were added` }),
  noticePosted: ({ start: { what }, posting: { from, to } }, day) => ({ zh: `公示“${what}”，${day(from)}至${day(to)}`, en: `“${what}” is shown in public from ${day(from)} to ${day(to)}` }),
  noticePostedAgain: ({ posting: { from, to } }, day) => ({ zh: `重新公示，${day(from)}至${day(to)}`, en: `posted again, from ${day(from)} to ${day(to)}` }),
  noticeProved: ({ attachments }) => ({ zh: `补交${attachments.length}份公示凭据`, en: `${attachments.length} proofs were brought` }),
  noticeTakenDown: ({ on, reason }, day) => ({ zh: `${day(on)}提前撤下：${reason}`, en: `taken down early on ${day(on)}: ${reason}` }),
  objectionRecorded: ({ by, on }, day) => ({ zh: `${by ?? '匿名'}提出异议（${day(on)}）`, en: `${by ?? 'somebody'} objected on ${day(on)}` }),
  objectionAnswered: ({ objection, on }, day) => ({ zh: `答复异议${objection}（${day(on)}）`, en: `the objection ${objection} was answered on ${day(on)}` }),
  noticeClosed: () => ({ zh: '随责任年结束', en: 'closed with the year' }),
  actRefused: () => ({ zh: '', en: '' }),
};

/** The event's sentence, after the project's number or the notice's key. An event of a later release is told by its type. */
export function projectEventWords(stream: string, event: Told): Words {
  const key = stream.split('/').at(-1) ?? '';
  const tell = Object.hasOwn(tellers, event.type) ? (tellers[event.type] as (event: Told, day: Day) => Words) : null;
  const sentence = (language: Language): string => (tell ? tell(event, (date) => words[language].fullDate(date))[language] : event.type);
  const kind = stream.startsWith('project/') ? { zh: '项目', en: 'Project' } : { zh: '公示', en: 'Notice' };
  return { zh: `${kind.zh}${key}：${sentence('zh')}`, en: `${kind.en} ${key}: ${sentence('en')}` };
}
