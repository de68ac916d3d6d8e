import { unsignedPosts } from '../../letter/letter.ts';
import type { Letter } from '../../letter/letter.ts';
import { by, bySystem, nextMessage, pick, superiorStream } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';

export const letterActs: KindActs<Letter> = {
  kind: 'letter',
  first: 'drafted',
  terminal: ['voided', 'lapsed'],
  edges: { signLetter: 'sign', objectToLetter: 'object', reviseLetter: 'revise', refuseObjection: 'refuse', countersignLetter: 'countersign', voidLetter: 'void' },
  barredIn: {
    drafted: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection', 'countersignLetter'],
    issued: ['reviseLetter', 'refuseObjection', 'countersignLetter'],
    objected: ['signLetter', 'objectToLetter', 'countersignLetter'],
    countersigning: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection'],
    inForce: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection', 'countersignLetter'],
    voided: ['signLetter', 'voidLetter'],
  },
  possible,
  wrong,
  edgeTaken(event, was) {
    switch (event.type) {
      case 'letterIssued': return 'issue';
      case 'letterSigned': return 'sign';
      case 'letterSignedByAll': return event.countersignDueOn === null ? null : 'completeSide';
      case 'letterObjected': return 'object';
      case 'objectionRevised': return 'revise';
      case 'objectionRefused': return 'refuse';
      case 'letterInForce': return was.needsCountersign ? 'countersign' : 'complete';
      case 'letterVoided': return 'void';
      default: return null;
    }
  },
};

function possible(letter: Letter, situation: Situation): Chance[] {
  const { isOneLeader, detail } = situation;
  const issuers = letter.calls['answer']?.posts ?? [];
  const issuer = pick(issuers, detail) ?? '';
  const unsigned = unsignedPosts(letter);
  const voided = (weight: number): Chance => by(weight, 'voidLetter', { duty: letter.key, reason: '机构调整，重新签订' }, issuer);
  switch (letter.status) {
    case 'drafted': {
      const from = superiorStream(situation);
      return [bySystem(90, 'hear', { from, n: nextMessage(situation, from), body: { kind: 'superiorLetterInForce', version: 1 } }), voided(5)];
    }
    case 'issued':
      return [
        by(80, 'signLetter', { duty: letter.key }, ...(isOneLeader ? unsigned : unsigned.slice(0, 1))),
        by(letter.objections.length < 3 ? 70 : 3, 'objectToLetter', objection(letter, detail), pick(letter.calls['sign']?.posts ?? [], detail) ?? ''),
        voided(5),
      ];
    case 'objected': {
      const objected = letter.targets.find((target) => target.indicator === letter.objections.at(-1)?.indicator);
      return [
        by(50, 'reviseLetter', { duty: letter.key, value: (objected?.value ?? 0) + 1 + (detail % 7), reason: '按实际情况调整' }, issuer),
        by(50, 'refuseObjection', { duty: letter.key, reason: '依据上级下达任务，不予调整' }, issuer),
        voided(10),
      ];
    }
    case 'countersigning':
      return [by(90, 'countersignLetter', { duty: letter.key }, issuer), voided(12)];
    case 'inForce':
      return [voided(2)];
    case 'voided':
    case 'lapsed':
      return [];
    default:
      return letter.status satisfies never;
  }
}

function objection(letter: Letter, detail: number): { duty: string; indicator: string; reason: string; proposed: number } {
  const target = pick(letter.targets, detail);
  return { duty: letter.key, indicator: target?.indicator ?? '', reason: '基数有误', proposed: (target?.value ?? 0) - 1 - (detail % 3) };
}

function wrong(letter: Letter, { detail }: Situation): Chance[] {
  const signers = letter.calls['sign']?.posts ?? [];
  const issuer = letter.calls['answer']?.posts[0] ?? '';
  const signed = letter.signatures.flatMap((signature) => signature.posts);
  const wrong = objection(letter, detail);
  const target = letter.targets.find((one) => one.indicator === letter.objections.at(-1)?.indicator);
  if (letter.status === 'issued') {
    return [
      ...(signed.length > 0 ? [by(90, 'signLetter', { duty: letter.key }, ...signed)] : []),
      by(20, 'signLetter', { duty: letter.key }, issuer),
      by(20, 'objectToLetter', { ...wrong, indicator: 'noSuchIndicator' }, signers[0] ?? ''),
      by(20, 'objectToLetter', { ...wrong, proposed: letter.targets.find((one) => one.indicator === wrong.indicator)?.value ?? 0 }, signers[0] ?? ''),
    ];
  }
  return letter.status === 'objected' ? [by(60, 'reviseLetter', { duty: letter.key, value: target?.value ?? 0, reason: '维持原值' }, issuer)] : [];
}
