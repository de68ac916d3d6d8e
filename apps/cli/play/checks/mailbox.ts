/** A message of the cycle as the mailbox shows it. */
export interface Message {
  /** The mailbox's own id. */
  id: string;
  messageId: string;
  to: string;
  mail: number;
  slot: string;
  drill: string | null;
  /** Links to an obligation or to a line: one for each item. */
  items: number;
}

interface Raw {
  id: string;
  headers: Record<string, string>;
  text?: string;
  to?: { address: string }[];
}

/**
 * All messages of one cycle, by maildev's HTTP.
 *
 * @throws when the mailbox does not answer
 */
export async function readMailbox(mailPageUrl: string, cycle: string): Promise<Message[]> {
  const answer = await fetch(`${mailPageUrl}/email`, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`the mailbox answers ${answer.status}`);
  const all = (await answer.json()) as Raw[];
  return all.filter(({ headers }) => headers['x-zeren-cycle'] === cycle).map(({ id, headers, text, to }) => ({
    id, messageId: headers['message-id'] ?? '', to: to?.[0]?.address ?? '', mail: Number(headers['x-zeren-mail']), slot: headers['x-zeren-slot'] ?? '',
    drill: headers['x-zeren-drill'] ?? null, items: (text ?? '').match(/\/units\/[^/\s]+\/obligations\/|\/funds\/L\d/g)?.length ?? 0,
  }));
}
