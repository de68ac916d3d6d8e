import { noFaults, sameSet } from './expect.ts';
import type { Check, Expected, Manifest, ShownAccount } from './expect.ts';
import type { Found } from './record.ts';

interface Moved {
  duty: string;
  call: string;
  from: string;
  dueOn: string;
  cause: { kind: string };
}

/** Each date was moved as often as the script has it, from what to what and for which reason; and as a preview said before, if there was one. */
export function datesMoved({ cycle, shown }: Manifest, { moved }: Expected, found: Found): Check {
  const recorded = found.events.filter(({ type }) => type === 'dueMoved').map(({ stream, body }) => ({ unit: stream.slice(`unit-year/${cycle}/`.length), ...(JSON.parse(body) as Moved) }));
  const said = shown.previews.flatMap(({ by, moves }) => moves.map((move) => `foretold ${move}, ${by}`));
  const foretold = recorded.filter(({ cause }) => shown.previews.some(({ by }) => by === cause.kind)).map(({ unit, duty, from, dueOn, cause }) => `foretold ${unit}/${duty} ${from} → ${dueOn}, ${cause.kind}`);
  return sameSet('dates-moved-as-foretold', [...moved, ...said], [...recorded.map(({ unit, duty, call, from, dueOn, cause }) => `${cycle}/${unit}/${duty} ${call} ${from} → ${dueOn}, ${cause.kind}`), ...foretold]);
}

/** What had to be refused was, with its reason, and left nothing on record. */
export function refusedAsSaid({ refusals }: Manifest, found: Found): Check {
  const faults = refusals.flatMap(({ what, key, account, must, was }) => {
    if (was !== must) return [`${what}: ${was}, must be ${must}`];
    return found.acts.some((act) => act.account === account && act.act_key === key) ? [`${what}: refused, and on record`] : [];
  });
  return noFaults('refused-as-said', refusals.length, faults);
}

/** The account that each unit is shown of its closed year is what the script and the record come to. */
export function finalAccounts({ shown, units, acts }: Manifest, expected: Expected, found: Found): Check {
  const accounts = new Map(shown.accounts.map((account) => [account.unit, account]));
  const faults = units.flatMap(({ id, name }) => {
    const account = accounts.get(id);
    if (!account?.isFinal) return [`${name}: no final account`];
    // An order that was never issued is not the unit's.
    const mine = [...expected.duties.values()].filter(({ unit, key, obligation }) => unit === id && (!key.startsWith('order-') || expected.numbered.includes(obligation)));
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
