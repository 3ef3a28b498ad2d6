import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import { present } from '../../../../shared/domain/present.ts';
import type { Entry } from '../../reading/shapes.ts';
import { type LedgerFilters, ledgerQueryOf } from './ledger-view.ts';

export interface EntriesQuery {
  readonly accountId: string;
  readonly filters: LedgerFilters;
  readonly cursor?: string | undefined;
  readonly countMax: number;
}

export interface Entries {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
}

/** Requests of up to 5,000 entries looked at each: 60,000 in all, after which the person says whether to look further. */
const requestsMax = 12;
const pageMax = 100;

/** Newest first. A page of the service may hold fewer than asked for while filters pass over many: it is asked on. */
export async function readEntries(client: CreditsClient, asked: EntriesQuery): Promise<Answer<Entries>> {
  const { accountId, filters, countMax } = asked;
  const entries: Entry[] = [];
  let { cursor } = asked;
  for (let requests = 0; requests < Math.max(requestsMax, Math.ceil(countMax / pageMax)); requests += 1) {
    const limit = String(Math.min(pageMax, countMax - entries.length));
    const query = { ...ledgerQueryOf(filters), order: 'desc', limit, ...present({ cursor }) } as const;
    const page = await client.readLedger({ accountId, query });
    if (page.kind === 'refused') return page;
    entries.push(...page.value.entries);
    cursor = page.value.nextCursor;
    if (cursor === undefined || entries.length >= countMax) break;
  }
  const value = { entries, ...present({ nextCursor: cursor }) };
  return { kind: 'done', value, isReplay: false };
}
