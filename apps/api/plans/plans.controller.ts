import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { planView } from '#libs/contracts/api';
import type { Plan } from '#libs/domain/plan/plan';
import { obligationOf } from '#libs/store/queries/obligations';
import type { ObligationFacts } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { attachmentsOf } from '../documents/attached.ts';
import { exemptionOf } from '../obligations/exemption-view.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';

type PlanView = z.output<typeof planView>;

@Controller()
export class PlansController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts) {}

  @Handles('plan')
  async plan(@Admitted() { cycle, params }: Admission<'plan'>): Promise<PlanView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'plan') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    return this.viewOf(facts as ObligationFacts<Plan>);
  }

  @Handles('submitPlan')
  async submit(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('returnPlan')
  async return(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('approvePlan')
  async approve(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async viewOf(facts: ObligationFacts<Plan>): Promise<PlanView> {
    const { id, unit, unitName, superior, superiorName, key, status, light, opensAt, dueOn, dueAt, originalDueOn, seq, firstSubmittedAt, onTime, detail: plan } = facts;
    const { submission } = plan;
    const name = await namesOf(this.record.sql, [submission?.by ?? null, submission?.returned?.by ?? null, plan.exemption?.by ?? null]);
    return {
      obligation: id, unit, unitName, superior, superiorName, duty: key, title: plan.title, year: plan.year, status, light, opensAt, dueOn, dueAt, originalDueOn, seq, basis: plan.basis,
      received: firstSubmittedAt !== null, onTime, complete: plan.approvedAt !== null, firstSubmittedAt, approvedAt: plan.approvedAt, exemption: exemptionOf(plan, name),
      submission: submission && {
        n: submission.n, at: submission.at, by: name(submission.by), text: submission.text, ...attachmentsOf(submission),
        items: submission.items.map(({ measure, amountFen, ...item }) => ({
          ...item, ...(measure === undefined ? {} : { measure }), ...(amountFen === undefined ? {} : { amountFen }),
        })),
        ...(submission.returned ? { returned: { ...submission.returned, by: name(submission.returned.by) } } : {}),
      },
    };
  }
}
