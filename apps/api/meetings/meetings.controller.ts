import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { meetingView } from '#libs/contracts/api';
import type { Meeting } from '#libs/domain/meeting/meeting';
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

type MeetingView = z.output<typeof meetingView>;

@Controller()
export class MeetingsController {
  constructor(private readonly record: RecordAccess, private readonly acts: Acts) {}

  @Handles('meeting')
  async meeting(@Admitted() { cycle, params }: Admission<'meeting'>): Promise<MeetingView> {
    const facts = await obligationOf(this.record.sql, cycle.id, params.unit, params.duty, cycle.now);
    if (!facts || facts.detail.kind !== 'meeting') throw new Problem('unknownObligation', { unit: params.unit, duty: params.duty });
    return this.viewOf(facts as ObligationFacts<Meeting>);
  }

  @Handles('recordMeeting')
  async recordMeeting(@Admitted() admission: Admission): Promise<ActAnswer> {
    return this.acts.toUnit(admission);
  }

  private async viewOf(facts: ObligationFacts<Meeting>): Promise<MeetingView> {
    const { id, unit, unitName, superior, superiorName, key, status, light, opensAt, dueOn, dueAt, originalDueOn, seq, onTime, detail: meeting } = facts;
    const { held, period, from, to } = meeting;
    const name = await namesOf(this.record.sql, [held?.by ?? null, meeting.exemption?.by ?? null]);
    return {
      obligation: id, unit, unitName, superior, superiorName, duty: key, title: meeting.title, period, from, to, status, light, opensAt, dueOn, dueAt, originalDueOn, seq,
      basis: meeting.basis, onTime, exemption: exemptionOf(meeting, name),
      held: held && { heldOn: held.heldOn, minutesNumber: held.minutesNumber, topic: held.topic, ...(held.attendees === undefined ? {} : { attendees: held.attendees }), ...attachmentsOf(held), by: name(held.by), at: held.at },
    };
  }
}
