import { randomUUID } from 'node:crypto';
import { routes } from '#libs/contracts/routes';
import type { Route } from '#libs/contracts/routes';
import type { Appointment } from './agenda.ts';
import type { ActAnswer, ActDone, Refusal, Retry } from './checks/expect.ts';
import { datesOf, orderBody } from './orders.ts';
import { PlayStopped } from './problem.ts';
import { figuresOf } from './script.ts';
import type { ReportText } from './script.ts';
import { Session } from './session.ts';
import type { Answer } from './session.ts';

/** Everyone's password in the demo. */
const demoPassword = 'zeren-demo';

interface Asked {
  indicator: string;
  direction: string;
  planned: number;
}

/** Gives acts in the sessions of those who owe them, and remembers each that was acknowledged. */
export class Performance {
  readonly acts: ActDone[] = [];
  readonly retries: Retry[] = [];
  private readonly sessions = new Map<string, Promise<Session>>();
  private readonly apiUrl: string;

  constructor(apiUrl: string) {
    this.apiUrl = apiUrl;
  }

  session(login: string): Promise<Session> {
    const known = this.sessions.get(login);
    if (known) return known;
    const opening = Session.signIn(this.apiUrl, login, demoPassword);
    this.sessions.set(login, opening);
    return opening;
  }

  /** An act on the cycle as a whole. @param said what it says, where the request says it in another way */
  async cycleAct(login: string, post: string, command: string, path: string, body: Readonly<Record<string, unknown>>, at: string, said = body): Promise<Answer> {
    const session = await this.session(login);
    const key = keyFor(command);
    const answer = await session.act(path, body, key);
    this.acts.push({ key, command, unit: null, duty: null, login, account: session.account, at, posts: [post], person: null, dates: null, body: said, answer: recorded(answer) });
    return answer;
  }

  async perform(slug: string, { at, unit, duty, move, login, posts, person }: Appointment): Promise<Answer> {
    const session = await this.session(login);
    const key = keyFor(move.act);
    const body = await this.bodyOf(session, `/cycles/${slug}/units/${unit.id}/reports/${duty}`, unit.id, move);
    const path = `/cycles/${slug}${addresses.get(move.act)?.replace('{unit}', unit.id).replace('{duty}', duty)}`;
    const give = (): Promise<Answer> => session.act(path, body, key);
    const [first, second] = move.twice === 'together' ? await Promise.all([give(), give()]) : [await give(), move.twice === 'after' ? await give() : undefined];
    const answer = recorded(first);
    const given = figuresOf(move);
    this.acts.push({ key, command: move.act, unit: unit.id, duty, login, account: session.account, at, posts, person, ...signerOf(unit.id, move), answer, ...(given ? { given } : {}), dates: datesOf(move) });
    if (second) this.retries.push({ key, account: session.account, first: answer, second: recorded(second) });
    return first;
  }

  /** Asks for what must be refused, and remembers what was answered. */
  async refused(slug: string, { what, login, path, body, must }: { what: string; login: string; path: string; body: object; must: string }): Promise<Refusal> {
    const session = await this.session(login);
    const key = keyFor('wrong');
    return { what, key, account: session.account, must, was: await session.tryAct(`/cycles/${slug}${path}`, body, key) };
  }

  private async bodyOf(session: Session, report: string, unit: string, move: Appointment['move']): Promise<unknown> {
    switch (move.act) {
      case 'objectToLetter':
        return { indicator: move.indicator, reason: move.reason, proposed: move.proposed };
      case 'reviseLetter':
        return { value: move.value, reason: move.reason };
      case 'supplementLetter':
      case 'allocateTargets':
        return figuresOf(move);
      case 'refuseObjection':
      case 'withdrawSupplement':
      case 'voidLetter':
        return { reason: move.reason };
      case 'returnReport':
        return { comments: move.comments };
      case 'acceptReport':
        return 'despite' in move ? { despite: move.despite } : {};
      case 'returnStep':
        return { reason: move.reason };
      case 'passStepOffline':
        return { post: `${unit}/${move.signer}`, signedOn: move.signedOn, document: await session.upload(`/documents?unit=${unit}&name=${encodeURIComponent('审签单（演练）.pdf')}`, scan) };
      case 'registerSigning':
        return { signedOn: move.signedOn, document: await session.upload(`/documents?unit=${unit}&name=${encodeURIComponent('责任书（演练）.pdf')}`, scan) };
      case 'disputeFigures':
        return { disputes: move.disputes };
      case 'submitReport':
        return filled((await session.get<{ asked: Asked[] }>(report)).asked, move.report);
      default:
        return 'body' in move ? move.body : orderBody(move);
    }
  }
}

/** A page with nothing on it, which is a PDF all the same. */
const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** The post that signed on paper what another registers, and the day. */
export const signerOf = (unit: string, move: Appointment['move']): { signer?: string; signedOn?: string } => (move.act === 'passStepOffline' ? { signer: `${unit}/${move.signer}`, signedOn: move.signedOn }
  : move.act === 'registerSigning' ? { signedOn: move.signedOn } : {});

/** Where each act of a unit goes, below the cycle. */
const addresses = new Map(Object.values<Route>(routes).flatMap(({ acts, path }) => (acts && path.includes('/units/') ? [[acts as string, path.slice('/cycles/{cycle}'.length)]] : [])));

const keyFor = (command: string): string => `play-${command}-${randomUUID()}`;

function recorded({ key, stream, seq, at, events, status }: Answer): ActAnswer {
  if (seq === null || at === null) throw new PlayStopped(`${key}：应答已入账，却没有序号`);
  return { stream, seq, at, events, status };
}

/** The form filled in as planned, or short of one figure with the cause; each submission says something else. */
function filled(asked: readonly Asked[], { n, isShort }: ReportText): unknown {
  const shortOf = isShort ? asked.find(({ direction, planned }) => direction === 'atLeast' && planned > 0)?.indicator : undefined;
  return {
    figures: asked.map(({ indicator, direction, planned }, index) => {
      if (indicator === shortOf) return { indicator, value: planned - 1, cause: '春节后返岗较晚，4月补上。' };
      return { indicator, value: direction === 'atLeast' && index === 0 ? planned + n - 1 : planned };
    }),
    problems: isShort ? '进度落后于计划，已逐项排查。' : '本期没有需要上级协调的问题。',
    nextSteps: ['二季度按计划推进。', '二季度按计划推进，责任人为分管负责人。', '二季度按计划推进，责任人为分管负责人，6月20日前完成。'][n - 1] ?? '',
  };
}
