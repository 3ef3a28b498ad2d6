import { problems } from '../../shared/contract/problems.ts';
import { routes } from '../../shared/contract/routes.ts';
import { done } from '../../shared/domain/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpStack } from '../../shared/runtime/http-stack.ts';

export const handler = httpStack(routes.readProblem, ({ params: { code } }) =>
  answer(done({ code, ...problems[code] }), 200, (problem) => problem),
);
