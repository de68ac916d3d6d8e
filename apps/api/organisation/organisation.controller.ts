import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { officeUnits, recorded } from '#libs/contracts/api';
import { noChanges } from '#libs/domain/organisation/records';
import type { Realm } from '#libs/domain/organisation/records';
import { postOf } from '#libs/domain/policy/plan-unit-year';
import { localDateOf } from '#libs/domain/time/instant';
import { endUnit } from '#libs/store/office';
import { personRecords, postsOfUnits, spellsOfPosts, standingBelow, tenureRecords, unitRecords, unitsUnder, yearWith } from '#libs/store/queries/office';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Packs } from '../packs/packs.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { ByHand, refused } from './by-hand.ts';
import type { Hand } from './by-hand.ts';

type Recorded = z.output<typeof recorded>;

/** Units, posts and who holds them, for whoever administers them. */
@Controller()
export class OrganisationController {
  constructor(private readonly record: RecordAccess, private readonly hand: ByHand, private readonly packs: Packs) {}

  /** Without `under`: the units at the top of what one administers. */
  @Handles('officeUnits')
  async units(@Admitted() { query, realm }: Admission<'officeUnits'>): Promise<z.output<typeof officeUnits>> {
    const { sql } = this.record;
    const today = localDateOf(new Date().toISOString());
    if (query.under !== undefined) await this.hand.unit(sql, query.under, realm, today);
    const { items, next } = await unitsUnder(sql, query.under ?? null, realm, today, query);
    const posts = await postsOfUnits(sql, items.map(({ unit }) => unit));
    const spells = await spellsOfPosts(sql, posts.map(({ post }) => post), today);
    return {
      items: items.map((unit) => ({
        ...unit,
        posts: posts.filter((post) => post.unit === unit.unit).slice(0, 60).map(({ unit: _unit, ...post }) => {
          const own = spells.filter((spell) => spell.post === post.post).map(({ post: _post, ...spell }) => spell);
          // Where tenures overlap, the later one holds the post, as in the mail.
          return { ...post, holder: own.filter(({ from }) => from <= today).at(-1) ?? null, later: own.filter(({ from }) => from > today).slice(0, 20) };
        }),
      })),
      next, today,
    };
  }

  @Handles('addUnit')
  async addUnit(@Admitted() { session, realm, body: { pack, unit, name, type, under } }: Admission<'addUnit'>): Promise<Recorded> {
    const unitTypes = await this.packs.unitTypes(pack);
    return this.hand.change(session, async (hand) => {
      const known = (await unitRecords(hand.sql, [unit])).get(unit);
      if (known) throw new Problem('unitExists', { unit, name: known.name }, { errors: [{ pointer: '/unit' }] });
      return this.hand.row(hand, { unit, unitName: name, unitType: type, under: under ?? '' }, unitTypes, realm);
    });
  }

  /** @throws Problem unitHasUnits, unitInUse, recordRefused when the end lies in the past */
  @Handles('changeUnit')
  async changeUnit(@Admitted() { session, realm, params, body }: Admission<'changeUnit'>): Promise<Recorded> {
    return this.hand.change(session, async (hand) => {
      const { sql, today, by } = hand;
      const unit = await this.hand.unit(sql, params.unit, realm, today);
      const isNew = body.name !== undefined && body.name !== unit.name;
      const renamed = isNew ? await this.hand.write(hand, { ...noChanges(), renamedUnits: [{ id: unit.id, before: { name: unit.name }, after: { name: body.name ?? unit.name } }] }) : { changes: 0 };
      if (body.endOn === undefined || body.endOn === unit.to) return renamed;
      if (body.endOn < today) throw refused('endInThePast', { to: body.endOn, earliest: today }, 'endOn');
      const units = await standingBelow(sql, unit.id, body.endOn);
      if (units > 0) throw new Problem('unitHasUnits', { unit: unit.id, units });
      const cycle = await yearWith(sql, unit.id);
      if (cycle !== null) throw new Problem('unitInUse', { unit: unit.id, cycle });
      return { changes: renamed.changes + await endUnit(sql, unit.id, body.endOn, by) };
    });
  }

  /** Another post of a kind the pack knows: for its title and functions, which say what its holder may do. */
  @Handles('addPost')
  async addPost(@Admitted() { session, realm, params: { unit: id }, body }: Admission<'addPost'>): Promise<Recorded> {
    const unitTypes = await this.packs.unitTypes(body.pack);
    return this.hand.change(session, async (hand) => {
      const unit = await this.hand.unit(hand.sql, id, realm, hand.today);
      const type = unitTypes.find((one) => one.id === unit.type);
      const post = type?.posts.find(({ kind }) => kind === body.kind);
      if (!post) throw refused('postUnknown', { type: type?.name.zh ?? unit.type, given: body.kind, known: type?.posts.map((one) => one.title.zh).join('、') ?? '—' }, 'kind');
      if ((await postsOfUnits(hand.sql, [id])).some(({ kind }) => kind === body.kind)) throw new Problem('postExists', { unit: id, kind: body.kind });
      return this.hand.write(hand, { ...noChanges(), newPosts: [{ id: postOf(id, post.kind), unit: id, kind: post.kind, title: post.title.zh, functions: post.functions }] });
    });
  }

  /** @throws Problem unknownPost, unknownPerson, recordRefused where it would rewrite the past */
  @Handles('appoint')
  async appoint(@Admitted() { session, realm, params, body: { person, from, to } }: Admission<'appoint'>): Promise<Recorded> {
    return this.hand.change(session, async (hand) => {
      const found = (await personRecords(hand.sql, [person], realm, hand.today)).get(person);
      if (!found) throw new Problem('unknownPerson', { person }, { errors: [{ pointer: '/person' }] });
      return this.hold(hand, params, realm, { person, name: found.name, from, to: to ?? '' });
    });
  }

  /** @throws Problem unknownPost, unknownTenure, recordRefused where it is over already or would end in the past */
  @Handles('endTenure')
  async endTenure(@Admitted() { session, realm, params, body }: Admission<'endTenure'>): Promise<Recorded> {
    return this.hand.change(session, async (hand) => {
      const tenure = (await tenureRecords(hand.sql, [postOf(params.unit, params.kind)])).find(({ id }) => id === body.tenure);
      if (!tenure) throw new Problem('unknownTenure', {}, { errors: [{ pointer: '/tenure' }] });
      const person = (await personRecords(hand.sql, [tenure.person], realm, hand.today)).get(tenure.person);
      return this.hold(hand, params, realm, { person: tenure.person, name: person?.name ?? tenure.person, from: tenure.from, to: body.to });
    });
  }

  /** A row of a table, about a post that is on record: what it is called and may do does not change by it. */
  private async hold(hand: Hand, { unit: id, kind }: { unit: string; kind: string }, realm: Realm, { person, ...spell }: { person: string; name: string; from: string; to: string }): Promise<Recorded> {
    const unit = await this.hand.unit(hand.sql, id, realm, hand.today);
    const posts = await postsOfUnits(hand.sql, [id]);
    if (!posts.some((post) => post.kind === kind)) throw new Problem('unknownPost', { unit: id, kind });
    const type = { id: unit.type, name: { zh: unit.type, en: unit.type }, under: [], steps: [], posts: posts.map(({ kind: one, title, functions }) => ({ kind: one, title: { zh: one, en: title }, functions })) };
    return this.hand.row(hand, { unit: id, post: kind, login: person, ...spell }, [type], realm);
  }
}
