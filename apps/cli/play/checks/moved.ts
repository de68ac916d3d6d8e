import { sameSet } from './expect.ts';
import type { Check, Expected, Manifest } from './expect.ts';
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
