/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ReadOpenapiAnswer } from '../answers/read-openapi-answer.ts';
import type { ReadProblemAnswer } from '../answers/read-problem-answer.ts';

export interface ContractMethods {
  /** This document. */
  readOpenapi(call?: {} & CallOptions): Promise<Answer<ReadOpenapiAnswer>>;

  /** What a problem means. */
  readProblem(call: { readonly code: string | number } & CallOptions): Promise<Answer<ReadProblemAnswer>>;
}

export const contractOperations: { readonly [Name in keyof ContractMethods]: OperationCall } = {
  readOpenapi: {
    id: 'read-openapi',
    method: 'GET',
    path: '/openapi.json',
    isChange: false,
    status: 200,
    shape: { openapi: 's' },
  },
  readProblem: {
    id: 'read-problem',
    method: 'GET',
    path: '/problems/{code}',
    isChange: false,
    status: 200,
    shape: { code: 's', status: 'n', title: 's', meaning: 's', retryable: 'b' },
  },
};
