import { randomUUID } from 'node:crypto';
import type { Appointment } from './agenda.ts';
import type { ActAnswer, ActDone, Retry } from './checks/expect.ts';
import { datesOf, orderBody } from './orders.ts';
import { PlayStopped } from './problem.ts';
import { figuresOf } from './script.ts';
import type { Act, ReportText } from './script.ts';
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

  /** An act of the cycle itself, by the office that runs it. */
  async cycleAct(login: string, office: string, command: string, path: string, body: unknown, at: string): Promise<Answer> {
    const session = await this.session(login);
    const key = keyFor(command);
    const answer = await session.act(path, body, key);
    this.acts.push({ key, command, unit: null, duty: null, login, account: session.account, at, posts: [office], person: null, dates: null, answer: recorded(answer) });
    return answer;
  }

  async perform(slug: string, { at, unit, duty, move, login, posts, person }: Appointment): Promise<Answer> {
    const session = await this.session(login);
    const key = keyFor(move.act);
    const path = `/cycles/${slug}/units/${unit.id}/${places[move.act]}/${duty}`;
    const body = await this.bodyOf(session, path, unit.id, move);
    const give = (): Promise<Answer> => session.act(`${path}/${verbs[move.act]}`, body, key);
    const [first, second] = move.twice === 'together' ? await Promise.all([give(), give()]) : [await give(), move.twice === 'after' ? await give() : undefined];
    const answer = recorded(first);
    const given = figuresOf(move);
    this.acts.push({ key, command: move.act, unit: unit.id, duty, login, account: session.account, at, posts, person, ...signerOf(unit.id, move), answer, ...(given ? { given } : {}), dates: datesOf(move) });
    if (second) this.retries.push({ key, account: session.account, first: answer, second: recorded(second) });
    return first;
  }

  private async bodyOf(session: Session, path: string, unit: string, move: Appointment['move']): Promise<unknown> {
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
        return { reason: move.reason };
      case 'returnReport':
        return { comments: move.comments };
      case 'acceptReport':
        return 'despite' in move ? { despite: move.despite } : {};
      case 'returnStep':
        return { reason: move.reason };
      case 'passStepOffline':
        return { post: `${unit}/${move.signer}`, signedOn: move.signedOn, document: await session.upload(`/documents?unit=${unit}&name=${encodeURIComponent('审签单（演练）.pdf')}`, scan) };
      case 'disputeFigures':
        return { disputes: move.disputes };
      case 'submitReport':
        return filled((await session.get<{ asked: Asked[] }>(path)).asked, move.report);
      default:
        return 'body' in move ? move.body : orderBody(move);
    }
  }
}

/** A page with nothing on it, which is a PDF all the same. */
const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

const folderOf = (duty: string): string => (duty === 'letter' ? 'letters' : duty.includes('-by-') ? 'verifications' : 'reports');

/** The post that signed on paper what another registers. */
export const signerOf = (unit: string, move: Appointment['move']): { signer?: string } => (move.act === 'passStepOffline' ? { signer: `${unit}/${move.signer}` } : {});

const verbs = {
  signLetter: 'sign', objectToLetter: 'object', reviseLetter: 'revise', refuseObjection: 'refuse', countersignLetter: 'countersign',
  supplementLetter: 'supplement', withdrawSupplement: 'withdraw-supplement', allocateTargets: 'allocate',
  passStep: 'steps/pass', returnStep: 'steps/return', passStepOffline: 'steps/offline', confirmFigures: 'confirm', disputeFigures: 'dispute',
  submitReport: 'submit', returnReport: 'return', acceptReport: 'accept', submitNil: 'nil',
  submitPlan: 'submit', returnPlan: 'return', approvePlan: 'approve', recordMeeting: 'record',
  declareNoTask: 'no-task', requireTask: 'require', waiveDuty: 'waive',
  requestExtension: 'extension', explainLateness: 'explanation', grantExtension: 'grant', refuseExtension: 'refuse',
  draftOrder: 'draft', issueOrder: 'issue', discardOrder: 'discard', acknowledgeOrder: 'acknowledge', giveFeedback: 'feedback', assistFeedback: 'assist', completeOrder: 'complete',
  returnOrder: 'return', closeOrder: 'close', voidOrder: 'void',
} as const satisfies Record<Act, string>;

const places = {
  signLetter: 'letters', objectToLetter: 'letters', reviseLetter: 'letters', refuseObjection: 'letters', countersignLetter: 'letters',
  supplementLetter: 'letters', withdrawSupplement: 'letters', allocateTargets: 'allocations',
  submitReport: 'reports', returnReport: 'reports', acceptReport: 'reports', submitNil: 'reports',
  passStep: 'reports', returnStep: 'reports', passStepOffline: 'reports', confirmFigures: 'verifications', disputeFigures: 'verifications',
  submitPlan: 'plans', returnPlan: 'plans', approvePlan: 'plans', recordMeeting: 'meetings',
  declareNoTask: 'obligations', requireTask: 'obligations', waiveDuty: 'obligations',
  requestExtension: 'obligations', explainLateness: 'obligations', grantExtension: 'extensions', refuseExtension: 'extensions',
  draftOrder: 'orders', issueOrder: 'orders', discardOrder: 'orders', acknowledgeOrder: 'orders', giveFeedback: 'orders', assistFeedback: 'orders', completeOrder: 'orders',
  returnOrder: 'orders', closeOrder: 'orders', voidOrder: 'orders',
} as const satisfies Record<Act, string>;

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
