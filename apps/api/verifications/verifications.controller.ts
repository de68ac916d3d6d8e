import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { verificationView } from '#libs/contracts/api';
import { obligationOf } from '#libs/store/queries/obligations';
import { namesOf } from '#libs/store/queries/people';
import { Acts } from '../acts/perform.ts';
import type { ActAnswer } from '../acts/answers.ts';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { opinionsOf, peopleOf, wordsOfStatus } from './opinions.ts';

type VerificationView = z.output<typeof verificationView>;

/** What a department says of its own figures in a unit's report. */
@Controller()
export class VerificationsController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts) {}

  @Handles('verification')
  async verification(@Admitted() { cycle, params }: Admission<'verification'>): Promise<VerificationView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'verification') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    const { id, unit, unitName, key, status, light, dueOn, dueAt, originalDueOn, seq, detail } = facts;
    const name = await namesOf(this.record.sql, peopleOf(detail));
    return {
      obligation: id, unit, unitName, duty: key, report: detail.report, title: detail.title, department: detail.department.id, departmentName: detail.department.name,
      status, words: wordsOfStatus(detail), light, dueOn, dueAt, originalDueOn, seq, basis: detail.calls['verify']?.basis ?? detail.basis,
      openedAt: detail.openedAt, answeredAt: detail.answeredAt, figures: opinionsOf(detail, name),
    };
  }

  @Handles('confirmFigures')
  async confirm(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  @Handles('disputeFigures')
  async dispute(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }
}
