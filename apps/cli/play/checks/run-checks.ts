import { finalAccounts } from './accounts.ts';
import { actsOnce, escalations, refusedAsSaid, retriesAlike } from './acts.ts';
import { clockStands, messagesDelivered, nothingSetAside, zoneGetsNothing } from './around.ts';
import { annualCompiled } from './compiled.ts';
import { completenessByHand } from './completeness.ts';
import { daysByHolder } from './blame.ts';
import { candidatesAsScripted, moneyAtItsDoor } from './chased.ts';
import type { Connections } from './connections.ts';
import { isClosed } from './expect.ts';
import type { Check, Expected, Manifest } from './expect.ts';
import { everyFen } from './money.ts';
import { askLines, askRates } from './money-lines.ts';
import type { ShownLine } from './money-lines.ts';
import { askProjects } from './project-lines.ts';
import type { ShownProjects } from './project-lines.ts';
import { lateProjects, noticesCounted, projectsAsScripted } from './projects.ts';
import { datesMoved } from './moved.ts';
import { gapless, hashChain } from './journal.ts';
import { readMailbox } from './mailbox.ts';
import type { Message } from './mailbox.ts';
import { mailsEqualDigests } from './mails.ts';
import { exactlyOnce, noneEarly, toldAbove, toldToHolder } from './notices.ts';
import { targetsPassedDown } from './passed-down.ts';
import { signedOnPaper } from './on-paper.ts';
import { numbersWithoutGaps } from './numbers.ts';
import { readModel } from './read-model.ts';
import { readRecord } from './record.ts';
import type { Found } from './record.ts';
import { figuresRolledUp } from './rolled-up.ts';
import { expectedOf } from './simulate.ts';
import { ratesByTheScript } from './spending.ts';
import type { ShownRates } from './spending.ts';
import { dueDates, lights, statuses } from './standing.ts';
import { askWorkflows } from './workflows.ts';
import type { WorkflowView } from './workflows.ts';

interface Evidence {
  manifest: Manifest;
  expected: Expected;
  found: Found;
  views: ReadonlyMap<string, WorkflowView>;
  messages: readonly Message[];
  lines: readonly ShownLine[];
  rates: readonly ShownRates[];
  projects: ShownProjects;
}

/** A row is a check; its name is what `play --sabotage` names. */
export const checks = {
  'clock-stands': ({ manifest, found }) => clockStands(manifest, found),
  'acts-once-by-right-tenure': ({ manifest, found }) => actsOnce(manifest, found),
  'retries-answered-alike': ({ manifest, found }) => retriesAlike(manifest, found),
  'statuses': ({ expected, found }) => statuses(expected, found),
  'due-dates': ({ expected, found }) => dueDates(expected, found),
  'lights': ({ manifest, expected, found, views }) => lights(manifest, expected, found, views),
  'read-model-equals-workflow': ({ manifest, found, views }) => readModel(manifest, found, views),
  'escalations-at-their-instants': ({ manifest, expected, found }) => escalations(expected, found, manifest.cycle),
  'notices-exactly-once': ({ manifest, expected, found }) => exactlyOnce(manifest, expected, found),
  'notices-none-early': ({ manifest, expected, found, messages }) => noneEarly(manifest, expected, found, messages),
  'told-to-the-holder-of-the-day': ({ manifest, found }) => toldToHolder(manifest, found),
  'vacant-and-addressless-told-above': ({ manifest, expected, found }) => toldAbove(manifest, expected, found),
  'mails-equal-digests': ({ found, messages }) => mailsEqualDigests(found, messages),
  'annual-report-compiled': ({ manifest, found }) => annualCompiled(manifest, found),
  'figures-rolled-up': ({ manifest, expected, found }) => figuresRolledUp(manifest, expected, found),
  'completeness-by-hand': ({ manifest, expected, found }) => completenessByHand(manifest, expected, found),
  'journal-hash-chain': ({ found }) => hashChain(found),
  'journal-gapless': ({ found }) => gapless(found),
  'targets-passed-down': ({ manifest, expected, found }) => targetsPassedDown(manifest, expected, found),
  'signed-on-paper': ({ manifest, found }) => signedOnPaper(manifest, found),
  'numbers-without-gaps': ({ manifest, expected, found }) => numbersWithoutGaps(manifest, expected, found),
  'messages-delivered': ({ expected, found }) => messagesDelivered(expected, found),
  'zone-gets-nothing': ({ manifest, found }) => zoneGetsNothing(manifest, found),
  'nothing-set-aside': ({ found }) => nothingSetAside(found),
  'refused-as-said': ({ manifest, found }) => refusedAsSaid(manifest, found),
  'dates-moved-as-foretold': ({ manifest, expected, found }) => datesMoved(manifest, expected, found),
  'every-fen-each-day': ({ manifest, found, lines }) => everyFen(manifest, found, lines),
  'money-at-its-door': ({ manifest, found }) => moneyAtItsDoor(manifest, found, isClosed(manifest)),
  'candidates-as-scripted': ({ manifest, found }) => candidatesAsScripted(manifest, found),
  'days-by-holder': ({ manifest, lines }) => daysByHolder(manifest, lines),
  'rates-by-the-script': ({ manifest, rates }) => ratesByTheScript(manifest, rates),
  'projects-as-scripted': ({ manifest, projects }) => projectsAsScripted(manifest, projects),
  'late-projects-by-hand': ({ manifest, projects }) => lateProjects(manifest, projects),
  'notices-by-hand': ({ manifest, projects }) => noticesCounted(manifest, projects),
} as const satisfies Record<string, (evidence: Evidence) => Check>;

/** Of a year that was closed, besides. */
export const closingChecks = {
  'final-accounts': ({ manifest, expected, found }) => finalAccounts(manifest, expected, found),
} as const satisfies Record<string, (evidence: Evidence) => Check>;

export type CheckName = keyof typeof checks | keyof typeof closingChecks;

/** What does not change while only the record is looked at again: what the script says, and what the workflows say. */
export interface Known {
  expected: Expected;
  views?: ReadonlyMap<string, WorkflowView>;
}

/**
 * Looks at a finished run from outside: plain SQL, the mailbox, the workflows' own answers, and what the script says
 * must have come of it.
 *
 * @throws when database, Temporal or mailbox do not answer, or the script contradicts the rules
 */
export async function runChecks(manifest: Manifest, connections: Connections, { expected, views }: Known = { expected: expectedOf(manifest) }): Promise<Check[]> {
  const [found, told, messages, lines, rates, projects] = await Promise.all([
    readRecord(connections, manifest), views ?? askWorkflows(connections, manifest),
    connections.mailPageUrl === undefined ? Promise.resolve([]) : readMailbox(connections.mailPageUrl, manifest.cycle),
    askLines(connections, manifest), askRates(connections, manifest), askProjects(connections, manifest),
  ]);
  return Object.entries({ ...checks, ...(isClosed(manifest) ? closingChecks : {}) }).map(([name, check]) => (connections.mailPageUrl === undefined && name === 'mails-equal-digests'
    // What cannot be looked at is not well.
    ? { name, expected: 'a mailbox page (MAIL_PAGE_URL)', found: 'none', ok: false }
    : check({ manifest, expected, found, views: told, messages, lines, rates, projects })));
}

export interface Counts {
  acts: number;
  notices: number;
  mails: number;
  escalations: number;
}

/** The run in figures, as the record has them. */
export async function countsOf({ sql }: Connections, { acts, cycle }: Manifest): Promise<Counts> {
  const count = async (statement: string): Promise<number> => {
    const [answer] = await sql.query(statement, [cycle]);
    return Number((answer as { n: number }[])[0]?.n ?? 0);
  };
  return {
    acts: acts.length,
    notices: await count("SELECT COUNT(*) AS n FROM notice WHERE cycle = ? AND status = 'told'"),
    mails: await count("SELECT COUNT(*) AS n FROM mail WHERE cycle = ? AND status = 'sent'"),
    escalations: await count("SELECT COUNT(*) AS n FROM event e JOIN stream s ON s.id = e.stream WHERE s.cycle = ? AND e.type = 'stageReached'"),
  };
}
