import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microcredits, total } from '../../shared/domain/amount.ts';
import type { PriceLine } from '../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../shared/domain/decisions/decision.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { present } from '../../shared/domain/present.ts';
import { decodeEntries, encodeEntries } from '../../shared/storage/entry-text.ts';
import { decideDebit, decideOpen, decidePurchase, decideReversal } from '../support/builders/decisions.ts';
import { changeOf, context, credits, requestNamed, startMs } from '../support/builders/fixtures.ts';

const skus = ['ai.gpt-4o.input-token', 'ai.gpt-4o.output-token', 'ai.gpt-4o-mini.input-token'] as const;

/** The draws for one change: equal neighbours, lines that come and go, and the entries that take nothing. */
const step = fc.record({
  kind: fc.constantFrom<Step['kind'][]>('usage', 'usage', 'amount', 'purchase', 'reversal'),
  lines: fc.array(fc.record({ sku: fc.constantFrom(...skus), tokens: fc.integer({ min: 0, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  user: fc.option(fc.constantFrom('ada', 'bob'), { nil: undefined }),
});

interface Step {
  readonly kind: 'usage' | 'amount' | 'purchase' | 'reversal';
  readonly lines: readonly { readonly sku: string; readonly tokens: number }[];
  readonly user: string | undefined;
}

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

/** An opening, and an entry for each step that a decision allowed. */
function ledgerOf(steps: readonly Step[]): readonly Entry[] {
  const command = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const opening = changeOf(decideOpen(undefined, command, context()));
  const entries: Entry[] = [opening.entry];
  let { account } = opening;
  for (const [index, step] of steps.entries()) {
    const decision = decide(step, index);
    if (decision.kind !== 'change') continue;
    ({ account } = decision);
    entries.push(decision.entry);
  }
  return entries;

  function decide({ kind, lines, user }: Step, index: number): Decision {
    const request = requestNamed(`step ${index}`);
    const at = context(startMs + Math.floor(index / 2) * 1_000);
    const target = entries.at(-1);
    switch (kind) {
      case 'usage': {
        const priced = lines.map(({ sku, tokens }) => line(sku, tokens));
        const cost = { kind: 'priced', category: 'ai', credits: total(priced.map((each) => each.credits)) } as const;
        const dimensions = user === undefined ? {} : { dimensions: { user } };
        return decideDebit(
          account,
          { ...request, cost: { ...cost, lines: priced, rateCard: '2026-11-01' }, ...dimensions },
          at,
        );
      }
      case 'amount':
        return decideDebit(
          account,
          { ...request, cost: { kind: 'priced', category: 'platform', credits: credits(2) } },
          at,
        );
      case 'purchase':
        return decidePurchase(account, { ...request, packId: 'day-100', paymentId: `payment ${index}` }, at);
      case 'reversal':
        return decideReversal(account, { ...request, seq: target?.seq ?? 0 }, { ...at, ...present({ target }) });
      default:
        return kind satisfies never;
    }
  }
}

function line(sku: string, tokens: number): PriceLine {
  return { sku, quantity: BigInt(tokens) * 1_000_000n, credits: microcredits(tokens * 250) };
}
