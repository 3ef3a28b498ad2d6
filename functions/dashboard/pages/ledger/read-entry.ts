import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import type { Entry } from '../../reading/shapes.ts';

/** One entry, by its number alone. Null when it isn't there. */
export async function readEntry(
  client: CreditsClient,
  { accountId, seq }: { readonly accountId: string; readonly seq: number },
): Promise<Answer<{ readonly entry: Entry | null }>> {
  const page = await client.readLedger({ accountId, query: { seq: String(seq) } });
  return page.kind === 'refused' ? page : { ...page, value: { entry: page.value.entries[0] ?? null } };
}
