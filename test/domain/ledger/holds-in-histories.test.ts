import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { play } from '../../support/builders/histories.ts';
import { commandArbitrary } from '../../support/builders/history-commands.ts';

describe('holds in any history', () => {
  const histories = fc.array(commandArbitrary, { maxLength: 60, size: 'max' }).map(play);

  it('end once, and what was set aside is used, given back or forfeited to the microcredit', () => {
    fc.assert(
      fc.property(histories, ({ account, entries }) => {
        const setAside = new Map<string, number>();
        const ended = new Set<string>();
        for (const { type, hold, slices, returned = [], credits: charged, overrun = 0 } of entries) {
          if (hold === undefined || type === 'debit') continue;
          const { holdId } = hold;
          const sum = (parts: readonly { readonly credits: number }[]): number =>
            parts.reduce((total, part) => total + part.credits, 0);
          if (type === 'hold' || type === 'extension') {
            setAside.set(holdId, (setAside.get(holdId) ?? 0) + sum(slices));
            continue;
          }
          if (type === 'report') continue;
          expect(ended.has(holdId)).toBe(false);
          ended.add(holdId);
          const fromHold = Math.min(setAside.get(holdId) ?? 0, type === 'release' ? 0 : charged - overrun);
          expect(fromHold + sum(returned)).toBe(setAside.get(holdId));
        }
        expect(account.openHolds).toBe(setAside.size - ended.size);
        const open = [...setAside].filter(([holdId]) => !ended.has(holdId));
        expect(balanceOf(account).held).toBe(open.reduce((total, [, credits]) => total + credits, 0));
      }),
      { numRuns: 400 },
    );
  });

  it('count against spending limits what they set aside, for as long as they are open', () => {
    fc.assert(
      fc.property(histories, ({ account, entries }) => {
        const newest = new Map(
          entries.flatMap(({ hold }) => (hold === undefined ? [] : [[hold.holdId, hold] as const])),
        );
        const open = [...newest.values()].filter(({ state }) => state === 'open');
        for (const { limitId, held } of account.limits) {
          const counted = open.filter(({ limitIds }) => limitIds.includes(limitId));
          expect(held).toBe(counted.reduce((total, hold) => total + hold.credits, 0));
        }
      }),
      { numRuns: 400 },
    );
  });
});
