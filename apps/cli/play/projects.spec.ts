import { describe, expect, test } from '@jest/globals';
import type { Organisation } from '#libs/contracts/policy';
import { isRejection } from '#libs/domain/decider';
import type { Decider } from '#libs/domain/decider';
import { fundsLineDecider } from '#libs/domain/funds/funds-line';
import type { FundsLine } from '#libs/domain/funds/line';
import { planLine } from '#libs/domain/funds/plan-line';
import type { Registration } from '#libs/domain/funds/plan-line';
import { basisText } from '#libs/domain/policy/basis';
import type { TreeUnit } from '#libs/domain/policy/planning';
import { latenessOf } from '#libs/domain/project/lateness';
import { projectCommands, projectDecider } from '#libs/domain/project/project-decider';
import type { Project } from '#libs/domain/project/project';
import { noticeCommands, noticeDecider } from '#libs/domain/public-notice/notice-decider';
import type { PublicNotice } from '#libs/domain/public-notice/public-notice';
import { standingOf } from '#libs/domain/public-notice/standing';
import { listPacks, loadPack } from '#libs/packs/load';
import { dateOf, isWorked, timeOf } from './checks/calendar.ts';
import type { Manifest } from './checks/expect.ts';
import type { ShownProjects } from './checks/project-lines.ts';
import { lateProjects, noticesCounted, projectsAsScripted } from './checks/projects.ts';
import { appointed } from './money-acts.ts';
import { money } from './money.ts';
import { appointedTo } from './project-acts.ts';
import { projectMoves } from './projects.ts';
import { ends, start } from './script.ts';

const short = listPacks().then((packs) => loadPack(packs.find(({ id }) => id.endsWith('-short'))?.id ?? ''));

/** Gives a command, which the script must be allowed. */
function give<S>(decider: unknown, before: S, name: string, input: unknown, now: string): S {
  const { decide, evolve } = decider as Decider<S, { name: string; input: unknown }, { type: string }>;
  const decided = decide(before, { name, input }, { now, actor: null, since: () => false });
  if (isRejection(decided)) throw new Error(`${now} ${name} ${JSON.stringify(input)}: ${JSON.stringify(decided)}`);
  return decided.reduce((state, event) => evolve(state, { ...event, at: now }), before);
}

/** The script's projects and notices up to an instant, by the product's rules, without servers. */
async function played(until: string): Promise<{ manifest: Manifest; shown: ShownProjects }> {
  const { pack, calendar, organisation } = await short;
  const { root, units } = organisation as Organisation;
  const tree = new Map(units.map((unit): [string, TreeUnit] => [unit.id, { ...unit, under: unit.under ?? null, administeredBy: unit.administeredBy ?? null }]));
  const set = pack.settings.funds?.publicNotice;
  const lines = new Map<string, FundsLine>();
  for (const { at, move: { act, line }, body } of money.map(appointed).filter((one) => one.at <= until)) {
    const input = act === 'registerLine' ? planLine({ terms: [], ...body } as unknown as Registration, { cycle: 'c/2026', line, root, pack, calendar, tree, isDrill: true }) : { ofRetention: false, payees: 1, document: null, ...body };
    lines.set(line, give(fundsLineDecider, lines.get(line) ?? fundsLineDecider.initial, act, input, at));
  }
  const projects = new Map<string, Project>();
  const notices = new Map<string, PublicNotice>();
  const given = projectMoves.map(appointedTo).filter(({ at }) => at <= until);
  for (const { at, move: { act, of, photos }, body } of given) {
    const attachments = photos.map((name) => ({ sha256: name, name }));
    const said = attachments.length > 0 ? { ...body, attachments } : body;
    const unit = String(body['unit']);
    if (!act.includes('Notice') && !act.includes('Objection')) {
      const department = body['department'] === undefined ? null : { unit: String(body['department']), name: '' };
      const input = act === 'proposeProject' ? { milestones: [], ...body, department, root, unitName: unit, cycle: 'c/2026', stream: '' } : said;
      projects.set(of, give(projectDecider, projects.get(of) ?? projectDecider.initial, act, input, at));
      for (const { line } of act === 'proposeProject' || act === 'setFunds' ? body['funds'] as { line: string }[] : []) expect({ of, line, isOnRoute: Object.hasOwn(lines.get(line)?.route ?? {}, projects.get(of)?.about?.unit ?? '') }).toEqual({ of, line, isOnRoute: true });
    } else {
      const { where, from, to, stage, what, of: about } = body as Record<string, string>;
      const input = act === 'postNotice' ? { notice: of, root, unit, unitName: unit, stage, about, what, calendar, cycle: 'c/2026', stream: '', setDays: set ? { ...set.value, basis: basisText(pack, set.basis) } : null, posting: { where, from, to, attachments } } : { by: null, contact: null, ...said };
      notices.set(of, give(noticeDecider, notices.get(of) ?? noticeDecider.initial, act, input, at));
    }
  }
  const day = dateOf(until);
  const isShown = (code: string, stage: string): boolean => [...notices.values()].some(({ about, postings }) => about?.stage === stage && JSON.stringify(about.about) === JSON.stringify({ project: code }) && !postings.at(-1)?.takenDown);
  return {
    manifest: { root, launchedAt: start, clock: until, acts: given.map(({ move, body }) => ({ command: move.act, body: { ...body, key: move.of, photos: move.photos.length } })) } as unknown as Manifest,
    shown: {
      projects: [...projects].map(([code, project]) => ({
        code, unit: project.about?.unit ?? '', stage: project.stage, cost: project.cost, funds: [...project.funds], stages: [...project.stages], late: latenessOf(project, lines, day),
        milestones: Object.values(project.milestones).map((one) => ({ ...one, dueOn: one.planned?.dueOn ?? null, photos: [...one.photos] })),
      })),
      notices: [...notices].map(([notice, one]) => ({ notice, unit: one.about?.unit ?? '', ...standingOf(one, day) })),
      lacking: [...projects].flatMap(([code, { stage, stages }]) => [
        ...(stages.some((one) => one.stage === 'approved') && stage !== 'withdrawn' && !isShown(code, 'before') ? [`${code} before`] : []),
        ...(stages.some((one) => one.stage === 'finished') && !isShown(code, 'after') ? [`${code} after`] : []),
      ]),
    },
  };
}

describe('the projects and notices of the script', () => {
  test('come to the same by the rules and by hand, at the end of the quarter and of the year', async () => {
    for (const until of Object.values(ends)) {
      const { manifest, shown } = await played(until);
      for (const check of [projectsAsScripted(manifest, shown), lateProjects(manifest, shown), noticesCounted(manifest, shown)]) expect(check).toMatchObject({ ok: true, found: check.expected });
    }
  });

  test('are those of the demo, and every act with them is given', async () => {
    const { shown } = await played(ends.year);
    expect(shown.projects).toHaveLength(8);
    expect(new Set(projectMoves.map(({ act }) => act))).toEqual(new Set(['proposeProject', ...Object.keys(projectCommands), 'postNotice', ...Object.keys(noticeCommands)]));
  });

  test('move only on working days, and never at a delivery slot', () => {
    for (const { at } of projectMoves.map(appointedTo)) {
      expect([at, isWorked(dateOf(at))]).toEqual([at, true]);
      expect(['09:00', '15:00']).not.toContain(timeOf(at));
    }
  });
});
