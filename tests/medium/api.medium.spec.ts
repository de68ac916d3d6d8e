import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Person } from '../support/person.ts';
import { openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

const documents = { requiredBy: { number: '示街办〔2026〕1号', title: '安全生产目标管理办法' }, approvedBy: { number: '纪要〔2026〕3号', title: '街道办事处会议纪要' } };

describe('an office at the API', () => {
  let office: ApiOffice;
  let administrator: Person;
  beforeAll(async () => {
    office = await openApiOffice();
    administrator = await office.signIn('S1-safetyOffice');
  });
  afterAll(async () => { await office.close(); });

  it('drafts a drill, launches it, and a community signs its letter', async () => {
    const drafted = await administrator.post('/cycles', { pack: 'tiny', year: 2026, drillFrom: '2026-01-05T01:00:00.000Z', ...documents });
    expect(drafted).toMatchObject({ status: 200, body: { state: 'recorded', events: ['cycleDrafted'], obligation: 'safety/2026/drill-1', status: 'draft' } });
    expect(await administrator.get('/cycles/safety-2026-drill-1')).toMatchObject({ status: 200, body: { status: 'draft', units: 6, unitsStarted: 0 } });
    expect(await administrator.post('/cycles/safety-2026-drill-1/launch')).toMatchObject({ status: 200 });
    const open = await until(administrator, '/cycles/safety-2026-drill-1', (answer) => answer.body['status'] === 'open');
    expect(open.body).toMatchObject({ units: 6, unitsStarted: 6, isDrill: true });

    const secretary = await office.signIn('C1-secretary');
    const tasks = await secretary.get('/tasks?cycle=safety-2026-drill-1');
    expect(tasks).toMatchObject({ status: 200, body: { items: [{ act: 'sign', unit: 'C1', workingDaysLeft: 7, light: 'onTrack' }] } });
    const signed = await secretary.post('/cycles/safety-2026-drill-1/units/C1/letters/pledge/sign');
    expect(signed).toMatchObject({ status: 200, body: { state: 'recorded', events: ['letterSigned', 'letterSignedByAll', 'letterInForce'], status: 'inForce' } });
    expect((await secretary.get('/cycles/safety-2026-drill-1/units/C1/letters/pledge')).body).toMatchObject({ status: 'inForce', light: 'done' });
    expect((await secretary.get('/cycles/safety-2026-drill-1/units/C1/obligations/pledge')).body).toMatchObject({ status: 'inForce', waitsFor: null });
  });
});

async function until(person: Person, path: string, holds: (answer: Answer) => boolean): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await person.get(path);
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
