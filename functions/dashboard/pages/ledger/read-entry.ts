import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import type { Entry } from '../../reading/shapes.ts';

export interface EntryPosition {
  readonly accountId: string;
  readonly seq: number;
  readonly atMs: number;
}

/** Changes that came together share their instant: up to so many pages of 100. */
const pagesMax = 20;

/** One entry, found by its time in a few reads however long the ledger is. Null when it isn't there. */
export async function readEntry(
  client: CreditsClient,
  { accountId, seq, atMs }: EntryPosition,
): Promise<Answer<{ readonly entry: Entry | null }>> {
  const span = Number.isNaN(atMs) ? {} : { from: new Date(atMs).toISOString(), to: new Date(atMs + 1).toISOString() };
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const query = { ...span, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.readLedger({ accountId, query });
    if (page.kind === 'refused') return page;
    const entry = page.value.entries.find((each) => each.seq === seq);
    if (entry !== undefined) return { ...page, value: { entry } };
    cursor = page.value.nextCursor;
    if (cursor === undefined) break;
  }
  return { kind: 'done', value: { entry: null }, isReplay: false };
}
