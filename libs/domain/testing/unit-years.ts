import fc from 'fast-check';
import { ruleDates } from '../cycle/judge-dates.ts';
import { addDays, addMinutes, instantAt, later } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { UnitYear, UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import { holderOf, possibleActs, sideActs, systemActs, wrongActs } from './acts.ts';
import type { Chance } from './acts.ts';
import { campaignOf, letterDocuments, passingDown } from './campaigns.ts';
import type { Campaign } from './campaigns.ts';
import { awakeUntil, decideAct, story, turnOf } from './life.ts';
import type { Act, Life, Moment } from './life.ts';

const campaign = campaignOf(passingDown);
const everyUnit = campaign.owing.map((unit) => unit.id);
const isDirect = (unit: string): boolean => campaign.tree.get(unit)?.under === campaign.root;

const owesLetter = (unit: string): boolean => campaign.plan(unit).duties.some(({ kind }) => kind === 'letter');

/**
 * Towns and a farm, whose letters are issued at the launch and countersigned; villages, whose letters wait for the
 * town's; a department and an assisting unit, which sign none.
 */
export const units = {
  direct: everyUnit.filter(isDirect).filter(owesLetter),
  unsigned: everyUnit.filter((unit) => !owesLetter(unit)).filter((_unit, index, all) => index === 0 || index === all.length - 1),
  below: everyUnit.filter((unit) => !isDirect(unit)).filter((_unit, index) => index % 16 === 0),
};

const plansOf = ({ plan }: Campaign): ReadonlyMap<string, UnitYearStart> => new Map([...units.direct, ...units.below, ...units.unsigned].map((unit) => [unit, plan(unit)]));

/** Each unit's year as a launch plans it; in a drill nothing is spread over the morning. */
export const plans = {
  live: plansOf(campaign),
  drill: plansOf(campaignOf(passingDown, { isDrill: true })),
  undocumented: plansOf(campaignOf(passingDown, { letterDocuments: { ...letterDocuments, requiredBy: null } })),
  unminuted: plansOf(campaignOf(passingDown, { letterDocuments: { ...letterDocuments, approvedBy: null } })),
};

const rules = ruleDates(campaign.terms, campaign.tree, campaign.root);

/** A year in which many duties have a date of their own: up to a month from the rule's, never before they can be done. */
function redated({ unit, isDrill, launchMinute: dice }: Script): UnitYearStart {
  const dueDates = [...rules].flatMap(([duty, { dueOn, from }], n) => {
    const days = (dice * 31 + n * 17) % 55;
    return days < 10 ? [] : [{ duty, dueOn: later(from, addDays(dueOn, days - 28)), reason: '示文〔2026〕9号' }];
  });
  return campaignOf(passingDown, { isDrill, dueDates }).plan(unit);
}

/** As launched; one year in twenty in a campaign that gives no orders, where a year may be fulfilled. */
function planned({ unit, isDrill, launchMinute }: Script): UnitYearStart {
  const plan = plans[isDrill ? 'drill' : 'live'].get(unit) as UnitYearStart;
  return launchMinute % 20 === 1 ? { ...plan, templates: plan.templates.filter(({ kind }) => kind !== 'order') } : plan;
}

/** One act of a script: how long after the one before, and dice for what it is. The state decides what they mean. */
interface Throw {
  gap: number;
  minutes: number;
  what: number;
  detail: number;
  /** Whether the stream woke at its timers since the last act, or comes back from an outage. */
  isAwake: boolean;
}

interface Script {
  unit: string;
  isDrill: boolean;
  isOneLeader: boolean;
  launchDay: number;
  launchMinute: number;
  opening: 'atOnce' | 'actBefore' | 'withoutDocument' | 'withoutMinutes';
  throws: Throw[];
}

const dice = (max: number): fc.Arbitrary<number> => fc.noBias(fc.nat(max));

const throws: fc.Arbitrary<Throw> = fc.record({
  gap: dice(99), minutes: dice(1439), what: dice(9_999), detail: dice(9_999), isAwake: dice(3).map((n) => n > 0),
});

const scripts: fc.Arbitrary<Script> = fc.record({
  unit: fc.oneof({ weight: 10, arbitrary: fc.constantFrom(...units.direct) }, { weight: 10, arbitrary: fc.constantFrom(...units.below) }, { weight: 1, arbitrary: fc.constantFrom(...units.unsigned) }),
  isDrill: dice(3).map((n) => n === 0),
  isOneLeader: dice(2).map((n) => n === 0),
  // From the first working week until after the first quarter's report is due: a late launch happens.
  launchDay: dice(110),
  launchMinute: dice(1439),
  opening: dice(19).map((n) => (['actBefore', 'withoutDocument', 'withoutMinutes'] as const)[n] ?? 'atOnce'),
  throws: fc.array(throws, { minLength: 45, maxLength: 95, size: 'max' }),
});

/** Whole years of a unit, each a list of moments at rising instants. A failing one is told as a story. */
export const lives = livesOf(() => false);
/** The same, a quarter of them with due dates set for the year. */
const livesWithSetDates = livesOf(({ launchMinute }) => launchMinute % 4 === 0);

function livesOf(isRedated: (script: Script) => boolean): fc.Arbitrary<Life & { [fc.toStringMethod]: () => string }> {
  return scripts.map((script) => {
    const life = lived(script, isRedated(script));
    return { ...life, [fc.toStringMethod]: () => `\n${JSON.stringify({ ...script, throws: script.throws.length })}\n${story(life)}\n` };
  });
}

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
/** A failing year is told as it came; PROPERTY_SHRINK=1 looks for the shortest, which takes minutes. */
const endOnFailure = process.env['PROPERTY_SHRINK'] !== '1';

/**
 * Checks a rule on many years, the same ones in each test of a file unless PROPERTY_SEED says otherwise.
 *
 * @param check gives how many things it looked at
 * @throws Error when the rule fails, with the year's story, or when there was next to nothing to look at
 */
export function everyYear(check: (life: Life) => number, numRuns = 44): void {
  let looked = 0;
  fc.assert(fc.property(livesWithSetDates, (life) => {
    looked += check(life);
  }), { seed, numRuns, endOnFailure });
  if (looked < 8) throw new Error(`only ${looked} cases in ${numRuns} years: this proves nothing`);
}

const known = new Map<string, Life>();

/** A script is lived once, however many properties look at it. */
function lived(script: Script, isRedated = false): Life {
  const key = JSON.stringify([script, isRedated]);
  const life = known.get(key) ?? live(script, isRedated ? redated(script) : planned(script));
  known.set(key, life);
  return life;
}

/** So many days until the next act: most follow closely, some after weeks; one in ten at the same instant. */
function gapOf({ gap, minutes }: Throw): number {
  if (gap < 10) return 0;
  if (gap < 40) return minutes;
  if (gap < 80) return minutes + 1440 * ((gap % 6) + 1);
  return minutes + 1440 * (gap - 72);
}

const lastDay = instantAt('2027-09-01', '00:00');

function live(script: Script, start: UnitYearStart): Life {
  let now: Instant = addMinutes(instantAt(addDays('2026-01-04', script.launchDay), '00:00'), script.launchMinute);
  const moments = opening(script, start, now);
  let state = moments.at(-1)?.after as UnitYear;
  let epilogue = 2;
  const add = (more: readonly Moment[]): void => {
    moments.push(...more);
    state = moments.at(-1)?.after as UnitYear;
  };
  for (const one of script.throws) {
    const at = addMinutes(now, gapOf(one));
    now = at < lastDay ? at : now;
    if (state.status === 'ended' && epilogue-- === 0) break;
    const act = draw({ state, start, at: now, isOneLeader: script.isOneLeader, detail: one.detail }, one.what);
    if (!act) {
      // Nothing can be done before the next report opens: the days in between pass.
      const opens = nextOpening(state, now);
      now = opens ?? now;
      continue;
    }
    if (one.isAwake) add(awakeUntil(state, now));
    add(turnOf(state, act, now));
  }
  // The years of the calendar end somewhere: what the clock still does until then belongs to the life.
  add(awakeUntil(state, lastDay));
  return { start, moments };
}

function opening({ opening: kind, unit }: Script, start: UnitYearStart, at: Instant): Moment[] {
  const moments: Moment[] = [];
  const { initial } = unitYearDecider;
  const open = (with_: UnitYearStart): Act => ({ command: { name: 'openYear', input: with_ }, actor: null });
  if (kind === 'actBefore') moments.push(decideAct(initial, { command: { name: 'signLetter', input: { duty: 'letter' } }, actor: holderOf('x/y') }, at));
  if (kind === 'withoutDocument' || kind === 'withoutMinutes') {
    const lacking = plans[kind === 'withoutDocument' ? 'undocumented' : 'unminuted'].get(unit) as UnitYearStart;
    const tried = decideAct(initial, open(lacking), at);
    moments.push(tried);
    // A village's year opens all the same; its letter stays a draft whatever its superior does.
    if (!tried.rejection) return moments;
  }
  return [...moments, ...turnOf(initial, open(start), at)];
}

function draw(situation: Parameters<typeof possibleActs>[0], what: number): Act | undefined {
  const dutyActs = possibleActs(situation);
  const ended = situation.state.status !== 'open';
  if (ended || what % 100 < 22) return asWeighed(drawn(wrongActs(situation), Math.floor(what / 100) * 7919));
  return dutyActs.length === 0 && what % 3 > 0 ? undefined : weighted([...dutyActs, ...sideActs(situation), ...systemActs(situation)], what);
}

/** However many duties a command could be given to, it weighs no more than this: the seldom ones get their turn. */
const heaviest = 60;

/** Commands whose moment seldom comes: when it does, they are so many times as likely. */
const seldom: Readonly<Record<string, number>> = {
  passStep: 1.6, closeOrder: 260, objectToLetter: 1.3, withdrawExtension: 1.6, refuseExtension: 1.4, completeOrder: 7, voidOrder: 9, giveFeedback: 4, returnOrder: 4, assistFeedback: 14, draftOrder: 2.8, disputeFigures: 8, confirmFigures: 8, declareNoTask: 2.4, requireTask: 18, countersignLetter: 6,
  allocateTargets: 8, reviseLetter: 6, refuseObjection: 6, returnReport: 4, passStepOffline: 4, registerSigning: 2, withdrawSupplement: 2, supplementLetter: 10, voidLetter: 1.8, returnStep: 3.6,
};

/** First which command, then which of its acts. */
function weighted(chances: readonly Chance[], what: number): Act | undefined {
  const byName = new Map<string, Chance[]>();
  for (const chance of chances) byName.set(chance.command.name, [...(byName.get(chance.command.name) ?? []), chance]);
  const commands = [...byName].map(([name, acts]) => ({ acts, weight: Math.min(heaviest, acts.reduce((sum, { weight }) => sum + weight, 0)) * (seldom[name] ?? 1) }));
  const acts = drawn(commands, Math.floor(what / 100) * 7919)?.acts;
  return asWeighed(acts && drawn(acts, Math.floor(what / 100) * 104_729));
}

const asWeighed = (chosen: Chance | undefined): Act | undefined => chosen && { command: chosen.command, actor: chosen.actor };

function drawn<T extends { weight: number }>(items: readonly T[], dice: number): T | undefined {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  let left = total === 0 ? 0 : dice % total;
  return total === 0 ? undefined : items.find(({ weight }) => (left -= weight) < 0);
}

function nextOpening(state: UnitYear, now: Instant): Instant | undefined {
  return Object.values(state.duties).flatMap((duty) => (duty.kind === 'report' && duty.status === 'awaited' && duty.opensAt > now ? [duty.opensAt] : [])).sort()[0];
}
