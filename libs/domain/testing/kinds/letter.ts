import { unsignedPosts } from '../../letter/letter.ts';
import type { Letter } from '../../letter/letter.ts';
import { localDateOf } from '../../time/instant.ts';
import { by, bySystem, holderOf, nextMessage, pick, superiorStream } from './chance.ts';
import type { Chance, KindActs, Situation } from './chance.ts';

export const letterActs: KindActs<Letter> = {
  kind: 'letter',
  first: 'drafted',
  terminal: ['voided', 'lapsed'],
  edges: { signLetter: 'sign', objectToLetter: 'object', reviseLetter: 'revise', refuseObjection: 'refuse', countersignLetter: 'countersign', voidLetter: 'void', supplementLetter: 'supplement', withdrawSupplement: 'withdraw', registerSigning: 'register' },
  barredIn: {
    drafted: ['registerSigning', 'signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection', 'countersignLetter'],
    issued: ['reviseLetter', 'refuseObjection', 'countersignLetter'],
    objected: ['registerSigning', 'signLetter', 'objectToLetter', 'countersignLetter'],
    countersigning: ['signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection'],
    inForce: ['registerSigning', 'signLetter', 'objectToLetter', 'reviseLetter', 'refuseObjection', 'countersignLetter'],
    supplementing: ['objectToLetter', 'supplementLetter', 'countersignLetter'],
    supplementSigned: ['signLetter', 'supplementLetter'],
    voided: ['registerSigning', 'signLetter', 'voidLetter', 'supplementLetter'],
  },
  possible,
  wrong,
  edgeTaken(event, was) {
    switch (event.type) {
      case 'letterIssued': return 'issue';
      case 'letterSigned': return event.onPaper ? 'register' : 'sign';
      case 'letterCountersigned': return event.onPaper ? 'register' : null;
      case 'letterSignedByAll': return event.countersignDueOn === null ? null : 'completeSide';
      case 'letterObjected': return 'object';
      case 'objectionRevised': return 'revise';
      case 'objectionRefused': return 'refuse';
      case 'letterInForce': return was.needsCountersign ? 'countersign' : 'complete';
      case 'letterSupplemented': return 'supplement';
      case 'supplementWithdrawn': return 'withdraw';
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
  /** Another share than before, for a letter that is issued already. */
  const shared = (weight: number): Chance => {
    const from = superiorStream(situation);
    return bySystem(weight, 'hear', { from, n: nextMessage(situation, from), body: { kind: 'superiorLetterInForce', version: 2, shares: sharesFor(letter, detail) } });
  };
  const voided = (weight: number): Chance => by(weight, 'voidLetter', { duty: letter.key, reason: '机构调整，重新签订' }, issuer);
  switch (letter.status) {
    case 'drafted': {
      const from = superiorStream(situation);
      return [bySystem(90, 'hear', { from, n: nextMessage(situation, from), body: { kind: 'superiorLetterInForce', version: 1, ...(detail % 2 === 0 ? { shares: sharesFor(letter, detail) } : {}) } }), voided(5)];
    }
    case 'issued':
      return [
        by(80, 'signLetter', { duty: letter.key }, ...(isOneLeader ? unsigned : unsigned.slice(0, 1))),
        ...onPaper(letter, situation).possible,
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
      return [by(90, 'countersignLetter', { duty: letter.key }, issuer), ...onPaper(letter, situation).possible, voided(12)];
    case 'inForce':
      return [voided(2), shared(6), by(letter.version < 5 ? 70 : 1, 'supplementLetter', supplement(letter, detail), issuer)];
    case 'supplementing':
      return [
        by(80, 'signLetter', { duty: letter.key }, ...(isOneLeader ? unsigned : unsigned.slice(0, 1))),
        ...onPaper(letter, situation).possible,
        by(25, 'withdrawSupplement', { duty: letter.key, reason: '市里暂缓调整' }, issuer),
        voided(5),
      ];
    case 'supplementSigned':
      return [by(60, 'countersignLetter', { duty: letter.key }, issuer), ...onPaper(letter, situation).possible, by(20, 'withdrawSupplement', { duty: letter.key, reason: '市里暂缓调整' }, issuer), voided(25)];
    case 'voided':
    case 'lapsed':
      return [];
    default:
      return letter.status satisfies never;
  }
}

const sharesFor = (letter: Letter, detail: number): { indicator: string; value: number }[] =>
  letter.targets.filter(({ indicator }) => indicator === 'villageLabour').map(({ indicator, value }) => ({ indicator, value: value + (detail % 3) }));

const registrar = 'x/office';

/** What is signed on paper is registered above, with the scan: by all that still have to, by some of them, with the issuing side or without. */
function onPaper(letter: Letter, { at, detail }: Situation): { possible: Chance[]; wrong: Chance[] } {
  const waiting = ['issued', 'supplementing'].includes(letter.status) ? unsignedPosts(letter) : [];
  const above = letter.needsCountersign ? (letter.calls['countersign']?.posts ?? []) : [];
  const countersigner = pick(above, detail);
  const holders = Object.fromEntries([...(letter.calls['sign']?.posts ?? []), ...above].map((post) => [post, holderOf(post).person]));
  const paper = { duty: letter.key, signedOn: localDateOf(at), document: 'a'.repeat(64), holders };
  const give = (weight: number, change: object): Chance => by(weight, 'registerSigning', { ...paper, ...change }, registrar);
  const sideIsSigned = waiting.length === 0;
  const isPartly = waiting.length > 1 && detail % 3 === 0;
  const rest = countersigner !== undefined && (sideIsSigned || (!isPartly && detail % 2 === 0)) ? { countersigner } : {};
  return {
    possible: [give(sideIsSigned ? 30 : 12, { ...(isPartly ? { posts: waiting.slice(0, 1) } : {}), ...rest })],
    wrong: [
      give(10, { ...rest, signedOn: '2031-01-01' }), give(12, { ...rest, signedOn: '2025-12-31' }), give(16, { ...rest, posts: [registrar] }),
      give(16, { ...rest, holders: {} }), give(16, { ...rest, holders: Object.fromEntries(Object.keys(holders).map((post) => [post, holderOf(registrar).person])) }),
      give(12, { countersigner: registrar }),
      ...(sideIsSigned ? [give(30, {})] : []),
      ...(waiting.length > 1 && countersigner !== undefined ? [give(60, { posts: waiting.slice(0, 1), countersigner })] : []),
    ],
  };
}

const document = { number: '示文〔2026〕9号', title: '关于调整年度目标的通知' };

/** A change of one target, most often of one that is passed down; sometimes with its plan by period. */
function supplement(letter: Letter, detail: number): { duty: string } & Record<string, unknown> {
  const passed = letter.targets.filter(({ indicator }) => ['labourEmployed', 'villageLabour'].includes(indicator));
  const target = pick(detail % 4 === 0 || passed.length === 0 ? letter.targets : passed, detail);
  const value = (target?.value ?? 0) + 1 + (detail % 160);
  const [first] = Object.keys(target?.byPeriod ?? {});
  return {
    duty: letter.key, requiredBy: document, reason: '上级追加任务',
    targets: [{ indicator: target?.indicator ?? '', value, ...(detail % 3 === 0 && first ? { byPeriod: { [first]: (target?.byPeriod[first] ?? 0) + 1 } } : {}) }],
  };
}

function objection(letter: Letter, detail: number): { duty: string; indicator: string; reason: string; proposed: number } {
  const target = pick(letter.targets, detail);
  return { duty: letter.key, indicator: target?.indicator ?? '', reason: '基数有误', proposed: (target?.value ?? 0) - 1 - (detail % 3) };
}

function wrong(letter: Letter, situation: Situation): Chance[] {
  const { detail } = situation;
  const signers = letter.calls['sign']?.posts ?? [];
  const issuer = letter.calls['answer']?.posts[0] ?? '';
  const signed = letter.signatures.flatMap((signature) => signature.posts);
  const wrong = objection(letter, detail);
  const target = letter.targets.find((one) => one.indicator === letter.objections.at(-1)?.indicator);
  const good = supplement(letter, detail);
  const [figure] = good['targets'] as [{ indicator: string; value: number }];
  const yearEnd = letter.targets.find(({ period }) => period === 'yearEnd')?.indicator ?? '';
  const planned = letter.targets.find(({ byPeriod }) => Object.keys(byPeriod).length > 0)?.indicator ?? '';
  if (letter.status === 'inForce') {
    return [
      by(4, 'supplementLetter', { ...good, targets: [{ ...figure, indicator: 'noSuchIndicator' }] }, issuer),
      by(6, 'supplementLetter', { ...good, targets: [figure, figure] }, issuer),
      by(6, 'supplementLetter', { ...good, targets: [{ indicator: figure.indicator, value: letter.targets.find(({ indicator }) => indicator === figure.indicator)?.value ?? 0 }] }, issuer),
      by(6, 'supplementLetter', { ...good, targets: [{ indicator: yearEnd, value: 1, byPeriod: { Q1: 1 } }] }, issuer),
      by(6, 'supplementLetter', { ...good, targets: [{ indicator: planned, value: 1, byPeriod: { M01: 1 } }] }, issuer),
    ];
  }
  if (letter.status === 'issued' || letter.status === 'supplementing') {
    const objections = letter.status === 'issued';
    return [
      ...onPaper(letter, situation).wrong,
      ...(signed.length > 0 ? [by(90, 'signLetter', { duty: letter.key }, ...signed)] : []),
      by(20, 'signLetter', { duty: letter.key }, issuer),
      ...(objections ? [
        by(20, 'objectToLetter', { ...wrong, indicator: 'noSuchIndicator' }, signers[0] ?? ''),
        by(20, 'objectToLetter', { ...wrong, proposed: letter.targets.find((one) => one.indicator === wrong.indicator)?.value ?? 0 }, signers[0] ?? ''),
      ] : []),
    ];
  }
  if (letter.status === 'countersigning' || letter.status === 'supplementSigned') return onPaper(letter, situation).wrong;
  return letter.status === 'objected' ? [by(60, 'reviseLetter', { duty: letter.key, value: target?.value ?? 0, reason: '维持原值' }, issuer)] : [];
}
