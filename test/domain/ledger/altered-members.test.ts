import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { hashOf } from '../../../shared/domain/ledger/record.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';
import { play } from '../../support/builders/histories.ts';

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
