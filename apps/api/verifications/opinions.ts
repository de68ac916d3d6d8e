import type { z } from 'zod';
import type { verificationView } from '#libs/contracts/api';
import { opinionOf, standingOf } from '#libs/domain/verification/verification';
import type { Verification } from '#libs/domain/verification/verification';

type FigureOpinion = z.output<typeof verificationView>['figures'][number];

const words = {
  notYet: { zh: '尚未送核', en: 'not sent to the department yet' },
  waiting: { zh: '待核实', en: 'waiting for the department' },
  unverified: { zh: '未核', en: 'not verified' },
  confirmed: { zh: '部门已确认', en: 'confirmed by the department' },
  disputed: { zh: '部门有异议', en: 'disputed by the department' },
} as const;

/** What the department says of each of its figures as it now stands; silence past the date is 未核. */
export function opinionsOf(verification: Verification, name: (person: string) => string): FigureOpinion[] {
  return verification.figures.map((figure) => {
    const opinion = standingOf(verification, figure.indicator);
    const said = opinionOf(verification, figure.indicator);
    return {
      ...figure, value: verification.values[figure.indicator] ?? null, opinion, words: words[opinion], by: said ? name(said.by) : null, at: said?.at ?? null,
      proposed: said?.proposed ?? null, reason: said?.reason ?? null, until: opinion === 'waiting' ? (verification.call?.dueOn ?? null) : null,
    };
  });
}

export const peopleOf = ({ opinions }: Verification): string[] => Object.values(opinions).map(({ by }) => by);

const statusWords: Readonly<Record<Verification['status'], { zh: string; en: string }>> = {
  idle: words.notYet, waiting: words.waiting, unverified: words.unverified, confirmed: words.confirmed, disputed: words.disputed,
  concluded: { zh: '报送已接收，核实结束', en: 'the report is accepted, the verification has ended' },
  lapsed: { zh: '随责任年结束', en: 'ended with the year' },
};

export const wordsOfStatus = ({ status }: Verification): { zh: string; en: string } => statusWords[status];
