import { standingOf } from './chased.ts';
import { noFaults } from './expect.ts';
import type { Check, Expected, Manifest, ShownAccount } from './expect.ts';
import type { Found } from './record.ts';

/** The account that each unit is shown of its closed year is what the script and the record come to. */
export function finalAccounts({ shown, units, acts, ...manifest }: Manifest, expected: Expected, found: Found): Check {
  const accounts = new Map(shown.accounts.map((account) => [account.unit, account]));
  const faults = units.flatMap(({ id, name }) => {
    const account = accounts.get(id);
    if (!account?.isFinal) return [`${name}: no final account`];
    // An order that was never issued is not the unit's.
    const mine = [...expected.duties.values(), ...standingOf({ ...manifest, shown, units, acts }, true)].filter(({ unit, key, obligation }) => unit === id && (!key.startsWith('order-') || expected.numbered.includes(obligation)));
    const count = (which: (duty: (typeof mine)[number]) => boolean): number => mine.filter(which).length;
    const wanted: ShownAccount['totals'] = {
      duties: mine.length, done: count(({ light }) => light === 'done'), onTime: count(({ onTime }) => onTime === true), late: count(({ onTime }) => onTime === false),
      lapsed: count(({ status }) => status === 'lapsed'), open: 0, escalations: [...expected.escalations.keys()].filter((key) => mine.some(({ obligation }) => key.startsWith(`${obligation}/`))).length,
      explained: new Set(acts.flatMap(({ command, unit, duty }) => (command === 'explainLateness' && unit === id ? [duty] : []))).size,
    };
    const lapsed = found.obligations.filter((row) => row.unit === id && row.status === 'lapsed' && mine.some(({ obligation }) => obligation === row.id)).length;
    const apart = Object.entries(wanted).filter(([what, n]) => account.totals[what as keyof ShownAccount['totals']] !== n).map(([what, n]) => `${what} ${account.totals[what as keyof ShownAccount['totals']]}, by the script ${n}`);
    return [...apart, ...(lapsed === wanted.lapsed ? [] : [`${lapsed} on record as lapsed`])].map((fault) => `${name}: ${fault}`);
  });
  return noFaults('final-accounts', units.length, faults);
}
