import document from '../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { contractRoutes } from '../../shared/contract/routes/contract.ts';
import { done } from '../../shared/domain/decisions/outcome.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpStack } from '../../shared/runtime/http-stack.ts';

export const handler = httpStack(contractRoutes.readOpenapi, () => answer(done(document), 200, (contract) => contract));
