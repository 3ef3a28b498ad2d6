import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntries, encodeEntries } from '../../shared/storage/entry-text.ts';
import { ledgerOf, skus, step } from '../support/builders/drawn-ledger.ts';

describe('the texts of entries', () => {
  it('are read back as exactly the entries that were written', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat({ max: 11 }), (steps, from) => {
        const entries = ledgerOf(steps);
        const run = entries.slice(Math.min(from, entries.length - 1));
        const [first] = run;
        if (first === undefined) throw new Error('an empty run');

        const texts = encodeEntries(run);

        const start = { seq: first.seq - 1, hash: first.previousHash };
        expect(decodeEntries('acme', texts, start)).toEqual(run);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('are the same whether a run is written at once or one after another', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const entries = ledgerOf(steps);

        const oneByOne = entries.flatMap((entry, index) => encodeEntries([entry], entries[index - 1]));

        expect(oneByOne).toEqual(encodeEntries(entries));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('of a chat turn after another take at most 130 bytes, so that four debits fit a write unit', () => {
    const lines = [
      { sku: skus[0], tokens: 1_155 },
      { sku: skus[1], tokens: 211 },
    ];
    const [opening, first, second] = ledgerOf([
      { kind: 'usage', lines, user: undefined },
      { kind: 'usage', lines: lines.map(({ sku, tokens }) => ({ sku, tokens: tokens + 1 })), user: undefined },
    ]);
    if (opening === undefined || first === undefined || second === undefined) throw new Error('three entries');

    const [, , text = ''] = encodeEntries([opening, first, second]);

    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(130);
  });

  it('give themselves away when one is changed', () => {
    const entries = ledgerOf([
      { kind: 'usage', lines: [{ sku: skus[0], tokens: 3 }], user: 'ada' },
      { kind: 'usage', lines: [{ sku: skus[0], tokens: 2 }], user: 'ada' },
    ]);
    const texts = encodeEntries(entries).map((text) => text.replace('["2",', '["1",'));

    const read = decodeEntries('acme', texts, { seq: 0, hash: entries[0]?.previousHash ?? '' });

    expect(read.at(-1)?.hash).not.toBe(entries.at(-1)?.hash);
  });
});
