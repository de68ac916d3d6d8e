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
  advanceClock: { tag: '责任年 cycles', zh: '拨动演练时钟', en: 'move a drill’s clock' },
  cancelCycle: { tag: '责任年 cycles', zh: '取消', en: 'cancel' },
  overSigning: { tag: '责任年 cycles', zh: '各单位本年度的责任书及其依据', en: 'letters per unit and year, with what requires them' },
  tree: { tag: '责任年 cycles', zh: '单位树与灯', en: 'the tree with its lights' },
  letters: { tag: '责任书 letters', zh: '责任书一览', en: 'letters' },
  letter: { tag: '责任书 letters', zh: '一份责任书', en: 'a letter' },
  signLetter: { tag: '责任书 letters', zh: '签署', en: 'sign' },
  objectToLetter: { tag: '责任书 letters', zh: '提出异议', en: 'object to a target' },
  reviseLetter: { tag: '责任书 letters', zh: '采纳异议，调整目标', en: 'revise the target' },
  refuseObjection: { tag: '责任书 letters', zh: '不采纳异议', en: 'refuse the objection' },
  countersignLetter: { tag: '责任书 letters', zh: '会签', en: 'countersign' },
  voidLetter: { tag: '责任书 letters', zh: '作废', en: 'void' },
  supplementLetter: { tag: '责任书 letters', zh: '补充：现行责任书追加或调整目标', en: 'supplement a letter in force' },
  withdrawSupplement: { tag: '责任书 letters', zh: '撤回补充', en: 'withdraw a supplement' },
  allocation: { tag: '目标分解 allocations', zh: '目标分解：本级目标、下级分解数、合计与缺口', en: 'targets passed down: shares, sums, shortfalls' },
  allocateTargets: { tag: '目标分解 allocations', zh: '分解目标，下达下级责任书', en: 'allocate the targets' },
  reports: { tag: '报送 reports', zh: '报送一览', en: 'reports' },
  report: { tag: '报送 reports', zh: '一期报送', en: 'a report' },
  submitReport: { tag: '报送 reports', zh: '报送或重报', en: 'submit, or submit again' },
  returnReport: { tag: '报送 reports', zh: '退回，逐栏提出意见', en: 'return with comments' },
  acceptReport: { tag: '报送 reports', zh: '接收', en: 'accept' },
  story: { tag: '责任 obligations', zh: '一项责任的来龙去脉', en: 'an obligation with its whole story' },
  health: { tag: '运行 operation', zh: '进程在', en: 'the process answers' },
  ready: { tag: '运行 operation', zh: '可以办理', en: 'everything needed is there' },
};
