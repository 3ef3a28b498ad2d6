import { clockRoutes } from '../../shared/contract/routes/clock.ts';
import { instant } from '../../shared/domain/ledger/public-form.ts';
import { secondMs } from '../../shared/domain/time.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { moveAccountClock } from '../../shared/operations/move-account-clock.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: clockRoutes.moveAccountClock,
  run: async ({ params, body }, { store, project, atMs, seenBy }) => {
    const outcome = await moveAccountClock({ store, project }, { ...params, ...body }, atMs);
    if (outcome.kind === 'done') {
      const seen = await seenBy(params.accountId);
      await advanceAccount(seen.store, params.accountId, seen.atMs);
    }
    return answer(outcome, 200, ({ accountId, atMs: at, aheadMs }) => ({
      accountId,
      at: instant(at),
      aheadSeconds: aheadMs / secondMs,
    }));
  },
});
