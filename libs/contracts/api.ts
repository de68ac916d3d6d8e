import { z } from 'zod';
import { lights } from '../domain/light.ts';
import { orderOrigins } from '../domain/order/order.ts';
import { setDate } from './api-dates.ts';
import { nextYearWaits } from './api-next-year.ts';
import { attachments, attachmentsShown, signature } from './api-papers.ts';
import { basis, besideLedger, inHand, light, list, page } from './api-parts.ts';
import { cycleId, cycleSlug, documentReference, dutyKey, idempotencyKey, instant, line, localDate, period, policyId, postId, sha256, text, unitId } from './common.ts';
import { documentTypes } from './document-types.ts';
import { figure } from './policy.ts';

/**
 * What the API takes and gives. One schema each: it validates, types, documents, and (later) draws the form.
 */

export * from './api-dates.ts';
export * from './api-divisions.ts';
export * from './api-completeness.ts';
export * from './api-live.ts';
export * from './api-next-year.ts';
export * from './api-matrix.ts';
export * from './api-reads.ts';
export * from './api-papers.ts';
export * from './api-reminding.ts';
export * from './api-organisation.ts';

// —— taken ——
export const signIn = z.strictObject({ login: line(60), password: z.string().min(1).max(200) });
export const cyclePath = z.strictObject({ cycle: cycleSlug });
export const unitPath = z.strictObject({ cycle: cycleSlug, unit: unitId });
export const dutyPath = z.strictObject({ cycle: cycleSlug, unit: unitId, duty: dutyKey });
export const pausePath = z.strictObject({ cycle: cycleSlug, pause: z.string().regex(/^p[1-9]\d{0,3}$/) });
export const actPath = z.strictObject({ key: idempotencyKey });
/** Headers are not ours alone: other names pass, these two are checked. */
export const actHeaders = z.object({ 'idempotency-key': idempotencyKey });
/** The `seq` of the duty as it was read, in quotes: an act on one that has moved since is refused. */
export const ifMatch = z.string().regex(/^"\d{1,9}"$/);

export const draftCycle = z.strictObject({
  pack: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  year: z.int().min(2000).max(2100),
  /** A drill starts its own clock here; leave out for a live year. */
  drillFrom: instant.optional(),
  requiredBy: documentReference.optional(),
  approvedBy: documentReference.optional(),
  /** Why the year is drafted though the letters directly below do not add up to the root's totals. */
  overrideReason: line(500).optional(),
});
/** Why the year is launched though some unit then has more letters than the pack allows in a year. */
export const launchCycle = z.strictObject({ overSigningReason: line(500).optional() });
export const amendCycle = z.strictObject({ requiredBy: documentReference, approvedBy: documentReference });
export const advanceClock = z.strictObject({ to: instant });
export const cancelCycle = z.strictObject({ reason: line(500) });
/** Of the whole cycle, or of the units under one; from now unless it says when, until somebody ends it unless it says so. */
export const setPause = z.strictObject({ under: unitId.optional(), from: instant.optional(), to: instant.optional(), reason: line(500), document: documentReference.optional() });
export const nothing = z.strictObject({});

export const objectToLetter = z.strictObject({ indicator: line(40), reason: line(1000), proposed: figure });
export const reviseLetter = z.strictObject({ value: figure, reason: line(1000) });
export const refuseObjection = z.strictObject({ reason: line(1000) });
export const voidLetter = z.strictObject({ reason: line(500) });
const targetFigures = { value: figure, byPeriod: z.record(z.string().max(4), figure).optional() };
export const supplementLetter = z.strictObject({
  targets: z.array(z.strictObject({ indicator: line(40), ...targetFigures })).min(1).max(60), requiredBy: documentReference, reason: line(1000),
});
export const withdrawSupplement = z.strictObject({ reason: line(1000) });
/** Only what differs from the plan; `indicator` is the one the letter below states. */
export const allocateTargets = z.strictObject({
  shares: z.array(z.strictObject({
    unit: unitId, indicator: line(40), ...targetFigures,
    /** The unit of measure the value is in; checked where it is given. */
    measure: line(20).optional(),
  })).max(1000),
  /** Why the letters below are issued though the shares fall short. */
  overrideReason: line(500).optional(),
});
export const submitReport = z.strictObject({
  figures: z.array(z.strictObject({ indicator: line(40), value: figure, cause: text(500).optional() })).max(60),
  problems: text(2000), nextSteps: text(2000), attachments,
});
const comments = z.array(z.strictObject({ field: line(60), comment: line(500) })).min(1).max(60);
export const returnReport = z.strictObject({ comments });
export const submitNil = z.strictObject({ reason: line(500) });
export const submitPlan = z.strictObject({
  items: z.array(z.strictObject({
    title: line(60), owner: line(30), dueOn: localDate, measure: line(60).optional(),
    amountFen: z.int().min(0).max(1e14).optional().describe('integer fen'),
  })).min(1).max(40),
  text: text(2000), attachments,
});
export const returnPlan = z.strictObject({ comments });
export const recordMeeting = z.strictObject({ heldOn: localDate, minutesNumber: line(60), topic: line(200), attendees: z.int().min(1).max(10_000).optional(), attachments });
export const declareNoTask = z.strictObject({ reason: line(500) });
export const requireTask = z.strictObject({ reason: line(500) });
export const waiveDuty = z.strictObject({ reason: line(500), document: documentReference });

const stagesAsked = z.array(z.strictObject({ what: line(200), dueOn: localDate })).max(12);
export const draftOrder = z.strictObject({
  /** What asks for it: number, title or date of the instruction, minutes, finding, or overdue item. */
  origin: z.strictObject({ kind: z.enum(orderOrigins), reference: line(200) }),
  subject: line(80),
  matter: text(2000).min(1),
  deadline: localDate,
  stages: stagesAsked.default([]),
  /** Units of the cycle's tree that assist. */
  assisting: z.array(unitId).max(20).refine((units) => new Set(units).size === units.length, 'each unit once').default([]),
});
/** Left out, the draft's own dates hold; a draft of the ladder has none, and gets the pack's working days. */
export const issueOrder = z.strictObject({ deadline: localDate.optional(), stages: stagesAsked.optional() });
export const discardOrder = z.strictObject({ reason: line(500) });
export const giveFeedback = z.strictObject({ text: text(2000).min(1), attachments });
export const completeOrder = z.strictObject({ result: text(2000).min(1) });
export const returnOrder = z.strictObject({ reason: line(500) });
export const closeOrder = z.strictObject({ opinion: line(500) });
export const voidOrder = z.strictObject({ reason: line(500) });

export const returnStep = z.strictObject({ reason: line(1000) });
export const passStepOffline = z.strictObject({ post: postId, signedOn: localDate, document: sha256 });
export const acceptReport = z.strictObject({ despite: line(1000).optional().describe('why it is accepted although a department disputes a figure') });
export const disputeFigures = z.strictObject({
  disputes: z.array(z.strictObject({ indicator: line(40), value: figure.optional().describe('the figure as the department has it'), reason: line(1000) })).min(1).max(60),
});
/** A document is sent as the body itself: PDF, JPEG, PNG, or an Excel or Word file without macros; what it is is told from its content. */
export const uploadQuery = z.strictObject({ unit: unitId, name: line(120) });
export const documentPath = z.strictObject({ sha256 });

export const listQuery = z.strictObject(page);
export const tasksQuery = z.strictObject({ cycle: cycleSlug, ...page });
export const lettersQuery = z.strictObject({ status: z.enum(['drafted', 'issued', 'objected', 'countersigning', 'inForce', 'supplementing', 'supplementSigned', 'voided', 'lapsed']).optional(), ...page });
export const reportsQuery = z.strictObject({ period: period.optional(), light: z.enum(lights).optional(), ...page });
export const obligationsQuery = z.strictObject({ under: unitId.optional(), kind: policyId.optional(), policy: policyId.optional(), period: period.optional(), light: z.enum(lights).optional(), ...page });
export const figuresQuery = z.strictObject({ period, policy: policyId.optional(), under: unitId.optional(), ...page });
export const ordersQuery = z.strictObject({ status: z.enum(['drafted', 'issued', 'acknowledged', 'reported', 'closed', 'voided', 'discarded', 'lapsed']).optional(), ...page });
export const treeQuery = z.strictObject({ under: unitId.optional(), ...page });

// —— given ——

export const problem = z.strictObject({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), detail: z.string(),
  /** The sentence in both languages, whichever was asked for. */
  words: z.strictObject({ zh: z.string(), en: z.string() }),
  facts: z.record(z.string(), z.unknown()).optional(),
  /** JSON pointers of the fields at fault. */
  errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
});

const heldPost = z.strictObject({ post: z.string(), title: z.string(), unit: z.string(), unitName: z.string(), functions: z.array(z.string()), tenure: z.string() });
export const session = z.strictObject({
  account: z.string(), person: z.string(), name: z.string(), role: z.enum(['official', 'supervisor', 'auditor']),
  /** Goes back in the header X-CSRF-Token with every act. */
  csrf: z.string(), expiresAt: instant, posts: z.array(heldPost).max(50),
  /** Signed in with a first password: nothing is open but to choose one's own. */
  mustChangePassword: z.boolean(),
});

/** What became of an act. `recorded` is final; `pending` has an address to ask again. */
export const actAnswer = z.strictObject({
  key: z.string(), state: z.enum(['recorded', 'pending']), stream: z.string(), seq: z.int().nullable(), at: instant.nullable(),
  events: z.array(z.string()), obligation: z.string().nullable(), status: z.string().nullable(), address: z.string(),
});

/** `seq` goes back in If-Match with an act on what was read: see `changedMeanwhile`. */
const dated = { dueOn: localDate.nullable(), dueAt: instant.nullable(), originalDueOn: localDate.nullable(), seq: z.int() };
export const taskItem = z.strictObject({
  obligation: z.string(), cycle: cycleId, unit: z.string(), unitName: z.string(), duty: z.string(), title: basis,
  act: z.string(), post: z.string(), postTitle: z.string(), dueOn: localDate, dueAt: instant, originalDueOn: localDate.nullable(), seq: z.int(),
  light, workingDaysLeft: z.int(), basis, link: z.string(),
});
/** `posts`: held on the cycle's day; in a drill that is not today. */
export const tasks = list(taskItem).extend({ now: instant, isDrill: z.boolean(), posts: z.array(heldPost).max(50) });

const shortfall = z.strictObject({
  indicator: z.string(), name: z.string(), measure: z.string(), direction: z.string(), period: z.string(), unit: z.string().nullable(), unitName: z.string().nullable(),
  target: z.number(), sum: z.number(), missing: z.number(),
});
export const cycleView = z.strictObject({
  id: cycleId, slug: cycleSlug, campaign: z.string(), name: basis, label: basis.nullable(), year: z.int(), title: z.string(), status: z.string(),
  isDrill: z.boolean(), now: instant, advancingTo: instant.nullable(), pack: z.string(), packVersion: z.string(), calendar: z.string(),
  /** `id@version` of the pack and each it builds on, nearest first. */
  packLineage: z.array(z.string()).max(20),
  root: z.string(), launchedAt: instant.nullable(), units: z.int(), unitsStarted: z.int(),
  requiredBy: documentReference.nullable(), approvedBy: documentReference.nullable(), cancelledFor: z.string().nullable(),
  pauses: z.array(z.strictObject({ pause: z.string(), under: z.string(), from: instant, to: instant.nullable(), reason: z.string(), document: documentReference.nullable() })).max(1000),
  targetsOverride: z.strictObject({ reason: z.string(), shortfalls: z.array(shortfall) }).nullable(), dueDates: z.array(setDate).max(200),
  overSigning: z.strictObject({ reason: z.string(), limit: z.int(), units: z.int() }).nullable(),
  nextYearWaits: nextYearWaits.nullable(),
});
export const cycles = list(cycleView);

const targetFigure = z.strictObject({ indicator: z.string(), value: z.number(), byPeriod: z.record(z.string(), z.number()).optional() });
export const letterView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), superior: z.string(), superiorName: z.string(), duty: z.string(), title: basis,
  status: z.string(), version: z.int(), light, ...dated, basis,
  requiredBy: documentReference.nullable(), approvedBy: documentReference.nullable(), needsCountersign: z.boolean(),
  targets: z.array(z.strictObject({
    indicator: z.string(), name: z.string(), measure: z.string(), direction: z.string(), period: z.string(), aggregation: z.string(), source: z.string(),
    value: z.number(), byPeriod: z.record(z.string(), z.number()),
  })),
  signers: z.array(z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable(), signedAt: instant.nullable() })),
  signatures: z.array(signature), countersignature: signature.nullable(), inForceAt: instant.nullable(),
  objections: z.array(z.strictObject({
    indicator: z.string(), reason: z.string(), proposed: z.number(), by: z.string(), at: instant,
    answer: z.strictObject({ kind: z.enum(['revised', 'refused']), value: z.number().optional(), reason: z.string(), by: z.string(), at: instant }).optional(),
  })),
  /** Being signed; the targets above are those in force until it is. */
  supplement: z.strictObject({ targets: z.array(targetFigure), requiredBy: documentReference, reason: z.string(), by: z.string(), at: instant }).nullable(),
  /** Allocated by the level above since, and not stated by this letter yet. */
  toSupplement: z.array(targetFigure),
  versions: z.array(z.strictObject({
    version: z.int(), origin: z.enum(['issued', 'revised', 'supplement']), at: instant, inForceAt: instant.nullable(), document: documentReference.nullable(),
    targets: z.record(z.string(), z.number()), signatures: z.array(signature), countersignature: signature.nullable(),
  })).max(8),
  voidedFor: z.string().nullable(),
});
export const letterItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), status: z.string(), version: z.int(), light, ...dated,
  signed: z.int(), signers: z.int(), inForceAt: instant.nullable(),
});
export const letters = list(letterItem).extend({ now: instant });

export const allocationView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), title: basis, status: z.string(), light, ...dated, basis,
  /** A person's name, or `plan` where the planned shares sufficed. */
  by: z.string().nullable(), openedAt: instant.nullable(), allocatedAt: instant.nullable(), onTime: z.boolean().nullable(), overrideReason: z.string().nullable(),
  shortfalls: z.array(shortfall).max(5000),
  lines: z.array(z.strictObject({
    indicator: z.string(), name: z.string(), measure: z.string(), direction: z.string(), period: z.string(), aggregation: z.string(), to: z.string(), toName: z.string(),
    target: z.number().nullable(), targetByPeriod: z.record(z.string(), z.number()),
    /** Null where nothing adds up. */
    sum: z.strictObject({ value: z.number(), byPeriod: z.record(z.string(), z.number()) }).nullable(), inLetters: z.number().nullable(),
    shares: z.array(z.strictObject({
      unit: z.string(), unitName: z.string(), value: z.number(), byPeriod: z.record(z.string(), z.number()), inLetter: z.number().nullable(), letterStatus: z.string().nullable(),
    })).max(1000),
  })).max(60),
  /** Letters below that state another figure than was allocated: to be supplemented. */
  pending: z.array(z.strictObject({ unit: z.string(), indicator: z.string(), share: z.number(), inLetter: z.number(), letterStatus: z.string() })).max(1000),
});

export const overSigningItem = z.strictObject({
  unit: z.string(), unitName: z.string(), count: z.int(), isOver: z.boolean(),
  letters: z.array(z.strictObject({ cycle: cycleId, duty: z.string(), title: basis, status: z.string(), requiredBy: documentReference.nullable(), basis })).max(50),
});
/** `limit`: letters per unit and year that the pack allows; null where it says nothing. */
export const overSigning = list(overSigningItem).extend({ now: instant, limit: z.int().nullable() });

/** Why nothing is owed: 无此项任务 for the year, or 免予 with the document that allows it. */
const exemption = z.strictObject({ kind: z.enum(['noTask', 'waived']), reason: z.string(), by: z.string(), at: instant, document: documentReference.nullable() }).nullable();
const commented = z.strictObject({ at: instant, by: z.string(), comments: z.array(z.strictObject({ field: z.string(), comment: z.string() })) });
const passedStep = z.strictObject({
  step: z.string(), posts: z.array(z.string()), person: z.string(), at: instant,
  offline: z.strictObject({ signedOn: localDate, document: z.string(), registeredBy: z.string() }).nullable(),
});
/** Where a figure stands with the department that verifies it; `unverified` is 未核, and no consent. */
const figureOpinion = z.strictObject({
  indicator: z.string(), name: z.string(), measure: z.string(), value: z.number().nullable(),
  opinion: z.enum(['notYet', 'waiting', 'unverified', 'confirmed', 'disputed']), words: basis,
  by: z.string().nullable(), at: instant.nullable(), proposed: z.number().nullable(), reason: z.string().nullable(), until: localDate.nullable(),
});
const submission = z.strictObject({
  n: z.int(), at: instant, by: z.string(),
  figures: z.array(z.strictObject({ indicator: z.string(), value: z.number(), cause: z.string().optional() })),
  problems: z.string(), nextSteps: z.string(), attachments: attachmentsShown,
  /** 零报告. */
  isNil: z.boolean(),
  changed: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  passed: z.array(passedStep).optional(),
  returned: commented.optional(),
});
export const reportView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), superior: z.string(), superiorName: z.string(), duty: z.string(), title: basis, period: z.string(),
  status: z.string(), light, opensAt: instant, ...dated, basis,
  received: z.boolean(), onTime: z.boolean().nullable(), complete: z.boolean(), firstSubmittedAt: instant.nullable(), acceptedAt: instant.nullable(),
  asked: z.array(z.strictObject({ indicator: z.string(), name: z.string(), measure: z.string(), direction: z.string(), aggregation: z.string(), planned: z.number(), yearly: z.number().optional() })),
  isNil: z.boolean(), isNilAllowed: z.boolean(), exemption,
  /** The report whose accepted figures fill this one in; each asked figure with where it comes from, or null where none was accepted. */
  compiledFrom: z.string().nullable(),
  compiled: z.array(z.strictObject({
    indicator: z.string(), name: z.string(), value: z.number().nullable(), from: z.string().nullable(), submission: z.int().nullable(), acceptedAt: instant.nullable(),
  })),
  submissions: z.array(submission), ...besideLedger,
  acceptedDespite: z.string().nullable(),
  steps: z.array(z.strictObject({
    id: z.string(), title: basis, mode: z.enum(['one', 'all']), basis, state: z.enum(['toCome', 'now', 'passed']),
    posts: z.array(z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable() })), passed: z.array(passedStep),
  })),
  /** What is on its way through the unit; shown in the unit only. */
  draft: submission.omit({ n: true, passed: true, returned: true })
    .extend({ handedBack: z.strictObject({ step: z.string(), at: instant, by: z.string(), reason: z.string() }).nullable() }).nullable(),
  opinions: z.array(figureOpinion.extend({ department: z.string(), departmentName: z.string(), duty: z.string() })),
});
export const verificationView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), report: z.string(), title: basis, department: z.string(), departmentName: z.string(),
  status: z.string(), words: basis, light, ...dated, basis, openedAt: instant.nullable(), answeredAt: instant.nullable(), figures: z.array(figureOpinion),
});
export const documentView = z.strictObject({ sha256, type: z.enum(documentTypes), bytes: z.int(), unit: unitId, name: z.string(), at: instant });
/** The bytes as they were sent. */
export const documentContent = z.unknown();
export const reportItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), period: z.string(), status: z.string(), light, opensAt: instant, ...dated,
  received: z.boolean(), onTime: z.boolean().nullable(), complete: z.boolean(), submissions: z.int(),
  /** 零报告. */
  isNil: z.boolean(),
});
export const reports = list(reportItem).extend({ now: instant });

export const planView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), superior: z.string(), superiorName: z.string(), duty: z.string(), title: basis, year: z.int(),
  status: z.string(), light, opensAt: instant, ...dated, basis,
  received: z.boolean(), onTime: z.boolean().nullable(), complete: z.boolean(), firstSubmittedAt: instant.nullable(), approvedAt: instant.nullable(), exemption,
  submission: z.strictObject({
    n: z.int(), at: instant, by: z.string(), text: z.string(), attachments: attachmentsShown,
    items: z.array(z.strictObject({ title: z.string(), owner: z.string(), dueOn: localDate, measure: z.string().optional(), amountFen: z.int().optional() })),
    returned: commented.optional(),
  }).nullable(),
});
export const meetingView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), superior: z.string(), superiorName: z.string(), duty: z.string(), title: basis, period: z.string(),
  from: localDate, to: localDate, status: z.string(), light, opensAt: instant, ...dated, basis, onTime: z.boolean().nullable(), exemption,
  held: z.strictObject({ heldOn: localDate, minutesNumber: z.string(), topic: z.string(), attendees: z.int().optional(), attachments: attachmentsShown, by: z.string(), at: instant }).nullable(),
});

/** Any obligation in a line: one list for all kinds. */
export const obligationItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), kind: z.string(), policy: z.string(), period: z.string().nullable(), title: basis,
  /** The status, and what it is called. */
  status: z.string(), words: basis, light,
  /** Null while nobody knows when: a letter that is not issued yet. */
  opensAt: instant.nullable(), ...dated, received: z.boolean(), onTime: z.boolean().nullable(), complete: z.boolean(), isNil: z.boolean(), exemption, ...inHand,
});
export const obligations = list(obligationItem).extend({ now: instant });

/**
 * Accepted figures of a period rolled up over a subtree, and the units behind them. Types of unit are kept apart: a
 * town's figure holds its villages', so adding both would count twice.
 */
export const figures = list(z.strictObject({
  unit: z.string(), unitName: z.string(), unitType: z.string(), duty: z.string(), status: z.string(),
  /** `exempt`: nothing is owed; it is not missing. */
  standing: z.enum(['in', 'missing', 'exempt']), isNil: z.boolean(), acceptedAt: instant.nullable(),
  figures: z.array(z.strictObject({ indicator: z.string(), value: z.number() })),
})).extend({
  now: instant, under: z.string(), period: z.string(),
  units: z.array(z.strictObject({ unitType: z.string(), in: z.int(), missing: z.int(), exempt: z.int() })).max(100),
  /** By the indicator's aggregation: the sum; of what each must reach, the one furthest from it; null where figures cannot be put together. */
  totals: z.array(z.strictObject({
    unitType: z.string(), indicator: z.string(), name: z.string(), measure: z.string(), direction: z.string(), aggregation: z.string(), value: z.number().nullable(), units: z.int(),
  })).max(2000),
});

const signedOff = z.strictObject({ at: instant, by: z.string() });
export const orderItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), title: basis, status: z.string(), light, number: z.string().nullable(),
  origin: z.enum(orderOrigins), deadline: localDate.nullable(), ...dated, issuedAt: instant.nullable(), onTime: z.boolean().nullable(), closedAt: instant.nullable(),
});
export const orders = list(orderItem).extend({ now: instant });
export const orderView = orderItem.omit({ origin: true, issuedAt: true, closedAt: true }).extend({
  superior: z.string(), superiorName: z.string(), basis, matter: basis,
  /** By the ladder: which duty of the unit is overdue since when. By hand: what asks for it. */
  origin: z.strictObject({ by: z.enum(['ladder', 'hand']), kind: z.enum(orderOrigins), duty: z.string().nullable(), title: basis.nullable(), dueOn: localDate.nullable(), reference: z.string().nullable() }),
  assisting: z.array(z.strictObject({ unit: z.string(), name: z.string() })),
  draftedBy: z.string().nullable(), draftedAt: instant, issued: signedOff.nullable(), acknowledged: signedOff.extend({ onTime: z.boolean() }).nullable(),
  stages: z.array(z.strictObject({ what: z.string(), dueOn: localDate, answeredAt: instant.nullable(), onTime: z.boolean().nullable() })),
  /** The latest five; the story has them all. */
  feedback: z.array(z.strictObject({ n: z.int(), at: instant, by: z.string(), text: z.string(), stage: z.int().nullable(), assisting: z.string().nullable(), attachments: attachmentsShown })), feedbacks: z.int(),
  completion: signedOff.extend({ result: z.string(), returned: signedOff.extend({ reason: z.string() }).nullable() }).nullable(),
  closed: signedOff.extend({ opinion: z.string() }).nullable(), ended: z.strictObject({ at: instant, by: z.string().nullable(), reason: z.string().nullable() }).nullable(),
});

/** Everything that happened to one obligation, and what is still to come. */
export const story = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), title: basis, kind: z.string(), status: z.string(), light, ...dated, basis, now: instant,
  waitsFor: z.strictObject({ act: z.string(), posts: z.array(z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable() })), dueOn: localDate, basis }).nullable(),
  events: z.array(z.strictObject({
    seq: z.int(), at: instant, type: z.string(), words: basis, person: z.string().nullable(), posts: z.array(z.string()), body: z.record(z.string(), z.unknown()), hash: z.string(),
  })).max(500),
  notices: z.array(z.strictObject({
    key: z.string(), stage: z.string(), words: z.string(), dating: z.int(), post: z.string(), postTitle: z.string(), at: instant, status: z.string(), toldAt: instant.nullable(), person: z.string().nullable(),
    reason: z.string().nullable(), mail: z.strictObject({ messageId: z.string().nullable(), status: z.string(), response: z.string().nullable(), sentAt: instant.nullable() }).nullable(),
  })).max(500),
});

const counts = z.record(light, z.int());
export const treeUnit = z.strictObject({
  id: z.string(), name: z.string(), type: z.string(), under: z.string().nullable(), administeredBy: z.string().nullable(),
  /** The unit's own duties. */
  duties: z.array(z.strictObject({ obligation: z.string(), duty: z.string(), status: z.string(), light, dueOn: localDate.nullable() })).max(60),
  /** Lights of all duties below it. */
  below: counts, children: z.int(),
});
export const tree = list(treeUnit).extend({ now: instant, parent: z.string().nullable() });

export const inboxItem = z.strictObject({
  id: z.int(), cycle: cycleId, at: instant, toldAt: instant, stage: z.string(), act: z.string(), title: z.string(), unit: z.string(), unitName: z.string(), dueOn: localDate,
  originalDueOn: localDate.nullable(), basis: z.string(), link: z.string(), obligation: z.string(),
  mail: z.strictObject({ status: z.string(), messageId: z.string().nullable(), response: z.string().nullable() }).nullable(),
});
export const inbox = list(inboxItem);

export const health = z.strictObject({ status: z.literal('ok') });
export const readiness = z.strictObject({ status: z.enum(['ready', 'notReady']), parts: z.record(z.string(), z.strictObject({ ok: z.boolean(), detail: z.string() })) });
