import { serviceHealthJson } from '../../shared/contract/answers/service-health.ts';
import { operatorRoutes } from '../../shared/contract/routes/operators.ts';
import { done } from '../../shared/domain/decisions/outcome.ts';
import { readServiceHealth } from '../../shared/operations/read-service-health.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withMonitors } from '../../shared/runtime/with-monitors.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: operatorRoutes.readServiceHealth,
  others: (project) => ({ ...withStore(project), ...withMonitors(project) }),
  run: async (_request, { store, monitors, atMs }) =>
    answer(done(await readServiceHealth({ store, monitors }, atMs)), 200, serviceHealthJson),
});
