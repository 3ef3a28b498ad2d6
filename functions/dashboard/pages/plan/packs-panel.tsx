import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { Account, Plan } from '../../reading/shapes.ts';
import { creditsText, creditsUnitText } from '../../writing/credits.ts';
import { spanText } from '../../writing/instants.ts';
import { moneyText } from '../../writing/words.ts';

interface PacksPanelProps {
  readonly account: Account;
  readonly plan: Plan;
}

/** What may be bought on this plan, and what is bought by itself. */
export function PacksPanel({ account: { autoTopUp }, plan: { packs } }: PacksPanelProps): ReactNode {
  return (
    <Panel title="Add-on packs" description="They count at once, are spent last, and end with the cycle at the latest.">
      {packs.length === 0 ? (
        <p className="quiet">This plan has none.</p>
      ) : (
        <Scroller label="Add-on packs">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Pack</th>
                <th scope="col" className="number">
                  Credits
                </th>
                <th scope="col" className="number">
                  Price
                </th>
                <th scope="col" className="number">
                  For 1,000
                </th>
                <th scope="col">Ends</th>
              </tr>
            </thead>
            <tbody>
              {packs.map((pack) => (
                <PackRow key={pack.packId} pack={pack} />
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      {autoTopUp !== undefined && (
        <p>
          <strong>Bought by itself:</strong> {autoTopUp.packId}, when less than {creditsUnitText(autoTopUp.threshold)}{' '}
          are available, at most {autoTopUp.maxPerCycle} a cycle.
        </p>
      )}
    </Panel>
  );
}

const secondMs = 1_000;

function PackRow({
  pack: { packId, credits, price, expiresInSeconds },
}: {
  readonly pack: Plan['packs'][number];
}): ReactNode {
  return (
    <tr>
      <th scope="row">{packId}</th>
      <td className="number">{creditsText(credits)}</td>
      <td className="number">{price === undefined ? '–' : moneyText(price)}</td>
      <td className="number">
        {price === undefined ? '–' : moneyText({ ...price, amount: (price.amount / credits) * 1_000 })}
      </td>
      <td>
        {expiresInSeconds === undefined
          ? 'With the cycle'
          : `${spanText(expiresInSeconds * secondMs)} after its purchase`}
      </td>
    </tr>
  );
}
