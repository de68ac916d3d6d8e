import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { extensionItem, extensionView, moves } from '#libs/contracts/api';
import type { Extension } from '#libs/domain/extension/extension';
import { keyOf, pageOf } from '#libs/store/queries/cursor';
import { extensionsOf, obligationOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { attachmentsOf } from '../documents/attached.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { DateMoves } from './move-dates.ts';

type ExtensionItem = z.output<typeof extensionItem>;

/** More time, asked for before a date and decided above; and what a unit says of being late. */
@Controller()
export class ExtensionsController {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly dates: DateMoves) {}

  @Handles('extensions')
  async extensions(@Admitted() { cycle, sight, query }: Admission<'extensions'>): Promise<{ items: ExtensionItem[]; next: string | null; now: string }> {
    const { items, next } = await extensionsOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight, ...query });
    const name = await namesOf(this.record.sql, items.flatMap(peopleOf));
    return { items: items.flatMap((facts) => itemOf(facts, name) ?? []), next, now: cycle.now };
  }

  @Handles('extension')
  async extension(@Admitted() { cycle, params: { unit, duty } }: Admission<'extension'>): Promise<z.output<typeof extensionView>> {
    const facts = await obligationOf(this.record.sql, cycle.id, unit, duty, cycle.now);
    const request = facts?.detail.kind === 'extension' ? facts as ObligationFacts<Extension> : null;
    const item = request && itemOf(request, await namesOf(this.record.sql, peopleOf(request)));
    if (!request || !item) throw new Problem('unknownObligation', { unit, duty });
    return { ...item, superior: request.superior, superiorName: request.superiorName };
  }

  @Handles('requestExtension')
  async request(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('explainLateness')
  async explain(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  /** What one act for many units would change; nothing is recorded. */
  @Handles('previewMoves')
  async previewMoves(@Admitted() { cycle, session, query }: Admission<'previewMoves'>): Promise<z.output<typeof moves>> {
    const { under, limit, cursor, ...asked } = query;
    await this.scope.maySee(session.person, cycle, await this.scope.place(cycle, under ?? cycle.root));
    const { moves: all, hash, units } = await this.dates.preview(cycle, { ...asked, under });
    const after = keyOf(cursor, ['string'])?.[0];
    const { items, next } = pageOf(all.filter(({ unit }) => after === undefined || unit > after).slice(0, limit + 1), limit, ({ unit }) => [unit], (move) => move);
    return { items, next, now: cycle.now, hash, units, moving: all.length };
  }

  /** @throws Problem previewStale, nothingMoves */
  @Handles('moveDates')
  async moveDates(@Admitted() admission: Admission<'moveDates'>): Promise<ActAnswer> {
    const { cycle, body: { preview, under, ...input } } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    if (under !== undefined) await this.scope.place(cycle, under);
    const { hash, moves: moving } = await this.dates.preview(cycle, { ...input, under });
    if (moving.length === 0) return this.acts.knownOr(admission, new Problem('nothingMoves'));
    if (hash !== preview) return this.acts.knownOr(admission, new Problem('previewStale'));
    return this.acts.toCycle(admission, { ...input, units: moving.map(({ unit }) => unit) });
  }

  @Handles('grantExtension')
  async grant(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('refuseExtension')
  async refuse(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('withdrawExtension')
  async withdraw(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }
}

const peopleOf = ({ detail: { request, decision } }: ObligationFacts<Extension>): (string | null)[] => [request?.by ?? null, decision?.by ?? null];

/** A request as people read it; null for one that is only being opened. */
const itemOf = ({ id, unit, unitName, key, status, seq, detail: { title, call, request, decision } }: ObligationFacts<Extension>, name: (person: string) => string): ExtensionItem | null => (request === null ? null : {
  obligation: id, unit, unitName, duty: key, title, status, of: request.of, from: request.dueOn, asked: request.asked, reason: request.reason, progress: request.progress, ...attachmentsOf(request),
  by: name(request.by), requestedAt: request.at, decideBy: call?.dueOn ?? null, seq, decision: decision && { ...decision, by: name(decision.by) },
});
