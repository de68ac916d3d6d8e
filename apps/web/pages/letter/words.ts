import type { Pair } from '../../base/say.ts';

/** A target's figure in words, by its direction. */
export const directionWords: Readonly<Record<string, Pair>> = {
  atLeast: { zh: '不少于{figure}', en: 'at least {figure}' },
  atMost: { zh: '不超过{figure}', en: 'at most {figure}' },
  equal: { zh: '达到{figure}', en: 'exactly {figure}' },
  done: { zh: '完成{figure}', en: '{figure} done' },
};

/** A period at the head of a narrow column; what is not here is said in full. */
export const columnWords: Readonly<Record<string, Pair>> = {
  Q1: { zh: '一季度', en: 'Q1' }, Q2: { zh: '二季度', en: 'Q2' }, Q3: { zh: '三季度', en: 'Q3' }, Q4: { zh: '四季度', en: 'Q4' },
};

/** The letter as it will be printed. */
export const sheetWords = {
  sheet: { zh: '责任书正文', en: 'The letter' },
  title: { zh: '《{title}》', en: '{title}' },
  documentTitle: { zh: '《{title}》', en: '“{title}”' },
  issuer: { zh: '下达单位：', en: 'Issued by: ' },
  bearer: { zh: '责任单位：', en: 'Borne by: ' },
  preamble: {
    zh: '根据{required}（{requiredNumber}），经{approved}（{approvedNumber}）审定，{unit}向{superior}签订本责任书，对下列目标的完成负责。',
    en: 'As required by {required} ({requiredNumber}) and approved in {approved} ({approvedNumber}), {unit} signs this letter to {superior} and answers for reaching the targets below.',
  },
  noDocument: { zh: '要求签订的文件或审定的会议纪要还没有写明；写明以前不能下达。', en: 'The document that requires this letter, or the minutes that approved it, are not named yet; it cannot be issued before.' },
  no: { zh: '序号', en: 'No.' },
  name: { zh: '指标', en: 'Indicator' },
  measure: { zh: '单位', en: 'Unit' },
  year: { zh: '全年目标', en: 'Year' },
  byPeriod: { zh: '分期计划：{plan}', en: 'By period: {plan}' },
  onePeriod: { zh: '{period} {value}', en: '{period} {value}' },
  yearEnd: { zh: '年末考核', en: 'Judged at the year’s end' },
  explained: { zh: '各期为年内累计应达到的数。', en: 'Figures by period are cumulative within the year.' },
  signedBy: { zh: '{title}（签名）', en: '{title} (signature)' },
  countersigner: { zh: '会签人（签名）', en: 'Countersigned (signature)' },
  date: { zh: '日期', en: 'Date' },
  notSigned: { zh: '尚未签署', en: 'not signed yet' },
  onlyBelow: { zh: '本责任书由责任单位签订，不需会签。', en: 'Signed by the bearing unit alone; no countersignature is asked.' },
  paperDate: { zh: '{year}年{month}月{day}日', en: '{day} {month} {year}' },
  onPaper: { zh: '（纸质签订）', en: ' (on paper)' },
  scan: { zh: '签字扫描件', en: 'Scan of the signatures' },
  voided: { zh: '已作废：{reason}', en: 'Voided: {reason}' },
  draft: { zh: '未下达', en: 'Draft' },
};

export const versionWords = {
  versions: { zh: '历次文本（{n}稿）', en: 'Versions ({n})' },
  version: { zh: '第{n}稿', en: 'Version {n}' },
  inForce: { zh: '{date}生效', en: 'in force {date}' },
  neverInForce: { zh: '没有生效', en: 'never in force' },
  first: { zh: '全部目标首次写明', en: 'all targets stated for the first time' },
  changed: { zh: '{name}：{before} → {after} {measure}', en: '{name}: {before} → {after} {measure}' },
  same: { zh: '目标没有变化', en: 'targets unchanged' },
  document: { zh: '依据{title}（{number}）', en: 'on {title} ({number})' },
  signedBy: { zh: '签署：{people}', en: 'signed by {people}' },
};

export const originWords: Readonly<Record<string, Pair>> = {
  issued: { zh: '下达', en: 'issued' },
  revised: { zh: '采纳异议后调整', en: 'revised after an objection' },
  supplement: { zh: '补充', en: 'supplement' },
};

export const actWords = {
  yours: { zh: '该您办', en: 'Yours to do' },
  standing: { zh: '签订情况', en: 'Signatures' },
  signed: { zh: '{date}已签', en: 'signed {date}' },
  unsigned: { zh: '未签', en: 'not signed' },
  vacant: { zh: '（空缺）', en: '(vacant)' },
  countersigner: { zh: '{superior}会签', en: 'Countersigned by {superior}' },
  toCountersign: { zh: '待会签', en: 'to come' },

  readFirst: { zh: '请先读完全文和目标，再签订。', en: 'Read the letter and its targets before you sign.' },
  sign: { zh: '签订', en: 'Sign' },
  signSupplement: { zh: '签署补充', en: 'Sign the supplement' },
  signTitle: { zh: '签订《{title}》', en: 'Sign {title}' },
  signAs: { zh: '您以{posts}的身份签订，对{n}项目标负责。', en: 'You sign as {posts} and answer for {n} targets.' },
  signAsBoth: { zh: '您一人担任{posts}，签一次，对两个职务都有效；对{n}项目标负责。', en: 'You hold {posts}: one signature counts for both posts; you answer for {n} targets.' },
  signSupplementAs: { zh: '您以{posts}的身份签署补充，变更{n}项目标；签齐以前仍按原目标执行。', en: 'You sign the supplement as {posts}; it changes {n} targets. Until everybody has signed, the former targets hold.' },
  othersLeft: { zh: '签后还差：{posts}。', en: 'Still missing after you: {posts}.' },
  lastOne: { zh: '您签后，本单位即签齐。', en: 'With yours, the unit’s signatures are complete.' },
  countersignTitle: { zh: '会签《{title}》', en: 'Countersign {title}' },
  countersign: { zh: '会签', en: 'Countersign' },
  countersignAs: { zh: '您代表{superior}会签{unit}的责任书，会签后即生效。', en: 'You countersign the letter of {unit} for {superior}; it is then in force.' },
  password: { zh: '登录密码', en: 'Your password' },
  passwordWhy: { zh: '签字要确认是您本人；密码不保存，五分钟内有效。', en: 'To confirm that it is you; the password is not kept and holds for five minutes.' },
  passwordMissing: { zh: '请输入登录密码', en: 'Enter your password' },
  signedDone: { zh: '已签订', en: 'Signed' },
  countersignedDone: { zh: '已会签，责任书生效', en: 'Countersigned; the letter is in force' },

  object: { zh: '对目标提出异议', en: 'Object to a target' },
  objectTitle: { zh: '对一项目标提出异议', en: 'Object to one target' },
  objectHint: { zh: '提出后由{superior}答复，答复以前不计签订时间。每次对一项目标提出。', en: '{superior} answers; the time until then does not count against you. One target at a time.' },
  objectDo: { zh: '提出异议', en: 'Object' },
  indicator: { zh: '哪一项目标', en: 'Which target' },
  proposed: { zh: '您认为合适的数', en: 'The figure you think right' },
  proposedWith: { zh: '您认为合适的数（{measure}）', en: 'The figure you think right ({measure})' },
  reason: { zh: '理由', en: 'Reason' },
  effect: { zh: '{before} → {after} {measure}', en: '{before} → {after} {measure}' },
  objectionHeading: { zh: '对“{name}”的异议', en: 'Objection to “{name}”' },
  objectionBy: { zh: '{by}，{at}', en: '{by}, {at}' },
  objected: { zh: '异议已提出', en: 'The objection is on record' },

  revise: { zh: '采纳，调整目标', en: 'Revise the target' },
  reviseTitle: { zh: '调整“{name}”', en: 'Revise “{name}”' },
  reviseHint: { zh: '调整后成为新的一稿，由{unit}重新签订，签订时间从今天算起。', en: 'This makes a new version, signed anew by {unit}; its time counts from today.' },
  reviseValue: { zh: '调整后的全年目标（{measure}）', en: 'The target after revision ({measure})' },
  refuse: { zh: '不采纳', en: 'Refuse' },
  refuseTitle: { zh: '不采纳对“{name}”的异议', en: 'Refuse the objection to “{name}”' },
  refuseHint: { zh: '目标维持{value} {measure}，用去的工作日补给{unit}。', en: 'The target stays at {value} {measure}; the working days taken are given back to {unit}.' },
  revised: { zh: '已调整为{value} {measure}', en: 'Revised to {value} {measure}' },
  refused: { zh: '没有采纳', en: 'Refused' },
  answeredBy: { zh: '{by}，{at}：{reason}', en: '{by}, {at}: {reason}' },
  plan: { zh: '分期计划：{plan}', en: 'By period: {plan}' },

  supplement: { zh: '补充', en: 'Supplement' },
  supplementTitle: { zh: '补充《{title}》', en: 'Supplement {title}' },
  supplementHint: { zh: '只改有变化的目标。由{unit}各位签署人重新签署后生效；签齐以前仍按原目标执行。', en: 'Change only what differs. It takes effect once the signers of {unit} have signed anew; until then the former targets hold.' },
  supplementTargets: { zh: '变更的目标', en: 'Targets that change' },
  addTarget: { zh: '再变更一项', en: 'Change another' },
  remove: { zh: '不变更这一项', en: 'Leave it as it is' },
  newValue: { zh: '新的全年目标', en: 'New target' },
  documentNumber: { zh: '依据文件的文号', en: 'Number of the document' },
  documentTitle: { zh: '依据文件的标题', en: 'Title of the document' },
  pending: { zh: '分解后的数与责任书不一致，可据此补充：', en: 'What was allocated since differs from the letter; supplement it accordingly:' },
  supplementOnWay: { zh: '正在签署的补充', en: 'The supplement being signed' },
  supplementOn: { zh: '依据{title}（{number}），{reason}', en: 'On {title} ({number}): {reason}' },
  withdraw: { zh: '撤回补充', en: 'Withdraw the supplement' },
  withdrawHint: { zh: '签齐以前可以撤回；生效中的文本不受影响。', en: 'Possible until everybody has signed; the version in force is not touched.' },
  supplemented: { zh: '补充已下达，等待签署', en: 'The supplement waits for its signatures' },
  withdrawn: { zh: '补充已撤回', en: 'The supplement is withdrawn' },
  answered: { zh: '已答复', en: 'Answered' },

  more: { zh: '更多', en: 'More' },
  void: { zh: '作废责任书', en: 'Void the letter' },
  voidTitle: { zh: '作废{unit}的《{title}》', en: 'Void {title} of {unit}' },
  voidHint: { zh: '作废后不能恢复；文本和签署记录仍可查阅。', en: 'This cannot be undone; text and signatures stay readable.' },
  voided: { zh: '责任书已作废', en: 'The letter is voided' },
};
