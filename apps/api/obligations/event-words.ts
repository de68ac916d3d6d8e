import type { UnitYearEvent } from '#libs/domain/unit-year/events';

interface Words {
  zh: string;
  en: string;
}

type Teller<Type extends UnitYearEvent['type']> = (event: Extract<UnitYearEvent, { type: Type }>) => Words;

/** What each event of a unit's year says to a reader. A row for every type: a new event does not compile without one. */
const tellers: { [Type in UnitYearEvent['type']]: Teller<Type> } = {
  yearOpened: () => ({ zh: '责任年开启', en: 'The responsibility year opened' }),
  dutyOpened: ({ title }) => ({ zh: `新增事项：${title.zh}`, en: `A new item: ${title.en}` }),
  letterIssued: ({ dueOn, requiredBy, approvedBy }) => ({
    zh: `责任书下达，须于${dueOn}前签署（依据${requiredBy.number}，经${approvedBy.number}批准）`,
    en: `The letter was issued, to be signed by ${dueOn} (required by ${requiredBy.number}, approved by ${approvedBy.number})`,
  }),
  letterSigned: ({ posts }) => ({ zh: posts.length > 1 ? `签署，一人任${posts.length}职` : '签署', en: posts.length > 1 ? `Signed for ${posts.length} posts` : 'Signed' }),
  letterSignedByAll: ({ onTime, countersignDueOn }) => ({
    zh: `本单位签齐，${onTime ? '按时' : '逾期'}${countersignDueOn ? `；上级须于${countersignDueOn}前会签` : ''}`,
    en: `The unit's side is complete, ${onTime ? 'on time' : 'late'}${countersignDueOn ? `; the level above countersigns by ${countersignDueOn}` : ''}`,
  }),
  letterObjected: ({ indicator, reason, proposed, answerDueOn }) => ({
    zh: `对指标“${indicator}”提出异议，建议${proposed}：${reason}；上级须于${answerDueOn}前答复`,
    en: `Objected to “${indicator}”, proposing ${proposed}: ${reason}; to be answered by ${answerDueOn}`,
  }),
  objectionRevised: ({ indicator, value, reason, dueOn }) => ({
    zh: `异议已采纳，指标“${indicator}”调整为${value}：${reason}；请于${dueOn}前重新签署`,
    en: `“${indicator}” was revised to ${value}: ${reason}; to be signed anew by ${dueOn}`,
  }),
  objectionRefused: ({ reason, dueOn }) => ({ zh: `异议未采纳：${reason}；请于${dueOn}前签署`, en: `The objection was refused: ${reason}; to be signed by ${dueOn}` }),
  letterCountersigned: () => ({ zh: '上级会签', en: 'Countersigned' }),
  letterInForce: ({ version }) => ({ zh: `责任书生效（第${version}稿）`, en: `The letter came into force (version ${version})` }),
  letterVoided: ({ reason }) => ({ zh: `责任书作废：${reason}`, en: `The letter was voided: ${reason}` }),
  reportSubmitted: ({ n, onTime, changed, reviewDueOn }) => ({
    zh: `${n === 1 ? `报送，${onTime ? '按时' : '逾期'}` : `第${n}次报送，修改${changed.length}处`}；上级须于${reviewDueOn}前审核`,
    en: `${n === 1 ? `Submitted, ${onTime ? 'on time' : 'late'}` : `Submitted for the ${n}th time, ${changed.length} fields changed`}; to be reviewed by ${reviewDueOn}`,
  }),
  reportReturned: ({ comments, correctDueOn }) => ({
    zh: `退回，${comments.length}条意见；请于${correctDueOn}前修改重报`, en: `Returned with ${comments.length} comments; to be corrected by ${correctDueOn}`,
  }),
  reportAccepted: () => ({ zh: '审核接收', en: 'Accepted' }),
  orderDrafted: ({ by, matter, deadline, issueDueOn }) => ({
    zh: `${by === null ? '因逾期自动拟稿' : '拟稿'}：${matter.zh}${deadline === null ? '' : `；办结期限${deadline}`}；须于${issueDueOn}前决定是否签发`,
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
  orderAcknowledged: ({ onTime }) => ({ zh: `签收，${onTime ? '按时' : '逾期'}`, en: `Acknowledged, ${onTime ? 'on time' : 'late'}` }),
  orderFeedback: ({ n, text, stage, assisting, onTime }) => ({
    zh: `${assisting === null ? '' : '协办单位'}第${n}次反馈${stage === null ? '' : `（第${stage + 1}阶段，${onTime ? '按时' : '逾期'}）`}：${text}`,
    en: `${assisting === null ? 'Feedback' : 'Feedback of a unit that assists,'} ${n}${stage === null ? '' : ` (stage ${stage + 1}, ${onTime ? 'on time' : 'late'})`}: ${text}`,
  }),
  orderCompleted: ({ result, onTime, reviewDueOn }) => ({
    zh: `报办结，${onTime ? '按时' : '逾期'}：${result}；须于${reviewDueOn}前审核`, en: `Reported done, ${onTime ? 'on time' : 'late'}: ${result}; to be reviewed by ${reviewDueOn}`,
  }),
  orderReturned: ({ reason, dueOn }) => ({ zh: `退回继续办理：${reason}；请于${dueOn}前办结`, en: `Sent back: ${reason}; to be done by ${dueOn}` }),
  orderClosed: ({ opinion }) => ({ zh: `销号：${opinion}`, en: `Closed: ${opinion}` }),
  orderVoided: ({ reason }) => ({ zh: `作废，编号保留：${reason}`, en: `Voided, keeping its number: ${reason}` }),
  stageReached: ({ stage, dueAt }) => ({ zh: `到达催办节点 ${stage}（${dueAt.slice(0, 10)}）`, en: `Reached the stage ${stage} (${dueAt.slice(0, 10)})` }),
  received: () => ({ zh: '收到其他单位的消息', en: 'A message of another unit was heard' }),
  actRefused: ({ command, code }) => ({ zh: `办理未成（${command}：${code}）`, en: `An act was refused (${command}: ${code})` }),
  yearEnded: ({ reason }) => (reason === 'fulfilled' ? { zh: '责任年结束：事项全部办结', en: 'The year ended: everything is fulfilled' } : { zh: '责任年取消', en: 'The year was cancelled' }),
};

/** An event's sentence. An event of a later release is told by its type. */
export function eventWords(event: UnitYearEvent): Words {
  const tell = Object.hasOwn(tellers, event.type) ? (tellers[event.type] as Teller<typeof event.type>) : null;
  return tell ? tell(event as never) : { zh: (event as { type: string }).type, en: (event as { type: string }).type };
}
