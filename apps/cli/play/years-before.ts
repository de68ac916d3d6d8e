import type { Cast } from './agenda.ts';
import { movesOf, registrationOf } from './ledger.ts';
import type { CarriedFrom, SmallLine } from './ledger.ts';
import { lastYear } from './money-courses.ts';
import { addressOf } from './money-acts.ts';
import { Office } from './office.ts';
import type { Performance } from './performance.ts';

/** Both years stand on the working calendar of this one, the only one there is: their days say nothing of when they were. */
const day = '2026-01-05';
const at = `${day}T01:00:00.000Z`;

/**
 * The two years before, as far as money is carried over from them: each is launched, gets its lines, and is closed on its first
 * day. What was carried over once was registered last year and went to its unit; what was carried over twice lay two years.
 *
 * @returns of each line to be carried over, the line it is carried over from
 * @throws PlayStopped when something is refused
 */
export async function yearsBefore(performance: Performance, pack: string, cast: Cast, lines: readonly SmallLine[]): Promise<Map<string, CarriedFrom>> {
  let from = new Map<string, CarriedFrom>();
  for (const ago of [2, 1] as const) {
    const open = lines.filter(({ carried }) => carried >= ago);
    const document = { number: `演练〔${2026 - ago}〕1号`, title: '以前年度资金台账（演练）' };
    const { stream } = await new Office(performance, '', cast).act('draftCycle', '/cycles', { pack, year: 2026, drillFrom: at, requiredBy: document, approvedBy: document }, at);
    const slug = stream.slice('cycle/'.length).replaceAll('/', '-');
    const office = new Office(performance, slug, cast);
    await office.act('launchCycle', `/cycles/${slug}/launch`, {}, at);
    await office.untilLaunched();
    const known = from;
    from = new Map();
    for (const one of open) {
      const carriedFrom = known.get(one.line);
      const registered = await office.act('registerLine', `/cycles/${slug}/funds`, { ...registrationOf(one), ...(carriedFrom && { carriedFrom }) }, at);
      const line = registered.stream.split('/').at(-1) ?? '';
      from.set(one.line, { cycle: slug, line });
      if (one.carried > 1) continue;
      for (const { by, act, body } of movesOf(one, lastYear, cast.units)) await performance.cycleAct(by.replace('/', '-'), by, act, `/cycles/${slug}${addressOf(act, line)}`, { ...body, on: day }, at);
    }
    await office.act('closeCycle', `/cycles/${slug}/close`, {}, at);
    await office.until('closed');
  }
  // None of it is this year's.
  performance.acts.splice(0);
  return from;
}
