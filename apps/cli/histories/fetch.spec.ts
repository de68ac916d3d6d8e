import { expect, test } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { candidate } from './fetch.ts';

test('a kept history names no machine: neither who ran it nor where its files lay', () => {
  const json = JSON.stringify({ events: [{ eventType: 'EVENT_TYPE_WORKFLOW_TASK_FAILED', identity: '4711@some-host.local', queue: '4711@some-host.local-zeren-1', stack: 'at /home/somebody/zeren/activities/record.ts:35:36\n at /srv/x/node_modules/@temporalio/common/src/failure.ts:1:2' }] });
  const kept = gunzipSync(candidate('unit-year/x', json).gzipped).toString('utf8');
  expect(JSON.parse(kept)).toEqual({ events: [{ eventType: 'EVENT_TYPE_WORKFLOW_TASK_FAILED', identity: 'worker', queue: 'worker', stack: 'at activities/record.ts:35:36\n at node_modules/@temporalio/common/src/failure.ts:1:2' }] });
});
