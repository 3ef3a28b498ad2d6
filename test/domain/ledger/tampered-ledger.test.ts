/** Whatever is changed in a ledger, or in the account beside it, is found, and found to be what it is. */

import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { inEffectAt, type Version } from '../../../shared/domain/catalogue/version.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { hashOf } from '../../../shared/domain/ledger/record.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { alterEntry, type EntryMembers } from '../../support/builders/altered-entry.ts';
import { tellHistory } from '../../support/builders/varied-history.ts';

const { account, entries } = tellHistory(5);
const at = entries.findIndex(({ type }) => type === 'debit');
const debit = entryAt(at);

function entryAt(index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError(`no entry ${index}`);
  return entry;
}

/** The ledger with one entry changed, its hash made to fit, and the chain left as it was. */
function findingsOf(change: EntryMembers): readonly string[] {
  const changed = alterEntry(debit, change);
  const ledger = entries.with(at, { ...changed, hash: 'hash' in change ? changed.hash : hashOf(changed) });
  const told = verifyLedger(ledger).findings.filter((finding) => finding.startsWith(`entry ${changed.seq}: `));
  return told.filter((finding) => !finding.includes('was chained to'));
}

describe('a ledger', () => {
  it('that nobody touched has nothing to find', () => {
    expect(verifyLedger(entries)).toMatchObject({ entries: entries.length, findings: [] });
    expect(verifyLedger([])).toMatchObject({ entries: 0, findings: [] });
    expect(findingsOf({ hash: debit.hash })).toEqual([]);
  });

  it.each<readonly [string, EntryMembers]>([
    [`entry ${debit.seq + 5}: a gap after ${debit.seq - 1}`, { seq: debit.seq + 5 }],
    [`entry ${debit.seq}: hash does not fit its content`, { hash: '0'.repeat(64) }],
    [`entry ${debit.seq}: earlier than the entry before it`, { atMs: entryAt(at - 1).atMs - 1 }],
    [`entry ${debit.seq}: does not start where the entry before ended`, { before: microcredits(debit.before + 1) }],
    [
      `entry ${debit.seq}: folds to ${debit.after.available} microcredits available`,
      { after: { ...debit.after, available: microcredits(debit.after.available - 1) } },
    ],
    [
      `entry ${debit.seq}: folds to ${debit.after.held} microcredits held`,
      { after: { ...debit.after, held: microcredits(debit.after.held + 1) } },
    ],
    [
      `entry ${debit.seq}: folds to ${debit.after.overrun} microcredits of overrun`,
      { after: { ...debit.after, overrun: microcredits(debit.after.overrun + 1) } },
    ],
    [
      `entry ${debit.seq}: folds to ${debit.after.debt} microcredits of debt`,
      { after: { ...debit.after, debt: microcredits(debit.after.debt + 1) } },
    ],
    [`entry ${debit.seq}: no entry granted plan-none`, { slices: [{ grantId: 'plan-none', credits: debit.credits }] }],
  ])('tells of what was changed in it: %s', (finding, change) => {
    expect(findingsOf(change)).toEqual([finding]);
  });

  it('names an entry that fits its own hash, and not the one that follows it', () => {
    const changed = alterEntry(debit, { caller: 'another' });
    const { findings } = verifyLedger(entries.with(at, { ...changed, hash: hashOf(changed) }));
    expect(findings).toEqual([
      `entry ${debit.seq}: is not what entry ${debit.seq + 1} was chained to: it was altered, or one before it that was filed with it`,
    ]);
  });

  it('may have two entries of one millisecond', () => {
    const { atMs } = entryAt(at - 1);
    expect(findingsOf({ atMs })).toEqual([]);
  });

  it.each([
    ['more than it holds', 10_000_000_000],
    ['less than nothing', -10_000_000_000],
  ])('tells of a grant that pays %s', (_what, credits) => {
    const [slice] = debit.slices;
    const slices = [{ grantId: slice?.grantId ?? '', credits: microcredits(credits) }];
    expect(findingsOf({ slices })).toContain(`entry ${debit.seq}: grant ${slice?.grantId} is overspent`);
  });

  it('tells of an entry that is missing, at its beginning too', () => {
    const second = entryAt(1);
    expect(verifyLedger(entries.slice(1)).findings[0]).toBe(`entry ${second.seq}: a gap after the beginning`);
    expect(verifyLedger(entries.toSpliced(at, 1)).findings[0]).toBe(
      `entry ${debit.seq + 1}: a gap after ${debit.seq - 1}`,
    );
  });
});

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

describe('the version in effect', () => {
  const version = (name: string, effectiveFromMs: number, publishedAtMs: number): Version => {
    return { version: name, effectiveFromMs, publishedAtMs };
  };
  const versions = [
    version('b', 20, 2),
    version('a', 10, 1),
    version('c', 20, 1),
    version('e', 30, 5),
    version('d', 30, 5),
  ];

  it.each([
    [9, undefined],
    [10, 'a'],
    [19, 'a'],
    [20, 'b'],
    [29, 'b'],
    [30, 'e'],
    [99, 'e'],
  ])('at %d is the latest to have come into effect, of two at once the later published, then by name', (atMs, name) => {
    expect(inEffectAt(versions, atMs)?.version).toBe(name);
    expect(inEffectAt(versions.toReversed(), atMs)?.version).toBe(name);
  });
});
