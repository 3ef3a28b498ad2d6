import { changeQuery, useLocation } from '../../routing/location.ts';

export interface LedgerPageNumber {
  readonly page: number;
  /** Where it begins; undefined for the first, which has what is new. */
  readonly cursor: string | undefined;
  /** Goes to a page that was gone to before, or to the next one, which begins at `next`. */
  readonly goTo: (page: number, next: string | undefined) => void;
}

/** The cursors of pages by the page that one came from, as far as they were gone to. */
const cursorsBefore = new Map<string, string | undefined>();

/** The page of the ledger: it is in the address, and so is where it begins. */
export function useLedgerPage(): LedgerPageNumber {
  const { query } = useLocation();
  const cursor = query.get('cursor') ?? undefined;
  const page = cursor === undefined ? 1 : Math.max(2, Number.parseInt(query.get('page') ?? '2', 10) || 2);
  const goTo = (to: number, next: string | undefined): void => {
    if (to > page && next !== undefined) {
      cursorsBefore.set(next, cursor);
      changeQuery({ page: String(page + 1), cursor: next });
      return;
    }
    let [at, reached] = [cursor, page];
    for (; reached > to && at !== undefined; reached -= 1) at = cursorsBefore.get(at);
    changeQuery(at === undefined ? { page: undefined, cursor: undefined } : { page: String(reached), cursor: at });
  };
  return { page, cursor, goTo };
}
