/** Whatever is changed in a ledger, or in the account beside it, is found, and found to be what it is. */
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../../shared/domain/amount.ts';
import { hashOf } from '../../../shared/domain/ledger/record.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { alterEntry, type EntryMembers } from '../../support/builders/altered-entry.ts';
import { at, debit, entries, entryAt } from '../../support/builders/told-ledger.ts';

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
