import { writeFileSync } from 'node:fs';
import { problemWords } from '#libs/contracts/problems';
import { calendarOfYear } from '#libs/domain/calendar/calendar';
import type { CycleTerms, TreeUnit } from '#libs/domain/policy/planning';
import { findingWords } from '#libs/domain/rehearsal/finding-words';
import { rehearse } from '#libs/domain/rehearsal/rehearse';
import { instantAt } from '#libs/domain/time/instant';
import { loadPack } from '#libs/packs/load';

/**
 * Rehearses a pack's year on the organisation beside it, without servers, and prints what would happen if nobody acted.
 *
 * @returns the exit code: 1 when something cannot work
 */
export async function rehearsePack({ pack: id, year, on, json }: { pack: string; year: number; on: string; json?: string | undefined }): Promise<number> {
  const { pack, calendarYears, organisation } = await loadPack(id);
  if (!organisation) {
    console.error(`${id} 没有附带单位，无从预演 · ${id} brings no units to rehearse with`);
    return 2;
  }
  const calendar = calendarOfYear(calendarYears, year, on);
  if ('missing' in calendar) {
    const { zh, en } = problemWords('calendarTooShort', { year, missing: calendar.missing, until: `${Math.max(...calendarYears.map((one) => one.year))}-12-31` });
    console.error(`${zh} · ${en}`);
    return 2;
  }
  const tree = new Map(organisation.units.map((unit): [string, TreeUnit] => [unit.id, { id: unit.id, name: unit.name, type: unit.type, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const document = { number: '-', title: '-' };
  const terms: CycleTerms = { cycle: `${pack.campaign.id}/${year}`, year, isDrill: true, pack, calendar, letterDocuments: { requiredBy: document, approvedBy: document } };
  const vacant = new Set(organisation.vacant.map(({ unit, post }) => `${unit}/${post}`));
  const { units, posts, escalations, findings, burden } = rehearse(terms, tree, organisation.root, instantAt(on, '09:00'), (post) => !vacant.has(post));
  if (json !== undefined) {
    writeFileSync(json, `${JSON.stringify({ units, posts: Object.fromEntries([...posts].map(([post, months]) => [post, Object.fromEntries(months)])), escalations: Object.fromEntries(escalations), findings, burden }, null, 2)}\n`);
  }
  const notices = [...posts.values()].reduce((sum, months) => sum + [...months.values()].reduce((all, n) => all + n, 0), 0);
  const busiest = [...posts].map(([post, months]) => ({ post, n: [...months.values()].reduce((all, n) => all + n, 0) })).sort((a, b) => b.n - a.n)[0];
  console.log(`${pack.title.zh}：${units}个单位，无人办理时${notices}条提醒，最多的是${busiest?.post ?? '—'}（${busiest?.n ?? 0}条）· ${units} units, ${notices} notices if nobody acts, most to ${busiest?.post ?? '—'} (${busiest?.n ?? 0})`);
  for (const { unitType, units: n, forms, figures, prefilled, notices: told } of burden) {
    console.log(`  ${unitType} × ${n}：每单位${forms}张表、${figures}个数（${prefilled}个预填）、最多${told}条提醒 · ${forms} forms, ${figures} figures (${prefilled} prefilled), up to ${told} notices each`);
  }
  for (const finding of findings) {
    const { zh, en } = findingWords(finding);
    console.log(`  ${finding.severity === 'error' ? '✗ 不能启动' : '! 请留意'} ${zh} · ${en}（${finding.examples.join('、')}${finding.units > finding.examples.length ? ' …' : ''}）`);
  }
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}
