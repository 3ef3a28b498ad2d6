import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { useAccount } from '../../reading/account-context.ts';
import type { Insights } from '../../reading/shapes.ts';
import type { Read } from '../../reading/use-read.ts';
import { fillPath } from '../../routing/route-pattern.ts';
import { creditsText, roundedText, sumOfCredits } from '../../writing/credits.ts';
import { refusalReasons } from '../../writing/refusal-reasons.ts';

/** Names the uses that were turned away in this cycle, and why; nothing where none were. */
export function RefusedPanel({ read }: { readonly read: Read<Insights> }): ReactNode {
  const { accountId } = useAccount();
  const refused = read.value?.refused ?? [];
  if (refused.length === 0) return null;
  const hasTotal = refused.length > 1;
  const requests = refused.reduce((sum, each) => sum + each.requests, 0);
  const days = new Set(refused.flatMap((each) => each.days.map(({ day }) => day))).size;
  return (
    <Panel
      title="What was turned away"
      description={
        <>
          {`In this cycle, on ${days} ${days === 1 ? 'day' : 'days'}. Nothing was charged for it. `}
          <a href={`#${fillPath('/accounts/{accountId}/timeline', { accountId })}`}>Day by day</a>
        </>
      }
    >
      <PlainTable
        label="What was turned away"
        testId="refused"
        rows={refused}
        keyOf={({ reason, limitId = '' }) => `${reason} ${limitId}`}
        columns={[
          {
            header: 'Why',
            cell: ({ reason, limitId }) =>
              limitId === undefined ? refusalReasons[reason] : `${refusalReasons[reason]}: ${limitId}`,
            below: ({ lastAt }) => (
              <>
                Last <Moment at={lastAt} />
              </>
            ),
            total: hasTotal ? 'All of it' : undefined,
          },
          { header: 'Last', isWideOnly: true, cell: ({ lastAt }) => <Moment at={lastAt} /> },
          {
            header: 'Requests',
            isNumber: true,
            cell: (each) => roundedText(each.requests),
            total: hasTotal ? roundedText(requests) : undefined,
          },
          {
            header: 'Credits asked for',
            isNumber: true,
            cell: ({ credits }) => (credits === 0 ? '–' : creditsText(credits)),
            total: hasTotal ? creditsText(sumOfCredits(refused.map(({ credits }) => credits))) : undefined,
          },
        ]}
      />
    </Panel>
  );
}
