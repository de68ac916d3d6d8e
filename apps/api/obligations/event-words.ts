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
    zh: `部门对${disputes.length}项数据有异议：${disputes.map(({ reason }) => reason).join('；')}`,
    en: `The department disputes ${disputes.length} ${disputes.length === 1 ? 'figure' : 'figures'}: ${disputes.map(({ reason }) => reason).join('; ')}`,
  }),
  verificationExpired: () => ({ zh: '逾期未答复，按未核显示', en: 'No answer by the date: shown as not verified' }),
  verificationClosed: () => ({ zh: '报送退回，暂不核实', en: 'The report was returned; nothing to verify for now' }),
  verificationConcluded: () => ({ zh: '报送已接收，核实结束', en: 'The report is accepted; the verification ends' }),
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
