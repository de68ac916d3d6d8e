import type { Connection } from 'mysql2/promise';
import { createTransport } from 'nodemailer';
import type { CheckName } from '../checks/run-checks.ts';
import type { Manifest } from '../checks/expect.ts';
import { readMailbox } from '../checks/mailbox.ts';
import type { Message } from '../checks/mailbox.ts';
import { rows } from '../checks/connections.ts';
import { PlayStopped } from '../problem.ts';
import { pause } from '../session.ts';

export type Undo = () => Promise<void>;

/** A way to falsify a finished run: what is done, which checks must notice, and how it is taken back. */
export interface Sabotage {
  what: string;
  mustFail: readonly CheckName[];
  /** Of a year that was closed; the others need one where something is still owed. */
  isOfClosed?: true;
  alter(scene: Scene): Promise<Undo>;
}

type Value = string | number | null;
type Row = Record<string, Value>;

const mailboxPatienceMs = 5_000;

/** What a saboteur can reach: the record as its owner, and the mailbox. */
export class Scene {
  readonly sql: Connection;
  readonly manifest: Manifest;
  private readonly mailPageUrl: string | undefined;
  private readonly smtpUrl: string | undefined;

  constructor(sql: Connection, manifest: Manifest, mailPageUrl: string | undefined, smtpUrl: string | undefined) {
    this.sql = sql;
    this.manifest = manifest;
    this.mailPageUrl = mailPageUrl;
    this.smtpUrl = smtpUrl;
  }

  /** The first row, whole. @throws PlayStopped when the run holds nothing to alter */
  async row(statement: string, values: readonly unknown[]): Promise<Row> {
    const [found] = await rows<Row>(this.sql, `${statement} LIMIT 1`, values);
    if (!found) throw new PlayStopped(`这次演练中没有可改的：${statement}`);
    return found;
  }

  async run(statement: string, values: readonly unknown[] = []): Promise<void> {
    await this.sql.query(statement, values as unknown[]);
  }

  /** Changes columns of one row; taken back by writing what was there. */
  async change(table: string, key: readonly string[], row: Row, changed: Row): Promise<Undo> {
    const set = (to: Row) => this.run(
      `UPDATE \`${table}\` SET ${Object.keys(changed).map((column) => `\`${column}\` = ?`).join(', ')} WHERE ${key.map((column) => `\`${column}\` = ?`).join(' AND ')}`,
      [...Object.keys(changed).map((column) => to[column]), ...key.map((column) => row[column])],
    );
    await set(changed);
    return () => set(row);
  }

  async remove(table: string, key: readonly string[], row: Row): Promise<Undo> {
    await this.erase(table, key, row);
    return () => this.insert(table, row);
  }

  async add(table: string, key: readonly string[], row: Row): Promise<Undo> {
    await this.insert(table, row);
    return () => this.erase(table, key, row);
  }

  private insert(table: string, row: Row): Promise<void> {
    const columns = Object.keys(row);
    return this.run(`INSERT INTO \`${table}\` (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, Object.values(row));
  }

  private erase(table: string, key: readonly string[], row: Row): Promise<void> {
    return this.run(`DELETE FROM \`${table}\` WHERE ${key.map((column) => `\`${column}\` = ?`).join(' AND ')}`, key.map((column) => row[column]));
  }

  /** A message of the run, with its source. */
  async message(): Promise<{ message: Message; source: string }> {
    const [message] = await this.mailbox();
    if (!message) throw new PlayStopped('邮箱里没有这次演练的邮件');
    const answer = await fetch(`${this.mailPageUrl}/email/${message.id}/download`);
    if (!answer.ok) throw new PlayStopped(`邮箱不给邮件原文：${answer.status}`);
    return { message, source: await answer.text() };
  }

  async takeFromMailbox({ id, messageId }: Message): Promise<void> {
    const before = await this.copies(messageId);
    await fetch(`${this.mailPageUrl}/email/${id}`, { method: 'DELETE' });
    await this.untilCopies(messageId, before - 1);
  }

  /** Puts a message into the mailbox over SMTP, as it stands. */
  async putIntoMailbox(messageId: string, to: string, source: string): Promise<Undo> {
    if (this.smtpUrl === undefined) throw new PlayStopped('改邮箱要用 SMTP_URL');
    const before = new Set((await this.mailbox()).map(({ id }) => id));
    const transport = createTransport({ url: this.smtpUrl });
    await transport.sendMail({ envelope: { from: 'zeren@zeren.local', to: [to] }, raw: source });
    transport.close();
    await this.untilCopies(messageId, [...(await this.mailbox())].filter((one) => one.messageId === messageId && before.has(one.id)).length + 1);
    return async () => {
      for (const message of await this.mailbox()) if (message.messageId === messageId && !before.has(message.id)) await this.takeFromMailbox(message);
    };
  }

  private mailbox(): Promise<Message[]> {
    if (this.mailPageUrl === undefined) throw new PlayStopped('没有邮箱页面（MAIL_PAGE_URL）');
    return readMailbox(this.mailPageUrl, this.manifest.cycle);
  }

  private copies = async (messageId: string): Promise<number> => (await this.mailbox()).filter((one) => one.messageId === messageId).length;

  private async untilCopies(messageId: string, wanted: number): Promise<void> {
    for (const until = Date.now() + mailboxPatienceMs; (await this.copies(messageId)) !== wanted;) {
      if (Date.now() > until) throw new PlayStopped(`邮箱中应有${wanted}封 ${messageId}`);
      await pause(50);
    }
  }
}

/** Takes back in the reverse order; all of it, whatever one part says. */
export const undoAll = (undos: readonly Undo[]): Undo => async () => {
  const failures: unknown[] = [];
  for (const undo of [...undos].reverse()) await undo().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};
