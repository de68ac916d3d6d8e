import { z } from 'zod';
import { attachments } from './api-papers.ts';
import { basis, list, page } from './api-parts.ts';
import { cycleSlug, documentReference, instant, line, localDate, text, unitId } from './common.ts';

/** What the API takes and gives about projects and public notices. Amounts are fen, whole numbers. */

const fen = z.int().min(1).max(9_000_000_000_000_000).describe('fen, a whole number above zero');
const lineId = z.string().regex(/^L[1-9]\d{0,9}$/);
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,29}$/).describe('the project’s number in the library');
const noticeId = z.string().regex(/^N[1-9]\d{0,9}$/);
const milestoneId = z.enum(['start', 'finish', 'acceptance']).or(z.string().regex(/^m[1-9]\d?$/));
const stage = z.enum(['proposed', 'approved', 'started', 'finished', 'accepted', 'closed', 'withdrawn', 'carried']);
const noticeStage = z.enum(['before', 'after']).describe('before the money is spent, or after');
const projectActs = ['approveProject', 'startProject', 'finishProject', 'acceptProject', 'closeProject', 'withdrawProject', 'reachMilestone', 'revisePlan', 'setFunds', 'nameRequest', 'addPhotos'] as const;
const noticeActs = ['proveNotice', 'takeDownNotice', 'postNoticeAgain', 'recordObjection', 'answerObjection'] as const;
const shown = attachments.unwrap().min(1);

// —— projects ——

export const projectPath = z.strictObject({ cycle: cycleSlug, code });
export const projectsQuery = z.strictObject({ ...page, stage: stage.optional(), unit: unitId.optional(), line: lineId.optional(), late: z.enum(['own', 'money']).optional() });

const planned = z.strictObject({ dueOn: localDate, basis: line(120) });
const funds = z.array(z.strictObject({ line: lineId, amount: fen })).max(20);

export const proposeProject = z.strictObject({
  code, name: line(120), unit: unitId, department: unitId.nullable().default(null).describe('who accepts it; null: the office at the root'), cost: fen, funds: funds.default([]),
  plan: z.strictObject({ start: planned.nullable().default(null), finish: planned.nullable().default(null), acceptance: planned.nullable().default(null) }).default({ start: null, finish: null, acceptance: null }),
  milestones: z.array(planned.extend({ name: line(60) })).max(20).default([]), on: localDate,
});
export const approveProject = z.strictObject({ on: localDate, document: documentReference });
export const startProject = z.strictObject({ on: localDate, attachments });
export const finishProject = z.strictObject({ on: localDate, attachments });
export const acceptProject = z.strictObject({ on: localDate, opinion: text(1000), attachments });
export const closeProject = z.strictObject({ on: localDate });
export const withdrawProject = z.strictObject({ on: localDate, reason: line(500) });
export const reachMilestone = z.strictObject({ milestone: milestoneId, on: localDate, attachments });
export const revisePlan = z.strictObject({ milestone: milestoneId, dueOn: localDate, document: documentReference, on: localDate });
export const setFunds = z.strictObject({ cost: fen, funds, document: documentReference, on: localDate });
export const nameRequest = z.strictObject({ line: lineId, request: z.string().regex(/^r[1-9]\d{0,5}$/).describe('a payment request that the unit filed for it') });
export const addPhotos = z.strictObject({ milestone: milestoneId, on: localDate, attachments: shown });

const lateness = z.strictObject({
  milestone: z.string(), dueOn: localDate, until: localDate.describe('reached, or the day of the cycle'), days: z.int(), own: z.int().describe('days that are its own unit’s'),
  byMoney: z.array(z.strictObject({ line: z.string(), unit: z.string(), unitName: z.string(), from: localDate, to: localDate, days: z.int() })).max(400).describe('days on which its money lay late with others'),
});
const lateInShort = z.strictObject({ milestone: z.string(), days: z.int(), own: z.int(), money: z.int(), isOpen: z.boolean().describe('not reached yet') });
const mayDo = <A extends string>(acts: readonly [A, ...A[]]) => z.array(z.strictObject({ act: z.enum(acts), at: z.string(), unit: z.string().describe('of the post under which the reader would do it: files are brought for it') })).max(1_000).describe('what the reader may do now, each act at what it is about');
const paid = z.int().nullable().describe('by the payment requests named for it; null where none is named');
const head = { code: z.string(), name: z.string(), unit: z.string(), unitName: z.string(), stage, stageOn: localDate, cost: z.int() };

export const projects = list(z.strictObject({ ...head, funded: z.int(), paid, nextDueOn: localDate.nullable(), late: z.array(lateInShort).max(30),
  plan: z.array(z.strictObject({ milestone: z.string(), dueOn: localDate.nullable(), reachedOn: localDate.nullable() })).max(3).describe('start, finish and acceptance'),
}));

export const linesOfDocumentPath = z.strictObject({ cycle: cycleSlug, unit: unitId });
export const linesOfDocumentQuery = z.strictObject({ document: line(60) });
/** Lines of a document that are to come to a unit, also before anything has come. */
export const linesOfDocument = z.strictObject({ lines: z.array(z.strictObject({ line: z.string(), purpose: z.string(), documentNumber: z.string(), received: z.int() })).max(50) });

/** A project whole, with whose days its delays are. */
export const projectView = z.strictObject({
  ...head, department: z.strictObject({ unit: z.string(), name: z.string() }).nullable(), seq: z.int(), now: instant, paid, may: mayDo(projectActs), isInside: z.boolean().describe('the reader sees its unit, and so its money; a department that accepts it may not'),
  funds: z.array(z.strictObject({
    line: z.string(), amount: z.int(), requests: z.array(z.string()).max(1000).nullable().describe('null: none named; any of the unit’s may be for it'), purpose: z.string(), documentNumber: z.string(), got: z.int().describe('what the unit has received of it'),
    filed: z.array(z.strictObject({ id: z.string(), amount: z.int(), payee: z.string(), status: z.enum(['filed', 'returned', 'accepted', 'paid', 'withdrawn']), on: localDate.describe('of what happened to it last') })).max(1000).describe('the unit’s payment requests on it'),
  })).max(20),
  milestones: z.array(z.strictObject({
    id: z.string(), name: z.string().nullable().describe('null for start, finish and acceptance'), dueOn: localDate.nullable(), basis: z.string().nullable(), originalDueOn: localDate.nullable(), reachedOn: localDate.nullable(), photos: z.array(z.strictObject({ sha256: z.string(), name: z.string() })).max(100),
    revisions: z.array(z.strictObject({ from: localDate.nullable(), to: localDate, document: documentReference, on: localDate })),
  })).max(23),
  stages: z.array(z.strictObject({ stage, on: localDate, document: documentReference.nullable(), note: z.string().nullable() })).max(8),
  late: z.array(lateness).max(23),
});

// —— public notices ——

export const noticePath = z.strictObject({ cycle: cycleSlug, notice: noticeId });
export const noticesQuery = z.strictObject({ ...page, unit: unitId.optional(), stage: noticeStage.optional(), project: code.optional(), line: lineId.optional() });
export const lackingQuery = z.strictObject({ ...page, unit: unitId.optional(), stage: noticeStage.optional() });

const place = { where: line(120), from: localDate, to: localDate, attachments };

export const postNotice = z.strictObject({
  unit: unitId, stage: noticeStage, of: z.union([z.strictObject({ project: code }), z.strictObject({ line: lineId })]).nullable().default(null), what: line(200), ...place,
});
export const postNoticeAgain = z.strictObject(place);
export const proveNotice = z.strictObject({ on: localDate, attachments: shown });
export const takeDownNotice = z.strictObject({ on: localDate, reason: line(200) });
export const recordObjection = z.strictObject({ text: line(1000), by: line(60).nullable().default(null).describe('null: anonymous'), contact: line(60).nullable().default(null), on: localDate });
export const answerObjection = z.strictObject({ objection: z.string().regex(/^o[1-9]\d{0,3}$/), answer: line(1000), on: localDate });

const setDays = z.strictObject({ days: z.int(), counted: z.enum(['natural', 'working']), basis }).nullable();
const days = z.array(z.strictObject({ on: localDate, n: z.int().nullable(), why: z.enum(['posting', 'weekend', 'holiday', 'takenDown']).nullable() })).max(200).describe('from posting to the last of the days that are set; n: which of them it is');

export const noticeDaysQuery = z.strictObject({ from: localDate });
/** For how long a notice posted on a day has to be up, day by day. */
export const noticeDays = z.strictObject({ setDays, days, until: localDate.nullable() });

const standing = {
  countsFrom: localDate.describe('the first day that counts: the day after it was posted'), setUntil: localDate.nullable().describe('the last of the days that are set'), until: localDate, counted: z.boolean(), countedOn: localDate.nullable(),
  missing: z.array(z.strictObject({ code: z.enum(['noticeTakenDown', 'noticeRunning', 'noticeUnproved', 'objectionOpen']), facts: z.record(z.string(), z.unknown()), words: basis })).max(502),
};
const noticeHead = {
  notice: z.string(), unit: z.string(), unitName: z.string(), stage: noticeStage, title: z.string().nullable().describe('what the project is called, or what the money is for'), of: z.union([z.strictObject({ project: z.string() }), z.strictObject({ line: z.string() })]).nullable(), what: z.string(), from: localDate, where: z.string(), ...standing,
};

export const publicNotices = list(z.strictObject(noticeHead));

export const publicNoticeView = z.strictObject({
  ...noticeHead, status: z.enum(['open', 'closed']), seq: z.int(), now: instant, setDays, days, may: mayDo(noticeActs),
  postings: z.array(z.strictObject({ where: z.string(), from: localDate, to: localDate, proof: z.array(z.strictObject({ sha256: z.string(), name: z.string() })).max(30), provedOn: localDate.nullable(), takenDown: z.strictObject({ on: localDate, reason: z.string() }).nullable() })),
  objections: z.array(z.strictObject({ id: z.string(), text: z.string(), by: z.string().nullable(), contact: z.string().nullable(), on: localDate, answered: z.strictObject({ on: localDate, answer: z.string() }).nullable() })).max(500),
});

/** Projects, and money of lines, of which nothing is shown where something should be. */
export const lackingNotices = list(z.strictObject({
  of: z.union([z.strictObject({ project: z.string() }), z.strictObject({ line: z.string() })]), unit: z.string(), unitName: z.string(), title: z.string(), stage: noticeStage, since: localDate.describe('the day it was approved or finished; of money, the day it came'),
}));

