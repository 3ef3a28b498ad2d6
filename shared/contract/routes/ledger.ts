/** Reading what happened. */
import * as z from 'zod/mini';
import { ledgerPage } from '../answers/entry.ts';
import { statement } from '../answers/statement.ts';
import { accountId } from '../fields.ts';
import * as queries from '../requests/queries.ts';
import { cycleParam } from '../requests/query-parts.ts';
import { defineRoute } from './route.ts';
import { acme, ofAccount, readsAccount, readsSums, withoutBody } from './route-parts.ts';

const csvExample = [
  'type,source,category,sku,packId,quantity,quantityHours,credits,overrun,debt,late,others',
  'opening,,,,,,,0,0,0,,',
  'granted,plan,,,,,,5000,0,0,,',
  'used,,ai,ai.gpt-4o.input-token,,374,,-0.0935,0,0,,',
  'closing,,,,,,,4999.9065,0,0,,',
  '',
].join('\r\n');

const ledgerCsvExample =
  'day,accountId,seq,type,at,credits,category\r\n2026-11-22,acme,2,debit,2026-11-22T18:15:46.680Z,0.1375,ai\r\n';
const ledgerNdjsonExample =
  '{"day":"2026-11-22","accountId":"acme","seq":2,"type":"debit","at":"2026-11-22T18:15:46.680Z","credits":0.1375}\n';

export const ledgerRoutes = {
  readLedger: defineRoute({
    ...withoutBody,
    id: 'read-ledger',
    isTagged: true,
    method: 'GET',
    path: '/accounts/{accountId}/ledger',
    summary: 'Read entries',
    description:
      'Oldest first unless asked otherwise. Pages stay stable while writes go on. A page may hold fewer entries than asked for, or none, while filters pass over many; go on while there is a `nextCursor`. `format` answers tables for analysis, with a `day` to partition by and the cursor in the header `Next-Cursor`.',
    permission: 'read',
    weight: 'heavy',
    reaches: readsAccount,
    audience: 'own-account',
    params: ofAccount,
    query: queries.ledgerQuery,
    answer: {
      status: 200,
      description: 'A page of entries.',
      schema: ledgerPage,
      other: [
        { contentType: 'text/csv', example: ledgerCsvExample },
        { contentType: 'application/x-ndjson', example: ledgerNdjsonExample },
      ],
    },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
  readStatement: defineRoute({
    ...withoutBody,
    id: 'read-statement',
    isTagged: true,
    method: 'GET',
    path: '/accounts/{accountId}/statements/{cycle}',
    summary: 'Read the statement of a cycle',
    description:
      'Opening, what arrived, usage by category and SKU, what expired, closing. The movements add up to the difference exactly, and a cycle opens with what the one before closed with. It is complete up to the entry that `through` names, and costs the same however many entries the cycle has. `format=csv` answers a table.',
    permission: 'read',
    weight: 'heavy',
    reaches: readsSums,
    audience: 'own-account',
    params: z.strictObject({ accountId, cycle: cycleParam }),
    query: queries.statementQuery,
    answer: {
      status: 200,
      description: 'The statement.',
      schema: statement,
      other: [{ contentType: 'text/csv', example: csvExample }],
    },
    refusals: ['account-not-found', 'cycle-not-found', 'history-pending'],
    example: { params: { ...acme, cycle: 0 } },
  }),
} as const;
