import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { firstPassword, officePeople, recorded } from '#libs/contracts/api';
import { noChanges } from '#libs/domain/organisation/records';
import type { PersonRecord, Realm } from '#libs/domain/organisation/records';
import { localDateOf } from '#libs/domain/time/instant';
import { audit, setFirstPasswords } from '#libs/store/office';
import { accountsOf, loginIsTaken, peopleOf, personRecords, postsOfPeople } from '#libs/store/queries/office';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { ByHand, refused } from './by-hand.ts';
import type { Hand } from './by-hand.ts';
import { newPassword } from './first-password.ts';

type FirstPassword = z.output<typeof firstPassword>;

/** People and their accounts, for whoever administers all the posts they hold. */
@Controller()
export class PeopleController {
  constructor(private readonly record: RecordAccess, private readonly hand: ByHand) {}

  @Handles('officePeople')
  async people(@Admitted() { query, realm }: Admission<'officePeople'>): Promise<z.output<typeof officePeople>> {
    const today = localDateOf(new Date().toISOString());
    const { items, next } = await peopleOf(this.record.sql, query.q, realm, today, query);
    const posts = await postsOfPeople(this.record.sql, items.map(({ person }) => person), today);
    return { items: items.map((one) => ({ ...one, posts: posts.filter(({ person }) => person === one.person).slice(0, 50).map(({ person: _person, ...post }) => post) })), next, today };
  }

  @Handles('addPerson')
  async add(@Admitted() { session, body: { login, name, email } }: Admission<'addPerson'>): Promise<FirstPassword> {
    return this.hand.change(session, async (hand) => {
      if (await loginIsTaken(hand.sql, login)) throw new Problem('personExists', { login }, { errors: [{ pointer: '/login' }] });
      await this.hand.write(hand, { ...noChanges(), newPeople: [{ id: login, name, email: email ?? null }] });
      return this.handOut(hand, login);
    });
  }

  @Handles('changePerson')
  async change(@Admitted() { session, realm, params, body }: Admission<'changePerson'>): Promise<z.output<typeof recorded>> {
    return this.hand.change(session, async (hand) => {
      const { name, email } = await this.ours(hand, params.person, realm);
      const after = { name: body.name ?? name, email: body.email === undefined ? email : body.email };
      if (after.name === name && after.email === email) return { changes: 0 };
      return this.hand.write(hand, { ...noChanges(), changedPeople: [{ id: params.person, before: { name, email }, after }] });
    });
  }

  /** The password so far opens nothing any more, and open sessions end. */
  @Handles('newFirstPassword')
  async newPassword(@Admitted() { session, realm, params }: Admission<'newFirstPassword'>): Promise<FirstPassword> {
    return this.hand.change(session, async (hand) => {
      await this.ours(hand, params.person, realm);
      return this.handOut(hand, params.person);
    });
  }

  private async handOut({ sql, by }: Hand, person: string): Promise<FirstPassword> {
    const [account] = await accountsOf(sql, person);
    if (!account) throw new Problem('unknownPerson', { person });
    const password = newPassword();
    await setFirstPasswords(sql, [{ account: account.account, password }]);
    await audit(sql, by, [{ what: 'firstPassword', subject: person }]);
    return { person, login: account.login, password };
  }

  /** @throws Problem unknownPerson; recordRefused for whoever holds a post outside what one administers */
  private async ours({ sql, today }: Hand, id: string, realm: Realm): Promise<PersonRecord> {
    const person = (await personRecords(sql, [id], realm, today)).get(id);
    if (!person) throw new Problem('unknownPerson', { person: id });
    if (!person.isOurs) throw refused('personElsewhere', { name: person.name });
    return person;
  }
}
