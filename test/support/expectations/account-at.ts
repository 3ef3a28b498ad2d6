/** An account as of an instant, as a fold of its ledger has it and as it is told, in the same words. */
import { type FoldedGrant, left } from '../../../shared/domain/ledger/books.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import type { AccountViewAt } from '../../../shared/operations/read-account.ts';

/** Grants and balance as the fold of the ledger by then has them. */
export function expected(entries: readonly Entry[], atMs: number): object {
  const { available, held, overrun, debt, grants } = fold(entries, atMs);
  const newest = entries.findLast((entry) => entry.atMs <= atMs);
  const there = [...grants.values()].filter((grant) => left(grant) !== 0n || grant.held !== 0n);
  return { available, held, overrun, debt, grants: byId(there.map(booksOf)), through: newest?.seq };
}

function booksOf({ grantId, granted, used, held, refunded, repaidDebt, repaidOverrun, corrected }: FoldedGrant) {
  return { grantId, granted, used, held, refunded, repaid: repaidDebt + repaidOverrun, corrected };
}

/** Grants and balance as the view tells them. */
export function told(view: AccountViewAt): object {
  const { available, held, overrun, debt, through } = view;
  const grants = view.grants
    .filter((grant) => grant.held > 0 || !('lost' in grant))
    .map(({ grantId, granted, used, held: pinned, outflows = {} }) => {
      const { refunded = 0, repaidDebt = 0, repaidOverrun = 0, corrected = 0 } = outflows;
      const sums = { granted, used, held: pinned, refunded, repaid: repaidDebt + repaidOverrun, corrected };
      return { grantId, ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, BigInt(sum)])) };
    })
    .filter((grant: Record<string, unknown>) => remainsOf(grant) !== 0n || grant['held'] !== 0n);
  const balance = { available, held, overrun, debt };
  return {
    ...Object.fromEntries(Object.entries(balance).map(([name, sum]) => [name, BigInt(sum)])),
    grants: byId(grants as { readonly grantId: string }[]),
    through: through?.seq,
  };
}

function remainsOf(grant: Record<string, unknown>): bigint {
  const of = (name: string): bigint => BigInt(String(grant[name]));
  return of('granted') - ['used', 'held', 'refunded', 'repaid', 'corrected'].reduce((sum, name) => sum + of(name), 0n);
}

function byId<T extends { readonly grantId: string }>(grants: readonly T[]): readonly T[] {
  return grants.toSorted((a, b) => (a.grantId < b.grantId ? -1 : 1));
}
