/**
 * Every route of the API in one table: method, path, what it takes and gives. `acts` names the command a route
 * gives; who may is in the command table of the domain and nowhere else. Reads name who may see them.
 */
import type { z } from 'zod';
import type { cycleCommands } from '../domain/cycle/cycle.ts';
import type { DutyCommandName } from '../domain/unit-year/kinds.ts';
import * as api from './api.ts';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answer: z.ZodType;
  /** The command it gives, to a unit's year or to the cycle. */
  acts?: DutyCommandName | keyof typeof cycleCommands;
  /**
   * Who may read: `anyone`, whoever is `signedIn` (sees only one's own), or whoever's `subtree` holds the unit or
   * cycle: a post in the unit or above it on that day, or in the department that verifies that very report.
   */
  sees?: 'anyone' | 'signedIn' | 'subtree';
}

export const routes = {
  health: { method: 'GET', path: '/health', answer: api.health, sees: 'anyone' },
  ready: { method: 'GET', path: '/ready', answer: api.readiness, sees: 'anyone' },
  signIn: { method: 'POST', path: '/session', body: api.signIn, answer: api.session, sees: 'anyone' },
  whoAmI: { method: 'GET', path: '/session', answer: api.session, sees: 'signedIn' },
  signOut: { method: 'DELETE', path: '/session', answer: api.nothing, sees: 'signedIn' },
  myTasks: { method: 'GET', path: '/tasks', query: api.tasksQuery, answer: api.tasks, sees: 'signedIn' },
  myInbox: { method: 'GET', path: '/inbox', query: api.listQuery, answer: api.inbox, sees: 'signedIn' },
  myAct: { method: 'GET', path: '/acts/{key}', params: api.actPath, answer: api.actAnswer, sees: 'signedIn' },
  cycles: { method: 'GET', path: '/cycles', query: api.listQuery, answer: api.cycles, sees: 'signedIn' },
  draftCycle: { method: 'POST', path: '/cycles', body: api.draftCycle, answer: api.actAnswer, acts: 'draftCycle' },
  cycle: { method: 'GET', path: '/cycles/{cycle}', params: api.cyclePath, answer: api.cycleView, sees: 'subtree' },
  amendCycle: { method: 'POST', path: '/cycles/{cycle}/documents', params: api.cyclePath, body: api.amendCycle, answer: api.actAnswer, acts: 'amendCycle' },
  launchCycle: { method: 'POST', path: '/cycles/{cycle}/launch', params: api.cyclePath, body: api.nothing, answer: api.actAnswer, acts: 'launchCycle' },
  advanceClock: { method: 'POST', path: '/cycles/{cycle}/clock', params: api.cyclePath, body: api.advanceClock, answer: api.actAnswer, acts: 'advanceClock' },
  cancelCycle: { method: 'POST', path: '/cycles/{cycle}/cancel', params: api.cyclePath, body: api.cancelCycle, answer: api.actAnswer, acts: 'cancelCycle' },
  tree: { method: 'GET', path: '/cycles/{cycle}/tree', params: api.cyclePath, query: api.treeQuery, answer: api.tree, sees: 'subtree' },
  letters: { method: 'GET', path: '/cycles/{cycle}/letters', params: api.cyclePath, query: api.lettersQuery, answer: api.letters, sees: 'subtree' },
  reports: { method: 'GET', path: '/cycles/{cycle}/reports', params: api.cyclePath, query: api.reportsQuery, answer: api.reports, sees: 'subtree' },
  letter: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/letters/{duty}', params: api.dutyPath, answer: api.letterView, sees: 'subtree' },
  signLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/sign', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'signLetter' },
  objectToLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/object', params: api.dutyPath, body: api.objectToLetter, answer: api.actAnswer, acts: 'objectToLetter' },
  reviseLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/revise', params: api.dutyPath, body: api.reviseLetter, answer: api.actAnswer, acts: 'reviseLetter' },
  refuseObjection: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/refuse', params: api.dutyPath, body: api.refuseObjection, answer: api.actAnswer, acts: 'refuseObjection' },
  countersignLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/countersign', params: api.dutyPath, body: api.nothing, answer: api.actAnswer, acts: 'countersignLetter' },
  voidLetter: { method: 'POST', path: '/cycles/{cycle}/units/{unit}/letters/{duty}/void', params: api.dutyPath, body: api.voidLetter, answer: api.actAnswer, acts: 'voidLetter' },
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
  uploadDocument: { method: 'POST', path: '/documents', query: api.uploadQuery, answer: api.documentView, sees: 'signedIn' },
  document: { method: 'GET', path: '/documents/{sha256}', params: api.documentPath, answer: api.documentContent, sees: 'signedIn' },
  story: { method: 'GET', path: '/cycles/{cycle}/units/{unit}/obligations/{duty}', params: api.dutyPath, answer: api.story, sees: 'subtree' },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
