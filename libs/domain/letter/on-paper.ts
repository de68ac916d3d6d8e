import { isRejection, reject } from '../decider.ts';
import type { Rejection } from '../decider.ts';
import { endOfDay, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { DutyCommand, DutyContext } from '../unit-year/obligation-kind.ts';
import { isSigning, unsignedPosts } from './letter.ts';
import type { Letter, LetterEvent, Signature } from './letter.ts';
import { signedByAll, versionToSign } from './signing.ts';

interface SigningInput {
  duty: string;
  signedOn: LocalDate;
  /** SHA-256 of the scan. */
  document: string;
  /** Posts of the unit that signed; left out, all that still have to. */
  posts?: string[];
  /** The post of the issuing side that signed the same paper. */
  countersigner?: string;
  /** Who held each post of the letter that day, as the API found. */
  holders: Readonly<Record<string, string>>;
}

/**
 * Registers that a letter was signed on paper (线下集中签订). It is judged by the day of the signing; what follows from it,
 * a countersigning or the letters below, begins today, because nobody knew before.
 *
 * @returns a `letterSigned` for each person who signed, and whatever signing by the last of them brings; `letterCountersigned` and
 *   `letterInForce` where the issuing side signed the paper too
 * @rejects signedInFuture, signedBeforeIssued, postNotWaiting, signerUnknown, signerRegisters, notACountersigner,
 *   countersignTooEarly, countersignerMissing
 * @see N9, D29; ADR 24
 */
export const registerSigning: DutyCommand<Letter, SigningInput> = {
  who: { anyOf: [{ function: 'administrator', of: 'root' }, { function: 'issuer', of: 'superior' }] },
  edge: 'register',
  decide(letter, input, context) {
    const waiting = isSigning(letter.call?.name) ? unsignedPosts(letter) : [];
    const posts = input.posts ?? waiting;
    const left = waiting.filter((post) => !posts.includes(post));
    const fault = dateAtFault(letter, input.signedOn, context) ?? postAtFault(posts, waiting) ?? countersignerAtFault(letter, input.countersigner, waiting, left);
    if (fault) return fault;
    const signed = signedBy(posts, '/posts', input, context);
    if (isRejection(signed)) return signed;
    const events: LetterEvent[] = signed.map((signature) => ({ type: 'letterSigned', duty: letter.key, ...signature }));
    if (waiting.length > 0 && left.length === 0) events.push(...signedByAll(letter, isOnTime(letter, input.signedOn, context), context));
    if (input.countersigner === undefined) return events;
    const countersigned = signedBy([input.countersigner], '/countersigner', input, context);
    if (isRejection(countersigned)) return countersigned;
    return [
      ...events, ...countersigned.map((signature): LetterEvent => ({ type: 'letterCountersigned', duty: letter.key, ...signature })),
      { type: 'letterInForce', duty: letter.key, version: versionToSign(letter) },
    ];
  },
};

function dateAtFault({ supplement, versions }: Letter, signedOn: LocalDate, { now }: DutyContext): Rejection | null {
  const today = localDateOf(now);
  if (signedOn > today) return reject('signedInFuture', { signedOn, today }, '/signedOn');
  const issuedOn = localDateOf(supplement?.at ?? versions.at(-1)?.at ?? now);
  return signedOn < issuedOn ? reject('signedBeforeIssued', { signedOn, issuedOn }, '/signedOn') : null;
}

function postAtFault(posts: readonly string[], waiting: readonly string[]): Rejection | null {
  const other = posts.findIndex((post) => !waiting.includes(post));
  return other < 0 ? null : reject('postNotWaiting', { post: posts[other] ?? '', posts: waiting }, `/posts/${other}`);
}

/** The issuing side signs what the unit has signed, and only where the pack asks for it. */
function countersignerAtFault(letter: Letter, countersigner: string | undefined, waiting: readonly string[], left: readonly string[]): Rejection | null {
  const posts = letter.needsCountersign ? (letter.calls['countersign']?.posts ?? []) : [];
  if (countersigner === undefined) return waiting.length === 0 ? reject('countersignerMissing', { posts }, '/countersigner') : null;
  if (!posts.includes(countersigner)) return reject('notACountersigner', { post: countersigner, posts }, '/countersigner');
  return left.length > 0 ? reject('countersignTooEarly', { posts: left }, '/countersigner') : null;
}

/** One signature for each person (一肩挑 signs once); nobody registers what they signed themselves. */
function signedBy(posts: readonly string[], pointer: string, { holders, signedOn, document }: SigningInput, { person: registeredBy }: DutyContext): Omit<Signature, 'at'>[] | Rejection {
  const signatures = new Map<string, Omit<Signature, 'at'>>();
  for (const post of posts) {
    const person = Object.hasOwn(holders, post) ? holders[post] : undefined;
    if (person === undefined) return reject('signerUnknown', { post, signedOn }, pointer);
    if (person === registeredBy) return reject('signerRegisters', { post }, pointer);
    const known = signatures.get(person) ?? { posts: [], person, onPaper: { signedOn, document, registeredBy } };
    signatures.set(person, { ...known, posts: [...known.posts, post] });
  }
  return [...signatures.values()];
}

/** By the day on paper and by those who had signed before; what is registered in time is in time. */
function isOnTime({ datings, call, signatures }: Letter, signedOn: LocalDate, { judgedAt }: DutyContext): boolean {
  const dueAt: Instant = endOfDay(datings[call?.name ?? 'sign']?.dueOn ?? '');
  return judgedAt < dueAt || (endOfDay(signedOn) <= dueAt && signatures.every(({ at, onPaper }) => (onPaper ? endOfDay(onPaper.signedOn) <= dueAt : at < dueAt)));
}
