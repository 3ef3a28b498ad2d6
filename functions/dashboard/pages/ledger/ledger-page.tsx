import type { ReactNode } from 'react';
import { ActButton } from '../../acting/act-button.tsx';
import { CreditsDialog } from '../../acting/credits-dialog.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { useDimensionNames } from '../../reading/use-dimension-names.ts';
import { useLocation } from '../../routing/location.ts';
import { EntryFilters } from './entry-filters.tsx';
import { LedgerEntries } from './ledger-entries.tsx';
import { LedgerGroups } from './ledger-groups.tsx';
import { readLedgerFilters, readLedgerGrouping } from './ledger-view.ts';
import { Receipt } from './receipt.tsx';

/** Every change of the balance, and the receipt of each; or a line for each run, with its entries below it. */
export function LedgerPage(): ReactNode {
  const { query } = useLocation();
  const filters = readLedgerFilters(query);
  const grouping = readLedgerGrouping(query);
  const dimensions = useDimensionNames(useAccount());
  const seq = Number(query.get('entry'));
  const filter = <EntryFilters filters={filters} grouping={grouping} dimensions={dimensions} />;
  return (
    <>
      <PageHeading title="Ledger">
        <ActButton
          may="adjustCredits"
          text="Give or take credits"
          dialog={(onClose) => <CreditsDialog onClose={onClose} />}
        />
      </PageHeading>
      {grouping === undefined ? (
        <LedgerEntries key={JSON.stringify(filters)} filters={filters} filter={filter} />
      ) : (
        <LedgerGroups filters={filters} aspect={grouping} filter={filter} />
      )}
      {Number.isSafeInteger(seq) && seq > 0 && <Receipt key={seq} seq={seq} />}
    </>
  );
}
