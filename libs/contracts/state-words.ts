/** Q1 → 第一季度, M03 → 3月, Y → 全年. */
const periodWords: Readonly<Record<string, { zh: string; en: string }>> = {
  ...Object.fromEntries(['一', '二', '三', '四'].map((digit, index) => [`Q${index + 1}`, { zh: `第${digit}季度`, en: `quarter ${index + 1}` }])),
  ...Object.fromEntries(Array.from({ length: 12 }, (_month, index) => [`M${String(index + 1).padStart(2, '0')}`, { zh: `${index + 1}月`, en: `month ${index + 1}` }])),
  Y: { zh: '全年', en: 'the year' },
};

/** States, acts and periods as they stand in facts, in words. What is not here is shown as it is. */
export const factWords: Readonly<Record<string, { zh: string; en: string }>> = {
  ...periodWords,
  none: { zh: '未编排', en: 'not drafted' }, draft: { zh: '编排中', en: 'in draft' }, launching: { zh: '启动中', en: 'being launched' },
  open: { zh: '进行中', en: 'open' }, advancing: { zh: '拨动演练时钟', en: 'moving its clock' }, cancelling: { zh: '取消中', en: 'being cancelled' },
  closing: { zh: '收尾中', en: 'being closed' }, finishClose: { zh: '等待收尾完成', en: 'wait for the close to finish' },
  cancelled: { zh: '已取消', en: 'cancelled' }, amend: { zh: '补登文件', en: 'amend' }, launch: { zh: '启动', en: 'launch' },
  finishLaunch: { zh: '等待启动完成', en: 'wait for the launch to finish' }, advance: { zh: '拨动时钟', en: 'advance the clock' },
  recalendar: { zh: '更换日历', en: 'change the calendar' },
  pause: { zh: '暂停', en: 'pause' }, resume: { zh: '恢复', en: 'resume' },
  extend: { zh: '集体延期', en: 'move dates' },
  finishAdvance: { zh: '等待时钟到位', en: 'wait for the clock' }, cancel: { zh: '取消', en: 'cancel' }, finishCancel: { zh: '等待取消完成', en: 'wait for the cancellation' },
  drafted: { zh: '未下达', en: 'drafted' }, issued: { zh: '已下达', en: 'issued' }, objected: { zh: '有异议待答复', en: 'objected to' },
  countersigning: { zh: '待会签', en: 'to be countersigned' }, inForce: { zh: '已生效', en: 'in force' }, voided: { zh: '已作废', en: 'voided' }, lapsed: { zh: '已失效', en: 'lapsed' },
  issue: { zh: '下达', en: 'issue' }, void: { zh: '作废', en: 'void' }, lapse: { zh: '随责任年结束', en: 'lapse' }, sign: { zh: '签署', en: 'sign' },
  object: { zh: '提出异议', en: 'object' }, complete: { zh: '签齐生效', en: 'complete' }, completeSide: { zh: '签齐', en: 'complete the unit’s side' },
  revise: { zh: '调整目标', en: 'revise' }, refuse: { zh: '不采纳异议', en: 'refuse' }, countersign: { zh: '会签', en: 'countersign' },
  supplement: { zh: '补充', en: 'supplement' }, supplementing: { zh: '补充待签署', en: 'supplement to be signed' },
  supplementSigned: { zh: '补充待会签', en: 'supplement to be countersigned' },
  waiting: { zh: '等待中', en: 'waiting' }, allocate: { zh: '分解目标', en: 'allocate the targets' }, reopen: { zh: '重新分解', en: 'allocate anew' }, allocated: { zh: '已分解', en: 'allocated' },
  Y: { zh: '全年', en: 'the year' },
  awaited: { zh: '待报送', en: 'awaited' }, submitted: { zh: '已报送', en: 'submitted' }, returned: { zh: '已退回', en: 'returned' }, accepted: { zh: '已接收', en: 'accepted' },
  requested: { zh: '申请中', en: 'requested' }, granted: { zh: '已同意', en: 'granted' }, refused: { zh: '未同意', en: 'refused' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
  grant: { zh: '同意', en: 'grant' }, withdraw: { zh: '撤回', en: 'withdraw' },
  approved: { zh: '已批准', en: 'approved' }, held: { zh: '已召开', en: 'held' }, noTask: { zh: '无此项任务', en: 'no such task' }, waived: { zh: '已免予', en: 'waived' },
  approve: { zh: '批准', en: 'approve' }, record: { zh: '登记', en: 'record' }, declareNoTask: { zh: '报无此项任务', en: 'declare that there is no such task' },
  require: { zh: '要求办理', en: 'require it' }, waive: { zh: '免予', en: 'waive' },
  inside: { zh: '本单位审签中', en: 'inside the unit' }, handedBack: { zh: '退回经办', en: 'handed back' }, prepare: { zh: '填报送审', en: 'prepare' },
  register: { zh: '登记纸质签订', en: 'register a signing on paper' },
  pass: { zh: '审签通过', en: 'pass' }, handBack: { zh: '退回经办', en: 'hand back' },
  idle: { zh: '未到核实', en: 'nothing to verify' }, unverified: { zh: '未核', en: 'not verified' },
  confirmed: { zh: '已确认', en: 'confirmed' }, disputed: { zh: '有异议', en: 'disputed' }, concluded: { zh: '核实结束', en: 'concluded' },
  confirm: { zh: '确认', en: 'confirm' }, dispute: { zh: '提出异议', en: 'dispute' }, expire: { zh: '逾期未答复', en: 'expire' },
  conclude: { zh: '结束核实', en: 'conclude' }, checker: { zh: '审签人', en: 'checker' }, verifier: { zh: '数据核实人', en: 'verifier' },
  submit: { zh: '报送', en: 'submit' }, return: { zh: '退回', en: 'return' }, accept: { zh: '接收', en: 'accept' },
  acknowledged: { zh: '办理中', en: 'in hand' }, reported: { zh: '已报办结', en: 'reported done' }, closed: { zh: '已销号', en: 'closed' }, discarded: { zh: '不予签发', en: 'discarded' },
  discard: { zh: '不予签发', en: 'discard' }, acknowledge: { zh: '签收', en: 'acknowledge' }, feedback: { zh: '反馈', en: 'give feedback' }, close: { zh: '办结', en: 'close' },
  orderIssuer: { zh: '督办单签发人', en: 'issuer of orders' }, supervisor: { zh: '督办人', en: 'supervisor' },
  principalLeader: { zh: '主要领导', en: 'principal leader' }, issuer: { zh: '责任书下达人', en: 'issuer' }, reporter: { zh: '报送人', en: 'reporter' },
  reviewer: { zh: '审核人', en: 'reviewer' }, administrator: { zh: '管理员', en: 'administrator' },
};

/** What a state is called. */
export const stateWords = (state: string): { zh: string; en: string } => (Object.hasOwn(factWords, state) ? factWords[state] : undefined) ?? { zh: state, en: state };
