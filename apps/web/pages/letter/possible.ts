import type { HeldPost } from '#libs/domain/may';
import { may } from '#libs/domain/may';
import { letterTransitions } from '#libs/domain/letter/letter';
import type { LetterStatus } from '#libs/domain/letter/letter';
import { letterKind } from '#libs/domain/letter/rules';
import type { AnswerOf } from '../../base/api.ts';

export type LetterAct = keyof typeof letterKind.commands;
type Looked = Pick<AnswerOf<'letter'>, 'status' | 'unit' | 'superior'> & { signers: readonly { post: string; signedAt: string | null }[] };

/** The posts under which the person still has to sign this version: one person in two posts signs once for both. */
export const postsToSign = <P extends HeldPost>({ unit, signers }: Pick<Looked, 'unit' | 'signers'>, held: readonly P[]): P[] =>
  held.filter((post) => post.unit === unit && signers.some((signer) => signer.post === post.post && signer.signedAt === null));

/** Whoever has signed this version has agreed to its targets: the other leader may still object. */
const hasSigned = ({ signers }: Pick<Looked, 'signers'>, held: readonly HeldPost[]): boolean =>
  signers.some(({ post, signedAt }) => signedAt !== null && held.some((one) => one.post === post));

/** What a person may do with a letter as it stands: by its transitions and by who may, the very tables the server decides by. */
export function possibleActs(letter: Looked, held: readonly HeldPost[], root: string): ReadonlySet<LetterAct> {
  const edges: object = letterTransitions[letter.status as LetterStatus] ?? {};
  const place = { unit: letter.unit, superior: letter.superior === '' ? null : letter.superior, root };
  const all = Object.entries(letterKind.commands) as [LetterAct, { edge: string; who: Parameters<typeof may>[0] }][];
  return new Set(all.flatMap(([name, { edge, who }]) => {
    const isPossible = Object.hasOwn(edges, edge) && may(who, held, place).length > 0 && (name !== 'signLetter' || postsToSign(letter, held).length > 0) && (name !== 'objectToLetter' || !hasSigned(letter, held));
    return isPossible ? [name] : [];
  }));
}
