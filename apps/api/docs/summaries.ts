import type { RouteName } from '#libs/contracts/routes';

interface Summary {
  tag: string;
  zh: string;
  en: string;
}

/** What each route is for, in a line; a route without one does not compile. */
export const summaries: Record<RouteName, Summary> = {
  signIn: { tag: '会话 session', zh: '登录', en: 'sign in' },
  whoAmI: { tag: '会话 session', zh: '我是谁', en: 'who I am' },
  signOut: { tag: '会话 session', zh: '退出', en: 'sign out' },
  myTasks: { tag: '我的 mine', zh: '我的待办', en: 'what waits for my posts' },
  myInbox: { tag: '我的 mine', zh: '我的收件', en: 'what I was told' },
  myAct: { tag: '我的 mine', zh: '一次办理的结果', en: 'what became of an act' },
  cycles: { tag: '责任年 cycles', zh: '我能看到的责任年', en: 'years I may see' },
  draftCycle: { tag: '责任年 cycles', zh: '编排责任年（正式或演练）', en: 'draft a year, live or a drill' },
  cycle: { tag: '责任年 cycles', zh: '责任年现状', en: 'a year as it stands' },
  amendCycle: { tag: '责任年 cycles', zh: '登记所依据的文件与纪要', en: 'enter the document and the minutes' },
  launchCycle: { tag: '责任年 cycles', zh: '启动', en: 'launch' },
  rehearsal: { tag: '责任年 cycles', zh: '预演：无人办理时会怎样，哪里走不通', en: 'rehearse: what would happen if nobody acted' },
  advanceClock: { tag: '责任年 cycles', zh: '拨动演练时钟', en: 'move a drill’s clock' },
  previewCalendar: { tag: '责任年 cycles', zh: '放假安排预览：哪些期限和提醒会变', en: 'what a holiday notice would move' },
  changeCalendar: { tag: '责任年 cycles', zh: '采用放假安排，凭预览确认', en: 'take the notice over' },
  setPause: { tag: '责任年 cycles', zh: '暂停全部或一部分', en: 'pause the year, or a subtree' },
  endPause: { tag: '责任年 cycles', zh: '结束暂停', en: 'end a pause' },
  closeCycle: { tag: '责任年 cycles', zh: '年度收尾：未办结的失效并记录', en: 'close the year: what is open lapses, on record' },
  account: { tag: '责任年 cycles', zh: '一个单位的年度结算', en: 'a unit’s account of its year' },
  cancelCycle: { tag: '责任年 cycles', zh: '取消', en: 'cancel' },
  tree: { tag: '责任年 cycles', zh: '单位树与灯', en: 'the tree with its lights' },
  letters: { tag: '责任书 letters', zh: '责任书一览', en: 'letters' },
  letter: { tag: '责任书 letters', zh: '一份责任书', en: 'a letter' },
  signLetter: { tag: '责任书 letters', zh: '签署', en: 'sign' },
  objectToLetter: { tag: '责任书 letters', zh: '提出异议', en: 'object to a target' },
  reviseLetter: { tag: '责任书 letters', zh: '采纳异议，调整目标', en: 'revise the target' },
  refuseObjection: { tag: '责任书 letters', zh: '不采纳异议', en: 'refuse the objection' },
  countersignLetter: { tag: '责任书 letters', zh: '会签', en: 'countersign' },
  voidLetter: { tag: '责任书 letters', zh: '作废', en: 'void' },
  reports: { tag: '报送 reports', zh: '报送一览', en: 'reports' },
  report: { tag: '报送 reports', zh: '一期报送', en: 'a report' },
  submitReport: { tag: '报送 reports', zh: '报送或重报', en: 'submit, or submit again' },
  returnReport: { tag: '报送 reports', zh: '退回，逐栏提出意见', en: 'return with comments' },
  acceptReport: { tag: '报送 reports', zh: '接收', en: 'accept' },
  extensions: { tag: '延期 extensions', zh: '延期申请一览', en: 'requests for more time' },
  requestExtension: { tag: '延期 extensions', zh: '到期前申请延期', en: 'ask for more time, before the date' },
  previewMoves: { tag: '延期 extensions', zh: '集体延期预览', en: 'what moving a date for many units would change' },
  moveDates: { tag: '延期 extensions', zh: '集体延期，凭预览确认', en: 'move a date for many units, by its document' },
  grantExtension: { tag: '延期 extensions', zh: '同意延期，写明新期限', en: 'grant it, to an explicit date' },
  refuseExtension: { tag: '延期 extensions', zh: '不同意延期', en: 'refuse it' },
  withdrawExtension: { tag: '延期 extensions', zh: '撤回申请', en: 'take the request back' },
  explainLateness: { tag: '延期 extensions', zh: '逾期说明', en: 'explain being late' },
  story: { tag: '责任 obligations', zh: '一项责任的来龙去脉', en: 'an obligation with its whole story' },
  health: { tag: '运行 operation', zh: '进程在', en: 'the process answers' },
  ready: { tag: '运行 operation', zh: '可以办理', en: 'everything needed is there' },
};
