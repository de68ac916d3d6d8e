/**
 * Everything that can go wrong for a caller: a stable code, its HTTP status, and one sentence in both languages, with
 * {placeholders} filled from the facts. The rules' rejections and the API's own refusals stand in the same table.
 */

import { projectProblems } from './problems-projects.ts';
import { factWords } from './state-words.ts';

interface ProblemEntry {
  status: number;
  zh: string;
  en: string;
}

export const problems = {
  // —— what the rules refuse: a letter ——
  letterWithoutDocument: { status: 422, zh: '没有要求签订责任书的文件，不能下达；请先登记文件的文号和名称', en: 'No document requires the letters, so none may be issued; enter its number and title first' },
  letterWithoutMinutes: { status: 422, zh: '没有批准责任书的会议纪要，不能下达；请先登记会议纪要', en: 'No minutes approve the letters, so none may be issued; enter the minutes first' },
  alreadySigned: { status: 409, zh: '您已签署第{version}稿，不需再签', en: 'You have signed version {version} already' },
  notASigner: { status: 422, zh: '签署人不在这份责任书的签署岗位之列；待签岗位：{posts}', en: 'None of your posts signs this letter; waiting for {posts}' },
  unknownIndicator: { status: 422, zh: '责任书没有指标“{indicator}”；可选：{known}', en: 'The letter has no indicator “{indicator}”; it has {known}' },
  proposalEqualsTarget: { status: 422, zh: '提出的数与原定目标相同（{target}{measure}），请填写您认为合适的数', en: 'The figure proposed equals the target ({target} {measure}); give the figure you think right' },
  revisionChangesNothing: { status: 422, zh: '调整后的数与原定目标相同（{target}{measure}）；不采纳请用“不采纳异议”', en: 'The revision leaves the target as it is ({target} {measure}); to decline, refuse the objection' },
  signedBeforeIssued: { status: 422, zh: '签字日期{signedOn}早于这一稿的下达日期{issuedOn}', en: 'It cannot have been signed on {signedOn}, before this version was issued on {issuedOn}' },
  postNotWaiting: { status: 422, zh: '{post}不在待签岗位之列；待签岗位：{posts}', en: '{post} is not one of the posts that still have to sign, which are {posts}' },
  notACountersigner: { status: 422, zh: '{post}不会签这份责任书；会签岗位：{posts}', en: '{post} does not countersign this letter; it takes {posts}' },
  countersignTooEarly: { status: 422, zh: '本单位签齐后才能会签；尚未签署的岗位：{posts}', en: 'It is countersigned once the unit has signed; still missing: {posts}' },
  countersignerMissing: { status: 422, zh: '本单位已签齐，请写明上级哪个岗位会签（{posts}）', en: 'The unit has signed already: say which post above countersigned ({posts})' },
  noObjection: { status: 422, zh: '没有待答复的异议', en: 'There is no objection to answer' },

  targetTwice: { status: 422, zh: '“{name}”填写了两次', en: '“{name}” is given twice' },
  yearEndOnly: { status: 422, zh: '“{name}”只在年终考核，不能分期填写', en: '“{name}” is judged at the year’s end and has no figures by period' },
  periodNotPlanned: { status: 422, zh: '“{name}”没有{period}的计划数；可填：{known}', en: '“{name}” has no plan for {period}; it has {known}' },
  supplementChangesNothing: { status: 422, zh: '“{name}”与现行责任书相同（{target}{measure}），没有需要补充的', en: '“{name}” is what the letter in force says ({target} {measure}); there is nothing to supplement' },

  // —— targets passed down ——
  unitNotBelow: { status: 422, zh: '单位{unit}不是本单位的直接下级，不能分解给它；可选：{known}', en: 'The unit {unit} does not stand directly below, so nothing can be allocated to it; there are {known}' },
  notPassedDown: { status: 422, zh: '{unitName}不以指标“{indicator}”承接本单位的目标；可分解的指标：{known}', en: 'No target is passed down to “{indicator}” of {unitName}; what can be allocated is {known}' },
  otherMeasure: { status: 422, zh: '“{name}”以{given}计，与所分解目标的计量单位（{measures}）不同', en: '“{name}” is given in {given}, and what is allocated is measured in {measures}' },
  shareTwice: { status: 422, zh: '{unitName}的“{name}”填写了两次', en: 'The share of {unitName} in “{name}” is given twice' },
  targetsFallShort: {
    status: 422, zh: '“{name}”{period}的目标为{target}{measure}，分解合计{sum}{measure}，相差{missing}{measure}；请调整，或写明理由',
    en: '“{name}” for {period}: the target is {target} {measure}, the shares add up to {sum} {measure}, {missing} {measure} apart; adjust them, or give a reason',
  },
  shareBelowTarget: {
    status: 422, zh: '“{name}”{period}要求各单位都达到{target}{measure}，{unitName}为{sum}{measure}，相差{missing}{measure}；请调整，或写明理由',
    en: '“{name}” for {period}: each unit must reach {target} {measure}, and {unitName} has {sum} {measure}, {missing} {measure} apart; adjust it, or give a reason',
  },
  tooManyLetters: {
    status: 422, zh: '启动后有{units}个单位本年度的责任书将超过{limit}份（最多的{unitName}为{count}份：{documents}）；确需签订的请写明理由',
    en: 'With this year, {units} units would have more than {limit} letters ({unitName} the most, {count}: {documents}); give a reason if they must be signed',
  },

  // —— money ——
  lineUnregistered: { status: 409, zh: '这笔资金还没有登记', en: 'This allocation has not been registered' },
  alreadyRegistered: { status: 409, zh: '这笔资金已登记为{line}', en: 'This allocation is registered as {line}' },
  lineClosed: { status: 409, zh: '这笔资金所在的责任年已经结束，不能再办理', en: 'The year of this allocation is over; nothing more can be done with it' },
  unknownLine: { status: 404, zh: '没有资金{line}', en: 'There is no allocation {line}' },
  unknownCandidate: { status: 404, zh: '资金{line}没有线索{candidate}', en: 'The allocation {line} has no candidate {candidate}' },
  notInLine: { status: 404, zh: '资金{line}中没有所填的这一笔、这次拨付或这份申请', en: 'The allocation {line} has no such money, transfer or request' },
  unknownParcel: { status: 422, zh: '没有{parcel}这笔钱', en: 'There is no money {parcel}' },
  unknownHop: { status: 422, zh: '没有{hop}这次拨付', en: 'There is no transfer {hop}' },
  unknownRequest: { status: 422, zh: '没有{request}这份支付申请', en: 'There is no payment request {request}' },
  carriedTooEarly: { status: 409, zh: '{line}所在的责任年还没有结束，不能结转', en: 'The year of {line} is not over; its money cannot be carried over yet' },
  carriedAlready: { status: 409, zh: '{line}剩下的钱已经结转到今年的{into}', en: 'What was left of {line} is carried over into {into} already' },
  carriedDiffers: { status: 422, zh: '结转金额{amount}分与上年剩余的{left}分不一致', en: '{amount} fen are to be carried over, and {left} are left from the year before' },
  unknownSource: { status: 422, zh: '没有“{source}”这一资金来源；可选：{known}', en: 'There is no source of money “{source}”; there are {known}' },
  routeBeginsElsewhere: { status: 422, zh: '路线从{unit}开始；应从{root}开始，资金先到那里', en: 'The route begins at {unit}; it begins at {root}, where the money arrives' },
  unitNotInTree: { status: 422, zh: '单位{unit}不在本年度的单位树中', en: 'The unit {unit} does not stand in this year’s tree' },
  nobodyPays: { status: 422, zh: '{root}及其直属单位中没有办理支付的岗位，请先在政策包中设定', en: 'No post of {root} or right below it pays; the pack has to name one' },
  amountNotWhole: { status: 422, zh: '金额{amount}不对：以分为单位，应为大于零的整数', en: 'The amount {amount} will not do: fen, a whole number above zero' },
  dayInFuture: { status: 422, zh: '{on}还没有到（今天是{today}），只能登记已经发生的', en: '{on} is still to come (today is {today}); only what has happened can be recorded' },
  beforeReceipt: { status: 422, zh: '{on}早于{receivedOn}，那时这笔钱还没有到，或申请还没有送到', en: '{on} is before {receivedOn}: by then the money, or the request, had not come' },
  offRoute: { status: 422, zh: '{to}不在这笔资金从这里往下的路线上；可拨往：{next}', en: '{to} is not next on this money’s route; it goes to {next}' },
  sameUnitTwice: { status: 422, zh: '{to}填写了两次', en: '{to} is given twice' },
  notEnough: { status: 422, zh: '要用{amount}分，可用的只有{free}分（持有{held}分，其余已申请支付或留作质保金）', en: '{amount} fen are wanted and {free} are free ({held} held, the rest asked for or kept back)' },
  notEnoughRetention: { status: 422, zh: '要付{amount}分，质保金只剩{free}分未申请', en: '{amount} fen are wanted, and {free} of the retention are not asked for yet' },
  notInFlight: { status: 409, zh: '这次拨付的状态是“{status}”，不在途', en: 'This transfer is “{status}”, not on its way' },
  nobodyBefore: { status: 422, zh: '{unit}是路线的起点，退回来源请用“调减或退回来源”', en: '{unit} is where the route begins; what goes back to the source is taken out of the line' },
  alreadyThere: { status: 422, zh: '这笔钱已在{unit}', en: 'The money is at {unit} already' },
  reductionBelowSpent: { status: 422, zh: '要减{amount}分，本级可减的只有{free}分，已支付{paid}分；拨下去的先收回', en: '{amount} fen are to go and {free} are free here, {paid} are paid; call back first what was passed on' },
  retentionSetAlready: { status: 409, zh: '已留质保金{amount}分', en: '{amount} fen are kept back already' },
  retentionDuePast: { status: 422, zh: '质保金到期日{dueOn}应晚于{on}', en: 'The retention is due on {dueOn}, which should be after {on}' },
  alreadyReturned: { status: 409, zh: '这份申请已退回{returns}次（最多{atMost}次），当时列明：{defects}；不能再退，请办理', en: 'This request was returned {returns} time(s), {atMost} at most, for: {defects}; deal with it now' },
  voucherUsed: { status: 409, zh: '凭证{voucher}已用于{payment}（{on}），一张凭证只对应一次支付', en: 'The voucher {voucher} stands for {payment} of {on}; a voucher stands for one payment' },
  onePayeeOnly: { status: 422, zh: '这笔资金不是发给受益人的一卡通批次，不能有{payees}个收款人', en: 'This money is no batch for beneficiaries, so it cannot have {payees} payees' },
  budgetNeedsRequest: { status: 422, zh: '指标资金由财政按支付申请支付，请先提出支付申请', en: 'From a budget allocation the treasury pays what it is asked: file a payment request first' },
  isSurplus: { status: 409, zh: '这笔资金已连续结转{carried}年，属于结余，只能退回', en: 'This money has been carried over {carried} years running and is surplus: it can only go back' },
  isSuspended: { status: 409, zh: '这笔钱自{from}起暂停：{reason}', en: 'This money has been suspended since {from}: {reason}' },
  unknownCurve: { status: 422, zh: '没有“{curve}”这一支出进度；可选：{known}', en: 'There is no spending curve “{curve}”; there are {known}' },
  notSuspended: { status: 409, zh: '{parcel}没有暂停', en: '{parcel} is not suspended' },
  nothingHeld: { status: 422, zh: '{unit}手里没有这笔钱了', en: '{unit} holds nothing of it any more' },

  ...projectProblems,

  // —— a report ——
  notYetOpen: { status: 409, zh: '{period}的报送自{opensOn}起开放', en: 'Reporting for {period} opens on {opensOn}' },
  figureNotAsked: { status: 422, zh: '本期表中没有指标“{indicator}”', en: 'This period’s form does not ask for “{indicator}”' },
  figureTwice: { status: 422, zh: '指标“{indicator}”填写了两次', en: 'The indicator “{indicator}” is given twice' },
  figureMissing: { status: 422, zh: '缺少“{name}”的数', en: 'The figure for “{name}” is missing' },
  causeMissing: { status: 422, zh: '“{name}”为{value}{measure}，未达到计划的{planned}{measure}，请说明原因', en: '“{name}” is {value} {measure}, short of the {planned} {measure} planned; say why' },
  nothingChanged: { status: 409, zh: '与退回的一稿完全相同；上级有{comments}条意见，请修改后再报', en: 'Nothing differs from the report that was returned with {comments} comments; correct it first' },
  unknownField: { status: 422, zh: '表中没有“{field}”这一栏；可选：{known}', en: 'The form has no field “{field}”; it has {known}' },

  figureDiffers: { status: 422, zh: '“{name}”填写{value}{measure}，与已接收的{period}报送中的{compiled}{measure}不一致，请说明原因', en: '“{name}” is given as {value} {measure}, but the accepted report of {period} says {compiled} {measure}; say why' },
  nilNotAllowed: { status: 422, zh: '{period}的报送不能零报告，请填写表中各项', en: 'The report of {period} cannot be nil; fill in the form' },

  // —— a plan, a meeting, what falls away ——
  itemOutsideYear: { status: 422, zh: '“{title}”的完成时间{dueOn}不在{year}年内', en: '“{title}” is to be done by {dueOn}, which is not in {year}' },
  itemTwice: { status: 422, zh: '事项“{title}”写了两次', en: 'The item “{title}” is given twice' },
  planUnchanged: { status: 409, zh: '与退回的一稿完全相同；上级有{comments}条意见，请修改后再报', en: 'Nothing differs from the plan that was returned with {comments} comments; correct it first' },
  heldOutsidePeriod: { status: 422, zh: '会议日期{heldOn}不在本期（{from}至{to}）内', en: 'The meeting of {heldOn} is not in the period ({from} to {to})' },
  heldInFuture: { status: 422, zh: '会议日期{heldOn}晚于今天（{today}），开过后再登记', en: 'The meeting of {heldOn} lies after today ({today}); record it once it was held' },
  pastDue: { status: 409, zh: '这项工作已于{dueOn}到期，不能再报“无此项任务”；确需免予的，请上级办理', en: 'It was due on {dueOn}, so it cannot be declared away any more; the level above may waive it' },
  noTaskPast: { status: 409, zh: '这一期已于{dueOn}到期，不能再要求补办', en: 'It fell due on {dueOn} while there was no such task; it cannot be required afterwards' },

  // —— a supervision order ——
  notTheOfficer: { status: 422, zh: '您的岗位不是本督办事项的签发岗位；须由{posts}办理', en: 'None of your posts decides on this order; it takes {posts}' },
  deadlineNotAhead: { status: 422, zh: '办结期限{deadline}须晚于今天（{today}）', en: 'The deadline {deadline} must lie after today ({today})' },
  stagesNotInOrder: { status: 422, zh: '第{n}个阶段的日期{dueOn}须晚于今天和上一阶段，且不晚于办结期限{deadline}', en: 'The date of stage {n}, {dueOn}, must come after today and the stage before, and not after the deadline {deadline}' },
  assistsItself: { status: 422, zh: '承办单位（{unit}）不能同时是协办单位', en: 'The unit in charge ({unit}) cannot assist itself' },
  notAssisting: { status: 422, zh: '您的单位不是这份督办单的协办单位（{units}）', en: 'Your unit is not one of those that assist with this order ({units})' },
  notNumberedYet: { status: 409, zh: '督办单的编号正在给出，请稍后再试', en: 'The order is being given its number; try again in a moment' },

  figuresDisputed: { status: 409, zh: '部门有异议：{figures}；仍要接收请写明理由', en: 'A department disputes {figures}; to accept all the same, say why' },

  // —— the unit's own steps ——
  notThisStep: { status: 409, zh: '现在的步骤是“{step}”，由{posts}办理', en: 'The paper is at “{step}”, with {posts}' },
  signedInFuture: { status: 422, zh: '签字日期{signedOn}在今天（{today}）之后', en: 'It cannot have been signed on {signedOn}, after today ({today})' },
  signedBeforePrepared: { status: 422, zh: '签字日期{signedOn}早于填报日期{preparedOn}', en: 'It cannot have been signed on {signedOn}, before it was prepared on {preparedOn}' },
  signerRegisters: { status: 422, zh: '签字人不能自己登记，请由他人登记', en: 'Whoever signed cannot register it; somebody else has to' },
  signerUnknown: { status: 422, zh: '{signedOn}当日{post}没有任职人', en: 'Nobody held {post} on {signedOn}' },
  documentUnknown: { status: 422, zh: '本单位没有上传过这份文件，请先上传扫描件', en: 'The unit has not uploaded this document; upload the scan first' },

  // —— a department's verification ——
  notYourFigure: { status: 422, zh: '“{indicator}”不由{department}核实；可核实：{own}', en: '“{indicator}” is not verified by {department}, which verifies {own}' },
  disputeEqualsFigure: { status: 422, zh: '提出的数与“{name}”所报相同（{value}{measure}），没有异议请确认', en: 'The figure given for “{name}” is the one reported ({value} {measure}); confirm it if you agree' },

  // —— documents ——
  unknownDocument: { status: 404, zh: '没有这份文件，或您无权查看', en: 'There is no such document, or it is not for you' },
  documentEmpty: { status: 422, zh: '文件是空的', en: 'The document is empty' },
  documentType: { status: 415, zh: '只收 PDF、JPEG、PNG，以及不含宏的 Excel（xlsx）、Word（docx）；按内容判断，不看文件名', en: 'PDF, JPEG, PNG, and Excel (xlsx) or Word (docx) without macros, judged by content and not by name' },
  documentTooLarge: { status: 413, zh: '文件超过{limit}', en: 'The document is larger than {limit}' },
  tooManyDocuments: { status: 429, zh: '单位{unit}今天已上传{limit}份文件，达到上限，请明天再传', en: 'The unit {unit} has brought {limit} documents today, which is the limit; bring more tomorrow' },
  notOwnUnit: { status: 403, zh: '您不在该单位任职，也不是它的上级下达人或管理员，不能为它上传文件', en: 'You hold no post in the unit, nor issue its letter or administer the year above it, so you cannot upload for it' },

  // —— a unit's year ——
  notPossibleNow: { status: 409, zh: '现在的状态是“{status}”，不能办理；现在可以：{possible}', en: 'Not possible while it is “{status}”; possible now: {possible}' },
  unknownDuty: { status: 422, zh: '该单位没有这项责任（{duty}）', en: 'The unit has no such duty ({duty})' },
  yearUnopened: { status: 409, zh: '该单位的责任年尚未开启，请稍后再试', en: 'The unit’s year is not open yet; try again shortly' },
  yearEnded: { status: 409, zh: '该单位的责任年已结束，不能再办理', en: 'The unit’s year has ended; nothing can be done in it any more' },
  alreadyOpened: { status: 409, zh: '该单位的责任年已开启', en: 'The unit’s year is open already' },
  alreadyReceived: { status: 422, zh: '这条消息已收到', en: 'The message was received already' },
  unknownCommand: { status: 422, zh: '没有这种办理事项（{command}）', en: 'There is no such command ({command})' },
  actorMissing: { status: 422, zh: '没有办理人', en: 'Nobody acts' },

  // —— more time ——
  extensionUnknown: { status: 422, zh: '政策包没有规定延期申请', en: 'The policy pack knows no requests for more time' },
  extensionNotFor: { status: 409, zh: '这件事现在不由本单位办理，没有可延的期限（{status}）', en: 'This does not wait for your unit now, so there is no date to extend ({status})' },
  extensionTooLate: { status: 409, zh: '期限{dueOn}已过，不能再申请延期；可以提交逾期说明', en: 'The date, {dueOn}, has passed: it is too late to ask for more time; you may explain the lateness' },
  extensionPending: { status: 409, zh: '已有一份延期申请待批，上级须于{dueOn}前决定', en: 'A request is already waiting, to be decided by {dueOn}' },
  extensionNotLater: { status: 422, zh: '新期限{asked}须晚于原期限{dueOn}', en: 'The new date, {asked}, must be later than {dueOn}' },
  dateOutOfReach: { status: 422, zh: '工作日历到不了{dueOn}之后的催办，请先导入下一年的放假安排，或选较早的日期', en: 'The working calendar does not reach what follows {dueOn}; choose an earlier date, or import the next holiday notice' },
  tooManyRequests: { status: 409, zh: '同一事项最多申请延期{limit}次', en: 'More time can be asked for {limit} times at most' },
  notYourTurn: { status: 403, zh: '现在由{posts}决定', en: 'This is for {posts} to decide now' },
  previewStale: { status: 409, zh: '预览之后情况有变，请重新预览再确认', en: 'Things have changed since the preview: look at it again, then confirm' },
  nothingMoves: { status: 409, zh: '没有单位的期限会因此改变', en: 'No unit’s date would change' },
  tooManyAtOnce: { status: 422, zh: '涉及{units}个单位，一次最多{limit}个；请按下级分批办理', en: 'It concerns {units} units, {limit} at most at once: do it by subtree' },
  calendarContradicts: { status: 422, zh: '放假安排自相矛盾：{reason}', en: 'The notice contradicts itself: {reason}' },
  calendarUnchanged: { status: 409, zh: '责任年已按这份日历（{version}）编排', en: 'The year rests on this calendar already ({version})' },
  pauseInPast: { status: 422, zh: '暂停不能从过去开始（{from}）；现在是{now}', en: 'A pause cannot begin in the past ({from}); it is {now}' },
  pauseEmpty: { status: 422, zh: '暂停的结束（{to}）须晚于开始（{from}）', en: 'A pause must end ({to}) after it begins ({from})' },
  pauseBeyondCalendar: { status: 422, zh: '暂停不能超出工作日历（到{until}为止）；请改期，或先导入下一年的放假安排', en: 'A pause stays within the working calendar, which ends on {until}: choose another date, or import the next holiday notice first' },
  nothingToPause: { status: 422, zh: '{under}之下没有进行中的责任年', en: 'No year is open under {under}' },
  unknownPause: { status: 404, zh: '没有这次暂停（{pause}）；现有：{known}', en: 'There is no such pause ({pause}); there are {known}' },
  pauseOver: { status: 409, zh: '这次暂停已于{to}结束', en: 'The pause ended on {to} already' },
  notLate: { status: 409, zh: '这件事没有逾期，不需说明', en: 'This is not late; there is nothing to explain' },
  tooManyExplanations: { status: 409, zh: '已说明{limit}次，不能再增', en: 'It has been explained {limit} times; no more can be added' },

  // —— reminding by hand ——
  nothingToRemind: { status: 409, zh: '现在的状态是“{status}”，没有待办的事，不需提醒', en: 'Nothing is owed while it is “{status}”, so there is nothing to remind of' },
  waitsForOthers: { status: 409, zh: '这件事现在由{posts}办理，不在该单位手里', en: 'This waits for {posts}, not for the unit' },
  reminderTooEarly: { status: 409, zh: '这件事{opensOn}才开始办理，现在不能提醒', en: 'This begins on {opensOn}; it is too early to remind of it' },
  remindedAlready: { status: 409, zh: '今天已提醒过{posts}，每天一次', en: '{posts} was reminded today already; once a day is enough' },
  remindingPaused: { status: 409, zh: '该单位自{since}起暂停计时，恢复后再提醒', en: 'The unit’s year has stood still since {since}; remind when it goes on' },

  // —— a cycle ——
  cycleNotPossibleNow: { status: 409, zh: '责任年现在的状态是“{status}”，不能办理；现在可以：{possible}', en: 'Not possible while the year is “{status}”; possible now: {possible}' },
  rehearsalFailed: { status: 422, zh: '预演发现{errors}处不能运行，不能启动：{first}', en: 'The rehearsal found {errors} things that cannot work, so the year cannot be launched: {first}' },
  notADrill: { status: 422, zh: '只有演练才能拨动时钟', en: 'Only a drill’s clock can be moved' },
  clockBackwards: { status: 422, zh: '演练时钟现为{now}，只能向后拨', en: 'The drill’s clock stands at {now} and only goes forward' },
  clockBeyondCalendar: { status: 422, zh: '工作日历到{until}为止，时钟不能拨过去；请先导入下一年的放假安排', en: 'The working calendar ends on {until}; the clock goes no further' },
  otherAdvance: { status: 409, zh: '时钟正拨向{to}', en: 'The clock is on its way to {to}' },
  beyondCalendar: { status: 422, zh: '工作日历到不了这件事的期限；请先导入下一年的放假安排', en: 'The working calendar does not reach the dates of this act; import the next holiday notice first' },
  cycleNotOpen: { status: 409, zh: '责任年尚未启动（{status}）', en: 'The year has not been launched ({status})' },
  cycleExists: { status: 409, zh: '{year}年的责任年已存在（{cycle}）', en: 'The year {year} exists already ({cycle})' },
  packUnknown: { status: 422, zh: '没有政策包“{pack}”；可选：{known}', en: 'There is no policy pack “{pack}”; there are {known}' },
  packUnusable: { status: 422, zh: '这个政策包不能用于{year}年：{reason}', en: 'The pack cannot be used for {year}: {reason}' },
  calendarTooShort: {
    status: 422, zh: '编排{year}年还缺{missing}年的放假安排（工作日历现到{until}）；请先导入，再编排', en: 'Planning {year} needs the holidays of {missing}, which nobody has entered (the calendar ends on {until}): import them first',
  },
  unknownDivision: { status: 404, zh: '没有代码为{division}的行政区划', en: 'No division has the code {division}' },
  setDateTwice: { status: 422, zh: '“{duty}”的期限定了两次', en: 'A date is set twice for {duty}' },
  setDateUnknownDuty: {
    status: 422, zh: '为“{duty}”另定了期限，但今年没有这项任务，或其期限从事到时才算；请在日历一步取消。可定的有：{known}',
    en: 'A date is set for {duty}, but the year has no such duty, or its date counts from its occasion; take it back in the step Calendar. Dates can be set for {known}',
  },
  setDateOutsideCalendar: { status: 422, zh: '“{title}”的期限{dueOn}或其后的提醒超出工作日历（{from}至{until}）', en: '{dueOn} as the date of “{title}”, or the reminders after it, lie outside the working calendar ({from} to {until})' },
  setDateBeforeLaunch: { status: 422, zh: '“{title}”的期限{dueOn}早于启动日{launchedOn}，启动时会略去这项任务；请改晚', en: '“{title}” would be due on {dueOn}, before the launch on {launchedOn}, which leaves such duties out; choose a later day' },
  setDateBeforeOpening: { status: 422, zh: '“{title}”自{opensOn}起才能办理，期限不能定在{dueOn}', en: '“{title}” can only be done from {opensOn}, so it cannot be due on {dueOn}' },
  alreadyAwaited: { status: 409, zh: '{year}年的草案在等什么，已经说过', en: 'What the draft of {year} waits for was said already' },

  // —— an act on its way ——
  idempotencyKeyMissing: { status: 400, zh: '缺少请求头 Idempotency-Key：每次办理请给一个新的编号，重试时不变', en: 'The header Idempotency-Key is missing: give each act a new key, and the same one when you retry' },
  idempotencyKeyInvalid: { status: 400, zh: 'Idempotency-Key 应为8至80个字母、数字或 . _ : -', en: 'Idempotency-Key takes 8 to 80 letters, digits or . _ : -' },
  keyReused: { status: 422, zh: '这个编号已用于另一次内容不同的办理，请换新编号', en: 'This key was used for another act with other content; take a new one' },
  changedMeanwhile: { status: 412, zh: '您打开之后情况已变：{when}，{by}：{what}。请先看过，再决定怎样办理', en: 'It has changed since you opened it: on {when}, by {by}: {what}. Look at it again before you act' },
  ifMatchInvalid: { status: 400, zh: 'If-Match 应为所读事项的 seq，带引号，如 "12"；只用于办理一项已有的责任', en: 'If-Match takes the seq of the duty that was read, in quotes, as in "12"; only with an act on a duty that exists' },
  clockMoved: { status: 503, zh: '演练时钟刚刚拨动，请用同一编号重试', en: 'The drill’s clock has just moved; retry with the same key' },
  cycleBusy: { status: 503, zh: '责任年正在{status}，请稍后用同一编号重试', en: 'The year is {status}; retry shortly with the same key' },
  streamBusy: { status: 503, zh: '该单位的上一件事尚未办完，请用同一编号重试', en: 'The unit’s last act is still under way; retry with the same key' },
  streamCrowded: { status: 503, zh: '该单位同时办理的事项过多，请稍后用同一编号重试', en: 'Too many acts wait for this unit; retry shortly with the same key' },
  engineUnavailable: { status: 503, zh: '办理服务暂不可用，请稍后用同一编号重试', en: 'The workflow service is away; retry shortly with the same key' },
  recordUnavailable: { status: 503, zh: '数据库暂不可用，请稍后重试', en: 'The database is away; try again shortly' },
  setAside: { status: 500, zh: '这次办理无法写入记录，已搁置待查，请联系管理员', en: 'The act could not be recorded and was set aside; ask the administrator' },
  unknownAct: { status: 404, zh: '没有这个编号的办理；如未得到答复，请用同一编号重试', en: 'No act has this key; if you had no answer, retry with the same key' },

  // —— hearing of changes ——
  tooManyConnections: { status: 429, zh: '同一次登录最多同时打开{limit}个页面接收更新，请关闭一些', en: 'One session may hear of changes in {limit} pages at once; close some' },
  connectionsFull: { status: 503, zh: '接收更新的连接已满，请稍后再试；办理不受影响', en: 'No more connections for changes can be opened now; acts are not affected' },

  // —— the office's own records ——
  tableType: { status: 415, zh: '只收 .xlsx 和 .csv；按内容判断，不看文件名', en: '.xlsx or .csv only, judged by content and not by name' },
  tableBroken: { status: 422, zh: '表格文件读不出来（{reason}），请在 Excel 中另存为 .xlsx 再试', en: 'The file cannot be read ({reason}); save it again as .xlsx' },
  tableTooLarge: { status: 413, zh: '表格过大：{limit}', en: 'The table is too large: {limit}' },
  importFaults: { status: 422, zh: '表中有{faults}处错误，没有导入；第一处在第{row}行{column}列', en: 'The table has {faults} faults, and nothing was imported; the first stands in row {row}, column {column}' },
  unknownImport: { status: 404, zh: '没有这次导入', en: 'There is no such import' },
  unknownEntry: { status: 404, zh: '没有对账记录{entry}', en: 'There is no entry {entry} in the reconciliation' },
  cashIsNotTreasurys: { status: 422, zh: '这笔资金是现金，不由国库支付；请由拿着钱的单位登记支付', en: 'This money is cash, which the treasury does not pay: whoever holds it records the payment' },
  nothingDiffers: { status: 409, zh: '这笔支付两边一致，没有差异可搁置', en: 'Both sides agree on this payment; there is nothing to set aside' },
  importNotDone: { status: 409, zh: '导入尚未完成', en: 'The import is not done' },
  notAdministrator: { status: 403, zh: '须由该单位或其上级单位的管理员办理', en: 'It takes an administrator of the unit, or of a unit above it' },
  officeBusy: { status: 503, zh: '另一项单位或人员变更正在进行，请稍后重试', en: 'Another change of units or people is under way; try again shortly' },
  recordRefused: { status: 422, zh: '不能这样登记：{why}', en: 'This cannot be recorded: {why}' },
  unknownOfficeUnit: { status: 404, zh: '没有单位{unit}', en: 'There is no unit {unit}' },
  unknownPost: { status: 404, zh: '单位{unit}没有岗位{kind}', en: 'The unit {unit} has no post {kind}' },
  unknownPerson: { status: 404, zh: '没有登录名为{person}的人员', en: 'There is nobody with the login {person}' },
  unknownTenure: { status: 404, zh: '这个岗位没有这段任职', en: 'The post has no such tenure' },
  unitExists: { status: 409, zh: '单位代码{unit}已有：{name}', en: 'The unit {unit} exists already: {name}' },
  postExists: { status: 409, zh: '单位{unit}已有岗位{kind}', en: 'The unit {unit} has the post {kind} already' },
  personExists: { status: 409, zh: '登录名{login}已有人使用', en: 'The login {login} is taken' },
  unitHasUnits: { status: 409, zh: '单位{unit}之下还有{units}个单位，不能撤销', en: '{units} units stand under {unit}, so it cannot end' },
  unitInUse: { status: 409, zh: '单位{unit}正在责任年{cycle}中，不能撤销', en: 'The unit {unit} is part of the running year {cycle} and cannot end' },
  unknownCalendar: { status: 404, zh: '没有{year}年的放假安排；已有：{known}', en: 'The holidays of {year} are not known; there are {known}' },
  passwordUnfit: { status: 422, zh: '新密码不能与原密码或登录名相同', en: 'The new password must differ from the old one and from the login' },
  passwordToChange: { status: 403, zh: '您用的是初始密码，请先改为自己的密码', en: 'You signed in with a first password; choose your own first' },

  // —— who, and where ——
  signInFailed: { status: 401, zh: '用户名或密码不正确', en: 'Login or password is not right' },
  tooManyAttempts: { status: 429, zh: '登录失败次数过多，请{seconds}秒后再试', en: 'Too many failed attempts; try again in {seconds} s' },
  confirmPassword: { status: 403, zh: '签署前请再输入一次登录密码（确认后五分钟内有效），然后重新签署', en: 'Signing asks for your password once more; confirm with it, which holds for five minutes, then sign again' },
  passwordWrong: { status: 422, zh: '密码不正确', en: 'The password is not right' },
  notSignedIn: { status: 401, zh: '请先登录', en: 'Sign in first' },
  csrfMismatch: { status: 403, zh: '请求头 X-CSRF-Token 与登录时给出的不符，请重新登录', en: 'The header X-CSRF-Token is not the one given at sign-in; sign in again' },
  notAllowed: { status: 403, zh: '您的岗位不能办理；须由{unitName}的{posts}办理', en: 'None of your posts may do this; it takes {posts} of {unitName}' },
  outsideSubtree: { status: 403, zh: '该单位不在您的管辖范围内', en: 'The unit is not within your reach' },
  unknownCycle: { status: 404, zh: '没有责任年“{cycle}”', en: 'There is no year “{cycle}”' },
  unknownUnit: { status: 404, zh: '责任年“{cycle}”中没有单位{unit}', en: 'There is no unit {unit} in the year “{cycle}”' },
  unknownObligation: { status: 404, zh: '单位{unit}没有这项责任（{duty}）', en: 'The unit {unit} has no such obligation ({duty})' },

  // —— drafts ——
  draftNewer: { status: 409, zh: '另一个窗口已保存更新的草稿，请先看再决定保留哪一份', en: 'Another window has kept a newer draft; look at it, then decide which to keep' },
  tooManyDrafts: { status: 422, zh: '草稿已满{limit}份，请先提交或删除一些', en: 'There are {limit} drafts, as many as are kept; hand in or delete some first' },

  // —— the request itself ——
  invalid: { status: 400, zh: '填写有误：{fields}', en: 'Not valid: {fields}' },
  cursorInvalid: { status: 400, zh: '翻页标记无效，请从第一页开始', en: 'The cursor is not valid; begin with the first page' },
  malformedJson: { status: 400, zh: '请求内容不是有效的 JSON', en: 'The body is not valid JSON' },
  notJson: { status: 415, zh: '请求内容须为 application/json', en: 'The body must be application/json' },
  bodyTooLarge: { status: 413, zh: '请求内容超过{limit}', en: 'The body is larger than {limit}' },
  badRequest: { status: 400, zh: '请求无法读取', en: 'The request cannot be read' },
  unknownRoute: { status: 404, zh: '没有这个地址：{method} {path}', en: 'There is no such address: {method} {path}' },
  internal: { status: 500, zh: '系统出错，已记录（{id}）', en: 'Something went wrong and was logged ({id})' },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof problems;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** What an HTTP status means, for a problem's title: the same for every occurrence. */
export const problemTitles: Readonly<Record<number, { zh: string; en: string }>> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '未登录', en: 'Not signed in' },
  403: { zh: '没有权限', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '现在不能办理', en: 'Not possible now' },
  412: { zh: '情况已变', en: 'Changed meanwhile' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '格式不支持', en: 'Unsupported format' },
  422: { zh: '不能办理', en: 'Not possible' },
  429: { zh: '请求过多', en: 'Too many requests' },
  500: { zh: '系统出错', en: 'Internal error' },
  503: { zh: '暂不可用', en: 'Not available now' },
};

type Language = 'zh' | 'en';

const isInBoth = (value: unknown): value is { zh: string; en: string } => typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

function shown(value: unknown, language: Language): string {
  // Nobody acted: it came about by itself.
  if (value === null) return { zh: '系统', en: 'the system' }[language];
  if (isInBoth(value)) return value[language];
  if (Array.isArray(value)) return value.length === 0 ? { zh: '无', en: 'nothing' }[language] : value.map((one) => shown(one, language)).join(language === 'zh' ? '、' : ', ');
  if (typeof value === 'string') return Object.hasOwn(factWords, value) ? (factWords[value]?.[language] ?? value) : value;
  return String(value);
}

/** A problem's sentence in both languages. A placeholder without a fact stays visible: a test finds it. */
export function problemWords(code: ProblemCode, facts: Readonly<Record<string, unknown>>): { zh: string; en: string } {
  const fill = (language: Language): string => problems[code][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    (Object.hasOwn(facts, name) && facts[name] !== undefined ? shown(facts[name], language) : whole));
  return { zh: fill('zh'), en: fill('en') };
}
