import '../testing/no-clock.ts';
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import { isRejection } from '../decider.ts';
import { holderOf, submission } from '../testing/acts.ts';
import { demo, withoutSteps } from '../testing/campaigns.ts';
import { leftPlanned, stepsOf } from '../testing/life.ts';
import { dayOf, secondCalendar } from '../testing/second-calendar.ts';
import { everyYear, plans, units } from '../testing/unit-years.ts';
import { Year, shanghai } from '../testing/year.ts';
import type { UnitYearStart } from '../unit-year/state.ts';
import { unitYearDecider } from '../unit-year/unit-year.ts';
import type { Order } from './order.ts';

const calendar = secondCalendar(demo.calendarYears);
const plan = withoutSteps(plans.drill.get(units.direct[0] ?? '') as UnitYearStart);
const { root, unit: { id: unit } } = plan;
const officer = `${root}/office`;
const receiver = `${unit}/office`;
const cycle = `cycle/${plan.cycle}`;

const orderOf = (year: Year, key = 'order-1'): Order => {
  const order = year.state.duties[key];
  if (order?.kind !== 'order') throw new Error(`${key} is no order of this year`);
  return order;
};
const byHand = (more: object = {}): { duty: string } & Record<string, unknown> => ({
  duty: 'order', origin: { kind: 'instruction', reference: '主要领导批示〔2026〕5号' }, subject: '供水管网开工', matter: '请查明未开工原因，限期开工。',
  deadline: '2026-03-20', stages: [{ what: '报方案', dueOn: '2026-03-05' }, { what: '报开工', dueOn: '2026-03-12' }], assisting: [], ...more,
});
const launched = (): Year => new Year(plan, '2026-02-09 10:00');
const drafted = (more: object = {}): Year => launched().act('draftOrder', byHand(more), '2026-03-02 10:00', officer);
const issued = (more: object = {}): Year => drafted(more).act('issueOrder', { duty: 'order-1' }, '2026-03-02 11:00', officer);
const numbered = (more: object = {}): Year => issued(more).hear({ kind: 'numberGiven', series: 'orders', duty: 'order-1', n: 7 }, '2026-03-02 11:00', 3, cycle);
const inHand = (more: object = {}): Year => numbered(more).act('acknowledgeOrder', { duty: 'order-1' }, '2026-03-03 10:00', receiver);
const reported = (): Year => inHand({ stages: [] }).act('completeOrder', { duty: 'order-1', result: '已开工' }, '2026-03-18 10:00', receiver);
const told = (year: Year, stage: string): string[] =>
  leftPlanned(year.moments.flatMap(({ steps }) => steps)).filter((notice) => notice.obligation === orderOf(year).obligation && notice.stage === stage).map(({ post }) => post);
const assistant = { unit: 'A1', name: '协办单位', posts: ['A1/office'] };
const overdueOn = calendar.plus('2026-04-10', 20);

describe('a pause', () => {
  const paused = (year: Year, from: string, to: string): Year =>
    year.hear({ kind: 'pauseSet', pause: 'p1', from: shanghai(from), to: shanghai(to), reason: '防汛' }, '2026-03-03 11:00', 9, cycle).until('2026-03-31 00:00');
  const datesOf = (year: Year): unknown => ({ asked: orderOf(year).call?.dueOn, stages: orderOf(year).stages.map(({ dueOn }) => dueOn), deadline: orderOf(year).deadline });

  test('moves all dates of an order that lay ahead, those nobody is asked for yet too', () => {
    // From Wednesday the 4th to Monday the 9th: three working days.
    const year = paused(inHand(), '2026-03-04 08:00', '2026-03-09 08:00');
    expect(datesOf(year)).toEqual({ asked: '2026-03-10', stages: ['2026-03-10', '2026-03-17'], deadline: '2026-03-25' });
    expect(year.events('orderDatesMoved')).toMatchObject([{ stages: [null, '2026-03-17'], deadline: '2026-03-25', cause: { kind: 'pause', reference: '2026-03-04–2026-03-09' } }]);
    year.act('giveFeedback', { duty: 'order-1', text: '方案已报' }, '2026-04-01 10:00', receiver);
    expect(orderOf(year).call).toMatchObject({ name: 'feedback', dueOn: '2026-03-17' });
  });

  test('leaves to an order what was late before it, and moves what is not yet acknowledged with the rest', () => {
    expect(datesOf(paused(inHand(), '2026-03-13 08:00', '2026-03-17 08:00'))).toEqual({ asked: '2026-03-05', stages: ['2026-03-05', '2026-03-12'], deadline: '2026-03-24' });
    expect(datesOf(paused(numbered(), '2026-03-04 08:00', '2026-03-09 08:00'))).toMatchObject({ stages: ['2026-03-10', '2026-03-17'], deadline: '2026-03-25' });
  });

  test('in which an order is issued keeps it from nobody: the units that assist are told when it is over, once', () => {
    const year = drafted({ assisting: [assistant] });
    year.hear({ kind: 'pauseSet', pause: 'p1', from: shanghai('2026-03-02 10:30'), to: shanghai('2026-03-04 10:00'), reason: '防汛' }, '2026-03-02 10:20', 9, cycle).until('2026-03-02 10:30')
      .act('issueOrder', { duty: 'order-1' }, '2026-03-02 11:00', officer);
    expect(told(year, 'issue.assisting')).toEqual([]);
    year.until('2026-03-04 10:00');
    expect(told(year, 'issue.assisting')).toEqual(['A1/office']);
    const notices = leftPlanned(year.moments.flatMap(({ steps }) => steps)).filter(({ stage }) => stage === 'issue.assisting');
    expect(notices.map(({ at }) => at)).toEqual([shanghai('2026-03-04 15:00')]);
  });

  test('asked for the matter itself, moves its deadline once', () => {
    const year = paused(inHand({ stages: [] }), '2026-03-04 08:00', '2026-03-09 08:00');
    expect([datesOf(year), year.events('orderDatesMoved')]).toEqual([{ asked: '2026-03-25', stages: [], deadline: '2026-03-25' }, []]);
  });
});

describe('over whole years', () => {
  test('the ladder drafts one order for a duty and dating, never a second', () => everyYear((life) => {
    const seen = new Set<string>();
    let looked = 0;
    for (const { event } of stepsOf(life)) {
      if (event.type !== 'orderDrafted' || event.origin.by !== 'ladder') continue;
      const key = `${event.origin.duty} ${event.origin.call} ${event.origin.dating}`;
      assert.ok(!seen.has(key), key);
      seen.add(key);
      looked += 1;
    }
    return looked;
  }));

  test('no draft outlives what it is about, and none is withdrawn while that is still awaited', () => everyYear((life) => {
    let looked = 0;
    for (const { after, event } of stepsOf(life)) {
      if (event.type !== 'orderDiscarded' || event.by !== null) continue;
      const { origin } = after.duties[event.duty] as Order;
      assert.ok(origin?.by === 'ladder');
      assert.notDeepEqual([after.duties[origin.duty]?.call?.name, after.duties[origin.duty]?.call?.dating], [origin.call, origin.dating]);
      looked += 1;
    }
    for (const { after } of life.moments) {
      for (const order of Object.values(after.duties)) {
        if (order.kind !== 'order' || order.status !== 'drafted' || order.origin?.by !== 'ladder') continue;
        const { call } = after.duties[order.origin.duty] ?? {};
        assert.deepEqual([call?.name, call?.dating], [order.origin.call, order.origin.dating]);
        looked += 1;
      }
    }
    return looked;
  }));

  test('each issue asks the cycle for one number; an order is closed or voided only with its number', () => everyYear((life) => {
    let looked = 0;
    for (const { event, effects, after } of stepsOf(life)) {
      const wanted = effects.messages.filter(({ to }) => to.startsWith('cycle/'));
      assert.deepEqual(wanted, event.type === 'orderIssued' ? [{ to: `cycle/${life.start.cycle}`, body: { kind: 'numberWanted', series: 'orders', duty: event.duty } }] : []);
      if (event.type === 'orderClosed' || event.type === 'orderVoided') assert.notEqual((after.duties[event.duty] as Order).number, null);
      looked += wanted.length;
    }
    return looked;
  }));
});

describe('drafted by the ladder', () => {
  test('when the report is 20 working days overdue: its matter in the pack’s words, decided on within 3 working days', () => {
    const year = launched().until(`${overdueOn} 08:59`);
    expect(Object.values(year.state.duties).filter(({ kind }) => kind === 'order')).toEqual([]);
    const order = orderOf(year.until(`${overdueOn} 09:00`));
    expect(order).toMatchObject({
      status: 'drafted', number: null, draftedBy: null, deadline: null, title: { zh: '督办单：2026年第一季度季度进展' },
      origin: { by: 'ladder', kind: 'overdue', duty: 'progress-Q1', call: 'report', stage: 'report.after-20', dating: 1, dueOn: '2026-04-10' },
      matter: { zh: '“2026年第一季度季度进展”应于2026-04-10前办理，至今未办。请查明原因，明确责任人，限期办结。' },
      call: { name: 'issue', dueOn: calendar.plus(overdueOn, 3) },
    });
    expect(unitYearDecider.tasksOf(year.state).filter(({ obligation }) => obligation === order.obligation).map(({ act, post }) => [act, post])).toEqual([['issue', officer]]);
  });

  test('withdrawn by itself when the report comes before anybody issued it, and not once it is issued', () => {
    const open = launched().until(`${overdueOn} 09:00`);
    const form = submission(open.report('progress-Q1'), 99);
    const came = launched().until(`${overdueOn} 09:00`).act('submitReport', form, `${overdueOn} 10:00`, receiver);
    expect(orderOf(came)).toMatchObject({ status: 'discarded', call: null, ended: { by: null, reason: null } });
    const late = open.act('issueOrder', { duty: 'order-1' }, `${overdueOn} 09:30`, officer).act('submitReport', form, `${overdueOn} 10:00`, receiver);
    // Without a deadline of its own: the pack's 10 working days.
    expect(orderOf(late)).toMatchObject({ status: 'issued', deadline: calendar.plus(overdueOn, 10) });
  });

  test('once for a date, though the ladder has two stages that draft, and whatever became of the first draft', () => {
    const [last] = plan.timing.ladders['reporting']?.slice(-1) ?? [];
    const twice = { ...plan, timing: { ...plan.timing, ladders: { ...plan.timing.ladders, reporting: [...plan.timing.ladders['reporting'] ?? [], { ...last, id: 'after-22', when: 22 } as NonNullable<typeof last>] } } };
    const year = new Year(twice, '2026-02-09 10:00').until(`${overdueOn} 09:00`).act('discardOrder', { duty: 'order-1', reason: '已另行布置' }, `${overdueOn} 10:00`, officer);
    year.until(`${calendar.plus(overdueOn, 5)} 09:00`);
    expect(year.escalations).toContain('progress-Q1 report.after-22');
    expect(year.events('orderDrafted')).toHaveLength(1);
  });

  test('a draft that nobody decides on is chased, and reported to the principal leaders', () => {
    const year = launched().until(`${calendar.plus(overdueOn, 8)} 09:00`);
    expect(year.escalations).toContain('order-1 issue.decide-after-5');
    expect(told(year, 'issue.decide-after-5')).toEqual([officer, `${root}/partySecretary`, `${root}/head`]);
  });
});

describe('drafted by hand', () => {
  test('says what it comes from, its matter, its dates and who assists; the next one has the next key', () => {
    const year = drafted({ assisting: [assistant] }).act('draftOrder', byHand({ origin: { kind: 'meeting', reference: '专题会议纪要〔2026〕3号' } }), '2026-03-02 10:30', officer);
    expect(orderOf(year)).toMatchObject({
      title: { zh: '督办单：供水管网开工', en: 'Supervision order: 供水管网开工' }, draftedBy: `${officer} 的任职者`, deadline: '2026-03-20', assisting: [assistant],
      origin: { by: 'hand', kind: 'instruction', reference: '主要领导批示〔2026〕5号' },
    });
    expect(orderOf(year, 'order-2').origin).toMatchObject({ kind: 'meeting' });
  });

  test('has a deadline ahead, stages that rise up to it, and nobody who assists oneself', () => {
    const refused = (more: object) => launched().refusal('draftOrder', byHand(more), '2026-03-02 10:00', officer);
    expect(refused({ deadline: '2026-03-02', stages: [] })).toEqual({ rejected: 'deadlineNotAhead', facts: { deadline: '2026-03-02', today: '2026-03-02' }, pointer: '/deadline' });
    expect(refused({ stages: [{ what: '报方案', dueOn: '2026-03-12' }, { what: '报开工', dueOn: '2026-03-12' }] })).toMatchObject({ rejected: 'stagesNotInOrder', facts: { n: 2 }, pointer: '/stages/1/dueOn' });
    expect(refused({ stages: [{ what: '报开工', dueOn: '2026-03-21' }] })).toMatchObject({ rejected: 'stagesNotInOrder', facts: { n: 1, deadline: '2026-03-20' } });
    expect(refused({ assisting: [assistant, { unit, name: '本单位', posts: [] }] })).toEqual({ rejected: 'assistsItself', facts: { unit }, pointer: '/assisting/1' });
    expect(refused({ duty: 'letter' })).toMatchObject({ rejected: 'unknownDuty' });
  });

  test('has no deadline that the working calendar does not reach', () => {
    expect(() => launched().refusal('draftOrder', byHand({ deadline: '2027-12-30', stages: [] }), '2026-03-02 10:00', officer)).toThrow(RangeError);
  });
});

describe('issued by the named officer', () => {
  test('and by nobody else; a draft may be decided against, with the reason', () => {
    expect(drafted().refusal('issueOrder', { duty: 'order-1' }, '2026-03-02 11:00', `${root}/head`)).toEqual({ rejected: 'notTheOfficer', facts: { posts: [officer] } });
    expect(orderOf(drafted().act('discardOrder', { duty: 'order-1', reason: '已另行布置' }, '2026-03-02 11:00', officer))).toMatchObject({ status: 'discarded', ended: { reason: '已另行布置' } });
  });

  test('tells the unit at the next slot, and asks for its receipt within 2 working days', () => {
    const year = issued();
    expect(orderOf(year)).toMatchObject({ status: 'issued', number: null, call: { name: 'acknowledge', dueOn: '2026-03-04' } });
    expect(told(year, 'acknowledge.ordered')).toEqual([receiver, `${unit}/partySecretary`, `${unit}/mayor`]);
    expect([year.light(orderOf(year), '2026-03-03 09:00'), year.light(orderOf(year), '2026-03-05 00:00')]).toEqual(['near', 'late']);
  });

  test('tells the units that assist once, at the next slot, however quickly the order is acknowledged; not those of a voided one', () => {
    const quick = issued({ assisting: [assistant] }).act('acknowledgeOrder', { duty: 'order-1' }, '2026-03-02 11:30', receiver);
    const plans = (year: Year) => leftPlanned(year.moments.flatMap(({ steps }) => steps)).filter(({ post }) => post === 'A1/office').map(({ stage, at, content }) => [stage, at, content.act, content.dueOn]);
    expect(plans(quick)).toEqual([['issue.assisting', shanghai('2026-03-02 15:00'), 'assist', '2026-03-20']]);
    expect(plans(issued({ assisting: [assistant] }).act('acknowledgeOrder', { duty: 'order-1' }, '2026-03-03 11:30', receiver).act('giveFeedback', { duty: 'order-1', text: '方案已报' }, '2026-03-03 12:00', receiver))).toEqual([]);
    expect(plans(numbered({ assisting: [assistant] }).act('voidOrder', { duty: 'order-1', reason: '重复' }, '2026-03-02 11:30', officer))).toEqual([]);
  });

  test('with other dates than the draft’s, if the officer gives them', () => {
    const year = drafted().act('issueOrder', { duty: 'order-1', deadline: '2026-04-01', stages: [] }, '2026-03-02 11:00', officer);
    expect(orderOf(year)).toMatchObject({ deadline: '2026-04-01', stages: [] });
    expect(drafted().refusal('issueOrder', { duty: 'order-1' }, '2026-03-20 10:00', officer)).toMatchObject({ rejected: 'deadlineNotAhead' });
  });

  test('its number follows from the cycle’s series, once, in the pack’s template', () => {
    const year = numbered();
    expect(orderOf(year).number).toEqual({ n: 7, text: '麻督〔2026〕7号' });
    const again = year.hear({ kind: 'numberGiven', series: 'orders', duty: 'order-1', n: 8 }, '2026-03-02 12:00', 4, cycle).hear({ kind: 'numberGiven', series: 'orders', duty: 'order-9', n: 9 }, '2026-03-02 12:00', 5, cycle);
    expect(again.events('orderNumbered')).toHaveLength(1);
  });
});

describe('in hand', () => {
  test('a unit that assists gives word of its own, which answers no stage; no other unit does', () => {
    const year = inHand({ assisting: [assistant] }).act('assistFeedback', { duty: 'order-1', text: '用地已协调' }, '2026-03-04 10:00', 'A1/office');
    expect(orderOf(year)).toMatchObject({ feedback: [{ assisting: 'A1', stage: null }], stages: [{ answeredAt: null }, { answeredAt: null }], call: { name: 'feedback', dueOn: '2026-03-05' } });
    expect(year.refusal('assistFeedback', { duty: 'order-1', text: '无' }, '2026-03-04 11:00', 'B1/office')).toEqual({ rejected: 'notAssisting', facts: { units: ['协办单位'] } });
  });

  test('asks for each stage by its date, then for the matter by the deadline; each answer says whether it came in time', () => {
    const year = inHand();
    expect(orderOf(year).call).toMatchObject({ name: 'feedback', dueOn: '2026-03-05' });
    year.act('giveFeedback', { duty: 'order-1', text: '方案已报' }, '2026-03-05 23:00', receiver);
    expect(orderOf(year).call).toMatchObject({ name: 'feedback', dueOn: '2026-03-12' });
    year.act('giveFeedback', { duty: 'order-1', text: '推迟开工' }, '2026-03-13 09:30', receiver);
    expect(orderOf(year)).toMatchObject({ call: { name: 'complete', dueOn: '2026-03-20' }, originalDueOn: '2026-03-20', stages: [{ onTime: true }, { onTime: false }], feedbacks: 2 });
    // Word in between answers no stage and moves no date.
    year.act('giveFeedback', { duty: 'order-1', text: '已开工' }, '2026-03-16 10:00', receiver);
    expect(orderOf(year)).toMatchObject({ call: { name: 'complete', dueOn: '2026-03-20', dating: 1 }, feedbacks: 3 });
    expect(year.events('orderFeedback').map(({ stage, onTime }) => [stage, onTime])).toEqual([[0, true], [1, false], [null, null]]);
  });

  test('a receipt or feedback during a pause is judged by when the pause began; in a turn recorded before that rule, by its own instant', () => {
    const paused = (year: Year): Year => year.hear({ kind: 'pauseSet', pause: 'p1', from: shanghai('2026-03-02 12:00'), to: null, reason: '防汛' }, '2026-03-02 12:00', 4, cycle).until('2026-03-06 09:00');
    const [issuedFirst, inHandFirst] = [paused(numbered()), paused(numbered().act('acknowledgeOrder', { duty: 'order-1' }, '2026-03-02 11:30', receiver))];
    const judged = (year: Year, name: string, since: string[]): unknown => {
      const events = unitYearDecider.decide(year.state, { name, input: { duty: 'order-1', text: '方案已报' } }, { now: shanghai('2026-03-06 10:00'), actor: holderOf(receiver), since: (change) => since.includes(change) });
      return isRejection(events) ? events : events.map((event) => 'onTime' in event && event.onTime);
    };
    expect([issuedFirst.state.pausedAt, inHandFirst.state.pausedAt]).toEqual([shanghai('2026-03-02 12:00'), shanghai('2026-03-02 12:00')]);
    expect([judged(issuedFirst, 'acknowledgeOrder', unitYearDecider.changes as string[]), judged(inHandFirst, 'giveFeedback', unitYearDecider.changes as string[])]).toEqual([[true], [true]]);
    expect([judged(issuedFirst, 'acknowledgeOrder', []), judged(inHandFirst, 'giveFeedback', [])]).toEqual([[false], [false]]);
    expect(unitYearDecider.changes).toContain('order-judged-by-pause');
  });

  test('reported done, it lies with the issuing side for 5 working days; a return leaves never fewer days than were left', () => {
    const year = reported();
    expect(orderOf(year)).toMatchObject({ status: 'reported', onTime: true, call: { name: 'review', dueOn: '2026-03-25' } });
    expect(year.light(orderOf(year), '2026-12-01 09:00')).toBe('waiting');
    year.act('returnOrder', { duty: 'order-1', reason: '请补充开工令' }, '2026-03-19 10:00', officer);
    expect(orderOf(year)).toMatchObject({ status: 'acknowledged', call: { name: 'complete', dueOn: calendar.plus('2026-03-19', 10) }, originalDueOn: '2026-03-20' });
    year.act('completeOrder', { duty: 'order-1', result: '已补开工令' }, '2026-03-30 10:00', receiver).act('closeOrder', { duty: 'order-1', opinion: '同意销号' }, '2026-03-31 10:00', officer);
    expect(orderOf(year)).toMatchObject({ status: 'closed', onTime: true, firstCompletedAt: shanghai('2026-03-18 10:00'), closed: { opinion: '同意销号' }, call: null });
    expect(dayOf(orderOf(year).closed?.at ?? '')).toBe('2026-03-31');
  });

  test('is not closed nor voided before its number has come; voided, it keeps it', () => {
    expect(issued().refusal('voidOrder', { duty: 'order-1', reason: '重复' }, '2026-03-02 12:00', officer)).toEqual({ rejected: 'notNumberedYet', facts: { duty: 'order-1' } });
    const voided = orderOf(numbered().act('voidOrder', { duty: 'order-1', reason: '重复' }, '2026-03-02 12:00', officer));
    expect(voided).toMatchObject({ status: 'voided', number: { n: 7 }, ended: { reason: '重复' } });
  });
});

describe('money that lies with a unit that owes nothing else', () => {
  const department = [...plans.drill.values()].find(({ unit: { type } }) => type === 'department') as UnitYearStart;
  const idle = (): Year => new Year({ ...department, duties: [] }, '2026-02-09 10:00');
  const line = `funds-line/${department.cycle}/L1`;
  const word = { kind: 'moneyOverdue', order: 'order', duty: 'L1-r1-pay', title: { zh: '项目款', en: 'project' }, call: 'pay', stage: 'pay.after-5', dating: 1, dueOn: '2026-03-18' };

  test('its year stays open until it is closed, for as long as it may be given an order', () => {
    expect([idle().until('2026-11-01 10:00').state.status, new Year({ ...department, duties: [], templates: [] }, '2026-02-09 10:00').until('2026-11-01 10:00').state.status]).toEqual(['open', 'ended']);
  });

  test('a year that ran before it was so ends as it did, until its next turn', () => {
    const { state } = idle();
    const at = (since: boolean) => unitYearDecider.tick(state, { now: shanghai('2026-03-02 10:00'), actor: null, since: () => since });
    expect([at(false), at(true)]).toEqual([[{ type: 'yearEnded', reason: 'fulfilled' }], []]);
  });

  test('drafts the order for whoever leads the campaign to issue, and withdraws it when the money has gone', () => {
    const year = idle().hear(word, '2026-03-25 09:00', 1, line);
    expect(orderOf(year)).toMatchObject({ status: 'drafted', origin: { by: 'ladder', duty: 'L1-r1-pay' } });
    year.hear({ kind: 'moneyMoved', gone: [{ duty: 'L1-r1-pay', dating: 1 }] }, '2026-03-26 09:00', 2, line);
    expect(orderOf(year).status).toBe('discarded');
  });
});
