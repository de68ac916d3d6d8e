/** A document that goes with a paper: the SHA-256 of its content, and the name it is shown under. */
export interface Attachment {
  sha256: string;
  name: string;
}

/** Papers before there were attachments have none, and one without has no list. */
export interface Attached {
  attachments?: readonly Attachment[] | undefined;
}

/** The attachments of a paper, where it has any. */
export const attached = ({ attachments }: Attached): { attachments?: Attachment[] } => (attachments && attachments.length > 0 ? { attachments: [...attachments] } : {});

/** What is in the first and not in the second; another content or another name is another document. */
const notIn = ({ attachments: these = [] }: Attached, { attachments: those = [] }: Attached): Attachment[] =>
  these.filter(({ sha256, name }) => !those.some((other) => other.sha256 === sha256 && other.name === name));

/** What was taken away from a paper and what was added to it; null where its attachments are the same. */
export function attachmentsChanged(before: Attached, after: Attached): { removed: Attachment[]; added: Attachment[] } | null {
  const [removed, added] = [notIn(before, after), notIn(after, before)];
  return removed.length + added.length > 0 ? { removed, added } : null;
}
