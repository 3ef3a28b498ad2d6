/** Reading what happened. */
import * as z from 'zod/mini';
import * as answers from '../answers.ts';
import { accountId } from '../fields.ts';
import * as queries from '../queries.ts';
import { defineRoute } from '../route.ts';
import { acme, ofAccount, reading } from '../route-parts.ts';
import { statement } from '../statement-answer.ts';

export const ledgerRoutes = {
  readLedger: defineRoute({
    ...reading,
    id: 'read-ledger',
    method: 'GET',
    path: '/accounts/{accountId}/ledger',
    summary: 'Read entries',
    description:
      'Oldest first unless asked otherwise. Pages stay stable while writes go on. A page may hold fewer entries than asked for, or none, while filters pass over many; go on while there is a `nextCursor`. `format` answers tables for analysis, with a `day` to partition by and the cursor in the header `Next-Cursor`.',
    permission: 'use',
    params: ofAccount,
    query: queries.ledgerQuery,
    answer: {
      status: 200,
      description: 'A page of entries.',
      schema: answers.ledgerPage,
      otherContentTypes: ['text/csv', 'application/x-ndjson'],
    },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
  readStatement: defineRoute({
    ...reading,
    id: 'read-statement',
    method: 'GET',
    path: '/accounts/{accountId}/statements/{cycle}',
    summary: 'Read the statement of a cycle',
    description:
      'Opening, what arrived, usage by category and SKU, what expired, closing. The movements add up to the difference exactly, and a cycle opens with what the one before closed with. `format=csv` answers a table.',
    permission: 'use',
    params: z.strictObject({ accountId, cycle: queries.cycleParam }),
    query: queries.statementQuery,
    answer: { status: 200, description: 'The statement.', schema: statement, otherContentTypes: ['text/csv'] },
    refusals: ['account-not-found', 'cycle-not-found', 'statement-too-long'],
    example: { params: { ...acme, cycle: 0 } },
  }),
} as const;
