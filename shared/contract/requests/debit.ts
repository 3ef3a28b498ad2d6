import type { Microcredits } from '../../domain/amount.ts';
import type { Category, Dimensions, Usage } from '../../domain/catalogue/rate-card.ts';
import type { DebitBody } from './requests.ts';

/** What a debit's body asks, in the domain's terms. */
export interface RequestedDebit {
  readonly charge:
    | { readonly credits: Microcredits; readonly category: Category }
    | { readonly usage: readonly Usage[] };
  readonly dimensions?: Dimensions;
  readonly occurredAtMs?: number;
}

export function debitOf(body: DebitBody): RequestedDebit {
  const { dimensions, occurredAt } = body;
  return {
    charge: 'usage' in body ? { usage: body.usage } : { credits: body.credits, category: body.category },
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(occurredAt === undefined ? {} : { occurredAtMs: occurredAt }),
  };
}
