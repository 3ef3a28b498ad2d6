import type { ReactNode } from 'react';
import { secondMs } from '../../../../shared/domain/time.ts';
import { ActButton } from '../../acting/act-button.tsx';
import { TopUpDialog, TopUpEndDialog } from '../../acting/top-up-dialog.tsx';
import { BuyButton } from '../../parts/buy-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import type { Account, Plan } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText } from '../../writing/credits.ts';
import { spanText } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

interface PacksPanelProps {
  readonly account: Account;
  readonly plan: Plan;
}

/** The packs that may be bought on this plan, and what is bought by itself. */
export function PacksPanel({ account: { accountId, autoTopUp }, plan }: PacksPanelProps): ReactNode {
  const { packs } = plan;
  return (
    <Panel title="Add-on packs" description="They count at once, are spent last, and end with the cycle at the latest.">
      {packs.length === 0 ? (
        <p className="quiet">This plan has none.</p>
      ) : (
        <PlainTable label="Add-on packs" rows={packs} keyOf={({ packId }) => packId} columns={columnsOf(accountId)} />
      )}
      {autoTopUp !== undefined && (
        <p>
          <strong>Bought automatically:</strong> {autoTopUp.packId}, when less than{' '}
          {creditsUnitText(autoTopUp.threshold)} are available, at most {autoTopUp.maxPerCycle} a cycle.
        </p>
      )}
      {packs.length > 0 && (
        <p className="acts">
          <ActButton
            may="setAutoTopUp"
            text={autoTopUp === undefined ? 'Buy packs automatically' : 'Change that'}
            dialog={(onClose) => <TopUpDialog plan={plan} onClose={onClose} />}
          />
          {autoTopUp !== undefined && (
            <ActButton
              may="endAutoTopUp"
              text="Turn it off"
              dialog={(onClose) => <TopUpEndDialog autoTopUp={autoTopUp} onClose={onClose} />}
            />
          )}
        </p>
      )}
    </Panel>
  );
}

type Column = PlainColumn<Plan['packs'][number]>;

function columnsOf(accountId: string): readonly Column[] {
  const buy: Column['cell'] = ({ packId, price }) => (
    <>
      {packId}
      {price !== undefined && <BuyButton accountId={accountId} packId={packId} />}
    </>
  );
  return [{ header: 'Pack', cell: buy }, ...columns];
}

const columns: readonly Column[] = [
  { header: 'Credits', isNumber: true, cell: ({ credits }) => creditsText(credits) },
  { header: 'Price', isNumber: true, cell: ({ price }) => (price === undefined ? '–' : moneyText(price)) },
  {
    header: 'For 1,000',
    isNumber: true,
    cell: ({ price, credits }) =>
      price === undefined ? '–' : moneyText({ ...price, amount: (price.amount / credits) * 1_000 }),
  },
  {
    header: 'Ends',
    cell: ({ expiresInSeconds }) =>
      expiresInSeconds === undefined ? 'With the cycle' : `${spanText(expiresInSeconds * secondMs)} after its purchase`,
  },
];
