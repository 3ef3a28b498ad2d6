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
  const [seq, at] = [Number(query.get('entry')), query.get('at')];
  return (
    <>
      <PageHeading title="Ledger" />
      <LedgerEntries key={JSON.stringify(filters)} filters={filters} />
      {seq > 0 && at !== null && <Receipt seq={seq} at={at} />}
    </>
  );
}
