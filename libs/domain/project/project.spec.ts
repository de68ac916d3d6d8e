import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { may } from '../may.ts';
import { giveOn, projectLives, projectStart } from '../testing/projects.ts';
import type { ProjectAct } from '../testing/projects.ts';
import { projectCommands, projectDecider, whoMayWithProject } from './project-decider.ts';
import type { ProjectCommand } from './project-decider.ts';
import { commonMilestones, projectTransitions, unproposed } from './project.ts';
import type { ProjectStage } from './project.ts';
import { projectRow } from './rows.ts';

const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_401);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const inEveryLife = (check: (acts: ProjectAct[]) => void): void => fc.assert(fc.property(projectLives, check), { seed, numRuns });

describe('the generated lives of projects are worth testing with', () => {
  const acts = fc.sample(projectLives, { seed, numRuns: 300 }).flatMap((life) => life.slice(1));

  test('every act is given, and every refusal happens', () => {
    const accepted = acts.filter(({ rejection }) => rejection === null);
    expect(accepted.length / acts.length).toBeGreaterThan(0.4);
    expect(new Set(accepted.map(({ command }) => command.name))).toEqual(new Set([...Object.keys(projectCommands), 'carryProject']));
    expect([...new Set(acts.map(({ rejection }) => rejection?.rejected))].filter((code) => code !== undefined).sort()).toEqual([
      'amountNotWhole', 'beforeMilestone', 'beforeStage', 'dayInFuture', 'dayUnchanged', 'fundsAboveCost', 'lineNotInProject', 'milestoneOfStage', 'milestoneReached', 'notPossibleNow', 'planOutOfOrder', 'planPassed', 'projectOver', 'requestNamed', 'sameLineTwice', 'tooManyPhotos', 'unknownMilestone',
    ]);
  });
});

describe('a project', () => {
  test('reaches its stages one by one, as the table has them, on days that have been and follow each other', () => {
    inEveryLife((acts) => {
      for (const { after, today } of acts) {
        after.stages.forEach(({ stage, on }, n) => {
          const before = after.stages[n - 1];
          if (before) expect(Object.values(projectTransitions[before.stage])).toContain(stage);
          expect(on >= (before?.on ?? on) && on <= today).toBe(true);
        });
        expect(after.stages.at(-1)?.stage).toBe(after.stage);
      }
    });
  });

  test('has a day for each stage’s milestone when it has the stage, and never before', () => {
    inEveryLife((acts) => {
      for (const { after } of acts) {
        for (const [milestone, stage] of [['start', 'started'], ['finish', 'finished'], ['acceptance', 'accepted']] as const) {
          expect(after.milestones[milestone]?.reachedOn ?? null).toBe(after.stages.find((one) => one.stage === stage)?.on ?? null);
        }
      }
    });
  });

  test('keeps the first planned day, plans start, finish and acceptance in order, and moves no day that has passed', () => {
    inEveryLife((acts) => {
      for (const { after, before, events, today } of acts) {
        for (const { id, originalDueOn, planned, revisions } of Object.values(after.milestones)) {
          expect(originalDueOn).toBe(projectStart().plan[id as 'start']?.dueOn ?? '2026-06-15');
          expect(planned?.dueOn).toBe(revisions.at(-1)?.to ?? originalDueOn);
        }
        const days = commonMilestones.map((id) => after.milestones[id]?.planned?.dueOn ?? '');
        expect([...days].sort()).toEqual(days);
        for (const event of events) if (event.type === 'planRevised') expect((before.milestones[event.milestone]?.planned?.dueOn ?? today) >= today).toBe(true);
      }
    });
  });

  test('is paid by no more than it costs, and is left as it was by what is refused', () => {
    inEveryLife((acts) => {
      for (const { after, before, rejection } of acts) {
        expect(after.funds.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(after.cost);
        if (rejection) expect(after).toBe(before);
        expect(projectRow(after).nextDueOn === null || !projectDecider.isEnded(after)).toBe(true);
      }
    });
  });

  test('is over once closed, withdrawn or carried, and nothing more can be done with it', () => {
    const reachable = new Set<string>(['proposed']);
    for (const stage of reachable) for (const next of Object.values(projectTransitions[stage as ProjectStage])) reachable.add(next as string);
    expect(reachable).toEqual(new Set(Object.keys(projectTransitions)));
    const { after: carried } = giveOn(projectDecider, giveOn(projectDecider, unproposed, { name: 'proposeProject', input: projectStart() }, '2026-01-10').after, { name: 'carryProject', input: {} }, '2027-02-03');
    expect(carried.stage).toBe('carried');
    for (const name of Object.keys(projectCommands)) expect(giveOn(projectDecider, carried, { name, input: {} } as unknown as ProjectCommand, '2027-02-03').rejection?.rejected).toBe('projectOver');
  });

  test('is accepted by the department named for it, or by the office at the root; never by its own unit', () => {
    const propose = (more: object) => giveOn(projectDecider, unproposed, { name: 'proposeProject', input: projectStart(more) }, '2026-01-10');
    expect(propose({ unit: 'R' }).rejection?.rejected).toBe('acceptedByItself');
    expect(propose({ unit: 'D', department: { unit: 'D', name: 'D' } }).rejection?.rejected).toBe('acceptedByItself');
    const of = (more: object, unit: string, functions: string[], by: keyof typeof projectCommands): boolean => {
      const { after } = propose(more);
      const place = { unit: after.about?.unit ?? '', superior: 'A', root: 'R', department: after.about?.department?.unit ?? null };
      return may(whoMayWithProject(by, after), [{ post: `${unit}/x`, unit, functions, tenure: 't' }], place).length > 0;
    };
    const department = { department: { unit: 'D', name: 'D' } };
    expect([of({}, 'R', ['administrator'], 'acceptProject'), of(department, 'R', ['administrator'], 'acceptProject'), of(department, 'D', ['verifier'], 'acceptProject'), of(department, 'A1', ['verifier', 'fundsKeeper'], 'acceptProject')]).toEqual([true, false, true, false]);
    // The root's own are approved by the department too.
    expect([of({ unit: 'R', ...department }, 'R', ['administrator'], 'approveProject'), of({ unit: 'R', ...department }, 'D', ['verifier'], 'approveProject')]).toEqual([false, true]);
  });
});
