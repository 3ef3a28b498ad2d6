/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ReadLedgerAnswer } from '../answers/read-ledger-answer.ts';
import type { Statement } from '../answers/statement.ts';
import type { ReadLedgerQuery, ReadStatementQuery } from '../requests/ledger.ts';

export interface LedgerMethods {
  /** Read entries. Oldest first unless asked otherwise. Pages stay stable while writes go on. A page may hold fewer entries than asked for, or none, while filters pass over many; go on while there is a `nextCursor`. `format` answers tables for analysis, with a `day` to partition by and the cursor in the header `Next-Cursor`. Refusals: account-not-found. */
  readLedger(
    call: { readonly accountId: string | number; readonly query?: ReadLedgerQuery } & CallOptions,
  ): Promise<Answer<ReadLedgerAnswer>>;

  /** Read the statement of a cycle. Opening, what arrived, usage by category and SKU, what expired, closing. The movements add up to the difference exactly, and a cycle opens with what the one before closed with. It is complete up to the entry that `through` names, and costs the same however many entries the cycle has. `format=csv` answers a table. Refusals: account-not-found, cycle-not-found, history-pending. */
  readStatement(
    call: {
      readonly accountId: string | number;
      readonly cycle: string | number;
      readonly query?: ReadStatementQuery;
    } & CallOptions,
  ): Promise<Answer<Statement>>;
}

export const ledgerOperations: { readonly [Name in keyof LedgerMethods]: OperationCall } = {
  readLedger: {
    id: 'read-ledger',
    method: 'GET',
    path: '/accounts/{accountId}/ledger',
    isChange: false,
    status: 200,
    shape: {
      entries: [
        {
          accountId: 's',
          seq: 'n',
          type: 's',
          at: 's',
          credits: 'n',
          cycle: 'n',
          slices: '*',
          before: 'n',
          after: '*',
          caller: 's',
          previousHash: 's',
          hash: 's',
        },
      ],
    },
  },
  readStatement: {
    id: 'read-statement',
    method: 'GET',
    path: '/accounts/{accountId}/statements/{cycle}',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      planId: 's',
      cycle: { index: 'n', start: 's', end: 's' },
      final: 'b',
      entries: { first: 'n', last: 'n' },
      through: { seq: 'n', at: 's' },
      opening: { available: 'n', held: 'n', overrun: 'n' },
      closing: { available: 'n', held: 'n', overrun: 'n' },
      movements: [{ type: 's', credits: 'n' }],
      cycles: [{ index: 'n', start: 's', end: 's' }],
    },
  },
};
