import { describe, expect, test } from '@jest/globals';
import { chosen, coveredBy, wanted } from './covers.ts';
import type { Candidate } from './covers.ts';

const json = (value: unknown) => ({ payloads: [{ data: Buffer.from(JSON.stringify(value)).toString('base64') }] });
const started = (type: string, input: object) => ({ eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED', workflowExecutionStartedEventAttributes: { workflowType: { name: type }, input: json(input) } });
const given = (name: string, input: object = {}) => ({ eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED', workflowExecutionUpdateAcceptedEventAttributes: { acceptedRequest: { input: { name, args: json({ input }) } } } });
const answered = (...events: string[]) => ({ eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED', workflowExecutionUpdateCompletedEventAttributes: { outcome: { success: json({ events }) } } });
const scheduled = (name: string) => ({ eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED', activityTaskScheduledEventAttributes: { activityType: { name } } });
const completed = { eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED' };

describe('what a history shows', () => {
  test('the act that opened it, each act given, and what came of them', () => {
    const history = { events: [started('unitYear', { opening: { command: 'openYear' } }), given('hear', { body: { kind: 'pauseSet' } }), given('grantExtension'), answered('extensionGranted', 'dueMoved')] };
    expect(coveredBy(history)).toEqual({ type: 'unitYear', covers: ['grantExtension', 'hear', 'newDate', 'openYear', 'pause'].map((what) => `unitYear.${what}`) });
  });

  test('a fresh run shows how it goes on only where something was done in it', () => {
    const carried = started('unitYear', { opening: { command: 'openYear' }, carried: { seq: 7 } });
    expect(coveredBy({ events: [carried] }).covers).toEqual([]);
    expect(coveredBy({ events: [carried, given('wake')] }).covers).toEqual(['unitYear.carriedOver', 'unitYear.wake']);
  });

  test('a cycle’s long work, with the act that ends it', () => {
    const launched = [started('cycle', {}), given('launchCycle'), scheduled('launchUnits')];
    expect(coveredBy({ events: launched }).covers).toEqual(['finishLaunch', 'launchCycle', 'launchUnits'].map((what) => `cycle.${what}`));
    expect(coveredBy({ events: [...launched, given('cancelCycle'), scheduled('endUnits'), completed] }).covers).toContain('cycle.finishCancel');
    expect(coveredBy({ events: [...launched, given('closeCycle'), scheduled('endUnits'), completed] }).covers).toContain('cycle.finishClose');
    expect(coveredBy({ events: [...launched, given('closeCycle'), scheduled('endUnits')] }).covers).not.toContain('cycle.finishClose');
  });
});

test('the fewest histories are kept: what adds most comes first, the smaller of two that add as much, and nothing that adds nothing', () => {
  const [a = '', b = '', c = ''] = wanted();
  const one = (workflowId: string, covers: string[], bytes: number): Candidate => ({ workflowId, type: 'unitYear', covers, events: 1, gzipped: Buffer.alloc(bytes) });
  const all = [one('small', [a], 1), one('both', [a, b], 9), one('large', [c], 8), one('third', [c, b], 7), one('stranger', ['other.thing'], 1)];
  expect(chosen(all).map(({ workflowId }) => workflowId)).toEqual(['third', 'small']);
  expect(chosen(all, [one('kept', [a, b], 1)]).map(({ workflowId }) => workflowId)).toEqual(['third']);
});
