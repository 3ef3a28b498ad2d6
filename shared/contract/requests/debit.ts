import type { Microcredits } from '../../domain/amount.ts';
import type { Category, Usage } from '../../domain/catalogue/rate-card.ts';
import { type GivenOnWire, type GivenWithDebit, givenByRequest } from '../../domain/ledger/members.ts';
import type { DebitBody } from './requests.ts';

/** A debit as its body asks for it, in the domain's terms. */
export interface RequestedDebit extends GivenWithDebit {
  readonly charge:
    | { readonly credits: Microcredits; readonly category: Category }
    | { readonly usage: readonly Usage[] };
}

export function debitOf(body: DebitBody): RequestedDebit {
  const given: Partial<GivenOnWire> = body;
  return {
    charge: 'usage' in body ? { usage: body.usage } : { credits: body.credits, category: body.category },
    ...givenByRequest(given),
  };
}
