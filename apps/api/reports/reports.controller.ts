import { Controller } from '@nestjs/common';
import type { Report } from '#libs/domain/report/report';
import { obligationOf, reportsOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { personOn, uploadsOf } from '#libs/store/queries/documents';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { exemptionOf } from '../obligations/exemption-view.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { itemOf, ReportViews } from './report-view.ts';
import type { ReportItem, ReportView } from './report-view.ts';


@Controller()
export class ReportsController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts, private readonly scope: Scope, private readonly views: ReportViews) {}

  @Handles('reports')
  async reports(@Admitted() { cycle, sight, query }: Admission<'reports'>): Promise<{ items: ReportItem[]; next: string | null; now: string }> {
    const { items, next } = await reportsOf(this.record.sql, { cycle: cycle.id, now: cycle.now, sight, ...query });
    return { items: items.map(itemOf), next, now: cycle.now };
  }

  @Handles('report')
  async report(@Admitted() { cycle, params, session, place }: Admission<'report'>): Promise<ReportView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'report') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    const isOwn = (await this.scope.postsIn(session.person, cycle)).some(({ unit }) => unit === place.unit);
    return this.views.viewOf(cycle, facts as ObligationFacts<Report>, isOwn);
  }

  @Handles('submitReport')
  async submit(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('submitNil')
  async submitNil(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('passStep')
  async pass(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('returnStep')
  async handBack(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  /** The rule needs to know who held the post on the day of the signature, and that the unit brought the scan. */
  @Handles('passStepOffline')
  async passOffline(@Admitted() admission: Admission<'passStepOffline'>): Promise<ActAnswer> {
    const known = await this.acts.known(admission);
    if (known) return known;
    const { post, signedOn, document } = admission.body;
    const { sql } = this.record;
    if (!(await uploadsOf(sql, document)).some(({ unit }) => unit === admission.place.unit)) throw new Problem('documentUnknown', {}, { errors: [{ pointer: '/document' }] });
    const signer = await personOn(sql, post, signedOn);
    if (signer === null) throw new Problem('signerUnknown', { post, signedOn }, { errors: [{ pointer: '/post' }] });
    return this.acts.toUnit({ ...admission, body: { ...admission.body, signer } } as unknown as Admission);
  }

  @Handles('returnReport')
  async return(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('acceptReport')
  async accept(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }
}
