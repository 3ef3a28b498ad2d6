import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { useRead } from '../../reading/use-read.ts';

const everyMs = 10 * minuteMs;

/** The priced SKUs, to choose from. None while that isn't known: a SKU can be typed too. */
export function useSkus(): readonly string[] {
  return useRead({ key: 'skus', read: readSkus, everyMs }).value ?? [];
}

async function readSkus(client: CreditsClient): Promise<Answer<readonly string[]>> {
  const listed = await client.listRateCards({});
  if (listed.kind === 'refused') return listed;
  const version = listed.value.inEffect;
  if (version === null) return { ...listed, value: [] };
  const card = await client.readRateCard({ version });
  return card.kind === 'refused' ? card : { ...card, value: card.value.prices.map(({ sku }) => sku) };
}
