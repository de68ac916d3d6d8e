import type { RecordRequest } from '../contracts/record.ts';
import type { FundsEvent } from '../domain/funds/events.ts';
import { weigh } from '../domain/funds/expenditure.ts';
import { flowsOf } from '../domain/funds/flows.ts';
import type { FundsLineRow } from '../domain/funds/rows.ts';
import { placeholders } from './sql.ts';
import type { Statement } from './sql.ts';

const sums = ['received', 'paid', 'retained', 'at_finance', 'coming', 'base', 'weight', 'asked'] as const;
type Sums = Record<(typeof sums)[number], bigint>;

/** What a turn of a line changed in what is spent, day by day and by month; nothing of a line that was registered before there were curves. */
export function addSpending({ cycle, line, source, detail }: FundsLineRow, events: RecordRequest['events'], seq: number): Statement[] {
  const { curve } = detail.about ?? {};
  if (curve === undefined) return [];
  const named = curve?.id ?? '';
  const flows = flowsOf(detail, events.map(({ body }) => body as unknown as FundsEvent)).map((flow): Sums & { unit: string; on: string } => {
    const { base, weight, asked } = curve === null ? { base: 0, weight: 0n, asked: 0n } : weigh(curve, flow.since, flow);
    return {
      unit: flow.unit, on: flow.on, received: BigInt(flow.received), paid: BigInt(flow.paid), retained: BigInt(flow.retainedNotDue), at_finance: BigInt(flow.atFinance), coming: BigInt(flow.coming),
      base: BigInt(base), weight, asked,
    };
  });
  if (flows.length === 0) return [];
  const months = new Map<string, Sums & { unit: string; month: string }>();
  for (const { unit, on, ...flow } of flows) {
    const month = on.slice(0, 7);
    const known = months.get(`${unit} ${month}`);
    months.set(`${unit} ${month}`, { unit, month, ...Object.fromEntries(sums.map((sum) => [sum, (known?.[sum] ?? 0n) + flow[sum]])) as Sums });
  }
  // In one order for all lines: two turns that touch the same months do not wait for each other crosswise.
  const cells = [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  return [
    [
      `INSERT INTO funds_flow (cycle, line, seq, n, unit, source, curve, on_day, ${sums.join(', ')}) VALUES ${placeholders(flows.length, 8 + sums.length)}`,
      flows.flatMap((flow, n) => [cycle, line, seq, n, flow.unit, source, named, flow.on, ...sums.map((sum) => flow[sum].toString())]),
    ],
    [
      `INSERT INTO funds_month (cycle, unit, source, curve, month, ${sums.join(', ')}) VALUES ${placeholders(cells.length, 5 + sums.length)}
        ON DUPLICATE KEY UPDATE ${sums.map((sum) => `${sum} = ${sum} + VALUES(${sum})`).join(', ')}`,
      cells.flatMap((cell) => [cycle, cell.unit, source, named, cell.month, ...sums.map((sum) => cell[sum].toString())]),
    ],
  ];
}
