import document from '../../shared/contract/openapi.json' with { type: 'json' };
import { routes } from '../../shared/contract/routes.ts';
import { done } from '../../shared/domain/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpStack } from '../../shared/runtime/http-stack.ts';

export const handler = httpStack(routes.readOpenapi, () => answer(done(document), 200, (contract) => contract));
