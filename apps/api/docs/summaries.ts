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
  passStep: { tag: '报送 reports', zh: '本单位审签通过', en: 'pass a step of the unit’s own' },
  returnStep: { tag: '报送 reports', zh: '本单位退回经办', en: 'hand back to whoever prepared it' },
  passStepOffline: { tag: '报送 reports', zh: '登记纸质审签', en: 'register a sign-off on paper' },
  verification: { tag: '部门核实 verifications', zh: '一个部门的核实', en: 'a department’s verification' },
  confirmFigures: { tag: '部门核实 verifications', zh: '确认本部门数据', en: 'confirm the department’s figures' },
  disputeFigures: { tag: '部门核实 verifications', zh: '对本部门数据提出异议', en: 'dispute figures of the department' },
  uploadDocument: { tag: '文件 documents', zh: '上传扫描件', en: 'upload a scan' },
  document: { tag: '文件 documents', zh: '取文件', en: 'a document’s content' },
  story: { tag: '责任 obligations', zh: '一项责任的来龙去脉', en: 'an obligation with its whole story' },
  health: { tag: '运行 operation', zh: '进程在', en: 'the process answers' },
  ready: { tag: '运行 operation', zh: '可以办理', en: 'everything needed is there' },
};
