/**
 * Imported first by every spec of the domain: while it runs, the rules may read neither the host's clock, nor its
 * time zone, nor chance. What they need of time comes in as `context.now`.
 *
 * The caller decides: a file of libs/domain that is no spec is refused, everything else (specs, fast-check, jest)
 * goes through.
 */

const guarded = '/libs/domain/';
const ownFile = /\/libs\/domain\/testing\/no-clock\.ts/;

/** @throws Error when the nearest caller outside this file is a rule of the domain */
function refuseDomain(what: string): void {
  const lines = (new Error().stack ?? '').split('\n').slice(1).filter((line) => !ownFile.test(line));
  const [, file = ''] = lines.map((line) => /((?:\/[^():\s]+)+\.[cm]?[jt]s):\d+/.exec(line)).find((found) => found) ?? [];
  if (file.includes(guarded) && !file.endsWith('.spec.ts')) throw new Error(`${what} in ${file.slice(file.indexOf(guarded) + 1)}: the domain reads no clock, no time zone and no chance`);
}

const HostDate = Date;
const hostNow = Date.now;
const hostRandom = Math.random;

Date.now = () => {
  refuseDomain('Date.now()');
  return hostNow();
};

Math.random = () => {
  refuseDomain('Math.random()');
  return hostRandom();
};

function GuardedDate(...args: []): Date | string {
  if (!new.target) {
    refuseDomain('Date()');
    return new HostDate().toString();
  }
  if (args.length === 0) refuseDomain('new Date()');
  return new HostDate(...args);
}
GuardedDate.prototype = HostDate.prototype;
globalThis.Date = Object.setPrototypeOf(GuardedDate, HostDate) as DateConstructor;

/** What answers in the host's time zone or language. */
const local = [
  'getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getMinutes', 'getTimezoneOffset', 'setFullYear', 'setMonth', 'setDate', 'setHours', 'setMinutes',
  'toDateString', 'toTimeString', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString',
] as const;

for (const name of local) {
  const host = HostDate.prototype[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(HostDate.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Date, ...args: unknown[]): unknown {
      refuseDomain(`Date.prototype.${name}()`);
      return host.apply(this, args);
    },
  });
}

export const noClock = 'guarded';
