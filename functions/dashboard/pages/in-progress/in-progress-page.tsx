import type { ReactNode } from 'react';
import { minuteMs, secondMs } from '../../../../shared/domain/time.ts';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { listPause } from '../../reading/touches.ts';
import { useNow } from '../../reading/use-now.ts';
import { useRead } from '../../reading/use-read.ts';
import { creditsUnitText } from '../../writing/credits.ts';
import { HoldsTable } from './holds-table.tsx';
import { readOpenHolds } from './read-open-holds.ts';

/** Reports within what is set aside write no entry: they are looked for. */
const everyMs = listPause(3 * minuteMs);

/** Work that runs now, on credits that are set aside for it. */
export function InProgressPage(): ReactNode {
  const { accountId, held, seq } = useAccount();
  const nowMs = useNow(5 * secondMs);
  const read = useRead({
    key: `holds ${accountId}`,
    read: (client) => readOpenHolds(client, accountId),
    everyMs,
    since: seq,
  });
  return (
    <>
      <PageHeading title="In progress" />
      <ReadNotice of={read} what="work in progress" />
      <HoldsTable
        holds={read.value?.holds ?? []}
        isLoading={read.value === undefined && read.failure === undefined}
        nowMs={nowMs}
        heading={{
          title: 'Holds',
          count: read.value === undefined ? undefined : `${read.value.holds.length}${read.value.isCut ? '+' : ''}`,
          description: `${creditsUnitText(held)} are set aside. What isn’t used returns when the work ends, or when its time is up. Use is as of the last extension.`,
        }}
      />
    </>
  );
}
