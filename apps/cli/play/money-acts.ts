import { routes } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import { dateOf } from './checks/calendar.ts';
import type { MoneyMove } from './money.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { instantOf } from './script.ts';
import { confirmListed, listPayments } from './treasury.ts';
import { together } from './together.ts';

/** A move with its place in time, and all that it says. */
export interface MoneyAppointment {
  at: string;
  login: string;
  move: MoneyMove;
  body: Readonly<Record<string, unknown>>;
}

/** `440811101/office` acts from the account `440811101-office`: none of these posts changes hands in the script. */
export const appointed = (move: MoneyMove): MoneyAppointment => {
  const at = instantOf(move.at);
  return { at, move, login: move.by.replace('/', '-'), body: move.act === 'registerLine' ? move.body : { on: dateOf(at), ...move.body } };
};

/** Where each act goes, below the cycle. */
const addresses = new Map(Object.values<Route>(routes).flatMap(({ acts, path }) => (acts && path.includes('/funds') ? [[acts as string, path.slice('/cycles/{cycle}'.length)]] : [])));

export const addressOf = (act: string, line: string): string => addresses.get(act)?.replace('{line}', line) ?? '';

/**
 * What is done with money at one instant: allocations are registered one after the other, so that each has its number; then
 * the lines go on side by side, each in its own order: what is sent is received after it.
 *
 * @throws PlayStopped when something is refused, or a line is registered under another name than the script's
 */
export async function giveMoney(performance: Performance, slug: string, appointments: readonly MoneyAppointment[]): Promise<void> {
  for (const one of appointments.filter(({ move: { act } }) => act === 'registerLine')) await give(performance, slug, one);
  const rest = appointments.filter(({ move: { act } }) => act !== 'registerLine');
  const entries = await listPayments(performance, slug, rest);
  await together([...new Set(rest.map(({ move: { line } }) => line))], async (line) => {
    for (const one of rest.filter(({ move }) => move.line === line)) await (one.move.listed ? confirmListed(performance, slug, one, entries) : give(performance, slug, one));
  });
}

async function give(performance: Performance, slug: string, { at, login, move: { act, by, line, told }, body }: MoneyAppointment): Promise<void> {
  const path = `/cycles/${slug}${addressOf(act, line)}`;
  const { stream } = await performance.cycleAct(login, by, act, path, body, at, { line, ...body, ...told });
  if (!stream.endsWith(`/${line}`)) throw new PlayStopped(`资金登记为 ${stream}，脚本为 ${line}`);
}
