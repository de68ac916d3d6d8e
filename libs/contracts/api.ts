import { z } from 'zod';
import { lights } from '../domain/light.ts';
import { cursor, cycleId, cycleSlug, documentReference, dutyKey, idempotencyKey, instant, limit, line, localDate, postId, sha256, text, unitId } from './common.ts';
import { figure } from './policy.ts';

/**
 * What the API takes and gives. One schema each: it validates, types, documents, and (later) draws the form.
 */

// —— taken ——
export const signIn = z.strictObject({ login: line(60), password: z.string().min(1).max(200) });
export const cyclePath = z.strictObject({ cycle: cycleSlug });
export const unitPath = z.strictObject({ cycle: cycleSlug, unit: unitId });
export const dutyPath = z.strictObject({ cycle: cycleSlug, unit: unitId, duty: dutyKey });
export const actPath = z.strictObject({ key: idempotencyKey });
/** Headers are not ours alone: other names pass, these two are checked. */
export const actHeaders = z.object({ 'idempotency-key': idempotencyKey });

export const draftCycle = z.strictObject({
  pack: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  year: z.int().min(2000).max(2100),
  /** A drill starts its own clock here; leave out for a live year. */
  drillFrom: instant.optional(),
  requiredBy: documentReference.optional(),
  approvedBy: documentReference.optional(),
});
export const amendCycle = z.strictObject({ requiredBy: documentReference, approvedBy: documentReference });
export const advanceClock = z.strictObject({ to: instant });
export const cancelCycle = z.strictObject({ reason: line(500) });
export const nothing = z.strictObject({});

export const objectToLetter = z.strictObject({ indicator: line(40), reason: line(1000), proposed: figure });
export const reviseLetter = z.strictObject({ value: figure, reason: line(1000) });
export const refuseObjection = z.strictObject({ reason: line(1000) });
export const voidLetter = z.strictObject({ reason: line(500) });
export const submitReport = z.strictObject({
  figures: z.array(z.strictObject({ indicator: line(40), value: figure, cause: text(500).optional() })).max(60),
  problems: text(2000),
  nextSteps: text(2000),
});
export const returnReport = z.strictObject({ comments: z.array(z.strictObject({ field: line(60), comment: line(500) })).min(1).max(60) });

export const returnStep = z.strictObject({ reason: line(1000) });
export const passStepOffline = z.strictObject({ post: postId, signedOn: localDate, document: sha256 });
export const acceptReport = z.strictObject({ despite: line(1000).optional().describe('why it is accepted although a department disputes a figure') });
export const disputeFigures = z.strictObject({
  disputes: z.array(z.strictObject({ indicator: line(40), value: figure.optional().describe('the figure as the department has it'), reason: line(1000) })).min(1).max(60),
});
/** A document is sent as the body itself, application/pdf, image/jpeg or image/png; what it is is told from its content. */
export const uploadQuery = z.strictObject({ unit: unitId, name: line(120) });
export const documentPath = z.strictObject({ sha256 });

const page = { limit, cursor };
export const listQuery = z.strictObject(page);
export const tasksQuery = z.strictObject({ cycle: cycleSlug, ...page });
export const lettersQuery = z.strictObject({ status: z.enum(['drafted', 'issued', 'objected', 'countersigning', 'inForce', 'voided', 'lapsed']).optional(), ...page });
export const reportsQuery = z.strictObject({ period: z.string().regex(/^(Q[1-4]|M(0[1-9]|1[0-2])|Y)$/).optional(), light: z.enum(lights).optional(), ...page });
export const treeQuery = z.strictObject({ under: unitId.optional(), ...page });

// —— given ——
const light = z.enum(lights);
const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item).max(200), next: z.string().nullable() });

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
});

/** What became of an act. `recorded` is final; `pending` has an address to ask again. */
export const actAnswer = z.strictObject({
  key: z.string(), state: z.enum(['recorded', 'pending']), stream: z.string(), seq: z.int().nullable(), at: instant.nullable(),
  events: z.array(z.string()), obligation: z.string().nullable(), status: z.string().nullable(), address: z.string(),
});

const basis = z.strictObject({ zh: z.string(), en: z.string() });
const dated = { dueOn: localDate.nullable(), dueAt: instant.nullable(), originalDueOn: localDate.nullable() };
export const taskItem = z.strictObject({
  obligation: z.string(), cycle: cycleId, unit: z.string(), unitName: z.string(), duty: z.string(), title: basis,
  act: z.string(), post: z.string(), postTitle: z.string(), dueOn: localDate, dueAt: instant, originalDueOn: localDate.nullable(),
  light, workingDaysLeft: z.int(), basis, link: z.string(),
});
export const tasks = list(taskItem).extend({ now: instant, isDrill: z.boolean() });

export const cycleView = z.strictObject({
  id: cycleId, slug: cycleSlug, campaign: z.string(), name: basis, label: basis.nullable(), year: z.int(), title: z.string(), status: z.string(),
  isDrill: z.boolean(), now: instant, advancingTo: instant.nullable(), pack: z.string(), packVersion: z.string(), calendar: z.string(),
  root: z.string(), launchedAt: instant.nullable(), units: z.int(), unitsStarted: z.int(),
  requiredBy: documentReference.nullable(), approvedBy: documentReference.nullable(), cancelledFor: z.string().nullable(),
});
export const cycles = list(cycleView);

const signature = z.strictObject({ posts: z.array(z.string()), person: z.string(), at: instant });
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
  voidedFor: z.string().nullable(),
});
export const letterItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), status: z.string(), version: z.int(), light, ...dated,
  signed: z.int(), signers: z.int(), inForceAt: instant.nullable(),
});
export const letters = list(letterItem).extend({ now: instant });

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
  problems: z.string(), nextSteps: z.string(),
  changed: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  passed: z.array(passedStep).optional(),
  returned: z.strictObject({ at: instant, by: z.string(), comments: z.array(z.strictObject({ field: z.string(), comment: z.string() })) }).optional(),
});
export const reportView = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), superior: z.string(), superiorName: z.string(), duty: z.string(), title: basis, period: z.string(),
  status: z.string(), light, opensAt: instant, ...dated, basis,
  received: z.boolean(), onTime: z.boolean().nullable(), complete: z.boolean(), firstSubmittedAt: instant.nullable(), acceptedAt: instant.nullable(),
  asked: z.array(z.strictObject({ indicator: z.string(), name: z.string(), measure: z.string(), direction: z.string(), planned: z.number() })),
  submissions: z.array(submission),
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
export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const documentView = z.strictObject({ sha256, type: z.enum(documentTypes), bytes: z.int(), unit: unitId, name: z.string(), at: instant });
/** The bytes as they were sent. */
export const documentContent = z.unknown();
export const reportItem = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), duty: z.string(), period: z.string(), status: z.string(), light, opensAt: instant, ...dated,
  received: z.boolean(), onTime: z.boolean().nullable(), complete: z.boolean(), submissions: z.int(),
});
export const reports = list(reportItem).extend({ now: instant });

/** Everything that happened to one obligation, and what is still to come. */
export const story = z.strictObject({
  obligation: z.string(), unit: z.string(), unitName: z.string(), title: basis, kind: z.string(), status: z.string(), light, ...dated, basis, now: instant,
  waitsFor: z.strictObject({ act: z.string(), posts: z.array(z.strictObject({ post: z.string(), title: z.string(), person: z.string().nullable() })), dueOn: localDate, basis }).nullable(),
  events: z.array(z.strictObject({
    seq: z.int(), at: instant, type: z.string(), words: basis, person: z.string().nullable(), posts: z.array(z.string()), body: z.record(z.string(), z.unknown()), hash: z.string(),
  })).max(500),
  notices: z.array(z.strictObject({
    key: z.string(), stage: z.string(), dating: z.int(), post: z.string(), postTitle: z.string(), at: instant, status: z.string(), toldAt: instant.nullable(), person: z.string().nullable(),
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
