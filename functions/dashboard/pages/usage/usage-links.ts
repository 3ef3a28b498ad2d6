/** From what is drawn down to the entries behind it. */
import type { UsageReport } from '../../reading/shapes.ts';
import type { ZoneChoice } from '../../reading/use-zone.ts';
import { linkTo, type PageQuery } from '../../routing/location.ts';
import type { GroupTotal } from './usage-groups.ts';

type Span = Pick<UsageReport['scope'], 'start' | 'end'>;

/** Whose ledger, and whose days and times it is shown in. */
export interface LedgerPlace {
  readonly accountId: string;
  readonly zone: ZoneChoice;
}

/** Undefined for what no filter can name: what is left over. */
export function entriesOfGroup(place: LedgerPlace, groupBy: string, group: GroupTotal, span: Span): string | undefined {
  const { key } = group;
  if (group.rest !== undefined || key === undefined) return undefined;
  return entriesLink(place, { ...filterOf(groupBy, key), from: span.start, to: span.end });
}

export function entriesOfSpan(place: LedgerPlace, { start, end }: Span): string {
  return entriesLink(place, { from: start, to: end });
}

function filterOf(groupBy: string, key: string): PageQuery {
  if (groupBy === 'category') return { category: key };
  return groupBy === 'sku' ? { sku: key } : { dimension: `${groupBy.slice('dimension:'.length)}:${key}` };
}

function entriesLink({ accountId, zone }: LedgerPlace, query: PageQuery): string {
  return linkTo(`/accounts/${encodeURIComponent(accountId)}/ledger`, {
    ...query,
    zone: zone === 'account' ? undefined : zone,
  });
}
