import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import type { Insights } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsText, roundedText, sumOfCredits } from '../../writing/credits.ts';

/** Names things that are kept over time, in credits a day, the dearest first; nothing where there are none. */
export function KeptPanel({ read }: { readonly read: Read<Insights> }): ReactNode {
  const kept = read.value?.kept ?? [];
  if (kept.length === 0) return null;
  const aDay = sumOfCredits(kept.map(({ creditsPerDay }) => creditsPerDay));
  return (
    <Panel title="What is kept" description="It is charged as time passes, whether or not anybody works.">
      <PlainTable
        label="What is kept"
        testId="kept"
        rows={kept.toSorted((a, b) => b.creditsPerDay - a.creditsPerDay)}
        keyOf={({ usageId }) => usageId}
        columns={[
          {
            header: 'Kept',
            cell: ({ usageId }) => usageId,
            below: ({ sku, quantity }) => `${roundedText(quantity)} of ${sku}`,
            total: 'All of it',
          },
          {
            header: 'Credits a day',
            isNumber: true,
            cell: ({ creditsPerDay }) => creditsText(creditsPerDay),
            total: creditsText(aDay),
          },
        ]}
      />
    </Panel>
  );
}
