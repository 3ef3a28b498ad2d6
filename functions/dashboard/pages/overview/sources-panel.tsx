import type { ReactNode } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Moment, ShortMoment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import type { Account, Grant } from '../../reading/shapes.ts';
import { creditsText, sumOfCredits } from '../../writing/credits.ts';
import { categoryNames, sourceNames } from '../../writing/words.ts';

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
        <PlainTable
          label="Grants"
          testId="sources"
          rows={grants}
          keyOf={({ grantId }) => grantId}
          columns={columnsOf(grants)}
        />
      )}
    </Panel>
  );
}

/** Columns that show where a grant has any of it. */
const outflows = [
  ['Refunded', 'refunded'],
  ['Repaid', 'repaid'],
  ['Corrected', 'corrected'],
] as const satisfies readonly (readonly [string, keyof Grant])[];

function columnsOf(grants: readonly Grant[]): readonly PlainColumn<Grant>[] {
  const hasTotal = grants.length > 1;
  const amount = (header: string, member: 'remaining' | 'held' | 'used' | 'granted'): PlainColumn<Grant> => ({
    header,
    isNumber: true,
    cell: (grant) => <Amount exact={grant[member]} />,
    ...(hasTotal && { total: <Amount exact={sumOfCredits(grants.map((grant) => grant[member]))} /> }),
  });
  const outflow = ([header, member]: (typeof outflows)[number]): PlainColumn<Grant> => ({
    header,
    isNumber: true,
    isWideOnly: true,
    cell: (grant) => <Amount exact={grant[member] ?? 0} />,
    ...(hasTotal && { total: <Amount exact={sumOfCredits(grants.map((grant) => grant[member] ?? 0))} /> }),
  });
  return [
    {
      header: 'Source',
      cell: ({ source, category, grantId }) => (
        <>
          {sourceNames[source]}
          {category !== undefined && `, ${categoryNames[category]} only`} <span className="quiet code">{grantId}</span>
        </>
      ),
      below: ({ expiresAt }) => (
        <>
          until <ShortMoment at={expiresAt} />
        </>
      ),
      ...(hasTotal && { total: 'All' }),
    },
    { ...amount('Left', 'remaining'), below: ({ held }) => held > 0 && `${creditsText(held)} held` },
    { header: 'Expires', cell: ({ expiresAt }) => <Moment at={expiresAt} />, isWideOnly: true },
    { ...amount('Held', 'held'), isWideOnly: true },
    { ...amount('Used', 'used'), isWideOnly: true },
    ...outflows.filter(([, member]) => grants.some((grant) => grant[member] !== undefined)).map(outflow),
    amount('Granted', 'granted'),
  ];
}
