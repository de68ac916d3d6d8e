import type { ExtensionPolicy } from '../../contracts/policy.ts';
import { attached } from '../attachment/attachment.ts';
import { endCall, startCall } from '../call/call.ts';
import { isReached } from '../call/stages.ts';
import { reject } from '../decider.ts';
import type { Happened, Rejection } from '../decider.ts';
import type { WhoMay } from '../may.ts';
import type { LocalDate } from '../time/instant.ts';
import type { UnitYearEvent } from '../unit-year/events.ts';
import type { DutyCommand, DutyContext, ObligationKind } from '../unit-year/obligation-kind.ts';
import { extensionTransitions } from './extension.ts';
import type { Extension, ExtensionStart } from './extension.ts';
import { planExtension } from './plan.ts';

/** Who decides, and who instead when the stage `deputy` is reached: which of them, the pack says. */
const deciders: WhoMay = { anyOf: [{ function: 'reviewer', of: 'superior' }, { function: 'issuer', of: 'superior' }] };

/** @rejects notYourTurn, naming those it waits for */
function notTheirTurn(extension: Extension, context: DutyContext): Rejection | null {
  const posts = waitingPosts(extension);
  return context.posts.some((post) => posts.includes(post)) ? null : reject('notYourTurn', { posts: [...posts] });
}

/**
 * Grants more time, to an explicit date; the original stays on record.
 *
 * @rejects notYourTurn, extensionNotLater
 */
const grant: DutyCommand<Extension, { duty: string; dueOn: LocalDate; reason: string }> = {
  who: deciders,
  edge: 'grant',
  decide(extension, { dueOn, reason }, context) {
    const turn = notTheirTurn(extension, context);
    if (turn) return turn;
    const { of = '', call = '', dueOn: asked = '' } = extension.request ?? {};
    const duty = context.duties[of];
    // The date as it stands now: a pause may have moved it since.
    const current = duty?.datings[call]?.dueOn ?? asked;
    // A date that is past by now may still be the fair one: the unit asked in time, and has done it since.
    if (dueOn <= current) return reject('extensionNotLater', { dueOn: current, asked: dueOn }, '/dueOn');
    if (duty && !isReached(duty, call, dueOn, context.timing)) return reject('dateOutOfReach', { dueOn }, '/dueOn');
    return [{ type: 'extensionGranted', duty: extension.key, dueOn, reason, by: context.person }];
  },
};

/** @rejects notYourTurn */
const refuse: DutyCommand<Extension, { duty: string; reason: string }> = {
  who: deciders,
  edge: 'refuse',
  decide: (extension, { reason }, context) => notTheirTurn(extension, context) ?? [{ type: 'extensionRefused', duty: extension.key, reason, by: context.person }],
};

/** Takes the request back. */
const withdraw: DutyCommand<Extension, { duty: string }> = {
  who: { function: 'principalLeader', of: 'unit' },
  edge: 'withdraw',
  decide: (extension, _input, context) => [{ type: 'extensionWithdrawn', duty: extension.key, by: context.person }],
};

const isDeputyStage = (extension: Extension): boolean =>
  extension.reached.some(({ stage, dating }) => stage === 'decide.deputy' && dating === extension.call?.dating);

const waitingPosts = (extension: Extension): readonly string[] =>
  (extension.call === null ? [] : [...(extension.calls['decide']?.posts ?? []), ...(isDeputyStage(extension) ? extension.deputies : [])]);

const standings = { requested: 'waiting', granted: 'done', refused: 'done', withdrawn: 'void', closed: 'void', lapsed: 'void' } as const;

export const extensionKind = {
  kind: 'extension',
  isOnDemand: true,
  plan: planExtension,
  open: ({ deputies }, base) => ({ ...base, kind: 'extension', status: 'requested', deputies, request: null, decision: null }),
  transitions: extensionTransitions,
  settled: ['granted', 'refused', 'withdrawn', 'closed', 'lapsed'],
  commands: { grantExtension: grant, refuseExtension: refuse, withdrawExtension: withdraw },
  evolve,
  waitingPosts,
  facts: (extension) => ({
    standing: standings[extension.status],
    opensAt: extension.request?.at ?? '9999-12-31T00:00:00.000Z',
    firstSubmittedAt: extension.request?.at ?? null,
    onTime: null,
    completeAt: extension.decision?.at ?? null,
  }),
  lapse: (extension) => endCall({ ...extension, status: extension.status === 'requested' ? 'lapsed' : extension.status }),
} as const satisfies ObligationKind<Extension, ExtensionStart, ExtensionPolicy>;

function evolve(extension: Extension, event: Happened<UnitYearEvent>): Extension {
  const { at } = event;
  switch (event.type) {
    case 'extensionRequested': {
      const { of, call, since, dueOn, asked, reason, progress, by, decideDueOn } = event;
      return startCall({ ...extension, request: { of, call, since, dueOn, asked, reason, progress, ...attached(event), by, at } }, 'decide', at, decideDueOn);
    }
    case 'extensionGranted':
      return endCall({ ...extension, status: 'granted', decision: { dueOn: event.dueOn, reason: event.reason, by: event.by, at } });
    case 'extensionRefused':
      return endCall({ ...extension, status: 'refused', decision: { dueOn: null, reason: event.reason, by: event.by, at } });
    case 'extensionWithdrawn':
      return endCall({ ...extension, status: 'withdrawn' });
    case 'extensionClosed':
      return endCall({ ...extension, status: 'closed' });
    default:
      return extension;
  }
}
