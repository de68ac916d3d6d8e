import { addDays, localDateOf } from '../../time/instant.ts';
import type { Extension } from '../../extension/extension.ts';
import { by } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';

export const extensionActs: KindActs<Extension> = {
  kind: 'extension',
  first: 'requested',
  terminal: ['granted', 'refused', 'withdrawn', 'closed', 'lapsed'],
  edges: { grantExtension: 'grant', refuseExtension: 'refuse', withdrawExtension: 'withdraw' },
  barredIn: { granted: ['grantExtension'], refused: ['refuseExtension'], withdrawn: ['withdrawExtension'], closed: ['grantExtension'] },
  possible({ key, status, calls, deputies, reached, request }, { at, detail }) {
    if (status !== 'requested') return [];
    const isDeputys = reached.some(({ stage }) => stage === 'decide.deputy');
    const decider = (isDeputys ? deputies[0] : calls['decide']?.posts[0]) ?? '';
    const later = [request?.dueOn ?? '', localDateOf(at)].sort().at(-1) ?? '';
    return [
      by(40, 'grantExtension', { duty: key, dueOn: addDays(later, 1 + (detail % 20)), reason: '情况属实' }, decider),
      by(25, 'refuseExtension', { duty: key, reason: '理由不足' }, decider),
      by(20, 'withdrawExtension', { duty: key }, 'x/leader'),
    ];
  },
  wrong({ key, status, deputies, reached, request, calls }) {
    if (status !== 'requested') return [];
    const early = reached.some(({ stage }) => stage === 'decide.deputy') ? [] : [by(40, 'grantExtension', { duty: key, dueOn: '2027-03-01', reason: '代为决定' }, deputies[0] ?? '')];
    return [...early, by(40, 'grantExtension', { duty: key, dueOn: request?.dueOn ?? '', reason: '不变' }, calls['decide']?.posts[0] ?? '')];
  },
  edgeTaken(event) {
    switch (event.type) {
      case 'extensionGranted': return 'grant';
      case 'extensionRefused': return 'refuse';
      case 'extensionWithdrawn': return 'withdraw';
      case 'extensionClosed': return 'close';
      default: return null;
    }
  },
};

/** Acts about any duty's date: those that are possible, and those that come too late, too early, or twice. */
export function dateActs({ state, at, detail }: Situation): { possible: Chance[]; wrong: Chance[] } {
  const leader = Object.values(state.duties).flatMap((duty) => (duty.kind === 'letter' ? duty.calls['sign']?.posts.slice(0, 1) ?? [] : []));
  const [possible, wrong]: [Chance[], Chance[]] = [[], []];
  for (const duty of Object.values(state.duties)) {
    const { call, key, explanations } = duty;
    const isOwn = call !== null && ['sign', 'supplement', 'allocate', 'report', 'correct', 'submit', 'record'].includes(call.name);
    const ask = (weight: number, dueOn: string): Chance => by(weight, 'requestExtension', { duty: key, dueOn, reason: '台风影响', progress: '已完成八成' }, ...leader);
    const explain = (weight: number): Chance => by(weight, 'explainLateness', { duty: key, text: '道路中断，数据无法核对' }, ...leader);
    const isPending = Object.values(state.duties).some((one) => one.kind === 'extension' && one.status === 'requested' && one.request?.of === key);
    const isLate = isOwn && at >= call.dueAt;
    const wasLate = 'onTime' in duty && duty.onTime === false;
    const asked = Object.values(state.duties).filter((one) => one.kind === 'extension' && one.request?.of === key).length;
    // Whoever has asked asks again sooner than others ask first: more than three requests seldom come together.
    if (isOwn && !isLate) (isPending || asked >= 3 ? wrong : possible).push(ask(asked >= 3 ? 400 : isPending ? 12 : 5 + 12 * asked, addDays(call.dueOn, 3 + (detail % 15))));
    if (isOwn && isLate) wrong.push(ask(10, addDays(call.dueOn, 5)));
    if (isOwn && !isLate && !isPending) wrong.push(ask(3, call.dueOn), ask(3, '2027-12-30'));
    if (!isOwn && duty.kind !== 'extension') wrong.push(ask(2, '2027-02-01'));
    if (isLate || wasLate) (explanations.length < 3 ? possible : wrong).push(explain(explanations.length < 3 ? 6 : 60));
    else wrong.push(explain(1));
  }
  return { possible, wrong };
}
