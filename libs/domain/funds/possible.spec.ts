import '../testing/no-clock.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { give, moneyLives } from '../testing/money.ts';
import { addDays, instantAt, localDateOf } from '../time/instant.ts';
import { whoMayWithLine } from './funds-line.ts';
import type { FundsCommand } from './funds-line.ts';
import { freeOf } from './line.ts';
import type { FundsLine } from './line.ts';
import { possibleActs } from './possible.ts';
import type { PossibleAct } from './possible.ts';

const document = { number: '9', title: 'document' };

/** The least that can be said with an act: one fen of it, today. */
function least(line: FundsLine, { act, at }: PossibleAct, on: string): FundsCommand {
  const parcel = line.parcels[at];
  const amount = 1;
  const isOfRetention = parcel !== undefined && freeOf(line, parcel) === 0;
  const said: Partial<Record<string, object>> = {
    passOn: { parts: [{ to: Object.values(line.route).find(({ from }) => from === parcel?.unit)?.unit, amount }], document: null },
    reallocate: { amount, document, to: Object.keys(line.route).find((unit) => unit !== parcel?.unit) },
    fileRequest: { amount, payee: 'builder', ofRetention: isOfRetention }, takeOut: { amount, document, why: 'reduced' }, setRetention: { amount, dueOn: addDays(on, 9), basis: 'contract' },
    payRequest: { voucher: 'V-new', payees: 1 }, recordPayment: { amount, payee: 'builder', voucher: 'V-new', payees: 1 }, returnRequest: { defects: ['none'] }, refileRequest: { note: '' },
  };
  const of = at === '' ? {} : { [({ p: 'parcel', h: 'hop', r: 'request' } as Record<string, string>)[at[0] ?? ''] ?? '']: at };
  return { name: act, input: { amount, reason: 'because', document, ...said[act], ...of, on } } as unknown as FundsCommand;
}

describe('what may be done now', () => {
  test('is taken by the line’s rules, and falls at a unit', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(moneyLives, ({ line, acts }) => {
      const today = addDays(localDateOf(acts.at(-1)?.now ?? ''), 1);
      for (const one of possibleActs(line)) {
        seen.add(one.act);
        const command = least(line, one, today);
        expect({ one, why: give(line, command, instantAt(today, '10:00')).rejection }).toEqual({ one, why: null });
        expect(whoMayWithLine(one.act, line, command.input)).not.toBeNull();
      }
    }), { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) });
    expect(seen.size).toBe(17);
  });

  test('has all in it that anybody did', () => {
    fc.assert(fc.property(moneyLives, ({ acts }) => {
      for (const { rejection, before, command } of acts) {
        if (rejection || command.name === 'registerLine' || command.name === 'closeLine') continue;
        const { parcel, hop, request } = command.input as { parcel?: string; hop?: string; request?: string };
        // Cash has no need of a treasury: whoever holds it pays. That somebody asks all the same is not offered.
        if (command.name === 'fileRequest' && before.about?.kind === 'cash') continue;
        // What the treasury paid is entered from its list, not from the line.
        if (command.name === 'catchUpPayment') continue;
        expect(possibleActs(before)).toContainEqual({ act: command.name, at: parcel ?? hop ?? request ?? '' });
      }
    }), { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) });
  });
});
