import { dateOf } from './calendar.ts';
import { isClosed, noFaults, sameSet } from './expect.ts';
import type { ActDone, Check, Manifest } from './expect.ts';
import type { ShownProjects } from './project-lines.ts';

const stageOf: Readonly<Record<string, string>> = {
  proposeProject: 'proposed', approveProject: 'approved', startProject: 'started', finishProject: 'finished', acceptProject: 'accepted', closeProject: 'closed', withdrawProject: 'withdrawn',
};
const ended = new Set(['closed', 'withdrawn', 'carried']);

/** Each project has the stages that its acts gave it, on their days, its money and its photos; with the year the unfinished are carried. */
export function projectsAsScripted(manifest: Manifest, { projects }: ShownProjects): Check {
  const wanted = [...new Set(manifest.acts.filter(({ command }) => command === 'proposeProject').map(({ body }) => String(body?.['key'])))].map((code) => scripted(code, manifest));
  const found = projects.map(({ code, stage, stages, cost, funds, milestones }) => text(
    code, stage, stages.map((one) => `${one.stage} ${one.on}`), cost, funds, milestones.filter(({ reachedOn }) => reachedOn !== null).map(({ id, reachedOn }) => `${id} ${reachedOn ?? ''}`).sort(),
    milestones.reduce((sum, { photos }) => sum + photos.length, 0)));
  return sameSet('projects-as-scripted', wanted, found);
}

function scripted(code: string, manifest: Manifest): string {
  const acts = manifest.acts.filter(({ command, body }) => body?.['key'] === code && !command.includes('Notice'));
  const stages = acts.flatMap(({ command, body }) => (stageOf[command] === undefined ? [] : [[stageOf[command], String(body?.['on'])] as const]));
  const last = stages.at(-1)?.[0] ?? '';
  const all = isClosed(manifest) && !ended.has(last) ? [...stages, ['carried', dateOf(manifest.clock)] as const] : stages;
  const reached = acts.flatMap(({ command, body }): string[] => {
    const milestone = { startProject: 'start', finishProject: 'finish', acceptProject: 'acceptance', reachMilestone: String(body?.['milestone']) }[command];
    return milestone === undefined ? [] : [`${milestone} ${String(body?.['on'])}`];
  });
  const money = acts.filter((act): act is ActDone & { body: object } => (act.command === 'proposeProject' || act.command === 'setFunds') && act.body !== undefined).at(-1)?.body as { cost: number; funds: { line: string; amount: number }[] };
  return text(code, all.at(-1)?.[0] ?? '', all.map(([stage, on]) => `${stage} ${on}`), money.cost, money.funds, reached.sort(), acts.reduce((sum, { body }) => sum + Number(body?.['photos']), 0));
}

const text = (code: string, stage: string, stages: readonly string[], cost: number, funds: readonly { line: string; amount: number }[], reached: readonly string[], photos: number): string =>
  `${code} ${stage}: ${stages.join(', ')}; ${cost} by ${funds.map(({ line, amount }) => `${line} ${amount}`).join(' ')}; ${reached.join(', ')}; ${photos} photos`;

const [district, finance] = ['440811', '440811D01'] as const;

/** Late milestones, counted on a calendar of paper: days, of them the unit's own, and whose the others are, by which line. */
type Late = readonly [code: string, milestone: string, days: number, own: number, ...money: (readonly [line: string, unit: string, from: string, to: string, days: number])[]];

const late: Readonly<Record<string, readonly Late[]>> = {
  '2026-05-20': [
    // Finance should have paid the builder by 28 April, and still has the request.
    ['MZ2026-01', 'finish', 12, 0, ['L1', finance, '2026-05-08', '2026-05-20', 12]],
    ['MZ2026-02', 'start', 14, 14],
    // The farm's money should have left the district by 29 March.
    ['MZ2026-05', 'start', 5, 0, ['L1', district, '2026-05-15', '2026-05-20', 5]],
  ],
  '2027-02-03': [
    ['MZ2026-01', 'finish', 24, 10, ['L1', finance, '2026-05-08', '2026-05-22', 14]],
    ['MZ2026-02', 'start', 14, 14], ['MZ2026-02', 'finish', 12, 12],
    // Withdrawn on 16 June, and late until then.
    ['MZ2026-04', 'start', 18, 18],
    ['MZ2026-05', 'start', 48, 16, ['L1', district, '2026-05-15', '2026-06-16', 32]],
    ['MZ2026-06', 'start', 218, 218], ['MZ2026-06', 'finish', 65, 65], ['MZ2026-06', 'acceptance', 34, 34],
    ['MZ2026-08', 'finish', 34, 34], ['MZ2026-08', 'acceptance', 34, 34],
  ],
};

/** Whose days a late project is, as counted by hand: late money's, at the door of whoever had it, and its own unit's. */
export function lateProjects({ clock }: Manifest, { projects }: ShownProjects): Check {
  const rows = late[dateOf(clock)];
  if (!rows) return noFaults('late-projects-by-hand', 0, [`no figures by hand for ${dateOf(clock)}`]);
  const said = (code: string, milestone: string, days: number, own: number, money: readonly string[]): string => [`${code} ${milestone} ${days} days, ${own} own`, ...money].join('; ');
  return sameSet('late-projects-by-hand', rows.map(([code, milestone, days, own, ...money]) => said(code, milestone, days, own, money.map((one) => one.join(' ')))),
    projects.flatMap(({ code, late: found }) => found.map((one) => said(code, one.milestone, one.days, one.own, one.byMoney.map(({ line, unit, from, to, days }) => [line, unit, from, to, days].join(' '))))));
}

/** From which day a notice counts, and since when it has counted, or what it lacks. */
const counted: Readonly<Record<string, readonly string[]>> = {
  '2026-05-20': ['N1 2026-03-19 2026-04-02', 'N2 2026-03-25 2026-04-08', 'N3 2026-04-03 2026-04-14', 'N4 2026-04-09 noticeUnproved', 'N5 2026-04-25 2026-05-09'],
  '2027-02-03': ['N1 2026-03-19 2026-04-02', 'N2 2026-03-25 2026-04-08', 'N3 2026-04-03 2026-04-14', 'N4 2026-04-09 2026-06-02', 'N5 2026-04-25 2026-05-09', 'N6 2026-07-15 objectionOpen'],
};
/** Projects that were approved or finished, and of which nothing was shown. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  '2026-05-20': ['MZ2026-02 before', 'MZ2026-04 before', 'MZ2026-05 before', 'MZ2026-06 before', 'MZ2026-07 before'],
  '2027-02-03': ['MZ2026-02 before', 'MZ2026-05 before', 'MZ2026-06 before', 'MZ2026-07 before', 'MZ2026-08 before', 'MZ2026-01 after', 'MZ2026-02 after', 'MZ2026-05 after'],
};

/** Which notices count and since when, which do not and why, and what was never shown, by hand. */
export function noticesCounted({ clock }: Manifest, { notices, lacking: found }: ShownProjects): Check {
  const day = dateOf(clock);
  if (!counted[day]) return noFaults('notices-by-hand', 0, [`no figures by hand for ${day}`]);
  return sameSet('notices-by-hand', [...counted[day], ...(lacking[day] ?? [])], [
    ...notices.map(({ notice, countsFrom, countedOn, missing }) => [notice, countsFrom, countedOn ?? missing.map(({ code }) => code).join(' ')].join(' ')), ...found,
  ]);
}
