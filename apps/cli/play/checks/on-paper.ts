import { sameSet } from './expect.ts';
import type { Check, Manifest } from './expect.ts';
import { holderOn } from './record.ts';
import type { Found } from './record.ts';

interface LetterDetail {
  signatures: { posts: string[]; person: string; onPaper?: { signedOn: string; document: string; registeredBy: string } }[];
}

/** What the script had registered as signed on paper, and nothing else, is marked so: the day, who registered it, and as signers whoever held the posts that day. */
export function signedOnPaper({ acts, cycle }: Manifest, found: Found): Check {
  const expected = acts.filter(({ command }) => command === 'registerSigning')
    .map(({ unit, duty, signedOn, account }) => `${cycle}/${unit}/${duty} signed on ${signedOn}, registered by ${found.accounts.get(account)?.person}`);
  const marked = found.obligations.filter(({ kind }) => kind === 'letter').flatMap(({ id, detail }) => {
    const { signatures } = JSON.parse(detail) as LetterDetail;
    return signatures.flatMap(({ posts, person, onPaper }) => (onPaper === undefined ? [] : [{
      said: `${id} signed on ${onPaper.signedOn}, registered by ${onPaper.registeredBy}`,
      isRight: /^[0-9a-f]{64}$/.test(onPaper.document) && posts.every((post) => holderOn(found, post, onPaper.signedOn)?.person === person),
    }]));
  });
  return sameSet('signed-on-paper', expected, [...new Set(marked.map(({ said, isRight }) => (isRight ? said : `${said}, by somebody else`)))]);
}
