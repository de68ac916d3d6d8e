import { createTransport } from 'nodemailer';

/** A message ready to be handed over. Headers are ASCII; `messageId` has its angle brackets. */
export interface OutgoingMail {
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/** What became of it, with the server's words (or the system's, when there was no server to speak). */
export interface SendOutcome {
  kind: 'sent' | 'deferred' | 'failed';
  response: string;
}

/** A way to reach people outside the inbox. It never throws: what goes wrong is an outcome. */
export interface Channel {
  send(mail: OutgoingMail): Promise<SendOutcome>;
  /** Gives back its connections; nothing is sent afterwards. */
  close(): void;
}

export interface SmtpSettings {
  /** smtp://user:password@host:port, or smtps:// */
  url: string;
  from?: string;
  /** Milliseconds; a server that answers more slowly is a tarpit. */
  greetingTimeout?: number;
  socketTimeout?: number;
}

export const defaultFrom = '责任 <zeren@zeren.local>';

/** Mails go out over at most so many connections at once. */
export const maxConnections = 4;

/** SMTP over a pool of connections. */
export function smtpChannel({ url, from = defaultFrom, greetingTimeout = 10_000, socketTimeout = 20_000 }: SmtpSettings): Channel {
  const pool = createTransport({
    url, pool: true, maxConnections, maxMessages: 500,
    connectionTimeout: greetingTimeout, greetingTimeout, dnsTimeout: greetingTimeout, socketTimeout,
    // A connection that the server closed while it idled is replaced once; beyond that the record says when to try again.
    maxRequeues: 1,
    disableFileAccess: true, disableUrlAccess: true,
  });
  // An idle connection that breaks concerns no mail; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    async send(mail) {
      try {
        const { response } = await pool.sendMail({ ...mail, from });
        return { kind: 'sent', response: String(response ?? '') };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => pool.close(),
  };
}

/** Steps of the conversation at which a refusal is about this mail, and not about us or the server's day. */
const aboutTheMail = /^(MAIL FROM|RCPT TO|DATA)/;

/** 5xx to the mail itself is for good; 4xx, a refused connection, silence, a failed sign-in may pass. */
export function outcomeOf(error: unknown): SendOutcome {
  const { responseCode, response, command, code, message } = error as
    { responseCode?: number; response?: string; command?: string; code?: string; message?: string };
  const words = response ?? `${code ?? ''} ${message ?? String(error)}`.trim();
  const isFinal = responseCode !== undefined && responseCode >= 500 && aboutTheMail.test(command ?? '');
  return { kind: isFinal ? 'failed' : 'deferred', response: words };
}
