import type { AnswerOf } from '../../base/api.ts';
import type { Pair } from '../../base/say.ts';

type Phase = AnswerOf<'overdueMoney'>['items'][number]['phase'] | AnswerOf<'candidate'>['holdings'][number]['phase'];

/** In which way somebody has money. */
export const phaseWords: Readonly<Record<Phase, Pair>> = {
  holding: { zh: '在手', en: 'in hand' },
  inFlight: { zh: '已发出，对方还没登记到账', en: 'sent, not recorded by the receiver' },
  examining: { zh: '支付申请在审核', en: 'payment request being examined' },
  correcting: { zh: '支付申请退回补正', en: 'payment request returned for correction' },
  paying: { zh: '已受理，待支付', en: 'accepted, to be paid' },
  retained: { zh: '质保金', en: 'retention' },
  unrecorded: { zh: '事后补记，不计天数', en: 'entered after the fact, no days counted' },
};
