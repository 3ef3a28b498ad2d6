import { cardReplayJson, replayPageMax } from '../../shared/contract/answers/card-replay.ts';
import { rateCardOf } from '../../shared/contract/requests/catalogue.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { present } from '../../shared/domain/present.ts';
import { replayRateCard } from '../../shared/operations/replay-rate-card.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: catalogueRoutes.replayRateCard,
  others: withStore,
  run: async ({ params, query, body }, { store, atMs }) => {
    const { cycle = 'last', limit = replayPageMax, cursor } = query;
    const page = await replayRateCard(
      store,
      rateCardOf(params.version, body),
      { cycle, limit, ...present({ cursor }) },
      atMs,
    );
    return answer(page, 200, (found) => cardReplayJson(params.version, found));
  },
});
