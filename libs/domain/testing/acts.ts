import type { TransitionTable } from '../decider.ts';
import type { Duty, UnitYear } from '../unit-year/state.ts';
import { by, bySystem, nextMessage, superiorStream } from './kinds/chance.ts';
import type { Chance, KindActs, Situation } from './kinds/chance.ts';
import { dateActs, extensionActs } from './kinds/extension.ts';
import { allocationActs } from './kinds/allocation.ts';
import { letterActs } from './kinds/letter.ts';
import { meetingActs } from './kinds/meeting.ts';
import { planActs } from './kinds/plan.ts';
import { draftsByHand, orderActs, wrongDrafts } from './kinds/order.ts';
import { remindingActs } from './kinds/reminding.ts';
import { reportActs } from './kinds/report.ts';
import { verificationActs } from './kinds/verification.ts';
import type { Act } from './life.ts';

export { holderOf } from './kinds/chance.ts';
export type { Chance } from './kinds/chance.ts';
export { shortOf, submission } from './kinds/report.ts';

/** A new kind of duty is a file and a row here. */
export const kindActs: { readonly [K in Duty['kind']]: KindActs<Extract<Duty, { kind: K }>> } = { letter: letterActs, report: reportActs, extension: extensionActs, allocation: allocationActs, plan: planActs, meeting: meetingActs, order: orderActs, verification: verificationActs };
const actsOfKind = (duty: Duty): KindActs<Duty> => kindActs[duty.kind] as unknown as KindActs<Duty>;

/** What the tables ask of each command, written down a second time. */
export const edgeOf: Readonly<Record<string, { kinds: string[]; edge: string }>> = edgesByCommand();

function edgesByCommand(): Record<string, { kinds: string[]; edge: string }> {
  const rows: Record<string, { kinds: string[]; edge: string }> = {};
  for (const { kind, edges } of Object.values(kindActs)) for (const [name, edge] of Object.entries(edges)) (rows[name] ??= { kinds: [], edge }).kinds.push(kind);
  return rows;
}

/** The edge that an event takes a duty along; null for none. */
export const edgeTaken: KindActs<Duty>['edgeTaken'] = (event, was) => actsOfKind(was).edgeTaken(event, was);

/** A table's edges in a line each, `letter issued –object→ objected`. */
export const edgesOf = (name: string, table: TransitionTable): string[] =>
  Object.entries(table).flatMap(([from, edges]) => Object.entries(edges).map(([edge, to]) => `${name} ${from} –${edge}→ ${to}`)).sort();

/** Acts that the state allows, for whoever holds the post that owes them. */
export function possibleActs(situation: Situation): Chance[] {
  const { state } = situation;
  return state.status === 'open' ? [...Object.values(state.duties).flatMap((duty) => actsOfKind(duty).possible(duty, situation)), ...draftsByHand(situation)] : [];
}

/** Acts that are possible on most days, about the dates of duties: they alone do not keep a year busy. */
export const sideActs = (situation: Situation): Chance[] => (situation.state.status === 'open' ? [...dateActs(situation).possible, ...remindingActs(situation).possible] : []);

/** What the system may do at any time while the year is open: bring news, end the year. */
export function systemActs(situation: Situation): Chance[] {
  const from = superiorStream(situation);
  // A year may end in any state: also in those that seldom last.
  const isBetween = Object.values(situation.state.duties).some(({ kind, status }) => ['objected', 'countersigning', 'supplementing', 'supplementSigned', 'handedBack', 'reported'].includes(status) || (kind === 'verification' && status === 'waiting'));
  return [
    bySystem(6, 'hear', { from, n: nextMessage(situation, from) + (situation.detail % 3), body: { kind: 'newsOfAnotherKind' } }),
    bySystem(isBetween ? 16 : 2, 'endYear', { reason: situation.detail % 2 === 0 ? 'cancelled' : 'closed' }),
  ];
}

/** Acts that must be refused, each for its own reason. */
export function wrongActs(situation: Situation): Chance[] {
  const { state, start } = situation;
  const again = Object.entries(state.heard).map(([from, n]) => bySystem(20, 'hear', { from, n, body: { kind: 'superiorLetterInForce', version: 1 } }));
  const duties = Object.values(state.duties);
  const stranger = duties.flatMap((duty) => [
    by(2, duty.kind === 'letter' ? 'acceptReport' : 'signLetter', { duty: duty.key }, 'x/y'),
    by(2, 'noSuchCommand', { duty: duty.key }, 'x/y'),
  ]);
  const barred = duties.flatMap((duty) => Object.entries(edgeOf)
    .filter(([, { kinds }]) => kinds.includes(duty.kind))
    .map(([name]) => by(1, name, { duty: duty.key }, 'x/y')));
  const nobody = [...possibleActs(situation), ...sideActs(situation)].filter((one) => one.actor !== null).map((one): Chance => ({ ...one, weight: 3, actor: null }));
  return [
    bySystem(4, 'openYear', start), by(6, 'acceptReport', { duty: 'progress-Q9' }, 'x/y'), ...again, ...stranger,
    ...(state.status === 'open' ? nobody : []), ...wrongDrafts(situation),
    ...duties.flatMap((duty) => actsOfKind(duty).wrong(duty, situation)),
    ...(state.status === 'open' ? [...dateActs(situation).wrong, ...remindingActs(situation).wrong] : []),
    // Only in a state without the edge: elsewhere they would be refused for another reason, or accepted.
    ...barred.filter(({ command }) => isBarred(state, command)),
  ];
}

function isBarred(state: UnitYear, command: Act['command']): boolean {
  const duty = state.duties[(command.input as { duty: string }).duty];
  return duty !== undefined && (actsOfKind(duty).barredIn[duty.status]?.includes(command.name) ?? false);
}
