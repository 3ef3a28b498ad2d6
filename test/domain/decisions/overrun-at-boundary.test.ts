import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { plans } from '../../support/builders/changing-plans.ts';
import { catalogueOf, credits, openedAccount, plan, renewsAtMs, startMs } from '../../support/builders/fixtures.ts';

describe('overrun at a boundary', () => {
  const withOverrun = { ...openedAccount(startMs, plans), overrun: credits(300) };

  it('is forgiven, in an entry that says so', () => {
    const { account, entries } = advance(withOverrun, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(entries.find(({ type }) => type === 'waiver')).toMatchObject({ credits: credits(300), cycle: 0 });
    expect(balanceOf(account)).toMatchObject({ available: credits(1_000), overrun: 0 });
  });

  it('is forgiven or not by the plan version that ruled the cycle, not by the one that begins with the next', () => {
    const versions = (first: 'forgive' | 'carry', second: 'forgive' | 'carry'): ReturnType<typeof catalogueOf> => {
      const next = { version: 'next', effectiveFromMs: renewsAtMs, publishedAtMs: 1 };
      return catalogueOf(
        plan({ overrun: { policy: first, cap: credits(0) } }),
        plan({ ...next, overrun: { policy: second, cap: credits(0) } }),
      );
    };
    const left = (first: 'forgive' | 'carry', second: 'forgive' | 'carry'): number => {
      const { account } = advance(withOverrun, { nowMs: renewsAtMs, plans: versions(first, second), rateCards: [] });
      return balanceOf(account).available;
    };
    expect(left('forgive', 'carry')).toBe(credits(1_000));
    expect(left('carry', 'forgive')).toBe(credits(700));
  });

  it('is paid first from the next plan grants where the plan carries it', () => {
    const carrying = catalogueOf(plan({ credits: credits(200), overrun: { policy: 'carry', cap: credits(0) } }));
    const first = advance(withOverrun, { nowMs: renewsAtMs, plans: carrying, rateCards: [] });
    expect(first.entries.at(-1)).toMatchObject({ credits: credits(200), repaidOverrun: credits(200) });
    expect(balanceOf(first.account)).toMatchObject({ available: 0, overrun: credits(100) });
    const second = advance(first.account, { nowMs: first.account.cycle.endMs, plans: carrying, rateCards: [] });
    expect(balanceOf(second.account)).toMatchObject({ available: credits(100), overrun: 0 });
  });
});
