import { describe, expect, it } from 'vitest';
import { tariffOf } from '../../../shared/domain/account/standing-usage.ts';
import type { RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideKeep } from '../../support/builders/decisions.ts';
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
import { charge, keep, price, sku, tariff } from '../../support/builders/standing-usage.ts';

describe('standing usage', () => {
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

  it('takes platform SKUs by the time alone', () => {
    expect(tariffOf({ ...price, unit: 'hour' }, 'v')?.unitMs).toBe(hourMs);
    expect(tariffOf({ ...price, unit: 'seat-day' }, 'v')?.unitMs).toBe(dayMs);
    expect(tariffOf({ ...price, unit: 'GB' }, 'v')).toBeUndefined();
    expect(tariffOf({ ...price, category: 'ai' }, 'v')).toBeUndefined();
  });
});
