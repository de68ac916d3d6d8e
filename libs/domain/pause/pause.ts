import type { Instant } from '../time/instant.ts';

/** A spell in which nothing is due (暂停). Open until somebody resumes it, where `to` is null. */
export interface Pause {
  from: Instant;
  to: Instant | null;
}

export type PauseEvent =
  | { type: 'pauseSet'; pause: string; from: Instant; to: Instant | null; reason: string }
  | { type: 'pauseEnded'; pause: string; to: Instant }
  /** The clock came to where some pause begins, and to where none lasts any more. */
  | { type: 'yearPaused'; from: Instant }
  | { type: 'yearResumed'; from: Instant; to: Instant }
  /** A duty that was late before the pause stays late; its ladder waits as long as the pause took. */
  | { type: 'dueHeld'; duty: string; call: string; days: number };
