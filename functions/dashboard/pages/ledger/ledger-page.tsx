import type { ReactNode } from 'react';
import { PageHeading } from '../../parts/page-heading.tsx';
import { useLocation } from '../../routing/location.ts';
import { LedgerEntries } from './ledger-entries.tsx';
import { readLedgerFilters } from './ledger-view.ts';
import { Receipt } from './receipt.tsx';

/** Every change of the balance, and the receipt of each. */
export function LedgerPage(): ReactNode {
  const { query } = useLocation();
  const filters = readLedgerFilters(query);
  const seq = Number(query.get('entry'));
  return (
    <>
      <PageHeading title="Ledger" />
      <LedgerEntries key={JSON.stringify(filters)} filters={filters} />
      {Number.isSafeInteger(seq) && seq > 0 && <Receipt key={seq} seq={seq} />}
    </>
  );
}
