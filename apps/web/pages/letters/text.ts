import { addDays } from '#libs/domain/time/instant';
import type { LocalDate } from '#libs/domain/time/instant';
import type { Say } from '../../base/say.ts';
import { byUnitAbove } from './signing.ts';
import type { Row } from './signing.ts';
import { textWords as words } from './words.ts';

/** Days from one date to another; negative when it lies before. */
const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((Date.parse(addDays(to, 0)) - Date.parse(from)) / 86_400_000);

/** What is missing, in polite words for a work group: by the unit above, each with its date and the days left. */
export function asText(say: Say, rows: readonly Row[], { title, today }: { title: string; today: LocalDate }): string {
  const line = (row: Row): string => {
    const left = row.dueOn === null ? null : daysBetween(today, row.dueOn);
    const when = left === null ? say(words.noDate) : say(left < 0 ? words.late : left === 0 ? words.today : words.left, { date: say.date(row.dueOn ?? ''), n: Math.abs(left) });
    return say(words.line, { unit: row.unitName, what: say(words.byStatus[row.status as keyof typeof words.byStatus] ?? words.byStatus.issued), when });
  };
  const groups = byUnitAbove(rows).map(({ name, rows: all }) => `${name === null ? '' : `${say(words.group, { name })}\n`}${all.map(line).join('\n')}`);
  return [say(words.opening, { title, n: rows.length }), ...groups, say(words.closing)].join('\n\n');
}
