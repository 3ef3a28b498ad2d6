import { problems } from '../../shared/contract/problems.ts';
import { routes } from '../../shared/contract/routes.ts';
import { done } from '../../shared/domain/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.readProblem,
  run: async ({ params: { code } }) => answer(done({ code, ...problems[code] }), 200, (problem) => problem),
});
