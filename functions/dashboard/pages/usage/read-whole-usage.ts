import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import { present } from '../../../../shared/domain/present.ts';
import type { UsageReport } from '../../reading/shapes.ts';
import type { UsageQuery } from './usage-view.ts';

/** Pages of 1,000 rows each: 400 days of 32 SKUs and the rest. */
const pagesMax = 16;

/** All pages of a report as one. What `nextCursor` still says is beyond the bound. */
export async function readWholeUsage(
  client: CreditsClient,
  accountId: string,
  query: UsageQuery,
): Promise<Answer<UsageReport>> {
  const first = await client.readUsage({ accountId, query });
  if (first.kind === 'refused') return first;
  const rows = [...first.value.rows];
  let { nextCursor } = first.value;
  for (let pages = 1; pages < pagesMax && nextCursor !== undefined; pages += 1) {
    const page = await client.readUsage({ accountId, query: { ...query, cursor: nextCursor } });
    if (page.kind === 'refused') return page;
    rows.push(...page.value.rows);
    nextCursor = page.value.nextCursor;
  }
  const { nextCursor: _first, ...report } = first.value;
  return { ...first, value: { ...report, rows, ...present({ nextCursor }) } };
}
