import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';
import { kindsOf, plans, play } from '../../support/builders/signalled.ts';

describe('signals', () => {
  it('tell of exhaustion once, and of the grant that ends it', () => {
    const account = play();
    account.spend(150);
    account.buy('burst-1000');

    expect(kindsOf(account.signals())).toEqual(['low 100 at 0', 'low 20 at 0', 'exhausted', 'restored']);
  });

  it('exhaust nobody at a boundary where credits expire and are renewed in one instant', () => {
    const account = play();
    account.spend(10);
    account.wait(31 * dayMs);

    expect(kindsOf(account.signals())).toEqual(['credits-expired', 'cycle-reset']);
    expect(account.signals()[1]).toMatchObject({ cycle: 1, granted: credits(150), available: credits(150) });
  });

  it('tell of exhaustion by somebody’s last debit, though it is renewed a millisecond later', () => {
    const account = play();
    account.wait(30 * dayMs - 1);
    account.spend(150);
    account.wait(1);

    expect(kindsOf(account.signals())).toEqual(['low 100 at 0', 'low 20 at 0', 'exhausted', 'cycle-reset', 'restored']);
  });

  it('exhaust nobody when standing usage takes the last credits at the boundary that renews them', () => {
    const [opening] = play().entries;
    if (opening === undefined) throw new Error('nothing opened the account');
    const endMs = startMs + 30 * dayMs;
    const { after } = opening;
    const nothing = { ...after, available: credits(0) };
    const automatic = { ...opening, caller: 'cycle', cycleStartMs: undefined, planId: undefined };
    const accrual = { ...automatic, type: 'accrual', seq: 2, atMs: endMs - 1, before: after.available, after: nothing };
    const renewal = { ...opening, caller: 'cycle', seq: 3, atMs: endMs, cycle: 1, before: credits(0), after };
    const { signals } = project(openProjection('acme'), [opening, accrual, renewal] as readonly Entry[], plans);

    expect(kindsOf(signals)).toEqual(['cycle-reset']);
  });

  it('tell an exhausted account of its restoration at the renewal', () => {
    const account = play();
    account.spend(150);
    account.wait(31 * dayMs);

    expect(kindsOf(account.signals()).slice(3)).toEqual(['cycle-reset', 'restored']);
  });
});
