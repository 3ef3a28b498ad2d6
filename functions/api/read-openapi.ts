import document from '../../shared/contract/openapi.json' with { type: 'json' };
import { routes } from '../../shared/contract/routes.ts';
import { done } from '../../shared/domain/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.readOpenapi,
  run: async () => answer(done(document), 200, (contract) => contract),
});
