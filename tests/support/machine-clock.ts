/**
 * The clock of the machine that this process believes to be on. API and worker read it as anywhere, by `Date`; only its
 * setting is ours. It runs on from where it was set. Workflows have a clock of their own, the server's.
 */
export interface MachineClock {
  /** Sets the clock; never back. */
  set(at: string): void;
  now(): number;
  /** What the host's clock says. */
  hostNow(): number;
  restore(): void;
}

export function machineClock(): MachineClock {
  const Host = globalThis.Date;
  let ahead = 0;
  const now = (): number => Host.now() + ahead;
  globalThis.Date = new Proxy(Host, {
    construct: (_target, args: [], newTarget: DateConstructor) => Reflect.construct(Host, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new Host(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver) as unknown),
  });
  return {
    set(at) { ahead = Math.max(ahead, Host.parse(at) - Host.now()); },
    now,
    hostNow: () => Host.now(),
    restore() { globalThis.Date = Host; },
  };
}
