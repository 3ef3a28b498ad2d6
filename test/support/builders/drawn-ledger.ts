/** Ledgers drawn at random: equal neighbours, lines that come and go, and entries that take nothing. */
import fc from 'fast-check';
import { microcredits, total } from '../../../shared/domain/amount.ts';
import type { PriceLine } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { present } from '../../../shared/domain/present.ts';
import { decideDebit, decideOpen, decidePurchase, decideReversal } from './decisions.ts';
import { changeOf, context, credits, requestNamed, startMs } from './fixtures.ts';

export const skus = ['ai.gpt-4o.input-token', 'ai.gpt-4o.output-token', 'ai.gpt-4o-mini.input-token'] as const;

/** The draws for one change: equal neighbours, lines that come and go, and the entries that take nothing. */
export const step = fc.record({
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

/** An opening, and an entry for each step that a decision allowed. */
export function ledgerOf(steps: readonly Step[]): readonly Entry[] {
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
