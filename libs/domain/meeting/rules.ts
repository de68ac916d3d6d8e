import type { MeetingPolicy } from '../../contracts/policy.ts';
import { attached } from '../attachment/attachment.ts';
import { endCall, onTimeAfterMove, startCall } from '../call/call.ts';
import { reject } from '../decider.ts';
import type { Happened } from '../decider.ts';
import { evolveExemption, exemptionCommands } from '../exemption/rules.ts';
import { endOfDay, later, localDateOf } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, ObligationKind } from '../unit-year/obligation-kind.ts';
import { meetingTransitions } from './meeting.ts';
import type { HeldMeeting, Meeting, MeetingStart } from './meeting.ts';
import { planMeetings } from './plan.ts';

/**
 * Records that the meeting of a period was held, with the number of its minutes. Nobody reviews it: it is done. It is
 * in time when it is recorded by the date; a meeting held in time and recorded late is late, as the record is what is owed.
 *
 * @rejects heldOutsidePeriod, heldInFuture
 * @see M13, M27(3)
 */
const record: DutyCommand<Meeting, HeldMeeting & { duty: string }> = {
  who: { function: 'reporter', of: 'unit' },
  edge: 'record',
  decide(meeting, { heldOn, minutesNumber, topic, attendees, ...rest }, context) {
    const { from, to } = meeting;
    if (heldOn < from || heldOn > to) return reject('heldOutsidePeriod', { heldOn, from, to }, '/heldOn');
    const today = localDateOf(context.now);
    if (heldOn > today) return reject('heldInFuture', { heldOn, today }, '/heldOn');
    return [{
      type: 'meetingRecorded', duty: meeting.key, by: context.person, heldOn, minutesNumber, topic, ...(attendees === undefined ? {} : { attendees }), ...attached(rest),
      onTime: context.judgedAt < endOfDay(meeting.dueOn),
    }];
  },
};

const standings = { awaited: 'owed', held: 'done', noTask: 'void', waived: 'void', lapsed: 'void' } as const;

export const meetingKind = {
  kind: 'meeting',
  plan: planMeetings,
  open: ({ period, from, to, opensAt, dueOn }, base, at) => startCall({
    ...base, kind: 'meeting' as const, status: 'awaited' as const, period, from, to, opensAt, dueOn, originalDueOn: dueOn, exemption: null, held: null, onTime: null,
  }, 'record', later(at, opensAt), dueOn),
  transitions: meetingTransitions,
  settled: ['held', 'noTask', 'waived', 'lapsed'],
  commands: { recordMeeting: record, ...exemptionCommands },
  evolve,
  waitingPosts: (meeting) => meeting.calls[meeting.call?.name ?? '']?.posts ?? [],
  facts: ({ status, opensAt, held, onTime }) => ({ standing: standings[status], opensAt, firstSubmittedAt: held?.at ?? null, onTime, completeAt: held?.at ?? null }),
  redated: (meeting, call, dueOn) => (call !== 'record' ? meeting : { ...meeting, dueOn, onTime: onTimeAfterMove(meeting.onTime, meeting.held?.at ?? null, dueOn) }),
  lapse: (meeting) => endCall({ ...meeting, status: meeting.status === 'awaited' ? 'lapsed' : meeting.status }),
} as const satisfies ObligationKind<Meeting, MeetingStart, MeetingPolicy>;

function evolve(meeting: Meeting, event: Happened<UnitYearEvent>): Meeting {
  if (event.type !== 'meetingRecorded') return evolveExemption(meeting, event, 'record');
  const { by, heldOn, minutesNumber, topic, attendees, onTime, at } = event;
  return endCall({ ...meeting, status: 'held', onTime, held: { heldOn, minutesNumber, topic, ...(attendees === undefined ? {} : { attendees }), ...attached(event), by, at } });
}
