import { fleetJson, fleetPageMax } from '../../shared/contract/answers/fleet.ts';
import { operatorRoutes } from '../../shared/contract/routes/operators.ts';
import { present } from '../../shared/domain/present.ts';
import { type FleetQuestion, readFleet } from '../../shared/operations/read-fleet.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: operatorRoutes.readFleet,
  others: withStore,
  run: async ({ query }, { store, atMs }) => {
    const { sort, prefix, search, limit = fleetPageMax, cursor } = query;
    const by = search === undefined ? (sort ?? (prefix === undefined ? 'state' : 'id')) : 'found';
    const page = { limit, ...present({ cursor }) };
    const question: FleetQuestion =
      by === 'id'
        ? { ...page, by, prefix: prefix ?? '' }
        : by === 'found'
          ? { ...page, by, search: search ?? '' }
          : { ...page, by };
    return answer(await readFleet(store, question, atMs), 200, (found) => fleetJson(by, found));
  },
});
