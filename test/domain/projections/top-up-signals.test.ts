import { describe, expect, it } from 'vitest';
import { thresholdsMax } from '../../../shared/domain/catalogue/plan.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';
import { kindsOf, play } from '../../support/builders/signalled.ts';

describe('signals', () => {
  it('ask for one top-up at a time, again after its purchase, and no more in a cycle than set', () => {
    const account = play();
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 2 });
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const { after } = account.entries.at(-1) ?? {};
      account.spend((after?.available ?? 0) / 1e6 - 5);
      account.spend(1);
      account.spend(1);
      if (rounds < 2) account.buy('burst-100');
    }
    const news = account.signals().filter(({ kind }) => kind.startsWith('top-up'));
    expect(kindsOf(news)).toEqual(['top-up-wanted', 'top-up-wanted', 'top-up-capped']);
    expect(news[1]).toMatchObject({ packId: 'burst-100', count: 2 });

    account.wait(31 * dayMs);
    account.spend(145);
    expect(kindsOf(account.signals()).at(-1)).toBe('top-up-wanted');
  });

  it('are seven at most of the balance that a change leaves: five thresholds, exhaustion, a top-up', () => {
    const account = play();
    account.change('steep');
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 1 });
    account.spend(150);

    const told = account.signals().filter(({ seq }) => seq === account.entries.length);
    expect(told).toHaveLength(thresholdsMax + 2);
  });

  it('ask for a top-up below its threshold, not at it, and for none when the account closes', () => {
    const account = play();
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 5 });
    account.spend(140);
    expect(kindsOf(account.signals())).not.toContain('top-up-wanted');
    account.close();
    expect(kindsOf(account.signals())).not.toContain('top-up-wanted');
  });

  it('ask for a top-up at once where credits are low already, anew when it is set again, and never once it has ended', () => {
    const account = play();
    const autoTopUp = { packId: 'burst-100', threshold: credits(10), maxPerCycle: 5 };
    account.spend(145);
    account.topUp(autoTopUp);
    account.spend(1);
    account.topUp(autoTopUp);
    account.topUp();
    account.spend(1);

    const news = account.signals().filter(({ kind }) => kind.startsWith('top-up'));
    expect(news.map(({ id }) => id)).toEqual(['acme/3/top-up-wanted', 'acme/5/top-up-wanted']);
  });

  it('ask for no top-up while nobody pays for the plan, though a cycle begins with nothing, and then at once where credits are low', () => {
    const account = play();
    account.topUp({ packId: 'burst-100', threshold: credits(10), maxPerCycle: 5 });
    account.tell('unpaid', startMs + dayMs);
    account.wait(40 * dayMs);
    account.add(5);
    account.spend(1);
    const { after } = account.entries.at(-1) ?? {};
    expect([after?.available, after?.waiting]).toEqual([credits(4), undefined]);
    expect(kindsOf(account.signals())).not.toContain('top-up-wanted');

    account.tell('active', startMs + 70 * dayMs);
    account.wait(1);
    expect(kindsOf(account.signals())).not.toContain('top-up-wanted');
    account.spend(150);
    expect(kindsOf(account.signals()).at(-1)).toBe('top-up-wanted');
  });
});
