import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { createApi } from '#apps/api/main';
import { Person } from '../support/person.ts';
import { launchDrill, openApiOffice } from './support/api-office.ts';
import type { ApiOffice } from './support/api-office.ts';

/** A signature is confirmed with the password. */
describe('signing asks for the password', () => {
  let office: ApiOffice;
  let letter: string;
  beforeAll(async () => {
    office = await openApiOffice();
    letter = `/cycles/${await launchDrill(await office.signIn('S1-safetyOffice'))}/units`;
  });
  afterAll(async () => { await office.close(); });

  const of = (unit: string): string => `${letter}/${unit}/letters/pledge`;
  /** As if it had been given six minutes ago. */
  const letTimePass = async (): Promise<void> => {
    await office.source.query('UPDATE session SET confirmed_at = DATE_SUB(confirmed_at, INTERVAL 6 MINUTE)');
    await new Promise((resolve) => setTimeout(resolve, 5_100));
  };

  it('which whoever has just signed in gave: signing needs nothing more, and repeated later it gets its first answer', async () => {
    const secretary = await office.signIn('C1-secretary');
    const key = randomUUID();
    const signed = await secretary.post(`${of('C1')}/sign`, {}, key);
    expect(signed).toMatchObject({ status: 200, body: { state: 'recorded' } });
    await letTimePass();
    expect((await secretary.post(`${of('C1')}/sign`, {}, key)).body).toEqual(signed.body);
  });

  it('again when five minutes have passed, and of whoever countersigns; nothing else asks', async () => {
    const [secretary, chief] = [await office.signIn('C2-secretary'), await office.signIn('S1-chief')];
    await letTimePass();
    const key = randomUUID();
    expect(await secretary.post(`${of('C2')}/sign`, {}, key)).toMatchObject({ status: 403, body: { code: 'confirmPassword' } });
    expect(await chief.post(`${of('C2')}/countersign`)).toMatchObject({ status: 403, body: { code: 'confirmPassword' } });
    expect(await secretary.post(`${of('C2')}/object`, { indicator: 'noSuchIndicator', reason: '不符', proposed: 1 })).toMatchObject({ status: 422, body: { code: 'unknownIndicator' } });

    expect(await secretary.confirm('guess')).toMatchObject({ status: 422, body: { code: 'passwordWrong', errors: [{ pointer: '/password' }] } });
    expect((await secretary.post(`${of('C2')}/sign`, {}, key)).body.code).toBe('confirmPassword');
    const confirmed = await secretary.confirm();
    const left = Date.parse(String(confirmed.body['confirmedUntil'])) - Date.now();
    expect({ status: confirmed.status, isFiveMinutes: left > 295_000 && left <= 300_000 }).toEqual({ status: 200, isFiveMinutes: true });
    // The key that was turned away for want of the password is still free.
    expect(await secretary.post(`${of('C2')}/sign`, {}, key)).toMatchObject({ status: 200, body: { state: 'recorded' } });
  });

  it('of this session only, and is heard by every process of the API at once', async () => {
    const [here, elsewhere] = [await office.signIn('C3-secretary'), await office.signIn('C3-secretary')];
    await letTimePass();
    const other = await createApi(office.settings);
    try {
      await other.listen(0, '127.0.0.1');
      const there = Object.assign(Object.create(Person.prototype) as object, here, { apiUrl: `http://127.0.0.1:${(other.getHttpServer().address() as AddressInfo).port}/api/v1` }) as unknown as Person;
      expect((await there.post(`${of('C3')}/sign`)).body.code).toBe('confirmPassword');
      expect((await here.confirm()).status).toBe(200);
      expect((await elsewhere.post(`${of('C3')}/sign`)).body.code).toBe('confirmPassword');
      expect((await there.post(`${of('C3')}/sign`)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('and cannot be guessed: the eleventh guess is turned away, together with those at sign-in', async () => {
    const owner = await office.signIn('E2-owner');
    for (let n = 0; n < 9; n += 1) expect((await owner.confirm('guess')).status).toBe(422);
    await expect(Person.signIn(office.url, 'E2-owner', 'guess')).rejects.toThrow('signInFailed');
    expect(await owner.confirm()).toMatchObject({ status: 429, body: { code: 'tooManyAttempts' } });
  });
});
