/** The contract itself. */
import * as z from 'zod/mini';
import { problemPage } from '../answers/problem.ts';
import { problemCodes } from '../answers/problem-code.ts';
import { nothing } from '../requests/requests.ts';
import { oneOf } from '../schema-parts.ts';
import { defineRoute } from './route.ts';
import { withoutBody } from './route-parts.ts';

export const contractRoutes = {
  readOpenapi: defineRoute({
    ...withoutBody,
    id: 'read-openapi',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    permission: 'anyone',
    weight: 'rare',
    reaches: [],
    audience: 'none',
    params: nothing,
    answer: { status: 200, description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) },
    refusals: [],
    example: {},
  }),
  readProblem: defineRoute({
    ...withoutBody,
    id: 'read-problem',
    method: 'GET',
    path: '/problems/{code}',
    summary: 'What a problem means',
    permission: 'anyone',
    weight: 'rare',
    reaches: [],
    audience: 'none',
    params: z.strictObject({ code: oneOf(problemCodes) }),
    answer: { status: 200, description: 'The problem explained.', schema: problemPage },
    refusals: [],
    example: { params: { code: 'insufficient-credits' } },
  }),
} as const;
