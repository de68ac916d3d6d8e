import { dateOf, endOf, workedDays, workingDay } from './calendar.ts';
import { begin, current, dueWithin, redate, settle, wait } from './duties.ts';
import type { Duty } from './duties.ts';
import type { ActDone } from './expect.ts';
import { countersigned, postsOf, stepsOf } from './ladders.ts';
import { changed, givenTo, ofUnit, ofVillage } from './targets.ts';

/** @param alike the unit's duties of the same policy, the duty itself among them */
type Rule = (duty: Duty, act: ActDone, alike: readonly Duty[]) => void;

/** What each act does, by the demo's words for it. */
export const rules: Readonly<Record<string, Rule>> = {
  signLetter(letter, { at, posts }) {
    for (const post of posts) {
      letter.signed.add(post);
      current(letter).acted.set(post, at);
    }
    if (leadersOf(letter).every((post) => letter.signed.has(post))) allSigned(letter, at, at);
  },
  // All who had not signed yet, on one paper: judged by the day it was signed, and told no more from when it is registered.
  registerSigning(letter, { at, signedOn }) {
    for (const post of leadersOf(letter)) {
      letter.signed.add(post);
      if (!current(letter).acted.has(post)) current(letter).acted.set(post, at);
    }
    allSigned(letter, at, `${signedOn}T00:00:00.000Z`);
  },
  objectToLetter(letter, { at }) {
    letter.objectedAt = at;
    wait(letter, 'objected', 'answer', at, dueWithin('answer', at));
  },
  reviseLetter(letter, { at }) {
    letter.signed.clear();
    letter.version += 1;
    wait(letter, 'issued', 'sign', at, dueWithin('sign', at));
  },
  refuseObjection(letter, { at }) {
    const signing = letter.spans.findLast((span) => span.call === 'sign');
    const taken = workedDays(dateOf(letter.objectedAt ?? at), dateOf(at));
    wait(letter, 'issued', 'sign', at, workingDay(signing?.dueOn ?? '', taken), true);
  },
  countersignLetter: (letter, { at }) => putInForce(letter, at),
  supplementLetter(letter, { at, given }) {
    const dueOn = dueWithin('supplement', at);
    letter.supplement = { given, formerDueOn: letter.originalDueOn };
    letter.signed.clear();
    Object.assign(letter, { status: 'supplementing', originalDueOn: dueOn });
    begin(letter, 'supplement', at, dueOn);
  },
  withdrawSupplement(letter, { at }) {
    settle(letter, 'inForce', at);
    Object.assign(letter, { originalDueOn: letter.supplement?.formerDueOn ?? null, supplement: null });
  },
  // What it does to the units below is the world's to know.
  allocateTargets: () => undefined,
  submitReport(report, { at }) {
    if ((stepsOf[report.unit.type] ?? []).length === 0) return handIn(report, at);
    report.passed.clear();
    report.status = 'inside';
    move(report, at);
  },
  submitNil: (report, { at }) => handIn(report, at),
  submitPlan: (plan, { at }) => handIn(plan, at),
  returnReport: (report, { at }) => giveBack(report, at),
  returnPlan: (plan, { at }) => giveBack(plan, at),
  approvePlan: (plan, { at }) => settle(plan, 'approved', at),
  recordMeeting(meeting, { at }) {
    meeting.onTime = at < endOf(meeting.ownDueOn);
    settle(meeting, 'held', at);
  },
  passStep: (report, { at, posts }) => passOn(report, at, posts),
  passStepOffline: (report, { at, signer }) => passOn(report, at, [signer ?? '']),
  returnStep(report, { at, unit }) {
    report.status = 'handedBack';
    current(report).held.push({ from: at, posts: [`${unit}/${postsOf[report.unit.type].reporter}`] });
  },
  confirmFigures: (verification, { at }) => answer(verification, 'confirmed', at),
  disputeFigures: (verification, { at }) => answer(verification, 'disputed', at),
  waiveDuty: (duty, { at }) => settle(duty, 'waived', at),
  // What is late stays late; everything of the policy that is still to come goes the same way.
  declareNoTask: (_duty, { at }, alike) => alike.filter((one) => one.status === 'awaited' && at < endOf(one.ownDueOn)).forEach((one) => settle(one, 'noTask', at)),
  requireTask(_duty, { at }, alike) {
    for (const one of alike.filter(({ status, ownDueOn }) => status === 'noTask' && at < endOf(ownDueOn))) {
      const given = dueWithin('correct', at);
      one.ownDueOn = given > one.ownDueOn ? given : one.ownDueOn;
      one.status = 'awaited';
      begin(one, one.main, (one.opensAt ?? '') > at ? (one.opensAt ?? '') : at, one.ownDueOn);
    }
  },
  acceptReport: (report, { at }) => settle(report, 'accepted', at),
  issueOrder(order, { at }) {
    order.deadline ??= dueWithin('complete', at);
    order.issuedAt = at;
    wait(order, 'issued', 'acknowledge', at, dueWithin('acknowledge', at));
  },
  discardOrder: (order, { at }) => settle(order, 'discarded', at),
  acknowledgeOrder: (order, { at }) => askNext(order, at),
  giveFeedback(order, { at }) {
    if (current(order).call !== 'feedback') return;
    order.stages.shift();
    askNext(order, at);
  },
  // Word of a unit that assists answers no stage and moves no date.
  assistFeedback: () => undefined,
  completeOrder(order, { at }) {
    order.onTime ??= at < endOf(order.deadline ?? '');
    wait(order, 'reported', 'reviewOrder', at, dueWithin('reviewOrder', at));
  },
  returnOrder(order, { at }) {
    const given = dueWithin('complete', at);
    const own = order.deadline ?? '';
    order.originalDueOn = own;
    wait(order, 'acknowledged', 'complete', at, given > own ? given : own);
  },
  // The request itself is a duty of its own, which the world adds.
  requestExtension: () => undefined,
  explainLateness: () => undefined,
  remindDuty: (duty, { at }) => void duty.byHand.push(at),
  logPhoneReminder: (duty, { at }) => void duty.phoned.push(at),
  grantExtension(request, { at, dates }) {
    settle(request, 'granted', at);
    const duty = request.about;
    if (!duty) throw new Error(`${request.key} asks for nothing`);
    duty.ownDueOn = dates?.deadline ?? '';
    redate(duty, at, duty.ownDueOn, 'extension');
  },
  withdrawExtension: (request, { at }) => settle(request, 'withdrawn', at),
  voidLetter: (letter, { at }) => settle(letter, 'voided', at),
  refuseExtension: (request, { at }) => settle(request, 'refused', at),
  closeOrder: (order, { at }) => settle(order, 'closed', at),
  voidOrder: (order, { at }) => settle(order, 'voided', at),
};

const leadersOf = ({ unit }: Duty): string[] => postsOf[unit.type].leaders.map((kind) => `${unit.id}/${kind}`);

function allSigned(letter: Duty, at: string, signedAt: string): void {
  // Whether a letter came in time was decided when it was signed first.
  if (!letter.supplement) letter.onTime = signedAt < endOf(current(letter).dueOn);
  if (countersigned.includes(letter.unit.type)) wait(letter, letter.supplement ? 'supplementSigned' : 'countersigning', 'countersign', at, dueWithin('countersign', at));
  else putInForce(letter, at);
}

/** Signed by all: what a supplement changes holds from here. */
function putInForce(letter: Duty, at: string): void {
  settle(letter, 'inForce', at);
  const figure = givenTo(letter.supplement?.given, letter.unit.type === 'village' ? ofVillage : ofUnit);
  if (figure) letter.figures = changed(letter.figures, figure);
  if (letter.supplement) letter.version += 1;
  letter.supplement = null;
}

function handIn(duty: Duty, at: string): void {
  duty.onTime ??= at < endOf(duty.ownDueOn);
  wait(duty, 'submitted', 'review', at, dueWithin('review', at, duty.policy));
}

function giveBack(duty: Duty, at: string): void {
  const given = dueWithin('correct', at, duty.policy);
  wait(duty, 'returned', 'correct', at, given > duty.ownDueOn ? given : duty.ownDueOn);
}

/** The first stage that is open, else the matter itself. */
function askNext(order: Duty, at: string): void {
  const [stage] = order.stages;
  if (stage !== undefined) return wait(order, 'acknowledged', 'feedback', at, stage);
  order.originalDueOn = order.deadline;
  wait(order, 'acknowledged', 'complete', at, order.deadline ?? '');
}

/** Who has the paper now: the first step that is not done. None is left: it goes up. */
function move(report: Duty, at: string): void {
  for (const { kinds, all } of stepsOf[report.unit.type]) {
    const posts = kinds.map((kind) => `${report.unit.id}/${kind}`);
    const left = posts.filter((post) => !report.passed.has(post));
    if (all ? left.length === 0 : left.length < posts.length) continue;
    current(report).held.push({ from: at, posts: left });
    return;
  }
  handIn(report, at);
}

function passOn(report: Duty, at: string, posts: readonly string[]): void {
  for (const post of posts) report.passed.add(post);
  move(report, at);
}

function answer(verification: Duty, status: string, at: string): void {
  if (verification.status === 'waiting') current(verification).until = at;
  verification.status = status;
}
