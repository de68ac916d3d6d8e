import { localDateOf } from '../../time/instant.ts';
import type { Duty } from '../../unit-year/state.ts';
import { by } from './chance.ts';
import type { Chance, Situation } from './chance.ts';

/** What each waits for of the unit itself. */
const own = ['sign', 'supplement', 'allocate', 'report', 'correct', 'submit', 'record', 'acknowledge', 'feedback', 'complete'];

/** Reminders by hand and by telephone: of what is owed now, and of what is not, not yet, or was reminded of today. */
export function remindingActs(situation: Situation): { possible: Chance[]; wrong: Chance[] } {
  const { state, at, start, detail } = situation;
  const [possible, wrong]: [Chance[], Chance[]] = [[], []];
  const office = `${start.superior.id}/office`;
  for (const [nth, duty] of Object.values(state.duties).entries()) {
    const remind = (weight: number): Chance => by(weight, 'remindDuty', { duty: duty.key, from: start.superior.name }, office);
    const phone = (weight: number): Chance => by(weight, 'logPhoneReminder', { duty: duty.key, whom: '值班员', ...(detail % 2 === 0 ? { note: '明天上午报' } : {}) }, office);
    if (!isOwed(duty, at)) {
      // What lies with somebody else is asked of them too: rarely, but sure to be tried.
      if ((detail + nth) % 9 === 0) wrong.push(remind(duty.call === null ? 1 : 30), phone(1));
      continue;
    }
    const { reminded, call } = duty;
    const wasToday = reminded?.on === localDateOf(at) && reminded.call === call?.name && reminded.dating === call.dating;
    possible.push(phone(2));
    if (state.pausedAt !== null || wasToday) wrong.push(remind(600));
    else possible.push(remind(2));
  }
  return { possible, wrong };
}

const isOwed = (duty: Duty, at: string): boolean =>
  duty.call !== null && own.includes(duty.call.name) && duty.call.since <= at && !(duty.kind === 'order' && duty.status === 'drafted') && !('opensAt' in duty && typeof duty.opensAt === 'string' && duty.opensAt > at);
