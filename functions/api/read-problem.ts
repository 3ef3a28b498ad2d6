import { problems } from '../../shared/contract/answers/problems.ts';
import { contractRoutes } from '../../shared/contract/routes/contract.ts';
import { done } from '../../shared/domain/decisions/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpStack } from '../../shared/runtime/http-stack.ts';

export const handler = httpStack(contractRoutes.readProblem, ({ params: { code } }) =>
  answer(done({ code, ...problems[code] }), 200, (problem) => problem),
);
