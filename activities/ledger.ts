import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { ActRequest } from '#libs/contracts/record';
import { isRejection } from '#libs/domain/decider';
import type { Json } from '#libs/domain/decider';
import { fundsLineDecider } from '#libs/domain/funds/funds-line';
import { fundsStream, unregistered } from '#libs/domain/funds/line';
import { planLine } from '#libs/domain/funds/plan-line';
import { localDateOf } from '#libs/domain/time/instant';
import { ledgerImportId, workflowTypes } from '#libs/platform/workflow-ids';
import { termsOf, treeOn } from '#libs/store/master';
import { endMoneyImport, importedBy, importsUnderWay, markFailed, markRegistered, renumber, setAsideOf, waitingRows } from '#libs/store/queries/money-imports';
import type { ImportedBy, WaitingRow } from '#libs/store/queries/money-imports';
import { sqlOf } from '#libs/store/sql';
import { inWindow } from './in-window.ts';
import { startStream } from './start-stream.ts';

export interface LedgerActivities {
  /** Registers the lines of an imported ledger, each as an act of whoever brought it. Safe to repeat. */
  registerLedger(id: string): Promise<void>;
}

interface LedgerDependencies {
  source: DataSource;
  client: Client;
  taskQueue: string;
}

/** Lines in hand at once, and started without being on record: paced, so that people's acts find room. */
const window = 12;
const atOnce = 40;
const most = 120;
/** A cycle whose clock is moved, or that is being launched: acts wait outside. */
const busy = new Set(['launching', 'advancing', 'closing', 'cancelling']);

export function ledgerActivities({ source, client, taskQueue }: LedgerDependencies): LedgerActivities {
  const sql = sqlOf(source);

  /** Plans one row by what holds now, and starts its line with the registration as its first act. @returns null where it is refused */
  const register = async (id: string, cycle: string, by: ImportedBy, { row, line, registration }: WaitingRow, ground: Awaited<ReturnType<typeof groundOf>>): Promise<Started | null> => {
    const { now, root, terms, tree } = ground;
    const key = `ledger-${id}-${row}`;
    for (let n = line; ; n = await renumber(sql, id, cycle, row)) {
      const stream = fundsStream(cycle, `L${n}`);
      const input = planLine(registration, { cycle, line: `L${n}`, root, pack: terms.pack, calendar: terms.calendar, tree, isDrill: terms.isDrill });
      const refused = isRejection(input) ? input : fundsLineDecider.decide(unregistered, { name: 'registerLine', input }, { now, actor: null, since: () => false });
      if (isRejection(refused)) {
        await markFailed(sql, id, row, { code: refused.rejected, facts: refused.facts });
        return null;
      }
      const opening: ActRequest = { command: 'registerLine', input: input as unknown as Json, key, bodyHash: '', account: by.account, person: by.person, posts: [...by.posts], receivedAt: now };
      if (await startStream(client, taskQueue, 'fundsLine', { stream, cycle, unit: root, isDrill: terms.isDrill, opening }, key)) return { row, line: n };
    }
  };

  const groundOf = async (cycle: string) => {
    const { terms, root, status, drillNow } = await termsOf(sql, cycle);
    const now = terms.isDrill && drillNow ? drillNow : new Date().toISOString();
    return { terms, root, status, now, tree: await treeOn(sql, root, localDateOf(now)) };
  };

  return {
    async registerLedger(id) {
      const context = Context.current();
      const by = await importedBy(sql, id);
      if (!by) throw new RangeError(`import ${id} is not recorded`);
      const { cycle } = by;
      let open: Started[] = [];
      for (let last = 0; ;) {
        const rows = open.length > most - atOnce ? [] : await waitingRows(sql, id, last, atOnce);
        if (rows.length === 0 && open.length === 0) break;
        const ground = rows.length === 0 ? null : await groundOf(cycle);
        if (ground?.status === 'open') {
          await inWindow(rows, window, async (row) => {
            const started = await register(id, cycle, by, row, ground);
            if (started) open.push(started);
            context.heartbeat(row.row);
          });
          last = rows.at(-1)?.row ?? last;
        } else if (ground && !busy.has(ground.status)) {
          for (const { row } of rows) await markFailed(sql, id, row, { code: 'cycleNotOpen', facts: { status: ground.status } });
        } else await context.sleep(ground ? 1_000 : 100);
        open = await stillOpen(id, cycle, open);
        context.heartbeat(open.length);
      }
      await endMoneyImport(sql, id, new Date().toISOString());
    },
  };

  /** Of lines that were started, those not on record yet; one that cannot be written was set aside, and holds up nobody. */
  async function stillOpen(id: string, cycle: string, started: readonly Started[]): Promise<Started[]> {
    const recorded = await markRegistered(sql, id, cycle, started.map(({ line }) => line));
    const open = started.filter(({ line }) => !recorded.has(line));
    const aside = await setAsideOf(sql, open.map(({ line }) => fundsStream(cycle, `L${line}`)));
    const isAside = ({ line }: Started): boolean => aside.has(fundsStream(cycle, `L${line}`));
    for (const { row } of open.filter(isAside)) await markFailed(sql, id, row, { code: 'setAside', facts: {} });
    return open.filter((one) => !isAside(one));
  }
}

interface Started {
  row: number;
  line: number;
}

/** Begins to register an imported ledger, or finds that it has begun. */
export async function beginLedger({ client, taskQueue }: Pick<LedgerDependencies, 'client' | 'taskQueue'>, id: string): Promise<void> {
  await client.workflow.start(workflowTypes.ledgerImport, { workflowId: ledgerImportId(id), taskQueue, args: [id], workflowIdConflictPolicy: 'USE_EXISTING' });
}

/** Imports that were taken in and whose registering nobody could begin, or that lost their workflow: looked after when a worker starts. */
export async function beginLedgers({ source, ...engine }: LedgerDependencies): Promise<number> {
  const open = await importsUnderWay(sqlOf(source));
  for (const { id } of open) await beginLedger(engine, id);
  return open.length;
}
