import { Injectable } from '@nestjs/common';
import { cycleIdOf } from '#libs/contracts/common';
import { isRejection, reject } from '#libs/domain/decider';
import type { Json } from '#libs/domain/decider';
import { fundsLineDecider, whoMayWithLine } from '#libs/domain/funds/funds-line';
import type { FundsCommandName } from '#libs/domain/funds/funds-line';
import { fundsStream, unregistered } from '#libs/domain/funds/line';
import type { FundsLine } from '#libs/domain/funds/line';
import { planLine } from '#libs/domain/funds/plan-line';
import { possibleActs } from '#libs/domain/funds/possible';
import type { PossibleAct } from '#libs/domain/funds/possible';
import { may } from '#libs/domain/may';
import { isSeen } from '#libs/store/queries/places';
import { carriedInto } from '#libs/store/queries/carried';
import { fundsLineOf, lastLine, voucherOf } from '#libs/store/queries/funds';
import { termsOf, treeOn } from '#libs/store/master';
import { problemOfRejection } from '../acts/answers.ts';
import type { ActAnswer } from '../acts/answers.ts';
import { beginNumbered } from '../acts/begin-stream.ts';
import { Acts } from '../acts/perform.ts';
import { Engine } from '../engine.ts';
import type { Admission } from '../http/admission.ts';
import { Problem } from '../problem/problem.ts';
import { RecordAccess } from '../scope/record-access.ts';
import { Scope } from '../scope/scope.ts';

/** What is done with money: found, allowed, and given to the line's own stream. */
@Injectable()
export class MoneyActs {
  constructor(private readonly record: RecordAccess, private readonly scope: Scope, private readonly acts: Acts, private readonly engine: Engine) {}

  /** @throws Problem unknownSource, unitNotInTree, routeBeginsElsewhere, nobodyPays, unknownCurve, unknownLine, carriedTooEarly, carriedDiffers, carriedAlready, cycleNotOpen, cycleBusy */
  async register(admission: Admission<'registerLine'>): Promise<ActAnswer> {
    const { cycle, body, session, act } = admission;
    const known = await this.acts.known(admission);
    if (known) return known;
    this.acts.mustBeOpen(cycle);
    const { terms, root } = await termsOf(this.record.sql, cycle.id);
    const before = await this.lineBefore(body.carriedFrom, root);
    const planned = planLine({ ...body, before }, { cycle: cycle.id, line: 'L0', root, pack: terms.pack, calendar: terms.calendar, tree: await treeOn(this.record.sql, root, cycle.day), isDrill: cycle.isDrill });
    if (isRejection(planned)) throw problemOfRejection(planned);
    if (before?.about) {
      const into = (await carriedInto(this.record.sql, cycle.id, [{ stream: before.about.stream, left: body.amount }])).get(before.about.stream);
      if (into !== undefined) throw new Problem('carriedAlready', { line: before.about.line, into });
    }
    // Decided before the workflow is there: a line that is refused would leave one behind, and use up a number.
    const decided = fundsLineDecider.decide(unregistered, { name: 'registerLine', input: planned }, { now: cycle.now, actor: null, since: () => false });
    if (isRejection(decided)) throw problemOfRejection(decided);
    const n = await beginNumbered(this.engine, 'fundsLine', { cycle: cycle.id, unit: root, isDrill: cycle.isDrill }, {
      last: await lastLine(this.record.sql, cycle.id), stream: (one) => fundsStream(cycle.id, `L${one}`), act: `${session.account}/${act.key}/${act.bodyHash}`,
    });
    const line = `L${n}`;
    const stream = fundsStream(cycle.id, line);
    return this.acts.toStream(admission, { stream, command: 'registerLine', input: { ...planned, line, stream } as unknown as Json });
  }

  /** @throws Problem unknownLine — also of another tree's */
  async lineBefore(named: { cycle: string; line: string } | undefined, root: string): Promise<FundsLine | undefined> {
    if (!named) return undefined;
    const found = await fundsLineOf(this.record.sql, cycleIdOf(named.cycle), named.line);
    if (found?.line.about?.root !== root) throw new Problem('unknownLine', { line: named.line });
    return found.line;
  }

  /** Gives a command to a line. @throws Problem unknownLine, notAllowed, voucherUsed, and what the rule refuses */
  async give(admission: Admission): Promise<ActAnswer> {
    const { line } = admission.params as unknown as { line: string };
    return await this.acts.known(admission) ?? this.giveTo(admission, line, admission.route.acts as FundsCommandName, admission.body);
  }

  /** Gives a command to a line, for an act that is not known yet. @throws Problem as `give` */
  async giveTo(admission: Pick<Admission, 'cycle' | 'session' | 'act'>, id: string, command: FundsCommandName, body: unknown): Promise<ActAnswer> {
    const { cycle, session } = admission;
    this.acts.mustBeOpen(cycle);
    const found = await fundsLineOf(this.record.sql, cycle.id, id);
    if (!found) throw new Problem('unknownLine', { line: id });
    const asked = whoMayWithLine(command, found.line, body);
    // Whom it would take depends on what is not there: only somebody who sees the line is told so.
    if (!asked) { await this.mustSee(admission, found.line); throw new Problem('notInLine', { line: id }); }
    const place = { ...await this.scope.place(cycle, asked.unit), department: found.line.about?.finance.unit ?? null };
    const posts = await this.scope.mayAct(session.person, cycle.day, asked.who, place);
    const { voucher } = body as unknown as { voucher?: string };
    const used = voucher === undefined ? null : await voucherOf(this.record.sql, cycle.id, voucher);
    if (used && used.line !== id) throw problemOfRejection(reject('voucherUsed', { voucher: voucher ?? '', payment: `${used.line} ${used.payment}`, on: used.on }, '/voucher'));
    return this.acts.toStream({ ...admission, posts }, { stream: fundsStream(cycle.id, id), command, input: body as unknown as Json });
  }

  /** A line that the person may see: with a place of its route in sight. @throws Problem unknownLine, outsideSubtree */
  async seen(admission: Pick<Admission, 'cycle' | 'session'> & { params: { line: string } }): Promise<{ seq: number; line: FundsLine }> {
    const found = await fundsLineOf(this.record.sql, admission.cycle.id, admission.params.line);
    if (!found) throw new Problem('unknownLine', { line: admission.params.line });
    await this.mustSee(admission, found.line);
    return found;
  }

  /** What the person may do with a line now, each act at what it is about. */
  async mayDo({ cycle, session }: Pick<Admission, 'cycle' | 'session'>, line: FundsLine): Promise<PossibleAct[]> {
    if (cycle.status !== 'open') return [];
    const posts = await this.scope.postsIn(session.person, cycle);
    const department = line.about?.finance.unit ?? null;
    return possibleActs(line).filter(({ act, at }) => {
      // What an act is about decides at which unit it falls; one about the whole line names nothing.
      const asked = whoMayWithLine(act, line, { parcel: at, hop: at, request: at });
      return asked !== null && may(asked.who, posts, { unit: asked.unit, superior: null, root: cycle.root, department }).length > 0;
    });
  }

  private async mustSee({ cycle, session }: Pick<Admission, 'cycle' | 'session'>, line: FundsLine): Promise<void> {
    const sight = await this.scope.maySee(session.person, cycle, null);
    const units = new Set([...Object.keys(line.route), line.about?.finance.unit ?? '']);
    for (const unit of units) {
      const { path } = await this.scope.place(cycle, unit);
      if (isSeen(path, sight)) return;
    }
    throw new Problem('outsideSubtree', { unit: line.about?.root ?? cycle.root });
  }
}
