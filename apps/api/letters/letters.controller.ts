import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { ceremony, letterItem, letterView } from '#libs/contracts/api';
import type { Letter, Signature, Supplement } from '#libs/domain/letter/letter';
import { lettersOf, obligationOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { holdersOf, namesOf } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Signings } from './signings.ts';

type LetterItem = z.output<typeof letterItem>;
type LetterView = z.output<typeof letterView>;

@Controller()
export class LettersController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts, private readonly signings: Signings) {}

  @Handles('letters')
  async letters(@Admitted() { cycle, sight, query }: Admission<'letters'>): Promise<{ items: LetterItem[]; next: string | null; now: string }> {
    const { items, next } = await lettersOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight, ...query });
    return { items: items.map(itemOf), next, now: cycle.now };
  }

  @Handles('letter')
  async letter(@Admitted() { cycle, params }: Admission<'letter'>): Promise<LetterView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'letter') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    return this.viewOf(facts as ObligationFacts<Letter>, cycle.day);
  }

  @Handles('signLetter')
  async sign(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('objectToLetter')
  async object(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('reviseLetter')
  async revise(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('refuseObjection')
  async refuse(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('countersignLetter')
  async countersign(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('registerSigning')
  async registerSigning(@Admitted() admission: Admission<'registerSigning'>): Promise<ActAnswer> {
    return this.signings.register(admission);
  }

  @Handles('registerCeremony')
  async registerCeremony(@Admitted() admission: Admission<'registerCeremony'>): Promise<z.output<typeof ceremony>> {
    const outcomes = await this.signings.registerAll(admission);
    const count = (state: (typeof outcomes)[number]['state']): number => outcomes.filter((one) => one.state === state).length;
    return { recorded: count('recorded'), pending: count('pending'), refused: count('refused'), outcomes };
  }

  @Handles('voidLetter')
  async void(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('supplementLetter')
  async supplement(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('withdrawSupplement')
  async withdraw(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async viewOf(facts: ObligationFacts<Letter>, day: string): Promise<LetterView> {
    const { detail: letter } = facts;
    const signing = letter.calls['sign']?.posts ?? [];
    const signed = [letter, ...letter.versions].flatMap(({ signatures, countersignature }) => [...signatures, ...(countersignature ? [countersignature] : [])]);
    const people = [...signed.flatMap((one) => [one.person, one.onPaper?.registeredBy ?? null]), ...(letter.supplement ? [letter.supplement.by] : [])];
    const holders = await holdersOf(this.record.sql, signing, day);
    const name = await namesOf(this.record.sql, [...people, ...letter.objections.flatMap((one) => [one.by, one.answer?.by ?? null])]);
    const named = ({ onPaper, ...signature }: Signature): LetterView['signatures'][number] =>
      ({ ...signature, person: name(signature.person), ...(onPaper ? { onPaper: { ...onPaper, registeredBy: name(onPaper.registeredBy) } } : {}) });
    const { id, unit, unitName, superior, superiorName, key, status, light, dueOn, dueAt, originalDueOn, seq } = facts;
    return {
      obligation: id, unit, unitName, superior, superiorName, duty: key, title: letter.title, status, version: letter.version, light, dueOn, dueAt, originalDueOn, seq, basis: letter.basis,
      requiredBy: letter.requiredBy, approvedBy: letter.approvedBy, needsCountersign: letter.needsCountersign, targets: letter.targets,
      signers: signing.map((post) => {
        const signed = letter.signatures.find((signature) => signature.posts.includes(post));
        const holder = holders.get(post);
        return { post, title: holder?.title ?? post, person: signed ? name(signed.person) : (holder?.person ?? null), signedAt: signed?.at ?? null };
      }),
      signatures: letter.signatures.map(named),
      countersignature: letter.countersignature && named(letter.countersignature),
      inForceAt: letter.inForceAt,
      objections: letter.objections.map(({ answer, ...objection }) => ({
        ...objection, by: name(objection.by), ...(answer ? { answer: { ...answer, by: name(answer.by) } } : {}),
      })),
      supplement: letter.supplement && supplementOf(letter.supplement, name),
      toSupplement: letter.toSupplement,
      versions: letter.versions.map((version) => ({ ...version, signatures: version.signatures.map(named), countersignature: version.countersignature && named(version.countersignature) })),
      voidedFor: letter.voidedFor,
    };
  }
}

const supplementOf = ({ formerDueOn: _former, by, ...supplement }: Supplement, name: (id: string) => string): LetterView['supplement'] => ({ ...supplement, by: name(by) });

const itemOf = ({ id, unit, unitName, key, status, light, dueOn, dueAt, originalDueOn, seq, detail }: ObligationFacts<Letter>): LetterItem => ({
  obligation: id, unit, unitName, duty: key, status, version: detail.version, light, dueOn, dueAt, originalDueOn, seq,
  signed: detail.signatures.flatMap((signature) => signature.posts).length, signers: detail.calls['sign']?.posts.length ?? 0, inForceAt: detail.inForceAt,
});
