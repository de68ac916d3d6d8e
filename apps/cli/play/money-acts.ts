import { routes } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import { dateOf } from './checks/calendar.ts';
import type { MoneyMove } from './money.ts';
import type { Performance } from './performance.ts';
import { PlayStopped } from './problem.ts';
import { instantOf } from './script.ts';
import { confirmListed, isListed } from './treasury.ts';

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

/** @throws PlayStopped when it is refused, or the line is registered under another name than the script's */
export async function giveMoney(performance: Performance, slug: string, appointment: MoneyAppointment): Promise<void> {
  const { at, login, move: { act, by, line }, body } = appointment;
  const path = `/cycles/${slug}${addresses.get(act)?.replace('{line}', line)}`;
  const { stream } = isListed(appointment) ? await confirmListed(performance, slug, appointment) : await performance.cycleAct(login, by, act, path, body, at, { line, ...body });
  if (!stream.endsWith(`/${line}`)) throw new PlayStopped(`资金登记为 ${stream}，脚本为 ${line}`);
}
