/** The report that a view asks for, from the roll-ups. */

import { useAccount } from '../../reading/account-context.ts';
import type { UsageReport } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { type Read, useRead } from '../../reading/use-read.ts';
import { readWholeUsage } from './read-whole-usage.ts';
import type { UsageQuery } from './usage-view.ts';

/** Trends follow the ledger by a moment: looked at again soon while they are behind. */
const whileBehindMs = 1_200;

export function useRolledUsage(query: UsageQuery): Read<UsageReport> {
  const { accountId, seq } = useAccount();
  return useRead({
    key: `usage ${accountId} ${JSON.stringify(query)}`,
    read: (client) => readWholeUsage(client, accountId, query),
    everyMs: ({ through }) => (through.seq < seq ? whileBehindMs : reportPause()),
    since: seq,
  });
}
