import type { z } from 'zod';
import type { holding } from '#libs/contracts/api-funds';
import type { BasisText } from '#libs/domain/call/call';
import type { Money } from '#libs/domain/funds/chasing';
import type { Holding } from '#libs/domain/funds/holdings';
import type { FundsLine } from '#libs/domain/funds/line';

/** A date as it is shown: with where it comes from, and without how days are added to it. */
export const shown = <T extends { dueOn: string; basis: { zh: string; en: string } }>(due: T | null) => due && { dueOn: due.dueOn, basis: due.basis };

/** Who had money when, with the holder's name; finance is on no route. */
export const holdingView = ({ about, route }: FundsLine, one: Holding): z.output<typeof holding> => ({ ...one, unitName: route[one.unit]?.name ?? about?.finance.name ?? one.unit, due: shown(one.due) });

/** What the date of a duty of money rests on; the duty itself rests on what has it chased. */
export const basisOfDate = ({ calls, basis }: Money): BasisText => Object.values(calls)[0]?.basis ?? basis;
