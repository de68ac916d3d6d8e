import { createHash } from 'node:crypto';
import type { Instant } from '#libs/domain/time/instant';

/** The same for a mail however often it is sent: made from its stable facts only. */
export const messageIdOf = ({ id, cycle, person, slot }: { id: number; cycle: string; person: string; slot: Instant }): string =>
  `<mail-${id}.${createHash('sha256').update(`${cycle}${person}${slot}`).digest('hex').slice(0, 12)}@zeren.local>`;

/** A mail past the line: its notices are told, whatever the server says. */
export interface ClaimedMail {
  id: number;
  cycle: string;
  person: string;
  slot: Instant;
  address: string;
  attempts: number;
}
