/** Failed sign-ins of one login from one address within the window; more are turned away unread. */
const mostFailures = 10;
const windowMillis = 5 * 60_000;
const mostWatched = 10_000;

/**
 * Slows down guessing. An attempt counts as failed from its beginning, so that many at once do not slip through;
 * one that succeeds takes its count back.
 */
export class Attempts {
  private readonly failures = new Map<string, number[]>();

  constructor(private readonly clock: () => number = Date.now) {}

  /** Seconds to wait, or 0 when the attempt may be made; it then counts. */
  begin(login: string, address: string): number {
    const key = JSON.stringify([login, address]);
    const now = this.clock();
    const recent = (this.failures.get(key) ?? []).filter((at) => at > now - windowMillis);
    const [oldest] = recent;
    if (recent.length >= mostFailures && oldest !== undefined) return Math.ceil((oldest + windowMillis - now) / 1000);
    this.failures.delete(key);
    this.failures.set(key, [...recent, now]);
    if (this.failures.size > mostWatched) this.failures.delete(this.failures.keys().next().value as string);
    return 0;
  }

  succeeded(login: string, address: string): void {
    this.failures.delete(JSON.stringify([login, address]));
  }
}
