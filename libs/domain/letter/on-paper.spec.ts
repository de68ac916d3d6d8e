import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { letterOf } from '../testing/campaigns.ts';
import { holderOf } from '../testing/acts.ts';
import { stepsOf } from '../testing/life.ts';
import { dayOf } from '../testing/second-calendar.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year } from '../testing/year.ts';
import type { UnitYearStart } from '../unit-year/state.ts';

const duty = 'letter';
const registrar = 'root/office';
const document = 'a'.repeat(64);
const person = (post: string): string => holderOf(post).person;
const yearOf = (unit: string): UnitYearStart => plans.drill.get(unit) as UnitYearStart;
const town = yearOf(units.direct[1] ?? '');
const village = yearOf(units.below[0] ?? '');
const [secretary = '', mayor = ''] = letterOf(town).calls['sign']?.posts ?? [];
const [above = ''] = letterOf(town).calls['countersign']?.posts ?? [];
const holders = Object.fromEntries([secretary, mayor, above].map((post) => [post, person(post)]));
const paper = (signedOn: string, more: object = {}) => ({ duty, signedOn, document, holders, ...more });
/** Issued on Monday 9 February 2026, to be signed by 10 March. */
const launched = (): Year => new Year(town, '2026-02-09 10:00');

describe('a letter that was signed on paper', () => {
  test('is in force as if all had signed: each signature with the day, the scan, and who registered it', () => {
    const year = launched().act('registerSigning', paper('2026-02-10', { countersigner: above }), '2026-02-12 10:00', registrar);
    const onPaper = { signedOn: '2026-02-10', document, registeredBy: person(registrar) };
    const at = '2026-02-12T02:00:00.000Z';
    expect(year.letter).toMatchObject({
      status: 'inForce', onTime: true, signedAt: '2026-02-10T15:59:00.000Z', inForceAt: at,
      signatures: [{ posts: [secretary], person: person(secretary), at, onPaper }, { posts: [mayor], person: person(mayor), at, onPaper }],
      countersignature: { posts: [above], person: person(above), at, onPaper },
      versions: [{ version: 1, inForceAt: at, signatures: [{ onPaper }, { onPaper }], countersignature: { onPaper } }],
    });
    expect(year.events('letterSignedByAll')).toHaveLength(1);
  });

  test('of one leader in both posts bears one signature', () => {
    const both = { ...holders, [secretary]: 'p1', [mayor]: 'p1' };
    const year = launched().act('registerSigning', paper('2026-02-10', { holders: both }), '2026-02-12 10:00', registrar);
    expect(year.letter).toMatchObject({ status: 'countersigning', signatures: [{ posts: [secretary, mayor], person: 'p1' }] });
  });

  test('by one of two leaders waits for the other, whoever comes last completes it', () => {
    const year = launched().act('registerSigning', paper('2026-02-10', { posts: [mayor] }), '2026-02-10 10:00', registrar);
    expect([year.letter.status, year.letter.call?.name]).toEqual(['issued', 'sign']);
    expect(year.refusal('registerSigning', paper('2026-02-10', { posts: [mayor] }), '2026-02-10 11:00', registrar)).toMatchObject({ rejected: 'postNotWaiting', facts: { posts: [secretary] }, pointer: '/posts/0' });
    year.act('signLetter', { duty }, '2026-02-11 10:00', secretary);
    expect(year.letter.signatures.map(({ onPaper }) => onPaper?.signedOn ?? null)).toEqual(['2026-02-10', null]);
    year.act('registerSigning', paper('2026-02-11', { countersigner: above }), '2026-02-12 10:00', registrar);
    expect([year.letter.status, year.letter.countersignature?.onPaper?.signedOn]).toEqual(['inForce', '2026-02-11']);
  });

  test('is in time by the day on paper, however late it is registered; what had been told stays told', () => {
    const late = '2026-03-25 10:00';
    const inTime = launched().until(late).act('registerSigning', paper('2026-03-05'), late, registrar);
    expect(inTime.escalations.length).toBeGreaterThan(0);
    expect(inTime.letter).toMatchObject({ onTime: true });
    expect(launched().act('registerSigning', paper('2026-03-20'), late, registrar).letter).toMatchObject({ onTime: false });
    // One of the two had signed late already.
    const other = launched().act('signLetter', { duty }, '2026-03-20 10:00', mayor).act('registerSigning', paper('2026-03-05'), late, registrar);
    expect(other.letter).toMatchObject({ onTime: false, signedAt: '2026-03-20T02:00:00.000Z' });
  });

  test('of a village lets what follows from it begin on the day it is registered', () => {
    const year = new Year(village, '2026-02-09 10:00').hear({ kind: 'superiorLetterInForce', version: 1 }, '2026-02-10 10:00', 1);
    const posts = letterOf(village).calls['sign']?.posts ?? [];
    const own = Object.fromEntries(posts.map((post) => [post, person(post)]));
    year.act('registerSigning', paper('2026-02-11', { holders: own }), '2026-02-13 10:00', registrar);
    expect(year.letter).toMatchObject({ status: 'inForce', inForceAt: '2026-02-13T02:00:00.000Z', countersignature: null });
    expect(year.letter.call).toBeNull();
  });

  test('is not believed where the dates, the posts or the people do not fit', () => {
    const at = '2026-02-12 10:00';
    const year = launched();
    const why = (input: ReturnType<typeof paper>, by = registrar) => year.refusal('registerSigning', input, at, by);
    expect(why(paper('2026-02-13'))).toMatchObject({ rejected: 'signedInFuture', facts: { today: '2026-02-12' }, pointer: '/signedOn' });
    expect(why(paper('2026-02-08'))).toMatchObject({ rejected: 'signedBeforeIssued', facts: { issuedOn: '2026-02-09' }, pointer: '/signedOn' });
    expect(why(paper('2026-02-10', { posts: [mayor], countersigner: above }))).toMatchObject({ rejected: 'countersignTooEarly', facts: { posts: [secretary] }, pointer: '/countersigner' });
    expect(why(paper('2026-02-10', { countersigner: mayor }))).toMatchObject({ rejected: 'notACountersigner', facts: { post: mayor } });
    expect(why(paper('2026-02-10', { holders: { [secretary]: 'p1' } }))).toMatchObject({ rejected: 'signerUnknown', facts: { post: mayor, signedOn: '2026-02-10' } });
    expect(why(paper('2026-02-10'), mayor)).toMatchObject({ rejected: 'signerRegisters', facts: { post: mayor } });
    expect(why(paper('2026-02-10', { countersigner: above }), above)).toMatchObject({ rejected: 'signerRegisters', facts: { post: above }, pointer: '/countersigner' });
    year.act('signLetter', { duty }, at, mayor, secretary);
    expect(why(paper('2026-02-12'))).toMatchObject({ rejected: 'countersignerMissing', pointer: '/countersigner' });
  });

  test('is not registered over an open objection, nor before the version that the objection brought', () => {
    const [target] = letterOf(town).targets;
    const year = launched().act('objectToLetter', { duty, indicator: target?.indicator ?? '', reason: '不符', proposed: 1 }, '2026-02-10 10:00', mayor);
    expect(year.refusal('registerSigning', paper('2026-02-10'), '2026-02-11 10:00', registrar)).toMatchObject({ rejected: 'notPossibleNow', facts: { status: 'objected' } });
    year.act('reviseLetter', { duty, value: 2, reason: '采纳' }, '2026-02-12 10:00', above);
    expect(year.refusal('registerSigning', paper('2026-02-11'), '2026-02-13 10:00', registrar)).toMatchObject({ rejected: 'signedBeforeIssued', facts: { issuedOn: '2026-02-12' } });
    expect(year.act('registerSigning', paper('2026-02-12', { countersigner: above }), '2026-02-13 10:00', registrar).letter).toMatchObject({ status: 'inForce', version: 2 });
  });
});

test('over whole years no signature on paper is older than its version or newer than its registration, and nobody registered their own', () => everyYear((life) => {
  let looked = 0;
  for (const { event, after } of stepsOf(life)) {
    if ((event.type !== 'letterSigned' && event.type !== 'letterCountersigned') || !event.onPaper) continue;
    const { signedOn, registeredBy } = event.onPaper;
    const letter = after.duties[event.duty];
    assert.ok(letter?.kind === 'letter');
    assert.ok(signedOn <= dayOf(event.at) && signedOn >= dayOf(letter.supplement?.at ?? letter.versions.at(-1)?.at ?? ''), `${signedOn} at ${event.at}`);
    assert.notEqual(event.person, registeredBy);
    looked += 1;
  }
  return looked;
}));
