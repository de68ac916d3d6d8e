import { dueWithin } from '../call/call.ts';
import type { Context } from '../decider.ts';
import type { Figure } from '../report/report.ts';
import { localDateOf } from '../time/instant.ts';
import type { UnitYear } from '../unit-year/state.ts';
import { askedBy, verificationsOf } from './verification.ts';
import type { VerificationEvent } from './verification.ts';

/** A report received: every department is asked for its figures at the same time, for those it has not answered. */
export const openVerifications = (state: UnitYear, { duty, figures }: { duty: string; figures: readonly Figure[] }, { now }: Context): VerificationEvent[] =>
  verificationsOf(duty, state.duties).flatMap((verification): VerificationEvent[] => {
    const asked = askedBy(verification, figures);
    return asked.asked.length === 0 ? []
      : [{ type: 'verificationOpened', duty: verification.key, ...asked, dueOn: dueWithin(verification, 'verify', localDateOf(now), state.timing) }];
  });

/** A report returned: what the departments still have before them may change, so they are not asked any more. */
export const closeVerifications = (state: UnitYear, { duty }: { duty: string }): VerificationEvent[] =>
  verificationsOf(duty, state.duties).filter(({ call }) => call !== null).map(({ key }) => ({ type: 'verificationClosed', duty: key }));

/** A report accepted: what was not answered stays 未核. */
export const concludeVerifications = (state: UnitYear, { duty }: { duty: string }): VerificationEvent[] =>
  verificationsOf(duty, state.duties).map(({ key }) => ({ type: 'verificationConcluded', duty: key }));
