/**
 * Everything that can go wrong for a caller: a stable code, its HTTP status, and one sentence in both languages, with
 * {placeholders} filled from the facts. The rules' rejections and the API's own refusals stand in the same table.
 */

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
  noObjection: { status: 422, zh: '没有待答复的异议', en: 'There is no objection to answer' },

  // —— a report ——
  notYetOpen: { status: 409, zh: '{period}的报送自{opensOn}起开放', en: 'Reporting for {period} opens on {opensOn}' },
  figureNotAsked: { status: 422, zh: '本期表中没有指标“{indicator}”', en: 'This period’s form does not ask for “{indicator}”' },
  figureTwice: { status: 422, zh: '指标“{indicator}”填写了两次', en: 'The indicator “{indicator}” is given twice' },
  figureMissing: { status: 422, zh: '缺少“{name}”的数', en: 'The figure for “{name}” is missing' },
  causeMissing: { status: 422, zh: '“{name}”为{value}{measure}，未达到计划的{planned}{measure}，请说明原因', en: '“{name}” is {value} {measure}, short of the {planned} {measure} planned; say why' },
  nothingChanged: { status: 409, zh: '与退回的一稿完全相同；上级有{comments}条意见，请修改后再报', en: 'Nothing differs from the report that was returned with {comments} comments; correct it first' },
  unknownField: { status: 422, zh: '表中没有“{field}”这一栏；可选：{known}', en: 'The form has no field “{field}”; it has {known}' },

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
  documentType: { status: 415, zh: '只收 PDF、JPEG、PNG；按内容判断，不看文件名', en: 'PDF, JPEG or PNG only, judged by content and not by name' },
  documentTooLarge: { status: 413, zh: '文件超过{limit}', en: 'The document is larger than {limit}' },
  notOwnUnit: { status: 403, zh: '您不在该单位任职，不能为它上传文件', en: 'You hold no post in the unit and cannot upload for it' },

  // —— a unit's year ——
  notPossibleNow: { status: 409, zh: '现在的状态是“{status}”，不能办理；现在可以：{possible}', en: 'Not possible while it is “{status}”; possible now: {possible}' },
  unknownDuty: { status: 422, zh: '该单位没有这项责任（{duty}）', en: 'The unit has no such duty ({duty})' },
  yearUnopened: { status: 409, zh: '该单位的责任年尚未开启，请稍后再试', en: 'The unit’s year is not open yet; try again shortly' },
  yearEnded: { status: 409, zh: '该单位的责任年已结束，不能再办理', en: 'The unit’s year has ended; nothing can be done in it any more' },
  alreadyOpened: { status: 409, zh: '该单位的责任年已开启', en: 'The unit’s year is open already' },
  alreadyReceived: { status: 422, zh: '这条消息已收到', en: 'The message was received already' },
  unknownCommand: { status: 422, zh: '没有这种办理事项（{command}）', en: 'There is no such command ({command})' },
  actorMissing: { status: 422, zh: '没有办理人', en: 'Nobody acts' },

  // —— a cycle ——
  cycleNotPossibleNow: { status: 409, zh: '责任年现在的状态是“{status}”，不能办理；现在可以：{possible}', en: 'Not possible while the year is “{status}”; possible now: {possible}' },
  notADrill: { status: 422, zh: '只有演练才能拨动时钟', en: 'Only a drill’s clock can be moved' },
  clockBackwards: { status: 422, zh: '演练时钟现为{now}，只能向后拨', en: 'The drill’s clock stands at {now} and only goes forward' },
  clockBeyondCalendar: { status: 422, zh: '工作日历到{until}为止，时钟不能拨过去；请先导入下一年的放假安排', en: 'The working calendar ends on {until}; the clock goes no further' },
  otherAdvance: { status: 409, zh: '时钟正拨向{to}', en: 'The clock is on its way to {to}' },
  beyondCalendar: { status: 422, zh: '工作日历到不了这件事的期限；请先导入下一年的放假安排', en: 'The working calendar does not reach the dates of this act; import the next holiday notice first' },
  cycleNotOpen: { status: 409, zh: '责任年尚未启动（{status}）', en: 'The year has not been launched ({status})' },
  cycleExists: { status: 409, zh: '{year}年的责任年已存在（{cycle}）', en: 'The year {year} exists already ({cycle})' },
  packUnknown: { status: 422, zh: '没有政策包“{pack}”；可选：{known}', en: 'There is no policy pack “{pack}”; there are {known}' },
  packUnusable: { status: 422, zh: '这个政策包不能用于{year}年：{reason}', en: 'The pack cannot be used for {year}: {reason}' },
  calendarTooShort: { status: 422, zh: '工作日历只到{until}，编排{year}年须到{needed}；请先导入放假安排', en: 'The working calendar ends on {until}; planning {year} needs it until {needed}. Import the holiday notice first' },

  // —— an act on its way ——
  idempotencyKeyMissing: { status: 400, zh: '缺少请求头 Idempotency-Key：每次办理请给一个新的编号，重试时不变', en: 'The header Idempotency-Key is missing: give each act a new key, and the same one when you retry' },
  idempotencyKeyInvalid: { status: 400, zh: 'Idempotency-Key 应为8至80个字母、数字或 . _ : -', en: 'Idempotency-Key takes 8 to 80 letters, digits or . _ : -' },
  keyReused: { status: 422, zh: '这个编号已用于另一次内容不同的办理，请换新编号', en: 'This key was used for another act with other content; take a new one' },
  clockMoved: { status: 503, zh: '演练时钟刚刚拨动，请用同一编号重试', en: 'The drill’s clock has just moved; retry with the same key' },
  cycleBusy: { status: 503, zh: '责任年正在{status}，请稍后用同一编号重试', en: 'The year is {status}; retry shortly with the same key' },
  streamBusy: { status: 503, zh: '该单位的上一件事尚未办完，请用同一编号重试', en: 'The unit’s last act is still under way; retry with the same key' },
  streamCrowded: { status: 503, zh: '该单位同时办理的事项过多，请稍后用同一编号重试', en: 'Too many acts wait for this unit; retry shortly with the same key' },
  engineUnavailable: { status: 503, zh: '办理服务暂不可用，请稍后用同一编号重试', en: 'The workflow service is away; retry shortly with the same key' },
  recordUnavailable: { status: 503, zh: '数据库暂不可用，请稍后重试', en: 'The database is away; try again shortly' },
  setAside: { status: 500, zh: '这次办理无法写入记录，已搁置待查，请联系管理员', en: 'The act could not be recorded and was set aside; ask the administrator' },
  unknownAct: { status: 404, zh: '没有这个编号的办理；如未得到答复，请用同一编号重试', en: 'No act has this key; if you had no answer, retry with the same key' },

  // —— who, and where ——
  signInFailed: { status: 401, zh: '用户名或密码不正确', en: 'Login or password is not right' },
  tooManyAttempts: { status: 429, zh: '登录失败次数过多，请{seconds}秒后再试', en: 'Too many failed attempts; try again in {seconds} s' },
  notSignedIn: { status: 401, zh: '请先登录', en: 'Sign in first' },
  csrfMismatch: { status: 403, zh: '请求头 X-CSRF-Token 与登录时给出的不符，请重新登录', en: 'The header X-CSRF-Token is not the one given at sign-in; sign in again' },
  notAllowed: { status: 403, zh: '您的岗位不能办理；须由{unitName}的{posts}办理', en: 'None of your posts may do this; it takes {posts} of {unitName}' },
  outsideSubtree: { status: 403, zh: '该单位不在您的管辖范围内', en: 'The unit is not within your reach' },
  unknownCycle: { status: 404, zh: '没有责任年“{cycle}”', en: 'There is no year “{cycle}”' },
  unknownUnit: { status: 404, zh: '责任年“{cycle}”中没有单位{unit}', en: 'There is no unit {unit} in the year “{cycle}”' },
  unknownObligation: { status: 404, zh: '单位{unit}没有这项责任（{duty}）', en: 'The unit {unit} has no such obligation ({duty})' },

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
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '格式不支持', en: 'Unsupported format' },
  422: { zh: '不能办理', en: 'Not possible' },
  429: { zh: '请求过多', en: 'Too many requests' },
  500: { zh: '系统出错', en: 'Internal error' },
  503: { zh: '暂不可用', en: 'Not available now' },
};

/** States and acts as they stand in facts, in words. What is not here is shown as it is. */
const factWords: Readonly<Record<string, { zh: string; en: string }>> = {
  none: { zh: '未编排', en: 'not drafted' }, draft: { zh: '编排中', en: 'in draft' }, launching: { zh: '启动中', en: 'being launched' },
  open: { zh: '进行中', en: 'open' }, advancing: { zh: '拨动演练时钟', en: 'moving its clock' }, cancelling: { zh: '取消中', en: 'being cancelled' },
  cancelled: { zh: '已取消', en: 'cancelled' }, amend: { zh: '补登文件', en: 'amend' }, launch: { zh: '启动', en: 'launch' },
  finishLaunch: { zh: '等待启动完成', en: 'wait for the launch to finish' }, advance: { zh: '拨动时钟', en: 'advance the clock' },
  finishAdvance: { zh: '等待时钟到位', en: 'wait for the clock' }, cancel: { zh: '取消', en: 'cancel' }, finishCancel: { zh: '等待取消完成', en: 'wait for the cancellation' },
  drafted: { zh: '未下达', en: 'drafted' }, issued: { zh: '已下达', en: 'issued' }, objected: { zh: '有异议待答复', en: 'objected to' },
  countersigning: { zh: '待会签', en: 'to be countersigned' }, inForce: { zh: '已生效', en: 'in force' }, voided: { zh: '已作废', en: 'voided' }, lapsed: { zh: '已失效', en: 'lapsed' },
  issue: { zh: '下达', en: 'issue' }, void: { zh: '作废', en: 'void' }, lapse: { zh: '随责任年结束', en: 'lapse' }, sign: { zh: '签署', en: 'sign' },
  object: { zh: '提出异议', en: 'object' }, complete: { zh: '签齐生效', en: 'complete' }, completeSide: { zh: '签齐', en: 'complete the unit’s side' },
  revise: { zh: '调整目标', en: 'revise' }, refuse: { zh: '不采纳异议', en: 'refuse' }, countersign: { zh: '会签', en: 'countersign' },
  awaited: { zh: '待报送', en: 'awaited' }, submitted: { zh: '已报送', en: 'submitted' }, returned: { zh: '已退回', en: 'returned' }, accepted: { zh: '已接收', en: 'accepted' },
  inside: { zh: '本单位审签中', en: 'inside the unit' }, handedBack: { zh: '退回经办', en: 'handed back' }, prepare: { zh: '填报送审', en: 'prepare' },
  pass: { zh: '审签通过', en: 'pass' }, handBack: { zh: '退回经办', en: 'hand back' },
  idle: { zh: '未到核实', en: 'nothing to verify' }, waiting: { zh: '待核实', en: 'to be verified' }, unverified: { zh: '未核', en: 'not verified' },
  confirmed: { zh: '已确认', en: 'confirmed' }, disputed: { zh: '有异议', en: 'disputed' }, concluded: { zh: '核实结束', en: 'concluded' },
  confirm: { zh: '确认', en: 'confirm' }, dispute: { zh: '提出异议', en: 'dispute' }, expire: { zh: '逾期未答复', en: 'expire' },
  close: { zh: '暂停核实', en: 'close' }, conclude: { zh: '结束核实', en: 'conclude' }, checker: { zh: '审签人', en: 'checker' }, verifier: { zh: '数据核实人', en: 'verifier' },
  submit: { zh: '报送', en: 'submit' }, return: { zh: '退回', en: 'return' }, accept: { zh: '接收', en: 'accept' },
  principalLeader: { zh: '主要领导', en: 'principal leader' }, issuer: { zh: '责任书下达人', en: 'issuer' }, reporter: { zh: '报送人', en: 'reporter' },
  reviewer: { zh: '审核人', en: 'reviewer' }, administrator: { zh: '管理员', en: 'administrator' },
};

type Language = 'zh' | 'en';

function shown(value: unknown, language: Language): string {
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
