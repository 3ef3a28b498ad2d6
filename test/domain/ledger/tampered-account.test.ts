/** Whatever is changed in an account is found by its ledger, and found to be what it is. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { account, at, debit, entries, entryAt } from '../../support/builders/told-ledger.ts';

describe('an account', () => {
  const [grant, ...otherGrants] = account.grants;
  if (grant === undefined) throw new TypeError('the history ends without a grant');
  const withGrant = (change: Partial<typeof grant>): Account => ({
    ...account,
    grants: [{ ...grant, ...change }, ...otherGrants],
  });

  it('that is as its ledger says has nothing to find', () => {
    expect(auditAccount(account, entries)).toEqual([]);
  });

  it('whose ledger is broken is held against no more than its end', () => {
    const broken = entries.with(at, { ...debit, hash: '0'.repeat(64) });
    const findings = verifyLedger(broken).findings;
    expect(findings.length).toBeGreaterThan(0);
    expect(auditAccount({ ...account, overrun: microcredits(5) }, broken)).toEqual(findings);
  });

  it.each<readonly [Account, readonly string[]]>([
    [{ ...account, seq: account.seq + 1 }, [`the ledger ends at ${account.seq}, the account at ${account.seq + 1}`]],
    [{ ...account, headHash: '0'.repeat(64) }, ['the account does not hold the last hash']],
    [
      { ...account, overrun: microcredits(account.overrun + 7) },
      [`overrun is ${account.overrun + 7}, the ledger says ${account.overrun} microcredits`],
    ],
    [
      { ...account, debt: microcredits(account.debt + 7) },
      [`debt is ${account.debt + 7}, the ledger says ${account.debt} microcredits`],
    ],
    [withGrant({ expiresAtMs: 1 }), [`grant ${grant.grantId} is not as the ledger says`]],
    [
      withGrant({ granted: microcredits(grant.granted + 1), used: microcredits(grant.used + 1) }),
      [`grant ${grant.grantId} is not as the ledger says`],
    ],
    [
      withGrant({ granted: microcredits(grant.granted + 1), lost: microcredits((grant.lost ?? 0) + 1) }),
      [`grant ${grant.grantId} is not as the ledger says`],
    ],
    [withGrant({ grantId: 'plan-none' }), ['grant plan-none is not as the ledger says']],
  ])('that says otherwise is found out: %#', (told, findings) => {
    expect(auditAccount(told, entries)).toEqual(findings);
  });

  it('whose balance is another is found out by the sum and by the grant', () => {
    const { available, held } = entryAt(entries.length - 1).after;
    expect(auditAccount(withGrant({ used: microcredits(grant.used - 1) }), entries)).toEqual([
      `available is ${available + 1}, the ledger says ${available} microcredits`,
      `grant ${grant.grantId} is not as the ledger says`,
    ]);
    expect(auditAccount(withGrant({ held: microcredits(grant.held + 1) }), entries)).toEqual([
      `available is ${available - 1}, the ledger says ${available} microcredits`,
      `held is ${held + 1}, the ledger says ${held} microcredits`,
      `grant ${grant.grantId} is not as the ledger says`,
    ]);
  });

  it('without a ledger is one that ends at nothing', () => {
    expect(auditAccount({ ...account, grants: [] }, [])).toEqual(
      expect.arrayContaining([`the ledger ends at 0, the account at ${account.seq}`]),
    );
  });
});
