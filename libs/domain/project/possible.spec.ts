import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { giveOn, projectLives } from '../testing/projects.ts';
import { addDays, instantAt } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { possibleProjectActs } from './possible.ts';
import type { PossibleProjectAct } from './possible.ts';
import { projectCommands, projectDecider } from './project-decider.ts';
import type { ProjectCommand } from './project-decider.ts';
import type { Project } from './project.ts';

const runs = { seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_401), numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) };
const [document, attachments] = [{ number: '9', title: 'document' }, [{ sha256: 'b'.repeat(64), name: 'photo' }]];
const possible = (project: Project, today: LocalDate) => possibleProjectActs(project, instantAt(today, '10:00'));

/** The least that can be said with an act today: of a plan, each day that may be the new one. */
const sayings = (project: Project, { act, at }: PossibleProjectAct, on: LocalDate): ProjectCommand[] => {
  const input = { on, document, opinion: '', reason: 'none', milestone: at, line: at, request: 'r99', cost: 1, funds: [], ...(act === 'addPhotos' ? { attachments } : {}) };
  const days = act === 'revisePlan' ? Object.values(project.milestones).flatMap(({ planned }) => (planned ? [-1, 0, 1].map((n) => addDays(planned.dueOn, n)) : [])) : [on];
  return days.map((dueOn) => ({ name: act, input: { ...input, dueOn } }) as unknown as ProjectCommand);
};

describe('what may be done with a project now', () => {
  test('is taken by its rules', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(projectLives, (acts) => {
      for (const { after, today } of acts) {
        for (const one of possible(after, today)) {
          seen.add(one.act);
          const refusals = sayings(after, one, today).map((command) => giveOn(projectDecider, after, command, today).rejection?.rejected);
          // Where start, finish and acceptance are planned for one day, the one between cannot be moved alone.
          if (refusals.every((code) => code !== undefined)) expect(one.act === 'revisePlan' && refusals.includes('planOutOfOrder')).toBe(true);
        }
      }
    }), runs);
    expect([...seen].sort()).toEqual(Object.keys(projectCommands).sort());
  });

  test('has all in it that anybody did', () => {
    fc.assert(fc.property(projectLives, (acts) => {
      for (const { rejection, before, command, today } of acts) {
        if (rejection || command.name === 'proposeProject' || command.name === 'carryProject') continue;
        const { milestone, line } = command.input as { milestone?: string; line?: string };
        expect(possible(before, today)).toContainEqual({ act: command.name, at: milestone ?? line ?? '' });
      }
    }), runs);
  });
});
