import type { ReactNode } from 'react';
import { useAccount } from '../../reading/account-context.ts';
import { creditsUnitText } from '../../writing/credits.ts';

export function OverviewPage(): ReactNode {
  const account = useAccount();
  return (
    <>
      <h1>Overview</h1>
      <p>{creditsUnitText(account.available)} available</p>
    </>
  );
}
