import { z } from 'zod';
import { instant } from './common.ts';

/** What the API takes and gives about signing: the password that confirms it, what was signed on paper, what is attached. */

export const confirmPassword = z.strictObject({ password: z.string().min(1).max(200) });
/** Until then signing needs nothing more. */
export const confirmation = z.strictObject({ confirmedUntil: instant });
