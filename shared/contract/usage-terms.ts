/** The terms of a usage report, as its query asks for them. */
import type * as z from 'zod/mini';
import { present } from '../domain/present.ts';
import type { UsageAspect } from '../domain/projections/usage-trend.ts';
import type { usageQuery } from './requests/usage-query.ts';

type Query = Omit<z.output<typeof usageQuery>, 'format' | 'limit'>;

export function usageTermsOf({ interval = 'day', groupBy, splitBy, from, to, top, counts, ...query }: Query) {
  const { category, sku, caller, dimensions, ...others } = query;
  return {
    ...others,
    interval,
    grouping: usageAspectOf(groupBy),
    filter: present({ category, sku, caller, dimensions }),
    ...present({
      fromMs: from,
      toMs: to,
      namedMax: top,
      splitting: splitBy === undefined ? undefined : usageAspectOf(splitBy),
      isCounted: counts === undefined ? undefined : (true as const),
    }),
  };
}

function usageAspectOf(text: string | undefined): UsageAspect {
  if (text === undefined) return { by: 'nothing' };
  if (text === 'category' || text === 'sku' || text === 'caller') return { by: text };
  return { by: 'dimension', name: text.slice(text.indexOf(':') + 1) };
}
