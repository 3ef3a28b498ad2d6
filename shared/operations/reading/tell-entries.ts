import { wants } from '../../domain/endpoint.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { publicEntry } from '../../domain/ledger/public-entry.ts';
import { instant } from '../../domain/ledger/public-form.ts';
import { entryNewsType, type News } from '../../domain/news.ts';
import type { Services } from '../../ports/services.ts';

/** The services that tell of entries; without a queue of news nobody is told. */
export type Telling = Pick<Services, 'store' | 'nowMs'> & Partial<Pick<Services, 'news'>>;

/** Tells of entries those endpoints that ask for them. Told again, each has the same id. */
export async function tellEntries({ store, news, nowMs }: Telling, entries: readonly Entry[]): Promise<void> {
  if (news === undefined || entries.length === 0) return;
  const endpoints = await store.endpoints.known(nowMs());
  const wanted = entries.filter(({ accountId }) =>
    endpoints.some((endpoint) => wants(endpoint, { type: entryNewsType, accountId })),
  );
  await news.send(wanted.map((entry) => ({ news: entryNews(entry) })));
}

/** The hash is part of the id: after a restore another entry may have the number. */
function entryNews(entry: Entry): News {
  const { accountId, seq, atMs, hash } = entry;
  return {
    id: `entry/${accountId}/${seq}/${hash.slice(0, 16)}`,
    type: entryNewsType,
    version: 1,
    at: instant(atMs),
    accountId,
    seq,
    data: { ...publicEntry(entry), hash },
  };
}
