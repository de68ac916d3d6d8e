/**
 * Every route of the API in one table: method, path, what it takes and gives. `acts` names the command a route
 * gives; who may is in the command table of the domain and nowhere else. Reads name who may see them.
 */
import type { z } from 'zod';
import type { cycleCommands } from '../domain/cycle/cycle.ts';
import type { yearCommands } from '../domain/extension/dates.ts';
import type { DutyCommandName, DutyOpeningName } from '../domain/unit-year/kinds.ts';
import type { FundsCommandName } from '../domain/funds/funds-line.ts';
import type { ProjectCommandName } from '../domain/project/project-decider.ts';
import type { NoticeCommandName } from '../domain/public-notice/notice-decider.ts';
import * as api from './api.ts';
import * as candidate from './api-candidates.ts';
import * as books from './api-books.ts';
import * as carried from './api-carried.ts';
import * as money from './api-funds.ts';
import * as curves from './api-curves.ts';
import * as projects from './api-projects.ts';
import * as moneyReads from './api-money-reads.ts';
import * as told from './api-told.ts';
import { unitPage } from './api-unit.ts';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answer: z.ZodType;
  /** The command it gives, to a unit's year or to the cycle. */
  acts?: DutyCommandName | DutyOpeningName | keyof typeof yearCommands | keyof typeof cycleCommands | 'registerLine' | FundsCommandName | 'proposeProject' | ProjectCommandName | 'postNotice' | NoticeCommandName;
  /**
   * Who may read: `anyone`, whoever is `signedIn` (sees only one's own), or whoever's `subtree` holds the unit or
   * cycle: a post in the unit or above it on that day, or in the department that verifies that very report. Or, for the
   * office's own records, whoever is `administrator` today; of which units, the handler asks.
   */
  sees?: 'anyone' | 'signedIn' | 'subtree' | 'administrator';
  /** Reads that prepare an act for many units: only for whoever may give that command. */
  foretells?: keyof typeof cycleCommands | 'registerLine';
  /** Asks for the password: only in a session that was confirmed with it within five minutes. */
  confirms?: true;
  /** Gives this command to many units, to each as an act of its own that is judged by itself; it needs a key like any act. */
  actsForMany?: keyof typeof yearCommands | 'registerLine';
  /** Besides: whoever holds a post in a unit that the obligation, an order, names among those that assist. */
  seesAssisting?: true;
  /** Answers `text/event-stream` and stays open; `answer` is the data of one message. */
  streams?: true;
}

export const routes = {
  health: { method: 'GET', path: '/health', answer: api.health, sees: 'anyone' },
  ready: { method: 'GET', path: '/ready', answer: api.readiness, sees: 'anyone' },
  signIn: { method: 'POST', path: '/session', body: api.signIn, answer: api.session, sees: 'anyone' },
  whoAmI: { method: 'GET', path: '/session', answer: api.session, sees: 'signedIn' },
  confirmPassword: { method: 'POST', path: '/session/confirmation', body: api.confirmPassword, answer: api.confirmation, sees: 'signedIn' },
  signOut: { method: 'DELETE', path: '/session', answer: api.nothing, sees: 'signedIn' },
  myTasks: { method: 'GET', path: '/tasks', query: api.tasksQuery, answer: api.tasks, sees: 'signedIn' },
  myInbox: { method: 'GET', path: '/inbox', query: api.listQuery, answer: api.inbox, sees: 'signedIn' },
  myAct: { method: 'GET', path: '/acts/{key}', params: api.actPath, answer: api.actAnswer, sees: 'signedIn' },
  cycles: { method: 'GET', path: '/cycles', query: api.listQuery, answer: api.cycles, sees: 'signedIn' },
  draftCycle: { method: 'POST', path: '/cycles', body: api.draftCycle, answer: api.actAnswer, acts: 'draftCycle' },
  cycle: { method: 'GET', path: '/cycles/{cycle}', params: api.cyclePath, answer: api.cycleView, sees: 'subtree' },
  amendCycle: { method: 'POST', path: '/cycles/{cycle}/documents', params: api.cyclePath, body: api.amendCycle, answer: api.actAnswer, acts: 'amendCycle' },
  redraftCycle: { method: 'POST', path: '/cycles/{cycle}/redraft', params: api.cyclePath, body: api.redraftCycle, answer: api.actAnswer, acts: 'redraftCycle' },
  launchCycle: { method: 'POST', path: '/cycles/{cycle}/launch', params: api.cyclePath, body: api.launchCycle, answer: api.actAnswer, acts: 'launchCycle' },
  yearChanges: { method: 'GET', path: '/cycles/{cycle}/changes', params: api.cyclePath, answer: api.yearChanges, sees: 'subtree', foretells: 'launchCycle' },
  rehearsal: { method: 'GET', path: '/cycles/{cycle}/rehearsal', params: api.cyclePath, query: api.listQuery, answer: api.rehearsal, sees: 'subtree', foretells: 'launchCycle' },
  advanceClock: { method: 'POST', path: '/cycles/{cycle}/clock', params: api.cyclePath, body: api.advanceClock, answer: api.actAnswer, acts: 'advanceClock' },
  closeCycle: { method: 'POST', path: '/cycles/{cycle}/close', params: api.cyclePath, body: api.nothing, answer: api.actAnswer, acts: 'closeCycle' },
  account: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/account', params: api.unitPath, answer: api.account, sees: 'subtree' },
  cancelCycle: { method: 'POST', path: '/cycles/{cycle}/cancel', params: api.cyclePath, body: api.cancelCycle, answer: api.actAnswer, acts: 'cancelCycle' },
  previewCalendar: { method: 'POST', path: '/cycles/{cycle}/calendar/preview', params: api.cyclePath, body: api.holidayNotice, answer: api.calendarPreview, sees: 'subtree', foretells: 'changeCalendar' },
  changeCalendar: { method: 'POST', path: '/cycles/{cycle}/calendar', params: api.cyclePath, body: api.changeCalendar, answer: api.actAnswer, acts: 'changeCalendar' },
  setPause: { method: 'POST', path: '/cycles/{cycle}/pauses', params: api.cyclePath, body: api.setPause, answer: api.actAnswer, acts: 'setPause' },
  endPause: { method: 'POST', path: '/cycles/{cycle}/pauses/{pause}/end', params: api.pausePath, body: api.nothing, answer: api.actAnswer, acts: 'endPause' },
  overSigning: { method: 'GET', path: '/cycles/{cycle}/over-signing', params: api.cyclePath, query: api.listQuery, answer: api.overSigning, sees: 'subtree' },
  live: { method: 'GET', path: '/cycles/{cycle}/live', params: api.cyclePath, query: api.liveQuery, answer: api.liveMessage, sees: 'subtree', streams: true },
  happenings: { method: 'GET', path: '/cycles/{cycle}/happenings', params: api.cyclePath, query: api.happeningsQuery, answer: api.happenings, sees: 'subtree' },
  next: { method: 'GET', path: '/cycles/{cycle}/next', params: api.cyclePath, answer: api.nextThing, sees: 'subtree', foretells: 'advanceClock' },
  tree: { method: 'GET', path: '/cycles/{cycle}/tree', params: api.cyclePath, query: api.treeQuery, answer: api.tree, sees: 'subtree' },
  registerCeremony: { method: 'POST', path: '/cycles/{cycle}/ceremony', params: api.cyclePath, body: api.registerCeremony, answer: api.ceremony, acts: 'registerSigning' },
  letters: { method: 'GET', path: '/cycles/{cycle}/letters', params: api.cyclePath, query: api.lettersQuery, answer: api.letters, sees: 'subtree' },
  reports: { method: 'GET', path: '/cycles/{cycle}/reports', params: api.cyclePath, query: api.reportsQuery, answer: api.reports, sees: 'subtree' },
  letter: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/letters/{duty}', params: api.dutyPath, answer: api.letterView, sees: 'subtree' },
  signLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/sign', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'signLetter', confirms: true },
  objectToLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/object', params: api.dutyPath, body: api.objectToLetter, answer: api.actAnswer, acts: 'objectToLetter' },
  reviseLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/revise', params: api.dutyPath, body: api.reviseLetter, answer: api.actAnswer, acts: 'reviseLetter' },
  refuseObjection: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/refuse', params: api.dutyPath, body: api.refuseObjection, answer: api.actAnswer, acts: 'refuseObjection' },
  countersignLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/countersign', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'countersignLetter', confirms: true },
  registerSigning: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/register-signing', params: api.dutyPath, body: api.registerSigning, answer: api.actAnswer, acts: 'registerSigning' },
  voidLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/void', params: api.dutyPath, body: api.voidLetter, answer: api.actAnswer, acts: 'voidLetter' },
  supplementLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/supplement', params: api.dutyPath, body: api.supplementLetter, answer: api.actAnswer, acts: 'supplementLetter' },
  withdrawSupplement: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/withdraw-supplement', params: api.dutyPath, body: api.withdrawSupplement, answer: api.actAnswer, acts: 'withdrawSupplement' },
  allocation: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/allocations/{duty}', params: api.dutyPath, answer: api.allocationView, sees: 'subtree' },
  allocateTargets: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/allocations/{duty}/allocate', params: api.dutyPath, body: api.allocateTargets, answer: api.actAnswer, acts: 'allocateTargets' },
  report: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/reports/{duty}', params: api.dutyPath, answer: api.reportView, sees: 'subtree' },
  submitReport: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/submit', params: api.dutyPath, body: api.submitReport, answer: api.actAnswer, acts: 'submitReport' },
  returnReport: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/return', params: api.dutyPath, body: api.returnReport, answer: api.actAnswer, acts: 'returnReport' },
  passStep: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/steps/pass', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'passStep' },
  returnStep: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/steps/return', params: api.dutyPath, body: api.returnStep, answer: api.actAnswer, acts: 'returnStep' },
  passStepOffline: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/steps/offline', params: api.dutyPath, body: api.passStepOffline, answer: api.actAnswer, acts: 'passStepOffline' },
  acceptReport: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/accept', params: api.dutyPath, body: api.acceptReport, answer: api.actAnswer, acts: 'acceptReport' },
  verification: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/verifications/{duty}', params: api.dutyPath, answer: api.verificationView, sees: 'subtree' },
  confirmFigures: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/verifications/{duty}/confirm', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'confirmFigures' },
  disputeFigures: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/verifications/{duty}/dispute', params: api.dutyPath, body: api.disputeFigures, answer: api.actAnswer, acts: 'disputeFigures' },
  registerLine: { method: 'POST', path: '/cycles/{cycle}/funds', params: api.cyclePath, body: money.registerLine, answer: api.actAnswer, acts: 'registerLine' },
  fundsLines: { method: 'GET', path: '/cycles/{cycle}/funds', params: api.cyclePath, query: money.fundsQuery, answer: money.fundsLines, sees: 'subtree' },
  overdueMoney: { method: 'GET', path: '/cycles/{cycle}/money/overdue', params: api.cyclePath, query: money.overdueMoneyQuery, answer: money.overdueMoney, sees: 'subtree' },
  ageing: { method: 'GET', path: '/cycles/{cycle}/money/ageing', params: api.cyclePath, query: money.ageingQuery, answer: money.ageing, sees: 'subtree' },
  candidates: { method: 'GET', path: '/cycles/{cycle}/candidates', params: api.cyclePath, query: candidate.candidatesQuery, answer: candidate.candidates, sees: 'subtree' },
  candidate: { method: 'GET', path: '/cycles/{cycle}/funds/{line}/candidates/{candidate}', params: candidate.candidatePath, answer: candidate.candidateView, sees: 'subtree' },
  fundsLine: { method: 'GET', path: '/cycles/{cycle}/funds/{line}', params: money.fundsPath, answer: money.fundsLineView, sees: 'subtree' },
  passOn: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/pass-on', params: money.fundsPath, body: money.passOn, answer: api.actAnswer, acts: 'passOn' },
  recordReceipt: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/receive', params: money.fundsPath, body: money.recordReceipt, answer: api.actAnswer, acts: 'recordReceipt' },
  takeBack: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/take-back', params: money.fundsPath, body: money.takeBack, answer: api.actAnswer, acts: 'takeBack' },
  giveBack: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/give-back', params: money.fundsPath, body: money.giveBack, answer: api.actAnswer, acts: 'giveBack' },
  callBack: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/call-back', params: money.fundsPath, body: money.callBack, answer: api.actAnswer, acts: 'callBack' },
  reallocate: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/reallocate', params: money.fundsPath, body: money.reallocate, answer: api.actAnswer, acts: 'reallocate' },
  takeOut: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/take-out', params: money.fundsPath, body: money.takeOut, answer: api.actAnswer, acts: 'takeOut' },
  setRetention: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/retention', params: money.fundsPath, body: money.setRetention, answer: api.actAnswer, acts: 'setRetention' },
  fileRequest: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/requests/file', params: money.fundsPath, body: money.fileRequest, answer: api.actAnswer, acts: 'fileRequest' },
  returnRequest: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/requests/return', params: money.fundsPath, body: money.returnRequest, answer: api.actAnswer, acts: 'returnRequest' },
  refileRequest: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/requests/refile', params: money.fundsPath, body: money.refileRequest, answer: api.actAnswer, acts: 'refileRequest' },
  acceptRequest: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/requests/accept', params: money.fundsPath, body: money.passRequest, answer: api.actAnswer, acts: 'acceptRequest' },
  withdrawRequest: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/requests/withdraw', params: money.fundsPath, body: money.passRequest, answer: api.actAnswer, acts: 'withdrawRequest' },
  payRequest: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/requests/pay', params: money.fundsPath, body: money.payRequest, answer: api.actAnswer, acts: 'payRequest' },
  recordPayment: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/payments', params: money.fundsPath, body: money.recordPayment, answer: api.actAnswer, acts: 'recordPayment' },
  suspendMoney: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/suspend', params: money.fundsPath, body: money.suspendMoney, answer: api.actAnswer, acts: 'suspendMoney' },
  resumeMoney: { method: 'POST', path: '/cycles/{cycle}/funds/{line}/resume', params: money.fundsPath, body: money.resumeMoney, answer: api.actAnswer, acts: 'resumeMoney' },
  moneyRates: { method: 'GET', path: '/cycles/{cycle}/money/rates', params: api.cyclePath, query: curves.ratesQuery, answer: curves.rates, sees: 'subtree' },
  moneyCurve: { method: 'GET', path: '/cycles/{cycle}/money/curve', params: api.cyclePath, query: curves.curveQuery, answer: curves.moneyCurve, sees: 'subtree' },
  moneyContradictions: { method: 'GET', path: '/cycles/{cycle}/money/contradictions', params: api.cyclePath, query: curves.contradictionsQuery, answer: curves.contradictions, sees: 'subtree' },
  proposeProject: { method: 'POST', path: '/cycles/{cycle}/projects', params: api.cyclePath, body: projects.proposeProject, answer: api.actAnswer, acts: 'proposeProject' },
  projects: { method: 'GET', path: '/cycles/{cycle}/projects', params: api.cyclePath, query: projects.projectsQuery, answer: projects.projects, sees: 'subtree' },
  project: { method: 'GET', path: '/cycles/{cycle}/projects/{code}', params: projects.projectPath, answer: projects.projectView, sees: 'subtree' },
  linesOfDocument: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/lines', params: projects.linesOfDocumentPath, query: projects.linesOfDocumentQuery, answer: projects.linesOfDocument, sees: 'subtree' },
  approveProject: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/approve', params: projects.projectPath, body: projects.approveProject, answer: api.actAnswer, acts: 'approveProject' },
  startProject: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/start', params: projects.projectPath, body: projects.startProject, answer: api.actAnswer, acts: 'startProject' },
  finishProject: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/finish', params: projects.projectPath, body: projects.finishProject, answer: api.actAnswer, acts: 'finishProject' },
  acceptProject: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/accept', params: projects.projectPath, body: projects.acceptProject, answer: api.actAnswer, acts: 'acceptProject' },
  closeProject: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/close', params: projects.projectPath, body: projects.closeProject, answer: api.actAnswer, acts: 'closeProject' },
  withdrawProject: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/withdraw', params: projects.projectPath, body: projects.withdrawProject, answer: api.actAnswer, acts: 'withdrawProject' },
  reachMilestone: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/milestones', params: projects.projectPath, body: projects.reachMilestone, answer: api.actAnswer, acts: 'reachMilestone' },
  revisePlan: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/plan', params: projects.projectPath, body: projects.revisePlan, answer: api.actAnswer, acts: 'revisePlan' },
  setFunds: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/funds', params: projects.projectPath, body: projects.setFunds, answer: api.actAnswer, acts: 'setFunds' },
  nameRequest: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/requests', params: projects.projectPath, body: projects.nameRequest, answer: api.actAnswer, acts: 'nameRequest' },
  addPhotos: { method: 'POST', path: '/cycles/{cycle}/projects/{code}/photos', params: projects.projectPath, body: projects.addPhotos, answer: api.actAnswer, acts: 'addPhotos' },
  postNotice: { method: 'POST', path: '/cycles/{cycle}/public-notices', params: api.cyclePath, body: projects.postNotice, answer: api.actAnswer, acts: 'postNotice' },
  publicNotices: { method: 'GET', path: '/cycles/{cycle}/public-notices', params: api.cyclePath, query: projects.noticesQuery, answer: projects.publicNotices, sees: 'subtree' },
  lackingNotices: { method: 'GET', path: '/cycles/{cycle}/public-notices/lacking', params: api.cyclePath, query: projects.lackingQuery, answer: projects.lackingNotices, sees: 'subtree' },
  noticeDays: { method: 'GET', path: '/cycles/{cycle}/public-notices/days', params: api.cyclePath, query: projects.noticeDaysQuery, answer: projects.noticeDays, sees: 'subtree' },
  publicNotice: { method: 'GET', path: '/cycles/{cycle}/public-notices/{notice}', params: projects.noticePath, answer: projects.publicNoticeView, sees: 'subtree' },
  proveNotice: { method: 'POST', path: '/cycles/{cycle}/public-notices/{notice}/proof', params: projects.noticePath, body: projects.proveNotice, answer: api.actAnswer, acts: 'proveNotice' },
  takeDownNotice: { method: 'POST', path: '/cycles/{cycle}/public-notices/{notice}/take-down', params: projects.noticePath, body: projects.takeDownNotice, answer: api.actAnswer, acts: 'takeDownNotice' },
  postNoticeAgain: { method: 'POST', path: '/cycles/{cycle}/public-notices/{notice}/post-again', params: projects.noticePath, body: projects.postNoticeAgain, answer: api.actAnswer, acts: 'postNoticeAgain' },
  recordObjection: { method: 'POST', path: '/cycles/{cycle}/public-notices/{notice}/objections', params: projects.noticePath, body: projects.recordObjection, answer: api.actAnswer, acts: 'recordObjection' },
  answerObjection: { method: 'POST', path: '/cycles/{cycle}/public-notices/{notice}/objections/answer', params: projects.noticePath, body: projects.answerObjection, answer: api.actAnswer, acts: 'answerObjection' },
  moneyQueue: { method: 'GET', path: '/cycles/{cycle}/money/queue', params: api.cyclePath, query: moneyReads.moneyQueueQuery, answer: moneyReads.moneyQueue, sees: 'subtree' },
  moneyFlows: { method: 'GET', path: '/cycles/{cycle}/money/flows', params: api.cyclePath, answer: moneyReads.moneyFlows, sees: 'subtree' },
  previewLine: { method: 'POST', path: '/cycles/{cycle}/funds/preview', params: api.cyclePath, body: money.registerLine, answer: moneyReads.linePreview, sees: 'subtree', foretells: 'registerLine' },
  lineTold: { method: 'GET', path: '/cycles/{cycle}/funds/{line}/told', params: money.fundsPath, query: told.toldQuery, answer: told.lineTold, sees: 'subtree' },
  uploadDocument: { method: 'POST', path: '/documents', query: api.uploadQuery, answer: api.documentView, sees: 'signedIn' },
  document: { method: 'GET', path: '/documents/{sha256}', params: api.documentPath, answer: api.documentContent, sees: 'signedIn' },
  requestExtension: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/extension', params: api.dutyPath, body: api.requestExtension, answer: api.actAnswer, acts: 'requestExtension' },
  explainLateness: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/explanation', params: api.dutyPath, body: api.explainLateness, answer: api.actAnswer, acts: 'explainLateness' },
  extensions: { method: 'GET', path: '/cycles/{cycle}/extensions', params: api.cyclePath, query: api.extensionsQuery, answer: api.extensions, sees: 'subtree' },
  previewMoves: { method: 'GET', path: '/cycles/{cycle}/dates', params: api.cyclePath, query: api.movesQuery, answer: api.moves, sees: 'subtree', foretells: 'moveDates' },
  moveDates: { method: 'POST', path: '/cycles/{cycle}/dates', params: api.cyclePath, body: api.moveDates, answer: api.actAnswer, acts: 'moveDates' },
  extension: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/extensions/{duty}', params: api.dutyPath, answer: api.extensionView, sees: 'subtree' },
  grantExtension: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/extensions/{duty}/grant', params: api.dutyPath, body: api.grantExtension, answer: api.actAnswer, acts: 'grantExtension' },
  refuseExtension: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/extensions/{duty}/refuse', params: api.dutyPath, body: api.refuseExtension, answer: api.actAnswer, acts: 'refuseExtension' },
  withdrawExtension: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/extensions/{duty}/withdraw', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'withdrawExtension' },
  submitNil: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/reports/{duty}/nil', params: api.dutyPath, body: api.submitNil, answer: api.actAnswer, acts: 'submitNil' },
  figures: { method: 'GET', path: '/cycles/{cycle}/figures', params: api.cyclePath, query: api.figuresQuery, answer: api.figures, sees: 'subtree' },
  completeness: { method: 'GET', path: '/cycles/{cycle}/completeness', params: api.cyclePath, query: api.completenessQuery, answer: api.completeness, sees: 'subtree' },
  plan: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/plans/{duty}', params: api.dutyPath, answer: api.planView, sees: 'subtree' },
  submitPlan: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/plans/{duty}/submit', params: api.dutyPath, body: api.submitPlan, answer: api.actAnswer, acts: 'submitPlan' },
  returnPlan: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/plans/{duty}/return', params: api.dutyPath, body: api.returnPlan, answer: api.actAnswer, acts: 'returnPlan' },
  approvePlan: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/plans/{duty}/approve', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'approvePlan' },
  meeting: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/meetings/{duty}', params: api.dutyPath, answer: api.meetingView, sees: 'subtree' },
  recordMeeting: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/meetings/{duty}/record', params: api.dutyPath, body: api.recordMeeting, answer: api.actAnswer, acts: 'recordMeeting' },
  obligations: { method: 'GET', path: '/cycles/{cycle}/obligations', params: api.cyclePath, query: api.obligationsQuery, answer: api.obligations, sees: 'subtree' },
  declareNoTask: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/no-task', params: api.dutyPath, body: api.declareNoTask, answer: api.actAnswer, acts: 'declareNoTask' },
  requireTask: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/require', params: api.dutyPath, body: api.requireTask, answer: api.actAnswer, acts: 'requireTask' },
  waiveDuty: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/waive', params: api.dutyPath, body: api.waiveDuty, answer: api.actAnswer, acts: 'waiveDuty' },
  remindDuty: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/reminder', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'remindDuty' },
  logPhoneReminder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}/phone-reminder', params: api.dutyPath, body: api.logPhoneReminder, answer: api.actAnswer, acts: 'logPhoneReminder' },
  remindAll: { method: 'POST', path: '/cycles/{cycle}/reminders', params: api.cyclePath, body: api.remindAll, answer: api.remindedAll, sees: 'subtree', actsForMany: 'remindDuty' },
  orders: { method: 'GET', path: '/cycles/{cycle}/orders', params: api.cyclePath, query: api.ordersQuery, answer: api.orders, sees: 'subtree' },
  order: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/orders/{duty}', params: api.dutyPath, answer: api.orderView, sees: 'subtree', seesAssisting: true },
  // Here {duty} is the pack's id of the order; the answer names the one that was opened.
  draftOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/draft', params: api.dutyPath, body: api.draftOrder, answer: api.actAnswer, acts: 'draftOrder' },
  issueOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/issue', params: api.dutyPath, body: api.issueOrder, answer: api.actAnswer, acts: 'issueOrder' },
  discardOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/discard', params: api.dutyPath, body: api.discardOrder, answer: api.actAnswer, acts: 'discardOrder' },
  acknowledgeOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/acknowledge', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'acknowledgeOrder' },
  giveFeedback: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/feedback', params: api.dutyPath, body: api.giveFeedback, answer: api.actAnswer, acts: 'giveFeedback' },
  assistFeedback: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/assist', params: api.dutyPath, body: api.giveFeedback, answer: api.actAnswer, acts: 'assistFeedback' },
  completeOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/complete', params: api.dutyPath, body: api.completeOrder, answer: api.actAnswer, acts: 'completeOrder' },
  returnOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/return', params: api.dutyPath, body: api.returnOrder, answer: api.actAnswer, acts: 'returnOrder' },
  closeOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/close', params: api.dutyPath, body: api.closeOrder, answer: api.actAnswer, acts: 'closeOrder' },
  voidOrder: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/orders/{duty}/void', params: api.dutyPath, body: api.voidOrder, answer: api.actAnswer, acts: 'voidOrder' },
  matrix: { method: 'GET', path: '/cycles/{cycle}/matrix', params: api.cyclePath, query: api.matrixQuery, answer: api.matrix, sees: 'subtree' },
  search: { method: 'GET', path: '/cycles/{cycle}/search', params: api.cyclePath, query: api.searchQuery, answer: api.found, sees: 'subtree' },
  unitPage: { method: 'GET', path: '/cycles/{cycle}/units/{unit}', params: api.unitPath, answer: unitPage, sees: 'subtree' },
  // A draft is the account's own: whoever sees the story may begin to write, and whether the act is theirs the act decides.
  draft: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/drafts/{duty}', params: api.dutyPath, answer: api.draftView, sees: 'subtree', seesAssisting: true },
  keepDraft: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/drafts/{duty}', params: api.dutyPath, body: api.keepDraft, answer: api.draftView, sees: 'subtree', seesAssisting: true },
  dropDraft: { method: 'DELETE', path: '/cycles/{cycle}/units/{unit}/drafts/{duty}', params: api.dutyPath, answer: api.nothing, sees: 'subtree', seesAssisting: true },
  previewPause: { method: 'GET', path: '/cycles/{cycle}/pauses/preview', params: api.cyclePath, query: api.pausePreviewQuery, answer: api.pausePreview, sees: 'subtree', foretells: 'setPause' },
  previewCancel: { method: 'GET', path: '/cycles/{cycle}/cancel/preview', params: api.cyclePath, answer: api.cancelPreview, sees: 'subtree', foretells: 'cancelCycle' },
  story: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}', params: api.dutyPath, answer: api.story, sees: 'subtree', seesAssisting: true },

  // —— the office's own records: no acts of a year, but each change has its line of audit ——
  importTemplate: { method: 'GET', path: '/imports/template.xlsx', query: api.importQuery, answer: api.spreadsheet, sees: 'administrator' },
  previewImport: { method: 'POST', path: '/imports/preview', query: api.importQuery, answer: api.importPreview, sees: 'administrator' },
  runImport: { method: 'POST', path: '/imports', query: api.runImportQuery, answer: api.importView, sees: 'administrator' },
  importState: { method: 'GET', path: '/imports/{import}', params: api.importPath, answer: api.importView, sees: 'administrator' },
  importPasswords: { method: 'POST', path: '/imports/{import}/passwords', params: api.importPath, body: api.nothing, answer: api.spreadsheet, sees: 'administrator' },
  divisions: { method: 'GET', path: '/divisions', query: api.divisionsQuery, answer: api.divisions, sees: 'administrator' },
  divisionTable: { method: 'GET', path: '/divisions/{division}/table.xlsx', params: api.divisionPath, query: api.divisionTableQuery, answer: api.spreadsheet, sees: 'administrator' },
  officeUnits: { method: 'GET', path: '/units', query: api.unitsQuery, answer: api.officeUnits, sees: 'administrator' },
  addUnit: { method: 'POST', path: '/units', body: api.addUnit, answer: api.recorded, sees: 'administrator' },
  changeUnit: { method: 'POST', path: '/units/{unit}', params: api.officeUnitPath, body: api.changeUnit, answer: api.recorded, sees: 'administrator' },
  addPost: { method: 'POST', path: '/units/{unit}/posts', params: api.officeUnitPath, body: api.addPost, answer: api.recorded, sees: 'administrator' },
  appoint: { method: 'POST', path: '/units/{unit}/posts/{kind}/tenures', params: api.officePostPath, body: api.appoint, answer: api.recorded, sees: 'administrator' },
  endTenure: { method: 'POST', path: '/units/{unit}/posts/{kind}/end', params: api.officePostPath, body: api.endTenure, answer: api.recorded, sees: 'administrator' },
  officePeople: { method: 'GET', path: '/people', query: api.peopleQuery, answer: api.officePeople, sees: 'administrator' },
  addPerson: { method: 'POST', path: '/people', body: api.addPerson, answer: api.firstPassword, sees: 'administrator' },
  changePerson: { method: 'POST', path: '/people/{person}', params: api.personPath, body: api.changePerson, answer: api.recorded, sees: 'administrator' },
  newFirstPassword: { method: 'POST', path: '/people/{person}/password', params: api.personPath, body: api.nothing, answer: api.firstPassword, sees: 'administrator' },
  changePassword: { method: 'POST', path: '/session/password', body: api.changePassword, answer: api.nothing, sees: 'signedIn' },
  packs: { method: 'GET', path: '/packs', answer: api.packs, sees: 'signedIn' },
  calendar: { method: 'GET', path: '/calendars/{year}', params: api.calendarPath, query: api.importQuery, answer: api.calendarView, sees: 'signedIn' },
  workingDays: { method: 'GET', path: '/cycles/{cycle}/working-days', params: api.cyclePath, answer: api.workingDays, sees: 'subtree' },
  datesOfYear: { method: 'GET', path: '/cycles/{cycle}/dates-of-year', params: api.cyclePath, answer: api.datesOfYear, sees: 'subtree', foretells: 'launchCycle' },

  // —— the finance office's books ——
  checkLedger: { method: 'POST', path: '/cycles/{cycle}/money/ledger/check', params: api.cyclePath, answer: books.ledgerCheck, sees: 'subtree', foretells: 'registerLine' },
  importLedger: { method: 'POST', path: '/cycles/{cycle}/money/ledger/import', params: api.cyclePath, query: books.importLedgerQuery, answer: books.ledgerImport, sees: 'subtree', foretells: 'registerLine', actsForMany: 'registerLine' },
  ledgerImport: { method: 'GET', path: '/cycles/{cycle}/money/ledger/imports/{import}', params: books.ledgerPath, answer: books.ledgerImport, sees: 'subtree', foretells: 'registerLine' },
  importTreasury: { method: 'POST', path: '/cycles/{cycle}/money/treasury', params: api.cyclePath, answer: books.treasuryImport, sees: 'subtree' },
  reconciliation: { method: 'GET', path: '/cycles/{cycle}/money/reconciliation', params: api.cyclePath, query: books.reconciliationQuery, answer: books.reconciliation, sees: 'subtree' },
  // The line's own act: of a request payRequest, of cash recordPayment, with who may as for that act.
  confirmPayment: { method: 'POST', path: '/cycles/{cycle}/money/reconciliation/{entry}/confirm', params: books.entryPath, body: books.confirmPayment, answer: api.actAnswer, acts: 'payRequest' },
  catchUpPayment: { method: 'POST', path: '/cycles/{cycle}/money/reconciliation/{entry}/catch-up', params: books.entryPath, body: books.catchUpPayment, answer: api.actAnswer, acts: 'catchUpPayment' },
  setAsideDifference: { method: 'POST', path: '/cycles/{cycle}/money/reconciliation/{entry}/set-aside', params: books.entryPath, body: books.setAsideDifference, answer: books.setAsideAnswer, sees: 'subtree' },
  carryable: { method: 'GET', path: '/cycles/{cycle}/money/carryable', params: api.cyclePath, query: carried.carryableQuery, answer: carried.carryable, sees: 'subtree', foretells: 'registerLine' },
  moneyExport: { method: 'GET', path: '/cycles/{cycle}/money/export', params: api.cyclePath, query: books.exportQuery, answer: api.spreadsheet, sees: 'subtree' },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** Acts on a duty that exists may say how it was when it was read, in the header If-Match; what a draft opens does not exist yet. */
export const takesIfMatch = ({ acts, path }: Route): boolean => acts !== undefined && acts !== 'draftOrder' && path.includes('{duty}');
