import { words } from '#libs/delivery/words';
import type { Language } from '#libs/delivery/words';
import type { UnitYearEvent } from '#libs/domain/unit-year/events';
import { moneyTellers } from './money-words.ts';

interface Words {
  zh: string;
  en: string;
}

/** What an event calls by its id, as people call it in Chinese. */
export interface Names {
  indicator(id: string): string;
  /** What a stage of a ladder says when it comes, if anything was said. */
  stage(name: string): string | undefined;
}

type Teller<Type extends UnitYearEvent['type']> = (event: Extract<UnitYearEvent, { type: Type }>, names: Names) => Words;

/** People's words inside a sentence of ours: without the full stop they end with. */
const said = (text: string): string => text.trim().replace(/[。；.;]+$/, '');

/** What each event of a unit's year says to a reader. A row for every type: a new event does not compile without one. */
const tellers: { [Type in UnitYearEvent['type']]: Teller<Type> } = {
  yearOpened: () => ({ zh: '责任年开启', en: 'The responsibility year opened' }),
  dutyOpened: ({ title }) => ({ zh: `新增事项：${title.zh}`, en: `A new item: ${title.en}` }),
  letterIssued: ({ dueOn, requiredBy, approvedBy }) => ({
    zh: `责任书下达，须于${dueOn}前签署（依据${requiredBy.number}，经${approvedBy.number}批准）`,
    en: `The letter was issued, to be signed by ${dueOn} (required by ${requiredBy.number}, approved by ${approvedBy.number})`,
  }),
  letterSigned: ({ posts, onPaper }) => (onPaper ? paperWords(onPaper) : { zh: posts.length > 1 ? `签署，一人任${posts.length}职` : '签署', en: posts.length > 1 ? `Signed for ${posts.length} posts` : 'Signed' }),
  letterSignedByAll: ({ onTime, countersignDueOn }) => ({
    zh: `本单位签齐，${onTime ? '按时' : '逾期'}${countersignDueOn ? `；上级须于${countersignDueOn}前会签` : ''}`,
    en: `The unit's side is complete, ${onTime ? 'on time' : 'late'}${countersignDueOn ? `; the level above countersigns by ${countersignDueOn}` : ''}`,
  }),
  letterObjected: ({ indicator, reason, proposed, answerDueOn }, names) => ({
    zh: `对指标“${names.indicator(indicator)}”提出异议，建议${proposed}：${said(reason)}；上级须于${answerDueOn}前答复`,
    en: `Objected to “${indicator}”, proposing ${proposed}: ${reason}; to be answered by ${answerDueOn}`,
  }),
  objectionRevised: ({ indicator, value, reason, dueOn }, names) => ({
    zh: `异议已采纳，指标“${names.indicator(indicator)}”调整为${value}：${said(reason)}；请于${dueOn}前重新签署`,
    en: `“${indicator}” was revised to ${value}: ${reason}; to be signed anew by ${dueOn}`,
  }),
  objectionRefused: ({ reason, dueOn }) => ({ zh: `异议未采纳：${said(reason)}；请于${dueOn}前签署`, en: `The objection was refused: ${reason}; to be signed by ${dueOn}` }),
  letterCountersigned: ({ onPaper }) => (onPaper
    ? { zh: `上级纸质会签（${onPaper.signedOn}签），已登记扫描件`, en: `Countersigned on paper on ${onPaper.signedOn}, the scan registered` }
    : { zh: '上级会签', en: 'Countersigned' }),
  letterInForce: ({ version }) => ({ zh: `责任书生效（第${version}版）`, en: `The letter came into force (version ${version})` }),
  letterVoided: ({ reason }) => ({ zh: `责任书作废：${reason}`, en: `The letter was voided: ${reason}` }),
  letterShareHeard: ({ targets }, names) => (targets.length > 0
    ? { zh: `上级分解下达：${targets.map(figureIn(names)).join('，')}`, en: `Allocated by the level above: ${targets.map(figureWords).join(', ')}` }
    : { zh: '上级分解与本责任书一致', en: 'What the level above allocated is what the letter states' }),
  letterSupplemented: ({ targets, requiredBy, reason, dueOn }, names) => ({
    zh: `补充责任书：${targets.map(figureIn(names)).join('，')}（依据${requiredBy.number}）：${said(reason)}；请于${dueOn}前签署，签齐前原版继续有效`,
    en: `Supplemented: ${targets.map(figureWords).join(', ')} (required by ${requiredBy.number}): ${reason}; to be signed by ${dueOn}, the version in force holding until then`,
  }),
  supplementWithdrawn: ({ reason }) => ({ zh: `补充撤回：${said(reason)}；原版继续有效`, en: `The supplement was withdrawn: ${reason}; the version in force holds` }),
  allocationOpened: ({ shortfalls, dueOn }) => (dueOn === null
    ? { zh: '开始目标分解：计划分解数已足', en: 'Passing the targets down: the planned shares suffice' }
    : { zh: `开始目标分解：计划分解数${shortfalls.length}处不足；请于${dueOn}前分解`, en: `Passing the targets down: the plan falls short in ${shortfalls.length} places; to be allocated by ${dueOn}` }),
  targetsAllocated: ({ by, shortfalls, overrideReason }) => (by === 'plan'
    ? { zh: '目标按计划分解，下级责任书下达', en: 'The targets were allocated as planned; the letters below are issued' }
    : {
      zh: `目标已分解，下级责任书下达${overrideReason ? `；${shortfalls.length}处不足，理由：${overrideReason}` : ''}`,
      en: `The targets were allocated; the letters below are issued${overrideReason ? `; short in ${shortfalls.length} places because: ${overrideReason}` : ''}`,
    }),
  allocationLapsed: () => ({ zh: '本级责任书已作废，不再分解', en: 'The letter was voided; nothing is passed down' }),
  reportSubmitted: ({ n, onTime, changed, reviewDueOn, isNil }) => ({
    zh: `${isNil ? '零报告，' : ''}${n === 1 ? `报送，${onTime ? '按时' : '逾期'}` : `第${n}次报送，修改${changed.length}处`}；上级须于${reviewDueOn}前审核`,
    en: `${isNil ? 'Nil return. ' : ''}${n === 1 ? `Submitted, ${onTime ? 'on time' : 'late'}` : `Submitted for the ${n}th time, ${changed.length} fields changed`}; to be reviewed by ${reviewDueOn}`,
  }),
  reportReturned: ({ comments, correctDueOn }) => ({
    zh: `退回，${comments.length}条意见；请于${correctDueOn}前修改重报`, en: `Returned with ${comments.length} comments; to be corrected by ${correctDueOn}`,
  }),
  reportPrepared: ({ changed }) => ({
    zh: `经办填报${changed.length > 0 ? `，修改${changed.length}处` : ''}，送本单位审签`, en: `Prepared${changed.length > 0 ? `, ${changed.length} fields changed` : ''}, and handed to the unit's own steps`,
  }),
  stepPassed: ({ offline }) => (offline
    ? { zh: `纸质审签（${offline.signedOn}签），已登记扫描件`, en: `Signed off on paper on ${offline.signedOn}, the scan registered` }
    : { zh: '审签通过', en: 'Passed on' }),
  // Why, is between the two of them: see the report's draft.
  stepReturned: () => ({ zh: '退回经办', en: 'Handed back to whoever prepared it' }),
  reportAccepted: ({ despite }) => (despite === null
    ? { zh: '审核接收', en: 'Accepted' }
    : { zh: `有部门异议，仍予接收：${despite}`, en: `Accepted although a department disputes a figure: ${despite}` }),
  verificationOpened: ({ asked, dueOn }) => ({ zh: `送部门核实${asked.length}项数据，须于${dueOn}前答复`, en: `${asked.length} ${asked.length === 1 ? 'figure' : 'figures'} sent to the department, to be answered by ${dueOn}` }),
  figuresConfirmed: ({ indicators }) => ({ zh: `部门确认${indicators.length}项数据`, en: `The department confirmed ${indicators.length} ${indicators.length === 1 ? 'figure' : 'figures'}` }),
  figuresDisputed: ({ disputes }) => ({
    zh: `部门对${disputes.length}项数据有异议：${disputes.map(({ reason }) => said(reason)).join('；')}`,
    en: `The department disputes ${disputes.length} ${disputes.length === 1 ? 'figure' : 'figures'}: ${disputes.map(({ reason }) => reason).join('; ')}`,
  }),
  verificationExpired: () => ({ zh: '逾期未答复，按未核显示', en: 'No answer by the date: shown as not verified' }),
  verificationClosed: () => ({ zh: '报送退回，暂不核实', en: 'The report was returned; nothing to verify for now' }),
  verificationConcluded: () => ({ zh: '报送已接收，核实结束', en: 'The report is accepted; the verification ends' }),
  extensionRequested: ({ dueOn, asked, reason, decideDueOn }) => ({
    zh: `申请将期限由${dueOn}延至${asked}：${said(reason)}；上级须于${decideDueOn}前决定`, en: `Asked to move the date from ${dueOn} to ${asked}: ${reason}; to be decided by ${decideDueOn}`,
  }),
  extensionGranted: ({ dueOn, reason }) => ({ zh: `同意延至${dueOn}：${reason}`, en: `Granted until ${dueOn}: ${reason}` }),
  extensionRefused: ({ reason }) => ({ zh: `不同意延期：${reason}`, en: `More time was refused: ${reason}` }),
  extensionWithdrawn: () => ({ zh: '撤回延期申请', en: 'The request was withdrawn' }),
  extensionClosed: () => ({ zh: '事项已按期办结，延期申请不再需要', en: 'Done in time: nothing is left to decide' }),
  dueMoved: ({ from, dueOn, cause }) => (cause.kind === 'extension'
    ? { zh: `期限由${from}延至${dueOn}（准予延期）`, en: `The date moved from ${from} to ${dueOn} (more time granted)` }
    : cause.kind === 'calendar'
      ? { zh: `期限由${from}调整为${dueOn}（放假安排：${cause.reference}）`, en: `The date moved from ${from} to ${dueOn} (holiday notice: ${cause.reference})` }
    : cause.kind === 'pause'
      ? { zh: `期限由${from}顺延至${dueOn}（${cause.reference}暂停）`, en: `The date moved from ${from} to ${dueOn} (paused ${cause.reference})` }
      : { zh: `期限由${from}统一延至${dueOn}（${cause.reference}：${cause.reason}）`, en: `The date moved from ${from} to ${dueOn} for all (${cause.reference}: ${cause.reason})` }),
  calendarChanged: ({ calendar, source }) => ({ zh: `工作日历改为${calendar.version}（${source}）`, en: `The working calendar is now ${calendar.version} (${source})` }),
  pauseSet: ({ from, to, reason }) => ({ zh: `暂停：自${from.slice(0, 10)}${to ? `至${to.slice(0, 10)}` : '起'}，${reason}`, en: `A pause was set from ${from.slice(0, 10)}${to ? ` to ${to.slice(0, 10)}` : ''}: ${reason}` }),
  pauseEnded: ({ to }) => ({ zh: `暂停于${to.slice(0, 10)}解除`, en: `The pause was ended on ${to.slice(0, 10)}` }),
  yearPaused: ({ from }) => ({ zh: `自${from.slice(0, 10)}起暂停计时`, en: `The clock stands still from ${from.slice(0, 10)}` }),
  yearResumed: ({ from, to }) => ({ zh: `恢复计时，${from.slice(0, 10)}至${to.slice(0, 10)}不计`, en: `The clock goes on; ${from.slice(0, 10)} to ${to.slice(0, 10)} does not count` }),
  dueHeld: ({ days }) => ({ zh: `暂停前已逾期：期限不变，催办顺延${days}个工作日`, en: `Late before the pause: the date stays, its ladder waits ${days} working days` }),
  latenessExplained: ({ text }) => ({ zh: `逾期说明：${text}`, en: `On being late: ${text}` }),
  dutyReminded: ({ from, posts }) => ({ zh: `${from}提醒${posts.length > 1 ? `，共${posts.length}个岗位` : ''}`, en: `Reminded by ${from}${posts.length > 1 ? `, ${posts.length} posts` : ''}` }),
  phoneReminderLogged: ({ whom, note, stages }, names) => ({
    zh: `电话催办，${whom}接听${note === null ? '' : `：${said(note)}`}${stages.length > 0 ? `；代替当次提醒${stages.map((stage) => names.stage(stage)).filter((one) => one !== undefined).map((one) => `“${said(one)}”`).join('')}` : ''}`,
    en: `Reminded by telephone; ${whom} answered${note === null ? '' : `: ${said(note)}`}${stages.length > 0 ? '; it takes the place of the reminder due' : ''}`,
  }),
  figuresCompiled: ({ from, figures }) => ({ zh: `汇入已接收的${figures.length}个数（${from}）`, en: `${figures.length} accepted figures were taken over (${from})` }),
  planSubmitted: ({ n, onTime, items, reviewDueOn }) => ({
    zh: `${n === 1 ? `报送计划，${onTime ? '按时' : '逾期'}` : `第${n}次报送计划`}，共${items.length}项；上级须于${reviewDueOn}前审批`,
    en: `${n === 1 ? `The plan was submitted, ${onTime ? 'on time' : 'late'}` : `The plan was submitted for the ${n}th time`}, ${items.length} items; to be decided by ${reviewDueOn}`,
  }),
  planReturned: ({ comments, correctDueOn }) => ({
    zh: `计划退回，${comments.length}条意见；请于${correctDueOn}前修改重报`, en: `The plan was returned with ${comments.length} comments; to be corrected by ${correctDueOn}`,
  }),
  planApproved: () => ({ zh: '计划批准', en: 'The plan was approved' }),
  meetingRecorded: ({ heldOn, minutesNumber, topic, onTime }) => ({
    zh: `${heldOn}召开：${topic}（${minutesNumber}），${onTime ? '按时' : '逾期'}登记`, en: `Held on ${heldOn}: ${topic} (${minutesNumber}), recorded ${onTime ? 'on time' : 'late'}`,
  }),
  noTaskDeclared: ({ reason }) => ({ zh: `报告今年无此项任务：${reason}`, en: `Declared that there is no such task this year: ${reason}` }),
  taskRequired: ({ reason, dueOn }) => ({ zh: `上级要求办理：${said(reason)}；须于${dueOn}前完成`, en: `Required all the same: ${reason}; due on ${dueOn}` }),
  dutyWaived: ({ reason, document }) => ({ zh: `免予：${reason}（${document.number}）`, en: `Waived: ${reason} (${document.number})` }),
  orderDrafted: ({ by, matter, deadline, issueDueOn }) => ({
    zh: `${by === null ? '因逾期自动拟稿' : '拟稿'}：${said(matter.zh)}${deadline === null ? '' : `；办结期限${deadline}`}；须于${issueDueOn}前决定是否签发`,
    en: `${by === null ? 'Drafted, being overdue' : 'Drafted'}: ${matter.en}${deadline === null ? '' : `; to be done by ${deadline}`}; to be decided on by ${issueDueOn}`,
  }),
  orderDiscarded: ({ reason }) => (reason === null
    ? { zh: '逾期事项已不再待办，草稿自动撤回', en: 'What was overdue is no longer awaited: the draft was withdrawn' }
    : { zh: `不予签发：${reason}`, en: `Not issued: ${reason}` }),
  orderIssued: ({ deadline, acknowledgeDueOn, stages }) => ({
    zh: `签发，须于${acknowledgeDueOn}前签收${stages.map(({ what, dueOn }) => `，${dueOn}前反馈“${what}”`).join('')}，${deadline}前办结`,
    en: `Issued, to be acknowledged by ${acknowledgeDueOn}${stages.map(({ what, dueOn }) => `, with word on “${what}” by ${dueOn}`).join('')}, and done by ${deadline}`,
  }),
  orderNumbered: ({ number }) => ({ zh: `编号${number}`, en: `Numbered ${number}` }),
  orderDatesMoved: ({ stages, deadline }) => {
    const later = stages.filter((dueOn) => dueOn !== null);
    return {
      zh: `暂停后顺延：${later.length > 0 ? `其后各阶段至${later.join('、')}，` : ''}办结期限至${deadline}`,
      en: `Moved after the pause: ${later.length > 0 ? `the later stages to ${later.join(', ')}, ` : ''}the deadline to ${deadline}`,
    };
  },
  orderAcknowledged: ({ onTime }) => ({ zh: `签收，${onTime ? '按时' : '逾期'}`, en: `Acknowledged, ${onTime ? 'on time' : 'late'}` }),
  orderFeedback: ({ n, text, stage, assisting, onTime }) => ({
    zh: `${assisting === null ? '' : '协办单位'}第${n}次反馈${stage === null ? '' : `（第${stage + 1}阶段，${onTime ? '按时' : '逾期'}）`}：${text}`,
    en: `${assisting === null ? 'Feedback' : 'Feedback of a unit that assists,'} ${n}${stage === null ? '' : ` (stage ${stage + 1}, ${onTime ? 'on time' : 'late'})`}: ${text}`,
  }),
  orderCompleted: ({ result, onTime, reviewDueOn }) => ({
    zh: `报办结，${onTime ? '按时' : '逾期'}：${said(result)}；须于${reviewDueOn}前审核`, en: `Reported done, ${onTime ? 'on time' : 'late'}: ${result}; to be reviewed by ${reviewDueOn}`,
  }),
  orderReturned: ({ reason, dueOn }) => ({ zh: `退回继续办理：${said(reason)}；请于${dueOn}前办结`, en: `Sent back: ${reason}; to be done by ${dueOn}` }),
  orderClosed: ({ opinion }) => ({ zh: `销号：${opinion}`, en: `Closed: ${opinion}` }),
  orderVoided: ({ reason }) => ({ zh: `作废，编号保留：${reason}`, en: `Voided, keeping its number: ${reason}` }),
  stageReached: ({ stage, dueAt }, names) => ({ zh: names.stage(stage) ?? `到达催办节点 ${stage}（${dueAt.slice(0, 10)}）`, en: `Reached the stage ${stage} (${dueAt.slice(0, 10)})` }),
  received: () => ({ zh: '收到其他单位的消息', en: 'A message of another unit was heard' }),
  actRefused: ({ command, code }) => ({ zh: `办理未成（${command}：${code}）`, en: `An act was refused (${command}: ${code})` }),
  yearEnded: ({ reason }) => ({
    fulfilled: { zh: '责任年结束：事项全部办结', en: 'The year ended: everything is fulfilled' },
    closed: { zh: '责任年结束：未办结的事项就此失效', en: 'The year was closed: what was still open has lapsed' },
    cancelled: { zh: '责任年取消', en: 'The year was cancelled' },
  })[reason],
};

const paperWords = ({ signedOn }: { signedOn: string }): Words => ({ zh: `纸质签署（${signedOn}签），已登记扫描件`, en: `Signed on paper on ${signedOn}, the scan registered` });
const figureIn = (names: Names) => ({ indicator, value }: { indicator: string; value: number }): string => `“${names.indicator(indicator)}” ${value}`;
const figureWords = ({ indicator, value }: { indicator: string; value: number }): string => `“${indicator}” ${value}`;

/** The event with its dates as they are said; a fact is a date where it is nothing but one. */
const dated = <Event>(event: Event, language: Language): Event => JSON.parse(JSON.stringify(event),
  (_key, value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? words[language].fullDate(value) : value)) as Event;

/** An event's sentence. An event of a later release is told by its type. */
export function eventWords(event: UnitYearEvent, names: Names): Words {
  const known: Readonly<Record<string, unknown>> = { ...moneyTellers, ...tellers };
  const tell = Object.hasOwn(known, event.type) ? (known[event.type] as Teller<typeof event.type>) : null;
  const sentence = (language: Language): string => (tell ? tell(dated(event, language) as never, names)[language] : (event as { type: string }).type);
  return { zh: sentence('zh'), en: sentence('en') };
}
