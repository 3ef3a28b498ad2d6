import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideEnd, decideKeep } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  dayMs,
  openedAccount,
  plans,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';
import { charge, keep, sku, tariff } from '../../support/builders/standing-usage.ts';

describe('standing usage', () => {
  it('costs quantity × time, a change in the middle of a period included', () => {
    const opened = openedAccount();
    const kept = keep(opened, 120_000_000n, startMs + 6 * hourMs);
    const doubled = keep(
      advance(kept, { nowMs: startMs + 30 * hourMs, plans, rateCards: [] }).account,
      240_000_000n,
      startMs + 30 * hourMs,
    );
    const later = advance(doubled, { nowMs: startMs + 54 * hourMs, plans, rateCards: [] }).account;
    const ended = changeOf(
      decideEnd(later, { ...requestNamed('end'), usageId: 'logs' }, context(startMs + 54 * hourMs)),
    );
    // 120 GB × 24 h + 240 GB × 24 h = 8,640 GB-hours at a credit for 240.
    expect(charge(opened, ended.account)).toBe(credits(36));
    expect(ended.account.standing).toEqual([]);
    expect(ended.before?.[0]).toMatchObject({ type: 'accrual', category: 'platform' });
  });

  it('costs the same however often it is reckoned, to the microcredit', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 20 * dayMs }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, fc.bigInt({ min: 1n, max: 10n ** 10n }), (instants, quantity) => {
        const opened = openedAccount();
        const endMs = startMs + 20 * dayMs + 1;
        let account = keep(opened, quantity, startMs);
        // Each new id makes the account reckon what it keeps, in the middle of a day.
        for (const ms of [...new Set(instants)].sort((a, b) => a - b)) {
          const current = advance(account, { nowMs: startMs + ms, plans, rateCards: [] }).account;
          account = keep(current, quantity, startMs + ms);
        }
        const last = advance(account, { nowMs: endMs, plans, rateCards: [] }).account;
        const ended = changeOf(decideEnd(last, { ...requestNamed('end'), usageId: 'logs' }, context(endMs))).account;
        const exact = quantity * BigInt(endMs - startMs) * 1_000_000n;
        const denominator = 1_000_000n * BigInt(hourMs) * 240n;
        expect(BigInt(charge(opened, ended))).toBe((exact + denominator - 1n) / denominator);
      }),
      { numRuns: 200 },
    );
  });

  it('is charged from the instant that its entry names, though the clock is behind what was charged already', () => {
    const kept = keep(openedAccount(), 120_000_000n, startMs, 'files');
    const charged = advance(kept, { nowMs: startMs + dayMs, plans, rateCards: [] }).account;
    const behindMs = startMs + dayMs - 1;
    const price = { kind: 'tariff', tariff } as const;
    const command = { ...requestNamed('late clock'), usageId: 'logs', sku, quantity: 240_000_000n, price };
    const begun = changeOf(decideKeep(charged, command, context(behindMs)));
    const fromMs = begun.entry?.atMs;
    const next = advance(begun.account, { nowMs: startMs + 2 * dayMs, plans, rateCards: [] }).entries;
    const logs = next.flatMap(({ kept: lines = [] }) => lines).find(({ usageId }) => usageId === 'logs');
    expect(logs?.fromMs).toBe(fromMs);
    expect(fromMs).toBe(startMs + dayMs);
  });

  it('is charged before its cycle’s credits expire, and what they don’t cover is overrun', () => {
    const opened = openedAccount();
    const { account, entries } = advance(keep(opened, 12_000_000_000n, startMs), {
      nowMs: opened.cycle.endMs,
      plans,
      rateCards: [],
    });
    const atBoundary = entries.filter((entry) => entry.atMs >= opened.cycle.endMs - 1).map(({ type }) => type);
    expect(atBoundary).toEqual(['accrual', 'waiver', 'grant']);
    const accruals = entries.filter(({ type }) => type === 'accrual');
    // 12,000 GB for 30 days: 36,000 credits, of which the plan had 1,000.
    expect(accruals.reduce((sum, entry) => sum + (entry.uncovered ?? 0), 0)).toBe(credits(35_000));
    expect(accruals.every((entry) => entry.atMs < opened.cycle.endMs && entry.cycle === 0)).toBe(true);
    expect(balanceOf(account)).toMatchObject({ available: credits(1_000), overrun: 0 });
  });

  it('is at most 20 things at once', () => {
    let account = openedAccount();
    for (let index = 0; index < 20; index += 1) account = keep(account, 1n, startMs + index, `kept-${index}`);
    const more = {
      ...requestNamed('more'),
      usageId: 'more',
      sku,
      quantity: 1n,
      price: { kind: 'tariff', tariff },
    } as const;
    expect(decideKeep(account, more, context(startMs + 30))).toMatchObject({
      refusal: { reason: 'standing-usage-limit' },
    });
  });
});
