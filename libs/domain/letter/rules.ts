import type { LetterPolicy } from '../../contracts/policy.ts';
import { addWorkingDays, workingDaysBetween } from '../calendar/calendar.ts';
import { dueWithin, endCall, onTimeAfterMove, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import { endOfDay, later, localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, DutyContext, ObligationKind } from '../unit-year/obligation-kind.ts';
import { isSigning, letterTransitions, retarget, signedSince, unsignedPosts, withFigures, withVersion } from './letter.ts';
import type { Letter, LetterEvent, LetterStart, Signature } from './letter.ts';
import { registerSigning } from './on-paper.ts';
import { planLetter } from './plan.ts';
import { signedByAll, versionToSign } from './signing.ts';
import { inForce, supplementing, supplementLetter, withdrawSupplement, withoutSupplement } from './supplement.ts';

const today = (context: DutyContext): LocalDate => localDateOf(context.now);

/**
 * Issues a drafted letter.
 *
 * @rejects letterWithoutDocument, letterWithoutMinutes — no letter without the document that requires it and the
 *   minutes that approved it (letters per unit and year are restricted by rule)
 * @see N9, D29
 */
export function issueLetter(letter: Letter, context: Pick<DutyContext, 'now' | 'timing'>): readonly LetterEvent[] | Rejection {
  if (!letter.requiredBy) return reject('letterWithoutDocument', { duty: letter.key });
  if (!letter.approvedBy) return reject('letterWithoutMinutes', { duty: letter.key });
  return [{
    type: 'letterIssued',
    duty: letter.key,
    // The signing date counts from the issue: before it nobody can be late, and nobody is reminded.
    dueOn: dueWithin(letter, 'sign', localDateOf(context.now), context.timing),
    requiredBy: letter.requiredBy,
    approvedBy: letter.approvedBy,
  }];
}

/**
 * Signs for every principal leader's post the person holds (一肩挑 signs once).
 *
 * @returns `letterSigned`; with the last signature also `letterSignedByAll`, and `letterInForce` where no
 *   countersignature is asked
 * @rejects alreadySigned, notASigner
 */
const sign: DutyCommand<Letter, { duty: string }> = {
  who: { function: 'principalLeader', of: 'unit' },
  edge: 'sign',
  decide(letter, _input, context) {
    const open = unsignedPosts(letter);
    const posts = context.posts.filter((post) => open.includes(post));
    if (posts.length === 0) {
      const signer = letter.calls['sign']?.posts.some((post) => context.posts.includes(post));
      return signer ? reject('alreadySigned', { version: versionToSign(letter) }) : reject('notASigner', { posts: open });
    }
    const events: LetterEvent[] = [{ type: 'letterSigned', duty: letter.key, posts, person: context.person }];
    if (open.every((post) => posts.includes(post))) {
      const onTime = context.judgedAt < endOfDay(letter.datings[letter.call?.name ?? 'sign']?.dueOn ?? '');
      events.push(...signedByAll(letter, onTime, context));
    }
    return events;
  },
};

/**
 * Objects to one target, with a reason and the figure the unit proposes. From here the letter is in the issuer's hands.
 *
 * @rejects unknownIndicator, proposalEqualsTarget
 */
const object: DutyCommand<Letter, { duty: string; indicator: string; reason: string; proposed: number }> = {
  who: { function: 'principalLeader', of: 'unit' },
  edge: 'object',
  decide(letter, { indicator, reason, proposed }, context) {
    const target = letter.targets.find((one) => one.indicator === indicator);
    if (!target) return reject('unknownIndicator', { indicator, known: letter.targets.map((one) => one.indicator) }, '/indicator');
    if (target.value === proposed) return reject('proposalEqualsTarget', { target: target.value, measure: target.measure }, '/proposed');
    return [{
      type: 'letterObjected', duty: letter.key, indicator, reason, proposed, by: context.person,
      answerDueOn: dueWithin(letter, 'answer', today(context), context.timing),
    }];
  },
};

/**
 * Revises the target objected to: a new version, to be signed anew by everyone, its date counted from today.
 *
 * @rejects revisionChangesNothing
 */
const revise: DutyCommand<Letter, { duty: string; value: number; reason: string }> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'revise',
  decide(letter, { value, reason }, context) {
    const objection = letter.objections.at(-1);
    const target = letter.targets.find((one) => one.indicator === objection?.indicator);
    if (!objection || !target) return reject('noObjection');
    if (target.value === value) return reject('revisionChangesNothing', { target: target.value, measure: target.measure }, '/value');
    return [{
      type: 'objectionRevised', duty: letter.key, indicator: target.indicator, value, reason, by: context.person,
      dueOn: dueWithin(letter, 'sign', today(context), context.timing),
    }];
  },
};

/** Refuses an objection, with the reason. The working days the issuer took are given back to the unit. */
const refuse: DutyCommand<Letter, { duty: string; reason: string }> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'refuse',
  decide(letter, { reason }, context) {
    const objection = letter.objections.at(-1);
    const signing = letter.datings['sign'];
    if (!objection || !signing) return reject('noObjection');
    const { calendar } = context.timing;
    const taken = workingDaysBetween(calendar, localDateOf(objection.at), today(context));
    const dueOn = later(signing.dueOn, addWorkingDays(calendar, signing.dueOn, taken));
    return [{ type: 'objectionRefused', duty: letter.key, reason, by: context.person, dueOn }];
  },
};

/** Signs for the issuing side, where the pack asks for both. */
const countersign: DutyCommand<Letter, { duty: string }> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'countersign',
  decide(letter, _input, context) {
    return [
      { type: 'letterCountersigned', duty: letter.key, posts: [...context.posts], person: context.person },
      { type: 'letterInForce', duty: letter.key, version: versionToSign(letter) },
    ];
  },
};

/** Voids a letter, with the reason; it stays readable. */
const voidLetter: DutyCommand<Letter, { duty: string; reason: string }> = {
  who: { function: 'issuer', of: 'superior' },
  edge: 'void',
  decide: (letter, { reason }, context) => [{ type: 'letterVoided', duty: letter.key, reason, by: context.person }],
};

export const letterKind = {
  kind: 'letter',
  plan: planLetter,
  open: ({ requiredBy, approvedBy, targets, needsCountersign }, base) => ({
    ...base, kind: 'letter', status: 'drafted', requiredBy, approvedBy, targets, version: 1, needsCountersign, issuedAt: null,
    signatures: [], signedAt: null, onTime: null, countersignature: null, inForceAt: null, objections: [], supplement: null, toSupplement: [], versions: [], voidedFor: null,
  }),
  transitions: letterTransitions,
  settled: ['inForce', 'voided', 'lapsed'],
  commands: {
    signLetter: sign,
    objectToLetter: object,
    reviseLetter: revise,
    refuseObjection: refuse,
    countersignLetter: countersign,
    registerSigning,
    voidLetter,
    supplementLetter,
    withdrawSupplement,
  },
  evolve,
  waitingPosts: (letter) => (isSigning(letter.call?.name) ? unsignedPosts(letter) : (letter.calls[letter.call?.name ?? '']?.posts ?? [])),
  facts: (letter) => ({
    standing: standings[letter.status],
    opensAt: letter.issuedAt ?? '9999-12-31T00:00:00.000Z',
    firstSubmittedAt: letter.signedAt,
    onTime: letter.onTime,
    completeAt: letter.inForceAt,
  }),
  redated: (letter, call, dueOn) => (call !== 'sign' || letter.supplement !== null ? letter : { ...letter, onTime: onTimeAfterMove(letter.onTime, letter.signedAt, dueOn) }),
  lapse: (letter) => (letter.supplement
    ? withoutSupplement(letter)
    : endCall({ ...letter, status: letter.status === 'inForce' || letter.status === 'voided' ? letter.status : 'lapsed' })),
} as const satisfies ObligationKind<Letter, LetterStart, LetterPolicy>;

const standings = {
  drafted: 'notYet', issued: 'owed', objected: 'waiting', countersigning: 'waiting', inForce: 'done', supplementing: 'owed', supplementSigned: 'waiting', voided: 'void', lapsed: 'void',
} as const;

function evolve(letter: Letter, happened: Happened<UnitYearEvent>): Letter {
  const { at } = happened;
  switch (happened.type) {
    case 'letterIssued':
      return startCall({
        ...letter, status: 'issued', issuedAt: at, originalDueOn: happened.dueOn,
        versions: withVersion(letter, { version: letter.version, origin: 'issued', at, document: happened.requiredBy, targets: letter.targets }),
      }, 'sign', at, happened.dueOn);
    case 'letterSigned':
      return { ...letter, signatures: [...letter.signatures, signatureOf(happened)] };
    case 'letterSignedByAll': {
      const signedAt = signedSince(letter.signatures, at);
      // Whether the letter came in time was decided when it was signed first.
      if (letter.supplement) return happened.countersignDueOn === null ? letter : startCall({ ...letter, status: 'supplementSigned' }, 'countersign', at, happened.countersignDueOn);
      return happened.countersignDueOn === null
        ? { ...letter, signedAt, onTime: happened.onTime }
        : startCall({ ...letter, signedAt, onTime: happened.onTime, status: 'countersigning' }, 'countersign', at, happened.countersignDueOn);
    }
    case 'letterObjected': {
      const { indicator, reason, proposed, by } = happened;
      const objections = [...letter.objections, { indicator, reason, proposed, by, at }].slice(-2);
      return startCall({ ...letter, status: 'objected', objections }, 'answer', at, happened.answerDueOn);
    }
    case 'objectionRevised': {
      const { indicator, value, reason, by } = happened;
      const targets = letter.targets.map((target) => (target.indicator === indicator ? retarget(target, value) : target));
      const answered = answer(letter, { kind: 'revised', value, reason, by, at });
      const versions = withVersion(letter, { version: letter.version + 1, origin: 'revised', at, document: letter.requiredBy, targets });
      return startCall({ ...answered, status: 'issued', targets, version: letter.version + 1, signatures: [], versions }, 'sign', at, happened.dueOn);
    }
    case 'objectionRefused': {
      const answered = answer(letter, { kind: 'refused', reason: happened.reason, by: happened.by, at });
      return startCall({ ...answered, status: 'issued' }, 'sign', at, happened.dueOn, true);
    }
    case 'letterCountersigned':
      return { ...letter, countersignature: signatureOf(happened) };
    case 'letterInForce':
      return inForce(letter, at);
    case 'letterShareHeard':
      return letter.status === 'drafted'
        ? { ...letter, targets: withFigures(letter.targets, happened.targets) }
        : { ...letter, toSupplement: happened.targets };
    case 'letterSupplemented':
      return supplementing(letter, happened);
    case 'supplementWithdrawn':
      return withoutSupplement(letter);
    case 'letterVoided':
      return endCall({ ...letter, status: 'voided', supplement: null, voidedFor: happened.reason });
    default:
      return letter;
  }
}

const signatureOf = ({ posts, person, at, onPaper }: Happened<Extract<LetterEvent, { type: 'letterSigned' | 'letterCountersigned' }>>): Signature =>
  ({ posts, person, at, ...(onPaper ? { onPaper } : {}) });

function answer(letter: Letter, given: NonNullable<Letter['objections'][number]['answer']>): Letter {
  const objections = letter.objections.map((objection, index) =>
    index === letter.objections.length - 1 ? { ...objection, answer: given } : objection);
  return { ...letter, objections };
}
