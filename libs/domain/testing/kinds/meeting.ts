import type { Meeting } from '../../meeting/meeting.ts';
import { addDays, localDateOf } from '../../time/instant.ts';
import { by } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';
import { butRequire, exemptionEdges, exemptionEdgeTaken, noExemption, onlyRequireBarred, possibleExemptions, wrongExemptions } from './exemption.ts';

export const meetingActs: KindActs<Meeting> = {
  kind: 'meeting',
  first: 'awaited',
  terminal: ['held', 'waived', 'lapsed'],
  edges: { recordMeeting: 'record', ...exemptionEdges },
  barredIn: {
    awaited: onlyRequireBarred,
    held: ['recordMeeting', ...noExemption],
    noTask: ['recordMeeting', ...butRequire],
    waived: ['recordMeeting', ...noExemption],
  },
  possible(meeting, situation) {
    switch (meeting.status) {
      case 'awaited':
        return [...held(meeting, situation), ...possibleExemptions(meeting, situation)];
      case 'noTask':
        return possibleExemptions(meeting, situation);
      case 'held':
      case 'waived':
      case 'lapsed':
        return [];
      default:
        return meeting.status satisfies never;
    }
  },
  wrong(meeting, situation) {
    if (meeting.status !== 'awaited') return wrongExemptions(meeting, situation);
    const today = localDateOf(situation.at);
    return [
      recorded(3, meeting, addDays(meeting.from, -1)), recorded(3, meeting, addDays(meeting.to, 1)),
      ...(meeting.to > today ? [recorded(4, meeting, meeting.to)] : []),
      ...wrongExemptions(meeting, situation),
    ];
  },
  edgeTaken: (event) => (event.type === 'meetingRecorded' ? 'record' : exemptionEdgeTaken(event)),
};

/** Held on a day of the period that has been; most are recorded towards its end. */
function held(meeting: Meeting, { at, detail }: Situation): Chance[] {
  const today = localDateOf(at);
  if (today < meeting.from) return [];
  return [recorded(today > meeting.to ? 40 : 8, meeting, today > meeting.to ? addDays(meeting.to, -(detail % 60)) : today)];
}

const recorded = (weight: number, meeting: Meeting, heldOn: string): Chance =>
  by(weight, 'recordMeeting', { duty: meeting.key, heldOn, minutesNumber: '会议纪要〔2026〕7号', topic: '专题研究部署', attendees: 9 }, meeting.calls['record']?.posts[0] ?? '');
