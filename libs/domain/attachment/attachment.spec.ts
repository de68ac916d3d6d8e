import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { changesBetween } from '../report/report.ts';
import type { Submission } from '../report/report.ts';
import { stepsOf } from '../testing/life.ts';
import { everyYear } from '../testing/unit-years.ts';
import { attached } from './attachment.ts';

const [a, b] = ['a', 'b'].map((letter) => letter.repeat(64)) as [string, string];
const form = { figures: [], problems: '无', nextSteps: '' };
const before = (attachments: Submission['attachments']): Submission => ({ n: 1, at: '', by: '', changed: [], ...form, ...attached({ attachments }) });
const change = (was: Submission['attachments'], is: Submission['attachments']) => changesBetween(before(was), { ...form, ...attached({ attachments: is }) });

test('a resubmission names what was taken away and what was added, also where only the content or only the name is another', () => {
  expect(change([{ sha256: a, name: '名册' }], [{ sha256: a, name: '名册' }])).toEqual([]);
  expect(change(undefined, [])).toEqual([]);
  expect(change([{ sha256: a, name: '名册' }], undefined)).toEqual([{ field: 'attachments', before: '名册', after: '' }]);
  expect(change([{ sha256: a, name: '名册' }, { sha256: b, name: '照片' }], [{ sha256: b, name: '照片' }, { sha256: a, name: '台账' }])).toEqual([{ field: 'attachments', before: '名册', after: '台账' }]);
  expect(change([{ sha256: a, name: '名册' }], [{ sha256: b, name: '名册' }])).toEqual([{ field: 'attachments', before: '名册', after: '名册' }]);
});

test('over whole years what is submitted bears the attachments of what was prepared, and a paper without has no list', () => everyYear((life) => {
  let looked = 0;
  for (const { event, before: state } of stepsOf(life)) {
    if (event.type !== 'reportSubmitted') continue;
    const report = state.duties[event.duty];
    assert.ok(report?.kind === 'report');
    if (report.draft) assert.deepEqual(event.attachments, report.draft.attachments);
    assert.notEqual(event.attachments?.length, 0);
    looked += event.attachments ? 1 : 0;
  }
  return looked;
}));
