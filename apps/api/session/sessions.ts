import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Request } from 'express';
import { accountOf, closeSession, confirmSession, openSession, passwordOf, sessionOf, setPassword } from '#libs/store/queries/people';
import type { SessionRow } from '#libs/store/queries/people';
import { audit, firstPasswordHash, isFirstPassword } from '#libs/store/office';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import { Attempts } from './attempts.ts';

/** Who is signed in, by which session. */
export interface Session extends SessionRow {
  tokenHash: string;
}

export const sessionCookie = 'zeren_session';
export const csrfCookie = 'zeren_csrf';
export const sessionHours = 12;
/** How long a signature may follow the password. */
const confirmedMillis = 5 * 60_000;
/** A session looked up this recently is not looked up again. */
const trustedMillis = 5_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(hashOf(a)), Buffer.from(hashOf(b))];
  return timingSafeEqual(one, other);
};

/** Server sessions: an opaque token in a cookie, its hash in the record. */
@Injectable()
export class Sessions {
  private readonly attempts = new Attempts();
  private readonly recent = new Map<string, { at: number; session: SessionRow }>();
  /** Verified against when no account has the login: as slow as a wrong password. */
  private readonly nobody = hash(randomBytes(16));

  constructor(private readonly record: RecordAccess, private readonly scope: Scope) {
    this.nobody.catch(() => undefined);
  }

  /**
   * Opens a session.
   *
   * @returns the token for the cookie, given out only here
   * @throws Problem signInFailed (the same for an unknown login), tooManyAttempts
   */
  async signIn(login: string, password: string, address: string): Promise<{ token: string; session: Session }> {
    const wait = this.attempts.begin(login, address);
    if (wait > 0) throw new Problem('tooManyAttempts', { seconds: wait }, { retryAfter: wait });
    const account = await accountOf(this.record.sql, login);
    const isRight = await this.isRight(account?.passwordHash ?? null, password);
    if (!account || !isRight) throw new Problem('signInFailed');
    this.attempts.succeeded(login, address);
    const token = randomBytes(32).toString('base64url');
    const now = Date.now();
    const row: SessionRow = {
      confirmedAt: new Date(now).toISOString(), account: account.id, person: account.person, name: account.name, role: account.role, mustChange: account.mustChange,
      csrf: randomBytes(32).toString('base64url'), expiresAt: new Date(now + sessionHours * 3_600_000).toISOString(),
    };
    const tokenHash = hashOf(token);
    await openSession(this.record.sql, { tokenHash, account: row.account, csrf: row.csrf, createdAt: new Date(now).toISOString(), expiresAt: row.expiresAt });
    this.record.remember(`session ${tokenHash}`, row);
    this.trust(tokenHash, row);
    await this.scope.warm(row.person);
    return { token, session: { ...row, tokenHash } };
  }

  /**
   * The session of a request, with its CSRF token checked on everything but reads.
   *
   * @throws Problem notSignedIn, csrfMismatch; recordUnavailable when nobody can say
   */
  async ofRequest(request: Request): Promise<Session> {
    const token = parseCookie(request.headers.cookie ?? '')[sessionCookie];
    if (!token) throw new Problem('notSignedIn');
    const session = await this.verified(hashOf(token));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const given = request.headers['x-csrf-token'];
      if (typeof given !== 'string' || !isSame(given, session.csrf)) throw new Problem('csrfMismatch');
    }
    return session;
  }

  /**
   * Confirms with the password that it is still the same person at the desk. Guesses count together with those at sign-in.
   *
   * @returns until when signing needs nothing more
   * @throws Problem passwordWrong, tooManyAttempts
   */
  async confirm({ tokenHash, ...row }: Session, password: string, address: string): Promise<string> {
    const account = await passwordOf(this.record.sql, row.account);
    if (!account) throw new Problem('notSignedIn');
    const wait = this.attempts.begin(account.login, address);
    if (wait > 0) throw new Problem('tooManyAttempts', { seconds: wait }, { retryAfter: wait });
    if (!await this.isRight(account.passwordHash, password)) throw new Problem('passwordWrong', {}, { errors: [{ pointer: '/password' }] });
    this.attempts.succeeded(account.login, address);
    const confirmedAt = new Date().toISOString();
    await confirmSession(this.record.sql, tokenHash, confirmedAt);
    const confirmed = { ...row, confirmedAt };
    this.record.remember(`session ${tokenHash}`, confirmed);
    this.trust(tokenHash, confirmed);
    return endOfConfirmation(confirmedAt);
  }

  /**
   * Lets only pass whoever gave the password within the last five minutes. A session that was looked up a moment ago is
   * looked up again: another process may have confirmed it since.
   *
   * @throws Problem confirmPassword
   */
  async mustBeConfirmed(session: Session): Promise<void> {
    if (isConfirmed(session)) return;
    this.recent.delete(session.tokenHash);
    if (!isConfirmed(await this.verified(session.tokenHash))) throw new Problem('confirmPassword');
  }

  /**
   * Changes the password of whoever is signed in; every other session of the account ends.
   *
   * @throws Problem passwordWrong, passwordUnfit, tooManyAttempts
   */
  async changePassword({ tokenHash, ...session }: Session, old: string, next: string, address: string): Promise<void> {
    const wait = this.attempts.begin(`password of ${session.account}`, address);
    if (wait > 0) throw new Problem('tooManyAttempts', { seconds: wait }, { retryAfter: wait });
    const account = await passwordOf(this.record.sql, session.account);
    if (!account || !await this.isRight(account.passwordHash, old)) throw new Problem('passwordWrong', {}, { errors: [{ pointer: '/old' }] });
    if (next === old || next.toLowerCase() === account.login.toLowerCase()) throw new Problem('passwordUnfit', {}, { errors: [{ pointer: '/new' }] });
    this.attempts.succeeded(`password of ${session.account}`, address);
    const passwordHash = await hash(next);
    await this.record.inTransaction(async (sql) => {
      await setPassword(sql, session.account, passwordHash, tokenHash);
      await audit(sql, { account: session.account, person: session.person, at: new Date().toISOString() }, [{ what: 'passwordChanged', subject: session.person }]);
    });
    const row: SessionRow = { ...session, mustChange: false };
    this.record.remember(`session ${tokenHash}`, row);
    this.trust(tokenHash, row);
  }

  /** Whether a password is the one kept. A first one is told at once; as long is taken all the same, so that none is told apart. */
  private async isRight(kept: string | null, password: string): Promise<boolean> {
    const isFirst = kept !== null && isFirstPassword(kept);
    const isSlowRight = await verify(kept === null || isFirst ? await this.nobody : kept, password);
    return isFirst ? isSame(kept, firstPasswordHash(password)) : kept !== null && isSlowRight;
  }

  async signOut({ tokenHash }: Session): Promise<void> {
    this.recent.delete(tokenHash);
    this.record.forget(`session ${tokenHash}`);
    await closeSession(this.record.sql, tokenHash);
  }

  private async verified(tokenHash: string): Promise<Session> {
    const now = Date.now();
    const trusted = this.recent.get(tokenHash);
    if (trusted && now - trusted.at < trustedMillis && trusted.session.expiresAt > new Date(now).toISOString()) return { ...trusted.session, tokenHash };
    this.recent.delete(tokenHash);
    const row = await this.record.freshOrRemembered(`session ${tokenHash}`, (sql) => sessionOf(sql, tokenHash, new Date(now).toISOString()));
    if (!row || row.expiresAt <= new Date(now).toISOString()) {
      this.record.forget(`session ${tokenHash}`);
      throw new Problem('notSignedIn');
    }
    this.trust(tokenHash, row);
    await this.scope.warm(row.person);
    return { ...row, tokenHash };
  }

  private trust(tokenHash: string, session: SessionRow): void {
    this.recent.set(tokenHash, { at: Date.now(), session });
    if (this.recent.size > 5_000) this.recent.delete(this.recent.keys().next().value as string);
  }
}

const endOfConfirmation = (confirmedAt: string): string => new Date(Date.parse(confirmedAt) + confirmedMillis).toISOString();

/** By the clock on the wall, in a drill too: it is about who sits there now. */
const isConfirmed = ({ confirmedAt }: SessionRow): boolean => confirmedAt !== null && endOfConfirmation(confirmedAt) > new Date().toISOString();
