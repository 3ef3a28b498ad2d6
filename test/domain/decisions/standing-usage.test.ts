import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { tariffOf } from '../../../shared/domain/account/standing-usage.ts';
import type { RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
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

const sku = 'platform.log-storage.gb-hour';
const price = { sku, category: 'platform', credits: credits(1), per: 240, unit: 'GB-hour' } as const;
const tariff = tariffOf(price, 'first') ?? expect.fail('not a standing price');

function keep(account: Account, gigabytes: bigint, nowMs: number, usageId = 'logs'): Account {
  const command = {
    ...requestNamed(`keep ${nowMs}`),
    usageId,
    sku,
    quantity: gigabytes,
    price: { kind: 'tariff', tariff },
  } as const;
  return changeOf(decideKeep(account, command, context(nowMs))).account;
}

/** All that was charged, in microcredits. */
function charge(before: Account, after: Account): number {
  return balanceOf(before).available - balanceOf(after).available + after.overrun;
}

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

  it('begins at the price that rules when it begins, though it was priced by a clock that is behind', () => {
    const fromMs = startMs + 6 * hourMs;
    const dearer = { ...price, credits: credits(3) };
    const rateCards = [
      { version: 'dearer', effectiveFromMs: fromMs, publishedAtMs: 0, prices: new Map([[price.sku, dearer]]) },
    ];
    const command = { ...requestNamed('priced before'), usageId: 'logs', sku, quantity: 240_000_000n };
    const priced = { ...command, price: { kind: 'tariff', tariff } as const };
    const opened = openedAccount();
    const begun = changeOf(decideKeep(opened, priced, context(fromMs, { rateCards }))).account;
    // No card came into effect since: it stays at the price that it began with.
    const { account } = advance(begun, { nowMs: startMs + dayMs, plans, rateCards: [] });
    expect(charge(opened, account)).toBe(credits(3 * 18));
  });

  it('follows the rate card from the instant it takes effect; one that drops the SKU, or prices it absurdly, leaves its price', () => {
    const card = (
      version: string,
      fromMs: number,
      prices: readonly (typeof price | (Omit<typeof price, 'credits'> & { credits: ReturnType<typeof credits> }))[],
    ): RateCard => ({
      version,
      effectiveFromMs: fromMs,
      publishedAtMs: 0,
      prices: new Map(prices.map((each) => [each.sku, each])),
    });
    const rateCards = [
      card('dearer', startMs + 6 * hourMs, [{ ...price, credits: credits(3) }]),
      card('without', startMs + 12 * hourMs, []),
      card('absurd', startMs + 18 * hourMs, [{ ...price, credits: credits(999_999_999), per: 240 }]),
    ];
    const opened = openedAccount();
    const { account, entries } = advance(keep(opened, 240_000_000n, startMs), {
      nowMs: startMs + dayMs,
      plans,
      rateCards,
    });
    // 6 hours at 1 credit, then 18 at 3.
    expect(charge(opened, account)).toBe(credits(6 + 54));
    expect(entries[0]?.kept).toMatchObject([
      { rateCard: 'first', credits: credits(6), untilMs: startMs + 6 * hourMs },
      { rateCard: 'dearer', credits: credits(18), untilMs: startMs + 12 * hourMs },
      { rateCard: 'dearer', credits: credits(18), untilMs: startMs + 18 * hourMs },
      { rateCard: 'dearer', credits: credits(18), untilMs: startMs + dayMs },
    ]);
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

  it('takes platform SKUs by the time alone', () => {
    expect(tariffOf({ ...price, unit: 'hour' }, 'v')?.unitMs).toBe(hourMs);
    expect(tariffOf({ ...price, unit: 'seat-day' }, 'v')?.unitMs).toBe(dayMs);
    expect(tariffOf({ ...price, unit: 'GB' }, 'v')).toBeUndefined();
    expect(tariffOf({ ...price, category: 'ai' }, 'v')).toBeUndefined();
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
