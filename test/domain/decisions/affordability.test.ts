import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../shared/domain/catalogue/plan.ts';
import { cheapestOffer } from '../../../shared/domain/decisions/pack-offer.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import { empty } from '../../support/builders/empty-account.ts';
import {
  catalogueOf,
  context,
  credits,
  openedAccount,
  plan,
  renewsAtMs,
  startMs,
  usd,
} from '../../support/builders/fixtures.ts';

describe('affordability', () => {
  it('is now, when there is enough', () => {
    expect(affordability(openedAccount(), { credits: credits(1_000) }, context())).toEqual({
      available: credits(1_000),
      held: 0,
      isAffordable: true,
      shortfall: 0,
      earliestMs: startMs,
      renewals: 0,
    });
  });

  it('is otherwise the next renewal that covers it, and the cheapest packs', () => {
    expect(affordability(empty, { credits: credits(150) }, context(startMs + 9))).toMatchObject({
      isAffordable: false,
      shortfall: credits(150),
      earliestMs: renewsAtMs,
      pack: { pack: { packId: 'day-100' }, count: 2, credits: credits(200), price: { millionths: 3_000_000 } },
    });
    expect(affordability(empty, { credits: credits(950) }, context(startMs + 9))).toMatchObject({
      pack: { pack: { packId: 'burst-1000' }, count: 1 },
    });
  });

  it('without prices prefers the fewest credits beyond what is missing', () => {
    const unpriced = catalogueOf(
      plan({
        packs: [
          { packId: 'big', credits: credits(500) },
          { packId: 'small', credits: credits(60) },
        ],
      }),
    );
    expect(affordability(empty, { credits: credits(100) }, context(startMs + 9, { plans: unpriced }))).toMatchObject({
      pack: { pack: { packId: 'small' }, count: 2 },
    });
  });

  it('names no renewal that wouldn’t cover it', () => {
    expect(affordability(empty, { credits: credits(1_001) }, context(startMs + 9)).earliestMs).toBeUndefined();
  });
});

describe('the cheapest offer of packs', () => {
  const pack = (packId: string, amount: number, dollars?: number): Pack => ({
    packId,
    credits: credits(amount),
    ...(dollars === undefined ? {} : { price: usd(dollars) }),
  });
  const offered = (...packs: readonly Pack[]): readonly unknown[] => {
    const found = cheapestOffer(packs, credits(90));
    expect(cheapestOffer(packs.toReversed(), credits(90))).toEqual(found);
    return [found?.pack.packId, found?.count, found?.price?.millionths];
  };

  it('goes by price where all have one, however many it takes', () => {
    expect(offered(pack('ten', 10, 1), pack('hundred', 100, 10))).toEqual(['ten', 9, 9_000_000]);
    expect(offered(pack('ten', 10, 2), pack('hundred', 100, 10))).toEqual(['hundred', 1, 10_000_000]);
  });

  it('goes by the fewest credits beyond what is missing where one has no price', () => {
    expect(offered(pack('ten', 10), pack('hundred', 100, 1))).toEqual(['ten', 9, undefined]);
    expect(offered(pack('forty', 40), pack('hundred', 100, 1))).toEqual(['hundred', 1, 1_000_000]);
  });

  it('is the one of fewer packs where they cost alike, then the one whose id comes first', () => {
    expect(offered(pack('ten', 10, 1), pack('ninety', 90, 9))).toEqual(['ninety', 1, 9_000_000]);
    expect(offered(pack('b', 90, 9), pack('a', 90, 9))).toEqual(['a', 1, 9_000_000]);
    expect(offered()).toEqual([undefined, undefined, undefined]);
  });
});

it('the renewal that covers an amount is looked for twelve cycles ahead', () => {
  const indebted = (renewals: number): ReturnType<typeof affordability> => {
    const debt = credits(1_000 * (renewals - 1));
    return affordability({ ...openedAccount(), debt }, { credits: credits(1_001) }, { ...context(), plans: monthly });
  };
  const monthly = catalogueOf(plan({ credits: credits(1_001) }));
  const covered = [12, 13].map((renewals) => indebted(renewals).renewals);

  expect(covered).toEqual([12, undefined]);
});
