import type * as z from 'zod/mini';
import { fleetJson, fleetPageMax, type fleetQuery } from '../../shared/contract/answers/fleet.ts';
import { operatorRoutes } from '../../shared/contract/routes/operators.ts';
import { present } from '../../shared/domain/present.ts';
import { type FleetOrdering, readFleet } from '../../shared/operations/read-fleet.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: operatorRoutes.readFleet,
  others: withStore,
  run: async ({ query }, { store, atMs }) => {
    const { limit = fleetPageMax, cursor, counts } = query;
    const by = orderOf(query);
    const page = { limit, isCounted: counts !== undefined, ...present({ cursor }) };
    return answer(await readFleet(store, { ...by, ...page }, atMs), 200, (found) => fleetJson(by.by, found));
  },
});

function orderOf({ sort, prefix, search, facet }: z.output<typeof fleetQuery>): FleetOrdering {
  if (search !== undefined) return { by: 'found', search };
  if (facet !== undefined) return { by: 'facet', facet };
  return sort === 'id' || (sort ?? prefix) !== sort ? { by: 'id', prefix: prefix ?? '' } : { by: sort ?? 'state' };
}
