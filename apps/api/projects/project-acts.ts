import { Injectable } from '@nestjs/common';
import { isRejection, reject } from '#libs/domain/decider';
import type { Json, Rejection } from '#libs/domain/decider';
import { may } from '#libs/domain/may';
import { latenessOf } from '#libs/domain/project/lateness';
import type { Lateness } from '#libs/domain/project/lateness';
import { isOver, projectStream, unproposed } from '#libs/domain/project/project';
import type { FundsShare, Project, ProjectStart } from '#libs/domain/project/project';
import { projectDecider, whoMayWithProject, whoProposes } from '#libs/domain/project/project-decider';
import type { ProjectCommandName } from '#libs/domain/project/project-decider';
import { possibleProjectActs } from '#libs/domain/project/possible';
import type { PossibleProjectAct } from '#libs/domain/project/possible';
import type { FundsLine } from '#libs/domain/funds/line';
import { postsWith } from '#libs/store/queries/people';
import { linesByKey, linesOfDocument, projectOf } from '#libs/store/queries/projects';
import { problemOfRejection } from '../acts/answers.ts';
import type { ActAnswer } from '../acts/answers.ts';
import { beginStream } from '../acts/begin-stream.ts';
import { Acts } from '../acts/perform.ts';
import { attachmentsAreThere } from '../documents/attached.ts';
import { Engine } from '../engine.ts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';
import type { CycleNow, UnitPlace } from '../scope/scope.ts';

/** What is done with projects: found, allowed, and given to the project's own stream. */
@Injectable()
export class ProjectActs {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly engine: Engine) {}

  /** @throws Problem notAllowed, unknownUnit, unknownDepartment, lineNotThere, lineNotHere, projectExists, cycleNotOpen, cycleBusy, and what the rule refuses */
  async propose(admission: Admission<'proposeProject'>): Promise<ActAnswer> {
    const { cycle, body, session, act } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    this.acts.mustBeOpen(cycle);
    const place = await this.scope.place(cycle, body.unit);
    const posts = await this.scope.mayAct(session.person, cycle.day, whoProposes, place);
    const department = body.department === null ? null : await this.department(cycle, body.department);
    const stream = projectStream(cycle.id, body.code);
    const input: ProjectStart = { ...body, stream, cycle: cycle.id, root: cycle.root, unitName: place.name, department };
    // Decided before the workflow is there: what is refused would leave one behind, and use up its number.
    const decided = projectDecider.decide(unproposed, { name: 'proposeProject', input }, { now: cycle.now, actor: null, since: () => false });
    const refused = isRejection(decided) ? decided : await this.moneyAtFault(cycle, body.unit, body.funds);
    if (refused) throw problemOfRejection(refused);
    if (await projectOf(this.record.sql, cycle.id, body.code)) throw new Problem('projectExists', { code: body.code });
    const isOwn = await beginStream(this.engine, 'project', { stream, cycle: cycle.id, unit: body.unit, isDrill: cycle.isDrill }, `${session.account}/${act.key}/${act.bodyHash}`);
    if (!isOwn) throw new Problem('projectExists', { code: body.code });
    return this.acts.toStream({ ...admission, posts }, { stream, command: 'proposeProject', input: input as unknown as Json });
  }

  /** Gives a command to a project. @throws Problem unknownProject, notAllowed, projectOver, documentUnknown, and what the rule refuses */
  async give(admission: Admission): Promise<ActAnswer> {
    const { cycle, params, body, session, route } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    this.acts.mustBeOpen(cycle);
    const { project } = await this.found(cycle, (params as unknown as { code: string }).code);
    const { unit = '', code = '', department = null } = project.about ?? {};
    const command = route.acts as ProjectCommandName;
    const place = { ...await this.scope.place(cycle, unit), department: department?.unit ?? null };
    const posts = await this.scope.mayAct(session.person, cycle.day, whoMayWithProject(command, project), place);
    if (isOver(project)) throw new Problem('projectOver', { stage: `project-${project.stage}` });
    const refused = command === 'setFunds' ? await this.moneyAtFault(cycle, unit, (body as unknown as { funds: FundsShare[] }).funds)
      : command === 'nameRequest' ? await this.requestAtFault(cycle, unit, body as unknown as { line: string; request: string }) : null;
    if (refused) throw problemOfRejection(refused);
    await attachmentsAreThere(this.record.sql, { body, place, posts });
    return this.acts.toStream({ ...admission, posts }, { stream: projectStream(cycle.id, code), command, input: body as unknown as Json });
  }

  /** A project of a unit that the person may see; the department that accepts it sees it too. @throws Problem unknownProject, outsideSubtree */
  async seen({ cycle, session, params }: Pick<Admission, 'cycle' | 'session'> & { params: { code: string } }): Promise<{ seq: number; project: Project; isInside: boolean }> {
    const found = await this.found(cycle, params.code);
    const { unit = '', department = null } = found.project.about ?? {};
    return { ...found, isInside: await this.mustSee(session.person, cycle, await this.scope.place(cycle, unit), department?.unit ?? null) };
  }

  /** @returns whether its unit is seen too, and not only what its department accepts */
  private async mustSee(person: string, cycle: CycleNow, place: UnitPlace, department: string | null): Promise<boolean> {
    try {
      await this.scope.maySee(person, cycle, place);
      return true;
    } catch (error) {
      const isJudge = department !== null && (await this.scope.postsIn(person, cycle)).some((post) => post.unit === department);
      if (error instanceof Problem && isJudge) return false;
      throw error;
    }
  }

  /** The lines that pay these projects, and each project's late milestones at the cycle's day, by its code. */
  async lateness(cycle: CycleNow, projects: readonly Project[]): Promise<{ lines: ReadonlyMap<string, FundsLine>; late: Map<string, Lateness[]> }> {
    const keys = new Set(projects.flatMap(({ funds }) => funds.map(({ line }) => line)));
    const lines = await linesByKey(this.record.sql, cycle.id, [...keys]);
    return { lines, late: new Map(projects.map((project) => [project.about?.code ?? '', latenessOf(project, lines, cycle.day)])) };
  }

  /** Lines of a document that are to come to a unit which the person may see; brackets are those of a keyboard, or those of papers. @throws Problem unknownUnit, outsideSubtree */
  async linesOf({ cycle, session }: Pick<Admission, 'cycle' | 'session'>, unit: string, number: string): Promise<Awaited<ReturnType<typeof linesOfDocument>>> {
    await this.scope.maySee(session.person, cycle, await this.scope.place(cycle, unit));
    return linesOfDocument(this.record.sql, cycle.id, unit, [number, number.replace(/[[【（(](\d{4})[\]】）)]/u, '〔$1〕')]);
  }

  /** What the person may do with a project now, each act at what it is about, with the unit of the post it would be done under. */
  async mayDo({ cycle, session }: Pick<Admission, 'cycle' | 'session'>, project: Project): Promise<(PossibleProjectAct & { unit: string })[]> {
    if (cycle.status !== 'open') return [];
    const posts = await this.scope.postsIn(session.person, cycle);
    const { unit = '', department = null } = project.about ?? {};
    return possibleProjectActs(project, cycle.now).flatMap((one) => {
      const [post] = may(whoMayWithProject(one.act, project), posts, { unit, superior: null, root: cycle.root, department: department?.unit ?? null });
      return post ? [{ ...one, unit: post.unit }] : [];
    });
  }

  private async found(cycle: CycleNow, code: string): Promise<{ seq: number; project: Project }> {
    const found = await projectOf(this.record.sql, cycle.id, code);
    if (!found) throw new Problem('unknownProject', { code });
    return found;
  }

  private async department(cycle: CycleNow, unit: string): Promise<{ unit: string; name: string }> {
    const { name } = await this.scope.place(cycle, unit);
    const { posts } = await postsWith(this.record.sql, unit, 'verifier') ?? { posts: [] };
    if (posts.length === 0) throw problemOfRejection(reject('unknownDepartment', { unit: name }, '/department'));
    return { unit, name };
  }

  /** A request is named that the project's own unit filed. */
  private async requestAtFault(cycle: CycleNow, unit: string, { line: key, request }: { line: string; request: string }): Promise<Rejection | null> {
    const line = (await linesByKey(this.record.sql, cycle.id, [key])).get(key);
    if (!line) return reject('lineNotThere', { line: key }, '/line');
    const parcel = Object.hasOwn(line.requests, request) ? line.requests[request]?.parcel : undefined;
    return parcel !== undefined && line.parcels[parcel]?.unit === unit ? null : reject('unknownRequest', { request }, '/request');
  }

  /** Money is named by lines of the same year that come to the unit. */
  private async moneyAtFault(cycle: CycleNow, unit: string, funds: readonly FundsShare[]): Promise<Rejection | null> {
    const lines = await linesByKey(this.record.sql, cycle.id, funds.map(({ line }) => line));
    for (const [n, { line }] of funds.entries()) {
      const found = lines.get(line);
      if (!found) return reject('lineNotThere', { line }, `/funds/${n}/line`);
      if (!Object.hasOwn(found.route, unit)) return reject('lineNotHere', { line, unit }, `/funds/${n}/line`);
    }
    return null;
  }
}
