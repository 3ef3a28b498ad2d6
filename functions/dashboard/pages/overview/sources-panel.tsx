import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { Account, Grant } from '../../reading/shapes.ts';
import { creditsText, sumOfCredits } from '../../writing/credits.ts';
import { sourceNames } from '../../writing/words.ts';

/** Each grant with its end. */
export function SourcesPanel({ account: { grants, timeZone } }: { readonly account: Account }): ReactNode {
  return (
    <Panel
      title="Where credits come from"
      description={`In the order in which they are spent. Times are of ${timeZone}.`}
    >
      {grants.length === 0 ? (
        <p className="quiet">There is no grant that hasn’t expired.</p>
      ) : (
        <Scroller label="Grants">
          <table className="plain-table" data-testid="sources">
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col" className="number">
                  Left
                </th>
                <th scope="col">Expires</th>
                <th scope="col" className="number">
                  Held
                </th>
                <th scope="col" className="number">
                  Used
                </th>
                <th scope="col" className="number">
                  Granted
                </th>
              </tr>
            </thead>
            <tbody>
              {grants.map((grant) => (
                <SourceRow key={grant.grantId} grant={grant} />
              ))}
            </tbody>
            {grants.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row">All</th>
                  <td className="number">{sumText(grants, 'remaining')}</td>
                  <td />
                  <td className="number">{sumText(grants, 'held')}</td>
                  <td className="number">{sumText(grants, 'used')}</td>
                  <td className="number">{sumText(grants, 'granted')}</td>
                </tr>
              </tfoot>
            )}
          </table>
        </Scroller>
      )}
    </Panel>
  );
}

function SourceRow({ grant }: { readonly grant: Grant }): ReactNode {
  return (
    <tr>
      <th scope="row">
        {sourceNames[grant.source]} <span className="quiet code">{grant.grantId}</span>
      </th>
      <td className="number">{creditsText(grant.remaining)}</td>
      <td>
        <Moment at={grant.expiresAt} />
      </td>
      <td className="number">{creditsText(grant.held)}</td>
      <td className="number">{creditsText(grant.used)}</td>
      <td className="number">{creditsText(grant.granted)}</td>
    </tr>
  );
}

function sumText(grants: readonly Grant[], member: 'remaining' | 'held' | 'used' | 'granted'): string {
  return creditsText(sumOfCredits(grants.map((grant) => grant[member])));
}
