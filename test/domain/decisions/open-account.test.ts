import { describe, expect, it } from 'vitest';
import { balanceOf, viewOf } from '../../../shared/domain/account/account.ts';
import { viewAtOpening } from '../../../shared/domain/decisions/open-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { decideOpen } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  credits,
  dayMs,
  openedAccount,
  plan,
  plans,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

describe('opening an account', () => {
  it('grants the plan’s credits for the current cycle in one entry', () => {
    const command = {
      ...requestNamed('open'),
      accountId: 'acme',
      planId: 'team',
      anchorMs: startMs,
      timeZone: 'America/New_York',
    };
    const { account, entry } = changeOf(decideOpen(undefined, command, { nowMs: startMs + dayMs, plans }));
    expect(balanceOf(account)).toEqual({ available: credits(1_000), held: 0, overrun: 0, debt: 0 });
    expect(entry).toMatchObject({ seq: 1, type: 'grant', expiresAtMs: account.cycle.endMs });
    expect(viewAtOpening(entry)).toEqual(viewOf(account));
  });

  it('again as it is changes nothing, differently is refused, on an unknown plan too', () => {
    const account = openedAccount();
    const same = { ...requestNamed('again'), accountId: 'acme', planId: 'team', anchorMs: startMs };
    expect(decideOpen(account, same, { nowMs: startMs, plans })).toMatchObject({ kind: 'unchanged' });
    expect(decideOpen(account, { ...same, anchorMs: startMs + 1 }, { nowMs: startMs, plans })).toMatchObject({
      refusal: { reason: 'account-exists' },
    });
    expect(decideOpen(undefined, { ...same, planId: 'none' }, { nowMs: startMs, plans })).toMatchObject({
      refusal: { reason: 'plan-unknown', planId: 'none' },
    });
  });
});

describe('the answer to an opening', () => {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };

  it('of a plan without credits says that the account is exhausted from its first instant', () => {
    const nothing = catalogueOf(plan({ credits: credits(0) }));
    const { account, entry } = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans: nothing }));

    expect(viewAtOpening(entry)).toEqual(viewOf(account));
    expect(viewAtOpening(entry)).toMatchObject({ state: 'exhausted', exhaustedSinceMs: startMs });
  });

  it.each(['planId', 'timeZone', 'anchorMs', 'expiresAtMs', 'cycleStartMs'] as const)(
    'is made of no entry that is without %s: it can’t be an opening',
    (name) => {
      const { entry } = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans }));
      const { [name]: _missing, ...rest } = entry;

      expect(() => viewAtOpening(rest as Entry)).toThrow('entry 1 is not an account');
    },
  );
});
