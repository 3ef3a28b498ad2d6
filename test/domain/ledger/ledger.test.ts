import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { hasEnded, outflowKinds, remaining } from '../../../shared/domain/account/grant.ts';
import { noDueHolds } from '../../../shared/domain/account/hold.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { left } from '../../../shared/domain/ledger/books.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { emptyBalance } from '../../../shared/domain/ledger/statement.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { startMs } from '../../support/builders/fixtures.ts';
import { historyPlans, play } from '../../support/builders/histories.ts';
import { commandArbitrary } from '../../support/builders/history-commands.ts';
import { movementsIn } from '../../support/builders/movements.ts';

describe('any history', () => {
  const histories = fc.array(commandArbitrary, { maxLength: 60, size: 'max' }).map(play);

  it('verifies: gapless, chained, in time order, each line starting where the one before ended', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        expect(verifyLedger(entries).findings).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('folds to the stored balance, grant by grant: granted is what was used, held, lost or taken back, and what remains', () => {
    fc.assert(
      fc.property(histories, ({ account, entries }) => {
        expect(auditAccount(account, entries)).toEqual([]);
        const folded = fold(entries);
        expect(folded.available).toBe(BigInt(balanceOf(account).available));
        for (const grant of account.grants) {
          const books = folded.grants.get(grant.grantId);
          expect(books && left(books)).toBe(BigInt(remaining(grant)));
          expect(books?.used).toBe(BigInt(grant.used));
          expect(outflowKinds.map((kind) => books?.[kind])).toEqual(
            outflowKinds.map((kind) => BigInt(grant.outflows?.[kind] ?? 0)),
          );
          if (!hasEnded(grant)) expect(books?.debt).toBe(BigInt(grant.debt ?? 0));
          expect(remaining(grant) === 0 || grant.debt === undefined).toBe(true);
        }
        const all = [...folded.grants.values()];
        expect(all.reduce((sum, each) => sum + left(each), 0n)).toBe(folded.available);
      }),
      { numRuns: 400 },
    );
  });

  it('never shows less than nothing: available, overrun and debt are at least zero after every entry', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        for (const { after } of entries) expect(Math.min(...Object.values(after))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('reads what was due exactly as it is written later, and every balance that was seen can be rebuilt', () => {
    fc.assert(
      fc.property(histories, ({ account, entries, seen }) => {
        const endMs = seen.at(-1)?.atMs ?? startMs;
        const dueHolds = withHolds(noDueHolds, entries);
        const due = advance(account, { nowMs: endMs, plans: historyPlans, rateCards: [], dueHolds }).entries;
        const written = [...entries, ...due];
        for (const { atMs, ledger, available } of seen) {
          expect(fold(ledger, atMs).available).toBe(BigInt(available));
          expect(ledger.map(({ hash }) => hash)).toEqual(written.slice(0, ledger.length).map(({ hash }) => hash));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('grants each cycle’s plan credits once and expires each grant once', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        const starts = entries.filter((entry) => entry.cycleStartMs !== undefined);
        expect(starts.map((entry) => entry.cycle)).toEqual(starts.map((_, index) => index));
        const expiries = entries.filter((entry) => entry.type === 'expiry').map((entry) => entry.slices[0]?.grantId);
        expect(new Set(expiries).size).toBe(expiries.length);
      }),
    );
  });

  it('has statements that add up exactly, each opening with what the one before closed with', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        let opening = emptyBalance;
        for (const cycle of new Set(entries.map((entry) => entry.cycle))) {
          const own = entries.filter((entry) => entry.cycle === cycle);
          const lines = movementsIn(own);
          const closing = own.at(-1)?.after ?? opening;
          const sum = (name: 'credits' | 'overrun' | 'debt'): bigint =>
            lines.reduce((total, movement) => total + movement[name], 0n);
          expect(sum('credits')).toBe(
            BigInt(closing.available) + BigInt(closing.held) - BigInt(opening.available) - BigInt(opening.held),
          );
          expect(sum('overrun')).toBe(BigInt(closing.overrun) - BigInt(opening.overrun));
          expect(sum('debt')).toBe(BigInt(closing.debt) - BigInt(opening.debt));
          opening = closing;
        }
      }),
      { numRuns: 300 },
    );
  });
});
