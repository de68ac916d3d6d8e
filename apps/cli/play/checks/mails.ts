import { noFaults } from './expect.ts';
import type { Check } from './expect.ts';
import type { Message } from './mailbox.ts';
import { isTold } from './record.ts';
import type { Found, MailRow, NoticeRow } from './record.ts';

/**
 * Each digest is one message in the mailbox: one for a person and slot, to the person's address, with a line for each
 * duty its notices are about. No message without a digest, no told notice outside one.
 */
export function mailsEqualDigests(found: Found, messages: readonly Message[]): Check {
  const received = new Map<string, Message[]>();
  for (const message of messages) received.set(message.messageId, [...(received.get(message.messageId) ?? []), message]);
  const sent = found.mails.filter(({ status }) => status !== 'dropped');
  const told = found.notices.filter(isTold);
  const faults = sent.flatMap((mail) => {
    const fault = mailFault(mail, told.filter((notice) => notice.mail === mail.id), received.get(mail.message_id ?? '') ?? []);
    return fault === null ? [] : [`mail ${mail.id} to ${mail.person} at ${mail.slot}: ${fault}`];
  });
  const known = new Set(sent.map(({ message_id: id }) => id));
  const strangers = messages.filter(({ messageId }) => !known.has(messageId)).map(({ messageId }) => `${messageId}: nobody sent it`);
  const byPersonAndSlot = new Set(sent.map(({ person, slot }) => `${person} ${slot}`));
  const doubled = byPersonAndSlot.size === sent.length ? [] : [`${sent.length - byPersonAndSlot.size} digests too many for a person and slot`];
  const ids = new Set(sent.map(({ id }) => id));
  const loose = told.filter(({ mail }) => mail === null || !ids.has(mail)).map(({ notice_key: key }) => `${key}: told, but in no mail`);
  return noFaults('mails-equal-digests', sent.length, [...faults, ...strangers, ...doubled, ...loose]);
}

function mailFault(mail: MailRow, notices: readonly NoticeRow[], received: readonly Message[]): string | null {
  if (mail.status !== 'sent') return `is ${mail.status}`;
  if (received.length !== 1) return `${received.length} messages`;
  const [message] = received as [Message];
  if (message.mail !== mail.id || message.slot !== mail.slot || message.to !== mail.address) return `the message says mail ${message.mail}, ${message.slot}, ${message.to}`;
  const stranger = notices.find(({ person }) => person !== mail.person);
  if (stranger) return `carries what was told to ${stranger.person}`;
  const lines = new Set(notices.map(lineOf));
  if (lines.size !== message.items) return `${message.items} lines for ${lines.size} duties`;
  // Two notices to one post about one stage of one date are one too many, even if the mail shows them as one line.
  const told = new Set(notices.map(({ obligation, stage, dating, post, content }) => `${obligation} ${stage} ${dating} ${post} ${postMissed(content)}`));
  return told.size === notices.length ? null : `${notices.length} notices, ${told.size} different ones`;
}

/** A person in two posts reads of one duty once. */
const lineOf = ({ obligation, stage, content }: NoticeRow): string =>
  `${obligation} ${stage.includes('/') ? stage.split('/')[1] : stage.split('.')[0]} ${postMissed(content)}`;

const postMissed = (content: string): string => (JSON.parse(content) as { undelivered?: { post: string } }).undelivered?.post ?? '';
