import { noEffects, reject } from '../decider.ts';
import type { Context, Decider, Json, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import { localDateOf } from '../time/instant.ts';
import { evolve } from './events.ts';
import type { ProjectEvent } from './events.ts';
import { isOver, unproposed } from './project.ts';
import type { Project, ProjectStart } from './project.ts';
import { projectRow } from './rows.ts';
import { addPhotos, advance, nameRequest, propose, reachMilestone, revisePlan, setFunds } from './rules.ts';

/** Whoever keeps the money of the unit that builds it, keeps the project. */
export const whoProposes: WhoMay = { function: 'fundsKeeper', of: 'unit' };
const office: WhoMay = { function: 'administrator', of: 'root' };
const department: WhoMay = { function: 'verifier', of: 'department' };

/** `judge`: the department named for it, else the office at the root; `office`: the office, but for its own projects the judge. */
type Hand = 'keeper' | 'office' | 'judge';
type Rule = { by: Hand; decide(project: Project, input: never, context: Context): readonly ProjectEvent[] | Rejection };

/** What may be done with a project: by whom, by which rule. */
export const projectCommands = {
  approveProject: { by: 'office', decide: advance('approve') },
  startProject: { by: 'keeper', decide: advance('start') },
  finishProject: { by: 'keeper', decide: advance('finish') },
  acceptProject: { by: 'judge', decide: advance('accept') },
  closeProject: { by: 'office', decide: advance('close') },
  withdrawProject: { by: 'office', decide: advance('withdraw') },
  reachMilestone: { by: 'keeper', decide: reachMilestone },
  revisePlan: { by: 'office', decide: revisePlan },
  setFunds: { by: 'office', decide: setFunds },
  nameRequest: { by: 'keeper', decide: nameRequest },
  addPhotos: { by: 'keeper', decide: addPhotos },
} as const satisfies Record<string, Rule>;

export type ProjectCommandName = keyof typeof projectCommands;

export type ProjectCommand =
  | { name: 'proposeProject'; input: ProjectStart }
  | { name: 'carryProject'; input: Record<string, never> }
  | { [N in ProjectCommandName]: { name: N; input: Parameters<(typeof projectCommands)[N]['decide']>[1] } }[ProjectCommandName];

/**
 * One project of the library, from its proposal until it is closed, withdrawn, or the year is over.
 *
 * @rejects projectUnproposed, projectExists, projectOver, and what the rule of the command says
 */
export const projectDecider: Decider<Project, ProjectCommand, ProjectEvent> = {
  kind: 'project',
  initial: unproposed,
  commands: ['proposeProject', 'carryProject', ...Object.keys(projectCommands)],

  decide(project, command, context) {
    if (command.name === 'proposeProject') return project.stage === 'unproposed' ? propose(command.input, context) : reject('projectExists', { code: project.about?.code ?? '' });
    if (project.stage === 'unproposed') return reject('projectUnproposed');
    if (isOver(project)) return reject('projectOver', { stage: `project-${project.stage}` });
    if (command.name === 'carryProject') return advance('carry')(project, { on: localDateOf(context.now) }, context);
    return (projectCommands[command.name] as Rule).decide(project, command.input as never, context);
  },

  tick: () => [],
  evolve,
  react: () => noEffects,
  nextDeadline: () => null,
  tasksOf: () => [],
  rowsOf: (project) => (project.about === null ? {} : { [project.about.code]: projectRow(project) as unknown as Json }),
  isEnded: isOver,
};

/** Who may give a command to a project. */
export function whoMayWithProject(name: ProjectCommandName, { about }: Project): WhoMay {
  const judge = about?.department ? department : office;
  const hands: Record<Hand, WhoMay> = { keeper: whoProposes, office: about?.unit === about?.root ? judge : office, judge };
  return hands[projectCommands[name].by];
}
