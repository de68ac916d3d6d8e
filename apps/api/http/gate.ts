import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { cycleIdOf } from '#libs/contracts/common';
import { routes } from '#libs/contracts/routes';
import type { Route, RouteName } from '#libs/contracts/routes';
import { whoMayInCycle } from '#libs/domain/cycle/cycle';
import type { cycleCommands } from '#libs/domain/cycle/cycle';
import { yearCommands } from '#libs/domain/extension/dates';
import { fundsCommands, whoRegisters } from '#libs/domain/funds/funds-line';
import type { WhoMay } from '#libs/domain/may';
import { projectCommands } from '#libs/domain/project/project-decider';
import { noticeCommands } from '#libs/domain/public-notice/notice-decider';
import { dutyCommands, dutyOpenings, whoMay } from '#libs/domain/unit-year/kinds';
import type { DutyCommandName, DutyOpeningName } from '#libs/domain/unit-year/kinds';
import { partsOfKey } from '#libs/domain/verification/verification';
import { Problem } from '../problem/problem.ts';
import { Scope } from '../scope/scope.ts';
import { Sessions } from '../session/sessions.ts';
import type { Admission } from './admission.ts';
import { routeKey } from './handles.ts';
import { bodyHashOf, bodyOf, expectedSeqOf, keyOfAct, parsePart } from './parse.ts';

/** What is open to whoever still has the first password. */
const withFirstPassword = new Set<RouteName>(['whoAmI', 'signOut', 'changePassword']);

/**
 * Every request passes here: whose is it, what does it say, may this person do that. A route without a row in the
 * table is not let in.
 */
@Injectable()
export class Gate implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly sessions: Sessions, private readonly scope: Scope) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<RouteName | undefined>(routeKey, context.getHandler());
    if (name === undefined) return false;
    const route: Route = routes[name];
    const request = context.switchToHttp().getRequest<Request & { admission: Partial<Admission> }>();
    const admission: Partial<Admission> = { name, route, address: request.ip ?? '' };
    request.admission = admission;

    if (route.sees !== 'anyone') admission.session = await this.sessions.ofRequest(request);
    this.parse(route, request, admission);
    if (admission.session?.mustChange && !withFirstPassword.has(name)) throw new Problem('passwordToChange');
    if (admission.session && route.sees === 'administrator') admission.realm = await this.scope.realmOf(admission.session.person);
    if (admission.session) await this.authorise(route, admission as Admission);
    return true;
  }

  private parse(route: Route, request: Request, admission: Partial<Admission>): void {
    if (route.acts || route.actsForMany) admission.act = { key: keyOfAct(request), bodyHash: '', expected: expectedSeqOf(request, route) };
    admission.params = parsePart(route.params, request.params) as never;
    admission.query = parsePart(route.query, request.query) as never;
    if (!route.body) return;
    const body = bodyOf(request);
    admission.body = parsePart(route.body, body) as never;
    if (admission.act) admission.act.bodyHash = bodyHashOf(request, body);
  }

  private async authorise(route: Route, admission: Admission): Promise<void> {
    const { cycle, unit, duty } = (admission.params ?? {}) as { cycle?: string; unit?: string; duty?: string };
    // Drafting names no cycle yet: where it would stand, and who may, is decided with the pack (cycles/draft.ts).
    if (cycle === undefined) return;
    admission.cycle = await this.scope.cycle(cycleIdOf(cycle));
    if (unit !== undefined) admission.place = { ...await this.scope.place(admission.cycle, unit), department: partsOfKey(duty ?? '')?.department ?? null };
    // Where an act with money, a project or a public notice falls, these say: who may is decided with them (funds/money-acts.ts, projects/, public-notices/).
    if (route.acts && [fundsCommands, projectCommands, noticeCommands, { proposeProject: 0, postNotice: 0 }].some((commands) => Object.hasOwn(commands, String(route.acts)))) return;
    if (route.acts) {
      const place = admission.place ?? { unit: admission.cycle.root, superior: null, root: admission.cycle.root };
      const who = whoMayGive(route.acts);
      const assisting = 'of' in who && who.of === 'assisting' && admission.place ? await this.scope.assisting(admission.cycle, admission.place, duty ?? '') : [];
      admission.posts = await this.scope.mayAct(admission.session.person, admission.cycle.day, who, { ...place, assisting });
    } else if (!route.seesAssisting || !admission.place || !await this.scope.assists(admission.session.person, admission.cycle, admission.place, duty ?? '')) {
      admission.sight = await this.scope.maySee(admission.session.person, admission.cycle, admission.place ?? null, duty);
      const { root, day } = admission.cycle;
      if (route.foretells) await this.scope.mayAct(admission.session.person, day, whoMayGive(route.foretells), { unit: root, superior: null, root });
    }
  }
}

function whoMayGive(command: NonNullable<Route['acts']>): WhoMay {
  if (Object.hasOwn(dutyCommands, command) || Object.hasOwn(dutyOpenings, command)) return whoMay(command as DutyCommandName | DutyOpeningName);
  if (Object.hasOwn(yearCommands, command)) return yearCommands[command as keyof typeof yearCommands].who;
  if (command === 'registerLine') return whoRegisters;
  return whoMayInCycle(command as keyof typeof cycleCommands);
}
