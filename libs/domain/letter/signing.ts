import { dueWithin } from '../call/call.ts';
import { localDateOf } from '../time/instant.ts';
import type { DutyContext } from '../unit-year/obligation-kind.ts';
import type { Letter, LetterEvent } from './letter.ts';

/** The version that is being signed: a supplement is the next. */
export const versionToSign = (letter: Letter): number => (letter.supplement ? letter.version + 1 : letter.version);

/** What the last signature of the unit brings: the letter itself, or where the pack asks for it the countersigning. */
export function signedByAll(letter: Letter, onTime: boolean, context: Pick<DutyContext, 'now' | 'timing'>): LetterEvent[] {
  const countersignDueOn = letter.needsCountersign ? dueWithin(letter, 'countersign', localDateOf(context.now), context.timing) : null;
  return [
    { type: 'letterSignedByAll', duty: letter.key, onTime, countersignDueOn },
    ...(letter.needsCountersign ? [] : [{ type: 'letterInForce' as const, duty: letter.key, version: versionToSign(letter) }]),
  ];
}
