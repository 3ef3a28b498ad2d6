import { describe, expect, it } from 'vitest';
import { crossingsPerCycleMax } from '../../../shared/domain/projections/signals.ts';
import { credits, dayMs } from '../../support/builders/fixtures.ts';
import { kindsOf, play } from '../../support/builders/signalled.ts';

describe('signals', () => {
  it('tell of a threshold when the balance goes below it, and again only after it came back', () => {
    const account = play();
    account.spend(55); // 95
    account.spend(55); // 40
    account.add(120); // 160
    account.spend(61); // 99
    account.add(2); // 101
    account.spend(2); // 99

    expect(kindsOf(account.signals())).toEqual(['low 100 at 95', 'low 100 at 99', 'low 100 at 99']);
  });

  it('tell of a threshold below it, not at it', () => {
    const account = play();
    account.spend(50); // 100
    expect(account.signals()).toEqual([]);
    account.spend(0.000001);
    expect(kindsOf(account.signals())).toEqual(['low 100 at 99.999999']);
  });

  it('tell of each threshold that one debit crosses, and of nothing for a thousand debits below', () => {
    const account = play();
    account.spend(131); // 19: both thresholds
    for (let debits = 0; debits < 1_000; debits += 1) account.spend(0.01);

    expect(kindsOf(account.signals())).toEqual(['low 100 at 19', 'low 20 at 19']);
  });

  it('tell of a threshold anew when a cycle begins below it', () => {
    const account = play();
    account.change('tiny');
    account.wait(65 * dayMs);

    expect(kindsOf(account.signals())).toEqual([
      ...['credits-expired', 'cycle-reset', 'plan-changed', 'low 20 at 10'],
      ...['credits-expired', 'cycle-reset', 'low 20 at 10'],
    ]);
  });

  it('follow the thresholds of the plan that rules at the time', () => {
    const account = play();
    account.change('large');
    account.spend(550.000001);

    const [change, low] = account.signals();
    expect(change).toMatchObject({ kind: 'plan-changed', from: 'team', to: 'large' });
    expect(low).toMatchObject({ kind: 'balance-low', threshold: credits(500) });
  });

  it('stop telling of a threshold around which a balance flaps, until the next cycle', () => {
    const account = play();
    account.spend(51);
    for (let flaps = 1; flaps < 2 * crossingsPerCycleMax; flaps += 1) {
      account.add(2);
      account.spend(2);
    }
    expect(account.signals()).toHaveLength(crossingsPerCycleMax);

    account.wait(31 * dayMs);
    account.spend(51);
    expect(kindsOf(account.signals()).at(-1)).toBe('low 100 at 99');
  });

  it('warn of an add-on that is about to expire, and tell when it has', () => {
    const account = play();
    account.buy('day-100');
    account.wait(2 * dayMs);

    const kinds = kindsOf(account.signals());
    expect(kinds).toEqual(['credits-expiring-soon', 'credits-expired']);
    expect(account.signals().at(-1)).toMatchObject({ source: 'add-on', credits: credits(100) });
  });

  it('have ids that say account, entry, kind and threshold, all different', () => {
    const account = play();
    account.spend(150);
    account.wait(31 * dayMs);

    const ids = account.signals().map(({ id }) => id);
    expect(ids).toContain(`acme/2/balance-low/${credits(20)}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
