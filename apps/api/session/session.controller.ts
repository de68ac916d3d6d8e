import { Controller, Inject, Res } from '@nestjs/common';
import { stringifySetCookie } from 'cookie';
import type { Response } from 'express';
import type { z } from 'zod';
import type { session as sessionAnswer } from '#libs/contracts/api';
import { localDateOf } from '#libs/domain/time/instant';
import { tenuresOn } from '#libs/store/queries/people';
import type { Admission } from '../http/admission.ts';
import { Admitted, Handles } from '../http/handles.ts';
import { heldPost, Scope } from '../scope/scope.ts';
import { settingsToken } from '../settings.ts';
import type { ApiSettings } from '../settings.ts';
import { csrfCookie, sessionCookie, sessionHours, Sessions } from './sessions.ts';
import type { Session } from './sessions.ts';

type SessionAnswer = z.output<typeof sessionAnswer>;

@Controller()
export class SessionController {
  constructor(private readonly sessions: Sessions, private readonly scope: Scope, @Inject(settingsToken) private readonly settings: ApiSettings) {}

  @Handles('signIn')
  async signIn(@Admitted() { body, address }: Admission<'signIn'>, @Res({ passthrough: true }) response: Response): Promise<SessionAnswer> {
    const { token, session } = await this.sessions.signIn(body.login, body.password, address);
    this.setCookies(response, token, session.csrf, sessionHours * 3600);
    return this.answer(session);
  }

  @Handles('whoAmI')
  async whoAmI(@Admitted() { session }: Admission<'whoAmI'>): Promise<SessionAnswer> {
    return this.answer(session);
  }

  @Handles('confirmPassword')
  async confirm(@Admitted() { session, body, address }: Admission<'confirmPassword'>): Promise<{ confirmedUntil: string }> {
    return { confirmedUntil: await this.sessions.confirm(session, body.password, address) };
  }

  @Handles('signOut')
  async signOut(@Admitted() { session }: Admission<'signOut'>, @Res({ passthrough: true }) response: Response): Promise<Record<string, never>> {
    await this.sessions.signOut(session);
    this.setCookies(response, '', '', 0);
    return {};
  }

  @Handles('changePassword')
  async changePassword(@Admitted() { session, body, address }: Admission<'changePassword'>): Promise<Record<string, never>> {
    await this.sessions.changePassword(session, body.old, body.new, address);
    return {};
  }

  /** The page reads the CSRF token from its cookie; the session's own cookie no script can read. */
  private setCookies(response: Response, token: string, csrf: string, maxAge: number): void {
    const common = { path: '/', sameSite: 'strict', secure: this.settings.publicUrl.startsWith('https:'), maxAge } as const;
    response.setHeader('Set-Cookie', [
      stringifySetCookie({ name: sessionCookie, value: token, httpOnly: true, ...common }),
      stringifySetCookie({ name: csrfCookie, value: csrf, ...common }),
    ]);
  }

  private async answer({ account, person, name, role, csrf, expiresAt, mustChange }: Session): Promise<SessionAnswer> {
    const today = tenuresOn(await this.scope.tenures(person), localDateOf(new Date().toISOString()));
    return { account, person, name, role, csrf, expiresAt, posts: today.slice(0, 50).map(heldPost), mustChangePassword: mustChange };
  }
}
