/** From what is drawn down to the entries behind it. */
import type { UsageReport } from '../../reading/shapes.ts';
import type { ZoneChoice } from '../../reading/use-zone.ts';
import { here, linkTo, type PageQuery } from '../../routing/location.ts';
import { type Aspect, filterMember, filterMembers, type UsageFilters } from '../../routing/usage-filters.ts';
import type { GroupTotal } from './usage-groups.ts';
import type { UsageView } from './usage-view.ts';

type Span = Pick<UsageReport['scope'], 'start' | 'end'>;

/** Whose ledger, and whose days and times it is shown in. */
export interface LedgerPlace {
  readonly accountId: string;
  readonly zone: ZoneChoice;
  /** Those of the page that one comes from. */
  readonly filters: UsageFilters;
}

/** Undefined for what no filter can name: what is left over. */
export function entriesOfGroup(
  place: LedgerPlace,
  groupBy: Aspect,
  group: Pick<GroupTotal, 'key' | 'rest'>,
  span: Span,
): string | undefined {
  const { key } = group;
  if (group.rest !== undefined || key === undefined) return undefined;
  return entriesLink(place, { [filterMember(groupBy)]: key, from: span.start, to: span.end });
}

export function entriesOfSpan(place: LedgerPlace, { start, end }: Span): string {
  return entriesLink(place, { from: start, to: end });
}

/** The receipt of one entry, in front of those that the filters let through. */
export function receiptOf(place: LedgerPlace, seq: number, { start, end }: Span): string {
  return entriesLink(place, { from: start, to: end, entry: String(seq) });
}

/** The same page for one group alone, by what the group is split by, or by what else there is to tell. */
export function drillInto(view: UsageView, { key, rest }: Pick<GroupTotal, 'key' | 'rest'>): string | undefined {
  const { groupBy, splitBy } = view;
  if (rest !== undefined || key === undefined) return undefined;
  const next = splitBy ?? (groupBy === 'sku' ? 'category' : 'sku');
  return here({
    [filterMember(groupBy)]: key,
    groupBy: next,
    ...{ splitBy: undefined, top: undefined, find: undefined },
  });
}

function entriesLink({ accountId, zone, filters }: LedgerPlace, query: PageQuery): string {
  return linkTo(`/accounts/${encodeURIComponent(accountId)}/ledger`, {
    ...filterMembers(filters),
    ...query,
    zone: zone === 'account' ? undefined : zone,
  });
}
