import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { hasEnded, outflowKinds, remaining } from '../../../shared/domain/account/grant.ts';
import { noDueHolds } from '../../../shared/domain/account/hold.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { left } from '../../../shared/domain/ledger/books.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { hashOf } from '../../../shared/domain/ledger/record.ts';
import { emptyBalance } from '../../../shared/domain/ledger/statement.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';
import { commandArbitrary, historyPlans, play } from '../../support/builders/histories.ts';
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

describe('holds in any history', () => {
  const histories = fc.array(commandArbitrary, { maxLength: 60, size: 'max' }).map(play);

  it('end once, and what was set aside is used, given back or forfeited to the microcredit', () => {
    fc.assert(
      fc.property(histories, ({ account, entries }) => {
        const setAside = new Map<string, number>();
        const ended = new Set<string>();
        for (const { type, hold, slices, returned = [], credits: charged, overrun = 0 } of entries) {
          if (hold === undefined || type === 'debit') continue;
          const { holdId } = hold;
          const sum = (parts: readonly { readonly credits: number }[]): number =>
            parts.reduce((total, part) => total + part.credits, 0);
          if (type === 'hold' || type === 'extension') {
            setAside.set(holdId, (setAside.get(holdId) ?? 0) + sum(slices));
            continue;
          }
          if (type === 'report') continue;
          expect(ended.has(holdId)).toBe(false);
          ended.add(holdId);
          const fromHold = Math.min(setAside.get(holdId) ?? 0, type === 'release' ? 0 : charged - overrun);
          expect(fromHold + sum(returned)).toBe(setAside.get(holdId));
        }
        expect(account.openHolds).toBe(setAside.size - ended.size);
        const open = [...setAside].filter(([holdId]) => !ended.has(holdId));
        expect(balanceOf(account).held).toBe(open.reduce((total, [, credits]) => total + credits, 0));
      }),
      { numRuns: 400 },
    );
  });

  it('count against spending limits what they set aside, for as long as they are open', () => {
    fc.assert(
      fc.property(histories, ({ account, entries }) => {
        const newest = new Map(
          entries.flatMap(({ hold }) => (hold === undefined ? [] : [[hold.holdId, hold] as const])),
        );
        const open = [...newest.values()].filter(({ state }) => state === 'open');
        for (const { limitId, held } of account.limits) {
          const counted = open.filter(({ limitIds }) => limitIds.includes(limitId));
          expect(held).toBe(counted.reduce((total, hold) => total + hold.credits, 0));
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('a ledger alone', () => {
  it('says that a grant is worth nothing from the instant it ends, though its expiry is written later', () => {
    const { account, entries } = play([]);
    const { endMs } = account.cycle;

    expect(fold(entries, endMs - 1).available).toBe(BigInt(credits(1_000)));
    expect(fold(entries, endMs)).toMatchObject({ available: 0n, booked: BigInt(credits(1_000)) });
  });

  it('says what a hold overran, and what of that it didn’t use in the end', () => {
    const amount = (credit: number): number => credit * 1_000_000;
    const { account, entries } = play([
      { kind: 'authorize', amount: amount(100), lifeMs: dayMs, completes: true },
      ...[400, 400, 100].map((credit) => ({ kind: 'debit' as const, amount: amount(credit) })),
      { kind: 'report', hold: 0, amount: amount(180) },
      { kind: 'capture', hold: 0, amount: amount(130) },
    ]);
    const overruns = entries.slice(-2).map((_, index) => fold(entries.slice(0, entries.length - 1 + index)).overrun);

    expect(entries.slice(-2).map(({ type }) => type)).toEqual(['extension', 'capture']);
    expect(overruns).toEqual([BigInt(credits(80)), BigInt(credits(30))]);
    expect(auditAccount(account, entries)).toEqual([]);
  });
});

describe('a ledger that was tampered with', () => {
  const { entries } = play([
    { kind: 'debit', amount: 5_000_000 },
    { kind: 'purchase', packId: 'burst-100', payment: 1 },
    { kind: 'debit', amount: 7_000_000 },
  ]);
  const tampered = (seq: number, change: (entry: Entry) => Entry): readonly Entry[] =>
    entries.map((entry) => (entry.seq === seq ? change(entry) : entry));

  it.each([
    ['an amount', tampered(2, (entry) => ({ ...entry, credits: credits(1) }))],
    [
      'an amount, resealed',
      tampered(2, (entry) => reseal({ ...entry, slices: [{ grantId: 'plan-0', credits: credits(1) }] })),
    ],
    ['a caller, resealed', tampered(3, (entry) => reseal({ ...entry, caller: 'someone else' }))],
    ['a missing entry', entries.filter((entry) => entry.seq !== 2)],
    ['a doubled entry', entries.flatMap((entry) => (entry.seq === 2 ? [entry, entry] : [entry]))],
    ['swapped entries', [entries[0], entries[2], entries[1], entries[3]].filter((entry) => entry !== undefined)],
    ['a backdated entry', tampered(4, (entry) => reseal({ ...entry, atMs: startMs - 1 }))],
    [
      'a grant that nobody made',
      tampered(2, (entry) => reseal({ ...entry, slices: [{ grantId: 'plan-9', credits: entry.credits }] })),
    ],
  ])('is found out: %s', (_what, forged) => {
    expect(verifyLedger(forged).findings).not.toEqual([]);
  });

  function reseal(entry: Entry): Entry {
    return { ...entry, hash: hashOf(entry) };
  }
});
